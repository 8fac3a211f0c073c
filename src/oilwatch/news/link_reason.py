"""Why a story is tied to an event, in plain words."""

from collections.abc import Sequence

from oilwatch.news.event_facts import Facts
from oilwatch.news.told import Told
from oilwatch.news.told_numbers import Size

WHEN = {0: "same day", 1: "a day after", 2: "two days after", -1: "the evening before"}
_KNOWN = {
    "output-cut": "a cut", "output-raise": "an increase", "output-hold": "that levels are kept",
    "fail": "that talks failed", "sanction": "sanctions", "sanction-lift": "relief from sanctions",
    "attack": "an attack", "truce": "a truce", "outage": "an outage", "restart": "a restart",
    "release": "a stock release", "leave": "an exit", "join": "an entry", "close": "a closure",
    "open": "an opening", "ship-attack": "an attack on ships", "flare": "an accident or a storm",
    "labour": "a strike", "blockade": "a blockade", "kill": "a killing", "price-war": "a price war",
    "tariff": "tariffs",
}  # fmt: skip
_SHORT = frozenset("us eu uk un uae iea eia g7 cpc jcpoa".split())


def reason(tells: Told, facts: Facts, back: int, size: Size | None = None) -> str:
    """Return what a headline shares with an event: only actors, places, sizes and proper names are named."""
    named = [_written(name, facts) for name in sorted(tells.folded & facts.actors)]
    named += [_written(name, facts) for name in sorted(tells.places & facts.told.places)]
    named += [name.title() for name in sorted(tells.words & facts.names)[:2]]
    named += [_size(size)] if size else []
    acts = [_KNOWN[act] for act in sorted(tells.acts & facts.acts) if act in _KNOWN]
    said = [f"names {listed(named)}"] if named else []
    said += [f"tells of {listed(acts)}"] if acts else []
    return ", ".join([WHEN[back], *said])


def listed(names: Sequence[str]) -> str:
    """Return names as a list in words; *names* is not empty."""
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + f" and {names[-1]}"


def _written(name: str, facts: Facts) -> str:
    if name == "opec":
        return "OPEC+" if "opec+" in facts.told.actors or "opec_plus" in facts.event.kind else "OPEC"
    return name.upper() if name in _SHORT else name.title()


def _size(size: Size) -> str:
    unit = " mb/d" if size.rate else " million barrels"
    return f"{size.kb / 1000:g}{unit}" if size.kb >= 1000 or not size.rate else f"{size.kb:g} kb/d"
