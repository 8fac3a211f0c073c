"""How well a headline fits an event: what speaks for it, in numbers and words, and what forbids it."""

from oilwatch.news.event_facts import Facts
from oilwatch.news.same_vetoes import sizes_differ
from oilwatch.news.told import Told
from oilwatch.news.told_acts import ABOUT, OUTPUT, opposed
from oilwatch.news.told_names import ISSUERS
from oilwatch.news.told_numbers import Size, agree

_DECISIONS = frozenset(
    "opec_decision opec_plus_decision voluntary_cut spr_release opec_plus_talks jmmc opec_meeting".split()
)
_DAY = {
    0: (0.12, "same day"), 1: (0.08, "a day after"), 2: (0.02, "two days after"),
    -1: (0.04, "the evening before"),
}  # fmt: skip
_KNOWN = {
    "output-cut": "a cut", "output-raise": "an increase", "output-hold": "that levels are kept",
    "fail": "that talks failed", "sanction": "sanctions", "sanction-lift": "relief from sanctions",
    "attack": "an attack", "truce": "a truce", "outage": "an outage", "restart": "a restart",
    "release": "a stock release", "leave": "an exit", "join": "an entry", "close": "a closure",
    "open": "an opening", "ship-attack": "an attack on ships", "flare": "an accident or a storm",
    "labour": "a strike", "blockade": "a blockade", "kill": "a killing", "price-war": "a price war",
    "tariff": "tariffs",
}  # fmt: skip
_SEEN = frozenset("conflict supply_outage shipping".split())
"""Kinds of event that happen before anybody announces them."""
_OIL = frozenset("oil crude brent wti barrel baril barril rohol petrole petroleo".split())
_TROUBLE = frozenset({"outage", "flare", "attack", "ship-attack"})
"""What one headline calls a fire, another calls a halt."""
_GULF = frozenset({"hormuz", "gulf of oman", "persian gulf", "fujairah"})


def score(tells: Told, facts: Facts, back: int) -> tuple[float, str]:
    """Return how well a headline of *back* days after an event fits it, 0 where it cannot, and why in
    words.
    """
    if facts.event.kind == "market_event":
        return _market(tells, facts, back)
    actors = tells.folded & facts.actors
    places = tells.places & facts.told.places
    if not (actors or places) or forbidden(tells, facts):
        return 0.0, ""
    shared_acts = tells.acts & facts.acts
    words = (tells.words & facts.words) - {""}
    size = _agreed(tells.figures.sizes, facts.sizes)
    decides = facts.group and "opec" in actors and ("agree" in tells.meant or size)
    if not (shared_acts or places or words or decides):
        return 0.0, ""
    day, when = _DAY[back]
    alike = bool(tells.acts & _TROUBLE and facts.acts & _TROUBLE and (places or words))
    value = day + _who(tells, facts, actors) + (0.26 if shared_acts or alike else 0.0)
    value += 0.12 * min(len(places), 2) + 0.06 * min(len(words), 3)
    value += 0.05 * min(len(tells.meant & facts.told.meant), 4)
    value += 0.25 if size else 0.0
    if tells.acts - facts.acts and not (shared_acts or alike):
        value -= 0.12
    if (
        facts.group
        and "opec" in actors
        and not tells.acts
        and "agree" in tells.meant
        and (size or "output" in tells.meant)
    ):
        value += 0.12
    if facts.group and "opec" not in tells.folded and facts.event.kind != "voluntary_cut":
        value -= 0.12
    named = [*sorted(actors), *sorted(places), *sorted(words)[:2], *([_size(size)] if size else [])]
    acts = [_KNOWN[act] for act in sorted(shared_acts) if act in _KNOWN]
    reason = f"{when}, names {_listed([_written(name) for name in named])}"
    return min(value, 1.0), reason + (f", tells of {_listed(acts)}" if acts else "")


def _who(tells: Told, facts: Facts, actors: frozenset[str]) -> float:
    """Return what naming the event's actors is worth: more where one comes first, and where all are named."""
    if not actors:
        return 0.0
    first = next(iter(tells.actors), "")
    value = 0.22
    value += (
        0.08 if first in facts.event.countries or first in facts.told.actors[:1] or first in actors else 0.0
    )
    others = facts.actors - ISSUERS
    return value + (0.06 if others and others & actors else 0.0)


def forbidden(tells: Told, facts: Facts) -> bool:
    """Tell whether a headline cannot tell of an event: mood, the opposite, another size, month or country."""
    seen = tells.mood == "rumour" and facts.event.kind in _SEEN
    return (
        not (tells.mood == "happened" or seen)
        or _against(tells, facts)
        or _other_size(tells, facts)
        or _other_actors(tells, facts)
        or _no_decision(tells, facts)
        or _elsewhere(tells.places, facts.told.places)
        or _months_differ(tells, facts)
    )


def _against(tells: Told, facts: Facts) -> bool:
    if tells.acts & ABOUT and not tells.acts & facts.acts:
        return True
    if "output-hold" in tells.acts and _agreed(tells.figures.sizes, facts.sizes):
        return False  # "keeps quotas, grants 75 kb/d to two"
    return opposed(tells.acts, facts.acts)


def _other_size(tells: Told, facts: Facts) -> bool:
    decided = facts.event.kind in _DECISIONS and not _part(tells, facts)
    return decided and _sizes_differ(tells.figures.sizes, facts.sizes)


def _other_actors(tells: Told, facts: Facts) -> bool:
    ours, theirs = tells.folded - ISSUERS, facts.actors - ISSUERS
    if not ours or not theirs or ours & theirs or (facts.group and "opec" in tells.folded):
        return False
    ships = facts.event.kind == "shipping" and tells.acts & facts.acts
    return not (ships and (tells.places or "iran" in ours))  # a ship's flag is not who attacked it


def _no_decision(tells: Told, facts: Facts) -> bool:
    """Tell whether a headline decides on output and the meeting did not."""
    if not facts.group or facts.event.kind == "jmmc" or not facts.acts:
        return False
    return bool(tells.acts & OUTPUT) and not facts.acts & (OUTPUT | {"fail"})


def _elsewhere(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Tell whether both name places, none of them the same or near."""
    return bool(ours and theirs and not ours & theirs and not (ours & _GULF and theirs & _GULF))


def _part(tells: Told, facts: Facts) -> bool:
    """Tell whether a headline may give one country's part of a step of several."""
    ours = tells.folded & facts.actors - {"opec"}
    total = abs(facts.event.size_kbd or 0.0) or max((size.kb for size in facts.sizes), default=0.0)
    several = len(facts.event.countries) > 2 and facts.event.kind == "voluntary_cut"
    return several and bool(ours) and all(size.kb < total for size in tells.figures.sizes)


def _sizes_differ(ours: tuple[Size, ...], theirs: tuple[Size, ...]) -> bool:
    """As between headlines, but barrels may be meant a day where the event gives only such sizes."""
    if sizes_differ(ours, theirs):
        return True
    mixed = {size.rate for size in ours} != {size.rate for size in theirs}
    return (
        bool(ours and theirs and mixed)
        and not _agreed(ours, theirs)
        and max(size.kb for size in ours) < 12_000
    )


def _months_differ(tells: Told, facts: Facts) -> bool:
    ours = {month for kind, month in tells.figures.months if kind == "begin"}
    return bool(ours and facts.months and not ours & facts.months)


def _agreed(ours: tuple[Size, ...], theirs: tuple[Size, ...]) -> Size | None:
    return next((one for one in ours for two in theirs if agree(one, two)), None)


def _market(tells: Told, facts: Facts, back: int) -> tuple[float, str]:
    """A report of prices fits an event of prices where it gives the same price or change."""
    price, event = tells.price, facts.told.price
    below = "negative" in tells.meant & facts.told.meant
    spoken = price or below or (tells.figures.dollars and _OIL & set(tells.text.split()))
    if back < 0 or not spoken or tells.mood not in ("price", "happened") or "day after" in tells.text:
        return 0.0, ""
    if price and event and price.sign * event.sign < 0 and not below:
        return 0.0, ""
    day, when = _DAY[back]
    dollars = [
        one for one in tells.figures.dollars for two in facts.told.figures.dollars if _same_price(one, two)
    ]
    percents = [
        one for one in tells.figures.percents for two in facts.told.figures.percents if abs(one - two) <= 0.5
    ]
    words = tells.words & facts.words | tells.places & facts.told.places
    value = (
        day
        + (0.55 if below else 0.0)
        + (0.5 if any(one % 1 for one in dollars) else 0.4 if dollars else 0.0)
        + (0.3 if percents else 0.0)
        + 0.1 * min(len(words), 3)
    )
    value += 0.2 if event and price else 0.0
    said = (
        ["below zero"] * below
        + [f"${one:g}" for one in dollars]
        + [f"{one:g}%" for one in percents]
        + sorted(words)[:2]
    )
    return (value, f"{when}, says {_listed(said)}") if said else (0.0, "")


def _same_price(one: float, two: float) -> bool:
    return abs(one - two) <= (0.06 if one % 1 else 0.5) + 0.004 * abs(two) * bool(one % 1 == 0)


def _size(size: Size | None) -> str:
    if not size:
        return ""
    unit = " mb/d" if size.rate else " million barrels"
    return f"{size.kb / 1000:g}{unit}" if size.kb >= 1000 or not size.rate else f"{size.kb:g} kb/d"


def _written(name: str) -> str:
    return (
        name.upper()
        if len(name) < 4 or name.startswith("opec")
        else name.title()
        if name[0].isalpha()
        else name
    )


def _listed(names: list[str]) -> str:
    return (
        names[0] if len(names) == 1 else ", ".join(names[:-1]) + f" and {names[-1]}" if names else "nothing"
    )
