"""Figures as one picture that stands alone: title, subtitle, headings, and the source below."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from oilwatch.charts import style
from oilwatch.charts.joined import Place, join
from oilwatch.charts.style import Look
from oilwatch.charts.text import plain

EDGE = 24
"""Empty rim of the picture, in pixels."""
TITLE, SUBTITLE, HEADING, SMALL = 24, 15, 17, 13
_LEADING = 1.35
"""Height of a line of words, in their size."""
COLUMNS = 3


@dataclass(frozen=True, slots=True)
class Headed:
    """A figure (plotly), and the lines of words above it: a heading and what it found."""

    figure: Any
    heading: tuple[str, ...] = ()
    finding: tuple[str, ...] = ()

    @property
    def above(self) -> float:
        """The height of the words above the figure, in pixels."""
        return _height(self.heading, HEADING) + _height(self.finding, SMALL) + (8 if self.heading else 0)


@dataclass(frozen=True, slots=True)
class Frame:
    """The lines of words around figures; each is short enough for the width of the picture."""

    title: tuple[str, ...]
    subtitle: tuple[str, ...]
    foot: tuple[str, ...]


def column(look: Look, figures: int) -> tuple[int, float]:
    """Return how many columns *figures* stand in, and how wide one is, in pixels."""
    columns = 1 if look.phone else min(max(figures, 1), COLUMNS)
    return columns, (look.width - 2 * EDGE) / columns


def framed(parts: Sequence[Headed], frame: Frame, look: Look) -> go.Figure:
    """Return one figure of the parts, side by side (on a phone below each other), within the words."""
    top = EDGE + _height(frame.title, TITLE) + _height(frame.subtitle, SUBTITLE) + 14
    places = _places(parts, top, look)
    body = max((place.top + place.height for place in places), default=top)
    height = round(body + 10 + _height(frame.foot, SMALL) + EDGE)
    sheet = _sheet(look, height)
    for part, place in zip(parts, places, strict=True):
        join(sheet, part.figure, place)
    for part, place in zip(parts, places, strict=True):
        y = _write(sheet, part.heading, (place.left + 8, place.top - part.above), HEADING, look.color("text"))
        _write(sheet, part.finding, (place.left + 8, y), SMALL, look.color("muted"))
    y = _write(sheet, frame.title, (EDGE, EDGE), TITLE, look.color("text"))
    _write(sheet, frame.subtitle, (EDGE, y), SUBTITLE, look.color("muted"))
    _write(sheet, frame.foot, (EDGE, body + 10), SMALL, look.color("muted"))
    return sheet


def _sheet(look: Look, height: int) -> go.Figure:
    sheet = go.Figure()
    sheet.update_layout(
        template="none", width=look.width, height=height, margin={"l": 0, "r": 0, "t": 0, "b": 0},
        paper_bgcolor=look.color("page"), plot_bgcolor="rgba(0,0,0,0)", showlegend=False,
        font={"family": style.FONT, "size": 13, "color": look.color("text")},
    )  # fmt: skip
    return sheet


def _places(parts: Sequence[Headed], top: float, look: Look) -> list[Place]:
    """Return the places of the figures, row by row; those of a row start at one height."""
    columns, width = column(look, len(parts))
    places = []
    for start in range(0, len(parts), columns):
        row = parts[start : start + columns]
        top += max(part.above for part in row)
        heights = [float(part.figure.layout.height) for part in row]
        places += [Place(EDGE + at * width, top, width, height) for at, height in enumerate(heights)]
        top += max(heights) + 12
    return places


def _height(lines: Sequence[str], size: int) -> float:
    return len(lines) * size * _LEADING


def _write(sheet: go.Figure, lines: Sequence[str], at: tuple[float, float], size: int, color: str) -> float:
    """Write lines from the upper left corner *at* on, and return how far down they reach."""
    left, top = at
    bold = size in (TITLE, HEADING)
    for line in lines:
        text = f"<b>{plain(line)}</b>" if bold else plain(line)
        sheet.add_annotation(
            x=left / sheet.layout.width, y=1 - top / sheet.layout.height, xref="paper", yref="paper",
            xanchor="left", yanchor="top", align="left", showarrow=False, borderpad=0,
            text=text, font={"size": size, "color": color},
        )  # fmt: skip
        top += size * _LEADING
    return top
