"""Dates as stories write them, found but not yet resolved: ``Nov. 2``, ``late 2014``, ``the week to Friday``.

What a date means depends on the story's day and on whether it looks back or ahead: see ``when``.
"""

from oilwatch.claims.date_forms import OPENERS, at
from oilwatch.claims.date_words import Date
from oilwatch.claims.words import Item


def merge(items: list[Item]) -> list[Item]:
    """Return the items of a sentence with dates merged to items tagged ``date``, and durations ``span``."""
    out: list[Item] = []
    place, end = 0, len(items)
    while place < end:
        word = items[place].word
        found = at(items, place) if word in OPENERS or "0" <= word[0] <= "9" else None
        if found is None:
            out.append(items[place])
            place += 1
            continue
        date, after = found
        tag = "span" if date.grain == "span" else "date"
        first = items[place]
        out.append(Item(first.word, first.start, items[after - 1].end, tag, date, first.capital))
        place = after
    return _ranges(out)


def _ranges(items: list[Item]) -> list[Item]:
    """Join ``May and June``, ``from July to December``, ``2017 through 2019`` to one date."""
    out: list[Item] = []
    for item in items:
        if (
            item.tag == "date"
            and len(out) >= 2
            and out[-2].tag == "date"
            and _joinable(out[-2], out[-1], item)
        ):
            first = out[-2]
            whole = _lent(first.value, item.value)._replace(to=item.value)
            out[-2:] = [Item(first.word, first.start, item.end, "date", whole, first.capital)]
        else:
            out.append(item)
    return out


def _joinable(first: Item, between: Item, last: Item) -> bool:
    grains = {first.value.grain, last.value.grain}
    if first.value.to or grains not in ({"month"}, {"year"}, {"quarter"}, {"day"}, {"month", "year"}):
        return False
    if "day" in grains and (first.value.weekday is not None or first.value.day is None):
        return False
    return between.word in ("to", "through", "and", "until", "till", "-", "–", "or", "thru")


def _lent(first: Date, last: Date) -> Date:
    """Return the first date of a range with the year that only the last one names."""
    if first.year is None and last.year is not None and first.month and last.month:
        return first._replace(year=last.year - (first.month > last.month))
    return first
