"""Quotas of countries: the steps of required production, and the sizes that their derivations name."""

from oilwatch import periods
from oilwatch.claims import allowed, figures, ladder, sizes, wording
from oilwatch.claims.deciding import NEAR_DAYS, NEEDS, after, fits
from oilwatch.claims.figures import Case
from oilwatch.claims.ladder import Guard
from oilwatch.model import Evidence, Target, Verdict

SOFT, FAR = 0.03, 0.2


def _months(case: Case, away: int = 0) -> tuple[str, str]:
    first, last = figures.span(case.claim)
    for _ in range(away):
        first, last = periods.before(first[:7]) + "-01", after(last[:7] + "-28", 8)
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


def check(case: Case) -> Verdict | None:
    """Return the verdict on a country's quota by the steps of required production; None: it has none."""
    steps = _in_force(case)
    for away, verdict in ((0, "matches"), (1, "other_period"), (2, "other_period")):
        for step in steps if not away else _in_force(case, away):
            if fits(case, step.kbd or 0.0, False, 0.0):
                return stepped(case, verdict, step)
        if not away and (derived := step_of(case, 0.0)) is not None:
            return stepped(case, "matches", derived)
    return None


def step_of(case: Case, limit: float) -> Target | None:
    """Return the step whose derivation names the size, decided or in force around the claim's period."""
    first, last = _months(case)
    for step, named in sizes.steps(case.claim.entity):
        month = f"{step.effective_from:%Y-%m}"
        if after(first + "-01", -NEAR_DAYS)[:7] <= month <= last and any(
            fits(case, kbd, False, limit) for kbd in named
        ):
            return step
    return None


def stepped(case: Case, verdict: str, step: Target) -> Verdict:
    """Return a verdict by a step of required production."""
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


def wrong(case: Case) -> Verdict:
    """Return the verdict on a quota that no step fits."""
    steps = _in_force(case)
    value = abs(allowed.number(case.claim))
    levels = [step for step in steps if step.kbd]
    near = min(levels, key=lambda step: abs((step.kbd or 0) - value), default=None)
    if near is None or not near.kbd:
        who = wording.subject(case.claim)
        return ladder.refused(
            case, Guard("not_in_store", f"the catalogue has no such level for {who} then", NEEDS)
        )
    away = abs(near.kbd - value) / near.kbd
    found = stepped(case, "off_by" if away <= SOFT else "contradicted", near)
    if away <= SOFT or away > FAR:
        return found
    why = f"levels of one country differ by what they count ({found.summary.rstrip('.')})"
    return ladder.refused(case, Guard("ambiguous", why, "a story that says before or after which cuts"))
