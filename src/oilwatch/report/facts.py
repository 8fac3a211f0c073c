"""What the card of a figure tells: the figure beside the record, and each recorded figure's receipt."""

from oilwatch import periods
from oilwatch.model import Check, Evidence, Verdict
from oilwatch.receipts.places import address
from oilwatch.report.figures import NONE, difference, figure, middle
from oilwatch.store.vintage import EARLIEST_COPY

_ROLES = {
    "then": "known on the day",
    "now": "reads now",
    "base": "measured from",
    "definition": "other definition",
    "period": "other period",
    "vintage": "other vintage",
}
_LEVELS = ("level", "quota")
"""Kinds of claims that state the figure of a period itself, not what became of several."""


def facts(verdict: Verdict) -> list[tuple[str, str]]:
    """Return the figure claimed beside what was recorded, in the unit of the claim: name and text."""
    claim = verdict.claim
    claimed = ("claimed", figure(claim.normalized_value, claim.normalized_unit, claim))
    if not verdict.evidence:
        return [claimed, *([("tolerance", verdict.tolerance_rule)] if verdict.tolerance_rule else [])]
    return [
        claimed,
        ("recorded then", _then(verdict)),
        ("recorded now", _now(verdict)),
        ("difference", difference(verdict) or NONE),
        ("tolerance", verdict.tolerance_rule or NONE),
    ]


def has_moved(verdict: Verdict) -> bool:
    """Return whether a figure was right when published and is not by what the record reads now."""
    value, claim = _revised(verdict), verdict.claim
    if value is None:
        return False
    if claim.low is None or claim.high is None:
        return True
    return not claim.low <= value <= claim.high


def _found(verdict: Verdict, *roles: str) -> list[Evidence]:
    return [one for one in verdict.evidence if one.role in roles]


def _revised(verdict: Verdict) -> float | None:
    """Return what the one figure that a level was held against reads now, where it has been revised."""
    now, claim = _found(verdict, "now"), verdict.claim
    single = len(now) == len(_found(verdict, "then")) == 1 and claim.kind in _LEVELS
    return now[0].value if single and now[0].unit == claim.normalized_unit else None


def _recorded(verdict: Verdict, one: Evidence) -> str:
    """Return what the record gives for the claim: of a change the change, not the level it led to."""
    claim, center = verdict.claim, middle(verdict.claim)
    if one.difference is not None and center is not None:
        return figure(round(center - one.difference, 4), claim.normalized_unit, claim)
    return figure(one.value, one.unit, claim)


def _then(verdict: Verdict) -> str:
    first = next(iter(_found(verdict, "then")), verdict.evidence[0])
    if first.role == "vintage":
        return NONE
    which = _ROLES.get(first.role, "") if first.role != "then" else ""
    which = which or (first.vintage if first.vintage == EARLIEST_COPY else "")
    return _recorded(verdict, first) + (f" ({which})" if which else "")


def _now(verdict: Verdict) -> str:
    then, later = _found(verdict, "then"), _found(verdict, "vintage")
    value = _revised(verdict)
    if value is not None:
        return figure(value, verdict.claim.normalized_unit, verdict.claim)
    if _found(verdict, "now"):
        return "revised, see below"
    if later and not then:
        return _recorded(verdict, later[0])
    return "not revised" if then else NONE


def sources(verdict: Verdict) -> list[tuple[str, str]]:
    """Return a line for each recorded figure, and the address where it was read."""
    return [
        (_decision(one) if one.role == "decision" else _row(verdict, one), one.url)
        for one in verdict.evidence
    ]


def receipts(verdict: Verdict, check: Check) -> list[str]:
    """Return where the receipt of each recorded figure is, from a server's root; empty: it has none."""
    return [_receipt(one, check) for one in verdict.evidence]


def _receipt(one: Evidence, check: Check) -> str:
    """Return the receipt of a figure as the check read it: then, now, or at the vintage it would fit."""
    if not one.series or one.value is None:
        return ""
    standing = {"now": "", "vintage": one.seen_from}.get(one.role, check.as_of)
    return address(one.series, one.period, standing, check.data_version)


def _decision(one: Evidence) -> str:
    size = [] if one.value is None else [f"{one.value:+,.0f} {one.unit}".replace("-", "−")]
    return " · ".join([f"decision of {_day(one.period)}: {one.vintage}", *size])


def _row(verdict: Verdict, one: Evidence) -> str:
    key = f"{one.series} ({one.publisher_id})" if one.publisher_id else one.series
    parts = [
        f"{_role(one)}: {figure(one.value, one.unit, verdict.claim)}",
        _day(one.period),
        key,
        one.seen_from and f"seen from {_day(one.seen_from[:10])}",
        one.vintage,
        one.raw_sha256 and f"SHA-256 {one.raw_sha256[:12]}…",
    ]
    return " · ".join(part for part in parts if part)


def _role(one: Evidence) -> str:
    """Return as what a figure was used; a copy kept first may be younger than the story."""
    if one.role == "then" and one.vintage == EARLIEST_COPY:
        return "as first kept"
    return _ROLES.get(one.role, one.role)


def _day(period: str) -> str:
    try:
        return periods.period_text(period)
    except ValueError:
        return period
