"""Sessions of the oil exchanges: why a day had none, when a session closes, which one an event reaches.

A session of a *series* is a day on which it has a price; the calendar here only tells a closed market from
a missing price. Times of day are those of the daily settlement.
"""

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from oilwatch.errors import InputError

if TYPE_CHECKING:
    from holidays import HolidayBase

CLOSE = {"WTI": (time(14, 30), "America/New_York"), "BRENT": (time(19, 30), "Europe/London")}
"""When the settlement price of an exchange is made: time of day and IANA zone."""

_FIXED = {(1, 1): "New Year's Day", (12, 25): "Christmas Day"}


@lru_cache(maxsize=16384)
def closed(day: date, exchange: str) -> str:
    """Return why an exchange holds no session on *day* (``a Sunday``, ``Good Friday``); empty: it does.

    *exchange*: ``WTI`` (NYMEX, by the calendar of the New York Stock Exchange), ``BRENT`` (ICE: New Year's
    Day, Good Friday, Christmas Day); any other name knows weekends only.
    """
    if day.weekday() > 4:
        return f"a {day:%A}"
    if exchange == "WTI":
        return str(_new_york().get(day) or "")
    if exchange == "BRENT":
        return "Good Friday" if day == good_friday(day.year) else _FIXED.get((day.month, day.day), "")
    return ""


@lru_cache(maxsize=512)
def good_friday(year: int) -> date:
    """Return the Friday before Easter Sunday of the western churches."""
    from dateutil.easter import easter

    sunday: date = easter(year)
    return sunday - timedelta(days=2)


@lru_cache(maxsize=1)
def _new_york() -> "HolidayBase":
    from holidays import financial_holidays

    return financial_holidays("XNYS")


def reaches(day: date, exchange: str, at: str = "", zone: str = "") -> tuple[date, str]:
    """Return the first day whose close can hold what happened, and why where that is not *day*.

    *at* (``HH:MM``) in *zone* (IANA name): the time of day, where known. What happens after the close of a
    day reaches the next day's at the earliest. Raises InputError where time or zone is none.
    """
    if not at or exchange not in CLOSE:
        return day, ""
    try:
        happened = datetime.combine(day, time.fromisoformat(at), ZoneInfo(zone))
        close, place = CLOSE[exchange]
        local = happened.astimezone(ZoneInfo(place))
        after = local.date() + timedelta(days=1)
    except (ValueError, OverflowError, ZoneInfoNotFoundError):
        raise InputError(
            f"expected a time such as 18:00 in a zone such as Europe/Vienna, got {at[:20]!r} in {zone[:40]!r}"
        ) from None
    if local.time() <= close:
        return local.date(), "" if local.date() == day else _local(happened, local)
    told = f"{at} {zone} lies after the close ({close:%H:%M} {place}) of {local:%a} {_text(local)}"
    return after, "" if after == day else told


def _local(happened: datetime, local: datetime) -> str:
    return f"{happened:%H:%M} {happened.tzinfo} is {local:%a} {_text(local)} where the exchange is"


def _text(day: date) -> str:
    return f"{day.day} {day:%b %Y}"
