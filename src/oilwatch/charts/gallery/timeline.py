"""Lines over time with the lane below, a row per kind of event and one of stories, on one x axis."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import log10

import pandas as pd
import plotly.graph_objects as go

from oilwatch.charts import labels, rows, style, transform
from oilwatch.charts.lane import Bar, Mark, marks
from oilwatch.charts.lines import Lines
from oilwatch.charts.style import Look
from oilwatch.charts.text import plain
from oilwatch.model import Event
from oilwatch.view import LANES

ENDS = "Line ends"
"""The name of the traces of the last value of each line, and what their marks carry."""
FINGER = 12
"""Pixels right of the last value: there its mark is the nearest thing, so that a finger finds it."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands under the lines: events inside their span, those pinned, and stories as bars."""

    events: Sequence[Event] = ()
    pinned: Sequence[Event] = ()
    stories: Sequence[Bar] = ()


def lane_width(look: Look) -> int:
    """Return the width of the plot itself, in pixels, for a page of the look's width."""
    return max(look.width - (150 if look.phone else 180), 120)


def draw(lines: Lines, beside: Beside, look: Look) -> tuple[go.Figure, list[Mark]]:
    """Return the figure and the marks of its lane, each on the day at which it is drawn."""
    if lines.span is None:
        return style.nothing(look, "No figures in this range as of this day"), []
    found = marks(beside.events, lines.span, lane_width(look), rows=not look.phone)
    shown = [lane for lane in LANES if any(mark.lane == lane for mark in found)]
    if look.phone and found:
        shown = [""]
    shown += ["stories"] if beside.stories else []
    top = 280 if look.phone else 400
    height = top + rows.HEIGHT * len(shown) + style.BOTTOM + 8
    ends = labels.fitted(_labels(lines, look), look)
    fig = style.figure(look, height=height, right=labels.room_for(ends), left=64 if shown else 48)
    _prices(fig, lines, look)
    _axes(fig, lines, (shown, top / (height - style.BOTTOM - 8)), look)
    labels.write(fig, ends, y_range(lines), top)
    days = _trading_days(lines)
    found = [replace(mark, day=_snapped(mark.day, days)) for mark in found]
    _ends(fig, lines, look)
    for at, lane in enumerate(shown):
        rows.marks(fig, [mark for mark in found if mark.lane == lane], at, look)
    rows.bars(fig, beside.stories, len(shown) - 1, look)
    for place, event in enumerate(beside.pinned):
        _pin(fig, event, place, look)
    return fig, found


def _prices(fig: go.Figure, lines: Lines, look: Look) -> None:
    dollars, percent = lines.unit.startswith("USD"), lines.unit.startswith("%")
    number = f"%{{y:,.2f}} {plain(lines.unit.split(',')[0])}"
    hover = "%{y:$,.2f}" if dollars else "%{y:,.1f}%" if percent else number
    colors = _colors(lines, look)
    for line in lines.lines:
        values = transform.with_gaps(line.values, line.about.frequency)
        fig.add_trace(
            go.Scatter(
                x=[f"{moment:%Y-%m-%d}" for moment in values.index],
                y=values.round(2).to_numpy(),
                name=plain(line.name),
                mode="lines" if len(values) > 1 else "markers",
                line={"color": colors[line.about.id], "width": 1.6},
                xhoverformat="%b %Y" if line.about.frequency == "monthly" else "%a %-d %b %Y",
                hovertemplate=hover,
            )
        )


def _ends(fig: go.Figure, lines: Lines, look: Look) -> None:
    """Mark the last value of each line, so that its label's number can be clicked.

    A trace each: of two marks on one day in one trace Plotly selects neither.
    """
    colors = _colors(lines, look)
    for line in lines.lines:
        if len(line.values):
            fig.add_trace(
                go.Scatter(
                    x=[f"{line.values.index[-1]:%Y-%m-%d}"],
                    y=[round(float(line.values.iloc[-1]), 2)],
                    name=ENDS,
                    mode="markers",
                    marker={"color": colors[line.about.id], "size": 8, "opacity": 1},
                    customdata=[ENDS],
                    xhoverformat="%b %Y" if line.about.frequency == "monthly" else "%a %-d %b %Y",
                    hovertemplate=f"{plain(line.name)}: last figure<extra></extra>",
                    selected={"marker": {"opacity": 1}},
                    unselected={"marker": {"opacity": 1}},
                    cliponaxis=False,
                )
            )


def _trading_days(lines: Lines) -> pd.DatetimeIndex:
    """Return the days of daily lines, which a mark snaps to so that a hover box names one real day."""
    daily = [line.values.index for line in lines.lines if line.about.frequency == "daily"]
    return pd.DatetimeIndex(sorted(set().union(*daily)))


def _snapped(day: date, days: pd.DatetimeIndex) -> date:
    place = int(days.searchsorted(pd.Timestamp(day)))
    return day if not len(days) else days[min(place, len(days) - 1)].date()


def _axes(fig: go.Figure, lines: Lines, rows_: tuple[Sequence[str], float], look: Look) -> None:
    shown, share = rows_
    first, last = lines.span or (date.min, date.max)
    room = max((last - first).days // 200, 1)
    after = max(round((last - first).days * FINGER / lane_width(look)), 1)
    fig.update_xaxes(
        range=[(first - timedelta(days=room)).isoformat(), (last + timedelta(days=after)).isoformat()]
    )
    if (last - first).days < 4:
        fig.update_xaxes(dtick=86_400_000, tickformat="%-d %b<br>%Y")  # days, not hours
    dollars = lines.unit.startswith("USD")
    low, high = y_range(lines)
    fig.update_yaxes(
        range=[low, high],
        type="log" if lines.log else "linear",
        tickformat="$,.2~f" if dollars else ",.1~f",
        domain=[1 - share, 1] if shown else [0, 1],
    )
    if shown:
        fig.update_layout(
            yaxis2={
                "domain": [0, 1 - share - 0.01],
                "range": [len(shown) - 0.5, -0.5],
                "tickvals": list(range(len(shown))),
                "ticktext": [LANES.get(row, "Events") for row in shown],
                "tickfont": {"size": 12},
                "gridcolor": fig.layout.yaxis.gridcolor,
                "zeroline": False,
                "fixedrange": True,
                "anchor": "x",
            },
            xaxis={"anchor": "y2"},
        )


def y_range(lines: Lines) -> tuple[float, float]:
    """Return the range of the y axis: of the values, or of their log10 on a log axis."""
    held = [
        float(v) for line in lines.lines for v in (line.values.min(), line.values.max()) if len(line.values)
    ]
    return style.padded([log10(value) for value in held] if lines.log else held)


def _labels(lines: Lines, look: Look) -> list[labels.EndLabel]:
    """Return what stands at the end of each line that has values; of one that ends before others, when."""
    found, colors = [], _colors(lines, look)
    end = lines.span[1] if lines.span else date.max
    for line in lines.lines:
        if len(line.values):
            last = float(line.values.iloc[-1])
            value = ", ".join(filter(None, (value_text(last, lines.unit), line.earlier(end))))
            at = log10(last) if lines.log else last
            found.append(
                labels.EndLabel(line.name.replace(" less ", " − "), value, at, colors[line.about.id])
            )
    return found


def _colors(lines: Lines, look: Look) -> dict[str, str]:
    return look.lines([line.about for line in lines.lines])


def value_text(value: float, unit: str) -> str:
    """Return a value as it stands on the chart: ``$95.29``, ``−$3.10``, ``12.5%`` or ``104.2``."""
    sign = "−" if value < 0 else ""
    if unit.startswith("USD"):
        return f"{sign}${abs(value):,.2f}"
    return f"{sign}{abs(value):,.1f}{'%' if unit.startswith('%') else ''}"


def _pin(fig: go.Figure, event: Event, place: int, look: Look) -> None:
    color, day = look.color(event.lane), event.date
    first, last = (date.fromisoformat(moment) for moment in fig.layout.xaxis.range)
    left = (day - first) * 2 < last - first
    fig.add_vline(x=day.isoformat(), line={"color": color, "width": 1.2})
    fig.add_vrect(
        x0=day.isoformat(),
        x1=(day + timedelta(days=5)).isoformat(),
        fillcolor=color,
        opacity=0.1,
        line_width=0,
    )
    short = event.title
    part = (day - first).days / max((last - first).days, 1)
    room = lane_width(look) * (1 - part) + 60 if left else lane_width(look) * part
    most = max(min(64, round(room / 6.8) - 3), 10)
    short = short if len(short) <= most else f"{short[: most - 1]}…"
    fig.add_annotation(
        x=day.isoformat(), y=1, yref="paper", yanchor="top", yshift=-16 * place,
        xanchor="left" if left else "right", xshift=4 if left else -4,
        text=f"<b>{'ABCD'[place]}</b> {plain(short)}", showarrow=False, font={"size": 12, "color": color},
    )  # fmt: skip
