"""The frame of every page: page list, style sheet, window width, first filling, errors in plain words."""

from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from oilwatch.app import data, viewport, who
from oilwatch.errors import OilwatchError

ICON = Path(__file__).parent / "icon.svg"
PAGES = {
    "market": ("Market", ":material/show_chart:"),
    "production": ("Production", ":material/oil_barrel:"),
    "events": ("Events", ":material/event_note:"),
    "check": ("Check", ":material/fact_check:"),
    "data": ("Data", ":material/database:"),
}

_SHEET = """<style>
.block-container {max-width: 1232px; padding-top: 4.2rem; padding-bottom: 3rem}
.ow-title {font-size: 21px; font-weight: 600; line-height: 1.25; margin: 0; padding: 0}
.ow-sub {font-size: 14px; opacity: .78; margin: 2px 0 0 0}
.ow-source {font-size: 12px; opacity: .78; margin: 0; overflow-wrap: anywhere}
.ow-panel {font-size: 14px; margin: 0; font-variant-numeric: tabular-nums; min-height: 4.2em}
.ow-panel b {font-size: 15px}
[data-testid="stCaptionContainer"] {color: inherit; opacity: .78}
[data-testid="stMainBlockContainer"] table {font-variant-numeric: tabular-nums}
[data-testid="stPageLink"] p {white-space: normal; text-align: left}
.ow-scroll {overflow-x: auto; max-width: 100%}
.ow-table {border-collapse: collapse; font-size: 14px; width: 100%}
.ow-table th, .ow-table td {padding: 5px 10px 5px 0; text-align: right; vertical-align: top;
  white-space: nowrap}
.ow-table th {font-weight: 600}
.ow-table thead th {font-size: 13px; opacity: .78; vertical-align: bottom}
.ow-table tbody tr {border-top: 1px solid color-mix(in srgb, currentColor 15%, transparent)}
.ow-table th:first-child {text-align: left}
.ow-table small {opacity: .78}
.ow-table .ow-words {text-align: left; white-space: normal; min-width: 12em}
.ow-list {font-size: 14px; margin: 0; padding-left: 1.2em}
.ow-list li {margin: 0 0 8px 0; overflow-wrap: anywhere}
.ow-list small {opacity: .78}
.ow-list a, .ow-table a, .ow-note a {color: inherit; text-decoration: underline; text-underline-offset: 2px}
.ow-chip {font-size: 12px; border: 1px solid currentColor; border-radius: 9px; padding: 0 7px; opacity: .78;
  white-space: nowrap; display: inline-block}
[class*="st-key-pinrow"] {flex-wrap: nowrap}
[class*="st-key-pinrow"] [data-testid="stPageLink"] {min-width: 0}
.ow-move {font-size: 14px; margin: 8px 0 0 0}
.ow-note {font-size: 14px; margin: 0; overflow-wrap: anywhere}
@media (max-width: 640px) {
  .block-container {padding-left: 1rem; padding-right: 1rem}
  .ow-panel {min-height: 0}
  .ow-scroll::before {content: "the table scrolls sideways"; font-size: 12px; opacity: .78}
}
</style>"""


def page(name: str) -> StreamlitPage:
    """Return a page of the dashboard, to show it or to link to it."""
    title, icon = PAGES[name]
    path = Path(__file__).parent / "pages" / f"{name}.py"
    return st.Page(path, title=title, icon=icon, default=name == "market")


def show(chosen: StreamlitPage) -> None:
    """Run a page inside the frame; an error is shown in one line, never as a traceback."""
    st.html(_SHEET)
    viewport.watch()
    st.session_state["page:before"] = st.session_state.get("page:now")
    st.session_state["page:now"] = chosen.url_path or "market"
    try:
        data.begin()
        chosen.run()
        who.corner()
    except OilwatchError as error:
        st.error(f"{error}", icon=":material/error:")
