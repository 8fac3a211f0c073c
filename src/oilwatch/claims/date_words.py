"""The words of dates, what a date is before it is resolved, and the small parts that many forms share."""

from typing import NamedTuple

from oilwatch.claims.numbers import ONES, ORDINALS
from oilwatch.claims.words import Item

MONTHS = {
    name: number
    for number, names in enumerate(
        "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sept sep"
        "|october oct|november nov|december dec".split("|"),
        1,
    )
    for name in names.split()
}


SHORT = frozenset("jan feb mar apr jun jul aug sep sept oct nov dec".split())
"""Months that a full stop may shorten; the one after ``May`` ends its sentence."""
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        "monday mon|tuesday tues tue|wednesday wed|thursday thurs thu|friday fri|saturday sat"
        "|sunday sun".split("|")
    )
    for name in names.split()
}


SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}


PARTS = {
    "early": "early", "mid": "mid", "late": "late", "middle of": "mid", "beginning of": "early",
    "start of": "early", "end of": "late", "beginning": "early", "start": "early", "middle": "mid",
    "end": "late", "close of": "late",
}  # fmt: skip


UNITS = {
    "day": "day", "days": "day", "session": "day", "sessions": "day", "week": "week", "weeks": "week",
    "month": "month", "months": "month", "quarter": "quarter", "quarters": "quarter",
    "year": "year", "years": "year",
    "decade": "decade", "decades": "decade", "weekend": "weekend", "trading days": "day", "hours": "hour",
}  # fmt: skip


RELATIVE = {
    "last": -1, "previous": -1, "prior": -1, "past": -1, "preceding": -1, "this": 0, "current": 0, "next": 1,
    "coming": 1, "following": 1, "same": 0,
}  # fmt: skip


AMBIGUOUS = frozenset("may mar march sun sat mon fri wed dec sep jan jun jul".split())


class Date(NamedTuple):
    """A date as written. *grain*: day, week, month, quarter, half, season, year, span (n units long), ago."""

    grain: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    number: int | None = None
    """Which quarter or half; or how many units long or ago."""
    unit: str = ""
    relative: int | None = None
    """-1 last, 0 this, 1 next."""
    part: str = ""
    to: "Date | None" = None
    anchored: str = ""
    """``earlier``: counted from the period at hand and not from the story's day."""


def word_at(items: list[Item], place: int) -> str:
    """Return the word at a place, empty outside the sentence."""
    return items[place].word if 0 <= place < len(items) else ""


def ago_at(items: list[Item], place: int, number: int, unit: str) -> "tuple[Date, int] | None":
    """Return the date that ``ago``, ``earlier`` or ``before`` makes of a number of units."""
    word = word_at(items, place)
    if word in ("ago", "back"):
        return Date("ago", number=number, unit=unit), place + 1
    if word in ("earlier", "before", "previously"):
        return Date("ago", number=number, unit=unit, anchored="earlier"), place + 1
    return None


def unit_follows(items: list[Item], place: int) -> bool:
    """Whether a number before *place* is a quantity and no day: ``in May 12 million``."""
    word = word_at(items, place)
    return word in ("million", "mln", "m", "%", "percent", "per", "billion", "mb", "kb") or (
        place < len(items) and items[place].tag in ("unit", "percent")
    )


def small_at(items: list[Item], place: int) -> "tuple[int, int] | None":
    """Return a day of the month and the place after it, ordinal endings included."""
    word = word_at(items, place)
    if not word.isdigit() or len(word) > 2 or not 1 <= int(word) <= 31:
        return None
    after = place + 1
    if word_at(items, after) in ("st", "nd", "rd", "th"):
        after += 1
    return int(word), after


def trailing_year(items: list[Item], place: int) -> "tuple[int | None, int]":
    """Return the year written after a month, a quarter or a day, and the place after it."""
    at = place + 1 if word_at(items, place) in (",", "of") else place
    word = word_at(items, at)
    if is_year(word) and not unit_follows(items, at + 1):
        return int(word), at + 1
    return None, place


def said_year(items: list[Item], place: int) -> "tuple[int | None, int]":
    """Read ``last year`` after a month."""
    at = place + 1 if word_at(items, place) == "of" else place
    if word_at(items, at + 1) == "year" and word_at(items, at) in RELATIVE:
        return RELATIVE[word_at(items, at)], at + 2
    return None, place


def is_year(word: str) -> bool:
    """Return whether a word is a year of the last centuries."""
    return len(word) == 4 and word.isdigit() and word[:2] in ("18", "19", "20")


def count_at(items: list[Item], place: int) -> "tuple[int, int] | None":
    """Return how many units are counted at *place*, as in ``two weeks``, and the place after the number."""
    word = word_at(items, place)
    if word.isdigit() and len(word) <= 3:
        return int(word), place + 1
    if word in ONES:
        return ONES[word], place + 1
    if word in {"couple", "few", "several"}:
        after = place + 2 if word_at(items, place + 1) == "of" else place + 1
        return (2 if word == "couple" else 3), after
    return None


def quarter_at(items: list[Item], place: int) -> "tuple[Date, int] | None":
    """Return the quarter or half named at *place*: ``the first half``, ``Q3``, ``the first six months``."""
    word, next_ = items[place].word, word_at(items, place + 1)
    months = (
        {"three": 3, "six": 6, "3": 3, "6": 6}.get(word_at(items, place + 1)) if word == "first" else None
    )
    if months and word_at(items, place + 2) == "months":
        grain, after = ("quarter" if months == 3 else "half"), place + 3
        if [word_at(items, after + n) for n in range(3)] == ["of", "the", "year"]:
            return Date(grain, number=1), after + 3
        year = trailing_year(items, after)
        return Date(grain, number=1, year=year[0]), year[1]
    found: tuple[str, int, int] | None = None
    if word in ORDINALS and next_ in ("quarter", "half") and ORDINALS[word] <= 4:
        found = next_, ORDINALS[word], place + 2
    elif word in ("q", "h") and next_ in ("1", "2", "3", "4") and items[place].end == items[place + 1].start:
        found = "quarter" if word == "q" else "half", int(next_), place + 2
    elif word in ("1", "2", "3", "4") and next_ in ("q", "h") and items[place].end == items[place + 1].start:
        found = "quarter" if next_ == "q" else "half", int(word), place + 2
    if found is None:
        return None
    grain, number, after = found
    year = trailing_year(items, after)
    if year[0] is not None:
        return Date(grain, number=number, year=year[0]), year[1]
    said = said_year(items, after)
    return Date(grain, number=number, relative=said[0]), said[1]


def year_at(items: list[Item], place: int) -> "tuple[Date, int] | None":
    """Return the year at *place*, or the day where it begins one as in ``2018-10-03``."""
    word = items[place].word
    if not is_year(word) or unit_follows(items, place + 1):
        return None
    if place and items[place - 1].word in ("$", "£", "€"):
        return None
    iso = [word_at(items, place + n) for n in range(1, 5)]
    if iso[0] == "-" and iso[2] == "-" and iso[1].isdigit() and iso[3].isdigit():
        month, day = int(iso[1]), int(iso[3])
        if 1 <= month <= 12 and 1 <= day <= 31:
            return Date("day", year=int(word), month=month, day=day), place + 5
    return Date("year", year=int(word)), place + 1
