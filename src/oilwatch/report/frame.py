"""What stands around the figures of a check: its title, its day, its summary and its foot."""

import shlex
from datetime import date

from oilwatch import periods
from oilwatch.model import Check
from oilwatch.report import safe, words
from oilwatch.report.document import counts, story_day

METHOD = (
    "Each figure is read by fixed rules, without a language model, and held against what the record showed "
    "on the day of the story: the newest value published by then. The tolerance used is stated with each."
)
LIMITS = (
    "A figure can only be checked where its series is kept; a copy kept earliest may be younger than the "
    "story and is marked so. Forecasts, proposals and prices within a day are not judged. A verdict is about "
    "a figure, not about a story."
)


def title(check: Check) -> str:
    """Return the title of the story, or what stands for it."""
    return safe.line(check.story.title) or "A story without a title"


def day(text: str) -> str:
    """Return a day or moment as people write it; other text as it is."""
    try:
        return periods.day_text(date.fromisoformat(text[:10]))
    except ValueError:
        return safe.line(text)


def dated(check: Check) -> str:
    """Return the day of the story, how it is known, and as of when the record was read."""
    if not check.as_of:
        return "The day of the story is not known"
    how = f" ({safe.line(check.published_from)})" if check.published_from else ""
    own = story_day(check)
    if own == check.as_of:
        return f"Record as known on {day(own)}, the day of the story{how}"
    return f"Story of {day(own)}{how}; record as known on {day(check.as_of)}"


def summary(check: Check) -> str:
    """Return how many figures got which verdict, such as ``3 figures: matches 2, rounds to 1``."""
    total = len(check.verdicts)
    if not total:
        return "No figures about oil"
    parts = [f"{words.PLAIN[name].word} {number}" for name, number in counts(check).items()]
    return f"{total} figure{'s' if total > 1 else ''}: {', '.join(parts)}"


def command(check: Check) -> str:
    """Return the command that repeats the check."""
    place = shlex.quote(safe.address(check.story.url) or "FILE")
    own, known = (safe.line(text)[:10] for text in (story_day(check), check.as_of))
    asked = f" --published {shlex.quote(own)}" if check.as_of else ""
    asked += f" --as-of {shlex.quote(known)}" if own != known else ""
    return f"oilwatch check {place}{asked}"


def foot(check: Check) -> list[tuple[str, str]]:
    """Return what a reader needs to judge or repeat the check: name and text."""
    return [
        ("Data version", str(check.data_version)),
        ("Method", METHOD),
        ("Limits", LIMITS),
        ("Repeat", command(check)),
    ]


def quoted(card: words.Card) -> str:
    """Return the figure as the story prints it, on one visible line."""
    return safe.line(card.verdict.claim.span_text)
