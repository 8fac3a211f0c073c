"""Periods and moments as text: parsing, ends, bounds, and what a day as "as of" means.

A moment of publication (``seen_from``) is a day (``2026-08-08``) or, for copies taken by a running
oilwatch, a time in UTC (``2026-08-08T14:03:11.120Z``). Both forms compare rightly as plain text.
"""

import calendar
import re
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from oilwatch.errors import InputError

FORMS = {
    "daily": ("YYYY-MM-DD", re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")),
    "weekly": ("YYYY-MM-DD, the Friday that ends the week", re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")),
    "monthly": ("YYYY-MM", re.compile(r"[0-9]{4}-[0-9]{2}")),
}

OPEN_END = "9999-12-31"
"""The end of a span that goes on to the newest period there is; later than any moment."""
WHOLE = ("", OPEN_END)
"""The span of every period there is."""


def _short(text: object) -> str:
    text = str(text)
    return repr(text if len(text) <= 40 else f"{text[:40]}...")


def _day(text: str, expected: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputError(f"expected {expected}, got {_short(text)}: there is no such day") from None


@lru_cache(maxsize=65_536)
def check(text: str, frequency: str) -> str:
    """Return *text* where it is a period of *frequency*; raise InputError otherwise."""
    form, pattern = FORMS[frequency]
    if not isinstance(text, str) or not pattern.fullmatch(text):
        raise InputError(f"expected a {frequency} period ({form}), got {_short(text)}")
    day = start(text, frequency)
    if frequency == "weekly" and day.weekday() != calendar.SATURDAY:
        raise InputError(f"expected a weekly period ({form}), got {text!r}, a {end(text):%A}")
    return text


def start(period: str, frequency: str) -> date:
    """Return the first day of *period*."""
    day = _day(period if len(period) == 10 else f"{period}-01", "a period")
    if frequency != "weekly":
        return day
    if day.toordinal() <= 6:
        raise InputError(f"expected a week, got the one that ends on {period}: it begins before the year 1")
    return day - timedelta(days=6)


def end(period: str) -> date:
    """Return the last day of *period*."""
    if len(period) == 10:
        return date.fromisoformat(period)
    year, month = int(period[:4]), int(period[5:])
    return date(year, month, calendar.monthrange(year, month)[1])


def following(period: str, frequency: str) -> str:
    """Return the period after *period*; for daily prices the next weekday."""
    last = end(period)
    if frequency == "monthly":
        return (last + timedelta(days=1)).isoformat()[:7]
    if frequency == "weekly":
        return (last + timedelta(days=7)).isoformat()
    step = {calendar.FRIDAY: 3, calendar.SATURDAY: 2}.get(last.weekday(), 1)
    return (last + timedelta(days=step)).isoformat()


def before(month: str) -> str:
    """Return the month before *month*."""
    return (date.fromisoformat(f"{month}-01") - timedelta(days=1)).isoformat()[:7]


def bounds(frequency: str, first: str | date | None, last: str | date | None) -> tuple[str, str]:
    """Return the lowest and highest period between two days or months, both included."""
    low = _bound(first, month_end=False) if first else "0000-01-01"
    high = _bound(last, month_end=True) if last else OPEN_END
    return (low[:7], high[:7]) if frequency == "monthly" else (low, high)


def _bound(value: str | date, *, month_end: bool) -> str:
    if isinstance(value, date):
        return f"{value:%Y-%m-%d}".rjust(10, "0")
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}", value):
        first = _day(f"{value}-01", "a month (YYYY-MM)")
        return end(value).isoformat() if month_end else first.isoformat()
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        raise InputError(f"expected a day (YYYY-MM-DD) or a month (YYYY-MM), got {_short(value)}")
    return _day(value, "a day (YYYY-MM-DD)").isoformat()


def moment(value: datetime) -> str:
    """Return a time as text in UTC, to the millisecond; a time without a zone is taken as UTC."""
    zoned = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    return f"{zoned.replace(tzinfo=None).isoformat(timespec='milliseconds')}Z"


def parse_moment(text: str) -> datetime:
    """Return the time that :func:`moment` gave as text."""
    return datetime.fromisoformat(text)


def seen(value: str | date | datetime) -> str:
    """Return a moment of publication in its text form; raise InputError where it is none."""
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return value.isoformat()
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        return _day(value, "a day (YYYY-MM-DD)").isoformat()
    try:
        if not re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}", value):
            raise ValueError(value)
        return moment(datetime.fromisoformat(value))
    except (ValueError, OverflowError):
        raise InputError(
            f"expected a day (YYYY-MM-DD) or a time (YYYY-MM-DDTHH:MM:SSZ), got {_short(value)}"
        ) from None


def as_of(value: str | date | datetime) -> str:
    """Return the last moment that a reader standing at *value* can have seen; a day counts to its end."""
    text = seen(value)
    return f"{text}T23:59:59.999Z" if len(text) == 10 else text


def day_text(day: date) -> str:
    """Return a date as it is shown to people: ``5 Oct 2022``."""
    return f"{day.day} {day:%b %Y}"


def period_text(period: str) -> str:
    """Return a period as it is shown to people: ``5 Oct 2022`` or ``Oct 2022``."""
    return day_text(end(period)) if len(period) == 10 else f"{end(period):%b %Y}"
