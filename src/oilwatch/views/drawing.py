"""The figures of a view, as a shared page, a picture and a file show them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from oilwatch.charts.style import Look
from oilwatch.view import View
from oilwatch.views import panels
from oilwatch.views.content import content, in_panels
from oilwatch.views.source import Source
from oilwatch.views.timeline import drawn


@dataclass(frozen=True, slots=True)
class Drawing:
    """One figure (plotly), what stands above it (empty where the view's title says it all) and its words."""

    figure: Any
    heading: str
    finding: str
    alt: str


def figures(source: Source, view: View, look: Look, today: date) -> tuple[Drawing, ...]:
    """Return the figure of a view; of output at level one a country, on one scale."""
    held = content(source, view, today)
    if not in_panels(held.shown):
        chart = drawn(source, view, look, today)
        return (Drawing(chart.figure, "", "", held.alt),)
    return tuple(
        Drawing(figure, panel.about.entity_name, found := panels.finding(panel), panels.alt(panel, found))
        for panel, figure in panels.built(source, held.shown, look)
    )
