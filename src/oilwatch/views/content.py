"""What a view shows, but for the drawing: its lines, events and words."""

from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from oilwatch import periods
from oilwatch.charts import lines, words
from oilwatch.charts.lines import Lines
from oilwatch.model import Event, Series
from oilwatch.view import View
from oilwatch.views.source import Source

USUAL_MONTHS = {"production": 120}
"""The range that a page shows unless the link says otherwise, in months before its latest figure."""
TRADING_DAYS = 60
"""Trading days shown either side of an event on its own page."""
PRICES = ("price.brent.spot", "price.wti.spot")


@dataclass(frozen=True, slots=True)
class Content:
    """A view with its figures (``lines``, in its unit), events and words; *shown* has its first day."""

    view: View
    shown: View
    lines: Lines
    abouts: tuple[Series, ...]
    events: tuple[Event, ...]
    title: str
    subtitle: str
    alt: str
    vintages: tuple[str, ...]
    today: date
    version: int
    """The data version the figures are of: the view's, else the store's."""

    @property
    def as_of(self) -> date:
        """The day as of which the figures are read."""
        return self.view.as_of or self.today


def content(source: Source, view: View, today: date) -> Content:
    """Return what *view* shows; the page of an event shows the prices around it."""
    return source.once(("content", view, today), lambda: _content(source, view, today))


def _content(source: Source, view: View, today: date) -> Content:
    shown = effective(source, view)
    abouts = tuple(source.about(series_id, shown.as_of, shown.version) for series_id in wanted(source, shown))
    frames = {about.id: source.frame(about.id, shown.as_of, shown.version) for about in abouts}
    held = lines.read(shown, abouts, frames)
    title, sub = _title(source, view, shown, held), _subtitle(shown, held)
    return Content(
        view, shown, held, abouts, within(source, shown, held, today)[0], title, sub,
        words.alt_text(title, sub, held), words.vintages(held, shown.as_of), today,
        shown.version or source.version,
    )  # fmt: skip


def wanted(source: Source, shown: View) -> list[str]:
    """Return the ids of the series of a view; output at level brings the required levels of its countries."""
    found = list(shown.series)
    if in_panels(shown):
        targets = dict.fromkeys(f"target.{series_id.split('.')[1]}.required" for series_id in shown.series)
        known = [target for target in targets if target in source.catalogue()]
        found += [target for target in known if len(source.frame(target, shown.as_of, shown.version))]
    return found


def in_panels(shown: View) -> bool:
    """Return whether a view is drawn as a panel a country, with no lane of events."""
    return shown.page == "production" and shown.transform == "level"


def _title(source: Source, view: View, shown: View, held: Lines) -> str:
    if view.page == "events" and view.event:
        event = source.events(view.version)[view.event[0]]
        return f"{event.title} ({periods.day_text(event.date)})"
    if in_panels(shown):
        names = dict.fromkeys(line.about.entity_name for line in held.lines)
        return f"{words.joined(list(names))}: oil output"
    return words.title(shown, held)


def _subtitle(shown: View, held: Lines) -> str:
    """Return unit, frequency and span: of panels, those of the output, not of the required levels."""
    output = tuple(line for line in held.lines if line.about.measure != "target")
    return words.subtitle(shown, replace(held, lines=output) if output else held)


def effective(source: Source, view: View) -> View:
    """Return the view with what it shows unless it says otherwise: first day, an event's prices."""
    if view.page == "events":
        return _around(source, view)
    months = USUAL_MONTHS.get(view.page)
    if months is None or view.start:
        return view
    latest = source.latest(view.series, view.as_of, view.version)
    if latest is None:
        return view
    return replace(view, start=(pd.Timestamp(latest) - pd.DateOffset(months=months)).date())


def _around(source: Source, view: View) -> View:
    """Return the view of the prices around an event (without one: of the page's whole lane)."""
    first = view.series[:1] or PRICES[:1]
    other = PRICES[1] if first[0].startswith("price.brent") else PRICES[0]
    market = replace(view, page="market", series=(*first, other))
    if not view.event:
        return market
    start, end = window(source, source.events(view.version)[view.event[0]].date, view)
    return replace(market, start=start, end=end, event=view.event[:1])


def window(source: Source, day: date, view: View) -> tuple[date, date]:
    """Return the days 60 trading days before and after *day*, by the days on which Brent or WTI traded.

    Where there are no prices at all it is the day alone.
    """
    held = [source.frame(series_id, view.as_of, view.version).index for series_id in PRICES]
    days = held[0].union(held[1])
    if days.empty:
        return day, day
    place = int(days.searchsorted(str(day)))
    first, last = max(place - TRADING_DAYS, 0), min(place + TRADING_DAYS, len(days) - 1)
    return days[first].date(), days[last].date()


def within(source: Source, shown: View, held: Lines, today: date) -> tuple[tuple[Event, ...], int, int]:
    """Return the events of a view (of its kinds and importance, in its span, known at its day).

    And how many more there are before the first figure, and after the last.
    """
    if held.span is None or in_panels(shown):
        return (), 0, 0
    first, last = held.span
    chosen = [
        event
        for event in source.events(shown.version).values()
        if event.lane in shown.events
        and event.importance >= shown.importance
        and event.date <= (shown.as_of or today)
    ]
    found = tuple(event for event in chosen if first <= event.date <= last)
    earlier = sum(event.date < first for event in chosen) if shown.start is None else 0
    return found, earlier, sum(event.date > last for event in chosen) if shown.end is None else 0
