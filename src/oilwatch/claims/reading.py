"""A story's text to claims: sentences, their figures, and which kind of claim each is. Pure, and linear in the text."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from oilwatch import plugins
from oilwatch.claims import (
    dates,
    finish,
    patterns,
    quantity,
    shared,
    sources,
    timing,
    vocabulary,
    when,
    who,
    words,
)
from oilwatch.claims.patterns import Pattern
from oilwatch.claims.scene import Draft, Scene, Told
from oilwatch.model import Claim

MOST_CLAIMS = 20_000
"""The most claims of one text; what is beyond is not read."""


@cache
def kinds() -> tuple[Pattern, ...]:
    """Return every pattern by rank."""
    return tuple(sorted(plugins.discover(patterns, "PATTERNS", Pattern), key=lambda pattern: pattern.rank))


@cache
def _split() -> tuple[tuple[Pattern, ...], tuple[Pattern, ...]]:
    return (
        tuple(kind for kind in kinds() if kind.read is not None),
        tuple(kind for kind in kinds() if kind.scan is not None),
    )


def read(text: str, day: date) -> list[Claim]:
    """Return the claims of a story that ran on *day*, in the order of its text."""
    told = Told(day)
    for items in words.sentences(text):
        if len(told.drafts) >= MOST_CLAIMS:
            break
        _sentence(items, told)
    drafts = finish.windows(told.drafts)
    claims = [claim for draft in drafts if (claim := finish.claim(draft, text, day)) is not None]
    return sorted(claims, key=lambda claim: (claim.start, claim.end))


def _sentence(items: list[words.Item], told: Told) -> None:
    merged = quantity.merge(dates.merge(vocabulary.lexicon().merge(items)))
    merged = shared.units(who.stand_ins(who.clean(merged), told), told)
    scene = Scene(merged, told)
    begun = len(told.drafts)
    readers, scanners = _split()
    figures = scene.tags.get("q", ())
    if figures:
        _consume(scene)
        for place in figures:
            told.drafts.extend(_read(scene, place, readers))
    if figures or scene.tags:
        for kind in scanners:
            assert kind.scan is not None
            told.drafts.extend(replace(draft, others=("here",)) for draft in kind.scan(scene))
    mine = told.drafts[begun:]
    if mine:
        sources.told(scene, mine)
        shared.nuances(scene, mine)
        for draft in mine:
            draft.others = ()
    _remember(scene)


def _read(scene: Scene, place: int, readers: Sequence[Pattern]) -> list[Draft]:
    for kind in readers:
        assert kind.read is not None
        found = kind.read(scene, place)
        if found is not None:
            for draft in found:
                draft.others = ("here",)
                draft.secondary = scene.is_secondary(place)
            return list(found)
    return []


def _consume(scene: Scene) -> None:
    """Take the dates of extremes away before figures look for theirs."""
    for kind in _split()[1]:
        if kind.name == "extreme":
            before = list(scene.told.drafts)
            assert kind.scan is not None
            kind.scan(scene)
            scene.told.drafts[:] = before


def _remember(scene: Scene) -> None:
    """Keep the sentence's subject for those that follow."""
    told = scene.told
    told.span = None
    ahead = scene.has("forecast", "conditional", "will")
    for place in scene.tags.get("date", ()):
        grain = scene.items[place].value.grain
        if grain in ("month", "quarter", "half", "year") and not timing.is_base(scene, place):
            if not ahead and not timing.is_contract(scene, place):
                told.span = (
                    when.resolve(scene.items[place].value, told.day, anchor=told.price_day) or told.span
                )
        elif grain == "day" and scene.items[place].value.relative is None:
            found = when.resolve(scene.items[place].value, told.day)
            if found is not None and (told.day - found[0]).days < 45:
                told.last_day = found
    groups = scene.tags.get("group", ())
    if groups:
        name = str(scene.items[groups[0]].value)
        told.group = name if name.startswith("OPEC") else told.group
    subjects = sorted([*scene.tags.get("country", ()), *groups])
    if subjects and (not told.who or not scene.tags.get("q")):
        told.who = str(scene.items[subjects[0]].value)
