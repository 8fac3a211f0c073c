"""The production page's parts: which countries by which definition, the panels, their footnotes and table."""

from dataclasses import replace
from datetime import date
from html import escape

import pandas as pd
import streamlit as st

from oilwatch import units, view
from oilwatch.app import controls, data, parts
from oilwatch.charts import lines, transform, words
from oilwatch.charts.gallery import production as chart
from oilwatch.charts.style import Look
from oilwatch.model import Series
from oilwatch.view import View

DEFINITIONS = {
    "crude": "Crude incl. lease condensate",
    "crude_only": "Crude, Short-Term Energy Outlook",
    "crude_weekly": "Weekly estimate",
    "liquids": "Total liquids",
}
"""The last part of a series id, in words."""
Span = tuple[pd.Timestamp, pd.Timestamp]
PREFERRED = ("sau", "rus", "usa")


def _split(series_id: str) -> tuple[str, str]:
    _, entity, definition = series_id.split(".", 2)
    return entity, definition


def abouts(shown: View) -> list[Series]:
    """Return the series of a view."""
    return [data.catalogue()[series_id] for series_id in shown.series]


def controls_row(shown: View) -> View:
    """Show the controls of the page, and return the view they make."""
    known = [item for item in data.catalogue().values() if item.measure == "production"]
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        start, end = controls.ranges(shown, data.latest(shown.series))
        kind = st.selectbox(
            "Shown as", view.TRANSFORMS["production"], key="production:transform", width=200,
            format_func=controls.PRODUCTION_WORDS.__getitem__, label_visibility="collapsed",
        )  # fmt: skip
        unit = st.segmented_control("Unit", view.UNITS, key="production:unit", required=True,
                                    label_visibility="collapsed")  # fmt: skip
        with st.popover("Countries and definitions"):
            names = {item.id: f"{item.entity_name}: {_definition(item)}" for item in _ordered(known)}
            series = st.multiselect("Up to six", list(names), key="production:series", max_selections=6,
                                    format_func=names.__getitem__)  # fmt: skip
            st.button("All by one definition", on_click=_switch, args=(shown,), help=SWITCH_HELP)
        with st.popover("Dates, as of"):
            controls.dates("production", date(1920, 1, 1))
            standing = controls.as_of("production")
    return replace(
        shown, series=tuple(series) or view.SERIES["production"], start=start, end=end, transform=kind,
        unit=unit or shown.unit, as_of=standing,
    )  # fmt: skip


SWITCH_HELP = "Switches the countries shown to the next definition that they have."


def _definition(item: Series) -> str:
    return DEFINITIONS.get(_split(item.id)[1], item.definition)


def _ordered(items: list[Series]) -> list[Series]:
    """Return series with the three main producers first, then by name and preference."""

    def rank(item: Series) -> tuple[int, str, int]:
        entity = _split(item.id)[0]
        place = PREFERRED.index(entity) if entity in PREFERRED else len(PREFERRED)
        return place, item.entity_name, item.preference

    return sorted(items, key=rank)


def _switch(shown: View) -> None:
    """Move every country shown to the definition after that of the first one, where it has it."""
    order = list(DEFINITIONS)
    _, definition = _split(shown.series[0])
    known = data.catalogue()
    for step in range(1, len(order)):
        following = order[(order.index(definition) + step) % len(order)]
        series = [key for entity in dict.fromkeys(_split(s)[0] for s in shown.series)
                  if (key := f"production.{entity}.{following}") in known]  # fmt: skip
        if series:
            st.session_state["production:series"] = series
            return


def panels(shown: View, look: Look) -> None:
    """Show one panel a series, three in a row, all on one scale."""
    built = [_panel(data.catalogue()[series_id], shown) for series_id in shown.series]
    y = chart.y_range(built)
    held = [panel.values.index for panel in built if len(panel.values)]
    x = (min(i[0] for i in held), max(i[-1] for i in held)) if held else None
    parts.title(_title(built), _subtitle(built, shown))
    narrow = replace_width(look, min(len(built), 3))
    for row in range(0, len(built), 3):
        for panel, column in zip(built[row : row + 3], st.columns(3 if len(built) > 1 else 1), strict=False):
            with column:
                _one(panel, narrow, y, x)


def replace_width(look: Look, columns: int) -> Look:
    """Return the look of one of several columns."""
    return look if look.phone else replace(look, width=look.width // columns)


def _one(
    panel: chart.Panel, look: Look, y: tuple[float, float], x: tuple[pd.Timestamp, pd.Timestamp] | None
) -> None:
    publisher = "EIA" if panel.about.publisher.startswith("U.S. Energy") else panel.about.publisher
    definition = _definition(panel.about)
    definition = f"{publisher} {definition[:1].lower()}{definition[1:]}"
    name, found = panel.about.entity_name, chart.heading(panel, definition)
    st.html(f'<p class="ow-panel"><b>{escape(name)}</b> {escape(found)}</p>')
    alt = f"{name}: {found}. {len(panel.values)} values in {panel.unit}; the step line is the required level."
    parts.chart(chart.draw(panel, look, y=y, x=x), f"production:{panel.about.id}", alt)


def _panel(about: Series, shown: View) -> chart.Panel:
    factor = units.convert(1.0, about.unit, shown.unit)

    def part(values: pd.Series) -> pd.Series:
        return transform.cut(values, first, shown.end) * factor

    first = controls.first_day(shown, data.latest(shown.series))
    held = data.frame(about.id, shown.as_of)
    target = f"target.{_split(about.id)[0]}.required"
    none = pd.Series(dtype="float64", index=pd.DatetimeIndex([]))
    required = data.frame(target, shown.as_of)["value"] if target in data.catalogue() else none
    newest = held["seen_from"].max() if len(held) else ""
    copies = data.copies(about.id)
    alone: pd.Index = (
        held.index[(held["seen_from"] == newest) & (held["vintage"] == "published")]
        if len(held)
        else pd.Index([])
    )
    preliminary = [moment for moment in alone if copies and newest == copies[-1]]
    return chart.Panel(
        about, shown.unit, part(held["value"]), part(required), part(_first(about, held)), tuple(preliminary)
    )


def _first(about: Series, held: pd.DataFrame) -> pd.Series:
    """Return the first published values that differ from those shown, by day."""
    revised = data.revisions(about.id)
    copies = data.copies(about.id)
    known = revised[revised["first_seen"] > (copies[0] if copies else "")]
    index = pd.DatetimeIndex(pd.to_datetime(known.index, format="ISO8601"))
    first = pd.Series(known["first"].to_numpy(), index=index, dtype="float64").sort_index()
    shown = held["value"].reindex(first.index)
    return first[shown.notna() & (shown != first)]


def _title(built: list[chart.Panel]) -> str:
    return f"{words.joined(list(dict.fromkeys(panel.about.entity_name for panel in built)))}: oil output"


def _subtitle(built: list[chart.Panel], shown: View) -> str:
    parts_of = tuple(lines.Line(panel.about, "", panel.values) for panel in built)
    held = lines.Lines(parts_of, shown.unit, log=False, notices=())
    return f"{words.subtitle(shown, held)}; one scale for all"


def footnotes(shown_series: list[Series], shown: View) -> None:
    """Say what the marks mean and where two panels use different definitions."""
    notes = []
    if shown.transform == "level":
        notes.append(
            "Line: output, at the middle of its period. Steps: OPEC+ required level after voluntary cuts "
            "(crude only; Russia before May 2020 with condensate), the gap shaded. Grey tick: first value "
            "kept, where it differed. Hollow dot: shown by the newest copy only."
        )
    found = {item.definition.split(";")[0] for item in shown_series}
    if len(found) > 1:
        notes.append(f"The series shown follow different definitions: {words.joined(sorted(found))}.")
    if any(_split(item.id)[1] == "crude" for item in shown_series) and shown.transform == "level":
        notes.append("Required levels leave condensate out and output here includes it: the gap overstates.")
    st.caption(" ".join(notes))


def table(shown: View) -> pd.DataFrame:
    """Return the figures of a view by period, newest first, in the unit that is shown."""
    held = lines.read(shown, abouts(shown), {key: data.frame(key, shown.as_of) for key in shown.series})
    return parts.table(held)
