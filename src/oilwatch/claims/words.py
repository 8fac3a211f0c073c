"""A text as sentences of items: words, numerals and marks, each with its place. Linear in the text.

An item is a word that may later be merged with its neighbours into a phrase, a quantity, a date or a name.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

MOST_ITEMS = 400
"""A sentence is broken after so many items; text without sentence ends stays cheap."""

_TOKEN = re.compile(
    r"(?:[Uu]\.\s?[SsKkNn]\.(?:[Aa]\.)?|[EePp]\.[Uu]\.|[ABabp]\.[Mm]\.|[Bb]\.?/[Dd]\.?|b\.p\.d\.?)"
    r"|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+"
    r"|[^\W\d_]+|['’](?:s|t|re|ll|ve|d)\b|\n+|[^\w\s]"
)
_ABBREVIATIONS = frozenset(
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun mr mrs ms"
    " dr prof gen col sen rep st no vs approx inc ltd co corp est gov u.s u.k e.g i.e pct cf al fig mil bn"
    " mln mn bbl bbls avg dept".split()
)
_HIDDEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


@dataclass(slots=True)
class Item:
    """A word or what several words were merged to; *tag* says what it is, empty where nothing is known."""

    word: str
    start: int
    end: int
    tag: str = ""
    value: Any = None
    capital: bool = False


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield the first and last place of every sentence of a text."""
    begin = 0
    for found in _STOP.finditer(text):
        stop = found.start()
        if text[stop] == "\n":
            end = found.end()
            if stop > begin and not _wraps(text, begin, stop, end):
                yield begin, stop
                begin = end
            elif stop == begin:
                begin = end
        elif _ends(text, stop):
            yield begin, stop + 1
            begin = stop + 1
    if begin < len(text):
        yield begin, len(text)


def items(text: str, begin: int, end: int) -> Iterator[list[Item]]:
    """Yield the items of a sentence, in parts of at most ``MOST_ITEMS``."""
    part: list[Item] = []
    for found in _TOKEN.finditer(text, begin, end):
        word, start = found.group(), found.start()
        plain, capital, kind = _known(word)
        if kind:
            if kind == _BREAK or (kind == _HYPHEN and _joins(text, start)):
                continue
            if kind == _SHORT and word[0] in "bB":
                part.append(Item(plain, start, start + len(word) - 1, "", None, capital))
                continue  # the full stop after "b/d" is none of the figure
        part.append(Item(plain, start, start + len(word), "", None, capital))
        if len(part) >= MOST_ITEMS:
            yield part
            part = []
    if part:
        yield part


def visible(text: str) -> str:
    """Return a text of the same length without marks that hide or turn its letters."""
    return _HIDDEN.sub(" ", text) if _HIDDEN.search(text) else text


_STOP = re.compile(r"\n+|[.!?](?=[\s\"'”’)]|$)")
_BEFORE = re.compile(r"(?:[^\W\d_]+\.?)+$")
_BREAK, _HYPHEN, _SHORT = 1, 2, 3


@lru_cache(maxsize=65_536)
def _known(word: str) -> tuple[str, bool, int]:
    """Return a token as it is looked up, whether it has a capital, and what it does to its sentence."""
    if word[0] == "\n":
        return "", False, _BREAK
    kind = _HYPHEN if word in "-‐‑" else 0
    if word[-1] == "." and len(word) > 1 and not word[0].isdigit():
        kind = _SHORT
    return _plain(word), word[0].isupper(), kind


def _plain(word: str) -> str:
    if word in ("US", "USA", "UK"):
        return "u.k" if word == "UK" else "u.s"
    word = word.lower().replace("’", "'")
    if "." in word and not word[0].isdigit() and len(word) > 1 and word[0] != ".":
        return word.rstrip(".").replace(" ", "").replace("u.s.a", "u.s")
    return word[:60]


def _joins(text: str, place: int) -> bool:
    """Whether a hyphen joins two words, as in ``four-year``; the one of ``S-400`` stays."""
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    return before.isalnum() and after.isalpha()


def _wraps(text: str, begin: int, start: int, end: int) -> bool:
    """Whether a line break stands inside a sentence, as in an e-mail broken at a column."""
    if end - start > 1 or end >= len(text) or text[start - 1] in ".!?:":
        return False
    line = start - (text.rfind("\n", begin, start) + 1 or begin)
    after = text[end]
    return line >= 45 and (after.islower() or after in "$(" or after.isdigit())


def _ends(text: str, stop: int) -> bool:
    """Whether the mark at *stop* ends its sentence."""
    if text[stop] != ".":
        return True
    rest = text[stop + 1 : stop + 40].lstrip("\"'”’) ")
    if not rest or rest[0] == "\n":
        return True
    before = _BEFORE.search(text, max(0, stop - 14), stop)
    if before is None:
        return not rest[0].islower()
    word = before.group().lower()
    if "." in word or len(word) == 1:  # U.S. and initials; but "b/d." is a word
        if text[before.start() - 1 : before.start()] != "/":
            return _OPENING.match(rest) is not None
    elif word in _ABBREVIATIONS:
        return False
    return not rest[0].islower()


_OPENING = re.compile(
    r"\n|$|[\"“(]?(?:The|That|This|It|Its|In|On|At|But|And|A|An|However|Meanwhile|Both|Brent|WTI|OPEC|Output"
    r"|Oil|Prices|Production|Saudi|Russia|Analysts|He|She|They|By|For|As|After|With|While|Last|Earlier)\b"
)
