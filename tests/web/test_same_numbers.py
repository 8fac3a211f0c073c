"""A number of a view is the same wherever it is shown: in files, in the API, on shared pages and screens."""

import base64
import math

import numpy as np
import pytest
import requests
from streamlit.testing.v1 import AppTest

from oilwatch import view, views
from oilwatch.app import data
from oilwatch.views import links
from oilwatch.views.source import today
from tests.app.conftest import ROOT
from tests.export.reading import READ

LINKS = (
    "/",
    "/?from=2018-09-01&to=2018-12-31&as_of=2018-11-13",
    "/?series=price.wti.spot&from=2020-04-01&to=2020-04-30",
    "/?from=2024-01-01&transform=spread",
    "/?from=2023-01-01&transform=change&as_of=2026-11-01&version=NEWEST",
    "/?from=2022-01-01&to=2022-12-31&transform=rebased",
    "/production",
    "/production?series=production.usa.crude,production.usa.crude_weekly&from=2020-01-01&unit=kb/d",
    "/production?from=2015-01-01&transform=share",
    "/production?from=2019-01-01&as_of=2025-12-01&version=NEWEST",
)


def screen(shown, monkeypatch, address):
    """Return the dashboard's page of a view, its table opened."""
    monkeypatch.setenv("OILWATCH_DB", address)
    data._opened(address).filled = True
    page = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=60)
    page.switch_page(str(ROOT / f"src/oilwatch/app/pages/{shown.page}.py"))
    for name, value in view.parameters(shown).items():
        page.query_params[name] = value
    page.session_state[f"{shown.page}:below"] = "Table"
    page.run()
    assert [one.message for one in page.exception] == []
    return page


def numbers(table, unit):
    """Return (name, period, value) of every number of a table on the screen."""
    found = set()
    for column in table.columns:
        name, _, kind = column.rpartition(f", {unit}")
        if name and not kind:
            found |= {(name, period, value) for period, value in table[column].dropna().items()}
    return found


@pytest.mark.parametrize("link", LINKS)
def test_a_number_is_the_same_everywhere(server, kept, shared, monkeypatch, link):
    """CSV, XLSX, JSON, Parquet, HTML, both forms of the API and the screen: one set of numbers."""
    source = views.current(kept)
    shown, notices = links.read(source, link.replace("NEWEST", str(source.version)), today())
    content = views.content(source, shown, today())
    rows = [tuple(row) for row in views.rows(content)]
    assert (bool(rows), notices) == (True, [])
    code, query = shared(shown), f"page={shown.page}&{view.encode(shown)}".rstrip("&")

    files = {form: READ[form](requests.get(f"{server}/s/{code}.{form}", timeout=60).content) for form in READ}
    answer = requests.get(f"{server}/api/v1/view.json?{query}", timeout=60).json()
    lines = requests.get(f"{server}/api/v1/view.csv?{query}", timeout=60).content
    table = screen(shown, monkeypatch, kept.address).dataframe[-1].value

    assert {form: found == rows for form, found in files.items()} == dict.fromkeys(READ, True)
    assert [tuple(row.values()) for row in answer["rows"]] == rows
    assert READ["csv"](lines) == rows
    assert numbers(table, content.lines.unit) == {(row[1], row[2], row[3]) for row in rows}


def two(value):
    """Return a value to two decimals, as charts draw it."""
    return float(np.round(value, 2))


def points(trace):
    """Return the values of a line of a chart as they are sent, packed or plain."""
    held = trace["y"]
    if isinstance(held, dict):
        held = np.frombuffer(base64.b64decode(held["bdata"]), dtype=held["dtype"]).tolist()
    return [value for value in held if value is not None and not math.isnan(value)]


@pytest.mark.parametrize("link", LINKS)
def test_what_a_shared_page_draws_are_those_numbers(server, kept, shared, link):
    """Each point of a line is a number of the view, to the decimals that are drawn."""
    source = views.current(kept)
    shown, _ = links.read(source, link.replace("NEWEST", str(source.version)), today())
    rows = views.rows(views.content(source, shown, today()))

    told = requests.get(f"{server}/s/{shared(shown)}/figures.json?look=desktop-light", timeout=60).json()

    traces = [trace for figure in told["figures"] for trace in figure["data"]]
    lines = [trace for trace in traces if trace["mode"] == "lines" and trace.get("fill", "none") == "none"]
    drawn = {two(value) for trace in lines for value in points(trace)}
    assert drawn
    assert drawn <= {two(row.value) for row in rows}
