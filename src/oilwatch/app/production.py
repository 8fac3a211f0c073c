"""The production page's parts: which countries by which definition, the panels, their footnotes and table."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from html import escape

import streamlit as st

from oilwatch import view
from oilwatch.app import controls, data, parts
from oilwatch.app.panels import built, subtitle, title
from oilwatch.charts import lines, words
from oilwatch.charts.gallery.production import Panel, heading
from oilwatch.charts.style import Look, Prepared
from oilwatch.model import Series
from oilwatch.view import View

DEFINITIONS = {
    "crude": "Crude incl. lease condensate",
    "crude_only": "Crude, Short-Term Energy Outlook",
    "crude_weekly": "Weekly estimate",
    "liquids": "Total liquids",
    "jodi": "As reported to JODI",
}
"""The last part of a series id, in words."""
PREFERRED = ("sau", "rus", "usa")


def split(series_id: str) -> tuple[str, str]:
    """Return the entity and the definition that a series id names."""
    _, entity, definition = series_id.split(".", 2)
    return entity, definition


def figures(shown: View) -> tuple[lines.Lines, tuple[str, ...]]:
    """Return all that the page shows of a view (its series and, at level, the required levels of each).

    And the vintages of these figures in words.
    """
    return _figures(data.version(), shown)


@st.cache_resource(show_spinner=False, max_entries=64)
def _figures(version: data.Version, shown: View) -> tuple[lines.Lines, tuple[str, ...]]:
    known, wanted = data.catalogue(), list(shown.series)
    if shown.transform == "level":
        targets = dict.fromkeys(f"target.{split(series_id)[0]}.required" for series_id in shown.series)
        wanted += [target for target in targets if target in known]
    frames = {series_id: data.frame(series_id, shown.as_of) for series_id in wanted}
    held = lines.read(effective(shown), [known[series_id] for series_id in wanted], frames)
    return held, words.vintages(held, shown.as_of)


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


def definition_words(item: Series) -> str:
    """Return the definition that a series follows, in a few words."""
    return DEFINITIONS.get(split(item.id)[1], item.definition)


def _ordered(items: list[Series]) -> list[Series]:
    """Return series with the three main producers first, then by name and preference."""

    def rank(item: Series) -> tuple[int, str, int]:
        entity = split(item.id)[0]
        place = PREFERRED.index(entity) if entity in PREFERRED else len(PREFERRED)
        return place, item.entity_name, item.preference

    return sorted(items, key=rank)


def effective(shown: View) -> View:
    """Return the view with the first day that it shows, where it shows the page's usual range."""
    return replace(shown, start=controls.first_day(shown, data.latest(shown.series, shown.as_of)))


def panels(shown: View, look: Look) -> tuple[Panel, ...]:
    """Show one panel a series, three in a row, all on one scale, and return them."""
    drawn = built(data.version(), effective(shown), look)
    parts.title(title(drawn), subtitle(drawn, shown))
    for row in range(0, len(drawn), 3):
        columns = st.columns(3 if len(drawn) > 1 else 1)
        for (panel, figure), column in zip(drawn[row : row + 3], columns, strict=False):
            with column:
                one(panel, figure)
    return tuple(panel for panel, _ in drawn)


def one(panel: Panel, figure: Prepared) -> None:
    """Show one panel under its header, which states its latest figure and definition."""
    publisher = "EIA" if panel.about.publisher.startswith("U.S. Energy") else panel.about.publisher
    definition = definition_words(panel.about)
    name, found = (
        panel.about.entity_name,
        heading(panel, f"{publisher} {definition[:1].lower()}{definition[1:]}"),
    )
    st.html(f'<p class="ow-panel"><b>{escape(name)}</b> {escape(found)}</p>')
    required = " The step line is the required level." if len(panel.required) else ""
    alt = f"{name}: {found}. {len(panel.values)} values in {panel.unit}.{required}"
    parts.chart(figure, f"production:{panel.about.id}", alt)


def footnotes(abouts: Sequence[Series], shown: View) -> None:
    """Say what the marks mean and where two panels use different definitions."""
    output = [item for item in abouts if item.measure == "production"]
    required = len(output) < len(abouts)
    notes = []
    if shown.transform == "level":
        notes.append(
            "Line: output, at the middle of its period. Grey tick: first value kept, where it differed. "
            "Hollow dot: shown by the newest copy only."
        )
    if required:
        notes.append(
            "Steps: OPEC+ required level after voluntary cuts (crude only; Russia before May 2020 with "
            "condensate), the gap shaded."
        )
    if required and any(split(item.id)[1] == "crude" for item in output):
        notes.append("Where output includes condensate the gap overstates.")
    found = {item.definition.split(";")[0] for item in output}
    if len(found) > 1:
        notes.append(f"The series shown follow different definitions: {words.joined(sorted(found))}.")
    st.caption(" ".join(notes))
