"""How well a month or a day suits what a story's own dates say: weights, as logarithms, that add up."""

from collections.abc import Iterable
from datetime import date
from math import log

from oilwatch.claims.dating_clues import Clue, index, latest

FLOOR = log(0.002)
"""The weight of what a clue speaks against: words may be misread, so nothing is ruled out."""

_AFTER_MONTH = (0.22, 0.42, 0.17, 0.07, 0.04, 0.03)
_BEFORE_MONTH = (0.14, 0.45, 0.22, 0.08, 0.03)
_DELIVERY = (0.05, 0.42, 0.44, 0.07)
_AFTER_WEEKDAY = (0.30, 0.32, 0.18, 0.09, 0.05, 0.04, 0.02)


def month_weight(clues: Iterable[Clue], year: int, month: int) -> float:
    """Return how well the clues suit a story of this month, as a logarithm."""
    clues = list(clues)
    here = year * 12 + month
    bare = [c for c in clues if c.date.month and c.date.year is None and c.date.relative is None]
    back = [(month - (c.date.month or 0)) % 12 for c in bare if c.cue == "past"]
    ahead = [((c.date.month or 0) - month) % 12 for c in bare if c.cue == "future"]
    delivery = [((c.date.month or 0) - month) % 12 for c in bare if c.cue == "contract"]
    total = sum(log(0.4) for away in back if away > 8)
    for aways, weights in ((back, _AFTER_MONTH), (ahead, _BEFORE_MONTH), (delivery, _DELIVERY)):
        if aways:
            total += _picked(weights, min(aways))
    past = [index(c.date, last=False) for c in clues if c.date.year and c.cue == "past"]
    future = [index(c.date, last=True) for c in clues if c.date.year and c.cue == "future"]
    unsaid = [index(c.date, last=False) for c in clues if c.date.year and not c.cue]
    if past:
        total += _fading(here - max(past), 1.5)
    if future:
        total += _fading(min(future) - here, 1.0)
    if unsaid:
        total += _fading(min(abs(here - index) for index in unsaid), 0.7)
    return total


def _picked(weights: tuple[float, ...], place: int) -> float:
    return log(weights[place]) if place < len(weights) else log(0.01)


def _fading(months: int, power: float) -> float:
    return FLOOR - 3 if months < 0 else -power * log(1 + months / 12)


def day_weight(clues: Iterable[Clue], day: date) -> float:
    """Return how well the clues suit a story of this very day within its month."""
    total, weekdays = 0.0, set()
    for clue in clues:
        named = clue.date
        if clue.cue == "future":
            continue
        if named.weekday is not None:
            weekdays.add((day.weekday() - named.weekday) % 7)
        if named.month and named.day and (when := latest(named, day)) is not None:
            if clue.weekday is not None and when.weekday() != clue.weekday:
                total += FLOOR
            if named.year and when > day and clue.cue == "past":
                total += FLOOR
    return total + sum(log(_AFTER_WEEKDAY[gap]) for gap in weekdays) + _since_last(clues, day)


def _since_last(clues: Iterable[Clue], day: date) -> float:
    """Weigh the days since the last day that is named as past: news is of days, not of months."""
    gaps = [
        (day - when).days
        for clue in clues
        if clue.date.day and clue.cue == "past" and (when := latest(clue.date, day)) is not None
    ]
    gaps = [gap for gap in gaps if gap >= 0]
    return -0.5 * log(1 + min(gaps)) if gaps else 0.0
