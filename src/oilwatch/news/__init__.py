"""Where stories come from: an index of the world's news, feeds, and single pages."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from oilwatch.model import Story
from oilwatch.sources import Ask

__all__ = ["Ask", "NewsSource", "Story"]


@dataclass(frozen=True, slots=True)
class NewsSource:
    """A place that lists stories; one that answers in part yields what it has before it raises."""

    name: str
    publisher: str
    service: str
    read: Callable[[Ask], Iterator[Story]]
    rest: float = 0
    """Seconds for which an answer is good; within them it is not asked again."""
