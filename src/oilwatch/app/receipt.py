"""The receipt of a number that was clicked: in the table behind a chart, or at the end of a line."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from oilwatch import receipts, views
from oilwatch.app import data, sharing
from oilwatch.app.picked import Picked
from oilwatch.errors import OilwatchError
from oilwatch.receipts import Derived
from oilwatch.report.safe import markdown
from oilwatch.views import Content

HINT = "Click a number for its receipt: where it was read, what it read before, and how to cite it."
AT_ENDS = "The dots at the ends of the lines have receipts, too."


def table(page: str, held: Content) -> None:
    """Show the numbers of a view as a table, and below it the receipt of the one that is chosen in it."""
    shown = views.table(held)
    st.caption(f"{HINT} {AT_ENDS}" if page == "market" else HINT)
    state = st.dataframe(
        shown, height=360, key=f"{page}:table", on_select="rerun", selection_mode="single-cell"
    )
    chosen = cell(state["selection"], shown, held)
    if chosen:
        one(held, *chosen)
    elif state["selection"].get("cells"):
        st.caption("There is no number in this cell.")


def cell(selection: Mapping[str, Any], shown: pd.DataFrame, held: Content) -> tuple[int, str] | None:
    """Return the line and the period of a cell that was chosen in the table; None: it holds no number."""
    cells = selection.get("cells") or []
    if not cells:
        return None
    row, column = cells[0]
    ends = (held.lines.unit, "seen from", "vintage")
    columns = {f"{line.name}, {end}": at for at, line in enumerate(held.lines.lines) for end in ends}
    if column not in columns or not isinstance(row, int) or not 0 <= row < len(shown):
        return None
    line = held.lines.lines[columns[column]]
    if pd.isna(shown[f"{line.name}, {held.lines.unit}"].iloc[row]):
        return None
    return columns[column], str(shown.index[row])


def ends(held: Content, chosen: Picked) -> None:
    """Show the receipts of the ends of all lines; those that end on the day that was clicked are open."""
    if not chosen.end:
        return
    for at, line in enumerate(held.lines.lines):
        if len(line.values):
            last = line.values.index[-1]
            form = "%Y-%m" if line.about.frequency == "monthly" else "%Y-%m-%d"
            one(held, at, last.strftime(form), opened=last.date() == chosen.day)


def one(held: Content, at: int, period: str, *, opened: bool = True) -> None:
    """Show the receipt of one number of a view; of a number that is worked out, those of its parts."""
    source = data.source()
    try:
        found = source.once(
            ("receipt", held.view, held.today, at, period),
            lambda: receipts.behind(source.store, held, at, period),
        )
    except OilwatchError as error:
        st.warning(str(error), icon=":material/info:")
        return
    _show(found, opened)


def _show(found: Derived, opened: bool) -> None:
    if found.formula:
        text = f"{found.name}, {found.period}: {found.formula} ({found.unit})"
        st.html('<p class="ow-panel"><b>Receipt</b> of a number that is worked out of others</p>')
        st.code(text, language=None, wrap_lines=True)
    for part in found.parts:
        with st.expander(markdown(receipts.title(part)), expanded=opened, icon=":material/receipt_long:"):
            st.code(receipts.text(part), language=None, wrap_lines=True)
            st.link_button(
                "Open the receipt", f"{sharing.base_url()}{part.path}", icon=":material/open_in_new:"
            )
