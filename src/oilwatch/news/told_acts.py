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
_PLANS = frozenset("plan plans script pace schedule roadmap course".split())
_SPOKEN = ("output", "production", "supply", "taps", "barrels", "quota")
PRODUCERS = frozenset("russia iraq uae kuwait kazakhstan algeria oman mexico venezuela".split()) | {
    "saudi arabia"
}
_GASES = frozenset("gas lng methane".split())
_OILS = frozenset("oil crude petroleum barrel barrels brent wti tanker tankers".split())
_OTHERS = ("forecast", "osp", "finance", "survey", "other", "inventories", "rigs")
MEMBERS = PRODUCERS | frozenset(
    "iran libya nigeria angola qatar ecuador gabon congo indonesia bahrain azerbaijan sudan opec".split()
) | {"equatorial guinea", "south sudan", "kurdistan"}
"""Who decides in OPEC and OPEC+, or has decided; a headline of another is not one of their decisions."""
ABOUT = frozenset(f"about-{thing}" for thing in (*_OTHERS, "gas"))
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
    if _done_to(items, "ease", "raise", 3):
        return {"cut"}
    ends = _done_to(items, "end", "delay", 3) or _done_to(items, "end", "cut", 4)
    if "delay" in does and not ends:
        both = "raise" in does and (does & {"hold", "agree"} or not _done_to(items, "delay", "raise", 4))
        return {"hold", "raise"} if both else {"hold"}
    if does & {"hold", "extend"} and not ends:
        raises = "raise" in does or {"ease", "cut"} <= does
        return {"hold", *({"raise"} if raises else does & {"cut"})}
    if "ease" in does or ends:
        return {"raise"}
    if {"cut", "raise"} <= does:
        return {"cut"} if _done_to(items, "raise", "cut", 6) else {"cut", "raise"}
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


def _done_to(items: Sequence[Item], verb: str, other: str, most: int) -> bool:
    """Tell whether one verb is done to another, as in "adds a voluntary cut": it is the next one, and near."""
    acting = [(at, {name for kind, name in item.means if kind == "verb"}) for at, item in enumerate(items)]
    acting = [(at, names) for at, names in acting if names]
    return any(
        verb in names and other in following and after - at <= most
        for (at, names), (after, following) in zip(acting, acting[1:], strict=False)
    )


def _told_with(items: Sequence[Item], act: str, other: str) -> bool:
    """Tell whether another act comes after "with", as in "agrees an embargo with exemptions"."""
    words = [item.word for item in items]
    if "with" not in words:
        return False
    at = words.index("with")
    return any(name == act for item in items[:at] for _, name in item.means) and any(
        name == other for item in items[at:] for _, name in item.means
    )


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
    if words & _GASES and not words & _OILS and not names & {"opec", "opec+"}:
        found.add("about-gas")
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
        lifts = lifts if does & {"lift", "ease"} or not _told_with(items, "sanction", "waive") else set()
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
