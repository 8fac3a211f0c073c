"""Where the figures stand in the text of a story: pieces of text, each with the figures that cover it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, the places (in the list of figures) that cover it, and those that end with it.

    *depth* is how many different spans cover it.
    """

    text: str
    covered: tuple[int, ...] = ()
    ending: tuple[int, ...] = ()
    depth: int = 0


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
    return [_piece(text, inside, cut) for cut in pairwise(cuts)]


def _piece(text: str, inside: Mapping[int, tuple[int, int]], cut: tuple[int, int]) -> Piece:
    low, high = cut
    over = {place: span for place, span in inside.items() if span[0] <= low and high <= span[1]}
    ending = tuple(place for place, span in over.items() if span[1] == high)
    return Piece(text[low:high], tuple(over), ending, len(set(over.values())))
