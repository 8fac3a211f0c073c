"""Streaks: so many gains or losses in a row."""

import re
from itertools import pairwise

from oilwatch import periods
from oilwatch.claims import (
    allowed,
    choosing,
    closes,
    evidence,
    figures,
    guards,
    ladder,
    rolling,
    views,
    wording,
)
from oilwatch.claims.figures import Case
from oilwatch.claims.ladder import Guard
from oilwatch.claims.record import Figure
from oilwatch.model import Evidence, Series, Verdict

MOST = 60


def check(case: Case) -> Verdict:
    """Return the verdict on a streak."""
    price = "price" in case.claim.measure
    known = choosing.prices(case)[0] if price else choosing.output(case, *figures.span(case.claim))
    if not known:
        return ladder.refused(case, guards.nothing(case))
    for about in known:
        found = _run(case, about)
        if found is not None:
            case.proxy = price and choosing.is_futures(about) is choosing.speaks_of_spot(case)
            return _told(case, about, *found)
    return ladder.refused(case, guards.missing(case, known[0], figures.span(case.claim)))


def _run(case: Case, about: Series) -> tuple[int, int, list[str]] | None:
    """Return how many moves in a row went one way up to the claim's period, which way, and their periods."""
    grain = _grain(case, about)
    line = closes.line(case.record, about, grain)
    first, last = (day[:7] if about.frequency == "monthly" else day for day in figures.span(case.claim))
    names = [name for name in line.names if name <= last][-MOST:]
    if not names or names[-1] < first:
        return None
    found = [case.record.figure(about, name, case.moment) for name in names]
    values = [figure.seen.value for figure in found if figure is not None]
    if len(values) < 3 or found[-1] is None:
        return None
    if about.frequency == "monthly" and grain != "month":
        values = [float(value) for value in line.values[: len(names)]][-len(names) :]
    steps = [after - before for before, after in pairwise(values)]
    sign = 1 if steps[-1] > 0 else -1
    length = next((n for n, step in enumerate(reversed(steps)) if step * sign <= 0), len(steps))
    return length, sign, names[-length - 1 :]


def _grain(case: Case, about: Series) -> str:
    words = re.findall(r"[a-z]+", case.claim.span_text.lower())
    named = next((closes.WORDS[word] for word in words if word in closes.WORDS), "")
    size = named or figures.grain(*figures.span(case.claim))
    own = {"weekly": "week", "monthly": "month", "daily": "day"}[about.frequency]
    return size if closes.COARSER.get(size, -1) >= closes.COARSER[own] else own


def _told(case: Case, about: Series, length: int, sign: int, names: list[str]) -> Verdict:
    wanted = views.direction(case)
    count = int(allowed.number(case.claim))
    way = "rises" if sign > 0 else "falls"
    text = (
        f"{wording.publisher(about)}'s “{about.title}” had {length} {way} in a row up to"
        f" {periods.period_text(names[-1])}, the story says {count}"
    )
    rows = tuple(_rows(case, about, names))
    if wanted in (0, sign) and length == count:
        verdict = "other_definition" if case.proxy else "matches"
        return ladder.told(case, (verdict, ""), text, allowed.rule("streak"), rows)
    if case.proxy:
        return ladder.refused(
            case,
            Guard(
                "not_in_store",
                f"it is a streak of futures, of which the store has none here ({text})",
                "futures prices (oilwatch load)",
            ),
        )
    if wanted in (0, sign) and abs(length - count) == 1:
        return ladder.told(case, ("off_by", ""), text, allowed.rule("streak"), rows)
    guard = guards.contract(case) or _rolled(case, names)
    if guard is not None:
        return ladder.refused(case, Guard(guard.reason, f"{guard.why} ({text})", guard.needs))
    return ladder.told(
        case, ("contradicted", "sign_reversed" if wanted == -sign else ""), text, allowed.rule("streak"), rows
    )


def _rolled(case: Case, names: list[str]) -> Guard | None:
    """Return the guard of a streak of days or weeks in which the front month changed."""
    if case.claim.measure != "price_change" or len(names[0]) != 10:
        return None
    if any(rolling.rolled(case.claim.entity, a, b) for a, b in pairwise(names)):
        return Guard("ambiguous", "the front month changed in between", "prices by contract month")
    return None


def _rows(case: Case, about: Series, names: list[str]) -> "list[Evidence]":
    ends = (("then", names[-1]), ("base", names[0]))
    found = [(role, case.record.figure(about, name, case.moment)) for role, name in ends]
    return [
        row
        for role, figure in found
        if figure is not None
        for row in evidence.row(case, role, Figure(*figure))
    ]
