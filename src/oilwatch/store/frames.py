"""The store's answers as pandas frames."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from itertools import groupby, pairwise
from operator import attrgetter
from typing import Any

import pandas as pd
from sqlalchemy import Row

from oilwatch import catalog, periods
from oilwatch.citation import citation
from oilwatch.errors import InputError
from oilwatch.model import Event, Recorded, Series
from oilwatch.store.vintage import Seen, standing


def series(
    about: Series,
    seen: Sequence[Seen],
    *,
    as_of: str | date | datetime | None,
    version: int | None,
    today: date,
) -> pd.DataFrame:
    """Return the frame that ``Store.series`` promises."""
    frame = pd.DataFrame(
        {
            "value": pd.Series([row.value for row in seen], dtype="float64"),
            "unit": about.unit,
            "seen_from": pd.Series([row.seen_from for row in seen], dtype="str"),
            "vintage": pd.Series([row.vintage for row in seen], dtype="str"),
        }
    )
    form = "%Y-%m" if about.frequency == "monthly" else "%Y-%m-%d"
    frame.index = pd.DatetimeIndex(pd.to_datetime([r.period for r in seen], format=form), name="period")
    standing = periods.as_of(as_of) if as_of else today.isoformat()
    frame.attrs = {"series": about.id, "as_of": standing, "citation": citation(about, standing)}
    if version is not None:
        frame.attrs["version"] = version
    return frame


def revisions(history: Sequence[Recorded]) -> pd.DataFrame:
    """Return the frame that ``Store.revisions`` promises, from rows by period and moment."""
    rows = []
    for period, group in groupby(history, key=attrgetter("period")):
        held = list(group)
        last = standing(held)
        changes = sum(1 for before, after in pairwise(held) if before.value != after.value)
        if changes and last is not None:
            rows.append((period, held[0].value, held[0].seen_from, last.value, last.seen_from, changes))
    columns = ["period", "first", "first_seen", "now", "now_seen", "changes"]
    frame = pd.DataFrame(rows[::-1], columns=columns).set_index("period")
    frame = frame.astype({"first": "float64", "now": "float64"})
    frame.insert(4, "difference", (frame["now"] - frame["first"]).round(6))
    return frame


def events(*, kind: str | None, start: str | None, end: str | None) -> pd.DataFrame:
    """Return the frame that ``Store.events`` promises; raise InputError for a kind that is not known."""
    if kind and kind not in catalog.kinds() and kind not in catalog.LANES:
        known = ", ".join([*catalog.LANES, *catalog.kinds()])
        raise InputError(f"no kind of event {kind!r}; known: {known}")
    low, high = periods.bounds("daily", start, end)
    chosen = [
        event
        for event in catalog.events()
        if (not kind or kind in (event.kind, event.lane)) and low <= event.date.isoformat() <= high
    ]
    columns = [name for name in Event.__slots__ if name != "date"]
    frame = pd.DataFrame([[_cell(event, name) for name in columns] for event in chosen], columns=columns)
    frame["size_kbd"] = frame["size_kbd"].astype("float64")
    days = pd.to_datetime([event.date.isoformat() for event in chosen], format="%Y-%m-%d")
    frame.index = pd.DatetimeIndex(days, name="date")
    return frame


def _cell(event: Event, name: str) -> object:
    if name == "follows":
        return catalog.follows_text(event)
    value = getattr(event, name)
    return ";".join(value) if isinstance(value, tuple) else value


def stories(rows: Sequence[Row[Any]]) -> pd.DataFrame:
    """Return the frame that ``Store.stories`` promises."""
    columns = (
        "title url outlet published published_how seen first_seen source language country "
        "cluster event score reason"
    ).split()
    frame = pd.DataFrame([[getattr(row, name) for name in columns] for row in rows], columns=columns)
    frame = frame.astype({"cluster": "Int64", "score": "float64"})
    frame[["event", "reason"]] = frame[["event", "reason"]].fillna("")
    days = pd.to_datetime([row.day for row in rows], format="%Y-%m-%d")
    frame.index = pd.DatetimeIndex(days, name="day")
    return frame


def forecasts(unit: str, rows: Mapping[str, tuple[str, float | None]]) -> pd.DataFrame:
    """Return the frame that ``Store.forecasts`` promises, from (seen from, value) by period."""
    shown = {period: row for period, row in sorted(rows.items()) if row[1] is not None}
    frame = pd.DataFrame(
        {
            "value": pd.Series([row[1] for row in shown.values()], dtype="float64"),
            "unit": unit,
            "seen_from": pd.Series([row[0] for row in shown.values()], dtype="str"),
        }
    )
    frame.index = pd.DatetimeIndex(pd.to_datetime(list(shown), format="ISO8601"), name="period")
    return frame
