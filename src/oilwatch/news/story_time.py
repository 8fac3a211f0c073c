"""When a story came out, in hours that can be compared."""

from datetime import UTC, datetime
from functools import lru_cache

from oilwatch.model import Story


def hours(story: Story) -> float | None:
    """Return the hours since 1970 (UTC) of a story's publication, else of when it was seen; None: neither
    is known.

    A day without a time of day counts as its noon.
    """
    return _hours(story.published or story.seen)


def timed(story: Story) -> bool:
    """Tell whether a story's time of day is known."""
    return len(story.published or story.seen) > 10


@lru_cache(maxsize=65_536)
def _hours(text: str) -> float | None:
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    if len(text.strip()) <= 10:
        moment = moment.replace(hour=12)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp() / 3600
