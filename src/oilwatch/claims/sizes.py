"""What the catalogue knows of decisions: whose, how large, since when; also sizes that only a title tells."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache

from oilwatch import catalog
from oilwatch.catalog import NAMES
from oilwatch.model import Event, Target

_GROUPS = {
    "OPEC+": ("OPEC+", "OPEC+8", "OPEC", "NONOPEC"), "OPEC+8": ("OPEC+8", "OPEC+"), "OPEC": ("OPEC", "OPEC+"),
    "NONOPEC": ("NONOPEC", "OPEC+"), "USA-SPR": ("USA",),
}  # fmt: skip
_NUMBER = re.compile(
    r"(?<![\w.$])([+-]?)(\d+(?:\.\d+)?)(?:\s*(mb/d|kb/d|million barrels))?(?![\d%])"
    r"(?!\s*(?:USD|bcf|th\b|st\b|nd\b))"
)
_NAME = re.compile("|".join(re.escape(name) + r"(?![\w+-])" for name in sorted(NAMES, key=len, reverse=True)))
_STOP = re.compile(r"[,;(]")
LONGEST, MOST_ADDED = 1200, 16
"""For how many days decisions may add up, and how many of them."""
MANY = 6
"""So many members of OPEC+ acting together are those with voluntary cuts."""


@dataclass(frozen=True, slots=True)
class Size:
    """One size or level that an event states; *stated*: of the event as a whole, and signed."""

    event: Event
    actors: frozenset[str]
    kbd: float
    stated: bool

    @property
    def day(self) -> str:
        """The day of the decision as text."""
        return self.event.id[:10]


def actors(event: Event) -> frozenset[str]:
    """Return who decided: a group, or the countries named."""
    named = [NAMES.get(name, name) for name in event.countries]
    if "NONOPEC" in named:
        return frozenset(("NONOPEC",))
    if len(named) >= MANY and "OPEC" not in named:
        return frozenset(("OPEC+8",))
    groups = [name for name in named if name in ("OPEC", "OPEC+")]
    if groups:
        return frozenset(groups)
    return frozenset((*named, "+".join(named))) if len(named) > 1 else frozenset(named)


@cache
def every() -> tuple[Size, ...]:
    """Return every size that the catalogue of events states, oldest first."""
    found = []
    for event in catalog.events():
        if event.lane != "opec" and event.kind != "spr_release":
            continue
        if event.size_kbd is not None:
            found.append(Size(event, actors(event), event.size_kbd, True))
        found += _of_title(event)
        if event.size_kbd is None and not any(size.event is event for size in found[-12:]):
            found.append(Size(event, actors(event), 0.0, False))
    return tuple(found)


def _of_title(event: Event) -> Iterator[Size]:
    title = event.title
    for found in _NUMBER.finditer(title):
        kbd = _kbd(found.group(2), found.group(3) or "", title[found.end() :])
        if kbd:
            yield Size(event, _whose(event, title, found.start()), kbd, False)


def _kbd(text: str, unit: str, after: str) -> float:
    value = float(text)
    if unit == "million barrels":
        return value * 1000
    if not unit:
        follows = re.match(r"\s*(?:to|-|and|in \w+,? about)\s*[+]?\d+(?:\.\d+)?\s*(mb/d|kb/d)", after)
        unit = follows.group(1) if follows else "mb/d" if "." in text else "kb/d"
        if not follows and unit == "kb/d" and (value < 8 or 1980 <= value <= 2035):
            return 0.0
    return value * 1000 if unit == "mb/d" else value


def _whose(event: Event, title: str, place: int) -> frozenset[str]:
    """Return whom the words right before a size name; else who decided."""
    before = title[max(0, place - 32) : place]
    stop = max((found.end() for found in _STOP.finditer(before)), default=0)
    named = [NAMES[found.group()] for found in _NAME.finditer(before[stop:])]
    countries = [name for name in named if not name.startswith("OPEC")] or [n for n in named if n == "OPEC"]
    if not countries or set(named) & actors(event):
        return actors(event) | frozenset(countries)
    return frozenset(countries)


@cache
def of(entity: str) -> tuple[Size, ...]:
    """Return the sizes of an entity's decisions, those of its groups among them."""
    wanted = set(_GROUPS.get(entity, (entity,))) | {entity, "+".join(reversed(entity.split("+")))}
    return tuple(size for size in every() if size.actors & wanted)


def is_by(size: Size, entity: str) -> bool:
    """Return whether a size is of an entity itself, not only of a group beside it."""
    return entity in size.actors


@cache
def steps(entity: str) -> tuple[tuple[Target, tuple[float, ...]], ...]:
    """Return the steps of an entity's required production, with the sizes that their derivation names."""
    return tuple((step, tuple(_numbers(step.basis))) for step in catalog.targets() if step.entity == entity)


def _numbers(text: str) -> Iterator[float]:
    for found in _NUMBER.finditer(text):
        kbd = _kbd(found.group(2), found.group(3) or "", text[found.end() :])
        if kbd:
            yield kbd


def sums(entity: str, upto: str) -> Sequence[tuple[float, tuple[Size, ...]]]:
    """Return sums of decisions that were in force together: step by step, in pairs, by country."""
    since = (date.fromisoformat(upto) - timedelta(days=LONGEST)).isoformat()
    known = of(entity)
    return _sums(entity, bisect_left(known, since, key=_day), bisect_right(known, upto, key=_day))


def _day(size: Size) -> str:
    return size.day


@lru_cache(maxsize=2048)
def _sums(entity: str, low: int, high: int) -> Sequence[tuple[float, tuple[Size, ...]]]:
    found = [s for s in of(entity)[low:high] if s.stated and s.kbd and s.event.kind != "spr_release"]
    out = []
    for sign in (-1, 1):
        same = [size for size in found if size.kbd * sign > 0][-MOST_ADDED:]
        for end in range(len(same), max(0, len(same) - 4), -1):
            for start in range(end - 2, -1, -1):
                parts = tuple(same[start:end])
                out.append((sum(size.kbd for size in parts), parts))
        out += _pairs(same)
    for size in found:
        out += _without_one(size)
    return out


def _without_one(whole: Size) -> Iterator[tuple[float, tuple[Size, ...]]]:
    """Yield what the countries of a deal do together but for one of them, where its title lists them."""
    parts = [s for s in every() if s.event is whole.event and not s.stated and not s.actors & whole.actors]
    if len(parts) < 4:
        return
    sign = -1 if whole.kbd < 0 else 1
    for left_out in (None, *parts):
        kept = tuple(part for part in parts if part is not left_out)
        yield sign * sum(part.kbd for part in kept), kept


def _pairs(same: list[Size]) -> Iterator[tuple[float, tuple[Size, ...]]]:
    for second in same:
        for first in same:
            if first.event.date < second.event.date:
                yield first.kbd + second.kbd, (first, second)
