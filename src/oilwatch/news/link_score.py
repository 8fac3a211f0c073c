"""How well a headline fits an event: what speaks for it, in numbers and words."""

from oilwatch.news import link_market
from oilwatch.news.event_facts import Facts
from oilwatch.news.link_reason import reason
from oilwatch.news.link_vetoes import agreed, forbidden
from oilwatch.news.told import Told
from oilwatch.news.told_names import ISSUERS

_DAY = {0: 0.12, 1: 0.08, 2: 0.02, -1: 0.04}
_TROUBLE = frozenset({"outage", "flare", "attack", "ship-attack"})
"""What one headline calls a fire, another calls a halt."""


_SAID = frozenset("agree talks end output hold".split())
"""What headlines of anything say."""
_ANYWHERE = frozenset("us eu uk un".split())
"""Whom the news of any day names, whatever the event."""


def score(tells: Told, facts: Facts, back: int) -> tuple[float, str]:
    """Return how well a headline of *back* days after an event fits it, 0 where it cannot, and why in
    words.
    """
    if facts.event.kind == "market_event":
        return link_market.score(tells, facts, back)
    actors = tells.folded & facts.actors
    places = tells.places & facts.told.places
    if not (actors or places) or forbidden(tells, facts):
        return 0.0, ""
    shared_acts = tells.acts & facts.acts
    words = tells.words & facts.words
    size = agreed(tells.figures.sizes, facts.sizes)
    decides = facts.group and "opec" in actors and ("agree" in tells.meant or size)
    if not (shared_acts or places or words or decides):
        return 0.0, ""
    alike = bool(tells.acts & _TROUBLE and facts.acts & _TROUBLE and (places or words))
    value = _DAY[back] + _who(tells, facts, actors) + (0.26 if shared_acts or alike else 0.0)
    value += 0.12 * min(len(places), 2) + 0.06 * min(len(words), 3)
    value += 0.05 * min(len(tells.meant & facts.told.meant), 4)
    value += 0.25 if size else 0.0
    if tells.acts - facts.acts and not (shared_acts or alike):
        value -= 0.12
    if decides and not tells.acts and (size or "output" in tells.meant):
        value += 0.12
    if facts.group and "opec" not in tells.folded and facts.event.kind != "voluntary_cut":
        value -= 0.12
    return min(value, 1.0), reason(tells, facts, back, size)


def shared(tells: Told, facts: Facts) -> float:
    """Return how much a headline and an event have in common, in points; 0 where it cannot tell of it.

    For stories that say too little for a ``score``: that nothing contradicts and no other event of their
    day fits is then most of what speaks for the event.
    """
    if facts.event.kind == "market_event":
        return link_market.shared(tells, facts)
    if tells.mood not in ("happened", "rumour", facts.told.mood):
        return 0.0
    actors, acts = tells.folded & facts.actors, tells.acts & facts.acts
    alike = len(acts) or bool(tells.acts & _TROUBLE and facts.acts & _TROUBLE)
    places, words = tells.places & facts.told.places, tells.words & facts.words
    meant = (tells.meant & facts.told.meant) - (frozenset() if facts.group else _SAID)
    whole = 1.0 if facts.group and "opec" in actors else len(actors) / max(len(facts.actors), 1)
    named = whole >= 0.5 or len(actors) > 1 if facts.group else bool(actors - _ANYWHERE)
    size = agreed(tells.figures.sizes, facts.sizes)
    if facts.group and tells.folded and not named:
        meant -= _SAID  # one member alone says so of itself
    if not (named or size or alike or places or words or meant) or forbidden(tells, facts):
        return 0.0
    points = 2.0 * bool(acts) + bool(alike) + 2.0 * bool(places) + min(len(actors), 2) + whole
    points += 0.5 * min(len(meant), 2) + 0.5 * min(len(words), 2)
    return points + (2.0 if size else 0.0)


def _who(tells: Told, facts: Facts, actors: frozenset[str]) -> float:
    """Return what naming the event's actors is worth: more where one comes first, and where all are named."""
    if not actors:
        return 0.0
    first = next(iter(tells.actors), "")
    others = facts.actors - ISSUERS
    return 0.22 + 0.08 * (first in actors) + 0.06 * bool(others & actors)
