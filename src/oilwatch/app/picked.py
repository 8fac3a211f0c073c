"""What a person picked on a chart: a day, by a click on anything that stands there, or a span, by a box."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from oilwatch.charts.gallery.timeline import ENDS

_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})")
Span = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Picked:
    """The day that was clicked, or the days of a box; or neither.

    A click is known by its day alone: a chart that names all of a day in one box does not tell rows apart.
    """

    day: date | None = None
    span: Span | None = None
    end: bool = False
    """The mark at the end of a line was clicked."""


def read(selection: Mapping[str, Any]) -> Picked:
    """Return what a selection of ``st.plotly_chart`` holds; what cannot be read is left out."""
    boxes, points = selection.get("box") or [], selection.get("points") or []
    if boxes:
        ends = [day for end in boxes[0].get("x") or () if (day := _day(end))]
        return Picked(span=(min(ends), max(ends))) if len(ends) == 2 else Picked()
    if not points or (day := _day(points[0].get("x"))) is None:
        return Picked()
    return Picked(day=day, end=any(_marked(point) for point in points))


def _marked(point: Mapping[str, Any]) -> bool:
    """Return whether a point is the end of a line; a browser tells what it carries bare or in a list."""
    carried = point.get("customdata")
    return carried == ENDS or (isinstance(carried, list) and carried[:1] == [ENDS])


def _day(text: object) -> date | None:
    found = _DAY.match(str(text))
    try:
        return date.fromisoformat(found.group(1)) if found else None
    except ValueError:
        return None
