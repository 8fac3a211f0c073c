"""Figures of a headline: barrels, barrels a day, percents, dollars, and the months and years that it
names.
"""

from collections.abc import Sequence
from typing import NamedTuple

_COUNTED = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
ONES = {word: float(number) for number, word in enumerate(_COUNTED.split())} | {
    "a": 1.0, "un": 1.0, "une": 1.0, "eine": 1.0, "twenty": 20.0, "thirty": 30.0, "forty": 40.0,
    "fifty": 50.0, "sixty": 60.0, "hundred": 100.0,
}  # fmt: skip
SCALES = dict.fromkeys(
    "million millions mln mn m mio mm millon millones millionen milhoes milioni".split(), 1e3
)
SCALES |= dict.fromkeys("thousand k mille mil".split(), 1.0) | dict.fromkeys("billion bn bln".split(), 1e6)
"""Thousands of barrels in one of the scale."""
RATES = {"bpd": 0.001, "kbpd": 1.0, "tbpd": 1.0, "mbpd": 1e3, "mmbpd": 1e3}
_MILLION = (("million",), ("millon",))
_DOLLARS = frozenset("usd dollar dollars dolares dolar dollari".split())
BARRELS = frozenset("barrels barrel bbl bbls barriles barris baril barils".split())
OVER = frozenset("over above least exceeding tops topping exceeds".split())
ABOUT = frozenset("about around nearly almost roughly some up under approximately close".split())
MONTHS = {
    name: number
    for number, names in enumerate(
        "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sept sep"
        "|october oct|november nov|december dec".split("|"),
        1,
    )
    for name in names.split()
}
_BEGIN = frozenset("for in from starting beginning of month-of".split())
_END = frozenset("until till through to end-".split())
BEFORE_MAY = frozenset(
    "in for from by until through since of late early mid end till last next this and".split()
)
_PARTS = frozenset("third thirds quarter quarters fifth fifths".split())
_AT = frozenset("to at pump pumps pumping produce produces".split())
_MORE = frozenset("more less extra additional fewer cut hike increase rise reduction".split())
_CLOSE = 0.08
"""How far a rounding may lie from what it rounds, as a part of it."""


class Size(NamedTuple):
    """Thousands of barrels, half a unit of the last printed digit, whether a day, and ``over``, ``about``,
    ``level`` or nothing.
    """

    kb: float
    half: float
    rate: bool
    bound: str = ""

    @property
    def level(self) -> bool:
        """Whether it is what is pumped in all, not by how much that changes."""
        return self.bound == "level" or (self.rate and self.kb >= 12_000)


class Figures(NamedTuple):
    """All figures of a headline; months as (``begin`` or ``end``, 1 to 12); *used*: tokens that are
    figures.
    """

    sizes: tuple[Size, ...]
    percents: tuple[float, ...]
    dollars: tuple[float, ...]
    months: frozenset[tuple[str, int]]
    years: frozenset[int]
    used: frozenset[int]


def agree(one: Size, two: Size) -> bool:
    """Tell whether two sizes can be one: equal, or one a plain rounding of the other, within 8 percent."""
    low, high = (one, two) if one.kb <= two.kb else (two, one)
    if low.bound == "over" and high.kb <= max(1.35 * low.kb, low.kb + 2 * low.half):
        return True
    near = _CLOSE * 1.5 if "about" in (one.bound, two.bound) else _CLOSE
    slack = min(max(one.half, two.half), near * high.kb)
    return abs(one.kb - two.kb) <= slack + 1e-6


def figures(tokens: Sequence[str]) -> Figures:
    """Return the figures of a headline's tokens, in order, in time linear in their number."""
    sizes: list[Size] = []
    percents: list[float] = []
    dollars: list[float] = []
    used: set[int] = set()
    place = 0
    while place < len(tokens):
        found = _number(tokens, place)
        if not found:
            place += 1
            continue
        value, _, after = found
        unit = tokens[after] if after < len(tokens) else ""
        if unit == "%":
            percents.append(value)
            used.update(range(place, after + 1))
        elif _dollars(tokens, place, after):
            dollars.append(-value if set(tokens[max(place - 2, 0) : place]) == {"$", "-"} else value)
            used.update(range(place, after))
        else:
            size = _size(tokens, place, found)
            if size:
                sizes.append(size)
                used.update(range(place, after + 1))
        place = max(after, place + 1)
    return Figures(
        tuple(sizes), tuple(percents), tuple(dollars), _months(tokens), _years(tokens), frozenset(used)
    )


def _number(tokens: Sequence[str], place: int) -> tuple[float, float, int] | None:
    """Return the value of the number at *place*, half a unit of its last digit, and the place after it."""
    word = tokens[place]
    if word[0].isdigit():
        if len(word) > 18:
            return None
        return (*numeral(word), place + 1)
    if word in ("half", "quarter"):
        part = 0.5 if word == "half" else 0.25
        after = place + 1
        while after < len(tokens) and tokens[after] in ("of", "a"):
            after += 1
        return (part, part / 10, after) if after < len(tokens) and tokens[after] in SCALES else None
    if word in ONES and (
        word not in ("a", "un", "une", "eine") or tuple(tokens[place + 1 : place + 2]) in _MILLION
    ):
        if tuple(tokens[place + 1 : place + 4]) == ("and", "a", "half"):
            return ONES[word] + 0.5, 0.05, place + 4
        return ONES[word], 0.5, place + 1
    return None


def numeral(word: str) -> tuple[float, float]:
    """Return the value of a numeral and half a unit of its last digit that is not a trailing zero."""
    if "," in word and "." not in word and len(word) - word.rindex(",") != 4:
        word = word.replace(",", ".")  # a comma before other than three digits is a decimal one
    plain = word.replace(",", "")
    if plain.count(".") > 1:
        plain = plain.replace(".", "")
    if "." in plain:
        return float(plain), 0.5 * 10.0 ** -(len(plain) - plain.index(".") - 1)
    zeros = len(plain) - len(plain.rstrip("0"))
    return float(plain), 0.5 * 10.0 ** (zeros if 0 < zeros < len(plain) else 0)


def _dollars(tokens: Sequence[str], place: int, after: int) -> bool:
    if place and (tokens[place - 1] == "$" or tuple(tokens[max(place - 2, 0) : place]) == ("$", "-")):
        return not (after < len(tokens) and tokens[after] in SCALES)  # money, not a price
    return tokens[after] in _DOLLARS if after < len(tokens) else False


def _size(tokens: Sequence[str], place: int, number: tuple[float, float, int]) -> Size | None:
    value, half, after = number
    if place > 1 and tokens[place - 1] == "of" and tokens[place - 2] in _PARTS:
        return None  # "two thirds of a million barrels"
    scale, scaled = 0.001, False
    while after < len(tokens) and (tokens[after] in SCALES or tokens[after] == "-"):
        if tokens[after] in SCALES:
            scale, scaled = SCALES[tokens[after]], True
        after += 1
    if not scaled and 1 < value < 1000 and tokens[place][-4:-3] == ".":
        value, half = value * 1000, 0.5  # 411.000 as the continent writes it
    rest = tokens[after : after + 5]
    unit = next((word for word in rest[:2] if word in RATES), "")
    if unit:
        factor = scale if scaled else RATES[unit]
        return Size(value * factor, half * factor, True, _bound(tokens, place))
    if rest and (rest[0] in BARRELS or (scaled and rest[0] in ("barrel", "b", "oil"))):
        if value * scale < 10 or (not scaled and value < 1000):
            return None
        return Size(value * scale, half * scale, False, _bound(tokens, place))
    return None


def _bound(tokens: Sequence[str], place: int) -> str:
    before = tokens[max(place - 2, 0) : place]
    if _level(tokens, place):
        return "level"
    if any(word in OVER for word in before) or tuple(before) == ("more", "than"):
        return "over"
    return "about" if any(word in ABOUT for word in before) else ""


def _level(tokens: Sequence[str], place: int) -> bool:
    """Tell whether a number is what is pumped in all, as in "cuts to 24.5 mb/d", not a change."""
    before = [
        word for word in tokens[max(place - 3, 0) : place] if word not in (*ABOUT, *OVER, "just", "only")
    ]
    if not before or not set(before[-1:]) & _AT or (len(before) > 1 and before[-2][:1].isdigit()):
        return False
    return not any(word in _MORE for word in tokens[place : place + 8])


def _months(tokens: Sequence[str]) -> frozenset[tuple[str, int]]:
    found = set()
    for place, word in enumerate(tokens):
        month = MONTHS.get(word)
        if not month:
            continue
        before = tokens[place - 1] if place else ""
        after = tokens[place + 1] if place + 1 < len(tokens) else ""
        if (word in ("may", "march", "mar") and before not in BEFORE_MAY and not after.isdigit()) or (
            (after.isdigit() and len(after) < 3) or (before.isdigit() and len(before) < 3)
        ):
            continue  # the modal, the verb, or a day
        if before == "forward" or after in ("meeting", "survey", "high", "low", "deal"):
            continue
        found.add(("end" if before in _END or "end" in tokens[max(place - 3, 0) : place] else "begin", month))
    return frozenset(found)


def _years(tokens: Sequence[str]) -> frozenset[int]:
    return frozenset(
        int(word) for word in tokens if len(word) == 4 and word.isdigit() and "1970" <= word <= "2040"
    )
