"""Extremes: records, highs and lows, and the largest moves since a day."""

import re
from collections.abc import Iterator, Sequence

from oilwatch import periods
from oilwatch.claims import allowed, choosing, decisions, evidence, figures, guards, ladder, rolling, wording
from oilwatch.claims.figures import Case, Reading
from oilwatch.claims.ladder import Guard
from oilwatch.claims.record import Figure
from oilwatch.claims.views import Found, look, views
from oilwatch.model import Evidence, Series, Verdict

SOFT = 0.01
_PRICE = re.compile(
    r"high|low|close|settle|pric|level|finish|weak|cheap|dear|expensive|time|seen|touch|ever|record"
)


def check(case: Case) -> Verdict:
    """Return the verdict on an extreme."""
    claim = case.claim
    if claim.measure == "decision":
        return decisions.first(case)
    if claim.basis == "intraday":
        return ladder.refused(
            case,
            Guard(
                "intraday_only",
                "it is an extreme within a day, and only closing prices are kept",
                "prices within the day",
            ),
        )
    price = "price" in claim.measure
    known = choosing.prices(case)[0] if price else choosing.output(case, *figures.span(claim))
    if not known:
        return ladder.refused(case, guards.nothing(case))
    short = None
    for about in known:
        found = [one for view in views(case, about) if (one := look(case, view)) is not None]
        reaching = [one for one in found if one.reaches]
        if reaching:
            case.proxy = price and choosing.is_futures(about) is choosing.speaks_of_spot(case)
            return _told(case, reaching, [other for other in known if other.id != about.id])
        short = short or (found[0] if found else None)
    if short is not None:
        start = periods.period_text(case.record.span(short.view.about)[0])
        return ladder.refused(
            case,
            Guard(
                "not_in_store",
                f"“{short.view.about.title}” begins with {start} only",
                "a series that reaches back to the day named",
            ),
        )
    return ladder.refused(case, guards.missing(case, known[0], figures.span(claim)))


def _told(case: Case, found: Sequence[Found], rest: Sequence[Series]) -> Verdict:
    held = next((one for one in found if not one.beyond), None)
    if held is not None:
        return _holds(case, held)
    inside = next((one for one in found if one.inside), None)
    if inside is not None:
        return _said(case, "rounds_to", inside, "only at the very start of the window did any lie beyond")
    for about in rest:
        for view in views(case, about):
            other = look(case, view)
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
    return SOFT * abs(found.value)


def _guard(case: Case, found: Found, unclear: bool) -> Guard | None:
    span = case.claim.span_text.lower()
    words = ""
    if unclear:
        words = "the sentence does not say whether a high or a low is meant"
    elif case.claim.measure == "price" and not _PRICE.search(span):
        words = "the sentence does not say whether a price or a move is meant"
    elif "streak" in span:
        words = "it compares streaks"
    if words:
        return Guard("ambiguous", words, "a clearer sentence")
    if found.view.about.measure == "price":
        return _price_guard(case, found)
    row = case.record.figure(found.view.about, found.name, case.moment)
    rows = (("then", row),) if row is not None else ()
    return guards.of_output(case, Reading(found.value, found.value, found.view.about, rows, found.value))


def _price_guard(case: Case, found: Found) -> Guard | None:
    if case.proxy:
        words = "it is of futures, of which the store has none that reach so far, and spot may differ"
        return Guard("not_in_store", words, "futures prices (oilwatch load)")
    short = found.view.words.startswith(("day", "week"))
    if short and rolling.rolls(case.claim.entity, figures.span(case.claim)[1]):
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
