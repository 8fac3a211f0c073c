"""What stands at the right end of lines: kept apart, inside the chart, and no wider than there is room."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import plotly.graph_objects as go

from oilwatch.charts.style import Look
from oilwatch.charts.text import plain

GAP = 16
"""Least distance between two end labels, in pixels."""
EDGE = 8
"""Half the height of a label: how far its middle stays inside the plot, in pixels."""
SHARE = 0.42
"""The part of a chart's width that labels may have."""
_BOLD, _LETTER, _RIM = 8.4, 7.4, 20
"""Width of a letter of a name and of a value, in a font as wide as any; and the rim, in pixels."""


@dataclass(frozen=True, slots=True)
class EndLabel:
    """What stands at the right end of a line: at *y* on the axis (log10 of it on a log axis)."""

    name: str
    value: str
    y: float
    color: str

    @property
    def width(self) -> float:
        """How wide it may be, in pixels."""
        return _BOLD * len(self.name) + (_LETTER * (len(self.value) + 1) if self.value else 0)

    @property
    def text(self) -> str:
        """The label as plotly writes it: the name bold; neither part can bring markup."""
        return f"<b>{plain(self.name)}</b> {plain(self.value)}".strip()


def fitted(labels: Sequence[EndLabel], look: Look) -> list[EndLabel]:
    """Return the labels no wider than a chart has room for: without values, then with names cut."""
    room = look.width * SHARE - _RIM
    if all(label.width <= room for label in labels):
        return list(labels)
    most = int(room / _BOLD)
    return [replace(label, name=shortened(label.name, most), value="") for label in labels]


def shortened(name: str, most: int) -> str:
    """Return a name in at most *most* letters: its middle goes, as names of one country differ at the end."""
    if len(name) <= most:
        return name
    tail = most // 2
    return f"{name[: most - 1 - tail].rstrip()}…{name[-tail:].lstrip()}"


def room_for(labels: Sequence[EndLabel]) -> int:
    """Return how wide the margin right of the plot must be, in pixels, to hold the labels."""
    return _RIM + round(max((label.width for label in labels), default=0))


def spread(heights: Sequence[float], gap: float = GAP) -> list[float]:
    """Return *heights* (pixels, any order) moved as little as needed to lie at least *gap* apart."""
    order = sorted(range(len(heights)), key=lambda at: heights[at])
    blocks: list[tuple[float, int]] = []  # (mean height, labels in the block)
    for at in order:
        mean, count = heights[at], 1
        while blocks and mean - blocks[-1][0] < gap * (count + blocks[-1][1]) / 2:
            other, size = blocks.pop()
            mean, count = (mean * count + other * size) / (count + size), count + size
        blocks.append((mean, count))
    placed = [mean + gap * (k - (count - 1) / 2) for mean, count in blocks for k in range(count)]
    out = [0.0] * len(heights)
    for at, height in zip(order, placed, strict=True):
        out[at] = height
    return out


def within(places: Sequence[float], low: float, high: float, gap: float = GAP) -> list[float]:
    """Return places spread *gap* apart inside a range; nearer to each other where it has no room for all."""
    gap = min(gap, max(high - low, 0) / max(len(places) - 1, 1))
    out = spread(places, gap)
    order = sorted(range(len(places)), key=out.__getitem__)
    edge = high
    for at in reversed(order):
        out[at] = edge = min(out[at], edge)
        edge -= gap
    edge = low
    for at in order:
        out[at] = edge = max(out[at], edge)
        edge += gap
    return out


def write(fig: go.Figure, labels: Sequence[EndLabel], axis: tuple[float, float], pixels: float) -> None:
    """Write labels right of the lines, kept apart; *axis* is the y range, *pixels* its height."""
    low, high = axis
    scale = pixels / ((high - low) or 1)
    at = [(label.y - low) * scale for label in labels]
    for label, wanted, placed in zip(labels, at, within(at, EDGE, pixels - EDGE), strict=True):
        fig.add_annotation(
            x=1, xref="paper", xanchor="left", xshift=6, y=label.y, yref="y", yshift=placed - wanted,
            text=label.text, showarrow=False, font={"size": 13, "color": label.color},
        )  # fmt: skip
