"""How fresh each series is: its newest period, its age, and whether the next one is overdue."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from oilwatch import periods
from oilwatch.model import Aside, Series
from oilwatch.store import Store


@dataclass(frozen=True, slots=True)
class Freshness:
    """The state of one series on a day; the fields of the newest period are empty where it has no data."""

    series: Series
    period: str
    value: float | None
    seen_from: str
    age_days: int | None
    """Days since the newest period ended."""
    due: str
    """The day by which the next period is usually published."""
    overdue: bool
    note: str = ""
    """What a person should know, such as that a country has stopped reporting."""


def report(store: Store, today: date) -> list[Freshness]:
    """Return the freshness of every series in the store, by id."""
    newest = store.newest()
    found = [_one(item, newest.get(item.id), today) for item in store.catalogue().values()]
    return [_silent(store, row) if row.overdue else row for row in found]


def _silent(store: Store, row: Freshness) -> Freshness:
    """Return a row as silent, not overdue, where its publisher marks what follows as missing."""
    marks = store.loads.marks(row.series.id)
    after = {mark for period, mark in marks.items() if period > row.period and not mark.isdigit()}
    if not after:
        return row
    told = f"{row.series.entity_name} not reported since {row.period}: its publisher shows {min(after)!r}"
    return replace(row, overdue=False, due="", note=told)


def _one(item: Series, newest: tuple[str, float, str] | None, today: date) -> Freshness:
    if newest is None:
        return Freshness(item, "", None, "", None, "", overdue=False)
    period, value, seen_from = newest
    age = (today - periods.end(period)).days
    if not item.source_url:  # nobody publishes it: nothing is due
        return Freshness(item, period, value, seen_from, age, "", overdue=False)
    due = periods.end(periods.following(period, item.frequency)) + timedelta(days=item.lag_days)
    return Freshness(item, period, value, seen_from, age, due.isoformat(), overdue=due < today)


@dataclass(frozen=True, slots=True)
class Doubted:
    """Figures of one series held aside for one reason; *value* is set where it is one figure."""

    series: str
    first: str
    last: str
    count: int
    value: float | None
    seen_from: str
    source: str
    reason: str


def held_aside(store: Store) -> list[Doubted]:
    """Return what waits to be accepted, by series and reason, oldest period first."""
    groups: dict[tuple[str, str, str], list[Aside]] = {}
    for aside in store.loads.waiting():
        groups.setdefault((aside.series, aside.source, aside.reason), []).append(aside)
    return [
        Doubted(
            series, rows[0].period, rows[-1].period, len(rows), rows[0].value if len(rows) == 1 else None,
            rows[0].seen_from, source, reason,
        )
        for (series, source, reason), rows in groups.items()
    ]  # fmt: skip
