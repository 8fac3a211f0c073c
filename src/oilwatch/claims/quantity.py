"""Quantities: a number with its scale, its unit and the word that says how exact it is, merged to one item.

A number without a unit may take one from its neighbours or from the head of a table: see ``shared``.
"""

from oilwatch.claims import unit_words
from oilwatch.claims.amounts import STARTS, Quantity, at
from oilwatch.claims.words import Item


def merge(items: list[Item]) -> list[Item]:
    """Return the items of a sentence with quantities merged to items tagged ``q``; without unit ``bare``."""
    out: list[Item] = []
    place, end = 0, len(items)
    while place < end:
        word = items[place].word
        begins = word in STARTS or "0" <= word[0] <= "9" or (word[0] == "." and len(word) > 1)
        found = at(items, place) if begins and items[place].tag in _MAY else None
        if found is None:
            out.append(items[place])
            place += 1
            continue
        quantity, after = found
        first = items[place]
        item = Item(first.word, first.start, items[after - 1].end, "q" if quantity.unit else "bare", quantity)
        item = _signed(out, item)
        place = after
        out.append(_modified(out, item))
        place = _ranged(items, out, place)
    return out


_MAY = frozenset(("", "group", "unit", "settle", "act"))


def _signed(out: list[Item], item: Item) -> Item:
    """Take a minus sign or the word into the figure, where no range can be meant."""
    if not out or item.value.minus:
        return item
    before = out[-1]
    sign = before.word in ("minus", "negative") or (
        before.word in "-−–"
        and before.word
        and before.end == item.start
        and (len(out) < 2 or (out[-2].end < before.start and out[-2].tag not in ("q", "bare")))
    )
    if not sign:
        return item
    out.pop()
    values = tuple(-abs(value) for value in item.value.values)
    return replace_item(item, before.start, item.value._replace(values=values, minus=True))


def replace_item(item: Item, start: int, quantity: Quantity) -> Item:
    """Return *item* beginning at *start*, with another quantity."""
    return Item(item.word, start, item.end, "q" if quantity.unit else "bare", quantity)


def _modified(out: list[Item], item: Item) -> Item:
    while out:
        before = out[-1]
        word = before.word
        if word in ("a", "the") and len(out) > 1 and out[-2].tag == "mod" and item.value.fraction:
            out.pop()
            continue
        modifier = before.value if before.tag == "mod" else _ALSO.get(word)
        if modifier is None:
            break
        if item.value.modifier == "exact":
            item = replace_item(item, before.start, item.value._replace(modifier=str(modifier), lead=word))
        else:
            item = replace_item(item, before.start, item.value)
        out.pop()
    return item


_ALSO = {
    phrase: modifier
    for modifier, phrases in unit_words.MODIFIERS.items()
    for phrase in phrases.split("|")
    if phrase in ("above", "below", "over", "under", "topped", "topping", "passed", "surpassed",
                  "crossed", "past", "beneath", "tops", "broke above", "broke below", "near",
                  "estimated", "not")
}  # fmt: skip
_ALSO["'t"] = "negated"


def _ranged(items: list[Item], out: list[Item], place: int) -> int:
    """Join the quantity just read with the one after ``to`` or a dash where both are ends of one range."""
    if place + 1 >= len(items) or items[place].word not in ("to", "-", "–", "—", "and", "or"):
        return place
    between = items[place].word
    first = out[-1]
    if between in ("and", "or") and (len(out) < 2 or out[-2].word != "between"):
        return place
    if between == "to" and len(out) > 1 and out[-2].word == "from":
        return place
    found = at(items, place + 1)
    if found is None:
        return place
    second, after = found
    one: Quantity = first.value
    if not _one_range(one, second):
        return place
    scale = second.scale if one.unit is None and one.scale == 1.0 else one.scale
    if scale != second.scale:
        return place
    whole = second._replace(
        values=(*one.values, *second.values), modifier="range" if one.modifier == "exact" else one.modifier,
        half=max(one.half, second.half), unit=second.unit or one.unit,
    )  # fmt: skip
    start = first.start
    out.pop()
    if between in ("and", "or") and out:
        start = out.pop().start
    joined = Item(first.word, start, items[after - 1].end, "q" if whole.unit else "bare", whole)
    out.append(joined)
    return after


def _one_range(one: Quantity, second: Quantity) -> bool:
    if len(one.values) > 1 or second.values[0] <= 0 or one.values[0] <= 0:
        return False
    if one.unit is not None and one.unit != second.unit and second.unit is not None:
        return False
    low, high = one.values[0] * one.scale, second.values[0] * second.scale
    if one.unit is None and one.scale == 1.0:
        low = one.values[0] * second.scale
    return low < high <= 3 * low or (low < high and second.unit is unit_words.PERCENT)
