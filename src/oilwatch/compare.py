"""Sources that disagree: what all definitions and publishers say of one country or price, side by side."""

from dataclasses import dataclass
from datetime import date

from oilwatch.model import Series
from oilwatch.store import Seen, Store


@dataclass(frozen=True, slots=True)
class Side:
    """What one series says of a period, and how far that is from the series compared with."""

    period: str
    series: Series
    seen: Seen
    difference: float | None
    percent: float | None


def side_by_side(
    store: Store,
    series_id: str,
    *,
    start: str | date | None = None,
    end: str | date | None = None,
    as_of: str | date | None = None,
) -> list[Side]:
    """Return every series of the same measure, entity and frequency by period, the one asked for first.

    Without *start* and *end*: the newest period that it has. Values in the series' unit; a difference is a
    series' value less that of the one asked for.
    """
    asked, rows = store.seen(series_id, start=start, end=end, as_of=as_of)
    if start is None and end is None:
        rows = rows[-1:]
    base = {row.period: row.value for row in rows}
    if not base:
        return []
    found = []
    for about in _alike(store, asked):
        _, others = store.seen(about.id, start=min(base), end=max(base), as_of=as_of)
        found += [_side(about, seen, base[seen.period]) for seen in others if seen.period in base]
    order = {about.id: place for place, about in enumerate(_alike(store, asked))}
    return sorted(found, key=lambda side: (side.period, order[side.series.id]))


def _alike(store: Store, asked: Series) -> list[Series]:
    alike = [
        about
        for about in store.catalogue().values()
        if (about.measure, about.entity, about.frequency) == (asked.measure, asked.entity, asked.frequency)
    ]
    return sorted(alike, key=lambda about: (about.id != asked.id, about.preference, about.id))


def _side(about: Series, seen: Seen, base: float) -> Side:
    difference = round(seen.value - base, 6)
    return Side(seen.period, about, seen, difference, round(100 * difference / base, 2) if base > 0 else None)
