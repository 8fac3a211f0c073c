"""Charts drawn once per view, look and data version, and shared between visitors."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

from oilwatch.app import data
from oilwatch.app.data import Version
from oilwatch.charts import lane, lines, style, words
from oilwatch.charts.gallery import timeline
from oilwatch.charts.gallery.timeline import Beside
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
    marks: tuple[lane.Mark, ...] = ()
    bars: tuple[lane.Bar, ...] = ()


def timeline_chart(shown: View, look: Look) -> Drawn:
    """Return the chart of lines over the event lane that a view describes."""
    return _timeline(data.version(), shown, look, data.today())


@st.cache_resource(show_spinner=False, max_entries=128)
def _timeline(version: Version, shown: View, look: Look, today: date) -> Drawn:
    abouts = tuple(data.catalogue()[series_id] for series_id in shown.series)
    held = lines.read(shown, abouts, {about.id: data.frame(about.id, shown.as_of) for about in abouts})
    events, *outside = inside(shown, held)
    pinned = [data.events()[event_id] for event_id in shown.event]
    pinned = [event for event in pinned if held.span and held.span[0] <= event.date <= held.span[1]]
    stories = _stories(shown, held, look)
    figure, marks = timeline.draw(held, Beside(events, pinned, stories), look)
    title = words.title(shown, held)
    sub = words.subtitle(shown, held)
    told = _told(shown, held, stories)
    counts = _counts(marks, (outside[0], outside[1]), told) if shown.events else ""
    alt, vintages = words.alt_text(title, sub, held), words.vintages(held, shown.as_of)
    return Drawn(
        style.Prepared(figure), held, abouts, events, title, sub, alt, counts, vintages, tuple(marks),
        tuple(stories),
    )  # fmt: skip


def standing(chart: Drawn, day: date, look: Look) -> tuple[list[Event], list[lane.Bar]]:
    """Return the events and the bars of stories that stand at a day of a chart, whatever their row."""
    if chart.lines.span is None:
        return [], []
    marks, bars = lane.at(chart.marks, chart.bars, day, chart.lines.span, timeline.lane_width(look))
    return [event for mark in marks for event in mark.events], bars


def inside(shown: View, held: Lines) -> tuple[tuple[Event, ...], int, int]:
    """Return the events of a view (of its kinds and importance, in its span, known at its day).

    And how many more there are before the first figure, and after the last.
    """
    if held.span is None:
        return (), 0, 0
    first, last = held.span
    today = shown.as_of or data.today()
    chosen = [
        event
        for event in data.events().values()
        if event.lane in shown.events and event.importance >= shown.importance and event.date <= today
    ]
    found = tuple(event for event in chosen if first <= event.date <= last)
    earlier = sum(event.date < first for event in chosen) if shown.start is None else 0
    return found, earlier, sum(event.date > last for event in chosen) if shown.end is None else 0


def _stories(shown: View, held: Lines, look: Look) -> list[lane.Bar]:
    """Return the bars of the stories that were told in the span of the lines, by the view's day."""
    if held.span is None or "stories" not in shown.events:
        return []
    first, last = held.span
    last = min(last, shown.as_of or last)
    return lane.bars(data.stories_a_day(), (first, max(first, last)), timeline.lane_width(look))


def _told(shown: View, held: Lines, stories: list[lane.Bar]) -> tuple[int, int]:
    """Return how many stories the bars stand for, and how many more there are after the last figure."""
    if held.span is None or shown.end or "stories" not in shown.events:
        return sum(bar.stories for bar in stories), 0
    last, today = str(held.span[1]), str(shown.as_of or data.today())
    later = sum(number for day, number in data.stories_a_day().items() if last < day <= today)
    return sum(bar.stories for bar in stories), later


def _counts(marks: list[lane.Mark], outside: tuple[int, int], stories: tuple[int, int]) -> str:
    parts = [lane.count_text(marks, sum(len(mark.events) for mark in marks))]
    parts += [_more(outside[0], "before the first figure"), _more(outside[1], "after the last figure")]
    if any(stories):
        parts.append(f"{stories[0]:,} {'story' if stories[0] == 1 else 'stories'}")
        parts.append(_more(stories[1], "after the last figure"))
    return "; ".join(filter(None, parts))


def _more(number: int, where: str) -> str:
    return f"{number:,} more {where}" if number else ""
