"""What a check says of each figure, in words: its letter, its chip, and the facts of its card."""

from collections.abc import Sequence
from dataclasses import dataclass

from oilwatch import units
from oilwatch.model import Check, Claim, Evidence, Verdict

NONE = "—"


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
    """Name and text: claimed, recorded then, recorded now, difference, tolerance."""
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
    if verdict.verdict == "off_by" and (text := _difference(verdict)):
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


def figure(value: object, unit: str, claim: Claim) -> str:
    """Return a figure with its unit; production in mb/d where the figure claimed is of that size."""
    if isinstance(value, list | tuple):
        return f"{figure(value[0], '', claim)} to {figure(value[-1], unit, claim)}"
    if value is None:
        return NONE
    if not isinstance(value, int | float):
        return str(value)
    large = unit == "kb/d" and _size(claim) >= 1000
    scaled = value / 1000 if large else value
    number = _number(scaled, 3 if large else 2)
    shown = {"percent": "%", "kb/d": " mb/d" if large else " kb/d"}.get(unit, f" {unit}" if unit else "")
    return number + shown


def _number(value: float, places: int) -> str:
    whole, point, part = units.number(round(abs(value), places)).partition(".")
    return f"{'−' if round(value, places) < 0 else ''}{int(whole):,}{point}{part}"


def _size(claim: Claim) -> float:
    held = claim.normalized_value
    every = held if isinstance(held, tuple) else (held,)
    return max((abs(one) for one in every if isinstance(one, int | float)), default=0.0)


def _has_moved(verdict: Verdict) -> bool:
    """Whether the figure was right when published and would not be by what the record reads now."""
    now, claim = found(verdict, "now"), verdict.claim
    if now is None or now.value is None or now.unit != claim.normalized_unit:
        return False
    if claim.low is None or claim.high is None:
        return True
    return not claim.low <= now.value <= claim.high


def _difference(verdict: Verdict) -> str:
    """Return how far the figure is from the record, with its sign, in its own unit and in percent."""
    against = next((one for one in verdict.evidence if one.difference is not None), None)
    if against is None or against.difference is None:
        return ""
    unit, sign = verdict.claim.normalized_unit, "+" if against.difference > 0 else ""
    if unit == "percent":
        return f"{sign}{_number(against.difference, 2)} percentage points"
    text = figure(against.difference, unit, verdict.claim)
    share = against.difference_percent
    percent = f" ({units.number(round(abs(share), 1))}%)" if share is not None else ""
    return f"{sign}{text}{percent}"


def _facts(verdict: Verdict) -> list[tuple[str, str]]:
    claim, then, now = verdict.claim, found(verdict, "then"), found(verdict, "now")
    return [
        ("claimed", figure(claim.normalized_value, claim.normalized_unit, claim)),
        ("recorded then", figure(then.value, then.unit, claim) if then else NONE),
        ("recorded now", figure(now.value, now.unit, claim) if now else "not revised" if then else NONE),
        ("difference", _difference(verdict) or NONE),
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
