"""Charts drawn once per view, look and data version, and shared between visitors."""

from dataclasses import dataclass
from typing import Any

import streamlit as st

from oilwatch import catalog
from oilwatch.app import data
from oilwatch.app.data import Version
from oilwatch.charts import lane, lines, style, words
from oilwatch.charts.gallery import timeline
from oilwatch.charts.lines import Lines
from oilwatch.charts.style import Look
from oilwatch.model import Event, Series
from oilwatch.view import View


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart and its words."""

    figure: Any
    lines: Lines
    abouts: tuple[Series, ...]
    events: tuple[Event, ...]
    title: str
    subtitle: str
    alt: str
    counts: str
    vintages: tuple[str, ...]


def timeline_chart(shown: View, look: Look) -> Drawn:
    """Return the chart of lines over the event lane that a view describes."""
    return _timeline(data.version(), shown, look)


@st.cache_resource(show_spinner=False, max_entries=128)
def _timeline(version: Version, shown: View, look: Look) -> Drawn:
    abouts = tuple(data.catalogue()[series_id] for series_id in shown.series)
    held = lines.read(shown, abouts, {about.id: data.frame(about.id, shown.as_of) for about in abouts})
    events, later = inside(shown, held)
    pinned = [catalog.event_ids()[event_id] for event_id in shown.event]
    pinned = [event for event in pinned if held.span and held.span[0] <= event.date <= held.span[1]]
    figure, marks = timeline.draw(held, events, look, pinned=pinned)
    title = words.title(shown, held)
    sub = words.subtitle(shown, held)
    counts = _counts(marks, events, later) if shown.events else ""
    alt, vintages = words.alt_text(title, sub, held), words.vintages(held, shown.as_of)
    return Drawn(style.Prepared(figure), held, abouts, events, title, sub, alt, counts, vintages)


def inside(shown: View, held: Lines) -> tuple[tuple[Event, ...], int]:
    """Return the events of a view (of its kinds and importance, in its span, known at its day).

    And how many more there are after the last figure.
    """
    if held.span is None:
        return (), 0
    first, last = held.span
    today = shown.as_of or data.today()
    chosen = [
        event
        for event in catalog.events()
        if event.lane in shown.events
        and event.importance >= shown.importance
        and first <= event.date <= today
    ]
    found = tuple(event for event in chosen if event.date <= last)
    return found, len(chosen) - len(found) if shown.end is None else 0


def _counts(marks: list[lane.Mark], events: tuple[Event, ...], later: int) -> str:
    text = lane.count_text(marks, len(events))
    return f"{text}; {later} more after the last figure" if later else text
