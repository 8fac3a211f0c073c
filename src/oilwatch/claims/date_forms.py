"""The forms in which dates are written, one function a form: each returns a date and the place after it."""

from collections.abc import Callable

from oilwatch.claims.date_words import (
    AMBIGUOUS,
    MONTHS,
    PARTS,
    RELATIVE,
    SEASONS,
    SHORT,
    UNITS,
    WEEKDAYS,
    Date,
    ago_at,
    count_at,
    quarter_at,
    said_year,
    small_at,
    trailing_year,
    unit_follows,
    word_at,
    year_at,
)
from oilwatch.claims.numbers import ONES, ORDINALS
from oilwatch.claims.words import Item

OPENERS = (
    frozenset(MONTHS) | frozenset(WEEKDAYS) | frozenset(SEASONS) | frozenset(PARTS) | frozenset(RELATIVE)
    | frozenset(ONES) | frozenset(ORDINALS)
    | frozenset("that yesterday today tomorrow the a an year month week q h fall overnight several few"
    " couple".split())
)  # fmt: skip


def at(items: list[Item], place: int) -> "tuple[Date, int] | None":
    """Return the date that begins at *place* and the place after it; None: no date begins there."""
    word = items[place].word
    if word == "that":
        unit = UNITS.get(word_at(items, place + 1))
        named = unit in ("day", "week", "month", "quarter", "year")
        return (Date(str(unit), relative=0, anchored="the"), place + 2) if named else None
    if word in {"the", "a", "an"}:
        inner = _article(items, place)
        if inner is not None or word != "the":
            return inner
        after = word_at(items, place + 1)
        if after not in PARTS and after not in RELATIVE and after not in ORDINALS:
            return None
        return at(items, place + 1)
    for reading in _READINGS.get(word, _OF_NUMERALS):
        found = reading(items, place)
        if found is not None:
            return found
    return None


def _article(items: list[Item], place: int) -> "tuple[Date, int] | None":
    """Read ``a year earlier``, ``the week to Nov. 2``, ``the year``, ``the day``."""
    unit = UNITS.get(word_at(items, place + 1))
    if unit is None:
        if word_at(items, place + 1) in ("couple", "few", "several"):
            return _span(items, place + 1)
        return None
    after = place + 2
    ago = ago_at(items, after, 1, unit)
    if ago is not None:
        return ago
    if items[place].word != "the":
        return None if unit == "quarter" else (Date("span", number=1, unit=unit), after)
    if word_at(items, after) in ("to", "ended", "ending", "through", "of") and unit == "week":
        to = at(items, after + 1) if after + 1 < len(items) else None
        if to is not None and to[0].grain == "day":
            return Date("week", to=to[0]), to[1]
    if word_at(items, after) in ("before", "earlier", "prior"):
        return Date("ago", number=1, unit=unit, anchored="earlier"), after + 1
    if unit in ("day", "week", "month", "quarter", "year"):
        if word_at(items, after) == "to" and word_at(items, after + 1) == "date":
            return Date(unit, relative=0, part="to date"), after + 2
        return Date(unit, relative=0, anchored="the"), after
    return None


def _weekday(items: list[Item], place: int) -> "tuple[Date, int] | None":
    word = items[place].word
    if word not in WEEKDAYS or (word in AMBIGUOUS and not items[place].capital):
        return None
    after = place + 1
    if word_at(items, after) == "." and len(word) <= 5:
        after += 1
    next_ = after + 1 if word_at(items, after) == "," else after
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
    if word_at(items, after) == "." and word in SHORT:
        after += 1
    day = small_at(items, after)
    if day and unit_follows(items, day[1]):
        day = None
    if day:
        year = trailing_year(items, day[1])
        return Date("day", month=month, day=day[0], year=year[0]), year[1]
    year = trailing_year(items, after)
    if year[0] is not None:
        return Date("month", month=month, year=year[0]), year[1]
    said = said_year(items, after)
    return Date("month", month=month, relative=said[0]), said[1]


def _day_month(items: list[Item], place: int) -> "tuple[Date, int] | None":
    day = small_at(items, place)
    if day is None:
        return None
    after = day[1] + 1 if word_at(items, day[1]) == "of" else day[1]
    word = word_at(items, after)
    if word not in MONTHS or (word in AMBIGUOUS and not items[after].capital):
        return None
    end = after + 2 if word_at(items, after + 1) == "." and word in SHORT else after + 1
    year = trailing_year(items, end)
    return Date("day", month=MONTHS[word], day=day[0], year=year[0]), year[1]


def _part(items: list[Item], place: int) -> "tuple[Date, int] | None":
    """Read ``early October``, ``late 2014``, ``the end of March``, ``mid November``, ``early this year``."""
    word = items[place].word
    if word not in PARTS:
        return None
    after = place + 1
    if word_at(items, after) in ("of", "-", "in"):
        after += 1
    elif word in ("start", "end", "beginning", "middle"):
        return None
    if word_at(items, after) == "the" or (
        word_at(items, after) in ("last", "this", "next") and after + 1 < len(items)
    ):
        inner = at(items, after)
    else:
        inner = None
        for reading in (_month, quarter_at, year_at, _single):
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
    next_ = word_at(items, place + 1)
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
    counted = count_at(items, place + 1)
    unit = UNITS.get(word_at(items, counted[1])) if counted else None
    if counted and unit:
        return Date("span", number=counted[0], unit=unit, relative=RELATIVE[word]), counted[1] + 1
    return None


def _span(items: list[Item], place: int) -> "tuple[Date, int] | None":
    """Read ``six months``, ``two weeks ago``, ``17 days``; ``more`` may stand between."""
    counted = count_at(items, place)
    if counted is None:
        return None
    number, after = counted
    if word_at(items, after) in (
        "more",
        "and",
        "straight",
        "consecutive",
        "trading",
        "further",
        "full",
    ) and UNITS.get(word_at(items, after + 1)):
        if word_at(items, after) in ("straight", "consecutive"):
            return None
        after += 1
    unit = UNITS.get(word_at(items, after))
    if unit is None:
        return None
    return ago_at(items, after + 1, number, unit) or (Date("span", number=number, unit=unit), after + 1)


def _single(items: list[Item], place: int) -> "tuple[Date, int] | None":
    word = items[place].word
    if word in ("yesterday", "today", "tomorrow", "overnight"):
        return Date("ago", number={"yesterday": 1, "tomorrow": -1}.get(word, 0), unit="day"), place + 1
    if word in SEASONS and word_at(items, place - 1) in ("the", "its") and word_at(items, place + 1) != "of":
        return Date("season", month=SEASONS[word]), place + 1
    if word in SEASONS or (word == "fall" and word_at(items, place - 1) in ("the", "last", "in")):
        year = trailing_year(items, place + 1)
        return (Date("season", month=SEASONS.get(word, 9), year=year[0]), year[1]) if year[0] else None
    if word in ("year", "month", "week"):
        rest = [word_at(items, place + n) for n in (1, 2)]
        if rest == ["on", word]:
            return Date("ago", number=1, unit=word, anchored="on"), place + 3
        if word == "year" and rest == ["to", "date"]:
            return Date("year", relative=0, part="to date"), place + 3
        if rest[0] in ("earlier",):
            return Date("ago", number=1, unit=word, anchored="earlier"), place + 2
    return None


_Reading = Callable[[list[Item], int], "tuple[Date, int] | None"]


_OF_NUMERALS: tuple[_Reading, ...] = (_day_month, quarter_at, _span, year_at)


_READINGS: dict[str, tuple[_Reading, ...]] = {}

for _names, _reading in (
    (WEEKDAYS, _weekday), (MONTHS, _month), (PARTS, _part), (RELATIVE, _relative), (ORDINALS, quarter_at),
    (("q", "h"), quarter_at), (ONES, _span), (("couple", "few", "several"), _span), (SEASONS, _single),
    (("yesterday", "today", "tomorrow", "overnight", "fall", "year", "month", "week"), _single),
):  # fmt: skip
    for _name in _names:
        _READINGS[_name] = (*_READINGS.get(_name, ()), _reading)
