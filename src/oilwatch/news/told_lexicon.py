"""The tables of words as one table of phrases, and a headline's tokens read by it, longest phrase first."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from oilwatch.news.told_names import COUNTRIES, GROUPS, PLACES
from oilwatch.news.told_words import MOODS, THINGS, VERBS, spelled

Phrases = dict[str, list[tuple[tuple[str, ...], tuple[tuple[str, str], ...]]]]


class Item(NamedTuple):
    """A phrase of a headline, its place among the tokens, and what it means: (class, name) pairs; none: a
    word.
    """

    word: str
    place: int
    means: tuple[tuple[str, str], ...]


@cache
def phrases() -> Phrases:
    """Return every known phrase by its first token: the others, and what it means, the longest first."""
    found: dict[tuple[str, ...], list[tuple[str, str]]] = {}
    for kind, name, phrase in _entries():
        means = found.setdefault(tuple(phrase.split()), [])
        if (kind, name) not in means:
            means.append((kind, name))
    table: Phrases = {}
    for words in sorted(found, key=lambda words: (-len(words), words)):
        table.setdefault(words[0], []).append((words[1:], tuple(found[words])))
    return table


def items(tokens: Sequence[str]) -> list[Item]:
    """Return a headline's phrases in order; tokens of no known phrase stand alone."""
    table, found, place = phrases(), [], 0
    while place < len(tokens):
        for rest, means in table.get(tokens[place], ()):
            after = place + 1 + len(rest)
            if tuple(tokens[place + 1 : after]) == rest:
                found.append(Item(" ".join(tokens[place:after]), place, means))
                place = after
                break
        else:
            found.append(Item(tokens[place], place, ()))
            place += 1
    return found


def _entries() -> Iterator[tuple[str, str, str]]:
    for kind, table in (("actor", COUNTRIES), ("actor", GROUPS), ("place", PLACES)):
        for name, cell in table.items():
            yield from ((kind, name, " ".join(phrase.split())) for phrase in cell.split("|"))
    for kind, table in (("verb", VERBS), ("thing", THINGS), ("mood", MOODS)):
        for name, cell in table.items():
            yield from ((kind, name, phrase) for phrase in spelled(cell))
