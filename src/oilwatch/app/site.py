"""The frame of every page: page list, style sheet, window width, first filling, errors in plain words."""

from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from oilwatch.app import data, viewport
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
@media (max-width: 640px) {
  .block-container {padding-left: 1rem; padding-right: 1rem}
  .ow-panel {min-height: 0}
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
    try:
        data.begin()
        chosen.run()
    except OilwatchError as error:
        st.error(f"{error}", icon=":material/error:")
