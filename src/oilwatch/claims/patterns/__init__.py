"""Kinds of claim, one a module: each reads the figures it knows, and proves it by its own examples.

A module has ``PATTERNS``, a tuple of :class:`Pattern`. Patterns are asked in the order of their rank; the
first that returns a draft has read the figure.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from oilwatch.claims.scene import Draft, Scene

Reader = Callable[[Scene, int], Sequence[Draft] | None]
Scanner = Callable[[Scene], Sequence[Draft]]


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way to read a figure, or (*scan*) to find claims that are no figures in a whole sentence."""

    name: str
    rank: int
    units: tuple[str, ...] = ()
    """The normalized units of the figures that it reads."""
    read: Reader | None = None
    """Return the drafts of the figure at a place; None: it is none of this kind, empty: it is no claim."""
    scan: Scanner | None = None
    examples: Mapping[str, str | None] | None = None
    """Sentence -> ``kind entity value unit`` of the first claim this pattern reads, or None."""
