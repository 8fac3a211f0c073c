"""Prices at the pump."""

from collections.abc import Sequence

from oilwatch.claims import cues, timing, unit_words, when
from oilwatch.claims.amounts import Quantity
from oilwatch.claims.patterns import Pattern
from oilwatch.claims.scene import Draft, Scene


def fuel(scene: Scene, place: int) -> Sequence[Draft] | None:
    """Read a price a gallon."""
    quantity: Quantity = scene.items[place].value
    gallon = quantity.unit in (unit_words.GALLON, unit_words.GALLON_CENTS)
    money = quantity.unit in (unit_words.USD, unit_words.CENTS)
    if not gallon and not (money and scene.has("fuel") and not scene.has("grade", "domestic")):
        return None
    if not gallon and scene.near(place, ("oil", "price", "settle"), left=8, right=0) >= 0:
        return None
    if not gallon and "gallon" not in scene.words and not any("gallon" in word for word in scene.words):
        return []
    item = scene.items[place]
    sign = cues.change(scene, place) if quantity.unit is unit_words.GALLON_CENTS or money else 0
    draft = Draft(
        item.start,
        item.end,
        "change" if sign else "level",
        "price_change" if sign else "other",
        "USA-GASOLINE",
        quantity,
        place=place,
    )
    draft.sign, draft.modifier, draft.reason = sign or 1, quantity.modifier, "out_of_scope_measure"
    found = timing.chosen(scene, place)
    span = when.resolve(scene.items[found].value, scene.told.day) if found >= 0 else None
    draft.period = span or timing.session(scene.told.day)
    return [draft]


PATTERNS = (
    Pattern("fuel", 12, ("USD/gallon", "USD/bbl"), read=fuel, examples={
        "Gasoline averaged $3.42 a gallon.": "level USA-GASOLINE 3.42 USD/gallon",
        "Pump prices fell 5 cents a gallon.": "change USA-GASOLINE -0.05 USD/gallon",
        "Brent closed at $70.": None,
    }),
)  # fmt: skip
