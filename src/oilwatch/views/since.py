"""What was revised since a frozen view was made."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pandas as pd

from oilwatch import periods, units
from oilwatch.charts import lines, transform, words
from oilwatch.model import Series
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
    """The revisions of the figures behind a view since *day*, of how many *values*.

    *newer* counts the figures of later periods, *filled* those of periods that had none then.
    """

    day: date
    values: int
    revised: tuple[Change, ...]
    newer: int
    filled: int = 0

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
        for number, kind in ((self.newer, "newer"), (self.filled, "since added")):
            parts += [f"{number:,} {kind} {'value' if number == 1 else 'values'} not shown"] if number else []
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

    Compared are the published figures, whatever the view makes of them (a spread, a change on year), and
    also those of the year before that a change on year is measured against.
    """
    return source.once(("since", view, today), lambda: _since(source, view, today))


def _since(source: Source, view: View, today: date) -> Since:
    shown = effective(source, view)
    abouts = [source.about(one, shown.as_of, shown.version) for one in wanted(source, shown)]
    start = shown.start
    if start and shown.transform == "change":
        start = (pd.Timestamp(start) - transform.YEAR - transform.TOLERANCE).date()
    total = Since(view.as_of or today, 0, (), 0)
    for about, name in zip(abouts, lines.names(abouts), strict=True):
        then = transform.cut(source.frame(about.id, shown.as_of, shown.version)["value"], start, shown.end)
        now = transform.cut(source.frame(about.id)["value"], start, shown.end)
        unit = shown.unit if about.unit == "kb/d" else about.unit
        revised = _changes(about, (name, unit), then, now)
        added = now.index.difference(then.index)
        newer = sum(moment > then.index[-1] for moment in added) if len(then) else len(added)
        total = Since(
            total.day, total.values + len(then), (*total.revised, *revised), total.newer + newer,
            total.filled + len(added) - newer,
        )  # fmt: skip
    return total


def _changes(about: Series, told: tuple[str, str], then: pd.Series, now: pd.Series) -> Iterator[Change]:
    """Yield the figures of *then* that read otherwise *now* or are withdrawn; *told*: name and unit."""
    name, unit = told
    factor = units.convert(1.0, about.unit, unit)
    other = now.reindex(then.index)
    form = "%Y-%m" if about.frequency == "monthly" else "%Y-%m-%d"
    for period in then.index[then.to_numpy() != other.to_numpy()]:
        after = None if pd.isna(other[period]) else round(float(other[period]) * factor, 6)
        before = round(float(then[period]) * factor, 6)
        yield Change(about.id, name, f"{period:{form}}", before, after, unit)
