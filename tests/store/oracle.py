"""An independent and slow answer to "what did a reader see at T", from the full list of copies kept.

It knows nothing of the store's rows: it looks through the copies themselves, as a librarian would.
"""

import calendar
from collections.abc import Mapping
from datetime import date, timedelta

Copies = Mapping[str, Mapping[str, float | None]]
"""By moment, what the copy of that moment showed: a value, None for "withdrawn"; absent: it says nothing."""


def due(period: str, lag_days: int) -> str:
    """Return the day by which a month is usually published."""
    year, month = int(period[:4]), int(period[5:])
    return str(date(year, month, calendar.monthrange(year, month)[1]) + timedelta(days=lag_days))


def awaited(copies: Copies, period: str, first: str, lag_days: int) -> str:
    """Return the day by which a period must have been out that *first* is the first copy to hold.

    It is later than usual where a copy taken on or after the usual day was still without it.
    """
    without = [when for when in copies if due(period, lag_days) <= when < first]
    if not without:
        return due(period, lag_days)
    return str(date.fromisoformat(max(without)[:10]) + timedelta(days=max(lag_days, 1)))


def reads(copies: Copies, moment: str, lag_days: int) -> list[tuple[str, float, str, str]]:
    """Return (period, value, seen_from, vintage) of every period that a reader at *moment* sees."""
    periods = sorted({period for copy in copies.values() for period in copy})
    found = [_read(copies, period, moment, lag_days) for period in periods]
    return [row for row in found if row is not None]


def _read(copies: Copies, period: str, moment: str, lag_days: int) -> tuple[str, float, str, str] | None:
    showing = [when for when in sorted(copies) if period in copies[when]]
    before = [when for when in showing if when <= moment]
    if before:
        return _newest(copies, period, before)
    first = showing[0]
    value = copies[first][period]
    if value is None or awaited(copies, period, first, lag_days) > moment[:10]:
        return None
    return period, value, first, "earliest copy"


def _newest(copies: Copies, period: str, before: list[str]) -> tuple[str, float, str, str] | None:
    since, value = before[-1], copies[before[-1]][period]
    for when in reversed(before):
        if copies[when][period] != value:
            break
        since = when
    if value is None:
        return None
    return period, value, since, "earliest copy" if since == min(copies) else "published"
