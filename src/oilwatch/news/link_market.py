"""Reports of prices and the events that are prices: a record, a crash, a level first passed."""

from oilwatch.news.event_facts import Facts
from oilwatch.news.link_reason import DAYS, listed
from oilwatch.news.told import Told

_OIL = frozenset("oil crude brent wti barrel baril barril rohol petrole petroleo".split())


def market(tells: Told, facts: Facts, back: int) -> tuple[float, str]:
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
    return (value, f"{when}, says {listed(said)}") if said else (0.0, "")


def _same_price(one: float, two: float) -> bool:
    return abs(one - two) <= (0.06 if one % 1 else 0.5) + 0.004 * abs(two) * bool(one % 1 == 0)
