"""The event lane: which events stand alone and which merge into a counted pill, at a given width. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from oilwatch.model import Event

LEAST_APART = 24
"""Marks nearer than this, in pixels, merge."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark of the lane: a single event, or several under one count."""

    lane: str
    day: date
    events: tuple[Event, ...]


def marks(events: Sequence[Event], span: tuple[date, date], pixels: int, *, rows: bool = True) -> list[Mark]:
    """Return the marks of *events* on a lane *pixels* wide; *rows* false puts all kinds into one row.

    Every event is in exactly one mark.
    """
    first, last = span
    per_day = pixels / max((last - first).days, 1)
    groups: dict[str, list[list[Event]]] = {}
    for event in sorted(events, key=lambda e: (e.date, e.id)):
        row = groups.setdefault(event.lane if rows else "", [])
        row.append([event])
        while len(row) > 1 and (_middle(row[-1]) - _middle(row[-2])).days * per_day < LEAST_APART:
            row[-2:] = [row[-2] + row[-1]]
    return [Mark(lane, _middle(group), tuple(group)) for lane, row in groups.items() for group in row]


def _middle(group: Sequence[Event]) -> date:
    return group[0].date + timedelta(days=(group[-1].date - group[0].date).days // 2)


def count_text(found: Sequence[Mark], total: int) -> str:
    """Return how many of *total* events are shown singly and how many in groups."""
    single = sum(1 for mark in found if len(mark.events) == 1)
    merged = sum(len(mark.events) for mark in found if len(mark.events) > 1)
    groups = sum(1 for mark in found if len(mark.events) > 1)
    shown = f"{single + merged} of {total} events shown"
    several = "groups" if groups > 1 else "group"
    return f"{shown}: {single} singly, {merged} in {groups} {several}" if groups else shown
