"""How the figures of a check are told, and which of them two runs of it tell otherwise."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from oilwatch import periods
from oilwatch.errors import UnknownSeries
from oilwatch.model import Check, Evidence, Verdict
from oilwatch.report import words
from oilwatch.report.facts import facts
from oilwatch.report.figures import NONE, figure
from oilwatch.store.rechecks import Change
from oilwatch.store.vintage import standing

if TYPE_CHECKING:
    from oilwatch.claims import Record

WITHDRAWN = "withdrawn"
_LISTED = 3
"""Most revised figures of one claim that are named."""
_LEVELS = ("level", "quota")
"""Kinds of claims that are held against the figure of their own period, which need not be named."""
_HELD = ("then", "vintage")
"""As what a recorded figure is held against a claim itself, not against what is near it."""
_SAME = ("verdict", "word", "now", "figures")
"""What makes two tellings of a figure the same."""
_READ = ("span_text", "start", "end", "kind", "measure", "entity", "period_start", "period_end")
"""What makes two readings of a figure the same."""

Told = Mapping[str, Any]
"""How one figure is told: ``verdict`` (its name), ``word`` (of its chip), ``now`` (what is recorded now),
``figures`` ([series, period, value] that read otherwise now), ``words`` (for people); plain JSON."""
Reads = Callable[[Evidence], float | None]
"""What the period of a recorded figure reads now, in its series' unit; None: it was withdrawn."""


def check(found: Check, reads: Reads) -> list[Told]:
    """Return how each figure of a check is told; *reads* says what its recorded figures read now."""
    return [_one(verdict, reads) for verdict in found.verdicts]


def _one(verdict: Verdict, reads: Reads) -> Told:
    held = {(one.series, one.period): one for one in verdict.evidence if one.role in _HELD and one.series}
    moved = [(one, value) for one in held.values() if (value := reads(one)) != one.value]
    now, word = _now(verdict, moved), words.chip(verdict).word
    text = word if now in ("", NONE, "not revised") else f"{word}; recorded now: {now}"
    figures = [[one.series, one.period, value] for one, value in moved]
    return {"verdict": verdict.verdict, "word": word, "now": now, "figures": figures, "words": text}


def _now(verdict: Verdict, moved: Sequence[tuple[Evidence, float | None]]) -> str:
    """Return what is recorded now of a figure; where several read otherwise, of the first of them."""
    if not moved:
        return dict(facts(verdict)).get("recorded now", "")
    shown = [
        WITHDRAWN if value is None else figure(value, one.unit, verdict.claim)
        for one, value in moved[:_LISTED]
    ]
    if len(moved) == 1 and verdict.claim.kind in _LEVELS:
        return shown[0]
    named = [f"{text} ({_period(one)})" for text, (one, _) in zip(shown, moved, strict=False)]
    more = [f"{len(moved) - _LISTED} more"] if len(moved) > _LISTED else []
    return ", ".join([*named, *more])


def _period(one: Evidence) -> str:
    try:
        return periods.period_text(one.period)
    except ValueError:
        return one.period


def reads(record: "Record", one: Evidence) -> float | None:
    """Return what the period of a recorded figure reads now; what is no period of a series is as it was."""
    try:
        row = standing(record.held(one.series).rows.get(one.period, ()))
    except UnknownSeries:
        return one.value
    return row.value if row is not None else one.value


def changes(
    first: Sequence[Told], again: Sequence[Told], readings: tuple[Sequence[Told], Sequence[Told]]
) -> tuple[list[Change], list[Told]]:
    """Return what *again* tells otherwise than *first*, and how each figure of *first* is told now.

    *readings* are the claims of the two documents, place by place. A figure that is no longer read, or that
    newer rules read otherwise, is not compared: it keeps how it was told.
    """
    places: dict[tuple[Any, ...], list[int]] = {}
    for place, claim in enumerate(readings[1]):
        places.setdefault(_reading(claim), []).append(place)
    found, told = [], list(first)
    for place, claim in enumerate(readings[0][: len(first)]):
        there = places.get(_reading(claim), [])
        if not there:
            continue
        before, after = first[place], again[there.pop(0)]
        if any(before[name] != after[name] for name in _SAME):
            found.append(Change(place, str(claim["span_text"]), before, after))
            told[place] = after
    return found, told


def _reading(claim: Told) -> tuple[Any, ...]:
    return tuple(claim[name] for name in _READ)


def turned(before: Told, after: Told) -> bool:
    """Return whether it is the verdict itself that changed, and not only what is recorded now."""
    return any(before.get(name) != after.get(name) for name in ("verdict", "word"))


def said(before: Told, after: Told) -> str:
    """Return a change in words: ``matches → off by 0.5 mb/d``; the verdict once where it stayed."""
    if turned(before, after):
        return f"{before.get('words', '')} → {after.get('words', '')}"
    return f"{after.get('word', '')}; recorded now: {before.get('now', '')} → {after.get('now', '')}"
