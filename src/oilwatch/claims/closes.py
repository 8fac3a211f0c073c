"""Series by day, week, month, quarter and year: what they closed at, and how they moved."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from oilwatch import periods
from oilwatch.claims.record import Record
from oilwatch.model import Series

Values = np.ndarray[tuple[int], np.dtype[np.float64]]
WORDS = {
    "daily": "day", "day": "day", "session": "day", "sessions": "day", "days": "day",
    "weekly": "week", "week": "week",
    "weeks": "week", "monthly": "month", "month": "month", "months": "month", "quarterly": "quarter",
    "quarter": "quarter", "annual": "year", "yearly": "year", "year": "year", "years": "year",
}  # fmt: skip
COARSER = {"day": 0, "week": 1, "month": 2, "quarter": 3, "year": 4}


@dataclass(frozen=True, slots=True)
class Line:
    """Values one after another, by the last recorded period in each."""

    names: list[str]
    values: Values


def bucket(period: str, grain: str) -> str:
    """Return what day, week, month, quarter or year a period lies in."""
    if grain == "week":
        day = date.fromisoformat(period)
        return (
            day + timedelta(days=(4 - day.weekday()) % 7 if day.weekday() < 5 else 4 - day.weekday())
        ).isoformat()
    if grain == "quarter":
        return f"{period[:4]}-Q{(int(period[5:7]) + 2) // 3}"
    return period[: {"day": 10, "month": 7, "year": 4}[grain]]


def line(record: Record, about: Series, grain: str) -> Line:
    """Return a series by *grain*: the closes of prices, the means of output."""
    known = record.lines.get((about.id, grain))
    if known is None:
        held = record.held(about.id)
        same = {"daily": "day", "weekly": "week", "monthly": "month"}[about.frequency] == grain
        known = (
            Line(held.periods, held.values)
            if same
            else _put_together(held.periods, held.values, about, grain)
        )
        record.lines[(about.id, grain)] = known
    return known


def _put_together(names: list[str], values: Values, about: Series, grain: str) -> Line:
    groups: dict[str, list[int]] = {}
    for place, name in enumerate(names):
        groups.setdefault(bucket(name, grain), []).append(place)
    lasts = [names[places[-1]] for places in groups.values()]
    if about.measure == "price":
        return Line(lasts, np.array([values[places[-1]] for places in groups.values()]))
    whole = {"quarter": 3, "year": 12}.get(grain, 1) if about.frequency == "monthly" else 1
    kept = [places for places in groups.values() if len(places) >= whole]
    days = [np.array([periods.end(names[n]).day for n in places]) for places in kept]
    means = [np.average(values[places], weights=size) for places, size in zip(kept, days, strict=True)]
    return Line([names[places[-1]] for places in kept], np.array(means))


def moves(record: Record, about: Series, grain: str) -> tuple[Line, Line]:
    """Return the moves of a series in percent and in its unit, each named by where it ends."""
    key = (about.id, f"{grain} moves")
    if key not in record.lines:
        found = line(record, about, grain)
        before, after = found.values[:-1], found.values[1:]
        shares = np.divide(after - before, before, out=np.zeros_like(after), where=before > 0) * 100
        record.lines[key] = Line(found.names[1:], shares)
        record.lines[(about.id, f"{grain} changes")] = Line(found.names[1:], after - before)
    return record.lines[key], record.lines[(about.id, f"{grain} changes")]
