"""Whether a figure that does not fit was only attached wrongly: the readings that its own story offers.

Asked only before a figure would be called contradicted: of another name or period in the story, from another
base, over a longer window that ends the same day, as a change and not a level.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice

from oilwatch.claims import allowed, ladder, sessions, wording
from oilwatch.claims.figures import Case
from oilwatch.claims.ladder import Guard
from oilwatch.model import Claim, Verdict

FITS = frozenset(("matches", "rounds_to", "other_vintage", "other_definition"))
MOST, NEAR = 40, 250
"""How many readings are tried at most."""
_GRADES = {"BRENT": "WTI", "WTI": "BRENT"}
_ANY = frozenset("best worst most biggest largest record first least greatest".split())
_PLAIN = ("high", "low", "close", "settle", "price", "level", "weak", "cheap", "dear")

_DAY = re.compile(r"\b(?:day|daily|session|one-day)\b", re.IGNORECASE)

Reading = tuple[str, Claim]


def elsewhere(case: Case, found: Verdict, check: Callable[[Case], Verdict]) -> Verdict:
    """Return *found*, or where another reading that the story offers fits: that one."""
    if (twin := _twin(case, check)) is not None:
        return _instead(
            case, found, "a second figure, of another moment or part, as the story gives two", twin
        )
    if (parts := _between(case)) is not None:
        said = " and ".join(wording.claimed(part) for part in parts)
        why = Guard("ambiguous", f"it is the difference of {said} as the story has them", "a source of both")
        return ladder.refused(case, why)
    for what, claim in islice(_readings(case.claim, case.story), MOST):
        other = check(case.at(claim))
        if other.verdict in FITS and _tight(claim, other):
            return _instead(case, found, what, other)
    return found


def _twin(case: Case, check: Callable[[Case], Verdict]) -> Verdict | None:
    """Return the verdict on another figure of the story for the very same thing, where that one fits."""
    claim = case.claim
    if claim.kind not in ("level", "change", "pct_change"):
        return None
    for other in case.story:
        if abs(other.start - claim.start) > NEAR:
            continue
        same = (other.kind, other.entity, other.measure) == (claim.kind, claim.entity, claim.measure)
        if same and other is not claim and other.period_end == claim.period_end and other.checkable:
            found = check(case.at(other))
            if found.verdict in FITS and other.normalized_value != claim.normalized_value:
                return found
    return None


def _between(case: Case) -> tuple[Claim, Claim] | None:
    """Return two levels or targets of the entity in the story of which a change is the difference."""
    claim = case.claim
    levels = [o for o in case.story if o.entity == claim.entity and o.kind in ("level", "quota")]
    levels = [
        o
        for o in levels
        if o.normalized_unit == claim.normalized_unit and isinstance(o.normalized_value, float)
    ]
    if claim.kind != "change" or claim.measure != "production":
        return None
    low, high = sorted(map(abs, allowed.interval(claim)))
    for one in levels:
        for other in levels:
            if low <= allowed.number(one) - allowed.number(other) <= high:
                return one, other
    return None


def _tight(claim: Claim, other: Verdict) -> bool:
    """Return whether a fit says something: a proxy, or a wide interval, fits too easily."""
    if claim.kind == "extreme":
        return other.verdict != "other_definition"
    if claim.modifier in allowed.BOUNDS:
        return False
    if "price" in claim.measure and other.verdict == "other_definition":
        return other.tolerance_rule.startswith("digits")
    low, high = allowed.interval(claim)
    return high - low <= 0.25 * max(abs(high), abs(low))


def _instead(case: Case, found: Verdict, what: str, other: Verdict) -> Verdict:
    if what.startswith("a ") and not what.startswith("a figure of "):
        fitting, first = (one.summary.rstrip(".") for one in (other, found))
        text = (
            f"Cannot be checked: it may be {what}, which fits ({fitting}), while at first reading {first};"
            " a clearer sentence would make it checkable."
        )
        return Verdict(case.claim, "not_checkable", "ambiguous", text, other.tolerance_rule, other.evidence)
    text = f"It fits {what}: {other.summary.rstrip('.')}; as read at first it does not."
    rows = tuple(
        replace(row, role="period" if row.role in ("then", "vintage") else row.role) for row in other.evidence
    )
    return Verdict(case.claim, "other_period", "", text, other.tolerance_rule, rows)


def _readings(claim: Claim, story: Sequence[Claim]) -> Iterator[Reading]:
    alike = [other for other in story if other is not claim and _group(other) == _group(claim)]
    if claim.kind in ("change", "pct_change", "ratio"):
        yield from _bases(claim, alike)
    if "price" in claim.measure and (claim.kind in ("change", "pct_change") or _may_be_longer(claim)):
        yield from _windows(claim)
    if claim.kind == "extreme":
        yield from _as_moves(claim)
    yield from _periods(claim, alike)
    yield from _kinds(claim)
    yield from _names(claim, alike)


def _may_be_longer(claim: Claim) -> bool:
    """Return whether an extreme is of a move whose length its words do not tell."""
    return claim.kind == "extreme" and claim.measure == "price_change" and not _DAY.search(claim.span_text)


def _group(claim: Claim) -> str:
    return (
        "price"
        if "price" in claim.measure
        else "output"
        if claim.measure in ("production", "decision")
        else ""
    )


def _bases(claim: Claim, alike: Sequence[Claim]) -> Iterator[Reading]:
    """Yield the same move from the other periods that the story names of the entity."""
    spans = {(o.period_start, o.period_end) for o in alike if o.entity == claim.entity}
    spans |= {other.baseline_period for other in alike if other.baseline_period is not None}
    for span in sorted(spans):
        if span[1] < claim.period_start and span != claim.baseline_period:
            yield f"from {wording.span_text(*span)}", replace(claim, baseline_period=span, basis="")


def _windows(claim: Claim) -> Iterator[Reading]:
    """Yield the same move over the week, month, quarter, half and year up to its day."""
    end = date.fromisoformat(claim.period_end)
    monday = end - timedelta(days=end.weekday())
    starts = {
        "the week": monday, "the month": end.replace(day=1), "the year": end.replace(month=1, day=1),
        "the quarter": end.replace(month=(end.month - 1) // 3 * 3 + 1, day=1),
        "the half-year": end.replace(month=1 if end.month < 7 else 7, day=1),
    }  # fmt: skip
    for name, start in starts.items():
        if start < end and start.isoformat() != claim.period_start:
            before = sessions.before(start).isoformat()
            base = claim.baseline_period if claim.kind == "extreme" else (before, before)
            span = replace(claim, period_start=start.isoformat(), baseline_period=base, basis="")
            yield f"{name} up to that day", span


def _as_moves(claim: Claim) -> Iterator[Reading]:
    """Yield an extreme of a price as one of its moves, where its words do not speak of a price."""
    span = claim.span_text.lower()
    if claim.measure != "price" or not set(span.split()) & _ANY or any(word in span for word in _PLAIN):
        return
    moving = replace(claim, measure="price_change")
    yield "a move of the day", moving
    for what, window in _windows(moving):
        yield f"a move of {what}", window


def _periods(claim: Claim, alike: Sequence[Claim]) -> Iterator[Reading]:
    """Yield the same claim of the other periods that the story names."""
    spans = {(o.period_start, o.period_end, o.baseline_period) for o in alike}
    spans |= {(*o.baseline_period, None) for o in alike if o.baseline_period and o.kind != "extreme"}
    for first, last, base in sorted(spans, key=str):
        if (first, last) != (claim.period_start, claim.period_end):
            kept = base if claim.kind in ("change", "pct_change") else claim.baseline_period
            if claim.kind == "extreme" and kept is not None and first <= kept[1]:
                kept = (kept[0], (date.fromisoformat(first) - timedelta(days=1)).isoformat())
                if kept[0] >= kept[1]:
                    continue
            span = replace(claim, period_start=first, period_end=last, baseline_period=kept)
            yield wording.span_text(first, last), span


def _names(claim: Claim, alike: Sequence[Claim]) -> Iterator[Reading]:
    """Yield the same claim of the other names in the story, at its own period and at theirs."""
    spans = {(o.entity, o.period_start, o.period_end) for o in alike if o.entity != claim.entity}
    spans |= {(o.entity, claim.period_start, claim.period_end) for o in alike if o.entity != claim.entity}
    if claim.entity in _GRADES:
        spans.add((_GRADES[claim.entity], claim.period_start, claim.period_end))
    for entity, first, last in sorted(
        spans, key=lambda one: (one[1:] != (claim.period_start, claim.period_end), one)
    ):
        if claim.kind == "decision" or (claim.kind == "extreme" and first != claim.period_start):
            continue
        span = replace(claim, entity=entity, period_start=first, period_end=last)
        yield f"a figure of {wording.NAMES.get(entity, entity)}", span


def _kinds(claim: Claim) -> Iterator[Reading]:
    """Yield a level as a change or a decision, and a change as a level or a decision."""
    if claim.normalized_unit not in ("kb/d", "USD/bbl") or claim.kind not in ("level", "change"):
        return
    value = claim.normalized_value
    if isinstance(value, str):
        return
    price = "price" in claim.measure
    size = value if isinstance(value, tuple) else abs(value)
    low, high = sorted(map(abs, allowed.interval(claim)))
    if claim.kind == "change":
        measure = "price" if price else claim.measure
        yield (
            "a level, not a change",
            replace(
                claim,
                kind="level",
                measure=measure,
                normalized_value=size,
                low=low,
                high=high,
                baseline_period=None,
            ),
        )
    signs = (1, -1)
    for sign in signs:
        turned = (low, high) if sign > 0 else (-high, -low)
        signed = size if isinstance(size, tuple) else sign * size
        move = replace(claim, normalized_value=signed, low=turned[0], high=turned[1])
        if claim.kind == "level" and not isinstance(size, tuple):
            measure = "price_change" if price else claim.measure
            yield "a change, not a level", replace(move, kind="change", measure=measure)
        if not price:
            yield "a decision", replace(move, kind="decision", measure="decision")
    if not price:
        yield (
            "a target",
            replace(claim, kind="quota", measure="decision", normalized_value=size, low=low, high=high),
        )
