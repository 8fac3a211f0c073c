"""The ways in which an extreme can be read, and what the record shows of each."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from oilwatch.claims import closes, figures
from oilwatch.claims.closes import Line
from oilwatch.claims.figures import Case
from oilwatch.model import Series

_HIGH = re.compile(
    r"\b(?:high\w*|most|best|strong\w*|peak\w*|record|dear\w*|expensive|prici\w*|top\w*"
    r"|exceeded|never|larg\w*|bigg\w*|great\w*)\b"
)
_LOW = re.compile(
    r"\b(?:low\w*|least|weak\w*|cheap\w*|worst|bottom\w*|small\w*|less|negative|trough|fewest)\b"
)
_UP = re.compile(
    r"\b(?:gain\w*|ris\w*|jump\w*|rall\w*|advanc\w*|increas\w*|best|climb\w*"
    r"|surg\w*|up|rose|growth|leap\w*|winning|added)\b"
)
_DOWN = re.compile(
    r"\b(?:fall\w*|fell|drop\w*|loss\w*|losing|lost|declin\w*|worst|slid\w*|cut\w*"
    r"|plung\w*|slump\w*|down|retreat\w*|decreas\w*)\b"
)
_EITHER = re.compile(r"\b(?:record|never|most|biggest|largest|greatest)\b")
"""Words of height that also go with a low or a fall: ``record low``, ``biggest drop``."""
_MOVE = re.compile(r"\b(?:increas\w*|ris\w*|gain\w*|drop\w*|fall\w*|declin\w*|decreas\w*|growth|cut\w*)\b")
_NEAR = re.compile(
    r"\b(?:day|week|month|quarter|year)s?\b.*\b(?:high|low|peak)"
    r"|in (?:more than |at least )?\w+ (?:years|months|weeks)|ever"
)
MOST_LOOKED_AT = 60
Places = np.ndarray[tuple[int], np.dtype[np.intp]]


@dataclass(frozen=True, slots=True)
class View:
    """One way to see an extreme: a line of values, and which way is beyond."""

    about: Series
    line: Line
    sign: int
    unit: str
    words: str
    first: bool = False
    """The first of its direction, whatever its size."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a view shows: the value, how far others lie beyond it (0: none), and the farthest."""

    view: View
    name: str
    value: float
    beyond: float
    other: str
    reaches: bool
    inside: bool = False
    """All that lie beyond are within one unit of the window's start."""


def views(case: Case, about: Series) -> Iterator[View]:
    """Yield the ways in which an extreme can be read, by its own words, else by the sentence's."""
    span = case.claim.span_text.lower()
    grain = _grain(case, about)
    moving = case.claim.measure == "price_change" or bool(_MOVE.search(span))
    first = span.startswith("first") and (moving or "time" not in span)
    if moving or (first and case.claim.measure == "production"):
        for line, unit in zip(closes.moves(case.record, about, grain), ("percent", about.unit), strict=True):
            for sign in _signs(span, case.sentence, _UP, _DOWN):
                yield View(about, line, sign, unit, f"{grain} moves", first)
    if not moving:
        line = closes.line(case.record, about, grain)
        for sign in _signs(span, "", _HIGH, _LOW):
            yield View(about, line, sign, about.unit, "figures")


def _signs(span: str, sentence: str, up: "re.Pattern[str]", down: "re.Pattern[str]") -> Sequence[int]:
    """Return which way the words go: those of the claim, else of its sentence; both where they do not say."""
    for text in (span, sentence):
        ups, downs = bool(up.search(text)), bool(down.search(text))
        if ups and downs:
            ups = bool(up.search(_EITHER.sub("", text)))
        if ups != downs:
            return (1,) if ups else (-1,)
        if ups and text == span:
            return (1, -1)
    return (1, -1)


def direction(case: Case) -> int:
    """Return the direction of the moves that a claim speaks of; 0: it does not say."""
    found = _signs(case.claim.span_text.lower(), case.sentence, _UP, _DOWN)
    return found[0] if len(found) == 1 else 0


def _grain(case: Case, about: Series) -> str:
    claim = case.claim
    size = figures.grain(*figures.span(claim))
    if about.measure != "price":
        own = {"weekly": "week", "monthly": "month"}[about.frequency]
        return size if closes.COARSER.get(size, 0) > closes.COARSER[own] else own
    named = [
        closes.WORDS[word] for word in re.findall(r"[a-z]+", claim.span_text.lower()) if word in closes.WORDS
    ]
    if claim.measure != "price_change":
        return "day"
    return size if size in closes.COARSER else (named[0] if named else "day")


def look(case: Case, view: View) -> Found | None:
    """Return what a view shows of a claim; None where the series has no figure for it."""
    first, last = figures.span(case.claim)
    monthly = view.about.frequency == "monthly"
    names, values = view.line.names, view.line.values
    cut = slice(0, 7 if monthly else 10)
    own = list(range(*_range(names, first[cut], last[cut])))
    if not own:
        return None
    if len(own) > 1:
        own = [max(own, key=lambda n: view.sign * values[n])] if view.words == "figures" else own[-1:]
    place = own[0]
    figure = case.record.figure(view.about, names[place], case.moment)
    if figure is None:
        return None
    value = float(values[place])
    window = case.claim.baseline_period or ("0001-01-01", _before(first))
    low, high = _range(names, window[0][cut], min(window[1], _before(first))[cut])
    reaches = window[0] < "0002" or _reaches(names[0], window[0])
    limit = 0.0 if view.first else value
    gaps = view.sign * (values[low:high] - limit)
    beyond = np.flatnonzero(gaps > 1e-9) + low
    worst, other = _confirmed(case, view, beyond, limit)
    inside = bool(other) and _only_at_start(names[int(beyond[-1])], window[0], case)
    return Found(view, names[place], value, worst, other, reaches, inside)


def _range(names: Sequence[str], first: str, last: str) -> tuple[int, int]:
    return bisect_left(names, first), bisect_right(names, last)


def _before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def _reaches(first: str, wanted: str) -> bool:
    start = f"{first}-01" if len(first) == 7 else first
    return start <= (date.fromisoformat(wanted) + timedelta(days=7)).isoformat()


def _confirmed(case: Case, view: View, places: Places, limit: float) -> tuple[float, str]:
    """Return how far the farthest that was known on the day lies beyond, and which it is."""
    values, names = view.line.values, view.line.names
    for place in map(int, places[np.argsort(-view.sign * values[places], kind="stable")][:MOST_LOOKED_AT]):
        if case.record.figure(view.about, names[place], case.moment) is not None:
            return abs(float(values[place]) - limit), names[place]
    return 0.0, ""


def _only_at_start(last: str, start: str, case: Case) -> bool:
    """Return whether the last that lies beyond is within one unit of the start of its window."""
    if not _NEAR.search(case.claim.span_text.lower()):
        return False
    unit = 366 if "year" in case.claim.span_text or "decade" in case.claim.span_text else 31
    unit = 7 if "week" in case.claim.span_text else unit
    return last <= (date.fromisoformat(start) + timedelta(days=unit)).isoformat()
