"""Lines over the event lane: the chart of a view, drawn once per look and shared."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from oilwatch.charts import lane, style
from oilwatch.charts.gallery import timeline
from oilwatch.charts.gallery.timeline import Beside
from oilwatch.charts.style import Look
from oilwatch.model import Event
from oilwatch.view import View
from oilwatch.views.content import Content, content, in_panels, within
from oilwatch.views.source import Source


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart, what it shows, and what stands in its lane."""

    figure: Any
    content: Content
    counts: str
    marks: tuple[lane.Mark, ...] = ()
    bars: tuple[lane.Bar, ...] = ()


def drawn(source: Source, view: View, look: Look, today: date) -> Drawn:
    """Return the chart of lines over the event lane that a view describes."""
    return source.once(("drawn", view, look, today), lambda: _drawn(source, view, look, today))


def _drawn(source: Source, view: View, look: Look, today: date) -> Drawn:
    held = content(source, view, today)
    shown, span = held.shown, held.lines.span
    events, *outside = within(source, shown, held.lines, today)
    there = source.events(shown.version)
    pinned = [event for event_id in shown.event if (event := there.get(event_id))]
    pinned = [event for event in pinned if span and span[0] <= event.date <= span[1]]
    stories = _stories(source, held, look)
    figure, marks = timeline.draw(held.lines, Beside(events, pinned, stories), look)
    told = _told(source, held, stories)
    counts = _counts(marks, (outside[0], outside[1]), told) if shown.events else ""
    return Drawn(style.Prepared(figure), held, counts, tuple(marks), tuple(stories))


def standing(chart: Drawn, day: date, look: Look) -> tuple[list[Event], list[lane.Bar]]:
    """Return the events and the bars of stories that stand at a day of a chart, whatever their row."""
    span = chart.content.lines.span
    if span is None:
        return [], []
    marks, bars = lane.at(chart.marks, chart.bars, day, span, timeline.lane_width(look))
    return [event for mark in marks for event in mark.events], bars


def _stories(source: Source, held: Content, look: Look) -> list[lane.Bar]:
    """Return the bars of the stories that were told in the span of the lines, by the view's day."""
    if held.lines.span is None or "stories" not in held.shown.events or in_panels(held.shown):
        return []
    first, last = held.lines.span
    last = min(last, held.shown.as_of or last)
    return lane.bars(source.stories_a_day(), (first, max(first, last)), timeline.lane_width(look))


def _told(source: Source, held: Content, stories: list[lane.Bar]) -> tuple[int, int]:
    """Return how many stories the bars stand for, and how many more there are after the last figure."""
    if held.lines.span is None or held.shown.end or "stories" not in held.shown.events:
        return sum(bar.stories for bar in stories), 0
    last, today = str(held.lines.span[1]), str(held.as_of)
    later = sum(number for day, number in source.stories_a_day().items() if last < day <= today)
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
