"""Dates as stories write them, found but not yet resolved: ``Nov. 2``, ``late 2014``, ``the week to Friday``.

What a date means depends on the story's day and on whether it looks back or ahead: see ``when``.
"""

from collections.abc import Callable
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
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        "monday mon|tuesday tues tue|wednesday wed|thursday thurs thu|friday fri|saturday sat|sunday sun".split(
            "|"
        )
    )
    for name in names.split()
}
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
PARTS = {
    "early": "early", "mid": "mid", "late": "late", "middle of": "mid", "beginning of": "early", "start of": "early",
    "end of": "late", "beginning": "early", "start": "early", "middle": "mid", "end": "late", "close of": "late",
}  # fmt: skip
UNITS = {
    "day": "day", "days": "day", "session": "day", "sessions": "day", "week": "week", "weeks": "week", "month": "month",
    "months": "month", "quarter": "quarter", "quarters": "quarter", "year": "year", "years": "year",
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


def merge(items: list[Item]) -> list[Item]:
    """Return the items of a sentence with dates merged to items tagged ``date``, and durations ``span``."""
    out: list[Item] = []
    place, end = 0, len(items)
    while place < end:
        word = items[place].word
        found = _at(items, place) if word in _OPENERS or "0" <= word[0] <= "9" else None
        if found is None:
            out.append(items[place])
            place += 1
            continue
        date, after = found
        tag = "span" if date.grain == "span" else "date"
        first = items[place]
        out.append(Item(first.word, first.start, items[after - 1].end, tag, date, first.capital))
        place = after
    return _ranges(out)


_OPENERS = (
    frozenset(MONTHS) | frozenset(WEEKDAYS) | frozenset(SEASONS) | frozenset(PARTS) | frozenset(RELATIVE)
    | frozenset(ONES) | frozenset(ORDINALS)
    | frozenset("that yesterday today tomorrow the a an year month week q h fall overnight several few couple".split())
)  # fmt: skip


def _word(items: list[Item], place: int) -> str:
    return items[place].word if 0 <= place < len(items) else ""


def _at(items: list[Item], place: int) -> "tuple[Date, int] | None":
    word = items[place].word
    if word == "that":
        unit = UNITS.get(_word(items, place + 1))
        named = unit in ("day", "week", "month", "quarter", "year")
        return (Date(str(unit), relative=0, anchored="the"), place + 2) if named else None
    if word == "the" or word == "a" or word == "an":
        inner = _article(items, place)
        if inner is not None or word != "the":
            return inner
        after = _word(items, place + 1)
        if after not in PARTS and after not in RELATIVE and after not in ORDINALS:
            return None
        return _at(items, place + 1)
    for reading in _READINGS.get(word, _OF_NUMERALS):
        found = reading(items, place)
        if found is not None:
            return found
    return None


def _article(items: list[Item], place: int) -> "tuple[Date, int] | None":
    """Read ``a year earlier``, ``the week to Nov. 2``, ``the year``, ``the day``."""
    unit = UNITS.get(_word(items, place + 1))
    if unit is None:
        if _word(items, place + 1) in ("couple", "few", "several"):
            return _span(items, place + 1)
        return None
    after = place + 2
    ago = _ago(items, after, 1, unit)
    if ago is not None:
        return ago
    if items[place].word != "the":
        return None if unit == "quarter" else (Date("span", number=1, unit=unit), after)
    if _word(items, after) in ("to", "ended", "ending", "through", "of") and unit == "week":
        to = _at(items, after + 1) if after + 1 < len(items) else None
        if to is not None and to[0].grain == "day":
            return Date("week", to=to[0]), to[1]
    if _word(items, after) in ("before", "earlier", "prior"):
        return Date("ago", number=1, unit=unit, anchored="earlier"), after + 1
    if unit in ("day", "week", "month", "quarter", "year"):
        if _word(items, after) == "to" and _word(items, after + 1) == "date":
            return Date(unit, relative=0, part="to date"), after + 2
        return Date(unit, relative=0, anchored="the"), after
    return None


def _ago(items: list[Item], place: int, number: int, unit: str) -> "tuple[Date, int] | None":
    word = _word(items, place)
    if word in ("ago", "back"):
        return Date("ago", number=number, unit=unit), place + 1
    if word in ("earlier", "before", "previously"):
        return Date("ago", number=number, unit=unit, anchored="earlier"), place + 1
    return None


def _weekday(items: list[Item], place: int) -> "tuple[Date, int] | None":
    word = items[place].word
    if word not in WEEKDAYS or (word in AMBIGUOUS and not items[place].capital):
        return None
    after = place + 1
    if _word(items, after) == "." and len(word) <= 5:
        after += 1
    next_ = after + 1 if _word(items, after) == "," else after
    for reading in (_month, _day_month):
        found = reading(items, next_) if next_ < len(items) else None
        if found is not None and found[0].grain == "day":
            return found
    return Date("day", weekday=WEEKDAYS[word]), after


def _month(items: list[Item], place: int) -> "tuple[Date, int] | None":
    word = items[place].word
    month = MONTHS.get(word)
    if month is None or (word in AMBIGUOUS and not items[place].capital):
        return None
    after = place + 1
    if _word(items, after) == "." and len(word) <= 4:
        after += 1
    day = _small(items, after)
    if day and _unit_follows(items, day[1]):
        day = None
    if day:
        year = _trailing_year(items, day[1])
        return Date("day", month=month, day=day[0], year=year[0]), year[1]
    year = _trailing_year(items, after)
    if year[0] is not None:
        return Date("month", month=month, year=year[0]), year[1]
    said = _said_year(items, after)
    return Date("month", month=month, relative=said[0]), said[1]


def _unit_follows(items: list[Item], place: int) -> bool:
    """Whether a number before *place* is a quantity and no day: ``in May 12 million``."""
    word = _word(items, place)
    return word in ("million", "mln", "m", "%", "percent", "per", "billion", "mb", "kb") or (
        place < len(items) and items[place].tag in ("unit", "percent")
    )


def _small(items: list[Item], place: int) -> "tuple[int, int] | None":
    """Return a day of the month and the place after it, ordinal endings included."""
    word = _word(items, place)
    if not word.isdigit() or len(word) > 2 or not 1 <= int(word) <= 31:
        return None
    after = place + 1
    if _word(items, after) in ("st", "nd", "rd", "th"):
        after += 1
    return int(word), after


def _trailing_year(items: list[Item], place: int) -> "tuple[int | None, int]":
    at = place + 1 if _word(items, place) in (",", "of") else place
    word = _word(items, at)
    if _is_year(word) and not _unit_follows(items, at + 1):
        return int(word), at + 1
    return None, place


def _said_year(items: list[Item], place: int) -> "tuple[int | None, int]":
    """Read ``last year`` after a month."""
    at = place + 1 if _word(items, place) == "of" else place
    if _word(items, at + 1) == "year" and _word(items, at) in RELATIVE:
        return RELATIVE[_word(items, at)], at + 2
    return None, place


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdigit() and word[:2] in ("18", "19", "20")


def _day_month(items: list[Item], place: int) -> "tuple[Date, int] | None":
    day = _small(items, place)
    if day is None:
        return None
    after = day[1] + 1 if _word(items, day[1]) == "of" else day[1]
    word = _word(items, after)
    if word not in MONTHS or (word in AMBIGUOUS and not items[after].capital):
        return None
    end = after + 2 if _word(items, after + 1) == "." and len(word) <= 4 else after + 1
    year = _trailing_year(items, end)
    return Date("day", month=MONTHS[word], day=day[0], year=year[0]), year[1]


def _part(items: list[Item], place: int) -> "tuple[Date, int] | None":
    """Read ``early October``, ``late 2014``, ``the end of March``, ``mid November``, ``early this year``."""
    word = items[place].word
    if word not in PARTS:
        return None
    after = place + 1
    if _word(items, after) in ("of", "-", "in"):
        after += 1
    elif word in ("start", "end", "beginning", "middle"):
        return None
    if _word(items, after) == "the" or (
        _word(items, after) in ("last", "this", "next") and after + 1 < len(items)
    ):
        inner = _at(items, after)
    else:
        inner = None
        for reading in (_month, _quarter, _year, _single):
            inner = reading(items, after) if after < len(items) else None
            if inner is not None:
                break
    if inner is None or inner[0].grain not in ("month", "year", "quarter", "half", "week"):
        return None
    edge = "edge " if word in ("start", "end", "beginning", "close of") else ""
    return inner[0]._replace(part=edge + PARTS[word]), inner[1]


def _relative(items: list[Item], place: int) -> "tuple[Date, int] | None":
    word = items[place].word
    if word not in RELATIVE:
        return None
    next_ = _word(items, place + 1)
    if next_ in WEEKDAYS:
        return Date("day", weekday=WEEKDAYS[next_], relative=RELATIVE[word]), place + 2
    if next_ in MONTHS and (next_ not in AMBIGUOUS or items[place + 1].capital):
        return Date("month", month=MONTHS[next_], relative=RELATIVE[word], anchored="named"), place + 2
    if next_ in SEASONS:
        return Date("season", month=SEASONS[next_], relative=RELATIVE[word]), place + 2
    unit = UNITS.get(next_)
    if unit in ("day", "week", "month", "quarter", "year", "weekend"):
        anchored = "earlier" if word in ("previous", "prior", "preceding", "following", "same") else ""
        return Date(unit, relative=RELATIVE[word], anchored=anchored), place + 2
    counted = _count(items, place + 1)
    unit = UNITS.get(_word(items, counted[1])) if counted else None
    if counted and unit:
        return Date("span", number=counted[0], unit=unit, relative=RELATIVE[word]), counted[1] + 1
    return None


def _count(items: list[Item], place: int) -> "tuple[int, int] | None":
    word = _word(items, place)
    if word.isdigit() and len(word) <= 3:
        return int(word), place + 1
    if word in ONES:
        return ONES[word], place + 1
    if word == "couple" or word == "few" or word == "several":
        after = place + 2 if _word(items, place + 1) == "of" else place + 1
        return (2 if word == "couple" else 3), after
    return None


def _quarter(items: list[Item], place: int) -> "tuple[Date, int] | None":
    word, next_ = items[place].word, _word(items, place + 1)
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
    year = _trailing_year(items, after)
    if year[0] is not None:
        return Date(grain, number=number, year=year[0]), year[1]
    said = _said_year(items, after)
    return Date(grain, number=number, relative=said[0]), said[1]


def _span(items: list[Item], place: int) -> "tuple[Date, int] | None":
    """Read ``six months``, ``two weeks ago``, ``17 days``; ``more`` may stand between."""
    counted = _count(items, place)
    if counted is None:
        return None
    number, after = counted
    if _word(items, after) in (
        "more",
        "and",
        "straight",
        "consecutive",
        "trading",
        "further",
        "full",
    ) and UNITS.get(_word(items, after + 1)):
        if _word(items, after) in ("straight", "consecutive"):
            return None
        after += 1
    unit = UNITS.get(_word(items, after))
    if unit is None:
        return None
    return _ago(items, after + 1, number, unit) or (Date("span", number=number, unit=unit), after + 1)


def _year(items: list[Item], place: int) -> "tuple[Date, int] | None":
    word = items[place].word
    if not _is_year(word) or _unit_follows(items, place + 1):
        return None
    if place and items[place - 1].word in ("$", "£", "€"):
        return None
    iso = [_word(items, place + n) for n in range(1, 5)]
    if iso[0] == "-" and iso[2] == "-" and iso[1].isdigit() and iso[3].isdigit():
        month, day = int(iso[1]), int(iso[3])
        if 1 <= month <= 12 and 1 <= day <= 31:
            return Date("day", year=int(word), month=month, day=day), place + 5
    return Date("year", year=int(word)), place + 1


def _single(items: list[Item], place: int) -> "tuple[Date, int] | None":
    word = items[place].word
    if word in ("yesterday", "today", "tomorrow", "overnight"):
        return Date("ago", number={"yesterday": 1, "tomorrow": -1}.get(word, 0), unit="day"), place + 1
    if word in SEASONS or (word == "fall" and _word(items, place - 1) in ("the", "last", "in")):
        year = _trailing_year(items, place + 1)
        return (Date("season", month=SEASONS.get(word, 9), year=year[0]), year[1]) if year[0] else None
    if word in ("year", "month", "week"):
        rest = [_word(items, place + n) for n in (1, 2)]
        if rest == ["on", word]:
            return Date("ago", number=1, unit=word, anchored="on"), place + 3
        if word == "year" and rest == ["to", "date"]:
            return Date("year", relative=0, part="to date"), place + 3
        if rest[0] in ("earlier",):
            return Date("ago", number=1, unit=word, anchored="earlier"), place + 2
    return None


def _ranges(items: list[Item]) -> list[Item]:
    """Join ``May and June``, ``from July to December``, ``2017 through 2019`` to one date."""
    out: list[Item] = []
    for item in items:
        if (
            item.tag == "date"
            and len(out) >= 2
            and out[-2].tag == "date"
            and _joinable(out[-2], out[-1], item)
        ):
            first = out[-2]
            whole = _lent(first.value, item.value)._replace(to=item.value)
            out[-2:] = [Item(first.word, first.start, item.end, "date", whole, first.capital)]
        else:
            out.append(item)
    return out


def _joinable(first: Item, between: Item, last: Item) -> bool:
    grains = {first.value.grain, last.value.grain}
    if first.value.to or grains not in ({"month"}, {"year"}, {"quarter"}, {"day"}, {"month", "year"}):
        return False
    if "day" in grains and (first.value.weekday is not None or first.value.day is None):
        return False
    return between.word in ("to", "through", "and", "until", "till", "-", "–", "or", "thru")


def _lent(first: Date, last: Date) -> Date:
    """Return the first date of a range with the year that only the last one names."""
    if first.year is None and last.year is not None and first.month and last.month:
        return first._replace(year=last.year - (first.month > last.month))
    return first


_Reading = Callable[[list[Item], int], "tuple[Date, int] | None"]
_OF_NUMERALS: tuple[_Reading, ...] = (_day_month, _quarter, _span, _year)
_READINGS: dict[str, tuple[_Reading, ...]] = {}
for _names, _reading in (
    (WEEKDAYS, _weekday), (MONTHS, _month), (PARTS, _part), (RELATIVE, _relative), (ORDINALS, _quarter), (("q", "h"), _quarter),
    (ONES, _span), (("couple", "few", "several"), _span), (SEASONS, _single),
    (("yesterday", "today", "tomorrow", "overnight", "fall", "year", "month", "week"), _single),
):  # fmt: skip
    for _name in _names:
        _READINGS[_name] = (*_READINGS.get(_name, ()), _reading)
