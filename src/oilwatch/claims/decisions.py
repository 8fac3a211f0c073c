"""Decisions and quotas: what was decided, by whom, from when, held against the catalogue of events."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache

from oilwatch import periods
from oilwatch.claims import allowed, evidence, figures, sizes, wording
from oilwatch.claims import ladder
from oilwatch.claims.figures import Case
from oilwatch.claims.ladder import Guard
from oilwatch.claims.sizes import Size
from oilwatch.model import Evidence, Event, Target, Verdict

NOTE = 0.005
"""A decision of 547 kb/d told as 548 is worth a note, and no error."""
FAR = 0.25
SOFT = 0.03
SPAN_DAYS = 1200
NEAR_DAYS = 400
_DECIDED = frozenset(("opec_decision", "opec_plus_decision", "voluntary_cut"))
_NEEDS = "the decision in the catalogue of events"


def check(case: Case) -> Verdict:
    """Return the verdict on a decision or a quota."""
    if case.claim.normalized_unit not in ("kb/d", "kb"):
        return ladder.refused(
            case, Guard("not_in_store", "the catalogue has decisions in barrels a day only", _NEEDS)
        )
    known = _known(case)
    if case.claim.kind == "quota" and (found := _required(case)) is not None:
        return found
    for verdict, limit in (("matches", 0.0), ("rounds_to", NOTE)):
        for size in known:
            if _fits(case, size.kbd, size.stated, limit):
                return _told(case, verdict, size, limit)
        if (step := _step(case, limit)) is not None:
            return _stepped(case, verdict, step)
        if case.claim.kind == "decision":
            for total, parts in sizes.sums(case.claim.entity, _after(case.day, 1)):
                if _fits(case, total, True, limit):
                    return _summed(case, verdict, total, parts)
    return _wrong(case, known)


@lru_cache(maxsize=65_536)
def _after(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def _known(case: Case) -> list[Size]:
    """Return the sizes of decisions known on the day, those nearest to the claim first; older ones only if near."""
    limit = _after(case.day, 1)
    since = _after(case.day, -(2 * SPAN_DAYS if case.claim.kind == "quota" else SPAN_DAYS))
    near = [
        (_nearness(case, size), size.day, size) for size in sizes.of(case.claim.entity) if size.day <= limit
    ]
    kept = [one for one in near if one[0] > 1 or one[1] >= since]
    return [size for _, _, size in sorted(kept, key=lambda one: one[:2], reverse=True)]


def _nearness(case: Case, size: Size) -> int:
    """Return how near an event is to a claim: announced that day, effective then, before the story, or older."""
    claim = case.claim
    if claim.announced and _days(size.day, claim.announced) <= 3:
        return 4 if sizes.is_by(size, claim.entity) else 3
    start = size.event.effective_from[:7]
    if start and claim.period_start[:7] <= start <= claim.period_end[:7]:
        return 2
    return 1 if _days(case.moment[:10], size.day) <= 45 else 0


@lru_cache(maxsize=65_536)
def _days(one: str, other: str) -> int:
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)


def _fits(case: Case, kbd: float, stated: bool, limit: float) -> bool:
    """Return whether a size is the claim's; *limit*: how far it may lie from it beyond the printed digits."""
    claim = case.claim
    low, high = allowed.interval(claim)
    if not stated or claim.kind == "quota":
        low, high = sorted((abs(low), abs(high)))
        kbd = abs(kbd)
    elif kbd * allowed.number(claim) < 0:
        return False
    slack = limit * abs(kbd) + max(1e-6, 1e-6 * abs(kbd))
    return low - slack <= kbd <= high + slack


def _told(case: Case, verdict: str, size: Size, limit: float) -> Verdict:
    event = size.event
    when = f", in force from {event.effective_from}" if event.effective_from else ""
    text = f"the catalogue has “{event.title}”, decided {periods.day_text(event.date)}{when}"
    away = abs(allowed.number(case.claim)) - abs(size.kbd)
    if limit and away:
        text += f"; a note: it says {wording.plain(abs(size.kbd), 'kb/d')}, {wording.plain(abs(away), 'kb/d')} apart"
    rows = (evidence.decision(event, size.kbd, round(away, 3)),)
    return ladder.told(case, (verdict, ""), text, allowed.rule("decision"), rows)


def _summed(case: Case, verdict: str, total: float, parts: Sequence[Size]) -> Verdict:
    listed = " and ".join(
        (f"{wording.plain(p.kbd, 'kb/d')} of {periods.day_text(p.event.date)}") for p in parts[:4]
    )
    more = f" and {len(parts) - 4} more" if len(parts) > 4 else ""
    text = f"{len(parts)} decisions add up to {wording.plain(total, 'kb/d')}: {listed}{more}"
    rows = tuple(evidence.decision(part.event, part.kbd, None) for part in parts[: evidence.MOST])
    return ladder.told(case, (verdict, ""), text, allowed.rule("decision"), rows)


# -- required production -------------------------------------------------------------------------------


def _months(case: Case, away: int = 0) -> tuple[str, str]:
    first, last = figures.span(case.claim)
    for _ in range(away):
        first, last = periods.before(first[:7]) + "-01", _after(last[:7] + "-28", 8)
    return first[:7], last[:7]


def _in_force(case: Case, away: int = 0) -> list[Target]:
    """Return the steps of required production in force in the claim's months."""
    first, last = _months(case, away)
    found: list[Target] = []
    by_layer: dict[str, list[Target]] = {}
    for step, _ in sizes.steps(case.claim.entity):
        by_layer.setdefault(step.layer, []).append(step)
    for steps in by_layer.values():
        before = [s for s in steps if f"{s.effective_from:%Y-%m}" <= first][-1:]
        inside = [s for s in steps if first < f"{s.effective_from:%Y-%m}" <= last]
        found += [s for s in (*before, *inside) if s.kbd is not None]
    return sorted(found, key=lambda step: step.layer)


def _required(case: Case) -> Verdict | None:
    """Return the verdict on a country's quota by the steps of required production; None: it has none."""
    steps = _in_force(case)
    for away, verdict in ((0, "matches"), (1, "other_period"), (2, "other_period")):
        for step in steps if not away else _in_force(case, away):
            if _fits(case, step.kbd or 0.0, False, 0.0):
                return _stepped(case, verdict, step)
        if not away and (derived := _step(case, 0.0)) is not None:
            return _stepped(case, "matches", derived)
    return None


def _step(case: Case, limit: float) -> Target | None:
    """Return the step whose derivation names the size, decided or in force around the claim's period."""
    first, last = _months(case)
    for step, named in sizes.steps(case.claim.entity):
        month = f"{step.effective_from:%Y-%m}"
        if _after(first + "-01", -NEAR_DAYS)[:7] <= month <= last and any(
            _fits(case, kbd, False, limit) for kbd in named
        ):
            return step
    return None


def _stepped(case: Case, verdict: str, step: Target) -> Verdict:
    level = f"{wording.plain(step.kbd, 'kb/d')} " if step.kbd is not None else ""
    text = (
        f"required production of {wording.subject(case.claim)} ({step.layer}): {level}from"
        f" {periods.day_text(step.effective_from)}, {step.basis}"
    )
    return ladder.told(case, (verdict, ""), text, allowed.rule("decision"), (_target(step, case),))


def _target(step: Target, case: Case) -> Evidence:
    away = abs(allowed.number(case.claim)) - step.kbd if step.kbd is not None else None
    return Evidence(
        role="decision", series=f"target.{step.entity.lower()}.required", publisher_id="",
        period=step.effective_from.isoformat(), value=step.kbd, unit="kb/d", seen_from="", vintage=step.layer,
        difference=away, difference_percent=None, raw_sha256="", url=step.source_url,
    )  # fmt: skip


# -- where nothing fits --------------------------------------------------------------------------------


def _wrong(case: Case, known: Sequence[Size]) -> Verdict:
    claim = case.claim
    if claim.kind == "quota":
        return _wrong_quota(case)
    value = allowed.number(claim)
    same = [
        s
        for s in known
        if sizes.is_by(s, claim.entity) and _nearness(case, s) >= 2 and s.event.kind in _DECIDED
    ]
    turned = [s for s in same if s.stated and s.kbd * value < 0]
    sized = {s.event.id for s in same if s.kbd}
    agrees = [s for s in same if s.event.id in sized and (not (s.stated and s.kbd) or s.kbd * value > 0)]
    around = [abs(s.kbd) for s in known if s.kbd and _days(s.day, same[0].day) <= NEAR_DAYS] if same else []
    far = bool(around) and all(
        abs(abs(value) - kbd) > FAR * max(kbd, abs(value)) for kbd in _all(case, around)
    )
    if (
        agrees
        and far
        and claim.modifier in ("exact", "about", "nearly", "rounded", "shared", "respectively", "table")
    ):
        return _contradicted(case, "", agrees[0].event)
    exact = [s for s in turned if abs(abs(s.kbd) - abs(value)) <= max(claim.digits, NOTE * abs(s.kbd))]
    if exact and not agrees:
        return _contradicted(case, "sign_reversed", exact[0].event)
    near = f" (nearest: “{same[0].event.title}”, {periods.day_text(same[0].event.date)})" if same else ""
    who = wording.subject(claim)
    return ladder.refused(
        case, Guard("not_in_store", f"the catalogue has no such decision of {who}{near}", _NEEDS)
    )


def _all(case: Case, around: Sequence[float]) -> Iterator[float]:
    yield from around
    value = allowed.number(case.claim)
    for total, _ in sizes.sums(case.claim.entity, _after(case.day, 1)):
        if total * value > 0:
            yield abs(total)


def _contradicted(case: Case, reason: str, event: Event) -> Verdict:
    when = f", in force from {event.effective_from}" if event.effective_from else ""
    text = (
        f"the catalogue has “{event.title}”, decided {periods.day_text(event.date)}{when};"
        f" no decision or sum of decisions around it is near {wording.claimed(case.claim)}"
    )
    if reason:
        text = f"the catalogue has “{event.title}”, decided {periods.day_text(event.date)}{when}; the direction is the other one"
    rows = (evidence.decision(event, event.size_kbd, None),)
    return ladder.told(case, ("contradicted", reason), text, allowed.rule("decision"), rows)


def _wrong_quota(case: Case) -> Verdict:
    steps = _in_force(case)
    value = abs(allowed.number(case.claim))
    levels = [step for step in steps if step.kbd]
    near = min(levels, key=lambda step: abs((step.kbd or 0) - value), default=None)
    if near is None or not near.kbd:
        who = wording.subject(case.claim)
        return ladder.refused(
            case, Guard("not_in_store", f"the catalogue has no such level for {who} then", _NEEDS)
        )
    away = abs(near.kbd - value) / near.kbd
    found = _stepped(case, "off_by" if away <= SOFT else "contradicted", near)
    if away <= SOFT or away > FAR:
        return found
    why = f"levels of one country differ by what they count ({found.summary.rstrip('.')})"
    return ladder.refused(case, Guard("ambiguous", why, "a story that says before or after which cuts"))


# -- the first, the largest ----------------------------------------------------------------------------


def first(case: Case) -> Verdict:
    """Return the verdict on a decision that is called the first or the largest of its kind since a day."""
    claim = case.claim
    window = claim.baseline_period or ("0001-01-01", _after(claim.period_start, -1))
    known = [s for s in sizes.of(claim.entity) if s.stated and s.kbd and s.event.lane == "opec"]
    known = [s for s in known if s.day <= _after(case.day, 1)]
    own = max(known, key=lambda size: (_nearness(case, size), size.event.date), default=None)
    why = Guard(
        "not_in_store", "the catalogue does not have every decision of the time", "a whole list of decisions"
    )
    if own is None or not _nearness(case, own):
        return ladder.refused(case, why)
    least = 0.0 if "first" in claim.span_text.lower() else abs(own.kbd)
    others = [
        s for s in known
        if s.kbd * own.kbd > 0 and abs(s.kbd) > least and (own.event.date - s.event.date).days > 10
        and _after(window[0], 0 if window[0] < "0002" else 366) <= s.day <= window[1]
    ]  # fmt: skip
    if others:
        return ladder.refused(case, why)
    text = f"the catalogue has “{own.event.title}”, decided {periods.day_text(own.event.date)}, and none like it in the window"
    rows = (evidence.decision(own.event, own.kbd, None),)
    return ladder.told(case, ("matches", ""), text, allowed.rule("order"), rows)
