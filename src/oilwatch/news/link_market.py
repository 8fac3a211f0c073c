"""Reports of prices and the events that are prices: a record, a crash, a level first passed."""

from oilwatch.news.event_facts import Facts
from oilwatch.news.link_reason import WHEN, listed
from oilwatch.news.told import Told

_OIL = frozenset("oil crude brent wti barrel baril barril rohol petrole petroleo".split())
_DAY = {0: 0.12, 1: 0.08, 2: 0.02}


def score(tells: Told, facts: Facts, back: int) -> tuple[float, str]:
    """Return how well a report of prices, *back* days after an event of prices, fits it, and why in words.

    It fits where it gives the same price or change; 0 where it gives neither, or another direction.
    """
    price, event = tells.price, facts.told.price
    below = "negative" in tells.meant & facts.told.meant
    if not speaks(tells, facts, back):
        return 0.0, ""
    dollars = [
        one for one in tells.figures.dollars for two in facts.told.figures.dollars if _same_price(one, two)
    ]
    percents = [
        one for one in tells.figures.percents for two in facts.told.figures.percents if abs(one - two) <= 0.5
    ]
    names = sorted(tells.words & facts.names | tells.places & facts.told.places)
    words = tells.words & facts.words | tells.places & facts.told.places
    value = _DAY[back] + 0.55 * below + 0.1 * min(len(words), 3) + 0.2 * bool(event and price)
    value += 0.5 if any(one % 1 for one in dollars) else 0.4 if dollars else 0.0
    value += 0.3 if percents else 0.0
    said = ["below zero"] * below + [f"${one:g}" for one in dollars] + [f"{one:g}%" for one in percents]
    said += [name.title() for name in names[:2]]
    return (min(value, 1.0), f"{WHEN[back]}, says {listed(said)}") if said else (0.0, "")


def shared(tells: Told, facts: Facts) -> float:
    """Return 1 where a report of prices, before the next session, says that they moved as in the event."""
    price, event = tells.price, facts.told.price
    alike = price and event and price.sign == event.sign
    return float(bool(alike and speaks(tells, facts, 0)) or score(tells, facts, 0)[0] > 0)


def speaks(tells: Told, facts: Facts, back: int) -> bool:
    """Tell whether a headline speaks of the price of oil and not against the event's direction."""
    price, event = tells.price, facts.told.price
    below = "negative" in tells.meant & facts.told.meant
    spoken = price or below or (tells.figures.dollars and _OIL & set(tells.text.split()))
    if back < 0 or not spoken or tells.mood not in ("price", "happened") or "day after" in tells.text:
        return False
    return below or not (price and event and price.sign * event.sign < 0)


def _same_price(one: float, two: float) -> bool:
    return abs(one - two) <= (0.06 if one % 1 else 0.5) + 0.004 * abs(two) * bool(one % 1 == 0)
