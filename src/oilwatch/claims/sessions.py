"""Trading days of the oil exchanges, as far as both benchmarks share them, and months to count with."""

from datetime import date, timedelta
from functools import lru_cache

ONE = timedelta(days=1)


@lru_cache(maxsize=512)
def _good_friday(year: int) -> date:
    """Return Good Friday by the Gregorian computus (Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1) - 2 * ONE


@lru_cache(maxsize=16384)
def is_trading(day: date) -> bool:
    """Return whether both exchanges trade: a weekday, no New Year's Day, Good Friday or Christmas Day."""
    if day.weekday() > 4:
        return False
    return (day.month, day.day) not in ((1, 1), (12, 25)) and day != _good_friday(day.year)


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
