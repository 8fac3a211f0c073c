"""What keeps a headline from telling of an event, however much else they share."""

from oilwatch.news.event_facts import Facts
from oilwatch.news.same_vetoes import sizes_differ
from oilwatch.news.told import Told
from oilwatch.news.told_acts import ABOUT, MEMBERS, PARTNERS, opposed
from oilwatch.news.told_names import ISSUERS
from oilwatch.news.told_numbers import Size, agree

_DECISIONS = frozenset(
    "opec_decision opec_plus_decision voluntary_cut spr_release opec_plus_talks jmmc opec_meeting".split()
)
_DECREED = frozenset("sanctions policy".split())
_SEEN = frozenset("conflict supply_outage shipping".split())
"""Kinds of event that happen before anybody announces them."""
_OUTPUT, _TRADE = (
    "output-cut output-raise output-hold fail",
    "sanction sanction-lift nuclear-exit nuclear-deal tariff",
)
_FORCE = (
    "output-cut attack truce ship-attack kill capture seize close open blockade blockade-lift outage"
    " restart flare"
    " labour labour-end"
)
_OF_KIND = {
    kind: frozenset(acts.split())
    for kinds, acts in (
        ("opec_decision opec_plus_decision opec_plus_talks opec_plus_talks_failed", _OUTPUT),
        ("opec_meeting jmmc", _OUTPUT),
        ("voluntary_cut", f"{_OUTPUT} join"), ("price_war", f"{_OUTPUT} price-war"),
        ("sanctions policy", _TRADE), ("membership", "leave join"), ("spr_release", "release refill"),
        ("conflict supply_outage shipping", _FORCE),
    )
    for kind in kinds.split()
}  # fmt: skip
"""What headlines of a kind of event tell; one that tells only of other things is another story."""
_GULF = frozenset({"hormuz", "gulf of oman", "persian gulf", "fujairah"})


def forbidden(tells: Told, facts: Facts) -> bool:
    """Tell whether a headline cannot tell of an event: mood, the opposite, another size, month or country."""
    seen = tells.mood == "rumour" and facts.event.kind in _SEEN
    ahead = facts.event.kind in _SEEN and " will " in tells.text  # it happens, and is not resolved
    return (
        ahead
        or not (tells.mood in ("happened", facts.told.mood) or seen)
        or _against(tells, facts)
        or _other_size(tells, facts)
        or _other_actors(tells, facts)
        or _outsider(tells, facts)
        or _other_kind(tells, facts)
        or _elsewhere(tells.places, facts.told.places)
        or _months_differ(tells, facts)
    )


def _against(tells: Told, facts: Facts) -> bool:
    if tells.acts & ABOUT and not (tells.acts & facts.acts or tells.places & facts.told.places):
        return True
    if "output-hold" in tells.acts and agreed(tells.figures.sizes, facts.sizes):
        return False  # "keeps quotas, grants 75 kb/d to two"
    return opposed(tells.acts, facts.acts)


def _other_size(tells: Told, facts: Facts) -> bool:
    decided = facts.event.kind in _DECISIONS and not _part(tells, facts)
    return decided and _sizes_differ(tells.figures.sizes, facts.sizes)


def _other_actors(tells: Told, facts: Facts) -> bool:
    ours, theirs = tells.folded - ISSUERS, facts.actors - ISSUERS
    if not ours or not theirs or ours & theirs or (facts.group and "opec" in tells.folded):
        return False
    if tells.places & facts.told.places:
        return False
    ships = facts.event.kind == "shipping" and tells.acts & facts.acts
    return not (ships and (tells.places or "iran" in ours))  # a ship's flag is not who attacked it


def _outsider(tells: Told, facts: Facts) -> bool:
    """Tell whether a headline is about one who has no say in a decision, or whom it hits: a reaction."""
    subject = tells.subject
    if not subject or subject in facts.actors:
        hit = bool(subject) and subject not in ISSUERS and facts.event.kind in _DECREED
        return hit and not tells.acts & facts.acts
    if facts.group:
        return subject not in MEMBERS or (facts.event.kind == "opec_decision" and subject in PARTNERS)
    if not tells.acts & facts.acts and not tells.places & facts.told.places:
        return True
    if facts.event.kind in _DECREED:
        return True  # another one's answer to it, or its own
    alone = facts.event.kind != "spr_release"  # stocks are opened together
    return bool(alone and subject in ISSUERS and facts.actors & ISSUERS)


def _other_kind(tells: Told, facts: Facts) -> bool:
    """Tell whether all that a headline tells is done is of other kinds than the event."""
    if "leave" in tells.acts - facts.acts or (facts.group and _elsewhere_told(tells, facts)):
        return True
    if facts.event.kind in _DECREED and "resist" in tells.meant:
        return tells.subject not in ISSUERS  # who is hit shrugs it off
    if tells.figures.percents and not (tells.acts - ABOUT or facts.told.figures.percents):
        return True  # a price of something else
    ours = _OF_KIND.get(facts.event.kind, tells.acts) | facts.acts
    if not tells.acts - ABOUT or tells.acts & ours:
        return False
    if facts.event.kind in _DECREED and tells.subject in ISSUERS and len(tells.folded & facts.actors) > 1:
        return False  # "shuts its ports to Moscow's crude"
    decides = facts.group and "opec" in tells.folded and tells.meant & {"agree", "output", "hold"}
    return not decides or bool(tells.acts & {"leave", "join"})  # an accord may be called a peace or a truce


def _elsewhere_told(tells: Told, facts: Facts) -> bool:
    """Tell whether a headline names places or prices and nobody who decides: no decision of OPEC."""
    if tells.folded & facts.actors:
        return bool(tells.figures.dollars) and not tells.acts & facts.acts
    return bool(tells.places or tells.figures.dollars) and not facts.told.places


def _elsewhere(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Tell whether both name places, none of them the same or near."""
    return bool(ours and theirs and not ours & theirs and not (ours & _GULF and theirs & _GULF))


def _part(tells: Told, facts: Facts) -> bool:
    """Tell whether a headline may give one country's part of a step of several."""
    ours = tells.folded & facts.actors - {"opec"}
    total = abs(facts.event.size_kbd or 0.0) or max((size.kb for size in facts.sizes), default=0.0)
    several = len(facts.event.countries) > 1 and facts.group
    return several and bool(ours) and all(size.kb < total for size in tells.figures.sizes)


def _sizes_differ(ours: tuple[Size, ...], theirs: tuple[Size, ...]) -> bool:
    """As between headlines, but barrels may be meant a day where the event gives only such sizes."""
    if sizes_differ(ours, theirs):
        return True
    mixed = {size.rate for size in ours} != {size.rate for size in theirs}
    return (
        bool(ours and theirs and mixed)
        and not agreed(ours, theirs)
        and not any(size.level for size in ours)
        and max(size.kb for size in ours) < 12_000
    )


def _months_differ(tells: Told, facts: Facts) -> bool:
    ours = {month for kind, month in tells.figures.months if kind == "begin"}
    return bool(ours and facts.months and not ours & facts.months)


def agreed(ours: tuple[Size, ...], theirs: tuple[Size, ...]) -> Size | None:
    """Return the first size of one that agrees with one of the other."""
    if not ours or not theirs:
        return None
    return next((one for one in ours for two in theirs if agree(one, two)), None)
