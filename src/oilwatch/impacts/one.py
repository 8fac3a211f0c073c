"""What a price did around one event or day."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from oilwatch import periods, sessions
from oilwatch.errors import InputError
from oilwatch.impacts.prices import Record, When, Zero, reach, read, zero
from oilwatch.impacts.windows import measure
from oilwatch.model import Event, Impact, Measured, Window
from oilwatch.store import Store

BRENT = "price.brent.spot"
WINDOWS: tuple[Window, ...] = ((-1, 1), (0, 1), (0, 5), (0, 20))
NOTABLE = 2
"""Events of this importance or more are named where they fall inside a window."""


def around(
    store: Store,
    event: Event,
    *,
    series: str = BRENT,
    as_of: When | None = None,
    events: Sequence[Event] | None = None,
) -> Impact:
    """Return what the daily prices of *series* did around *event*, as known at *as_of* (default: now).

    *events*: those to name inside the windows instead of the catalogue's. Raises UnknownSeries, InputError.
    """
    if as_of is not None and periods.as_of(as_of)[:10] < event.date.isoformat():
        raise InputError(f"expected a day on or after the event ({event.date}), got {as_of}")
    return of_event(read(store, series, as_of, events), event)


def on_day(
    store: Store,
    day: str | date,
    *,
    series: str = BRENT,
    as_of: When | None = None,
    events: Sequence[Event] | None = None,
) -> Impact:
    """Return the same around a day (YYYY-MM-DD) of which nothing more is known."""
    known = read(store, series, as_of, events)
    that = date.fromisoformat(periods.check(day, "daily")) if isinstance(day, str) else day
    return _impact(known, None, that, zero(known, that))


def of_event(record: Record, event: Event) -> Impact:
    """Return the impact of an event on prices that were read before."""
    return _impact(record, event, event.date, zero(record, *reach(event, record.exchange)))


def _impact(record: Record, event: Event | None, day: date, at: Zero) -> Impact:
    own = event.id if event else ""
    windows = tuple(_window(record, at, window, own) for window in WINDOWS)
    closes = {end for one in windows for end in (one.base_day, one.end_day) if end is not None}
    come = not at.reason and at.position < len(record.prices.days)
    absent = at.reason or (
        f"no price of session 0 had been published by {periods.day_text(record.by)}; the newest is of "
        f"{periods.day_text(record.prices.day(-1))}"
    )
    return Impact(
        event=own,
        title=event.title if event else "",
        day=day,
        series=record.series.id,
        as_of=record.by,
        session=record.prices.day(at.position) if come else None,
        why=at.why if come else absent,
        windows=windows,
        closes=len(closes),
        earliest=len(closes & record.earliest),
    )


def _window(record: Record, at: Zero, window: Window, own: str) -> Measured:
    if at.reason:
        return Measured(window, at.reason)
    found = measure(record.prices, at.position, window, by=record.by)
    if found.base_day is None or found.end_day is None:
        return found
    others = tuple(
        event.id
        for _, event in record.between(found.base_day, found.end_day)
        if event.importance >= NOTABLE and event.id != own
    )
    priced = set(record.prices.days[at.position + window[0] - 1 : at.position + window[1] + 1].tolist())
    span = (found.end_day - found.base_day).days
    between = (found.base_day + timedelta(days=step) for step in range(1, span))
    missing = tuple(d for d in between if d not in priced and not sessions.closed(d, record.exchange))
    return replace(found, missing=missing, others=others)
