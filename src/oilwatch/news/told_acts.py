"""What is done in a headline: verbs and what they are done to, as acts such as ``output-cut`` or
``truce``.
"""

from collections.abc import Sequence

from oilwatch.news.told_lexicon import Item

OPPOSITE = (
    ("output-cut", "output-raise"), ("output-hold", "output-raise"), ("outage", "restart"),
    ("attack", "truce"), ("close", "open"), ("leave", "join"), ("sanction", "sanction-lift"),
    ("fail", "output-cut"), ("fail", "output-raise"), ("fail", "output-hold"), ("release", "refill"),
    ("nuclear-exit", "nuclear-deal"), ("blockade", "blockade-lift"), ("labour", "labour-end"),
)  # fmt: skip
"""Acts of which a headline that tells one does not tell the other."""
_AGAINST: dict[str, frozenset[str]] = {
    act: frozenset(two if one == act else one for one, two in OPPOSITE if act in (one, two))
    for pair in OPPOSITE
    for act in pair
}
_NOUNS = frozenset("cut cuts curb curbs cutback cutbacks reduction restraint roll rolls hike rise".split())
_SPOKEN = ("output", "production", "supply", "taps", "barrels", "quota")
PRODUCERS = frozenset("russia iraq uae kuwait kazakhstan algeria oman mexico venezuela".split()) | {
    "saudi arabia"
}
_OTHERS = ("forecast", "osp", "finance", "survey", "other", "inventories", "rigs")
ABOUT = frozenset(f"about-{thing}" for thing in _OTHERS)
"""What looks like a decision or an event and is none of the catalogue."""
OUTPUT = frozenset({"output-cut", "output-raise", "output-hold"})


def opposed(one: frozenset[str], two: frozenset[str]) -> bool:
    """Tell whether two headlines tell acts that exclude each other, and share none."""
    if one & two:
        return False
    return any(_AGAINST.get(act, frozenset()) & two for act in one)


def acts(items: Sequence[Item], *, rate: bool, stock: bool) -> frozenset[str]:
    """Return what a headline's phrases say is done; *rate*, *stock*: it gives barrels a day, or many
    barrels.
    """
    verbs = [name for item in items for kind, name in item.means if kind == "verb"]
    things = {name for item in items for kind, name in item.means if kind == "thing"}
    names = {name for item in items for kind, name in item.means if kind in ("actor", "place")}
    does = set(verbs)
    found = set(_output(items, things, names, rate=rate))
    found |= _elsewhere(does, things, names, {item.word for item in items})
    if "release" in does and (stock or (rate and names & {"us", "iea"})):
        found.add("release")
    found |= _trade(items, does, things, names)
    found |= _violence(verbs, things, names)
    return frozenset(found)


def _output(items: Sequence[Item], things: set[str], names: set[str], *, rate: bool) -> frozenset[str]:
    if things & {*_OTHERS, "pricewar"} or (things & {"stock"}):
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
    if "leave" in does and "output" in things and _led(items) in ("opec", "opec+"):
        does.add("hold")  # "leaves its ceiling", "leave production alone"
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
    if "delay" in does and "end" not in does:
        return {"hold", "raise"} if does & {"hold", "agree"} and "raise" in does else {"hold"}
    if does & {"hold", "extend"} and not ("end" in does and does & {"delay", "cut"}):
        raises = "raise" in does or {"ease", "cut"} <= does
        return {"hold", *({"raise"} if raises else does & {"cut"})}
    if "ease" in does or ("end" in does and does & {"delay", "cut"}):
        return {"raise"}
    if {"cut", "raise"} <= does:
        return {"cut"} if _raises_cut(items) else {"cut", "raise"}
    return does & {"cut", "raise"}


def _denied(items: Sequence[Item]) -> bool:
    """Tell whether a cut or a rise is what is not done: "decides not to cut", "kürzt nicht"."""
    for at, item in enumerate(items):
        if item.word in ("not", "against", "nicht", "no", "pas", "won't", "without"):
            near = items[max(at - 1, 0) : at + 4] if item.word in ("nicht", "pas") else items[at + 1 : at + 4]
            if any(("verb", way) in one.means for one in near for way in ("cut", "raise")):
                return True
    return False


def _led(items: Sequence[Item]) -> str:
    return next((name for item in items for kind, name in item.means if kind == "actor"), "")


def _raises_cut(items: Sequence[Item]) -> bool:
    """Tell whether ``raise`` is done to a cut, as in "adds a voluntary cut"."""
    places = {name: index for index, item in reversed(list(enumerate(items))) for _, name in item.means}
    return 0 < places["cut"] - places["raise"] <= 6


def _cuts_noun(items: Sequence[Item]) -> bool:
    nouns = any(item.word in _NOUNS for item in items)
    named = any(item.word in ("oil", "crude", "voluntary", "barrel", "barrels", "supply") for item in items)
    producer = any(kind == "actor" and name in PRODUCERS for item in items for kind, name in item.means)
    return nouns and (named or producer)


def _elsewhere(does: set[str], things: set[str], names: set[str], words: set[str]) -> set[str]:
    """Acts that look like decisions on output and are not: forecasts, selling prices, rates, surveys."""
    found = {f"about-{thing}" for thing in _OTHERS if thing in things}
    if "pricewar" in things:
        found.add("price-war")
    if "stock" in things and "survey" not in things:
        found |= {act for act in ("release", "refill") if act in does}
        found |= {"release"} if does & {"open", "attack", "ease"} else set()
    if "russia" in names and "cap" in words:
        found.add("sanction")
    if "tariff" in does:
        found.add("tariff")
    return found


def _trade(items: Sequence[Item], does: set[str], things: set[str], names: set[str]) -> set[str]:
    """Sanctions and their lifting, nuclear deals, membership, and talks that fail."""
    found: set[str] = set()
    words = {item.word for item in items}
    if "nuclear" in things:
        if does & {"leave", "fail", "end"}:
            found.add("nuclear-exit")
        elif does & {"agree", "lift", "waive"}:
            found.add("nuclear-deal")
    if "sanction" in does:
        lifts = does & {"lift", "ease", "waive"} and not (does & {"waive"} and does & {"fail", "halt", "end"})
        lifts = lifts or ("end" in does and "waive" not in does)
        found.add("sanction-lift" if lifts else "sanction")
    elif "waive" in does and does & {"fail", "halt", "end"} and names & {"us", "iran"}:
        found.add("sanction")
    elif does & {"lift", "waive"} and names & {"us", "eu"}:
        found.add("sanction-lift")
    if (
        does & {"leave", "join"}
        and names & {"opec", "opec+"}
        and not does & {"hold", "cut", "raise"}
        and (_led(items) not in ("opec", "opec+"))
    ):
        found.add("leave" if does & {"leave", "end"} else "join")
    if ("fail" in does and (names & {"opec", "opec+"} or "talks" in things or "agree" in does)) or (
        "end" in does and "talks" in things and "agree" not in does and "calls off" in words
    ):
        found.add("fail")
    return found


def _violence(verbs: list[str], things: set[str], names: set[str]) -> set[str]:
    """Attacks, wars and truces, blockades, and what stops or starts to flow."""
    found: set[str] = set()
    does = set(verbs)
    labour = "workers" in things
    if "truce" in does:
        found.add("attack" if does & {"fail", "halt"} and "attack" in does else "truce")
    elif does & {"attack", "invade"} and not labour and "labour" not in does:
        found.add("truce" if "end" in does and "invade" in does else "attack")
    if "seize" in does and "ship" not in things and len(names) > 1:
        found.add("attack")
    if "labour" in does or (labour and does & {"attack", "halt"}):
        found.add("labour-end" if does & {"end", "resume"} else "labour")
    found |= {act for act in ("kill", "capture") if act in does}
    if "seize" in does and "ship" in things:
        found.add("seize")
    if "ship" in things and does & {"attack", "flare"}:
        found.add("ship-attack")
    if names & {"hormuz", "suez", "red sea"} or ("ship" in things and "close" in does):
        found |= _passage(verbs)
    elif "close" in does:
        found |= {"blockade-lift", "restart"} if does & {"lift", "fail", "end"} else {"blockade", "outage"}
    if "ship" in things and "close" in does:
        found.add("blockade")
    found |= _flow(does, things, names)
    return found


def _passage(verbs: list[str]) -> set[str]:
    does = set(verbs)
    closes, opens = does & {"close", "halt"}, does & {"open", "resume"}
    if opens and "ease" in does:
        return {"close"}
    if closes and (does & {"lift", "end"}):
        return {"open"}
    if closes and opens:
        last = [verb for verb in verbs if verb in closes | opens][-1]
        return {"open"} if last in opens else {"close"}
    return {"open"} if opens else {"close"} if closes else set()


def _flow(does: set[str], things: set[str], names: set[str]) -> set[str]:
    flows = bool(things & {"output", "facility", "workers"}) or "libya" in names
    found: set[str] = set()
    if flows and ("resume" in does or ("halt" in does and does & {"end", "lift"})):
        found.add("restart")
    elif "halt" in does and flows:
        found.add("outage")
    if "flare" in does:
        found.add("flare")
    if does & {"lift", "end"} and "close" in does and flows:
        found.add("restart")
    return found
