"""The rows of the lane under a chart: marks of events, counted pills, and bars of stories."""

from collections.abc import Sequence
from textwrap import wrap
from typing import Any

import plotly.graph_objects as go

from oilwatch import periods
from oilwatch.charts import style
from oilwatch.charts.lane import Bar, Mark
from oilwatch.charts.style import Look
from oilwatch.charts.text import plain
from oilwatch.model import Event
from oilwatch.view import LANES

HEIGHT = 24
"""Height of a row, in pixels."""
_SIZES = {1: 9, 2: 12, 3: 14}
_SEVERAL = {1: 16, 2: 18, 3: 21}
_DAY_MS = 86_400_000


def marks(fig: go.Figure, found: Sequence[Mark], row: int, look: Look) -> None:
    """Draw the marks of one row of the lane, as one trace."""
    if not found:
        return
    faces = [_face(mark, look) for mark in found]
    ink = look.color("team" if found[0].lane == "team" else "page")
    fig.add_trace(
        go.Scatter(
            x=[mark.day.isoformat() for mark in found],
            y=[row] * len(found),
            yaxis="y2",
            mode="markers+text",
            marker={
                "symbol": [face["symbol"] for face in faces],
                "size": [face["size"] for face in faces],
                "color": [face["color"] for face in faces],
                "opacity": [face["opacity"] for face in faces],
                "line": {
                    "color": [face["edge"] for face in faces],
                    "width": [face["width"] for face in faces],
                },
            },
            text=[face["text"] for face in faces],
            textfont={"size": 11, "color": ink},
            name=LANES.get(found[0].lane, "Events"),
            hovertext=[hover_text(mark) for mark in found],
            hovertemplate="%{hovertext}<extra></extra>",
            selected={"marker": {"opacity": 1}, "textfont": {"color": ink}},  # else a click fades the others
            unselected={"marker": {"opacity": 1}},
            cliponaxis=False,
        )
    )


def _face(mark: Mark, look: Look) -> dict[str, Any]:
    """Return how a mark looks: the more important what is in it, the larger; several are a circle."""
    lane = mark.lane or (mark.events[0].lane if len({e.lane for e in mark.events}) == 1 else "other")
    color, page = look.color(lane), look.color("page")
    face = {"symbol": "circle", "color": color, "edge": page, "width": 1.5, "opacity": 1.0, "text": ""}
    if len(mark.events) > 1:
        several = {"size": _SEVERAL[mark.importance], "text": str(len(mark.events))}
        return face | several | ({"color": page, "edge": color} if mark.lane == "team" else {})
    symbol = style.SYMBOLS.get(lane, "circle")
    if mark.lane and symbol in style.WRITTEN:
        return face | {"size": 14, "opacity": 0.01, "text": style.WRITTEN[symbol]}
    edge = color if symbol.endswith("-open") else page
    plain = "star" if symbol in style.WRITTEN else symbol
    return face | {"symbol": plain, "size": _SIZES[mark.importance], "edge": edge}


def bars(fig: go.Figure, found: Sequence[Bar], row: int, look: Look) -> None:
    """Draw stories as bars that stand on the foot of a row, the tallest filling it.

    A click finds the nearest mark and not a bar, so that each bar has a mark that nobody sees.
    """
    if not found:
        return
    tallest = max(bar.stories for bar in found)
    fig.add_trace(
        go.Bar(
            x=[bar.first.isoformat() for bar in found],
            y=[-max(0.85 * bar.stories / tallest, 0.1) for bar in found],
            base=row + 0.42,
            width=[((bar.last - bar.first).days + 1) * _DAY_MS * 0.9 for bar in found],
            offset=0,
            yaxis="y2",
            marker={"color": look.color("other"), "line": {"width": 0}},
            name="bars",
            hoverinfo="skip",
            selected={"marker": {"opacity": 1}},
            unselected={"marker": {"opacity": 1}},
        )
    )
    fig.add_trace(
        go.Scatter(
            x=[(bar.first + (bar.last - bar.first) // 2).isoformat() for bar in found],
            y=[row] * len(found),
            yaxis="y2",
            mode="markers",
            marker={"size": 16, "opacity": 0.01, "color": look.color("other")},
            name=LANES["stories"],
            hovertext=[bar_text(bar) for bar in found],
            hovertemplate="%{hovertext}<extra></extra>",
            selected={"marker": {"opacity": 0.01}},
            unselected={"marker": {"opacity": 0.01}},
            cliponaxis=False,
        )
    )


def bar_text(bar: Bar) -> str:
    """Return how many stories a bar stands for, and of which days."""
    days = " – ".join(dict.fromkeys(periods.day_text(day) for day in (bar.first, bar.last)))
    return f"{bar.stories} {'story' if bar.stories == 1 else 'stories'}, {days}; click for the list"


def hover_text(mark: Mark) -> str:
    """Return the date and title of an event, or how many there are, when, and the most important of them."""
    first, last = (periods.day_text(mark.events[at].date) for at in (0, -1))
    lines = [plain(line) for line in wrap(_titled(mark.first), 56)]
    if len(mark.events) > 1:
        lines = [f"{len(mark.events)} events, {first} – {last}; click for the list", *lines]
    return "<br>".join(lines)


def _titled(event: Event) -> str:
    return f"{periods.day_text(event.date)}: {event.title}"
