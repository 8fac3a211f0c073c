"""What was revised since a frozen view was made."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from oilwatch import periods, units
from oilwatch.charts import lines, transform, words
from oilwatch.view import View
from oilwatch.views.content import effective, wanted
from oilwatch.views.source import Source

FIGURES = {"mb/d": 2, "kb/d": 0, "USD/bbl": 2}
"""Decimals in which a difference is told, more where it would read as nothing."""


@dataclass(frozen=True, slots=True)
class Change:
    """One figure that reads otherwise now; *after* none: it was withdrawn. In *unit*."""

    series: str
    name: str
    period: str
    before: float
    after: float | None
    unit: str

    @property
    def difference(self) -> float:
        """The new figure less the old one; of a withdrawn one, zero."""
        return 0.0 if self.after is None else round(self.after - self.before, 6)


@dataclass(frozen=True, slots=True)
class Since:
    """The revisions of the figures behind a view since *day*: of *values*, and how many are *newer*."""

    day: date
    values: int
    revised: tuple[Change, ...]
    newer: int

    @property
    def sentence(self) -> str:
        """``3 of 412 values revised since 12 Mar 2026, largest -0.12 mb/d (Russia, Jan 2026)``."""
        count = f"{len(self.revised):,}" if self.revised else "None"
        parts = [f"{count} of {self.values:,} values revised since {periods.day_text(self.day)}"]
        largest = max(self.revised, key=lambda one: abs(one.difference), default=None)
        if largest and largest.difference:
            where = f"{largest.name}, {_period(largest.period)}"
            parts.append(f"largest {signed(largest.difference, largest.unit)} ({where})")
        gone = sum(one.after is None for one in self.revised)
        parts += [f"{gone:,} of them withdrawn"] if gone else []
        if self.newer:
            parts.append(f"{self.newer:,} newer {'value' if self.newer == 1 else 'values'} not shown")
        return ", ".join(parts)


def _period(text: str) -> str:
    day = date.fromisoformat(f"{text}-01" if len(text) == 7 else text)
    return words.period_text(day, "monthly" if len(text) == 7 else "daily")


def signed(value: float, unit: str) -> str:
    """Return a difference with its sign and unit, such as ``-0.12 mb/d`` or ``+$1.10``."""
    decimals = FIGURES.get(unit, 2)
    while decimals < 4 and value and abs(value) < 0.5 / 10**decimals:
        decimals += 1
    sign = "-" if value < 0 else "+"
    if unit == "USD/bbl":
        return f"{sign}${abs(value):,.{decimals}f}"
    return f"{sign}{abs(value):,.{decimals}f} {unit}"


def since(source: Source, view: View, today: date) -> Since:
    """Return what reads otherwise now of the figures behind a view with ``as_of`` or ``version``.

    Compared are the published figures, whatever the view makes of them (a spread, a change on year).
    """
    return source.once(("since", view, today), lambda: _since(source, view, today))


def _since(source: Source, view: View, today: date) -> Since:
    shown = effective(source, view)
    revised: list[Change] = []
    values = newer = 0
    abouts = [source.catalogue()[series_id] for series_id in wanted(source, shown)]
    for about, name in zip(abouts, lines.names(abouts), strict=True):
        unit = shown.unit if about.unit == "kb/d" else about.unit
        factor = units.convert(1.0, about.unit, unit)
        then = transform.cut(
            source.frame(about.id, shown.as_of, shown.version)["value"], shown.start, shown.end
        )
        now = source.frame(about.id)["value"]
        values += len(then)
        if len(then):
            newer += len(transform.cut(now, then.index[-1].date(), shown.end)) - (then.index[-1] in now.index)
        other = now.reindex(then.index)
        for period in then.index[then.to_numpy() != other.to_numpy()]:
            after = None if pd.isna(other[period]) else round(float(other[period]) * factor, 6)
            label = f"{period:%Y-%m}" if about.frequency == "monthly" else f"{period:%Y-%m-%d}"
            before = round(float(then[period]) * factor, 6)
            revised.append(Change(about.id, name, label, before, after, unit))
    return Since(view.as_of or today, values, tuple(revised), newer)
