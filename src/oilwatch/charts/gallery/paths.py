"""What a price did around many events: the path of each, and the median path."""

from collections.abc import Sequence
from math import isnan

import plotly.graph_objects as go

from oilwatch.charts import labels, style
from oilwatch.charts.style import Look
from oilwatch.model import Group

HEIGHT = 320


def draw(group: Group | None, look: Look) -> go.Figure:
    """Return the percent change from the close of session -1, a thin line an event and the median bold."""
    paths = [path for path in (group.paths if group else ()) if not all(map(isnan, path))]
    if group is None or not paths:
        return style.nothing(look, "No event of this kind has prices around it as of this day")
    reach = len(group.median_path) // 2
    sessions = list(range(-reach, reach + 1))
    ends = [_label(group.median_path, look)]
    fig = style.figure(look, height=HEIGHT, right=labels.room_for(ends))
    fig.update_layout(hovermode="x", hoversubplots="single")
    x, y = _one_line(paths, sessions)
    fig.add_trace(
        go.Scatter(
            x=x, y=y, mode="lines", connectgaps=False, name="events", opacity=0.45,
            line={"color": look.color("muted"), "width": 0.8}, hoverinfo="skip",
        )
    )  # fmt: skip
    fig.add_trace(
        go.Scatter(
            x=sessions, y=[None if isnan(v) else round(v, 2) for v in group.median_path], mode="lines",
            name="median", line={"color": look.color("BRENT"), "width": 2.6},
            hovertemplate="session %{x}: median %{y:+.1f}%<extra></extra>",
        )
    )  # fmt: skip
    low, high = _frame(paths)
    fig.update_yaxes(range=[low, high], ticksuffix="%", tickformat=",.0f", zeroline=True,
                     zerolinecolor=look.color("muted"))  # fmt: skip
    fig.update_xaxes(title={"text": "sessions from the event", "standoff": 6, "font": {"size": 12}},
                     dtick=10 if look.phone else 5)  # fmt: skip
    fig.add_vline(x=0, line={"color": look.color("muted"), "width": 1, "dash": "dot"})
    labels.write(fig, ends, (low, high), HEIGHT - style.BOTTOM - 8)
    return fig


def leaving(group: Group) -> int:
    """Return how many paths go beyond the frame, which is made for all but the furthest of them."""
    low, high = _frame(group.paths)
    return sum(any(value < low or value > high for value in path) for path in group.paths)


def _frame(paths: Sequence[Sequence[float]]) -> tuple[float, float]:
    """Return the range of the y axis: from the 1st to the 99th percentile of all values."""
    held = sorted(value for path in paths for value in path if not isnan(value))
    cut = len(held) // 100
    return style.padded(held[cut : len(held) - cut])


def _one_line(
    paths: Sequence[Sequence[float]], sessions: Sequence[int]
) -> tuple[list[int | None], list[float | None]]:
    """Return all paths as one line with gaps between them, which is drawn as fast as one."""
    x: list[int | None] = []
    y: list[float | None] = []
    for path in paths:
        x += [*sessions, None]
        y += [*(None if isnan(value) else round(value, 2) for value in path), None]
    return x, y


def _label(path: Sequence[float], look: Look) -> labels.EndLabel:
    last = next((value for value in reversed(path) if not isnan(value)), 0.0)
    sign = "−" if last < 0 else "+"
    return labels.EndLabel("Median", f"{sign}{abs(last):.1f}%", last, look.color("BRENT"))
