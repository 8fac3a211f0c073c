"""What the dates in a story say of its own day: months and weekdays without a year, years past and to come.

Each date is a clue with a cue, ``past``, ``future``, ``contract`` (a delivery month, just ahead) or
empty, where the words do not tell. Clues only weigh days against one another; they decide nothing alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from oilwatch.claims import dates, vocabulary, words
from oilwatch.claims.date_words import WEEKDAYS, Date
from oilwatch.claims.words import Item

_AHEAD = frozenset("from starting beginning until through till by to before effective end".split())
_SAID = frozenset("said says told comments announced reported showed statement settled closed".split())
_MONTHS_OF_PART = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}


@dataclass(frozen=True, slots=True)
class Clue:
    """A date as a story names it, and whether it looks back or ahead."""

    date: Date
    cue: str
    weekday: int | None = None
    """The weekday that is named with a day of the month."""
    is_told: bool = False
    """Whether its sentence tells that somebody spoke, or a price settled, then."""


def read(text: str) -> list[Clue]:
    """Return the clues of a story in the order of its text."""
    plain, found = words.visible(text), []
    every = (part for begin, end in words.sentences(plain) for part in words.items(plain, begin, end))
    for items in every:
        merged = dates.merge(vocabulary.lexicon().merge(items))
        told = any(item.word in _SAID for item in merged)
        for place, item in enumerate(merged):
            if item.tag == "date":
                weekday = WEEKDAYS.get(item.word) if item.value.month else None
                found.append(Clue(item.value, _cue(merged, place), weekday, told))
                if item.value.to is not None:
                    found.append(Clue(item.value.to, _cue(merged, place)))
    return found


def _cue(items: list[Item], place: int) -> str:
    value: Date = items[place].value
    before = items[place - 1].word if place else ""
    if value.relative == 1:
        return "future"
    if value.grain == "month" and _is_delivery(items, place):
        return "contract"
    if before in ("since", "than"):
        return "past"
    return _cue_of_words(items, place, before)


def _cue_of_words(items: list[Item], place: int, before: str) -> str:
    tags = {item.tag for item in items}
    if before in _AHEAD and not {"move", "level"} & _last_verb(items, place):
        return "future" if tags & {"will", "decide", "act", "quota", "forecast"} else ""
    if "will" in _clause(items, place):
        return "future"
    if tags & {"will", "forecast", "conditional", "propose"}:
        return ""
    looks_back = any(item.word.endswith("ed") or item.tag in ("move", "settle", "level") for item in items)
    return "past" if looks_back else ""


def _is_delivery(items: list[Item], place: int) -> bool:
    after = items[place + 1].word if place + 1 < len(items) else ""
    before, tag = (items[place - 1].word, items[place - 2].tag) if place > 1 else ("", "")
    return after in ("delivery", "contract", "futures") or (before == "for" and tag in ("grade", "price"))


def _clause(items: list[Item], place: int) -> set[str]:
    """Return the tags from the last comma to the date."""
    found = set()
    for item in reversed(items[max(0, place - 12) : place]):
        if item.word in (",", ";", ":"):
            break
        found.add(item.tag)
    return found


def _last_verb(items: list[Item], place: int) -> set[str]:
    for item in reversed(items[:place]):
        if item.tag in ("move", "level", "act", "decide", "will"):
            return {item.tag}
    return set()


def index(found: Date, *, last: bool) -> int:
    """Return the month that a date with a year names, counted from year 0: its first or its last one."""
    year = found.year or 0
    if found.month:
        return year * 12 + found.month
    low, high = _MONTHS_OF_PART.get(found.part.removeprefix("edge "), (1, 12))
    return year * 12 + (high if last else low)


def latest(named: Date, day: date) -> date | None:
    """Return the named day, without a year the last one up to *day*; None where there is none."""
    for year in (named.year,) if named.year else (day.year, day.year - 1):
        try:
            when = date(year, named.month or 1, named.day or 1)
        except ValueError:
            continue
        if named.year or when <= day:
            return when
    return None


def stated(clues: Iterable[Clue]) -> date | None:
    """Return the one full date, with its right weekday, on which the story tells that something was said."""
    clues = list(clues)
    full = {
        when
        for clue in clues
        if clue.is_told and clue.cue == "past" and clue.weekday is not None and clue.date.year
        and (when := latest(clue.date, date.max)) is not None and when.weekday() == clue.weekday
    }  # fmt: skip
    if not full:
        return None
    newest = max(full)
    reached = newest.year * 12 + newest.month
    later = [c for c in clues if c.date.year and c.cue != "future" and index(c.date, last=False) > reached]
    return None if later else newest
