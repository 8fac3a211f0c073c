"""Levels: what a country pumped in a month, what a barrel cost on a day."""

from collections.abc import Iterator
from dataclasses import replace

from oilwatch import periods
from oilwatch.claims import allowed, choosing, figures, guards, ladder
from oilwatch.claims.figures import Case, Reading
from oilwatch.claims.ladder import Guard, Other
from oilwatch.claims.record import Figure
from oilwatch.model import Series, Verdict


def check(case: Case) -> Verdict:
    """Return the verdict on a level."""
    price = case.claim.measure == "price"
    if price and case.claim.basis == "intraday":
        return crossed(case)
    first, last = figures.span(case.claim)
    if not price and len(figures.split(case.claim.entity)) > 1:
        return _joint(case, first, last)
    known = choosing.prices(case)[0] if price else choosing.output(case, first, last)
    if not known:
        return ladder.refused(case, guards.nothing(case))
    main = next((r for about in known if (r := read(case, about, first, last)) is not None), None)
    if main is None:
        return ladder.refused(case, guards.missing(case, known[0], (first, last)))
    if price:
        case.proxy = choosing.is_futures(main.about) is choosing.speaks_of_spot(case)
    soften = guards.near_futures if price else guards.known_difference
    return ladder.judge(
        case, main, lambda: others(case, main, known), lambda found: soften(case, found),
        lambda: guards.of_price(case, main) if price else guards.of_output(case, main),
    )  # fmt: skip


def read(case: Case, about: Series, first: str, last: str) -> Reading | None:
    """Return the level of a series in the claim's unit; of a day of output the mean of its month."""
    found = None
    if about.frequency == "monthly" and last[:7] != first[:7] and last > case.day:
        last = _last_over(case, last)
    if last >= first:
        found = figures.level(case, about, first, last)
    if found is None:
        return None
    if about.frequency == "monthly" and figures.grain(first, last) in ("day", "week"):
        found = replace(found, words="the mean of the whole month")
    if not found.known and choosing.is_by(about, case.claim.source):
        found = replace(found, known=True)  # the story itself shows that it was out
    return figures.in_tonnes(case, found)


def _last_over(case: Case, last: str) -> str:
    month = last[:7]
    while periods.end(month).isoformat() > case.day:
        month = periods.before(month)
    return periods.end(month).isoformat()


def _joint(case: Case, first: str, last: str) -> Verdict:
    parts = figures.split(case.claim.entity)
    main = figures.joint(case, parts, "monthly", first, last)
    if main is None:
        return ladder.refused(case, guards.nothing(case))
    return ladder.judge(
        case, main, ladder.nothing_else, ladder.nothing_known, lambda: guards.of_output(case, main)
    )


def others(case: Case, main: Reading, known: list[Series]) -> Iterator[Other]:
    """Yield what else a level may be: another vintage, definition, period or grade."""
    first, last = figures.span(case.claim)
    yield from _vintages(case, main)
    for about in known:
        if about.id != main.about.id and (found := read(case, about, first, last)) is not None:
            yield Other("other_definition", about.title, found)
    if main.about.frequency == "daily" and first != last:
        mean = main.level
        yield Other("other_definition", "the average of the period", replace(main, low=mean, high=mean))
    for span in figures.neighbours(first, last):
        if (found := read(case, main.about, *span)) is not None and (found.known or not main.known):
            yield Other("other_period", "the periods around it", found, span)
    if case.claim.measure == "price":
        for other in choosing.grades(case):
            for about in choosing.prices(other)[0][:1]:
                if (found := read(other, about, first, last)) is not None:
                    yield Other("other_period", "the other grade of crude", found)


def _vintages(case: Case, main: Reading) -> Iterator[Other]:
    if len(main.rows) != 1:
        return
    figure = main.rows[0][1]
    for seen in case.record.vintages(figure.about, figure.seen.period):
        if seen.value != figure.seen.value:
            row = Figure(figure.about, seen)
            found = Reading(seen.value, seen.value, figure.about, (("then", row),), seen.value)
            yield Other("other_vintage", "other vintages", figures.in_tonnes(case, found))


def crossed(case: Case) -> Verdict:
    """Return the verdict on a price that was touched: sure only where it lies between two closing prices."""
    known = choosing.prices(case)[0]
    day = case.claim.period_end
    needs = Guard(
        "intraday_only",
        "it is a price within a day, and only closing prices are kept",
        "prices within the day",
    )
    for about in known:
        before = guards.session_before(case, about, day)
        ends = [case.record.figure(about, period, case.moment) for period in (before, day) if period]
        pair = [figure for figure in ends if figure is not None]
        if len(pair) != 2:
            continue
        low, high = sorted(figure.seen.value for figure in pair)
        main = Reading(
            low,
            high,
            about,
            (("then", pair[1]), ("base", pair[0])),
            high,
            "the closing prices before and after",
        )
        value = allowed.number(case.claim)
        if low <= value <= high and choosing.is_futures(about):
            return ladder.judge(case, main, ladder.nothing_else, ladder.nothing_known, lambda: needs)
        return ladder.refused(case, needs, main)
    return ladder.refused(case, needs)
