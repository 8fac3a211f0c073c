"""How charts look: colours, type, one template; and the small parts that every chart is made of.

Colours are tested: text at 4.5:1 and marks at 3:1 against the page, every pair of one chart at a CIE76
distance of 20 or more under normal, protan, deutan and tritan vision.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from oilwatch.charts.text import plain
from oilwatch.model import Series

FONT = "Inter, 'Source Sans 3', 'Source Sans', system-ui, sans-serif"
BOTTOM = 44
"""Height under the plot, in pixels: room for ticks of two lines."""


@dataclass(frozen=True, slots=True)
class Look:
    """The theme and the width, in pixels, that a chart is drawn for."""

    dark: bool = False
    width: int = 1120

    @property
    def phone(self) -> bool:
        """Whether the chart is drawn for a phone."""
        return self.width < 640

    def color(self, name: str) -> str:
        """Return the colour of a series' entity, an event lane or a part of the page."""
        table = DARK if self.dark else LIGHT
        return table.get(name, table["other"])

    def line(self, about: Series) -> str:
        """Return the colour of a series' line: its entity's, futures apart from spot."""
        return self.color(f"{about.entity}_FUTURES" if about.id.endswith(".futures") else about.entity)

    def lines(self, abouts: Sequence[Series]) -> dict[str, str]:
        """Return the colour of each line of one chart, by series id: further ones where it has none.

        So does what has the colour of a line before it; a required level has the colour of its country.
        """
        measured = [about for about in abouts if about.measure != "target"]
        further = {kind: iter(table[self.dark]) for kind, table in FURTHER.items()}
        found: dict[str, str] = {}
        for about in measured:
            color = self.line(about)
            if color == self.color("other") or color in found.values():
                color = next(further["price" if about.measure == "price" else "output"], color)
            found[about.id] = color
        of = {about.entity: found[about.id] for about in reversed(measured)}
        return {a.id: found.get(a.id) or of.get(a.entity) or self.line(a) for a in abouts}


LIGHT = {
    "page": "#FFFFFF", "text": "#1F2933", "muted": "#5B6770", "grid": "#E3E6E8", "other": "#475569",
    "BRENT_FUTURES": "#2F1F47", "WTI_FUTURES": "#764032",
    "BRENT": "#0B5FA5", "WTI": "#B8500C", "SAU": "#0B6E4F", "RUS": "#B45309", "USA": "#4338CA",
    "opec": "#155E75", "sanctions": "#6D28D9", "conflict": "#B45309", "supply": "#155E75",
    "demand": "#6D28D9", "team": "#475569",
}  # fmt: skip
DARK = {
    "page": "#12181F", "text": "#E6EAEE", "muted": "#A3AEB8", "grid": "#2A343E", "other": "#94A3B8",
    "BRENT_FUTURES": "#C9E2E8", "WTI_FUTURES": "#F42578",
    "BRENT": "#6CB6F5", "WTI": "#F2A65A", "SAU": "#2DD4A7", "RUS": "#F59E0B", "USA": "#B4A7FF",
    "opec": "#2DD4BF", "sanctions": "#B794F6", "conflict": "#F59E0B", "supply": "#2DD4BF",
    "demand": "#B794F6", "team": "#94A3B8",
}  # fmt: skip
FURTHER = {
    "price": (
        ("#7F26D9", "#936C6C", "#0000FF", "#5C5775", "#391313", "#190099"),
        ("#C155F6", "#FFFF80", "#55F6A6", "#CC6600", "#FF4DC3", "#FFD400"),
    ),
    "output": (
        ("#AA40BF", "#626784", "#6C2213", "#400080", "#610561", "#020227"),
        ("#B84DFF", "#389438", "#F5F589", "#B2FFF0", "#738C8C", "#8ECE7E"),
    ),
}
"""Colours of lines that have none of their own, light and dark, as far apart as those that have."""
SYMBOLS = {
    "opec": "diamond",
    "sanctions": "square",
    "conflict": "triangle-up",
    "supply": "circle-open",
    "demand": "x-thin-open",
    "team": "pencil",
}
WRITTEN = {"pencil": "✎"}
"""Symbols that plotly does not have, and the signs that are written in their place."""


def figure(look: Look, *, height: int, right: int = 16, left: int = 48) -> go.Figure:
    """Return an empty figure with the shared template: grey horizontal grid, no legend, no upload button."""
    line = {"linecolor": look.color("muted"), "tickcolor": look.color("muted")}
    fig = go.Figure()
    fig.update_layout(
        template="none",
        height=height,
        margin={"t": 8, "r": right, "b": BOTTOM, "l": left},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"family": FONT, "size": 13, "color": look.color("text")},
        showlegend=False,
        hovermode="x unified",
        hoversubplots="axis",
        hoverlabel={
            "bgcolor": look.color("page"),
            "bordercolor": look.color("grid"),
            "font": {"size": 12, "color": look.color("text")},
        },
        modebar={"bgcolor": "rgba(0,0,0,0)", "color": look.color("muted"), "activecolor": look.color("text")},
        xaxis={
            "showgrid": False,
            "ticks": "outside",
            "tickangle": 0,
            "nticks": 4 if look.phone else 0,
            "hoverformat": "%a %-d %b %Y",
            "showline": True,
            **line,
        },
        yaxis={"gridcolor": look.color("grid"), "zeroline": False, "showline": False, "ticks": ""},
        dragmode="zoom" if not look.phone else False,
    )
    return fig


class Prepared(go.Figure):  # type: ignore[misc]  # plotly ships no types
    """A figure that is not changed any more: what is sent of it is worked out once."""

    def __init__(self, figure: go.Figure) -> None:
        super().__init__(figure)
        self._sent: dict[str, Any] | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the figure as plotly sends it; not to be changed."""
        if self._sent is None:
            self._sent = super().to_dict()
        return self._sent


CONFIG: dict[str, Any] = {
    "displaylogo": False,
    "modeBarButtonsToRemove": ["sendDataToCloud", "sendChartToCloud", "lasso2d", "select2d", "autoScale2d"],
    "plotlyServerURL": "",
    "responsive": True,
    "displayModeBar": "hover",
}
"""Plotly's own settings: nothing that uploads a chart."""


def padded(values: Sequence[float]) -> tuple[float, float]:
    """Return the range of *values* with 4% of room at both ends; (0, 1) where there are none."""
    if not values:
        return 0.0, 1.0
    low, high = min(values), max(values)
    room = (high - low) * 0.04 or abs(high) * 0.04 or 1.0
    return low - room, high + room


def nothing(look: Look, text: str) -> go.Figure:
    """Return the figure of a chart that has nothing to show, and says so."""
    fig = figure(look, height=180)
    fig.update_layout(xaxis={"visible": False}, yaxis={"visible": False})
    fig.add_annotation(text=plain(text), showarrow=False, x=0.5, y=0.5, xref="paper", yref="paper",
                       font={"size": 14, "color": look.color("muted")})  # fmt: skip
    return fig
