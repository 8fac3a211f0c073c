"""The event lane: which events stand alone, which merge into a counted pill, and stories by days. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from oilwatch.model import Event

LEAST_APART = 24
"""Marks nearer than this, in pixels, merge."""
BIN = 6
"""Least width of a bar of stories, in pixels."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark of the lane: a single event, or several under one count."""

    lane: str
    day: date
    events: tuple[Event, ...]

    @property
    def importance(self) -> int:
        """The importance of the most important of its events."""
        return max(event.importance for event in self.events)

    @property
    def first(self) -> Event:
        """The most important of its events; of equals the newest."""
        return max(self.events, key=lambda event: (event.importance, event.date, event.id))


@dataclass(frozen=True, slots=True)
class Bar:
    """How many stories were first told from *first* to *last*, both included."""

    first: date
    last: date
    stories: int


def marks(events: Sequence[Event], span: tuple[date, date], pixels: int, *, rows: bool = True) -> list[Mark]:
    """Return the marks of *events* on a lane *pixels* wide; *rows* false puts all kinds into one row.

    Every event is in exactly one mark.
    """
    first, last = span
    least = LEAST_APART * max((last - first).days, 1) / pixels
    groups: dict[str, list[list[Event]]] = {}
    for event in sorted(events, key=lambda e: (e.date, e.id)):
        row = groups.setdefault(event.lane if rows else "", [])
        row.append([event])
        while len(row) > 1 and (_middle(row[-1]) - _middle(row[-2])).days < least:
            row[-2].extend(row.pop())
    return [Mark(lane, _middle(group), tuple(group)) for lane, row in groups.items() for group in row]


def _middle(group: Sequence[Event]) -> date:
    return group[0].date + timedelta(days=(group[-1].date - group[0].date).days // 2)


def bars(per_day: Mapping[str, int], span: tuple[date, date], pixels: int) -> list[Bar]:
    """Return stories per day (by ISO date) as bars at least BIN pixels wide, those inside *span*.

    Every story of the span is in exactly one bar, and no bar is empty.
    """
    first, last = span
    width = max(ceil(BIN * ((last - first).days + 1) / pixels), 1)
    found: dict[int, int] = {}
    for day, stories in per_day.items():
        at = (date.fromisoformat(day) - first).days
        if 0 <= at <= (last - first).days:
            found[at // width] = found.get(at // width, 0) + stories
    return [
        Bar(start := first + timedelta(days=at * width), min(start + timedelta(days=width - 1), last), number)
        for at, number in sorted(found.items())
        if number
    ]


def at(
    found: Sequence[Mark], stories: Sequence[Bar], day: date, span: tuple[date, date], pixels: int
) -> tuple[list[Mark], list[Bar]]:
    """Return the marks and the bar that stand at *day*, or nearer than half of what keeps marks apart."""
    first, last = span
    reach = timedelta(days=round(LEAST_APART / 2 * max((last - first).days, 1) / pixels))
    marked = [mark for mark in found if abs(mark.day - day) <= reach]
    away = {bar: max(bar.first - day, day - bar.last, timedelta(0)) for bar in stories}
    nearest = min(away, key=away.__getitem__, default=None)
    return marked, [nearest] if nearest and away[nearest] <= reach else []


def count_text(found: Sequence[Mark], total: int) -> str:
    """Return how many of *total* events are shown singly and how many in groups."""
    single = sum(1 for mark in found if len(mark.events) == 1)
    merged = sum(len(mark.events) for mark in found if len(mark.events) > 1)
    groups = sum(1 for mark in found if len(mark.events) > 1)
    shown = f"{single + merged} of {total} events shown"
    several = "groups" if groups > 1 else "group"
    return f"{shown}: {single} singly, {merged} in {groups} {several}" if groups else shown
