"""Every number of a view, once: what the table on the screen, files and the API are all made of."""

import hashlib
import json
from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from oilwatch.views.content import Content


class Row(NamedTuple):
    """One number: whose, of which period, in the unit that is shown.

    *seen_from* and *vintage* are empty where it is worked out of several figures (a spread, a change).
    """

    series: str
    name: str
    period: str
    value: float
    unit: str
    seen_from: str
    vintage: str


def rows(content: Content) -> list[Row]:
    """Return the numbers of a view, line by line, oldest first."""
    found = []
    for line in content.lines.lines:
        form = "%Y-%m" if line.about.frequency == "monthly" else "%Y-%m-%d"
        periods = pd.DatetimeIndex(line.values.index).strftime(form).tolist()
        values = line.values.tolist()
        blank = [""] * len(values)
        seen = line.record["seen_from"].tolist() if line.record is not None else blank
        kinds = line.record["vintage"].tolist() if line.record is not None else blank
        found += [
            Row(line.about.id, line.name, period, value, content.lines.unit, when, kind)
            for period, value, when, kind in zip(periods, values, seen, kinds, strict=True)
        ]
    return found


def table(content: Content) -> pd.DataFrame:
    """Return the numbers as a table by period (text), newest first, unit in the column names.

    Figures as published have two more columns: the moment they were seen, and their vintage.
    """
    columns: dict[str, dict[str, object]] = {}
    for line in content.lines.lines:
        columns[f"{line.name}, {content.lines.unit}"] = {}
        if line.record is not None:
            columns[f"{line.name}, seen from"] = {}
            columns[f"{line.name}, vintage"] = {}
    for row in rows(content):
        columns[f"{row.name}, {row.unit}"][row.period] = row.value
        if row.vintage:
            columns[f"{row.name}, seen from"][row.period] = row.seen_from
            columns[f"{row.name}, vintage"][row.period] = row.vintage
    whole = pd.DataFrame({name: pd.Series(held, dtype=object) for name, held in columns.items()})
    for name in [name for name in columns if not name.endswith((", seen from", ", vintage"))]:
        whole[name] = whole[name].astype("float64")
    whole.index.name = "period"
    return whole.sort_index(ascending=False)


def digest(held: Sequence[Row]) -> str:
    """Return the SHA-256 of numbers (series, period, value, unit), by which a frozen view is known again."""
    plain = [(row.series, row.name, row.period, row.value, row.unit) for row in held]
    return hashlib.sha256(json.dumps(plain, ensure_ascii=False).encode()).hexdigest()
