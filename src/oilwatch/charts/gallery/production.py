"""One panel of the production small multiples: output as a line, required level as steps, the gap shaded."""

from dataclasses import dataclass
from datetime import date

import pandas as pd
import plotly.graph_objects as go

from oilwatch import periods
from oilwatch.charts import style, transform
from oilwatch.charts.style import Look
from oilwatch.charts.text import plain
from oilwatch.model import Series

HEIGHT = 280
_MID = pd.Timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Panel:
    """What one panel shows, all in *unit*; indices are the first days of months (or Fridays)."""

    about: Series
    unit: str
    values: pd.Series
    required: pd.Series
    first_published: pd.Series
    """First published values where they differ from today's."""
    preliminary: tuple[pd.Timestamp, ...]
    """Periods that only the newest copy has shown."""
    copy: str = ""
    """The copy (a day) that the last value comes from, where it is younger than the reader's day."""


def y_range(panels: list[Panel]) -> tuple[float, float]:
    """Return one range that holds every panel."""
    parts = [part for panel in panels for part in (panel.values, panel.required, panel.first_published)]
    return style.padded([float(v) for part in parts if len(part) for v in (part.min(), part.max())])


def draw(
    panel: Panel, look: Look, *, y: tuple[float, float], x: tuple[pd.Timestamp, pd.Timestamp] | None
) -> go.Figure:
    """Return the figure of one panel on the shared ranges *y* and *x*."""
    if panel.values.empty:
        return style.nothing(look, "No figures in this range as of this day")
    fig = style.figure(look, height=HEIGHT, left=44, right=30)
    fig.update_yaxes(range=list(y), tickformat=",.1~f")
    if x:
        fig.update_xaxes(range=[f"{moment:%Y-%m-%d}" for moment in (x[0], x[1] + 2 * _MID)])
    color = look.color(panel.about.entity)
    _gap(fig, panel, color)
    _required(fig, panel, look)
    _first_published(fig, panel, look)
    _output(fig, panel, color)
    _preliminary(fig, panel, look, color)
    return fig


def _days(index: pd.DatetimeIndex) -> list[str]:
    return [f"{moment:%Y-%m-%d}" for moment in index]


def _dated(values: pd.Series | pd.DataFrame) -> pd.DatetimeIndex:
    return pd.DatetimeIndex(values.index)


def _mid(panel: Panel, index: pd.DatetimeIndex) -> list[str]:
    """Return where a period's average is drawn: in its middle."""
    return _days(index + _MID if panel.about.frequency == "monthly" else index - pd.Timedelta(days=3))


def _format(panel: Panel) -> str:
    number = "%{y:.2f}" if panel.unit == "mb/d" else "%{y:,.0f}"
    return f"{number} {plain(panel.unit)}"


def _output(fig: go.Figure, panel: Panel, color: str) -> None:
    values = transform.with_gaps(panel.values, panel.about.frequency)
    fig.add_scatter(
        x=_mid(panel, _dated(values)), y=values.to_numpy(), name="output", mode="lines",
        line={"color": color, "width": 2}, hovertemplate=_format(panel),
        xhoverformat="%b %Y" if panel.about.frequency == "monthly" else "%-d %b %Y",
    )  # fmt: skip


def _required(fig: go.Figure, panel: Panel, look: Look) -> None:
    if panel.required.empty:
        return
    steps = transform.with_gaps(panel.required, "monthly")
    steps.loc[steps.index[-1] + pd.offsets.MonthBegin()] = steps.iloc[-1]
    fig.add_scatter(
        x=_days(_dated(steps)), y=steps.to_numpy(), name="required", mode="lines", xhoverformat="%b %Y",
        line={"color": look.color("text"), "width": 1.4, "shape": "hv"}, hovertemplate=_format(panel),
    )  # fmt: skip


def _gap(fig: go.Figure, panel: Panel, color: str) -> None:
    """Shade between output and required level, for each run of months that has both."""
    if panel.required.empty or panel.about.frequency != "monthly":
        return
    both = pd.concat([panel.values, panel.required], axis=1, join="inner").dropna()
    days = pd.DatetimeIndex(both.index)
    months = days.year * 12 + days.month
    for _, run in both.groupby(months - pd.RangeIndex(len(both))):
        shared = {"mode": "lines", "line": {"width": 0}, "hoverinfo": "skip", "x": _mid(panel, _dated(run))}
        fig.add_scatter(y=run.iloc[:, 1].to_numpy(), **shared)
        fig.add_scatter(y=run.iloc[:, 0].to_numpy(), fill="tonexty", fillcolor=tint(color), **shared)


def tint(color: str) -> str:
    """Return a colour as a light wash."""
    red, green, blue = bytes.fromhex(color[1:])
    return f"rgba({red},{green},{blue},0.14)"


def _first_published(fig: go.Figure, panel: Panel, look: Look) -> None:
    first = panel.first_published
    if first.empty:
        return
    fig.add_scatter(
        x=_mid(panel, _dated(first)), y=first.to_numpy(), name="first kept", mode="markers",
        marker={"symbol": "line-ew-open", "size": 7, "color": look.color("muted"), "line": {"width": 1.5}},
        hovertemplate=_format(panel), xhoverformat="%b %Y",
    )  # fmt: skip


def _preliminary(fig: go.Figure, panel: Panel, look: Look, color: str) -> None:
    months = [moment for moment in panel.preliminary if moment in panel.values.index]
    if not months:
        return
    fig.add_scatter(
        x=_mid(panel, pd.DatetimeIndex(months)), y=panel.values.loc[months].to_numpy(), mode="markers",
        marker={"size": 7, "color": look.color("page"), "line": {"width": 1.5, "color": color}},
        hoverinfo="skip", cliponaxis=False,
    )  # fmt: skip


def heading(panel: Panel, definition: str) -> str:
    """Return the finding of a panel: ``6.60 mb/d, −0.90 on month, −2.51 on year (Apr 2026, EIA crude)``."""
    if panel.values.empty:
        return "no figures in this range"
    last, monthly = panel.values.index[-1], panel.about.frequency == "monthly"
    value = float(panel.values.iloc[-1])
    parts = [f"{_amount(value, panel.unit)} {panel.unit}"]
    steps = [("month", pd.DateOffset(months=1))] if monthly else [("week", pd.DateOffset(weeks=1))]
    steps += [("year", pd.DateOffset(years=1))] if monthly else [("year", pd.DateOffset(weeks=52))]
    for word, step in steps:
        if last - step in panel.values.index:
            change = value - float(panel.values.loc[last - step])
            parts.append(f"{'+' if change >= 0 else '−'}{_amount(abs(change), panel.unit)} on {word}")
    when = f"{last:%b %Y}" if monthly else f"week to {last.day} {last:%b %Y}"
    copy = f", as in the copy of {periods.day_text(date.fromisoformat(panel.copy))}" if panel.copy else ""
    return f"{', '.join(parts)} ({when}, {definition}{copy})"


def _amount(value: float, unit: str) -> str:
    return f"{value:.2f}" if unit == "mb/d" else f"{value:,.0f}"
