"""One sentence made ready for reading: its items, the parts between its commas, what was told before."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Concatenate, ParamSpec, TypeVar, cast

from oilwatch.claims.amounts import Quantity
from oilwatch.claims.unit_words import Unit
from oilwatch.claims.words import Item

Span = tuple[date, date]

BREAKS = frozenset(", ; : — – ( ) while whereas but though although".split())
SOFT = frozenset("after as when because although before until with and which who where that".split())
_REPORTING = frozenset(
    "said says showed shows reported reports data figures announced told according wrote estimated published"
    " released survey found".split()
)


@dataclass(slots=True)
class Draft:
    """A claim while it is being read; its values are unsigned, and *sign* is told apart."""

    start: int
    end: int
    kind: str
    measure: str
    entity: str
    quantity: Quantity | None = None
    value: str | float | None = None
    """For claims that are not a quantity: the date, rank or count."""
    unit: str = ""
    sign: int = 1
    period: Span | None = None
    baseline: Span | None = None
    modifier: str = "exact"
    reason: str = ""
    source: str = ""
    definition: str = ""
    basis: str = ""
    announced: date | None = None
    window: bool = False
    """Its period is the window of a decision and not only the day of its announcement."""
    secondary: bool = False
    """It is only compared with: ``up from 10.7 million in August``."""
    place: int = -1
    """Where its figure stands among the items of the sentence."""


@dataclass(slots=True)
class Told:
    """What the story has told so far, for sentences that leave it out."""

    day: date
    price: str = ""
    price_day: Span | None = None
    move_span: Span | None = None
    """The window of the last move over a week, a month or a year."""
    who: str = ""
    group: str = ""
    period: Span | None = None
    """Of the last output figure."""
    window: Span | None = None
    """Of the last decision; *announced*: the day it was taken."""
    announced: date | None = None
    source: str = ""
    definition: str = ""
    measure: str = ""
    last_unit: object = None
    header: tuple[Unit, float] | None = None
    header_kind: str = ""
    week: Span | None = None
    """The week of the last weekly figure."""
    span: Span | None = None
    """The month, quarter or year that the sentence before named."""
    last_day: Span | None = None
    """The last day that was named: ``that day``."""
    drafts: list[Draft] = field(default_factory=list)
    entities: dict[str, None] = field(default_factory=dict)
    """All entities that figures were told of, in their order."""
    sign: int = 0
    """Of the last decision."""


_PAD = [""] * 64
"""Beyond both ends of a sentence stand empty words: a negative place counts from the end."""


P = ParamSpec("P")
R = TypeVar("R")


def remembered(function: Callable[Concatenate["Scene", P], R]) -> Callable[Concatenate["Scene", P], R]:
    """Answer the same question about a sentence once; what is asked must not change what is told."""
    name = function.__qualname__

    def answer(scene: "Scene", /, *args: P.args, **kwargs: P.kwargs) -> R:
        key = (name, args, *kwargs.values())
        known = scene.memo.get(key, scene)
        if known is scene:
            known = scene.memo[key] = function(scene, *args, **kwargs)
        return cast(R, known)

    answer.__doc__ = function.__doc__
    return answer


class Scene:
    """A sentence's items with what reading them needs; *told* is what earlier sentences said."""

    def __init__(self, items: list[Item], told: Told) -> None:
        self.items = items
        self.told = told
        self.tags: dict[str, list[int]] = {}
        self.segment: list[int] = []
        number = 0
        for place, item in enumerate(items):
            if item.tag:
                self.tags.setdefault(item.tag, []).append(place)
            if item.word in BREAKS and item.tag not in ("q", "date"):
                number += 1
            self.segment.append(number)
        self.words = [item.word for item in items]
        self.known = frozenset(self.words)
        self.word = (self.words + _PAD).__getitem__
        """Return the word at a place, empty outside the sentence."""
        self.tag = ([item.tag for item in items] + _PAD).__getitem__
        """Return the tag at a place, empty outside the sentence."""
        self.drafts: list[Draft] = []
        """What was read of this sentence so far."""
        self.extremes: list[tuple[int, Draft]] = []
        self.memo: dict[object, object] = {}
        self.consumed: set[int] = set()
        """Places of dates that an extreme or a baseline has taken."""

    def last_draft(self) -> Draft | None:
        """Return what was read last, in this sentence or before it."""
        known = self.drafts or self.told.drafts
        return known[-1] if known else None

    def opening(self, place: int) -> int:
        """Return the place of the first word in the segment of *place*."""
        first = next(n for n in range(len(self.items)) if self.segment[n] == self.segment[place])
        return first + 1 if self.word(first) in BREAKS else first

    def entities(self) -> set[str]:
        """Return all entities that this sentence and those before told figures of."""
        return {draft.entity for draft in self.drafts} | self.told.entities.keys()

    def has(self, *tags: str) -> bool:
        """Return whether the sentence has an item with one of these tags."""
        return not self.tags.keys().isdisjoint(tags)

    def near(
        self, place: int, tags: Iterable[str], *, left: int = 99, right: int = 99, same: bool = True
    ) -> int:
        """Return the place of the nearest item with one of *tags* around *place*; -1 where there is none.

        *same*: only in the segment of *place*.
        """
        best, distance = -1, 10_000
        for tag in tags:
            for other in self.tags.get(tag, ()):
                away = other - place
                if away == 0 or away < -left or away > right:
                    continue
                if same and self.segment[other] != self.segment[place]:
                    continue
                if abs(away) < distance or (abs(away) == distance and away < 0):
                    best, distance = other, abs(away)
        return best

    def is_reported(self, place: int) -> bool:
        """Return whether the date at *place* is when something was said: ``figures showed on Sunday``."""
        before = [self.word(place - n) for n in (1, 2, 3)]
        return before[0] in _REPORTING or (
            before[0] in ("on", "late", "early", "last") and before[1] in _REPORTING
        )

    def is_secondary(self, place: int) -> bool:
        """Return whether a figure is only compared with: ``from 10 million``, ``the 2 million it pumped``."""
        before = self.word(place - 1)
        if before in ("from", "than", "with", "against", "versus", "vs") or before.endswith(" than"):
            return True
        if before == "been" and self.word(place - 2) == "had":
            return True
        if before == "revised" or (before == "a" and self.word(place - 2) == "after"):
            return True
        return before == "the" and self.word(place + 1) in (
            "it",
            "they",
            "he",
            "she",
            "of",
            "pumped",
            "produced",
        )

    def between(self, first: int, last: int, tags: Iterable[str]) -> bool:
        """Return whether an item with one of *tags* stands between two places."""
        low, high = sorted((first, last))
        return any(low < other < high for tag in tags for other in self.tags.get(tag, ()))
