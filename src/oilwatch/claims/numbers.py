"""Numbers as people write them: numerals, words, halves and dozens, with the precision that was printed."""

from typing import NamedTuple

from oilwatch.claims.words import Item

ONES = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
        " sixteen seventeen eighteen nineteen".split()
    )
}
TENS = {
    word: 10 * number
    for number, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
ORDINALS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth"
        " fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        1,
    )
}
PARTS = {
    "half": 1 / 2,
    "third": 1 / 3,
    "quarter": 1 / 4,
    "fifth": 1 / 5,
    "sixth": 1 / 6,
    "eighth": 1 / 8,
    "tenth": 1 / 10,
}
PARTS |= {f"{name}s": part for name, part in PARTS.items() if name != "half"} | {"halves": 1 / 2}
SCALES = {
    "million": 1e6, "millions": 1e6, "mln": 1e6, "mn": 1e6, "mil": 1e6, "mm": 1e6, "m": 1e6,
    "billion": 1e9, "bn": 1e9, "bln": 1e9, "b": 1e9, "trillion": 1e12, "tn": 1e12, "thousand": 1e3,
    "thousands": 1e3, "k": 1e3, "hundred": 1e2,
}  # fmt: skip
MOST_DIGITS = 18
CLOSE = frozenset("m k b mm".split())
"""Scales that stand right after their numeral, or before a unit."""
WORDS = frozenset(ONES) | frozenset(TENS)


class Number(NamedTuple):
    """A number, half a unit of its last printed digit, and the place after it; *words*: written in words."""

    value: float
    half: float
    after: int
    words: bool


def numeral(word: str) -> tuple[float, float]:
    """Return the value of a numeral and half a unit of its last digit; trailing zeros do not count."""
    plain = word.replace(",", "")
    if "." in plain:
        return float(plain), 0.5 * 10.0 ** -(len(plain) - plain.index(".") - 1)
    if len(plain) > 30:
        return 0.0, 0.0
    zeros = len(plain) - len(plain.rstrip("0")) if len(plain) > 3 else 0
    return float(plain), 0.5 * 10.0 ** (zeros if zeros < len(plain) else 0)


def at(items: list[Item], place: int) -> Number | None:
    """Return the number that begins at *place*, without its scale; None where there is none."""
    word = items[place].word
    if len(word) > MOST_DIGITS:
        return None
    if word[0].isdigit() or (word[0] == "." and len(word) > 1 and word[1].isdigit()):
        value, half = numeral(word)
        return Number(value, half, place + 1, False)
    if word in WORDS:
        return _words(items, place)
    return None


def _words(items: list[Item], place: int) -> Number:
    word = items[place].word
    value, after = float(ONES.get(word, TENS.get(word, 0))), place + 1
    if word in TENS and after < len(items) and items[after].word in ONES:
        value, after = value + ONES[items[after].word], after + 1
    rest = [item.word for item in items[after : after + 3]]
    if rest == ["and", "a", "half"]:
        return Number(value + 0.5, 0.25, after + 3, True)
    if rest[:1] == ["point"] and len(rest) > 1 and rest[1] in ONES:
        return Number(value + ONES[rest[1]] / 10, 0.05, after + 2, True)
    return Number(value, 0.5, after, True)
