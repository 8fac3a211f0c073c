"""What a card is made of: a list of shapes that ``png`` and ``svg`` draw alike. Places are in pixels."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle, from its upper left to its lower right corner."""

    first: Point
    last: Point
    color: str


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through points."""

    points: tuple[Point, ...]
    color: str
    width: float


@dataclass(frozen=True, slots=True)
class Dot:
    """A filled circle."""

    center: Point
    radius: float
    color: str


@dataclass(frozen=True, slots=True)
class Text:
    """One line of words: *at* is its left end (``anchor`` start), middle or right end, on the base line."""

    at: Point
    text: str
    size: int
    color: str
    bold: bool = False
    anchor: str = "start"
    halo: str = ""
    """The colour of a rim that keeps the words apart from lines behind them; none where empty."""


Shape = Box | Stroke | Dot | Text


@dataclass(frozen=True, slots=True)
class Sheet:
    """A picture: its size, its shapes from the back to the front, and its words for who does not see it."""

    width: int
    height: int
    shapes: Sequence[Shape]
    title: str
    alt: str


def plain(text: str) -> str:
    """Return *text* on one line, without control characters and marks that turn the direction of words."""
    keep = "\u200c\u200d"  # joiners, which some scripts are spelled with
    one_line = " ".join(text.split())
    return "".join(
        char
        for char in one_line
        if char in keep or unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Cn")
    )
