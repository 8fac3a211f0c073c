"""The panels of the production page, built from the store and drawn once per view, look and data version."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from oilwatch import periods, units
from oilwatch.app import data
from oilwatch.app.data import Version
from oilwatch.charts import lines, transform, words
from oilwatch.charts.gallery import production as chart
from oilwatch.charts.gallery.production import Panel
from oilwatch.charts.style import Look, Prepared
from oilwatch.model import Series
from oilwatch.view import View

Drawn = list[tuple[Panel, Prepared]]


@st.cache_resource(show_spinner=False, max_entries=64)
def built(version: Version, shown: View, look: Look) -> Drawn:
    """Return the panel of each series of a view with its figure, all on one scale."""
    panels = [_panel(data.catalogue()[series_id], shown) for series_id in shown.series]
    y = chart.y_range(panels)
    held = [panel.values.index for panel in panels if len(panel.values)]
    x = (min(days[0] for days in held), max(days[-1] for days in held)) if held else None
    if not look.phone:
        look = replace(look, width=look.width // min(len(panels), 3))
    return [(panel, Prepared(chart.draw(panel, look, y=y, x=x))) for panel in panels]


def _panel(about: Series, shown: View) -> Panel:
    factor = units.convert(1.0, about.unit, shown.unit)

    def part(values: pd.Series) -> pd.Series:
        return transform.cut(values, shown.start, shown.end) * factor

    held = data.frame(about.id, shown.as_of)
    target = f"target.{about.entity.lower()}.required"
    none = pd.Series(dtype="float64", index=pd.DatetimeIndex([]))
    required = data.frame(target, shown.as_of)["value"] if target in data.catalogue() else none
    copies = _copies(about, shown)
    return Panel(
        about,
        shown.unit,
        part(held["value"]),
        part(required),
        part(_first(about, held, copies)),
        _preliminary(about, held, copies),
        _younger_copy(transform.cut(held["seen_from"], shown.start, shown.end), shown),
    )


def _younger_copy(seen_from: pd.Series, shown: View) -> str:
    """Return the day of the copy that the last value comes from, where the reader cannot have seen it."""
    last = str(seen_from.iloc[-1])[:10] if len(seen_from) else ""
    return last if shown.as_of and last > shown.as_of.isoformat() else ""


def _copies(about: Series, shown: View) -> list[str]:
    """Return the dated copies that a reader at the view's day can have seen."""
    last = periods.as_of(shown.as_of) if shown.as_of else "9999"
    return [copy for copy in data.copies(about.id) if copy <= last]


def _preliminary(about: Series, held: pd.DataFrame, copies: list[str]) -> tuple[pd.Timestamp, ...]:
    """Return the periods that only the newest of several copies has shown."""
    if len(copies) < 2 or held.empty or held["seen_from"].max() == copies[0]:
        return ()
    newest = held.index[held["seen_from"] == held["seen_from"].max()]
    revised = pd.to_datetime(data.revisions(about.id).index, format="ISO8601")
    return tuple(newest.difference(pd.DatetimeIndex(revised)))


def _first(about: Series, held: pd.DataFrame, copies: list[str]) -> pd.Series:
    """Return the first values kept, after the first copy, that differ from those shown, by day."""
    revised = data.revisions(about.id)
    known = revised[revised["first_seen"].isin(copies[1:])]
    days = pd.DatetimeIndex(pd.to_datetime(known.index, format="ISO8601"))
    first = pd.Series(known["first"].to_numpy(), index=days, dtype="float64").sort_index()
    shown = held["value"].reindex(first.index)
    return first[shown.notna() & (shown != first)]


def title(drawn: Drawn) -> str:
    """Return whose output the panels show."""
    return f"{words.joined(list(dict.fromkeys(panel.about.entity_name for panel, _ in drawn)))}: oil output"


def subtitle(drawn: Drawn, shown: View) -> str:
    """Return unit, frequency and span of the panels."""
    every = tuple(lines.Line(panel.about, "", panel.values) for panel, _ in drawn)
    held = lines.Lines(every, shown.unit, log=False, notices=())
    return f"{words.subtitle(shown, held)}; one scale for all"
