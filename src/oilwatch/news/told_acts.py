"""What is done in a headline: verbs and what they are done to, as acts such as ``output-cut`` or
``truce``.
"""

from collections.abc import Sequence

from oilwatch.news.told_lexicon import Item
from oilwatch.news.told_output import OTHERS, PRODUCERS, done_to, led, output, priced

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
_GASES = frozenset("gas lng methane".split())
_OILS = frozenset("oil crude petroleum barrel barrels brent wti tanker tankers".split())
PARTNERS = frozenset("russia kazakhstan oman mexico azerbaijan bahrain sudan".split()) | {"south sudan"}
"""Who decides with OPEC, but not in it."""
MEMBERS = (
    PRODUCERS
    | PARTNERS
    | frozenset("iran libya nigeria angola qatar ecuador gabon congo indonesia opec opec+".split())
    | {"equatorial guinea", "kurdistan"}
)
"""Who decides in OPEC and OPEC+, or has decided; a headline of another is not one of their decisions."""
ABOUT = frozenset(f"about-{thing}" for thing in (*OTHERS, "gas"))
"""What looks like a decision or an event and is none of the catalogue."""
PUBLISHED = frozenset(f"about-{thing}" for thing in ("forecast", "osp", "survey", "inventories", "rigs"))
"""Figures that somebody publishes on a day, as many outlets report them within hours."""
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
    found = set(output(items, things, names, rate=rate))
    found |= _elsewhere(does, things, names, {word for item in items for word in item.word.split()})
    found |= {"about-osp"} if names and priced(items) else set()
    if "release" in does and (stock or (rate and names & {"us", "iea"})):
        found.add("release")
    found |= _trade(items, does, things, names)
    found |= _violence(verbs, things, names)
    return frozenset(found - OUTPUT if "about-gas" in found else found)


def _told_with(items: Sequence[Item], act: str, other: str) -> bool:
    """Tell whether another act comes after "with", as in "agrees an embargo with exemptions"."""
    words = [item.word for item in items]
    if "with" not in words:
        return False
    at = words.index("with")
    return any(name == act for item in items[:at] for _, name in item.means) and any(
        name == other for item in items[at:] for _, name in item.means
    )


def _elsewhere(does: set[str], things: set[str], names: set[str], words: set[str]) -> set[str]:
    """Acts that look like decisions on output and are not: forecasts, selling prices, rates, surveys."""
    found = {f"about-{thing}" for thing in OTHERS if thing in things}
    if "pricewar" in things:
        found.add("price-war")
    if "stock" in things and "survey" not in things:
        found |= {act for act in ("release", "refill") if act in does}
        found |= {"release"} if does & {"open", "attack", "ease"} else set()
    if "russia" in names and words & {"cap", "ceiling", "limit"} and words & {"$", "dollars", "price"}:
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
        ends = done_to(items, "end", "sanction", 4) or done_to(items, "sanction", "end", 2)
        lifts = lifts or (ends and "waive" not in does)
        found.add("sanction-lift" if lifts else "sanction")
    elif "waive" in does and does & {"fail", "halt", "end"} and names & {"us", "iran"}:
        found.add("sanction")
    elif does & {"lift", "waive"} and names & {"us", "eu"}:
        found.add("sanction-lift")
    if (
        does & {"leave", "join"}
        and names & {"opec", "opec+"}
        and not does & {"hold", "cut", "raise"}
        and (led(items) not in ("opec", "opec+"))
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
