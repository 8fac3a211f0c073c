"""The production page's parts: which countries by which definition, the panels, their footnotes and table."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from html import escape

import streamlit as st

from oilwatch import view
from oilwatch.app import controls, data, parts
from oilwatch.charts.gallery.production import Panel
from oilwatch.charts.style import Look, Prepared
from oilwatch.model import Series
from oilwatch.view import View
from oilwatch.views import effective
from oilwatch.views import panels as panels_of
from oilwatch.views.footnotes import footnotes as worded
from oilwatch.views.panels import DEFINITIONS, definition_words, split

PREFERRED = ("sau", "rus", "usa")


def controls_row(shown: View) -> View:
    """Show the controls of the page, and return the view they make."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        start, end = controls.ranges(shown)
        kind = controls.transforms(shown, TRANSFORMS)
        unit = st.segmented_control(
            "Unit", view.UNITS, default=shown.unit, key=controls.key("production", "unit"), required=True,
            label_visibility="collapsed",
        )  # fmt: skip
        with st.popover("Countries and definitions"):
            series = _series(shown)
        with st.popover("Dates, as of"):
            standing = controls.dates(shown, date(1920, 1, 1))
    return replace(
        shown, series=controls.in_order(shown.series, series) or view.SERIES["production"], start=start,
        end=end, transform=kind, unit=unit or shown.unit, as_of=standing,
    )  # fmt: skip


TRANSFORMS = {"level": "Output", "change": "Change on year", "share": "Share of those shown"}


def _series(shown: View) -> list[str]:
    """Show the choice of series, and of one definition for all of them."""
    known = _ordered([item for item in data.offered(shown.series) if item.measure == "production"])
    names = {item.id: f"{item.entity_name}: {definition_words(item)}" for item in known}
    every, one = controls.key("production", "series"), controls.key("production", "definition")

    def redefine() -> None:
        entities = dict.fromkeys(split(series_id)[0] for series_id in shown.series)
        wanted = [f"production.{entity}.{st.session_state[one]}" for entity in entities]
        if held := [series_id for series_id in wanted if series_id in names]:
            st.session_state[every] = held

    def tell() -> None:
        st.session_state[one] = _shared_definition(st.session_state[every])

    st.pills(
        "Definition", list(DEFINITIONS), default=_shared_definition(shown.series), key=one,
        on_change=redefine, format_func=DEFINITIONS.__getitem__,
    )  # fmt: skip
    return st.multiselect(
        "Up to six series", list(names), default=shown.series, key=every, max_selections=view.MOST["series"],
        on_change=tell, format_func=names.__getitem__,
    )  # fmt: skip


def _shared_definition(series: Sequence[str]) -> str | None:
    """Return the definition that all *series* follow, or None where there are several, or none in words."""
    found = {split(series_id)[1] for series_id in series}
    return next(iter(found)) if len(found) == 1 and found <= set(DEFINITIONS) else None


def _ordered(items: list[Series]) -> list[Series]:
    """Return series with the three main producers first, then by name and preference."""

    def rank(item: Series) -> tuple[int, str, int]:
        entity = split(item.id)[0]
        place = PREFERRED.index(entity) if entity in PREFERRED else len(PREFERRED)
        return place, item.entity_name, item.preference

    return sorted(items, key=rank)


def panels(shown: View, look: Look) -> tuple[Panel, ...]:
    """Show one panel a series, three in a row, all on one scale, and return them."""
    drawn = panels_of.built(data.source(), effective(data.source(), shown), look)
    parts.title(panels_of.title(drawn), panels_of.subtitle(drawn, shown))
    for row in range(0, len(drawn), 3):
        columns = st.columns(3 if len(drawn) > 1 else 1)
        for (panel, figure), column in zip(drawn[row : row + 3], columns, strict=False):
            with column:
                one(panel, figure)
    return tuple(panel for panel, _ in drawn)


def one(panel: Panel, figure: Prepared) -> None:
    """Show one panel under its header, which states its latest figure and definition."""
    name, found = panel.about.entity_name, panels_of.finding(panel)
    st.html(f'<p class="ow-panel"><b>{escape(name)}</b> {escape(found)}</p>')
    parts.chart(figure, f"production:{panel.about.id}", panels_of.alt(panel, found))


def footnotes(abouts: Sequence[Series], shown: View) -> None:
    """Say what the marks mean and where two panels use different definitions."""
    st.caption(worded(abouts, shown))
