"""Every page in a real browser: it opens, is drawn, complains of nothing and asks no other host."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.driver import cells, drawn, ready

EVENT = "/events?event=2022-10-05-opec-plus-decision"
EFFECTS, TEAM = "/events?show=effects", "/events?show=team"
PAGES = {"/": 1, "/production": 3, "/events": 0, "/check": 0, "/data": 1, EVENT: 3, EFFECTS: 1, TEAM: 0}
"""Each page and how many charts it shows."""
UPLOADS = re.compile("cloud|studio|upload|share|plotly|edit", re.IGNORECASE)


@pytest.mark.parametrize(("path", "charts"), PAGES.items())
def test_a_page_opens_with_its_charts_and_tables(visit, path, charts):
    """Charts have lines, a text for those who cannot see, and no button that uploads; tables have rows."""
    page = visit(path)

    figures = page.get_by_test_id("stPlotlyChart")
    assert [len(one) > 0 for one in drawn(page)] == [True] * charts
    assert all(len(figures.nth(at).get_attribute("aria-label")) > 40 for at in range(charts))
    titles = page.locator(".modebar-btn").evaluate_all("all => all.map(one => one.dataset.title ?? '')")
    assert any("PNG" in title for title in titles) == bool(charts)
    assert [title for title in titles if UPLOADS.search(title)] == []
    servers = page.locator(".js-plotly-plot").evaluate_all(
        "all => all.map(one => one._context.plotlyServerURL)"
    )
    assert servers == [""] * charts
    if path in ("/events", "/data"):
        assert len(cells(page)) > 20


def test_the_pages_are_reached_by_their_names(visit):
    """From page to page by the links at the top, each with its own address."""
    page = visit("/")

    for name, path in [
        ("Production", "/production"),
        ("Events", "/events"),
        ("Data", "/data"),
        ("Market", "/"),
    ]:
        page.get_by_test_id("stTopNavLink").filter(has_text=name).click()
        expect(page).to_have_url(re.compile(re.escape(path) + r"(\?.*)?$"))
        ready(page)
        assert page.locator(".ow-title").first.is_visible()


def test_no_other_host_is_asked_for_anything(visit, ledger, server):
    """In all of this session every request went to the server that was started here."""
    visit("/")

    assert ledger.requests > 20
    assert ledger.hosts <= {server, server.replace("http", "ws")}


def test_a_chart_says_where_its_figures_come_from(visit):
    """Under the chart stand publisher, series, day and licence."""
    page = visit("/")

    source = page.locator(".ow-source").inner_text()
    for part in ("U.S. Energy Information Administration", "PET.RBRTE.D", "PET.RWTC.D", "as of", "copyright"):
        assert part in source
