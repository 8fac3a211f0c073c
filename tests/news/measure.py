"""How well stories are tied: run ``python -m tests.news.measure FILE...``; ``--errors`` lists what is
wrong.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from oilwatch import catalog
from oilwatch.model import Story
from oilwatch.news.cluster import clusters
from oilwatch.news.link import Linker


@dataclass(frozen=True)
class Figures:
    """Pairs of one cluster, and stories with their event: how many right, found and true."""

    lines: int
    pairs: tuple[int, int, int]
    links: tuple[int, int, int]
    errors: tuple[str, ...]

    @property
    def pair_precision(self) -> float:
        """Of the pairs found in one cluster, the part that belongs together."""
        return self.pairs[0] / max(self.pairs[1], 1)

    @property
    def pair_recall(self) -> float:
        """Of the pairs that belong together, the part that is found."""
        return self.pairs[0] / max(self.pairs[2], 1)

    @property
    def link_precision(self) -> float:
        """Of the links made, the part that is right."""
        return self.links[0] / max(self.links[1], 1)

    @property
    def link_recall(self) -> float:
        """Of the stories with an event, the part that is linked to it."""
        return self.links[0] / max(self.links[2], 1)

    def __str__(self) -> str:
        return (
            f"{self.lines} headlines: pair precision {self.pair_precision:.3f} of {self.pairs[1]}, recall"
            f" {self.pair_recall:.3f} of {self.pairs[2]}; link precision {self.link_precision:.3f} of"
            f" {self.links[1]}, link recall {self.link_recall:.3f} of {self.links[2]}"
        )


def read(path: Path) -> list[dict[str, str]]:
    """Return the labelled headlines of a file, one JSON object a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def story(row: dict[str, str]) -> Story:
    """Return the story of a labelled headline."""
    return Story(
        row["title"], row.get("url") or "", row.get("outlet") or "",
        published=row.get("published") or "", language=row.get("language") or "",
    )  # fmt: skip


def measure(rows: Sequence[dict[str, str]]) -> Figures:
    """Return the figures of a labelled set."""
    stories = [story(row) for row in rows]
    linker = Linker(catalog.events())
    labels = clusters(stories, event_of=linker.event_of)
    links = linker.all(stories, labels)
    pairs, wrong = paired(rows, labels)
    ours = [link.event if link else "" for link in links]
    truth = [row.get("event") or "" for row in rows]
    right = sum(bool(one) and one == two for one, two in zip(ours, truth, strict=True))
    wrong += [
        f"LINK {row['published'][:16]} {row['title']!r}: {one or 'none'} for {two or 'none'}"
        for row, one, two in zip(rows, ours, truth, strict=True)
        if one != two
    ]
    return Figures(len(rows), pairs, (right, sum(map(bool, ours)), sum(map(bool, truth))), tuple(wrong))


def paired(rows: Sequence[dict[str, str]], labels: Sequence[int]) -> tuple[tuple[int, int, int], list[str]]:
    """Return the pairs right, found and true, and in words those that are wrong."""
    found = _pairs(labels)
    true = _pairs([row.get("cluster") or f"alone-{place}" for place, row in enumerate(rows)])
    told = [
        f"{name} {rows[one]['title']!r} ~ {rows[two]['title']!r}"
        for name, those in (("JOINED", found - true), ("APART", true - found))
        for one, two in sorted(those)
    ]
    return (len(found & true), len(found), len(true)), told


def _pairs(labels: Sequence[object]) -> set[tuple[int, int]]:
    places: dict[object, list[int]] = defaultdict(list)
    for place, label in enumerate(labels):
        places[label].append(place)
    return {(one, two) for group in places.values() for one in group for two in group if one < two}


def main(arguments: Sequence[str]) -> None:
    """Print the figures of each file, with ``--errors`` also what is wrong."""
    for name in arguments:
        if name.startswith("--"):
            continue
        figures = measure(read(Path(name)))
        print(f"{Path(name).name}: {figures}")
        if "--errors" in arguments:
            print("\n".join(figures.errors))


if __name__ == "__main__":
    main(sys.argv[1:])
