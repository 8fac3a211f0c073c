"""One amount where a number stands: its scale, its fraction and its unit."""

from typing import NamedTuple

from oilwatch.claims import numbers, unit_words
from oilwatch.claims.numbers import Number
from oilwatch.claims.unit_words import Unit
from oilwatch.claims.words import Item


class Quantity(NamedTuple):
    """A figure as quoted: its value or both ends of its range, unit, precision and modifier."""

    values: tuple[float, ...]
    unit: Unit | None
    scale: float
    half: float
    """Half a unit of the last printed digit, in quoted units before the scale."""
    modifier: str = "exact"
    fraction: bool = False
    words: bool = False
    origin: str = ""
    """Where a unit that is not beside the number comes from: ``neighbour`` or ``table``."""
    minus: bool = False
    lead: str = ""
    """The words of its modifier."""
    compound: bool = False
    """It stands before its noun as one word: ``million-barrel``."""

    @property
    def normalized(self) -> tuple[float, ...]:
        """The values in the normalized unit, unsigned unless printed negative."""
        return tuple(_clean(value * self._factor) for value in self.values)

    @property
    def precision(self) -> float:
        """Half a unit of the last printed digit, in the normalized unit."""
        return self.half * self._factor

    @property
    def _factor(self) -> float:
        if self.unit is None:
            return self.scale
        if self.unit is unit_words.MBD and max(self.values) >= 150:
            return 1.0  # "mbpd" of a thousand barrels, as the American oil patch writes it
        return self.scale * self.unit.factor


def _clean(value: float) -> float:
    return float(f"{value:.12g}")


STARTS = numbers.WORDS | set(unit_words.CURRENCIES) | set("a half quarter three two one third an".split())


def at(items: list[Item], place: int) -> tuple[Quantity, int] | None:
    """Return the amount that begins at *place* and the place after it; None: no amount begins there."""
    item = items[place]
    word = item.word
    if word in unit_words.CURRENCIES or (
        item.tag == "unit" and item.value is unit_words.MONEY and word == "usd"
    ):
        return _money(items, place)
    if not (word[0].isdigit() or word[0] == "." or word in numbers.WORDS or word in _FRACTION_STARTS):
        return None
    if place and items[place - 1].word in "-–/" and _glued(items, place):
        return None  # S-400, 24/7
    fraction = _fraction(items, place)
    if fraction is not None:
        return fraction
    number = numbers.at(items, place)
    if number is None or _inside_word(items, place, number.after):
        return None
    scale, after = _scale(items, number)
    return _with_unit(items, number, scale, after)


_FRACTION_STARTS = frozenset(("a", "half", "quarter", "three", "two", "one", "third", "an"))


def _glued(items: list[Item], place: int) -> bool:
    before = items[place - 1]
    if before.end != items[place].start or place < 2 or items[place - 2].end != before.start:
        return False
    return items[place - 2].word[-1].isalpha() or before.word == "/"


def _inside_word(items: list[Item], place: int, after: int) -> bool:
    """Whether letters stand right before or behind a numeral, and no scale or unit: ``1e309``, ``14th``."""
    if place and items[place - 1].end == items[place].start and items[place - 1].word[-1].isalpha():
        return items[place - 1].tag != "unit"
    if after >= len(items) or items[after].start != items[after - 1].end:
        return False
    next_ = items[after]
    return next_.word.isalpha() and next_.tag != "unit" and next_.word not in numbers.SCALES


def _money(items: list[Item], place: int) -> tuple[Quantity, int] | None:
    number = numbers.at(items, place + 1) if place + 1 < len(items) else None
    minus = False
    if number is None and place + 2 < len(items) and items[place + 1].word in "-−–":
        number, minus = numbers.at(items, place + 2), True
    if number is None or _inside_word(items, number.after - 1, number.after):
        return None
    scale, after = _scale(items, number)
    unit = unit_words.CURRENCIES.get(items[place].word, unit_words.USD)
    if scale == 1.0 and after < len(items) and items[after].tag == "unit":
        if items[after].value is unit_words.GALLON:
            unit, after = unit_words.GALLON, after + 1
        elif items[after].value is unit_words.USD:
            after += 1
    elif scale != 1.0:
        unit = unit_words.MONEY
    value = -number.value if minus else number.value
    return Quantity((value,), unit, scale, number.half, minus=minus), after


def _fraction(items: list[Item], place: int) -> tuple[Quantity, int] | None:
    """Read ``half a million``, ``a fifth``, ``two thirds``, ``three quarters of a million``."""
    words = [item.word for item in items[place : place + 6]]
    many, part = 1.0, words[0]
    used = 1
    if words[0] in ("a", "one", "two", "three", "four", "an") and len(words) > 1:
        many, part, used = float(numbers.ONES.get(words[0], 1)), words[1], 2
    elif words[0] not in ("half", "quarter"):
        return None
    if part not in numbers.PARTS:
        return None
    value = many * numbers.PARTS[part]
    rest = words[used:]
    if rest[:1] == ["of"] and rest[1:3] == ["a", "million"]:
        return _with_unit(
            items, Number(value, 0.05, place + used + 3, True), 1e6, place + used + 3, fraction=True
        )
    if rest[:2] == ["a", "million"] or (rest[:1] == ["million"] and part == "half"):
        size = 2 if rest[0] == "a" else 1
        return _with_unit(
            items, Number(value, 0.05, place + used + size, True), 1e6, place + used + size, fraction=True
        )
    if part == "half" and (rest[:1] == ["a"] or rest[:1] in (["year"], ["hour"], ["dozen"], ["point"])):
        return None
    if part != "half" and rest[:1] and rest[0] in _NOT_FRACTION:
        return None
    if words[0] == "quarter" or (words[0] == "half" and place and items[place - 1].word in _NOT_HALF):
        return None
    half = 2.5 if part != "half" else 5.0
    return Quantity(
        (_clean(100 * value),), unit_words.PERCENT, 1.0, half, fraction=True, words=True
    ), place + used


_NOT_FRACTION = frozenset(
    "straight consecutive successive day week month year session quarter weekly daily monthly time of_a ago"
    " earlier century hour round meeting successive point percentage".split()
)


_NOT_HALF = frozenset("first second last latter other 's".split())


def _scale(items: list[Item], number: Number) -> tuple[float, int]:
    after = number.after
    if after >= len(items):
        return 1.0, after
    word = items[after].word
    scale = numbers.SCALES.get(word)
    if scale is None:
        return 1.0, after
    close = items[after].start == items[after - 1].end
    next_ = items[after + 1] if after + 1 < len(items) else None
    if word in numbers.CLOSE and not (close or (next_ is not None and next_.tag == "unit")):
        return 1.0, after
    after += 1
    if scale == 1e2 and next_ is not None and next_.word == "thousand":
        return 1e5, after + 1
    if (
        after < len(items)
        and items[after].word in (".", "-")
        and word in ("mln", "bln", "mil")
        and (after + 1 < len(items) and items[after + 1].tag == "unit")
    ):
        after += 1
    return scale, after


def _with_unit(
    items: list[Item], number: Number, scale: float, after: int, *, fraction: bool = False
) -> tuple[Quantity, int] | None:
    unit = items[after] if after < len(items) else None
    if unit is not None and unit.word == "-" and after + 1 < len(items) and items[after + 1].tag == "unit":
        after, unit = after + 1, items[after + 1]
    if unit is None or unit.tag != "unit":
        plain = scale >= 1e3 or number.value >= 1000 or "." in items[number.after - 1].word
        if not plain and not items[number.after - 1].word[0].isdigit():
            return None
        return Quantity(
            (number.value,), None, scale, number.half, fraction=fraction, words=number.words
        ), after
    found: Unit = unit.value
    if found is unit_words.TIMES and unit.word == "x" and scale != 1.0:
        return None
    if found is unit_words.MONEY and scale == 1.0:
        found = unit_words.USD
    if found is unit_words.USD and scale != 1.0:
        found = unit_words.MONEY
    after += 1
    compound = unit.word.startswith("barrel") and not unit.word.startswith("barrels")
    made = Quantity(
        (number.value,), found, scale, number.half, fraction=fraction, words=number.words, compound=compound
    )
    return made, after
