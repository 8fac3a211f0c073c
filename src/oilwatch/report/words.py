"""What a check says of each figure, in words: its letter, its chip, and the facts of its card."""

from collections.abc import Sequence
from dataclasses import dataclass

from oilwatch.model import Check, Verdict
from oilwatch.report.facts import facts, has_moved, receipts, sources
from oilwatch.report.figures import difference


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
    receipts: Sequence[str] = ()
    """Where the receipt of each of them is, from a server's root; empty: it has none."""


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
        Card(letter(place), chip(one), one, facts(one), sources(one), receipts(one, check))
        for place, one in enumerate(check.verdicts)
    ]


def chip(verdict: Verdict) -> Chip:
    """Return the verdict at a glance, such as ``△ off by 0.3 mb/d (3.4%)``."""
    plain = PLAIN.get(verdict.verdict, Chip(verdict.verdict, "○", "open"))
    reason = verdict.reason or verdict.claim.not_checkable_reason
    if verdict.verdict == "not_checkable" and reason:
        return Chip(f"{plain.word}: {reason_text(reason)}", plain.shape, plain.tone)
    if verdict.verdict in ("matches", "rounds_to") and has_moved(verdict):
        return _REVISED
    if verdict.verdict == "off_by" and (text := difference(verdict)):
        return Chip(f"off by {text.lstrip('+−')}", plain.shape, plain.tone)
    if verdict.verdict == "contradicted" and reason:
        return Chip(f"{plain.word}: {reason_text(reason)}", plain.shape, plain.tone)
    return plain


def reason_text(reason: str) -> str:
    """Return why a figure cannot be checked, in words."""
    return _REASONS.get(reason, reason.replace("_", " "))
