"""Announced against delivered on the page of an event: output over six months, by country and definition."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby
from operator import attrgetter

import pandas as pd
import streamlit as st

from oilwatch import catalog, periods
from oilwatch.app import data, effects, parts, production, viewport
from oilwatch.delivered import Report, Row
from oilwatch.model import Event, Target
from oilwatch.report import safe
from oilwatch.view import View
from oilwatch.views import panels

BEFORE = 6
"""Months of output shown before the first month in force."""


def show(found: Report, as_of: date | None) -> None:
    """Show a report: panels of output beside required levels, and a table a series."""
    month = periods.period_text(found.effective[:7])
    sub = f"Six months from {month}, as of {periods.day_text(date.fromisoformat(found.as_of))}"
    parts.title("Announced against delivered", sub)
    for note in found.notes:
        st.caption(parts.escaped(note[:1].upper() + note[1:]))
    by_series = {name: list(rows) for name, rows in groupby(found.rows, key=attrgetter("series"))}
    shown = _comparable(by_series)
    if shown:
        _panels(shown, found, as_of)
    for name, rows in by_series.items():
        _series(name, rows, unfolded=name in shown)


def levels(event: Event) -> None:
    """Show the required levels that a decision set, each with its derivation and source."""
    steps = [step for step in catalog.targets() if step.event == event.id and step.layer == catalog.REQUIRED]
    if steps:
        with st.expander(f"Required levels it set ({len(steps)}), with their derivation"):
            st.html(f'<ul class="ow-list">{"".join(map(_step, steps))}</ul>')


def _step(step: Target) -> str:
    level = "no level" if step.kbd is None else f"{step.kbd:,.0f} kb/d"
    change = "" if step.change_kbd is None else f" ({effects.kbd(step.change_kbd)} on the step before)"
    doubt = "" if step.confidence == "high" else f", {step.confidence} confidence"
    name = next((about.entity_name for about in data.catalogue().values() if about.entity == step.entity), "")
    source = safe.address(step.source_url)
    link = f' <a href="{safe.markup(source)}" rel="noopener noreferrer">source</a>' if source else ""
    told = f"{name or step.entity} from {periods.day_text(step.effective_from)}: {level}{change}"
    return f"<li>{safe.markup(told)}<br><small>{safe.markup(step.basis)}{doubt}{link}</small></li>"


def _comparable(by_series: Mapping[str, Sequence[Row]]) -> tuple[str, ...]:
    """Return one series a country, if possible one that counts what its level counts; else groups'."""
    best: dict[str, str] = {}
    for name, rows in by_series.items():
        entity, definition = panels.split(name)
        if any(row.output is not None for row in rows) and (entity not in best or definition == "crude_only"):
            best[entity] = name
    countries = [name for entity, name in best.items() if not entity.startswith("opec")]
    return tuple(countries or best.values())[:3]


def _panels(series: tuple[str, ...], found: Report, as_of: date | None) -> None:
    first = pd.Timestamp(f"{found.effective[:7]}-01") - pd.DateOffset(months=BEFORE)
    last = pd.Timestamp(f"{max(row.month for row in found.rows)}-01") + pd.offsets.MonthEnd(0)
    shown = View(page="production", series=series, start=first.date(), end=last.date(), as_of=as_of)
    drawn = panels.built(data.source(), shown, viewport.look())
    for (panel, figure), column in zip(drawn, st.columns(len(drawn)), strict=True):
        with column:
            production.one(panel, figure)


def _series(name: str, rows: list[Row], *, unfolded: bool) -> None:
    """Show the months of one series: level, output, gap and compliance."""
    about = data.catalogue()[name]
    heads = ("Month", "Asked, kb/d", "Output, kb/d", "Gap", "Of level", "Change on base", "Compliance")
    with st.expander(f"{about.entity_name}: {panels.definition_words(about)}", expanded=unfolded):
        base = next((row.base for row in rows if row.base is not None), None)
        if base is not None:
            st.caption(f"Output in the last full month before the decision: {base:,.0f} kb/d.")
        st.html(effects.table(heads, [_row(row) for row in rows], f"Delivery, {about.title}"))
        for note in dict.fromkeys(row.note for row in rows if row.note and row.output is not None):
            st.caption(f"{parts.escaped(note[:1].upper() + note[1:])}.")


def _row(row: Row) -> list[str]:
    if row.output is None:
        return [periods.period_text(row.month), safe.markup(row.note)]
    asked = f"{row.required:,.0f}" if row.required is not None else "–"
    if row.required is None and row.announced is not None:
        asked = f"{effects.kbd(row.announced)} on base"
    compliance = "–" if row.compliance is None else f"{row.compliance:,.0f}% of {row.measured}"
    return [
        periods.period_text(row.month), asked, f"{row.output:,.0f}", effects.kbd(row.gap),
        "–" if row.percent_of_required is None else f"{row.percent_of_required:.1f}%",
        effects.kbd(row.delivered), safe.markup(compliance),
    ]  # fmt: skip
