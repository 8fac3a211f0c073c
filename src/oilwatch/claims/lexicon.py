"""Phrases and what they are: a sentence's words are merged into phrases in one pass, longest first."""

from collections.abc import Iterable, Mapping
from typing import Any

from oilwatch.claims.words import Item

Entry = tuple[tuple[str, ...], str, Any]


class Lexicon:
    """Phrases by their first word."""

    def __init__(self) -> None:
        self._single: dict[str, tuple[str, Any]] = {}
        self._longer: dict[str, dict[str, list[Entry]]] = {}

    def add(self, tag: str, phrases: str | Iterable[str], value: Any = None) -> "Lexicon":
        """Add *phrases* (text: separated by ``|``, words by spaces) under *tag* with *value*."""
        for phrase in phrases.split("|") if isinstance(phrases, str) else phrases:
            words = tuple(phrase.replace("'s", " 's").replace("s' ", "s ' ").split())
            if len(words) == 1:
                self._single[words[0]] = (tag, value)
                continue
            known = self._longer.setdefault(words[0], {}).setdefault(words[1], [])
            known[:] = [entry for entry in known if entry[0] != words]
            known.append((words, tag, value))
            known.sort(key=lambda entry: -len(entry[0]))
        return self

    def add_all(self, tag: str, table: Mapping[Any, str]) -> "Lexicon":
        """Add several lists of phrases by their value."""
        for value, phrases in table.items():
            self.add(tag, phrases, value)
        return self

    def phrases(self, tags: Iterable[str]) -> list[str]:
        """Return all phrases that have one of *tags*."""
        wanted = frozenset(tags)
        single = [word for word, (tag, _) in self._single.items() if tag in wanted]
        longer = [
            " ".join(phrase)
            for seconds in self._longer.values()
            for entries in seconds.values()
            for phrase, tag, _ in entries
            if tag in wanted
        ]
        return single + longer

    def merge(self, words: list[Item]) -> list[Item]:
        """Return the items of a sentence with phrases merged and tagged."""
        out: list[Item] = []
        single, longer = self._single, self._longer
        place, end = 0, len(words)
        while place < end:
            item = words[place]
            seconds = longer.get(item.word)
            if seconds is not None and place + 1 < end:
                for phrase, tag, value in seconds.get(words[place + 1].word, ()):
                    last = place + len(phrase) - 1
                    if last < end and _matches(words, place, phrase):
                        item.word, item.end, item.tag, item.value = (
                            " ".join(phrase),
                            words[last].end,
                            tag,
                            value,
                        )
                        place = last
                        break
                else:
                    item.tag, item.value = single.get(item.word, _NONE)
            elif item.word in single:
                item.tag, item.value = single[item.word]
            elif (
                item.word[-3:] == "and" and item.capital and single.get(item.word[:-3], _NONE)[0] == "country"
            ):
                out.append(_unglued(item, single))
            out.append(item)
            place += 1
        return out


_NONE: tuple[str, Any] = ("", None)


def _unglued(item: Item, single: dict[str, tuple[str, Any]]) -> Item:
    """Return the name that a lost space glued to ``and``; *item* keeps the ``and``."""
    name = Item(item.word[:-3], item.start, item.end - 3, *single[item.word[:-3]], True)
    item.word, item.start, item.capital = "and", item.end - 3, False
    return name


def _matches(words: list[Item], place: int, phrase: tuple[str, ...]) -> bool:
    return all(words[place + number].word == phrase[number] for number in range(2, len(phrase)))
