"""The plot of a card: lines thinned to its pixels, a grid, the labels at the ends of lines. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import ceil, floor, isnan, log10

import numpy as np
import numpy.typing as npt
import pandas as pd

from oilwatch.charts import transform, words
from oilwatch.charts.gallery.timeline import value_text
from oilwatch.charts.lines import Line, Lines
from oilwatch.pictures.shapes import Point

MOST_TICKS = 4
Places = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Plot:
    """Where things lie: a box in pixels, the days and the range (log10 on a log axis) that it spans."""

    left: float
    top: float
    right: float
    foot: float
    span: tuple[date, date]
    values: tuple[float, float]
    log: bool

    def x(self, day: date) -> float:
        """Return the place of a day."""
        return float(self.across(np.array([(day - self.span[0]).days]))[0])

    def y(self, value: float) -> float:
        """Return the place of a value."""
        return float(self.up(np.array([value]))[0])

    def across(self, days: Places) -> Places:
        """Return the places of days, counted from the first."""
        whole = (self.span[1] - self.span[0]).days
        part = days / whole if whole else days + 0.5
        return (self.left + part * (self.right - self.left)).round(1)

    def up(self, values: Places) -> Places:
        """Return the places of values."""
        low, high = self.values
        part = ((np.log10(values) if self.log else values) - low) / ((high - low) or 1)
        return (self.foot - part * (self.foot - self.top)).round(1)


def courses(plot: Plot, line: Line) -> Iterator[tuple[Point, ...]]:
    """Return a line as runs of points without gaps; of each pixel its first, lowest, highest, last."""
    values = transform.with_gaps(line.values, line.about.frequency)
    days = pd.DatetimeIndex(values.index)
    across = plot.across((days - pd.Timestamp(plot.span[0])).days.to_numpy())
    up = plot.up(values.to_numpy(dtype="float64"))
    run: list[Point] = []
    for x, y in zip(across.tolist(), up.tolist(), strict=True):
        if not isnan(y):
            run.append((x, y))
        elif run:
            yield _thinned(run)
            run = []
    if run:
        yield _thinned(run)


def _thinned(points: Sequence[Point]) -> tuple[Point, ...]:
    columns: dict[int, list[Point]] = {}
    for point in points:
        columns.setdefault(floor(point[0]), []).append(point)
    kept: list[Point] = []
    for column in columns.values():
        heights = [y for _, y in column]
        places = {0, heights.index(min(heights)), heights.index(max(heights)), len(column) - 1}
        kept += [column[place] for place in sorted(places)]
    return tuple(kept)


def stepped(points: Sequence[Point]) -> tuple[Point, ...]:
    """Return a line as steps: each value stays until the next."""
    out: list[Point] = list(points[:1])
    for (_, before), (x, y) in pairwise(points):
        out += [(x, before), (x, y)]
    return tuple(out)


def ticks(values: tuple[float, float], log: bool) -> list[float]:
    """Return three or four (five where it must be) round values inside a range (of log10 on a log axis)."""
    low, high = values
    if log:
        found = [
            mantissa * 10.0**power
            for power in range(floor(low), ceil(high) + 1)
            for mantissa in (1, 2, 5)
            if low <= log10(mantissa * 10.0**power) <= high
        ]
        if len(found) > 2:
            return found[:: ceil(len(found) / MOST_TICKS)]
        low, high = 10**low, 10**high
    power = 10.0 ** floor(log10((high - low) / MOST_TICKS or 1))
    steps = [power * mantissa for mantissa in (1, 2, 2.5, 5, 10, 20)]
    every = [range(ceil(low / step), floor(high / step) + 1) for step in steps]
    wanted = [(step, places) for step, places in zip(steps, every, strict=True) if len(places) in (3, 4)]
    wanted += [(step, places) for step, places in zip(steps, every, strict=True) if len(places) <= 5]
    step, places = wanted[0]
    return [round(step * place, 10) for place in places]


def tick_text(value: float, unit: str) -> str:
    """Return a tick with its unit where it is one sign: ``$60``, ``−5%``, ``10.5``."""
    number = f"{abs(value):,.10g}"
    sign = "−" if value < 0 else ""
    return f"{sign}{'$' if unit.startswith('USD') else ''}{number}{'%' if unit.startswith('%') else ''}"


def amount(value: float, unit: str) -> str:
    """Return a value as it stands at the end of its line: ``$60.14``, ``9.81``, ``9,814``."""
    if unit in ("mb/d", "kb/d"):
        return f"{value:,.2f}" if unit == "mb/d" else f"{value:,.0f}"
    return value_text(value, unit)


def ends(lines: Lines) -> tuple[str, str]:
    """Return the first and the last day of the lines, in words."""
    if lines.span is None:
        return "", ""
    first, last = (words.period_text(day, lines.lines[0].about.frequency) for day in lines.span)
    return first, last
