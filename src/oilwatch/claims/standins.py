"""Names put right: ``U.S. crude output`` is a country's, and ``the latter`` is somebody."""

from oilwatch.claims.scene import Told
from oilwatch.claims.words import Item


def clean(items: list[Item]) -> list[Item]:
    """Return the items with what only looks like a name put right: ``world's largest``, ``U.S. output``."""
    for place, item in enumerate(items):
        if item.tag == "domestic":
            after = items[place + 1] if place + 1 < len(items) else None
            if after is not None and (
                after.tag in ("output", "stock", "export") or after.word in ("producers", "drillers")
            ):
                item.tag, item.value = "country", "USA"
        elif item.tag == "country" and item.value == "GBR" and item.word == "london":
            item.tag = ""
    return items


def stand_ins(items: list[Item], told: Told) -> list[Item]:
    """Return the items with ``the former`` and ``the latter`` named, where two were told of."""
    for item in items:
        if item.word in ("former", "latter") and not item.tag:
            named = list(dict.fromkeys(d.entity for d in told.drafts[-6:]))[-2:]
            if len(named) == 2:
                item.value = named[0] if item.word == "former" else named[1]
                item.tag = "grade" if item.value in ("BRENT", "WTI") else "country"
    return items
