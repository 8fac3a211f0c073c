"""What is decided on output: cuts, rises, levels kept, and what is done to a decision taken before."""

import itertools
from collections.abc import Sequence

from oilwatch.news.told_lexicon import Item

PRODUCERS = frozenset("russia iraq uae kuwait kazakhstan algeria oman mexico venezuela".split()) | {
    "saudi arabia"
}
OTHERS = ("forecast", "osp", "finance", "survey", "other", "inventories", "rigs")
"""Things that look like decisions or events and are none of the catalogue."""
_NOUNS = frozenset("cut cuts curb curbs cutback cutbacks reduction restraint roll rolls hike rise".split())
_PLANS = frozenset("plan plans script pace schedule roadmap course".split())
_SPOKEN = ("output", "production", "supply", "taps", "barrels", "quota")


def output(items: Sequence[Item], things: set[str], names: set[str], *, rate: bool) -> frozenset[str]:
    """Return the acts on output of a headline with *things* and *names*; *rate*: it gives barrels a day."""
    if things & {*OTHERS, "pricewar"} or (things & {"stock"}):
        return frozenset()
    named = things & {"output"} or rate or names & {"opec", "opec+"}
    if not (
        named
        or _cuts_noun(items)
        or any(word in item.word for item in items if item.means for word in _SPOKEN)
    ):
        return frozenset()
    does = {name for item in items for kind, name in item.means if kind == "verb"}
    if does & {"lift", "waive"} and names & {"us", "eu"}:
        return frozenset()
    if _denied(items):
        return frozenset({"output-hold"})
    if "leave" in does and "output" in things and led(items) in ("opec", "opec+"):
        does.add("hold")  # "leaves its ceiling", "leave production alone"
    if "hold" in does and not does & {"cut", "raise"} and any(item.word in _PLANS for item in items):
        return frozenset()  # a plan that is kept may be one to raise
    if "less" in {item.word for item in items} and not does & {"raise", "hold"}:
        does.add("cut")
    if "lift" in does and "output" in things and not does & {"sanction", "halt", "close"}:
        does.add("ease" if "cut" in does else "raise")  # "lifts curbs", "lifts output"
    if rate and any(item.word in ("more", "extra", "mas") for item in items) and not does & {"cut", "hold"}:
        does.add("raise")
    if "resist" in does and "raise" in does and not any(item.word == "with" for item in items):
        does.add("delay")
    return frozenset(f"output-{way}" for way in _way(does, items))


def _way(does: set[str], items: Sequence[Item]) -> set[str]:
    """Return the way of output of verbs: ``extend`` a ``cut`` holds it, ``ease`` a ``cut`` raises it."""
    if done_to(items, "ease", "raise", 3):
        return {"cut"}
    ends = done_to(items, "end", "delay", 3) or done_to(items, "end", "cut", 4)
    if "delay" in does and not ends:
        both = "raise" in does and (does & {"hold", "agree"} or not done_to(items, "delay", "raise", 4))
        return {"hold", "raise"} if both else {"hold"}
    if does & {"hold", "extend"} and not ends:
        raises = "raise" in does or {"ease", "cut"} <= does
        return {"hold", *({"raise"} if raises else does & {"cut"})}
    if "ease" in does or ends:
        return {"raise"}
    if {"cut", "raise"} <= does:
        return {"cut"} if done_to(items, "raise", "cut", 6) else {"cut", "raise"}
    return does & {"cut", "raise"}


def priced(items: Sequence[Item]) -> bool:
    """Tell whether prices are what a seller cuts, raises or holds: "raises July crude prices"."""
    for at, item in enumerate(items):
        if any(("verb", way) in item.means for way in ("cut", "raise", "hold", "lift")):
            near = [one.word for one in items[at + 1 : at + 5]]
            ended = next((place for place, word in enumerate(near) if word in (",", ";", "to")), len(near))
            if {"price", "prices", "premium"} & set(near[:ended]):
                return any(kind == "actor" for one in items[:at] for kind, _ in one.means)
    return False


def _denied(items: Sequence[Item]) -> bool:
    """Tell whether a cut or a rise is what is not done: "decides not to cut", "kürzt nicht"."""
    for at, item in enumerate(items):
        if item.word in ("not", "against", "nicht", "no", "pas", "won't", "without"):
            near = items[max(at - 1, 0) : at + 4] if item.word in ("nicht", "pas") else items[at + 1 : at + 4]
            if any(("verb", way) in one.means for one in near for way in ("cut", "raise")):
                return True
    return False


def led(items: Sequence[Item]) -> str:
    """Return the first actor, empty for none."""
    return next((name for item in items for kind, name in item.means if kind == "actor"), "")


def done_to(items: Sequence[Item], verb: str, other: str, most: int) -> bool:
    """Tell whether one verb is done to the next one, at *most* so far away: "adds a voluntary cut"."""
    acting = [(at, {name for kind, name in item.means if kind == "verb"}) for at, item in enumerate(items)]
    acting = [(at, names) for at, names in acting if names]
    return any(
        verb in names and other in following and after - at <= most
        for (at, names), (after, following) in itertools.pairwise(acting)
    )


def _cuts_noun(items: Sequence[Item]) -> bool:
    nouns = any(item.word in _NOUNS for item in items)
    named = any(item.word in ("oil", "crude", "voluntary", "barrel", "barrels", "supply") for item in items)
    producer = any(kind == "actor" and name in PRODUCERS for item in items for kind, name in item.means)
    return nouns and (named or producer)
