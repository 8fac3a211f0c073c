"""What a check says of each figure, in words: its letter, its chip, and the facts of its card."""

from collections.abc import Sequence
from dataclasses import dataclass

from oilwatch.model import Check, Evidence, Verdict
from oilwatch.report.figures import NONE, difference, figure


@dataclass(frozen=True, slots=True)
class Chip:
    """A verdict at a glance: a word, a shape and a tone (one of TONES)."""

    word: str
    shape: str
    tone: str


@dataclass(frozen=True, slots=True)
class Card:
    """All that is shown of one figure; texts are as the story or the record has them, not yet harmless."""

    letter: str
    chip: Chip
    verdict: Verdict
    facts: Sequence[tuple[str, str]]
    """Name and text: claimed, and, where it was held against something, recorded then, recorded now,
    difference; then the tolerance."""
    sources: Sequence[tuple[str, str]]
    """A line for each recorded figure, and the address where it was read."""


PLAIN = {
    "matches": Chip("matches", "✓", "good"),
    "rounds_to": Chip("rounds to", "≈", "good"),
    "other_vintage": Chip("other vintage", "↻", "other"),
    "other_definition": Chip("other definition", "◇", "other"),
    "other_period": Chip("other period", "↔", "other"),
    "off_by": Chip("off", "△", "off"),
    "contradicted": Chip("contradicted", "✕", "wrong"),
    "not_checkable": Chip("cannot be checked", "○", "open"),
}
_REVISED = Chip("right when published and since revised", "↻", "good")
TONES = ("good", "other", "off", "wrong", "open")
_WORST = ("wrong", "off", "other", "open", "good")

_REASONS = {
    "price_cap": "a price cap",
    "denied_report": "the report is denied",
    "proposal_not_adopted": "not adopted",
    "out_of_scope_entity": "no series of it is kept",
    "out_of_scope_measure": "nothing of the kind is kept",
    "other_currency": "in another currency",
    "intraday_only": "within the day, and only closing prices are kept",
    "not_yet_published": "not yet published on the day of the story",
    "not_in_store": "not in the store",
    "ambiguous": "it can be read in several ways",
    "sign_reversed": "the direction is wrong",
}
_ROLES = {
    "then": "known on the day",
    "now": "reads now",
    "base": "measured from",
    "definition": "other definition",
    "period": "other period",
    "vintage": "other vintage",
    "decision": "decision",
}


def letter(place: int) -> str:
    """Return the letter of the figure at *place*: a, b, ..., z, aa, ab, ..."""
    text = ""
    while place >= 0:
        text = chr(ord("a") + place % 26) + text
        place = place // 26 - 1
    return text


def worst(tones: Sequence[str]) -> str:
    """Return the tone that must not be missed among several on one place of the text."""
    return min(tones, key=_WORST.index)


def cards(check: Check) -> list[Card]:
    """Return the card of each figure, in the order of the text."""
    return [
        Card(letter(place), chip(one), one, _facts(one), [_source(one, each) for each in one.evidence])
        for place, one in enumerate(check.verdicts)
    ]


def chip(verdict: Verdict) -> Chip:
    """Return the verdict at a glance, such as ``△ off by 0.3 mb/d (3.4%)``."""
    plain = PLAIN.get(verdict.verdict, Chip(verdict.verdict, "○", "open"))
    reason = verdict.reason or verdict.claim.not_checkable_reason
    if verdict.verdict == "not_checkable" and reason:
        return Chip(f"{plain.word}: {reason_text(reason)}", plain.shape, plain.tone)
    if verdict.verdict in ("matches", "rounds_to") and _has_moved(verdict):
        return _REVISED
    if verdict.verdict == "off_by" and (text := difference(verdict)):
        return Chip(f"off by {text.lstrip('+−')}", plain.shape, plain.tone)
    if verdict.verdict == "contradicted" and reason:
        return Chip(f"{plain.word}: {reason_text(reason)}", plain.shape, plain.tone)
    return plain


def reason_text(reason: str) -> str:
    """Return why a figure cannot be checked, in words."""
    return _REASONS.get(reason, reason.replace("_", " "))


def found(verdict: Verdict, role: str) -> Evidence | None:
    """Return the first recorded figure in a role."""
    return next((one for one in verdict.evidence if one.role == role), None)


def _has_moved(verdict: Verdict) -> bool:
    """Whether the figure was right when published and would not be by what the record reads now."""
    now, claim = found(verdict, "now"), verdict.claim
    if now is None or now.value is None or now.unit != claim.normalized_unit:
        return False
    if claim.low is None or claim.high is None:
        return True
    return not claim.low <= now.value <= claim.high


def _facts(verdict: Verdict) -> list[tuple[str, str]]:
    claim, then, now = verdict.claim, found(verdict, "then"), found(verdict, "now")
    claimed = ("claimed", figure(claim.normalized_value, claim.normalized_unit, claim))
    if not verdict.evidence:
        return [claimed, *([("tolerance", verdict.tolerance_rule)] if verdict.tolerance_rule else [])]
    return [
        claimed,
        ("recorded then", figure(then.value, then.unit, claim) if then else NONE),
        ("recorded now", figure(now.value, now.unit, claim) if now else "not revised" if then else NONE),
        ("difference", difference(verdict) or NONE),
        ("tolerance", verdict.tolerance_rule or NONE),
    ]


def _source(verdict: Verdict, one: Evidence) -> tuple[str, str]:
    parts = [
        f"{_ROLES.get(one.role, one.role)}: {figure(one.value, one.unit, verdict.claim)}",
        one.period,
        " ".join(part for part in (one.series, one.publisher_id and f"({one.publisher_id})") if part),
        one.seen_from and f"seen from {one.seen_from[:10]}",
        one.vintage,
        one.raw_sha256 and f"SHA-256 {one.raw_sha256[:12]}…",
    ]
    return " · ".join(part for part in parts if part), one.url
