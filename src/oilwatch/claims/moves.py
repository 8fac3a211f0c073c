"""Moves: by how much a price or a country's output rose or fell, and ratios of two levels."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from oilwatch import periods
from oilwatch.claims import allowed, choosing, figures, guards, ladder, levels, sessions, wording
from oilwatch.claims.figures import Case, Reading
from oilwatch.claims.ladder import Other
from oilwatch.claims.record import Figure
from oilwatch.model import Claim, Series, Verdict


def check(case: Case) -> Verdict:
    """Return the verdict on a change, a percentage or a ratio."""
    if "price" in case.claim.measure:
        return _price(case)
    return _output(case)


def of(claim: Claim, end: float, base: float) -> float | None:
    """Return the move between two levels as the claim states it; None where it has no meaning."""
    if claim.kind == "change":
        return end - base
    if base <= 0:
        return None
    if claim.kind == "ratio":
        return end / base if claim.normalized_unit == "ratio" else 100 * end / base
    return 100 * (end / base - 1)


# -- prices --------------------------------------------------------------------------------------------


def _price(case: Case) -> Verdict:
    known, futures = choosing.prices(case)
    if case.claim.basis == "intraday":
        return ladder.refused(case, _INTRADAY)
    span = figures.span(case.claim)
    main = next((r for about in known if (r := read_price(case, about, span)) is not None), None)
    if main is None:
        why = guards.missing(case, known[0], span) if known else guards.nothing(case)
        return ladder.refused(case, why)
    case.proxy = choosing.is_futures(main.about) is not futures
    return ladder.judge(
        case, main, lambda: _price_others(case, main, known), lambda found: _near_move(case, found),
        lambda: guards.of_move(case, main, *_ends(main)),
    )  # fmt: skip


_INTRADAY = ladder.Guard(
    "intraday_only", "it is a move within a day, and only closing prices are kept", "prices within the day"
)


def _ends(main: Reading) -> tuple[str, str]:
    bases = [figure.seen.period for role, figure in main.rows if role == "base"]
    ends = [figure.seen.period for role, figure in main.rows if role != "base"]
    return (bases[0] if bases else ""), (ends[0] if ends else "")


def read_price(case: Case, about: Series, span: tuple[str, str]) -> Reading | None:
    """Return the move of a price to the end of a span, from its base or from the close before it."""
    end = _close(case, about, span)
    if end is None:
        return None
    ends = [end]
    if span[1] > case.day > span[0]:  # "this year": up to the story's own close, or the one before it
        ends += filter(None, [_close(case, about, (span[0], _within(case.day, -1)))])
    found = [
        (move, base)
        for base in _bases(case, about, span)
        for end in ends
        if (move := of(case.claim, end.seen.value, base.seen.value)) is not None
    ]
    if not found:
        return None
    found.sort(key=lambda pair: pair[0])
    rows = [("then", end)] + [("base", base) for base in dict.fromkeys((found[0][1], found[-1][1]))]
    day = found[0][1].seen.period
    words = f"from {periods.period_text(day)}" if len(found) == 1 else "from any day of the window named"
    return Reading(found[0][0], found[-1][0], about, tuple(rows), end.seen.value, words)


def _close(case: Case, about: Series, span: tuple[str, str]) -> Figure | None:
    """Return the last close in a span; of a single day, that day's."""
    if span[0] == span[1]:
        return case.record.figure(about, span[1], case.moment)
    found = case.record.between(about, span[0], min(span[1], case.day))
    if not found or (
        sessions.upto(date.fromisoformat(min(span[1], case.day))).isoformat() > _within(found[-1], 4)
    ):
        return None
    return case.record.figure(about, found[-1], case.moment)


def _within(day: str, days: int) -> str:
    return (date.fromisoformat(day) + days * sessions.ONE).isoformat()


def _bases(case: Case, about: Series, span: tuple[str, str]) -> list[Figure]:
    """Return what a move may be measured from: one close, any of a window, or its peak or trough."""
    window = case.claim.baseline_period
    if window is None or span != figures.span(case.claim):
        before = guards.session_before(case, about, span[0])
        names = [before] if before else []
    elif window[0] == window[1]:
        close = guards.session_before(case, about, _within(window[1], 1))
        names = [close] if close else []
    else:
        names = list(case.record.between(about, *window)[: figures.MOST_PERIODS])
    found = [f for name in names if (f := case.record.figure(about, name, case.moment)) is not None]
    if found and case.claim.basis == "from_peak":
        return [max(found, key=lambda figure: figure.seen.value)]
    if found and case.claim.basis == "from_trough":
        return [min(found, key=lambda figure: figure.seen.value)]
    return found


def _near_move(case: Case, main: Reading) -> tuple[str, str] | None:
    """Return what to say of a futures' move that spot made about as well."""
    if not case.proxy:
        return None
    band = choosing.moves(case.record, case.claim.entity)
    if case.claim.normalized_unit == "USD/bbl":
        band *= abs(main.level) / 100
    elif case.claim.normalized_unit == "ratio":
        band /= 100
    away = abs(wording.difference(case.claim, main)[0])
    same = main.nearest(allowed.number(case.claim)) * allowed.number(case.claim) > 0
    if same and away <= band:
        return (
            "other_definition",
            "spot and futures may move apart by as much, and the store has no futures here",
        )
    return None


def _price_others(case: Case, main: Reading, known: list[Series]) -> Iterator[Other]:
    span = figures.span(case.claim)
    for about in known:
        if about.id != main.about.id and (found := read_price(case, about, span)) is not None:
            yield Other("other_definition", about.title, found)
    for other in choosing.grades(case):
        for about in choosing.prices(other)[0][:1]:
            if (found := read_price(other, about, span)) is not None:
                yield Other("other_period", "the other grade of crude", found)
    if span[0] == span[1]:
        for near in figures.neighbours(*span, most=1):
            if (found := read_price(case, main.about, near)) is not None:
                yield Other("other_period", "the days around it", found, near)


# -- output --------------------------------------------------------------------------------------------


def _output(case: Case) -> Verdict:
    claim = case.claim
    if claim.measure not in ("production", "other"):
        return ladder.refused(case, guards.nothing(case))
    span = figures.span(claim)
    known = choosing.output(case, *span)
    if not known:
        return ladder.refused(case, guards.nothing(case))
    main = next((r for about in known if (r := read_output(case, about, span)) is not None), None)
    if main is None:
        return ladder.refused(case, guards.missing(case, known[0], span))
    return ladder.judge(
        case,
        main,
        lambda: _output_others(case, main, known),
        lambda found: guards.known_difference(case, found),
        lambda: guards.of_output(case, main),
    )


def read_output(case: Case, about: Series, span: tuple[str, str]) -> Reading | None:
    """Return the move of a series of output to a span, from its base or from the span before."""
    plain = case.at(replace(case.claim, normalized_unit="kb/d"))
    end = levels.read(plain, about, *span)
    base = _base(plain, about, span) if end is not None else None
    if end is None or base is None:
        return None
    low, high = of(case.claim, end.low, base.low), of(case.claim, end.high, base.high)
    if low is None or high is None:
        return None
    rows = (*_last(end, "then"), *_last(base, "base"))
    when = base.rows[-1][1].seen.period
    return Reading(
        low, high, about, rows, end.level, f"from {periods.period_text(when)}", end.known and base.known
    )


def _last(reading: Reading, role: str) -> tuple[figures.Role, ...]:
    return tuple((role, figure) for _, figure in reading.rows[-1:])


def _base(case: Case, about: Series, span: tuple[str, str]) -> Reading | None:
    claim = case.claim
    if claim.basis == "vs_quota":
        found = case.record.find("target", figures.stored(claim.entity), "monthly")
        return next((r for target in found if (r := figures.level(case, target, *span)) is not None), None)
    window = claim.baseline_period
    if window is None or span != figures.span(claim):
        window = next(figures.neighbours(*span))
    if claim.basis in ("from_peak", "from_trough"):
        return _extreme(case, about, window)
    return levels.read(case, about, *window)


def _extreme(case: Case, about: Series, window: tuple[str, str]) -> Reading | None:
    found = figures.levels(case, about, *window)
    if not found:
        return None
    pick = max if case.claim.basis == "from_peak" else min
    best = pick(found, key=lambda figure: figure.seen.value)
    return Reading(best.seen.value, best.seen.value, about, (("base", best),), best.seen.value)


def _output_others(case: Case, main: Reading, known: list[Series]) -> Iterator[Other]:
    span = figures.span(case.claim)
    now = _reading_now(case, main)
    if now is not None:
        yield Other("other_vintage", "other vintages", now)
    for about in known:
        if about.id != main.about.id and (found := read_output(case, about, span)) is not None:
            yield Other("other_definition", about.title, found)
    for near in figures.neighbours(*span, most=1):
        if (found := read_output(case, main.about, near)) is not None:
            yield Other("other_period", "the periods around it", found, near)


def _reading_now(case: Case, main: Reading) -> Reading | None:
    """Return the same move by what both ends read now."""
    ends = [case.record.now(figure.about, figure.seen.period) for _, figure in main.rows]
    if len(ends) != 2 or ends[0] is None or ends[1] is None:
        return None
    value = of(case.claim, ends[0].value, ends[1].value)
    if value is None:
        return None
    rows = tuple(
        (role, Figure(figure.about, seen))
        for (role, figure), seen in zip(main.rows, (ends[0], ends[1]), strict=True)
    )
    return Reading(value, value, main.about, rows, ends[0].value, main.words)
