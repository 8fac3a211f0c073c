"""When a story came out, read only from statements of it: stamps of machines and full dates of people.

A moment is given in UTC where its zone is known, a day where it is not, and nothing where a date is not
full, contradicts its own weekday, or can be read in two ways (03/04/2018).
"""

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from oilwatch import periods

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
FIRST_YEAR, LAST_YEAR = 1900, 2100

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
NAMES = re.compile(rf"{_MONTH}|{_WEEKDAY}", re.I)
"""The name of a month or of a weekday."""
DATE = (
    rf"(?:(?:{_WEEKDAY})\.?,?\s{{1,3}})?(?:"
    rf"{_MONTH}\.?\s{{1,3}}\d{{1,2}}(?:st|nd|rd|th)?,?\s{{1,3}}\d{{4}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?(?:\s{{1,3}}of)?[\s-]{{1,3}}{_MONTH}\.?,?[\s-]{{1,3}}\d{{4}}"
    r"|\d{4}[-/.]\d{2}[-/.]\d{2}|\d{1,2}[/.]\d{1,2}[/.]\d{4})(?!\d)"
)
"""A full date as people write it, for use in a pattern that ignores case."""
_ANY_DATE = re.compile(DATE, re.I)

_RFC822 = re.compile(
    r"(?:[a-z]{3,9}\.?,?\s)?(\d{1,2})[\s-]([a-z]{3,9})\.?[\s-](\d{4}|\d\d)(?:\s(\d{1,2}):(\d\d)(?::(\d\d))?"
    r"(?:\.\d{1,9})?(?:\s?([^\s()]{1,40}))?)?(?:\s\([^()]{0,40}\))?",
    re.I,
)
_OFFSETS = {
    "Z": 0, "UT": 0, "UTC": 0, "GMT": 0, "EDT": -4, "CDT": -5, "CST": -6, "MDT": -6, "MST": -7, "PDT": -7,
    "PST": -8, "BST": 1, "CET": 1, "CEST": 2,
}  # fmt: skip


def stamp(text: str) -> str:
    """Return a machine's time stamp (ISO 8601 or RFC 822, or a full date in words) as a moment or a day."""
    text = " ".join(text[:100].split())
    try:
        return _iso(text) or _rfc822(text) or day(text)
    except (ValueError, OverflowError):
        return ""


def day(text: str) -> str:
    """Return the first full date of a short text as a day; empty where none is beyond doubt."""
    found = _ANY_DATE.search(text[:300])
    if not found:
        return ""
    words = found[0].lower()
    try:
        read = _date(words)
    except ValueError:
        return ""
    weekday = next((number for number, name in enumerate(WEEKDAYS) if words.startswith(name)), None)
    believable = FIRST_YEAR <= read.year <= LAST_YEAR and weekday in (None, read.weekday())
    return read.isoformat() if believable else ""


def names_weekday(text: str) -> bool:
    """Return whether the first full date of *text* names its weekday."""
    found = _ANY_DATE.search(text[:300])
    return bool(found and found[0].lower().startswith(WEEKDAYS))


def of_address(url: str) -> str:
    """Return the day that an address states, as ``/2018/11/14/`` or OPEC's ``/611-2-august-2026.html``."""
    try:
        parts = urlsplit(url[:4_000])
    except ValueError:
        return ""
    path, host = parts.path, parts.hostname or ""
    found = re.search(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=[/-]|$)", path)
    if found:
        return day("-".join([found[1], found[2].zfill(2), found[3].zfill(2)]))
    if host == "opec.org" or host.endswith(".opec.org"):
        told = re.search(rf"-(\d{{1,2}}-{_MONTH}-\d{{4}})(?:\.html?)?$", path, re.I)
        return day(told[1]) if told else ""
    return ""


def _date(words: str) -> date:
    numbers = [int(number) for number in re.findall(r"\d+", words)]
    named = re.search(rf"\b{_MONTH}", re.sub(rf"^{_WEEKDAY}", "", words))
    if named:
        return date(numbers[1], MONTHS.index(named[0][:3]) + 1, numbers[0])
    if numbers[0] > 31:
        return date(*numbers)
    first, second, year = numbers
    if first <= 12 and second <= 12 and first != second:
        raise ValueError("read in two ways")
    return date(year, second, first) if first > 12 or first == second else date(year, first, second)


def _iso(text: str) -> str:
    if not re.match(r"\d{4}-\d\d-\d\d(?:[T ]|$)", text):
        return ""
    text = re.sub(r"(?<=\d) (?=[+-]\d\d:?\d\d$|Z$|UTC$)", "", text).replace("UTC", "Z")
    return _told(datetime.fromisoformat(text))


def _rfc822(text: str) -> str:
    found = _RFC822.fullmatch(text)
    if not found or found[2][:3].lower() not in MONTHS:
        return ""
    year = int(found[3]) + (0 if len(found[3]) == 4 else 2000 if int(found[3]) < 70 else 1900)
    clock = [int(part or 0) for part in found.group(4, 5, 6)]
    when = datetime(year, MONTHS.index(found[2][:3].lower()) + 1, int(found[1]), clock[0], clock[1])
    return _told(when.replace(second=min(clock[2], 59), tzinfo=_zone(found[7] or "")))


def _told(when: datetime) -> str:
    if not FIRST_YEAR <= when.year <= LAST_YEAR:
        return ""
    return when.date().isoformat() if when.tzinfo is None else periods.moment(when.astimezone(UTC))


@lru_cache(maxsize=64)
def _zone(name: str) -> tzinfo | None:
    """Return a zone; EST is New York's local time, for the EIA writes EST all year."""
    if offset := re.fullmatch(r"(?:GMT|UTC)?([+-])(\d\d):?(\d\d)", name):
        minutes = int(offset[2]) * 60 + int(offset[3])
        return timezone(timedelta(minutes=-minutes if offset[1] == "-" else minutes))
    if name.upper() in ("EST", "ET"):
        return ZoneInfo("America/New_York")
    if name.upper() in _OFFSETS:
        return timezone(timedelta(hours=_OFFSETS[name.upper()]))
    try:
        return ZoneInfo(name) if "/" in name else None
    except (KeyError, ValueError, OSError):
        return None
