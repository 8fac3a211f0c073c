"""The prices and events that a measurement stands on, as a reader of one day knew them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np

from oilwatch import catalog, periods, sessions
from oilwatch.errors import InputError
from oilwatch.impacts.windows import GAP, Prices
from oilwatch.model import Event, Series
from oilwatch.store import Store
from oilwatch.store.vintage import EARLIEST_COPY

When = str | date | datetime


@dataclass(frozen=True, slots=True, eq=False)
class Record:
    """A series as a reader of day *by* knew it, and the events he knew, by the day they reach."""

    series: Series
    by: date
    prices: Prices
    earliest: frozenset[date]
    """Days whose close is known from an earliest copy only."""
    events: tuple[tuple[date, Event], ...]
    """(first day whose close can hold it, event), in order of those days."""

    @property
    def exchange(self) -> str:
        """The exchange by whose calendar days are explained."""
        return self.series.entity

    def between(self, after: date, last: date) -> list[tuple[date, Event]]:
        """Return the events that reach a day after *after* and no later than *last*."""
        return [pair for pair in self.events if after < pair[0] <= last]


def read(store: Store, series_id: str, as_of: When | None, events: Sequence[Event] | None = None) -> Record:
    """Return the record of a series of daily prices; *events* instead of the catalogue's.

    Raises UnknownSeries, or InputError where the series is not one of daily prices or has none yet.
    """
    about, seen = store.seen(series_id, as_of=as_of)
    if (about.measure, about.frequency) != ("price", "daily"):
        raise InputError(
            f"expected a series of daily prices such as price.brent.spot, got {about.id} "
            f"({about.frequency}, {about.unit}); `oilwatch series` lists those there are"
        )
    by = date.fromisoformat(periods.seen(as_of)[:10]) if as_of is not None else store.now().date()
    if not seen:
        raise InputError(
            f"{about.id} has no prices as of {periods.day_text(by)}; load some (oilwatch load) or ask later"
        )
    days = np.array([row.period for row in seen], dtype="datetime64[D]")
    prices = Prices(days, np.array([row.value for row in seen], dtype=np.float64))
    early = frozenset(date.fromisoformat(row.period) for row in seen if row.vintage == EARLIEST_COPY)
    known = [event for event in (catalog.events() if events is None else events) if event.date <= by]
    reached = sorted(
        ((reach(event, about.entity)[0], event) for event in known), key=lambda pair: (pair[0], pair[1].id)
    )
    return Record(about, by, prices, early, tuple(reached))


def reach(event: Event, exchange: str) -> tuple[date, str]:
    """Return the first day whose close can hold an event, and why where that is another day than its own."""
    return sessions.reaches(event.date, exchange, event.time, event.zone)


@dataclass(frozen=True, slots=True)
class Zero:
    """Where session 0 is: its position (``len(days)``: not yet), why there, and why it cannot be used."""

    position: int
    why: str = ""
    reason: str = ""


def zero(record: Record, first: date, after_close: str = "") -> Zero:
    """Return session 0 of what reaches *first* at the earliest; *after_close*: why not its own day."""
    prices = record.prices
    position = int(np.searchsorted(prices.days, np.datetime64(first, "D")))
    if position == len(prices.days):
        return Zero(position)
    found = prices.day(position)
    if (found - first).days > GAP:
        told = f"no price within {GAP} days of {_long(first)}; the next is of {periods.day_text(found)}"
        return Zero(position, reason=told)
    if found == first and not after_close:
        return Zero(position)
    named = f"session 0 is {found:%a} {periods.day_text(found)}"
    parts = [after_close] if after_close else []
    if found != first:
        shut = sessions.closed(first, record.exchange)
        parts.append(
            f"{_long(first)} is {shut}" if shut else f"{_long(first)} has no price in {record.series.id}"
        )
    return Zero(position, f"{' and '.join(parts)}: {named}")


def _long(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
