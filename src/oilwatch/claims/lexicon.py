"""Phrases and what they are: a sentence's words are merged into phrases in one pass, longest first."""

from collections.abc import Iterable, Mapping
from typing import Any

from oilwatch.claims.words import Item

Entry = tuple[tuple[str, ...], str, Any]


class Lexicon:
    """Phrases by their first word."""

    def __init__(self) -> None:
        self._by_first: dict[str, list[Entry]] = {}

    def add(self, tag: str, phrases: str | Iterable[str], value: Any = None) -> "Lexicon":
        """Add *phrases* (text: separated by ``|``, words by spaces) under *tag* with *value*."""
        for phrase in phrases.split("|") if isinstance(phrases, str) else phrases:
            words = tuple(phrase.replace("'s", " 's").replace("s' ", "s ' ").split())
            known = self._by_first.setdefault(words[0], [])
            known[:] = [entry for entry in known if entry[0] != words]
            known.append((words, tag, value))
            known.sort(key=lambda entry: -len(entry[0]))
        return self

    def add_all(self, tag: str, table: Mapping[Any, str]) -> "Lexicon":
        """Add several lists of phrases by their value."""
        for value, phrases in table.items():
            self.add(tag, phrases, value)
        return self

    def merge(self, words: list[Item]) -> list[Item]:
        """Return the items of a sentence with phrases merged and tagged."""
        out: list[Item] = []
        known, place, end = self._by_first, 0, len(words)
        while place < end:
            item = words[place]
            for phrase, tag, value in known.get(item.word, ()):
                size = len(phrase)
                if size == 1 or (
                    place + size <= end and all(words[place + n].word == phrase[n] for n in range(1, size))
                ):
                    item.tag, item.value = tag, value
                    if size > 1:
                        item.word, item.end = " ".join(phrase), words[place + size - 1].end
                        place += size - 1
                    break
            out.append(item)
            place += 1
        return out
