"""What a decision asks: of whom, from which month, and in which series of output it can be seen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from oilwatch import catalog, periods
from oilwatch.model import Event, Series

DEFINITIONS = ("crude", "crude_only", "jodi")
"""The series of output that are read: crude only ever, never total liquids or a weekly estimate."""
LEVELS = {"OPEC": ("SAU",), "OPEC+": ("SAU", "RUS")}
"""The members of each group for which required levels are recorded."""


@dataclass(frozen=True, slots=True)
class Window:
    """The months that are looked at, and the day from which."""

    base: str
    months: tuple[str, ...]
    today: str
    as_of: str | date | None
    breaks: tuple[tuple[str, Event], ...]


def window(event: Event, months: int, today: str, as_of: str | date | None) -> Window:
    """Return the months to look at: *months* from the first in force, and the base before the decision."""
    first = effective(event)
    spanned = [first]
    while len(spanned) < months:
        spanned.append(periods.following(spanned[-1], "monthly"))
    base = periods.before(f"{event.date:%Y-%m}")
    breaks = tuple(
        (effective(other), other)
        for other in catalog.events()
        if other.kind == "membership"
        and other.date.isoformat() <= today
        and base < effective(other) <= spanned[-1]
    )
    return Window(base, tuple(spanned), today, as_of, breaks)


def effective(event: Event) -> str:
    """Return the first month in which a decision is in force: as stated, else the month after it."""
    return event.effective_from[:7] or periods.following(f"{event.date:%Y-%m}", "monthly")


def covered(event: Event, known: Mapping[str, Series]) -> list[tuple[str, str]]:
    """Return (name, code) of whom a decision covers: as named, then the members with recorded levels."""
    places = {about.entity_name: about.entity for about in known.values()}
    named = {catalog.NAMES.get(name, places.get(name, name)): name for name in event.countries}
    for group in list(named):
        for entity in LEVELS.get(group, ()):
            about = known.get(f"target.{entity.lower()}.required")
            if about is not None:
                named.setdefault(entity, about.entity_name)
    return [(name, entity) for entity, name in named.items()]


def ids(entity: str) -> list[str]:
    """Return the ids of the series of output that may be read of a country or a group."""
    return [f"production.{entity.lower().replace('+', 'plus')}.{definition}" for definition in DEFINITIONS]
