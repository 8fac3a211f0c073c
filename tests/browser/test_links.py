"""A link is the view: copied it shows the same, broken it says so, and the back button goes back."""

import re
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.driver import (
    address_has,
    choose,
    drawn,
    lanes,
    notices,
    popover,
    press,
    pressed,
    ready,
    same_charts,
    shut,
)  # fmt: skip

HOSTILE = [
    "/?series=<script>alert(1)</script>&from=%22%3E%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E",
    "/?from=2022-02-30&to=tomorrow&as_of=0000-00-00",
    "/?transform=" + quote("x www.example.org [a](https://example.org) :red[b] $c$ `d`"),
    "/?" + "series=" + "a" * 6_000,
    "/?" + "&".join(f"x{number}=1" for number in range(80)),
    "/production?series=price.brent.spot&unit=" + quote("\r\n\u202e<b>"),
]


def state(page):
    """Return what a person sees of the controls and the chart."""
    seen = {name: pressed(page, name) for name in ("Series", "Range", "Below the chart")}
    seen["form"] = page.get_by_role("combobox", name="Shown as").input_value()
    seen["log"] = page.get_by_role("switch", name="Log").is_checked()
    body = popover(page, "Events")
    expect(body.get_by_role("radio")).to_have_count(3)
    seen["kinds"] = pressed(page, "Kinds")
    seen["importance"] = [one.is_checked() for one in body.get_by_role("radio").all()]
    shut(page)
    seen["days"] = popover(page, "Dates, as of").inner_text()
    shut(page)
    return seen | {"title": page.locator(".ow-title").inner_text(), "charts": drawn(page)}


def test_a_copied_link_shows_another_person_the_same(visit, server):
    """After several choices the address alone brings a stranger the same lines, marks and controls."""
    page = visit("/?as_of=2024-06-30")
    press(page, "Series", "WTI")
    address_has(page, "series=price.brent.spot")
    press(page, "Range", "5Y")
    address_has(page, "from=")
    choose(page, "Change on year")
    address_has(page, "transform=change")
    popover(page, "Events").get_by_role("button", name="Policy").click()
    address_has(page, "events=")
    shut(page)

    parts = urlsplit(page.url)
    other = visit(f"{parts.path}?{parts.query}", fresh=True)

    same_charts(page, other)
    assert other.url == page.url
    assert state(other) == state(page)
    assert other.url == page.url


def test_the_back_button_restores_the_view_before(visit):
    """Back from each choice to the one before: chart and controls, and a later choice starts from there."""
    page = visit("/")
    first = drawn(page)
    popover(page, "Events").get_by_role("button", name="Conflict").click()
    address_has(page, "events=")
    shut(page)
    press(page, "Range", "5Y")
    address_has(page, "from=")

    page.go_back()
    page.wait_for_function("() => !location.search.includes('from=')", polling=50)
    page.wait_for_function(
        "() => document.querySelector('.js-plotly-plot')?._fullLayout?.xaxis.range[0] < '1990'",
        polling=50,
    )
    ready(page)
    assert (pressed(page, "Range"), "Conflict" in lanes(page)) == (["Max"], False)
    page.go_back()
    page.wait_for_function("() => !location.search", polling=50)
    page.wait_for_function(
        "() => document.querySelector('.js-plotly-plot')?._fullLayout?.yaxis2?.ticktext?.length == 5",
        polling=50,
    )
    ready(page)
    assert drawn(page) == first
    press(page, "Range", "1Y")
    address_has(page, "from=")
    assert "events=" not in page.url


@pytest.mark.parametrize("path", HOSTILE, ids=lambda path: path[:24])
def test_a_hostile_link_shows_a_notice_and_the_chart(visit, path):
    """Nothing of it is run or becomes a link; the page's own chart is there, and never a traceback."""
    page = visit(path)

    told = page.get_by_test_id("stAlert")
    assert 1 <= told.count() <= 6
    assert told.locator("a, img, script, code, em, .katex").count() == 0
    assert page.locator(".js-plotly-plot").count() == (3 if path.startswith("/production") else 1)
    assert not re.search("Traceback|Exception|Error", page.inner_text("body"))


def test_a_link_to_no_page_leads_somewhere(visit, ledger):
    """An unknown address shows the market page; what the browser misses on the way is no one's error."""
    page = visit("/no-such-page")

    assert page.locator(".js-plotly-plot").count() == 1
    assert all(re.search("404|does not seem to exist", one) for one in ledger.take())


def test_a_link_to_a_day_beyond_the_figures_says_that_there_are_none(visit):
    """A range in the far future is no error, and its link is kept."""
    page = visit("/?from=2098-01-01")

    assert notices(page) == []
    expect(page.get_by_text("No figures in this range as of this day")).to_be_visible()
    assert "from=2098-01-01" in page.url
