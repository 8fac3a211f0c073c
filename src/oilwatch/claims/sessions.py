"""Trading days of the oil exchanges, as far as both benchmarks share them, and months to count with."""

from datetime import date, timedelta
from functools import lru_cache

from oilwatch.sessions import closed

ONE = timedelta(days=1)


@lru_cache(maxsize=16384)
def is_trading(day: date) -> bool:
    """Return whether both exchanges trade: a weekday, no New Year's Day, Good Friday or Christmas Day."""
    return not closed(day, "BRENT")  # NYMEX keeps all of these days too


@lru_cache(maxsize=16384)
def before(day: date) -> date:
    """Return the last trading day before *day*."""
    day -= ONE
    while not is_trading(day):
        day -= ONE
    return day


def upto(day: date) -> date:
    """Return *day*, or the last trading day before it."""
    return day if is_trading(day) else before(day)


def month_span(year: int, month: int) -> tuple[date, date]:
    """Return the first and last day of a month; *month* may lie outside 1 to 12."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    after = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, 1), after - ONE


def months_before(day: date, number: int) -> date:
    """Return the same day of the month *number* months before; the month's last day where it has none."""
    first, last = month_span(day.year, day.month - number)
    return min(first.replace(day=min(day.day, last.day)), last)
