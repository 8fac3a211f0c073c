"""From frames and a view to the lines of a chart: transformed, cut, named, with what was refused and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from oilwatch import periods, units
from oilwatch.charts import transform
from oilwatch.model import Series
from oilwatch.view import View


@dataclass(frozen=True, slots=True)
class Line:
    """One line: whose, of which definition, and its values by day in the unit that is shown."""

    about: Series
    name: str
    values: pd.Series
    record: pd.DataFrame | None = None
    """Columns ``seen_from`` and ``vintage`` of the values, where they are figures as published."""

    def earlier(self, end: date) -> str:
        """Return the day or month of the last value where it lies before *end*, else an empty text."""
        last = pd.Timestamp(self.values.index[-1]).date()
        if self.about.frequency == "monthly":
            return f"{last:%b %Y}" if (last.year, last.month) < (end.year, end.month) else ""
        return periods.day_text(last) if last < end else ""


@dataclass(frozen=True, slots=True)
class Lines:
    """All lines of a chart, the unit of their values, and notices to show above it."""

    lines: tuple[Line, ...]
    unit: str
    log: bool
    notices: tuple[str, ...]

    @property
    def span(self) -> tuple[date, date] | None:
        """The first and last day that any line has, or None where there is nothing."""
        held = [line.values.index for line in self.lines if len(line.values)]
        if not held:
            return None
        return min(index[0] for index in held).date(), max(index[-1] for index in held).date()


DECIMALS = 4
"""To how many decimals every number of a view is worked out, wherever it is shown."""
UNITS = {"rebased": "index, first day = 100", "change": "% on a year before", "share": "% of the sum shown"}


def read(view: View, abouts: Sequence[Series], frames: Mapping[str, pd.DataFrame]) -> Lines:
    """Return the lines of a view; *frames* are ``Store.series`` answers by id."""
    notices: list[str] = []
    if view.transform == "share":
        abouts = _comparable(abouts, notices)
    whole = [frames[about.id]["value"] for about in abouts]
    if view.transform == "change":
        whole = [transform.change_on_year(values) for values in whole]
    parts = [transform.cut(values, view.start, view.end) for values in whole]
    called, unit = names(abouts), abouts[0].unit if abouts else ""
    records: list[pd.DataFrame | None] = [None] * len(parts)
    if view.transform == "rebased" and parts:
        parts = transform.rebased(parts)
        if any(part.empty for part in parts):
            notices.append("Nothing to rebase on: no first day with a price above zero is common to all.")
    elif view.transform == "share" and parts:
        parts = transform.shares(parts)
    elif view.transform == "spread":
        abouts, called, parts = _spread(abouts, called, parts, notices)
        records = [None] * len(parts)
    elif view.transform == "level":
        pairs = zip(abouts, parts, strict=True)
        records = [frames[a.id].loc[part.index, ["seen_from", "vintage"]] for a, part in pairs]
        if unit == "kb/d":
            unit = view.unit
            parts = [values * units.convert(1.0, "kb/d", unit) for values in parts]
    unit = UNITS.get(view.transform, unit)
    parts = [values.round(DECIMALS) for values in parts]
    built = tuple(map(Line, abouts, called, parts, records))
    refusal = _no_log(view, built)
    notices += [refusal] if refusal else []
    return Lines(built, unit, view.scale == "log" and not refusal, tuple(notices))


def names(abouts: Sequence[Series]) -> list[str]:
    """Return the entities' names, with the definition's id where an entity stands twice."""
    plain = [f"{a.entity_name}{' required' if a.measure == 'target' else ''}" for a in abouts]
    return [
        f"{name} ({about.id.rsplit('.', 1)[-1].replace('_', ' ')})" if plain.count(name) > 1 else name
        for name, about in zip(plain, abouts, strict=True)
    ]


def _comparable(abouts: Sequence[Series], notices: list[str]) -> list[Series]:
    """Return the series that can be summed with the first: of its frequency, each entity once."""
    kept: list[Series] = []
    for about in abouts:
        if about.frequency == abouts[0].frequency and about.entity not in {held.entity for held in kept}:
            kept.append(about)
        else:
            why = f"shares sum {abouts[0].frequency} figures, each country once"
            notices.append(f"{about.title}: left out, as {why}.")
    if len({about.definition.split(";")[0] for about in kept}) > 1:
        notices.append("The shares sum figures of different definitions.")
    return kept


def _spread(
    abouts: Sequence[Series], names: list[str], parts: list[pd.Series], notices: list[str]
) -> tuple[Sequence[Series], list[str], list[pd.Series]]:
    if len(parts) < 2:
        notices.append("A spread needs two series; the level is shown.")
        return abouts, names, parts
    if len(parts) > 2:
        notices.append(f"A spread takes two series; {names[0]} less {names[1]} is shown.")
    return abouts[:1], [f"{names[0]} less {names[1]}"], [transform.spread(parts[0], parts[1])]


def _no_log(view: View, lines: Sequence[Line]) -> str:
    """Return why a log scale is refused, or an empty text where it is not."""
    if view.scale != "log":
        return ""
    for line in lines:
        below = line.values[line.values <= 0]
        if len(below):
            day = periods.day_text(below.index[0].date())
            return (
                f"A log scale cannot show values of zero or below: {line.name} was "
                f"{below.iloc[0]:.2f} on {day}. A linear scale is shown."
            )
    return ""
