"""A story's text to claims: sentences, their figures, the kind of each. Pure, and linear in the text."""

import re
from collections import defaultdict
from datetime import date
from functools import cache

from oilwatch import plugins
from oilwatch.claims import (
    bases,
    dates,
    finish,
    nuances,
    patterns,
    quantity,
    shared,
    sources,
    standins,
    superlatives,
    timing,
    vocabulary,
    when,
    words,
)
from oilwatch.claims.patterns import Pattern, Reader, Scanner
from oilwatch.claims.scene import Draft, Scene, Told
from oilwatch.model import Claim

MOST_CLAIMS = 20_000
"""The most claims of one text; what is beyond is not read."""


@cache
def kinds() -> tuple[Pattern, ...]:
    """Return every pattern by rank."""
    return tuple(sorted(plugins.discover(patterns, "PATTERNS", Pattern), key=lambda pattern: pattern.rank))


@cache
def _readers() -> dict[str, list[Reader]]:
    """Return what reads a figure, by the unit it is normalized to."""
    found: dict[str, list[Reader]] = defaultdict(list)
    for kind in kinds():
        if kind.read is not None:
            for unit in kind.units:
                found[unit].append(kind.read)
    return found


@cache
def _scanners() -> tuple[Scanner, ...]:
    return tuple(kind.scan for kind in kinds() if kind.scan is not None)


def read(text: str, day: date) -> list[Claim]:
    """Return the claims of a story that ran on *day*, in the order of its text."""
    told, plain = Told(day), words.visible(text)
    lower = plain.lower()
    if len(lower) != len(plain):
        lower = plain  # a letter that is two in lower case: better to miss a word than its place
    for begin, end in words.sentences(plain):
        figures = _speaks_of_figures(plain, lower, begin, end)
        if figures is None:
            continue
        for items in words.items(plain, begin, end):
            _sentence(items, told, figures)
        if len(told.drafts) >= MOST_CLAIMS:
            break
    drafts = finish.windows(told.drafts)
    claims = [claim for draft in drafts if (claim := finish.claim(draft, text, day)) is not None]
    return sorted(claims, key=lambda claim: (claim.start, claim.end))


_DIGIT = re.compile(r"[0-9]")
_LETTERS = re.compile(r"[^\W\d_]+")


def _speaks_of_figures(text: str, lower: str, begin: int, end: int) -> bool | None:
    """Return whether a sentence may hold a claim; None: nor anything that a later one could build on."""
    if _DIGIT.search(text, begin, end):
        return True
    said = _LETTERS.findall(lower, begin, end)
    if not vocabulary.FIGURES.isdisjoint(said):
        return True
    return None if vocabulary.context().isdisjoint(said) else False


def _sentence(items: list[words.Item], told: Told, figures: bool) -> None:
    merged = dates.merge(vocabulary.lexicon().merge(items))
    if figures:
        merged = shared.units(standins.stand_ins(standins.clean(quantity.merge(merged)), told), told)
    scene = Scene(merged, told)
    if figures:
        _claims(scene)
    _remember(scene)


def _claims(scene: Scene) -> None:
    """Read the claims of a sentence."""
    told = scene.told
    scene.extremes = superlatives.find(scene)
    for place in scene.tags.get("q", ()):
        scene.drafts.extend(_read(scene, place))
    for scan in _scanners():
        scene.drafts.extend(scan(scene))
    if scene.drafts:
        sources.told(scene, scene.drafts)
        nuances.add(scene, scene.drafts)
        told.drafts.extend(scene.drafts)
        for draft in scene.drafts:
            told.entities[draft.entity] = None


def _read(scene: Scene, place: int) -> list[Draft]:
    for read_figure in _readers()[scene.items[place].value.unit.normalized]:
        found = read_figure(scene, place)
        if found is not None:
            for draft in found:
                draft.secondary = scene.is_secondary(place)
            return list(found)
    return []


def _remember(scene: Scene) -> None:
    """Keep the sentence's subject for those that follow."""
    told = scene.told
    told.span = None
    if scene.has("decide") and not scene.drafts:
        cuts = [n for n in scene.tags.get("act", ()) if scene.items[n].value < 0]
        told.sign = -1 if cuts else told.sign
    ahead = scene.has("forecast", "conditional", "will")
    for place in scene.tags.get("date", ()):
        grain = scene.items[place].value.grain
        if grain in ("month", "quarter", "half", "year") and not bases.is_base(scene, place):
            long = grain != "month" or scene.has("output")
            if long and not ahead and not timing.is_contract(scene, place):
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
