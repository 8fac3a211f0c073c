"""Ranks: who produces most, next, third, in the world or in OPEC."""

import re
from collections.abc import Sequence

from oilwatch.claims import allowed, choosing, evidence, figures, guards, ladder, levels, wording
from oilwatch.claims.figures import Case, Reading
from oilwatch.claims.ladder import Guard
from oilwatch.model import Evidence, Series, Verdict

OPEC = frozenset("SAU IRQ IRN ARE KWT NGA DZA LBY VEN AGO".split())
"""The members whose output the store may have."""
LEFT = {"AGO": "2024-01", "ARE": "2026-05"}
CLOSE = 0.01
_OTHER = re.compile(r"export|import|consum|refin|buyer|customer|reserve")


def check(case: Case) -> Verdict:
    """Return the verdict on a rank among producers."""
    span = case.claim.span_text.lower()
    if _OTHER.search(span):
        return ladder.refused(
            case, Guard("out_of_scope_measure", "it is no rank of producers", "a series of what is ranked")
        )
    table = _table(case)
    place = next((n for n, (entity, _) in enumerate(table) if entity == case.claim.entity), -1)
    if place < 0 or len(table) < 3:
        return ladder.refused(
            case,
            Guard(
                "not_in_store",
                "the store lacks the output of the country, or of others, then",
                "the output of every large producer",
            ),
        )
    return _told(case, table, place)


def _table(case: Case) -> list[tuple[str, Reading]]:
    """Return the producers of the scope named, the largest first, by the preferred series of each."""
    inside = "opec" in case.claim.span_text.lower() and "world" not in case.claim.span_text.lower()
    month = case.claim.period_end[:7]
    entities = {
        about.entity for about in case.record.catalogue.values()
        if about.measure == "production" and about.frequency == "monthly" and len(about.entity) == 3
    }  # fmt: skip
    if inside:
        entities = {name for name in entities if name in OPEC and month < LEFT.get(name, "9999")}
    found = [(entity, reading) for entity in entities if (reading := _output(case, entity)) is not None]
    return sorted(found, key=lambda pair: -pair[1].level)


def _output(case: Case, entity: str) -> Reading | None:
    first, last = figures.span(case.claim)
    found: Sequence[Series] = case.record.find("production", entity, "monthly")
    return next((r for about in found if (r := levels.read(case, about, first, last)) is not None), None)


def _told(case: Case, table: list[tuple[str, Reading]], place: int) -> Verdict:
    rank = int(allowed.number(case.claim))
    own = table[place][1]
    named = [
        f"{wording.NAMES.get(name, name)} {wording.plain(reading.level, 'kb/d')}"
        for name, reading in table[: max(place, rank) + 1]
    ]
    text = (
        f"by {wording.publisher(own.about)}'s figures for {wording.span_text(*figures.span(case.claim))}"
        f" {wording.subject(case.claim)} is number {place + 1} ({', '.join(named[:6])})"
    )
    rows = tuple(_rows(case, table, place))
    if place + 1 == rank:
        verdict = "matches" if own.known else "other_vintage"
        return ladder.told(case, (verdict, ""), text, allowed.rule("rank"), rows)
    others = [
        reading for n, (_, reading) in enumerate(table) if min(place, rank - 1) <= n <= max(place, rank - 1)
    ]
    near = max(r.level for r in others) / min(r.level for r in others) - 1
    if near <= CLOSE or _disagree(case, rank):
        return ladder.told(
            case,
            ("other_definition", ""),
            f"{text}; by another definition the order is another",
            allowed.rule("rank"),
            rows,
        )
    guard = guards.named_source(case)
    if guard is not None:
        return ladder.refused(case, Guard(guard.reason, f"{guard.why} ({text})", guard.needs))
    if len(table) < 10 and "opec" not in case.claim.span_text.lower():
        return ladder.refused(
            case,
            Guard(
                "not_in_store", f"the store has few producers ({text})", "the output of every large producer"
            ),
        )
    return ladder.told(case, ("contradicted", ""), text, allowed.rule("rank"), rows)


def _disagree(case: Case, rank: int) -> bool:
    """Return whether some definition of the country's output gives it the rank of the story."""
    first, last = figures.span(case.claim)
    table = [reading.level for name, reading in _table(case) if name != case.claim.entity]
    for about in choosing.output(case, first, last):
        found = levels.read(case, about, first, last)
        if found is not None and sum(level > found.level * (1 + CLOSE) for level in table) < rank <= 1 + sum(
            level > found.level * (1 - CLOSE) for level in table
        ):
            return True
    return False


def _rows(case: Case, table: list[tuple[str, Reading]], place: int) -> list[Evidence]:
    own = table[place][1]
    rows = evidence.row(case, ladder.role(own), own.rows[-1][1])
    for n, (_, reading) in enumerate(table[: place + 2]):
        if n != place:
            rows += evidence.row(case, "base", reading.rows[-1][1])
    return rows[: evidence.MOST]
