"""How high the frame of a shared view must be in another page, so that nothing scrolls inside it."""

from collections.abc import Sequence
from math import ceil

from oilwatch.charts import words
from oilwatch.charts.style import Look
from oilwatch.views import Content, Source
from oilwatch.views.drawing import Drawing, figures

WIDTHS = ((360, Look(width=358)), (640, Look(width=704)), (1024, Look()))
"""The narrowest that a frame is of each kind of window, and what its charts are drawn for."""
_LETTER, _LEADING, _RIM = 0.56, 1.5, 20
"""Width of a letter and height of a line, in their size; the rim left and right, in pixels."""
_COLUMNS, _GAP = 3, 8
_LINK = "figures and sources on oilwatch"


def height(source: Source, held: Content) -> int:
    """Return the height in pixels that holds chart and words of a view in a frame from 360 wide on."""
    return ceil(max(_height(source, held, width, look) for width, look in WIDTHS) / 10) * 10


def _height(source: Source, held: Content, width: int, look: Look) -> float:
    room = width - _RIM
    drawn = figures(source, held.view, look, held.today)
    foot = " · ".join([
        words.sources(held.abouts), *held.vintages, "as of 30 Sep 2026, data version 1,000", _LINK,
        *dict.fromkeys(about.licence for about in held.abouts), "Source:",
    ])  # fmt: skip
    told = _lines(held.title, 17, room) + _lines(held.subtitle, 14, room) + _lines(foot, 12, room)
    revised = _lines("1,000 of 1,000 values revised since 30 Sep 2026, largest " * 2, 14, room) + 16
    return 60 + told + (revised if held.view.frozen else 0) + _charts(drawn, room, look)


def _charts(drawn: Sequence[Drawing], room: float, look: Look) -> float:
    """Return the height of charts: side by side where they are panels and there is room."""
    if len(drawn) == 1 and not drawn[0].heading:
        return max(float(drawn[0].figure.layout.height), 380 if look.phone else 460)
    columns = 1 if look.phone else min(_COLUMNS, len(drawn))
    each = room / (1 if len(drawn) == 1 or look.phone else _COLUMNS) - 16
    heights = [
        max(float(one.figure.layout.height), 280) + _lines(f"{one.heading} {one.finding}", 14, each)
        for one in drawn
    ]
    rows = [max(heights[at : at + columns]) for at in range(0, len(heights), columns)]
    return sum(rows) + _GAP * len(rows)


def _lines(text: str, size: int, room: float) -> float:
    """Return the height of a text that is broken to *room*, in pixels."""
    return ceil(len(text) * size * _LETTER / room) * size * _LEADING
