"""The controls of a page, bound to the view in its address: both always say the same."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from oilwatch import view
from oilwatch.app import data
from oilwatch.charts import lines
from oilwatch.view import View
from oilwatch.views import links

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


def preset_of(shown: View, latest: date) -> str | None:
    """Return the preset that a view's range is, or None where it is none."""
    if shown.end is not None:
        return None
    if shown.event and shown.start == data.events()[shown.event[0]].date:
        return SINCE
    names = PRESETS.get(shown.page, ())
    return next((name for name in names if preset_start(shown.page, name, latest) == shown.start), None)


def linked(page: str) -> tuple[View, list[str]]:
    """Return the view of this page's address, with notices.

    An address that did not come from the page's own widgets gives them new keys: they begin anew from it.
    """
    shown, notices = links.decoded(data.source(), page, st.query_params.to_dict(), data.today())
    data.stand(shown.version)
    link = view.encode(shown)
    if st.session_state.get(f"{page}:link") != link:
        st.session_state[f"{page}:link"] = link
        st.session_state[f"{page}:turn"] = st.session_state.get(f"{page}:turn", 0) + 1
        _set_days(page, shown.start, shown.end)
        if st.session_state.get("page:before") == page:  # a link to its own page leaves the old address
            st.query_params.from_dict(st.query_params.to_dict())
    return shown, notices


def key(page: str, name: str) -> str:
    """Return the key of a widget, which changes when an address from elsewhere is shown."""
    return f"{page}:{st.session_state[f'{page}:turn']}:{name}"


def keep(shown: View, chosen: View) -> View:
    """Write what was chosen into the address, and return it; the latest figures are of no fixed version."""
    if shown.as_of and not chosen.as_of:
        chosen = replace(chosen, version=None)
    if chosen != shown:
        st.query_params.from_dict(view.parameters(chosen))
        st.session_state[f"{chosen.page}:link"] = view.encode(chosen)
    return chosen


def in_order(before: Sequence[str], chosen: Sequence[str]) -> tuple[str, ...]:
    """Return what is chosen in the order it had before, with what is new at the end."""
    return tuple([one for one in before if one in chosen] + [one for one in chosen if one not in before])


def _set_days(page: str, start: date | None, end: date | None) -> None:
    """Set the range, and give its inputs new keys, as they may not be on the page to be told."""
    st.session_state[f"{page}:days"] = (start, end)
    st.session_state[f"{page}:days_turn"] = st.session_state.get(f"{page}:days_turn", 0) + 1


def ranges(shown: View) -> tuple[date | None, date | None]:
    """Show the range presets, and return the first and last day chosen."""
    page, latest = shown.page, data.latest(shown)
    options = [*PRESETS[page], *([SINCE] if shown.event else [])]

    def by_preset() -> None:
        preset = st.session_state[key(page, "range")]
        since = data.events()[shown.event[0]].date if preset == SINCE else None
        _set_days(page, since or preset_start(page, preset or USUAL[page], latest), None)

    st.segmented_control(
        "Range", options, default=preset_of(shown, latest), key=key(page, "range"), on_change=by_preset,
        label_visibility="collapsed",
    )  # fmt: skip
    start, end = st.session_state[f"{page}:days"]
    return (end, start) if start and end and start > end else (start, end)


def dates(shown: View, first: date) -> date | None:
    """Show the inputs for the first and last day and for the day as of which to read, and return that."""
    page, today = shown.page, data.today()
    turn = st.session_state[f"{page}:days_turn"]
    names = [f"{page}:{turn}:start", f"{page}:{turn}:end"]

    def by_day() -> None:
        st.session_state[f"{page}:days"] = tuple(st.session_state[name] for name in names)
        st.session_state[key(page, "range")] = None

    def day(label: str, value: date | None, **options: Any) -> date | None:
        low, high = min(first, value or first), max(today, value or today)
        chosen: date | None = st.date_input(
            label, value, min_value=low, max_value=high, format="YYYY-MM-DD", **options
        )
        return chosen

    start, end = st.session_state[f"{page}:days"]
    day("From", start, key=names[0], on_change=by_day)
    day("To", end, key=names[1], on_change=by_day)
    return day(
        "As of (empty: latest)", shown.as_of, key=key(page, "as_of"),
        help="Show the figures as they were known on this day.",
    )  # fmt: skip


def transforms(shown: View, words: Mapping[str, str]) -> str:
    """Show what can be done to the series, and return the choice."""
    options = view.TRANSFORMS[shown.page]
    chosen: str = st.selectbox(
        "Shown as", options, index=options.index(shown.transform), key=key(shown.page, "transform"),
        width=190, format_func=words.__getitem__, label_visibility="collapsed",
    )  # fmt: skip
    return chosen


def market(shown: View) -> View:
    """Show the controls of the market page, and return the view they make."""
    offered = [item for item in data.offered(shown.series) if item.measure == "price"]
    known = dict(zip([item.id for item in offered], lines.names(offered), strict=True))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        series = st.pills(
            "Series", list(known), default=shown.series, selection_mode="multi", key=key("market", "series"),
            format_func=known.__getitem__, label_visibility="collapsed",
        )  # fmt: skip
        start, end = ranges(shown)
        transform = transforms(shown, MARKET_WORDS)
        with st.popover("Dates, as of"):
            standing = dates(shown, date(1986, 1, 1))
        with st.popover("Events"):
            lanes = st.pills(
                "Kinds", list(view.LANES), default=shown.events, selection_mode="multi",
                key=key("market", "events"), format_func=view.LANES.__getitem__,
            )  # fmt: skip
            importance = st.radio(
                "Importance", list(IMPORTANCE), index=shown.importance - 1, key=key("market", "importance"),
                format_func=IMPORTANCE.__getitem__,
            )  # fmt: skip
        log = st.toggle("Log", shown.scale == "log", key=key("market", "log"))
    return replace(
        shown, series=in_order(shown.series, series)[: view.MOST["series"]] or view.SERIES["market"],
        start=start, end=end, transform=transform, events=in_order(shown.events, lanes),
        importance=importance, as_of=standing, scale="log" if log else "linear",
    )  # fmt: skip


MARKET_WORDS = {"level": "Price", "rebased": "Rebased to 100", "change": "Change on year", "spread": "Spread"}
