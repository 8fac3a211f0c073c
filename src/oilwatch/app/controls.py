"""The controls of a page, bound to the view in its address: both always say the same."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from oilwatch import catalog, view
from oilwatch.app import data
from oilwatch.view import View

PRESETS = {
    "market": ("1M", "6M", "YTD", "1Y", "5Y", "Max"),
    "production": ("1Y", "5Y", "10Y", "Max"),
}
_MONTHS = {"1M": 1, "6M": 6, "1Y": 12, "5Y": 60, "10Y": 120}
_ALL = date(1900, 1, 1)
"""What "Max" starts at where a page's usual range is shorter."""
USUAL = {"market": "Max", "production": "10Y"}
"""The range that each page shows unless the link says otherwise."""
SINCE = "Since event"
IMPORTANCE = {1: "all", 2: "medium and high", 3: "high only"}


def preset_start(page: str, preset: str, latest: date) -> date | None:
    """Return the first day of a range preset that ends at *latest*; None: the page's usual range."""
    if preset == "YTD":
        return date(latest.year, 1, 1)
    if preset == USUAL[page]:
        return None
    if preset not in _MONTHS:
        return _ALL
    return (pd.Timestamp(latest) - pd.DateOffset(months=_MONTHS[preset])).date()


def first_day(shown: View, latest: date) -> date | None:
    """Return the first day that a view shows: its own, else that of the page's usual range."""
    if shown.start or USUAL.get(shown.page) not in _MONTHS:
        return shown.start
    return (pd.Timestamp(latest) - pd.DateOffset(months=_MONTHS[USUAL[shown.page]])).date()


def preset_of(shown: View, latest: date) -> str | None:
    """Return the preset that a view's range is, or None where it is none."""
    if shown.end is not None:
        return None
    events = catalog.event_ids()
    if shown.event and shown.start == events[shown.event[0]].date:
        return SINCE
    names = PRESETS.get(shown.page, ())
    return next((name for name in names if preset_start(shown.page, name, latest) == shown.start), None)


def linked(page: str) -> tuple[View, list[str]]:
    """Return the view of this page's address, with notices; seeds the widgets where the address is new."""
    shown, notices = view.decode(st.query_params.to_dict(), page, data.measures())
    seeds = _seeds(shown)
    link = view.encode(shown)
    if st.session_state.get(f"{page}:link") != link or not set(seeds) <= set(st.session_state):
        for key, value in seeds.items():
            st.session_state[key] = value
        st.session_state[f"{page}:link"] = link
    return shown, notices


def _seeds(shown: View) -> dict[Any, Any]:
    page = shown.page
    seeds: dict[str, Any] = {
        "series": list(shown.series),
        "start": shown.start,
        "end": shown.end,
        "transform": shown.transform,
        "as_of": shown.as_of,
        "range": preset_of(shown, data.latest(shown.series)),
    }
    if page == "market":
        seeds |= {"log": shown.scale == "log", "events": list(shown.events), "importance": shown.importance}
    else:
        seeds |= {"unit": shown.unit, "definition": shared_definition(shown.series)}
    return {f"{page}:{name}": value for name, value in seeds.items()}


def shared_definition(series: Sequence[str]) -> str | None:
    """Return the definition (last part of the id) that all *series* follow, or None."""
    found = {series_id.rsplit(".", 1)[-1] for series_id in series}
    return found.pop() if len(found) == 1 else None


def keep(shown: View, chosen: View) -> View:
    """Write what was chosen into the address, and return it."""
    if chosen != shown:
        st.query_params.from_dict(view.parameters(chosen))
        st.session_state[f"{chosen.page}:link"] = view.encode(chosen)
    return chosen


def ranges(shown: View, latest: date) -> tuple[date | None, date | None]:
    """Show the range presets, and return the first and last day chosen."""
    page = shown.page
    options = [*PRESETS[page], *([SINCE] if shown.event else [])]

    def by_preset() -> None:
        preset = st.session_state[f"{page}:range"]
        since = catalog.event_ids()[shown.event[0]].date if preset == SINCE else None
        st.session_state[f"{page}:start"] = since or preset_start(page, preset or USUAL[page], latest)
        st.session_state[f"{page}:end"] = None

    st.segmented_control(
        "Range", options, key=f"{page}:range", on_change=by_preset, label_visibility="collapsed"
    )
    start, end = st.session_state[f"{page}:start"], st.session_state[f"{page}:end"]
    return (end, start) if start and end and start > end else (start, end)


def dates(page: str, first: date) -> None:
    """Show the inputs for the first and last day."""

    def by_day() -> None:
        st.session_state[f"{page}:range"] = None

    span: dict[str, Any] = {"min_value": first, "max_value": data.today(), "format": "YYYY-MM-DD"}
    st.date_input("From", key=f"{page}:start", on_change=by_day, **span)
    st.date_input("To", key=f"{page}:end", on_change=by_day, **span)


def as_of(page: str) -> date | None:
    """Show the choice of the day as of which figures are read; none: today."""
    chosen: date | None = st.date_input(
        "As of (empty: latest)",
        key=f"{page}:as_of",
        min_value=date(1987, 1, 1),
        max_value=data.today(),
        format="YYYY-MM-DD",
        help="Show the figures as they were known on this day.",
    )
    return chosen


def market(shown: View) -> View:
    """Show the controls of the market page, and return the view they make."""
    latest = data.latest(shown.series)
    known = [key for key, measure in data.measures().items() if measure == "price"]
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        names = {key: data.catalogue()[key].entity_name for key in known}
        series = st.pills("Series", known, selection_mode="multi", key="market:series",
                          format_func=names.__getitem__, label_visibility="collapsed")  # fmt: skip
        start, end = ranges(shown, latest)
        transform = st.selectbox(
            "Shown as", view.TRANSFORMS["market"], key="market:transform", width=170,
            format_func=MARKET_WORDS.__getitem__, label_visibility="collapsed",
        )  # fmt: skip
        with st.popover("Dates, as of"):
            dates("market", date(1986, 1, 1))
            standing = as_of("market")
        with st.popover("Events"):
            lanes = _lanes("market")
            importance = st.radio("Importance", list(IMPORTANCE), key="market:importance",
                                  format_func=IMPORTANCE.__getitem__)  # fmt: skip
        log = st.toggle("Log", key="market:log")
    return replace(
        shown, series=tuple(series) or view.SERIES["market"], start=start, end=end, transform=transform,
        events=lanes, importance=importance, as_of=standing, scale="log" if log else "linear",
    )  # fmt: skip


MARKET_WORDS = {"level": "Price", "rebased": "Rebased to 100", "change": "Change on year", "spread": "Spread"}
PRODUCTION_WORDS = {"level": "Output", "change": "Change on year", "share": "Share of those shown"}


def _lanes(page: str) -> tuple[str, ...]:
    chosen: Sequence[str] = st.pills(
        "Kinds", list(catalog.LANES), selection_mode="multi", key=f"{page}:events",
        format_func=catalog.LANES.__getitem__,
    )  # fmt: skip
    return tuple(lane for lane in catalog.LANES if lane in chosen)
