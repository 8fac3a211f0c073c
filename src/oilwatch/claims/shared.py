"""Units that a number takes from its neighbours, from a table's head or from the sentence before."""

from oilwatch.claims import unit_words
from oilwatch.claims.amounts import Quantity
from oilwatch.claims.scene import Told
from oilwatch.claims.unit_words import Unit
from oilwatch.claims.words import Item


def units(items: list[Item], told: Told) -> list[Item]:
    """Give numbers without a unit the one they share; the rest are plain numbers again."""
    head = _head(items)
    if head is not None:
        told.header = head
        cutting = any(item.tag == "act" and item.value < 0 for item in items)
        told.header_kind = "quota" if any(item.tag == "quota" for item in items) else "cut" if cutting else ""
    bare = [place for place, item in enumerate(items) if item.tag == "bare"]
    for place in bare:
        unit, scale, origin = _shared(items, place, told)
        quantity: Quantity = items[place].value
        if unit is None:
            items[place].tag = ""
            continue
        modifier = "table" if origin == "table" and quantity.modifier == "exact" else quantity.modifier
        items[place].tag = "q"
        items[place].value = quantity._replace(
            unit=unit,
            scale=scale if quantity.scale == 1.0 else quantity.scale,
            origin=origin,
            modifier=modifier,
        )
    for place in range(len(items)):
        if items[place].tag == "q":
            _barrels_to_rates(items, place)
            if items[place].value.unit.normalized == "kb/d":
                told.last_unit = items[place].value
    if not items[-1].word or len(items) < 2:
        return items
    if told.header is not None and head is None and not any(item.tag == "q" for item in items):
        told.header = None
    return items


def _head(items: list[Item]) -> tuple[Unit, float] | None:
    """Return the unit that stands alone, as at the head of a table: ``targets (million bpd)``."""
    for place, item in enumerate(items):
        if item.tag != "unit" or item.value.normalized not in ("kb/d", "USD/bbl", "percent"):
            continue
        before = items[place - 1].word if place else ""
        scaled = place > 1 and before in ("million", "mln", "mn", "thousand", "'000", "000")
        opened = before in ("(", ",", "in") or (scaled and items[place - 2].word in ("(", ",", "in", ":"))
        if opened and (place + 1 >= len(items) or items[place + 1].word in (")", ",", ":", ".")):
            scale = {"million": 1e6, "mln": 1e6, "mn": 1e6, "thousand": 1e3, "000": 1e3}.get(before, 1.0)
            return item.value, scale
    return None


def _shared(items: list[Item], place: int, told: Told) -> tuple[Unit | None, float, str]:
    """Return the unit, the scale and where both come from, of a number that has no unit beside it."""
    quantity: Quantity = items[place].value
    next_ = items[place + 2] if place + 2 < len(items) else None
    if next_ is not None and next_.tag == "q" and items[place + 1].word in ("and", "or", ",", "to"):
        other: Quantity = next_.value
        if _alike(quantity, other):
            small = quantity.scale == 1.0 and quantity.values[0] < 1000
            return other.unit, other.scale if small else quantity.scale, "neighbour"
    large = quantity.scale == 1.0 and quantity.values[0] >= 10_000 and "," in items[place].word
    if quantity.scale == 1e6 or large:
        unit = _of_sentence(items, place, told)
        if unit is not None:
            return unit, 1.0, "neighbour"
    if told.header is not None and quantity.scale == 1.0 and items[place].word[0].isdigit():
        unit, scale = told.header
        if "." in items[place].word or scale >= 1e3 or unit.normalized != "kb/d" or unit.factor == 1.0:
            return unit, scale, "table"
    return None, 1.0, ""


def _of_sentence(items: list[Item], place: int, told: Told) -> Unit | None:
    """Return the unit that ``11.4 million`` takes from another figure, or from what is spoken of."""
    rates = [
        n for n, item in enumerate(items) if item.tag == "q" and item.value.unit.normalized in ("kb/d", "kb")
    ]
    if not _stops(items, place):
        return None
    before = [n for n in rates if n < place]
    if before:
        return _kin(items[before[-1]].value.unit)
    if rates and _alike(items[place].value, items[rates[0]].value):
        return _kin(items[rates[0]].value.unit)
    tags = {item.tag for item in items}
    if tags & {"output", "quota", "act"} and tags & {"country", "group", "output", "quota"}:
        return unit_words.BBL if tags & {"stock", "reserve"} else unit_words.BD
    return unit_words.BD if told.last_unit is not None and tags & {"country", "group", "level"} else None


def _kin(unit: Unit) -> Unit:
    return unit_words.BBL if unit is unit_words.BBL else unit_words.BD


def _alike(one: Quantity, other: Quantity) -> bool:
    if other.unit is None:
        return False
    low = one.values[0] * one.scale
    high = other.values[0] * other.scale
    if other.unit.normalized == "kb/d" and one.scale == 1.0 and one.values[0] < 1000:
        low = one.values[0] * other.scale
    return low > 0 and high > 0 and 0.02 <= low / high <= 50


def _stops(items: list[Item], place: int) -> bool:
    """Whether nothing follows that the number could count: ``11.4 million.`` but not ``2 million people``."""
    after = items[place + 1] if place + 1 < len(items) else None
    if after is None:
        return True
    return after.tag in _ENDING_TAGS or after.word in _ENDING


_ENDING_TAGS = frozenset(("date", "settle", "each", "together", "act", "move", "country"))
_ENDING = frozenset(
    ", . ; : ) ( in and from for while to on by at below above of under more less this last — – as over or"
    " with after but it they he she that which".split()
)


def _barrels_to_rates(items: list[Item], place: int) -> None:
    """Read barrels as barrels a day where output is spoken of and the ``per day`` is missing."""
    quantity: Quantity = items[place].value
    if quantity.unit is not unit_words.BBL or quantity.scale * quantity.values[0] < 1000:
        return
    tags = {item.tag for item in items}
    if tags & {"stock", "reserve", "fuel", "export"}:
        return
    rates = any(
        item.tag == "q" and item.value.unit is not None and item.value.unit.normalized == "kb/d"
        for item in items
    )
    if rates or (tags & {"output", "quota", "level", "act"} and tags & {"country", "group", "output"}):
        items[place].value = quantity._replace(unit=unit_words.BD, origin="neighbour")
