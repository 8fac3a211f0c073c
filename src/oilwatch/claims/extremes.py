"""Extremes: records, highs and lows, and the largest moves since a day."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from oilwatch import periods
from oilwatch.claims import (
    allowed, choosing, closes, decisions, evidence, figures, guards, ladder, wording,
)  # fmt: skip
from oilwatch.claims.closes import Line
from oilwatch.claims.figures import Case, Reading
from oilwatch.claims.ladder import Guard
from oilwatch.claims.record import Figure
from oilwatch.model import Evidence, Series, Verdict

_HIGH = re.compile(
    r"\b(?:high\w*|most|best|strong\w*|peak\w*|record|dear\w*|expensive|prici\w*|top\w*|exceeded|never|larg\w*|bigg\w*|great\w*)\b"
)
_LOW = re.compile(
    r"\b(?:low\w*|least|weak\w*|cheap\w*|worst|bottom\w*|small\w*|less|negative|trough|fewest)\b"
)
_UP = re.compile(
    r"\b(?:gain\w*|ris\w*|jump\w*|rall\w*|advanc\w*|increas\w*|best|climb\w*|surg\w*|up|rose|growth|leap\w*|winning|added)\b"
)
_DOWN = re.compile(
    r"\b(?:fall\w*|fell|drop\w*|loss\w*|losing|lost|declin\w*|worst|slid\w*|cut\w*|plung\w*|slump\w*|down|retreat\w*|decreas\w*)\b"
)
_MOVE = re.compile(r"\b(?:increas\w*|ris\w*|gain\w*|drop\w*|fall\w*|declin\w*|decreas\w*|growth|cut\w*)\b")
_PRICE = re.compile(
    r"high|low|close|settle|pric|level|finish|weak|cheap|dear|expensive|time|seen|touch|ever|record"
)
_NEAR = re.compile(
    r"\b(?:day|week|month|quarter|year)s?\b.*\b(?:high|low|peak)|in (?:more than |at least )?\w+ (?:years|months|weeks)|ever"
)
MOST_LOOKED_AT = 60
Places = np.ndarray[tuple[int], np.dtype[np.intp]]
SOFT = {"price": 0.01, "production": 0.01}


@dataclass(frozen=True, slots=True)
class View:
    """One way to see an extreme: a line of values, where the claim's stands in it, and which way is beyond."""

    about: Series
    line: Line
    sign: int
    unit: str
    words: str
    first: bool = False
    """The first of its direction, whatever its size."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a view shows: the value, how far others lie beyond it (0: none does), and where the farthest is."""

    view: View
    name: str
    value: float
    beyond: float
    other: str
    reaches: bool
    inside: bool = False
    """All that lie beyond are within one unit of the window's start."""


def check(case: Case) -> Verdict:
    """Return the verdict on an extreme."""
    claim = case.claim
    if claim.measure == "decision":
        return decisions.first(case)
    if claim.basis == "intraday":
        return ladder.refused(case, Guard("intraday_only", "it is an extreme within a day, and only closing prices are kept",
                                          "prices within the day"))  # fmt: skip
    price = "price" in claim.measure
    known = choosing.prices(case)[0] if price else choosing.output(case, *figures.span(claim))
    if not known:
        return ladder.refused(case, guards.nothing(case))
    short = None
    for about in known:
        found = [one for view in _views(case, about) if (one := _look(case, view)) is not None]
        reaching = [one for one in found if one.reaches]
        if reaching:
            case.proxy = price and choosing.is_futures(about) is choosing.speaks_of_spot(case)
            return _told(case, reaching, [other for other in known if other.id != about.id])
        short = short or (found[0] if found else None)
    if short is not None:
        start = periods.period_text(case.record.span(short.view.about)[0])
        return ladder.refused(case, Guard("not_in_store", f"“{short.view.about.title}” begins with {start} only",
                                          "a series that reaches back to the day named"))  # fmt: skip
    return ladder.refused(case, guards.missing(case, known[0], figures.span(claim)))


# -- what may be meant ---------------------------------------------------------------------------------


def _views(case: Case, about: Series) -> Iterator[View]:
    """Yield the ways in which an extreme of a series can be read; by its own words, else by the sentence's."""
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
    for text in (span, sentence):
        ups, downs = bool(up.search(text)), bool(down.search(text))
        if ups != downs:
            return (1,) if ups else (-1,)
        if ups and downs and text == span and "not been lower" not in text and "record low" not in text:
            return (1, -1)
    return (-1,) if "low" in span else (1, -1)


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


# -- what the record shows -----------------------------------------------------------------------------


def _look(case: Case, view: View) -> Found | None:
    first, last = figures.span(case.claim)
    monthly = view.about.frequency == "monthly"
    names, values = view.line.names, view.line.values
    cut = slice(0, 7 if monthly else 10)
    own = [n for n in range(*_range(names, first[cut], last[cut]))]
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
    """Return whether the last that lies beyond is within one unit of the start of a window counted in units."""
    if not _NEAR.search(case.claim.span_text.lower()):
        return False
    unit = 366 if "year" in case.claim.span_text or "decade" in case.claim.span_text else 31
    unit = 7 if "week" in case.claim.span_text else unit
    return last <= (date.fromisoformat(start) + timedelta(days=unit)).isoformat()


# -- the verdict ---------------------------------------------------------------------------------------


def _told(case: Case, found: Sequence[Found], rest: Sequence[Series]) -> Verdict:
    held = next((one for one in found if not one.beyond), None)
    if held is not None:
        return _holds(case, held)
    inside = next((one for one in found if one.inside), None)
    if inside is not None:
        return _said(case, "rounds_to", inside, "only at the very start of the window did any lie beyond")
    for about in rest:
        for view in _views(case, about):
            other = _look(case, view)
            if other is not None and other.reaches and not other.beyond:
                return _said(
                    case, "other_definition", other, f"in “{found[0].view.about.title}” it does not hold"
                )
    near = min(found, key=lambda one: one.beyond / (abs(one.value) or 1))
    if near.beyond <= _soft(near):
        return _said(case, "off_by", near, _farthest(near))
    guard = _guard(case, near, len({one.view.sign for one in found}) > 1)
    if guard is not None:
        why = Guard(guard.reason, f"{guard.why} ({_words(case, near)}; {_farthest(near)})", guard.needs)
        return ladder.refused(case, why)
    return _said(case, "contradicted", near, _farthest(near))


def _holds(case: Case, held: Found) -> Verdict:
    figure = case.record.figure(held.view.about, held.name, case.moment)
    text = "nothing in the window lies beyond it"
    if case.proxy:
        return _said(case, "other_definition", held, f"{text}; the store has no futures that reach so far")
    if case.claim.source and not choosing.is_by(held.view.about, case.claim.source):
        return _said(case, "other_definition", held, f"{text}; the story names another source")
    later = figure is not None and not figure.known and not case.claim.source
    return _said(case, "other_vintage" if later else "matches", held, text)


def _soft(found: Found) -> float:
    if found.view.first:
        return 0.0
    if found.view.unit == "percent":
        return allowed.SOFT_POINTS
    return SOFT["price" if found.view.about.measure == "price" else "production"] * abs(found.value)


def _guard(case: Case, found: Found, unclear: bool) -> Guard | None:
    if unclear:
        return Guard(
            "ambiguous", "the sentence does not say whether a high or a low is meant", "a clearer sentence"
        )
    if case.claim.measure == "price" and not _PRICE.search(case.claim.span_text.lower()):
        return Guard(
            "ambiguous", "the sentence does not say whether a price or a move is meant", "a clearer sentence"
        )
    if "streak" in case.claim.span_text:
        return Guard("ambiguous", "it compares streaks", "the length of the streak")
    about = found.view.about
    row = case.record.figure(about, found.name, case.moment)
    rows = (("then", row),) if row is not None else ()
    main = Reading(found.value, found.value, about, rows, found.value)
    if about.measure != "price":
        return guards.of_output(case, main)
    if case.proxy:
        return Guard("not_in_store", "it is of futures, of which the store has none that reach so far, and spot may differ",
                     "futures prices (oilwatch load)")  # fmt: skip
    day = figures.span(case.claim)[1]
    if (
        found.view.words != "figures"
        and found.view.words.startswith(("day", "week"))
        and guards.rolls(case.claim.entity, day)
    ):
        return Guard("ambiguous", "the front month changed around that day", "prices by contract month")
    return guards.contract(case)


def _farthest(found: Found) -> str:
    size = wording.plain(found.beyond, found.view.unit)
    if found.view.first:
        return f"it is not the first: {periods.period_text(found.other)} went the same way"
    return f"{periods.period_text(found.other)} lies {size} beyond it"


def _words(case: Case, found: Found) -> str:
    view = found.view
    what = "" if view.words == "figures" else f", of {view.words},"
    value = wording.plain(found.value, view.unit)
    since = case.claim.baseline_period
    window = (
        wording.span_text(*since)
        if since
        else f"the data since {periods.period_text(case.record.span(view.about)[0])}"
    )
    return (
        f"{wording.publisher(view.about)}'s “{view.about.title}”{what} gives {value} for"
        f" {periods.period_text(found.name)}, held against {window}"
    )


def _said(case: Case, verdict: str, found: Found, text: str) -> Verdict:
    rows = tuple(_rows(case, found))
    return ladder.told(case, (verdict, ""), f"{_words(case, found)}; {text}", allowed.rule("order"), rows)


def _rows(case: Case, found: Found) -> Iterator[Evidence]:
    for role, name in (("then", found.name), ("base", found.other)):
        figure: Figure | None = case.record.figure(found.view.about, name, case.moment) if name else None
        if figure is not None:
            own = "vintage" if role == "then" and not figure.known else role
            yield from evidence.row(case, own, figure)
