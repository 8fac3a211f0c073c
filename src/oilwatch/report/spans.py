"""Where the figures stand in the text of a story: pieces of text, each with the figures that cover it."""

from collections import defaultdict
from collections.abc import Sequence
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
    starting, stopping = defaultdict(list), defaultdict(list)
    for place, (low, high) in inside.items():
        starting[low].append(place)
        stopping[high].append(place)
    cut, over = [], dict[int, tuple[int, int]]()
    for low, high in pairwise(sorted({0, len(text), *starting, *stopping})):
        over |= {place: inside[place] for place in starting[low]}
        covered, ending = tuple(sorted(over)), tuple(stopping[high])
        cut.append(Piece(text[low:high], covered, ending, len(set(over.values()))))
        for place in ending:
            del over[place]
    return cut
