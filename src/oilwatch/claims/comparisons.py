"""What an extreme is compared with: a date, a number of years, the year, the record."""

from oilwatch.claims import timing, when
from oilwatch.claims.date_words import Date
from oilwatch.claims.scene import Draft, Scene, Span


def claim(scene: Scene, first: int, last: int, value: str, *, modifier: str = "exact") -> Draft:
    """Return the draft of an extreme that is written from the item at *first* to the one at *last*."""
    items = scene.items
    draft = Draft(
        items[first].start, items[last].end, "extreme", "price", "", value=value, unit="date", place=first
    )
    draft.modifier = modifier
    return draft


def of_year(scene: Scene, at: int) -> bool:
    """Return whether an extreme is of the period at *at* itself: ``of the year``, ``so far this year``."""
    value: Date = scene.items[at].value
    before = scene.word(at - 1)
    return (value.grain in ("year", "quarter", "month") and before in ("of", "far", "for", "level")) or (
        value.grain == "year"
        and value.relative == 0
        and before in ("of", "far", "close", "level", "settlement")
    )


def yearly(scene: Scene, place: int, at: int) -> Draft:
    """Read ``of the year``; the value is the year, or the month where one is named."""
    scene.consumed.add(at)
    span = when.resolve(scene.items[at].value, scene.told.day)
    year = str((span or timing.session(scene.told.day))[0].year)
    draft = claim(scene, place, at, year)
    if span is not None and scene.items[at].value.grain != "year":
        draft.value = f"{span[0]:%Y-%m}"
    draft.baseline = span
    return draft


def dated(scene: Scene, place: int, end: int, modifier: str) -> Draft:
    """Read ``since October 2014``; the value is the date that ends the extreme."""
    span = when.resolve(scene.items[end].value, scene.told.day)
    draft = claim(scene, place, end, text_of(span), modifier=modifier)
    if span is not None:
        draft.baseline = (span[1] + timing.ONE, span[1] + timing.ONE)
    return draft


def text_of(span: Span | None) -> str:
    """Return a comparison date as it is written: a year, a month, a day, or ``first..last`` month."""
    if span is None:
        return "record"
    first, last = span
    if first == last:
        return first.isoformat()
    if (first.year, first.month) == (last.year, last.month):
        whole = first.day == 1 and (last + timing.ONE).day == 1
        return f"{first:%Y-%m}" if whole else f"{first.isoformat()}..{last.isoformat()}"
    if (first.month, last.month) == (1, 12) and first.year == last.year:
        return str(first.year)
    return f"{first:%Y-%m}..{last:%Y-%m}"


def counted(scene: Scene, place: int, end: int, modifier: str) -> Draft:
    """Read ``in eight years``; the value is the period's year less eight, found when the period is known."""
    value: Date = scene.items[end].value
    if scene.word(end - 2) == "at" and scene.word(end - 1) == "least":
        modifier = "at_least"
    return claim(scene, place, end, f"-{value.number or 1} {value.unit}", modifier=modifier)
