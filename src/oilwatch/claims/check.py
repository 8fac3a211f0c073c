"""A story checked: each of its figures held against what the record said on the day the story ran."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from weakref import WeakKeyDictionary

from oilwatch import periods
from oilwatch.claims import (
    attached,
    counts,
    decisions,
    extremes,
    guards,
    ladder,
    levels,
    moves,
    ranks,
    reading,
    shares,
)
from oilwatch.claims.figures import Case
from oilwatch.claims.ladder import Guard
from oilwatch.claims.record import Record
from oilwatch.errors import InputError
from oilwatch.model import Check, Claim, Story, Verdict
from oilwatch.store import Store

_records: "WeakKeyDictionary[Store, Record]" = WeakKeyDictionary()
_ENDS = re.compile(r"[.!?][\"”’)]?\s+(?=[A-Z\"“(])|\n")
_KINDS: dict[str, Callable[[Case], Verdict]] = {
    "level": levels.check, "change": moves.check, "pct_change": moves.check, "ratio": moves.check,
    "share": shares.check, "compliance": shares.compliance, "extreme": extremes.check, "count": counts.check,
    "rank": ranks.check, "decision": decisions.check, "quota": decisions.check,
}  # fmt: skip
_NEEDS = {
    "forecast": ("it is a forecast", "the figure once it is known"),
    "capacity": ("it is a capacity, not output", "a series of capacity"),
    "price_cap": ("it is a price cap, set and not observed", "a record of such caps"),
    "hypothetical": ("it is hypothetical", "a figure of what did happen"),
    "denied_report": ("it is a report that was denied", "a figure that someone stands by"),
    "proposal_not_adopted": (
        "it was proposed, or was replaced before it took effect",
        "a decision that stands",
    ),
    "outage": ("it is an outage of a moment", "daily figures of output"),
    "out_of_scope_entity": ("the store has no series of it", "an imported or loaded series of it"),
    "out_of_scope_measure": ("the store has nothing of the kind", "an imported series of it"),
    "other_currency": ("it is in another currency or unit", "the figure in dollars a barrel"),
}


@dataclass(frozen=True, slots=True)
class _Day:
    """The day of a story, and how it is known."""

    day: str
    how: str
    note: str = ""


FIRST_YEAR, LAST_YEAR = 1900, 2100
NEAR = 12
"""How many figures before and behind one may tell that it was attached wrongly."""


def check(
    story: Story,
    store: Store,
    *,
    published: str | None = None,
    as_of: str | None = None,
    record: Record | None = None,
) -> Check:
    """Return the verdict on every figure about oil in a story, as of the day it ran.

    *published* is the day of the story where it does not say; *as_of* holds it against what was known on
    another day. *record* is a store made ready for many checks. Raises InputError for a day that is none.
    """
    record = record or _ready(store)
    known = _day(story, published, record)
    if as_of:
        periods.check(as_of, "daily")
    if not known.day:
        return _undated(story, record)
    claims = reading.read(story.text, date.fromisoformat(known.day))
    moment = periods.as_of(as_of or known.day)
    verdicts = tuple(
        _verdict(claim, claims[max(0, place - NEAR) : place + NEAR], story.text, (record, moment))
        for place, claim in enumerate(claims)
    )
    note = known.note if verdicts else "No figures about oil were found in the story."
    return Check(story, moment[:10], known.how, record.version, verdicts, note)


def verdict(claim: Claim, text: str, record: Record, day: str) -> Verdict:
    """Return the verdict on one claim of a text, against what was known on a day."""
    return _verdict(claim, (), text, (record, periods.as_of(day)))


def _ready(store: Store) -> Record:
    """Return the store's record, read anew once the store has changed."""
    found = _records.get(store)
    if found is None or found.version != store.data_version():
        found = _records[store] = Record(store)
    return found


def _day(story: Story, published: str | None, record: Record) -> _Day:
    if published:
        return _Day(_believable(published), "given")
    if story.published:
        return _Day(_believable(story.published), story.published_how or "given with the story")
    try:
        from oilwatch.claims import dating
    except ImportError:
        return _Day("", "")
    found = dating.infer(story.text, record.reads, today=record.today)
    if found is None:
        return _Day("", "")
    note = f"The day of the story was {found.words}; give the day of publication to be sure."
    return _Day(found.day.isoformat(), found.words, note)


def _believable(day: str) -> str:
    """Return a day of a story; raise InputError where it is none, or none that a story can have run on."""
    known = periods.check(day[:10], "daily")
    if not FIRST_YEAR <= int(known[:4]) <= LAST_YEAR:
        raise InputError(f"expected a day between {FIRST_YEAR} and {LAST_YEAR}, got {known}")
    return known


def _undated(story: Story, record: Record) -> Check:
    claims = reading.read(story.text, record.today)
    why = Guard("ambiguous", "the day of the story is not known", "its day of publication (--published)")
    cases = [Case(replace(claim, as_of=""), record, "") for claim in claims]
    found = tuple(ladder.refused(case, why) if case.claim.checkable else _unchecked(case) for case in cases)
    note = "The story does not say when it was published; give the day of publication to have it checked."
    return Check(
        story,
        "",
        "",
        record.version,
        found,
        note if found else "No figures about oil were found in the story.",
    )


def _verdict(claim: Claim, story: Sequence[Claim], text: str, known: tuple[Record, str]) -> Verdict:
    """Return the verdict on a claim of a story by a record as of a moment."""
    case = Case(claim, known[0], known[1], _sentence(text, claim), story)
    if not claim.checkable or claim.kind == "forecast":
        return _unchecked(case)
    found = _one(case)
    if claim.modifier == "negated":
        return _negated(found)
    if found.verdict == "contradicted" and claim.candidates:
        found = _candidates(case, found)
    if found.verdict == "contradicted" and found.reason != "sign_reversed":
        found = attached.elsewhere(case, found, _one)
    return found


def _one(case: Case) -> Verdict:
    kind = _KINDS.get(case.claim.kind)
    if kind is None:
        return ladder.refused(case, guards.nothing(case))
    if case.claim.measure == "inventory":
        return ladder.refused(case, guards.nothing(case))
    return kind(case)


def _unchecked(case: Case) -> Verdict:
    reason = case.claim.not_checkable_reason or "forecast"
    why, needs = _NEEDS.get(reason, ("it is not a figure of the record", "a figure of what did happen"))
    return ladder.refused(case, Guard(reason, why, needs))


def _negated(found: Verdict) -> Verdict:
    """Return the verdict on a figure that the story denies."""
    flipped = {"matches": "contradicted", "contradicted": "matches"}.get(found.verdict)
    if found.verdict == "not_checkable":
        return found
    if flipped is None:
        why = "Cannot be checked: the story denies this figure; a plain figure would make it checkable."
        text = f"{why} {found.summary}"
        return replace(found, verdict="not_checkable", reason="ambiguous", summary=text)
    return replace(
        found, verdict=flipped, reason="", summary=f"The story denies this figure. {found.summary}"
    )


def _candidates(case: Case, found: Verdict) -> Verdict:
    """Return what another reading of the sentence gives, where the first is contradicted."""
    for words in case.claim.candidates:
        parts = words.split(" ")
        if len(parts) != 3:
            continue
        entity, first, last = parts
        other = _one(
            case.at(replace(case.claim, entity=entity, period_start=first, period_end=last, candidates=()))
        )
        if other.verdict in ("matches", "rounds_to", "other_vintage", "other_definition"):
            same = entity == case.claim.entity
            text = f"Read as of {entity}, {first} to {last}, it fits: {other.summary}"
            if same:
                return replace(
                    found, verdict="other_period", reason="", summary=text, evidence=other.evidence
                )
            text = (
                f"Cannot be checked: it can be read in two ways. {text} A clear sentence makes it checkable."
            )
            return replace(
                found, verdict="not_checkable", reason="ambiguous", summary=text, evidence=other.evidence
            )
    return found


def _sentence(text: str, claim: Claim) -> str:
    """Return the sentence that a claim stands in, in lower case, one line."""
    low = max(0, claim.start - 400)
    opening = low
    for found in _ENDS.finditer(text, low, claim.start):
        opening = found.end()
    closing = _ENDS.search(text, claim.end, claim.end + 400)
    end = closing.start() if closing else claim.end + 400
    return text[opening:end].lower()
