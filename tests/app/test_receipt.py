"""The receipt of a number that is clicked on a page: in the table, and at the end of a line."""

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from oilwatch import receipts, view, views
from oilwatch.app.receipt import cell
from tests.kit import NOW


def clicked() -> None:
    """Show the receipt of a number, as a page does after a click; what was clicked is in the session."""
    import streamlit as st

    from oilwatch import view, views
    from oilwatch.app import data, receipt
    from oilwatch.app.picked import Picked
    from oilwatch.views import content

    data.begin()
    asked = st.session_state["asked"]
    shown = view.decode(asked["query"], asked["page"], data.measures())[0]
    held = content(data.source(), shown, data.today())
    if asked["end"]:
        receipt.ends(held, Picked(day=held.lines.span[1], end=True))
        return
    table = views.table(held)
    receipt.one(held, *receipt.cell({"cells": [asked["cell"]]}, table, held))


@pytest.fixture
def click(filled, monkeypatch):
    """A function (page, query, cell or None) that opens a receipt by a click and returns what is shown."""

    def run(page, query, chosen=None):
        monkeypatch.setenv("OILWATCH_DB", filled.address)
        opened = AppTest.from_function(clicked, default_timeout=60)
        opened.session_state["asked"] = {"page": page, "query": query, "cell": chosen, "end": chosen is None}
        return opened.run()

    return run


def test_a_cell_of_the_table_shows_its_receipt(click, whole, filled):
    """The whole text to copy, in the unit of the table."""
    opened = whole(click("production", "to=2026-02-28", (0, "Saudi Arabia, mb/d")))

    [code] = opened.code
    assert code.value.startswith(
        "Saudi Arabia, crude oil production incl. lease condensate, Feb 2026: 10.76 mb/d"
    )
    assert "10,760 kb/d / 1,000 = 10.76 mb/d" in code.value
    assert "Row (line 639 of the file): 2026-02,10760,2026-06-04" in code.value


def test_a_number_worked_out_shows_its_sum_and_both_receipts(click, whole):
    """A spread names the two figures that it is of."""
    opened = whole(click("market", "transform=spread&to=2026-03-16", (0, "Brent less WTI, USD/bbl")))

    formula, first, second = [one.value for one in opened.code]
    assert " − " in formula
    assert "Series: price.brent.spot" in first
    assert "Series: price.wti.spot" in second


def test_the_end_of_a_line_shows_the_receipts_of_the_lines_that_end_there(click, whole):
    """One a line, of its last number."""
    opened = whole(click("market", "to=2026-03-16"))

    assert ["16 Mar 2026" in one.value.splitlines()[0] for one in opened.code] == [True, True]


def test_a_page_shows_its_table_with_the_hint(bundled, whole):
    """The choice of a cell is offered, and nothing is shown before one is chosen."""
    opened = bundled("market")
    opened.session_state["market:below"] = "Table"
    opened = whole(opened.run())

    assert len(opened.dataframe) == 1
    assert any("Click a number" in one.value for one in opened.caption)
    assert len(opened.code) == 0


@pytest.mark.parametrize(
    "cells",
    [[], None, [(99_999, "Brent, USD/bbl")], [(-1, "Brent, USD/bbl")], [(0, "<script>")],
     [("0", "Brent, USD/bbl")], [(0, "period")]],
)  # fmt: skip
def test_a_cell_that_the_table_does_not_have_has_no_receipt(filled, cells):
    """Whatever a browser sends."""
    held = views.content(views.current(filled), view.default("market"), NOW.date())

    assert cell({"cells": cells}, views.table(held), held) is None


def test_a_cell_beside_a_number_is_taken_for_it(filled):
    """When it was seen, and its vintage, belong to the number; an empty cell to none."""
    held = views.content(views.current(filled), view.default("market"), NOW.date())
    table = views.table(held)
    period = str(table.index[0])

    assert cell({"cells": [(0, "Brent, vintage")]}, table, held) == (0, period)
    blank = pd.DataFrame({name: [None] for name in table.columns}, index=[period])
    assert cell({"cells": [(0, "Brent, USD/bbl")]}, blank, held) is None
    assert receipts.behind(filled, held, 0, period).value == table["Brent, USD/bbl"].iloc[0]
