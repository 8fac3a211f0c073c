"""The words of a chart, made from its data: title, subtitle, alt text and source line."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from oilwatch import periods
from oilwatch.charts.gallery.timeline import value_text
from oilwatch.charts.lines import Line, Lines
from oilwatch.model import Series
from oilwatch.store.vintage import EARLIEST_COPY
from oilwatch.view import View

UNIT_WORDS = {
    "USD/bbl": "US dollars per barrel",
    "mb/d": "million barrels a day",
    "kb/d": "thousand barrels a day",
}


def joined(names: Sequence[str]) -> str:
    """Return ``a``, ``a and b`` or ``a, b and c``."""
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def period_text(day: date, frequency: str) -> str:
    """Return a period of a frequency as people write it: ``5 Oct 2022`` or ``Oct 2022``."""
    return f"{day:%b %Y}" if frequency == "monthly" else periods.day_text(day)


_VERBS = {"rebased": ", rebased", "change": ", change on a year before", "share": ", share of their sum"}


def title(view: View, lines: Lines) -> str:
    """Return what a chart of lines shows."""
    names = joined([line.name for line in lines.lines])
    spot = "spot " if all(line.about.id.endswith(".spot") for line in lines.lines) else ""
    if " less " in names:
        return f"{names}: crude oil {spot}price spread"
    several = "s" if len(lines.lines) > 1 else ""
    what = f"crude oil {spot}price{several}" if view.page == "market" else "production"
    return f"{names} {what}{_VERBS.get(view.transform, '')}"


def subtitle(view: View, lines: Lines) -> str:
    """Return unit, frequency, span and, where it is not today, the day as of which the figures are read."""
    if lines.span is None or not lines.lines:
        return "no data"
    frequency = lines.lines[0].about.frequency
    first, last = (period_text(day, frequency) for day in lines.span)
    parts = [UNIT_WORDS.get(lines.unit, lines.unit), frequency, f"{first} – {last}"]
    if view.as_of:
        parts.append(f"as known on {periods.day_text(view.as_of)}")
    return ", ".join(parts)


def alt_text(title: str, sub: str, lines: Lines) -> str:
    """Return two or three sentences that say what a chart shows; every number is in its data."""
    sentences = [f"{title}. {sub[:1].upper()}{sub[1:]}."]
    sentences += [_line_words(line, lines.unit) for line in lines.lines[:3] if len(line.values)]
    return " ".join(sentences)


def _line_words(line: Line, unit: str) -> str:
    values, frequency = line.values, line.about.frequency
    days = pd.DatetimeIndex(values.index)
    low, high = days[int(values.argmin())], days[int(values.argmax())]
    ends = f"{line.name} ends at {_number(float(values.iloc[-1]), unit)}"
    if len(values) == 1:
        return f"{ends}."
    return (
        f"{ends}; highest {_number(float(values.max()), unit)} ({period_text(high.date(), frequency)}), "
        f"lowest {_number(float(values.min()), unit)} ({period_text(low.date(), frequency)})."
    )


def _number(value: float, unit: str) -> str:
    if unit == "mb/d":
        return f"{value:.2f} mb/d"
    return f"{value:,.0f} kb/d" if unit == "kb/d" else value_text(value, unit)


def sources(abouts: Sequence[Series]) -> str:
    """Return publisher and series ids, each publisher once: ``EIA (PET.RBRTE.D, PET.RWTC.D)``."""
    by_publisher: dict[str, list[str]] = {}
    for about in abouts:
        keys = by_publisher.setdefault(about.publisher, [])
        if about.publisher_id and about.publisher_id not in keys:
            keys.append(about.publisher_id)
    return "; ".join(f"{name} ({', '.join(keys)})" if keys else name for name, keys in by_publisher.items())


def vintages(lines: Lines, as_of: date | None) -> tuple[str, ...]:
    """Return the newest copy that figures read at *as_of* come from, and how many are not as published.

    Of them, how many only a copy has that came after that day, where there are such.
    Required levels are left out: they are compiled from decisions, so their day says nothing of the figures.
    """
    published = [line.record for line in lines.lines if line.about.measure != "target"]
    records = [record for record in published if record is not None and len(record)]
    if not records:
        return ()
    whole = pd.concat(records)
    early = int((whole["vintage"] == EARLIEST_COPY).sum())
    known = whole["seen_from"]
    if as_of:
        known = known[known <= periods.as_of(as_of)]
    later = len(whole) - len(known)
    told = [f"newest copy {'of then ' if later else ''}{known.max()[:10]}"] if len(known) else []
    if later:
        told.append(f"later copies stand in for {later} of {len(whole)} figures")
    if early:
        told.append(f"{early} of {len(whole)} figures as in the earliest copy kept, not as published")
    return tuple(told)
