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
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun mr mrs ms dr"
    " prof gen col sen rep st no vs approx inc ltd co corp est gov u.s u.k e.g i.e pct cf al fig mil bn mln mn"
    " bbl bbls avg dept".split()
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


def sentences(text: str) -> Iterator[list[Item]]:
    """Yield the sentences of a text as items; places are those of the text as given."""
    if _HIDDEN.search(text):
        text = _HIDDEN.sub(" ", text)  # of the same length, so that places stay
    sentence: list[Item] = []
    for found in _TOKEN.finditer(text):
        word, start = found.group(), found.start()
        plain, capital, kind = _known(word)
        if kind == _HYPHEN and _joins(text, start):
            continue
        end = start + len(word)
        if kind == _BREAK:
            if sentence and not _wraps(text, sentence, start, end):
                yield sentence
                sentence = []
            continue
        if kind == _SHORT and word[0] in "bB":
            end -= 1  # the full stop after "b/d" is none of the figure
        sentence.append(Item(plain, start, end, "", None, capital))
        if (
            len(sentence) >= MOST_ITEMS
            or (kind == _END and _ends(text, sentence, end))
            or (kind == _SHORT and _ends_after_abbreviation(text, end))
        ):
            yield sentence
            sentence = []
    if sentence:
        yield sentence


_WORD, _BREAK, _HYPHEN, _END, _SHORT = range(5)


@lru_cache(maxsize=65_536)
def _known(word: str) -> tuple[str, bool, int]:
    """Return a token as it is looked up, whether it begins with a capital, and what it does to its sentence."""
    if word[0] == "\n":
        return "", False, _BREAK
    kind = _HYPHEN if word in "-‐‑" else _END if word in ".!?" else _WORD
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


def _wraps(text: str, sentence: list[Item], start: int, end: int) -> bool:
    """Whether a line break stands inside a sentence, as in an e-mail broken at a column."""
    if end - start > 1 or end >= len(text) or sentence[-1].word in ".!?:":
        return False
    line = start - (text.rfind("\n", 0, start) + 1)
    after = text[end]
    return line >= 45 and (after.islower() or after in "$(" or after.isdigit())


def _ends(text: str, sentence: list[Item], end: int) -> bool:
    after = text[end : end + 3]
    if not after or after[0] in "\n":
        return True
    if after[0] in "\"'”’)":
        after = after[1:]
        if not after:
            return True
    if not after[0].isspace():
        return False
    if sentence[-1].word != "." or len(sentence) < 2:
        return True
    before = sentence[-2]
    if before.end == sentence[-1].start and (before.word in _ABBREVIATIONS or len(before.word) == 1):
        return not before.word.isalpha()
    rest = text[end : end + 40].lstrip()
    return not rest[:1].islower()


def _ends_after_abbreviation(text: str, end: int) -> bool:
    """Whether the full stop of ``b/d.`` or ``U.S.`` also ends its sentence."""
    rest = text[end : end + 40]
    if not rest[:1].isspace():
        return not rest
    rest = rest.lstrip(" ")
    opening = _OPENING.match(rest)
    return opening is not None


_OPENING = re.compile(
    r"\n|$|[\"“(]?(?:The|That|This|It|Its|In|On|At|But|And|A|An|However|Meanwhile|Both|Brent|WTI|OPEC|Output"
    r"|Oil|Prices|Production|Saudi|Russia|Analysts|He|She|They|By|For|As|After|With|While|Last|Earlier)\b"
)
