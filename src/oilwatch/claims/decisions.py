"""Decisions and quotas: what was decided, by whom, from when, held against the catalogue of events."""

import math
from collections.abc import Iterator, Sequence

from oilwatch import periods
from oilwatch.claims import allowed, evidence, ladder, required, sizes, wording
from oilwatch.claims.deciding import NEAR_DAYS, NEEDS, NOTE, SPAN_DAYS, after, days, fits, nearness
from oilwatch.claims.figures import Case
from oilwatch.claims.ladder import Guard
from oilwatch.claims.sizes import Size
from oilwatch.model import Event, Verdict

FAR = 0.25
_DECIDED = frozenset(("opec_decision", "opec_plus_decision", "voluntary_cut"))


def check(case: Case) -> Verdict:
    """Return the verdict on a decision or a quota."""
    if case.claim.normalized_unit not in ("kb/d", "kb"):
        return ladder.refused(
            case, Guard("not_in_store", "the catalogue has decisions in barrels a day only", NEEDS)
        )
    known = _known(case)
    if case.claim.kind == "quota" and (found := required.check(case)) is not None:
        return found
    for verdict, limit in (("matches", 0.0), ("rounds_to", NOTE)):
        for size in known:
            if fits(case, size.kbd, size.stated, limit):
                return _told(case, verdict, size, limit)
        if (step := required.step_of(case, limit)) is not None:
            return required.stepped(case, verdict, step)
        if case.claim.kind == "decision":
            for total, parts in sizes.sums(case.claim.entity, after(case.day, 1)):
                if fits(case, total, True, limit):
                    return _summed(case, verdict, total, parts)
    return _wrong(case, known)


def _known(case: Case) -> list[Size]:
    """Return the sizes of decisions known on the day, those nearest to the claim first."""
    limit = after(case.day, 1)
    since = after(case.day, -(2 * SPAN_DAYS if case.claim.kind == "quota" else SPAN_DAYS))
    near = [
        (nearness(case, size), size.day, size) for size in sizes.of(case.claim.entity) if size.day <= limit
    ]
    kept = [one for one in near if one[0] > 1 or one[1] >= since]
    return [size for _, _, size in sorted(kept, key=lambda one: one[:2], reverse=True)]


def _told(case: Case, verdict: str, size: Size, limit: float) -> Verdict:
    event = size.event
    when = f", in force from {event.effective_from}" if event.effective_from else ""
    text = f"the catalogue has “{event.title}”, decided {periods.day_text(event.date)}{when}"
    away = abs(allowed.number(case.claim)) - abs(size.kbd)
    if limit and away:
        apart = wording.plain(abs(away), "kb/d")
        text += f"; a note: it says {wording.plain(abs(size.kbd), 'kb/d')}, {apart} apart"
    kbd = size.kbd if size.stated else math.copysign(size.kbd, allowed.number(case.claim))
    rows = (evidence.decision(event, kbd, round(away, 3)),)
    return ladder.told(case, (verdict, ""), text, allowed.rule("decision"), rows)


def _summed(case: Case, verdict: str, total: float, parts: Sequence[Size]) -> Verdict:
    listed = " and ".join(
        (f"{wording.plain(p.kbd, 'kb/d')} of {periods.day_text(p.event.date)}") for p in parts[:4]
    )
    more = f" and {len(parts) - 4} more" if len(parts) > 4 else ""
    text = f"{len(parts)} decisions add up to {wording.plain(total, 'kb/d')}: {listed}{more}"
    rows = tuple(evidence.decision(part.event, part.kbd, None) for part in parts[: evidence.MOST])
    return ladder.told(case, (verdict, ""), text, allowed.rule("decision"), rows)


# -- where nothing fits --------------------------------------------------------------------------------


def _wrong(case: Case, known: Sequence[Size]) -> Verdict:
    claim = case.claim
    if claim.kind == "quota":
        return required.wrong(case)
    value = allowed.number(claim)
    same = [
        s
        for s in known
        if sizes.is_by(s, claim.entity)
        and nearness(case, s) >= 2
        and s.event.kind in _DECIDED
        and _is_whole(s, claim.entity)
    ]
    turned = [s for s in same if s.stated and s.kbd * value < 0]
    sized = {s.event.id for s in same if s.kbd}
    agrees = [s for s in same if s.event.id in sized and (not (s.stated and s.kbd) or s.kbd * value > 0)]
    events = {s.event.id for s in same} if claim.period_start[:7] == claim.period_end[:7] else None
    around = [
        abs(s.kbd)
        for s in (known if same else ())
        if s.kbd and (s.event.id in events if events is not None else days(s.day, same[0].day) <= NEAR_DAYS)
    ]
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
        case, Guard("not_in_store", f"the catalogue has no such decision of {who}{near}", NEEDS)
    )


def _is_whole(size: Size, entity: str) -> bool:
    """Whether a size is an entity's own: the total of a pact of several does not tell a country's share."""
    return "OPEC" in entity or len(size.event.countries) < 2 or size.actors == {entity}


def _all(case: Case, around: Sequence[float]) -> Iterator[float]:
    yield from around
    value = allowed.number(case.claim)
    if case.claim.period_start[:7] == case.claim.period_end[:7]:
        return  # the size of one month's step is no sum of steps
    for total, _ in sizes.sums(case.claim.entity, after(case.day, 1)):
        if total * value > 0:
            yield abs(total)


def _contradicted(case: Case, reason: str, event: Event) -> Verdict:
    when = f", in force from {event.effective_from}" if event.effective_from else ""
    text = f"the catalogue has “{event.title}”, decided {periods.day_text(event.date)}{when}"
    if reason:
        text = f"{text}; the direction is the other one"
    else:
        text = f"{text}; no decision or sum of decisions around it is near {wording.claimed(case.claim)}"
    rows = (evidence.decision(event, event.size_kbd, None),)
    return ladder.told(case, ("contradicted", reason), text, allowed.rule("decision"), rows)


# -- the first, the largest ----------------------------------------------------------------------------


def first(case: Case) -> Verdict:
    """Return the verdict on a decision that is called the first or the largest of its kind since a day."""
    claim = case.claim
    window = claim.baseline_period or ("0001-01-01", after(claim.period_start, -1))
    known = [s for s in sizes.of(claim.entity) if s.stated and s.kbd and s.event.lane == "opec"]
    known = [s for s in known if s.day <= after(case.day, 1)]
    own = max(known, key=lambda size: (nearness(case, size), size.event.date), default=None)
    why = Guard(
        "not_in_store", "the catalogue does not have every decision of the time", "a whole list of decisions"
    )
    if own is None or not nearness(case, own):
        return ladder.refused(case, why)
    least = 0.0 if "first" in claim.span_text.lower() else abs(own.kbd)
    others = [
        s for s in known
        if s.kbd * own.kbd > 0 and abs(s.kbd) > least and (own.event.date - s.event.date).days > 10
        and after(window[0], 0 if window[0] < "0002" else 366) <= s.day <= window[1]
    ]  # fmt: skip
    if others:
        return ladder.refused(case, why)
    day = periods.day_text(own.event.date)
    text = f"the catalogue has “{own.event.title}”, decided {day}, and none like it in the window"
    rows = (evidence.decision(own.event, own.kbd, None),)
    return ladder.told(case, ("matches", ""), text, allowed.rule("order"), rows)
