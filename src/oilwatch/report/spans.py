"""Where the figures stand in the text of a story: pieces of text, each with the figures that cover it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, the places (in the list of figures) that cover it, and those that end with it."""

    text: str
    covered: tuple[int, ...] = ()
    ending: tuple[int, ...] = ()


def pieces(text: str, spans: Sequence[tuple[int, int]]) -> list[Piece]:
    """Return *text* cut wherever a figure starts or ends; spans may be the same, nested or overlapping.

    A span is cut to the text; one that has nothing of it is left out.
    """
    inside = {}
    for place, (start, end) in enumerate(spans):
        low, high = max(start, 0), min(end, len(text))
        if low < high:
            inside[place] = (low, high)
    cuts = sorted({0, len(text), *(at for span in inside.values() for at in span)})
    return [
        Piece(
            text[low:high],
            tuple(place for place, (start, end) in inside.items() if start <= low and high <= end),
            tuple(place for place, (_, end) in inside.items() if end == high),
        )
        for low, high in pairwise(cuts)
    ]
