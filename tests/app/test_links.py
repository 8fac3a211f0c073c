"""Links that are broken, hostile or of another day: a notice and the page, never an exception."""

import random

import pytest

from oilwatch import view
from tests.app.conftest import PAGES, address
from tests.hostile import link


@pytest.mark.parametrize("page", ["market", "production"])
def test_a_hostile_link_shows_a_notice_and_the_default_chart(bundled, whole, page):
    """Markup in every part is told in letters, and the page is drawn as if there had been no link."""
    query = {
        "series": "<script>alert(1)</script>",
        "from": "0000-00-00",
        "as_of": "yesterday",
        "transform": "__import__('os')",
        "x": "](https://example.org)",
    }
    opened = whole(bundled(page, **query))

    told = [one.value for one in opened.warning]
    assert len(told) == len(query)
    assert not any(mark in text for text in told for mark in "<>[]")
    assert len(opened.get("plotly_chart")) == len(whole(bundled(page)).get("plotly_chart"))


@pytest.mark.parametrize("page", ["market", "production"])
@pytest.mark.parametrize(
    "query",
    [
        {"from": "1900-01-01"},
        {"to": "2099-12-31"},
        {"from": "1900-01-01", "to": "1900-01-02"},
        {"from": "2099-01-01"},
        {"as_of": "1900-01-01"},
        {"as_of": "2099-12-31"},
        {"from": "2026-08-18", "to": "2026-08-18"},
        {"importance": "3", "events": "none", "scale": "log"},
    ],
)
def test_every_day_that_a_link_may_name_can_be_shown(bundled, whole, page, query):
    """From 1900 to 2099 each first, last and as-of day opens, where there are figures and where not."""
    opened = whole(bundled(page, **query))

    assert len(opened.get("plotly_chart")) >= 1
    assert address(opened) == query


@pytest.mark.parametrize("page", PAGES)
def test_no_random_link_breaks_a_page(bundled, whole, page):
    """Of 12 links with good and bad parts mixed each opens."""
    source = random.Random(f"pages of {page}")
    for _ in range(12):
        whole(bundled(page, **{name: value for name, value, _ in link(source, page)}))


@pytest.mark.parametrize("day", ["1900-01-01", "1985-07-07", "1986-05-01", "2099-12-31"])
def test_an_event_can_be_read_as_of_any_day(bundled, whole, day):
    """Also before there was any price, and on a day that has not come: the page stands and says so."""
    opened = whole(bundled("events", event="1985-07-07-opec-meeting", as_of=day))

    assert len(opened.warning) >= 1
    assert address(opened)["event"] == "1985-07-07-opec-meeting"


@pytest.mark.parametrize(("page", "name"), [("events", "event"), ("data", "series")])
def test_what_is_not_in_the_catalogue_is_told(bundled, whole, page, name):
    """An event or a series that there is not gives one notice, and the list."""
    opened = whole(bundled(page, **{name: "<b>no such thing</b>"}))

    assert len(opened.warning) == 1
    assert "<" not in opened.warning[0].value
    assert len(opened.dataframe) >= 1


@pytest.mark.parametrize("page", ["market", "production"])
def test_opening_a_link_does_not_change_it(bundled, whole, page):
    """The controls that a link sets write the same link back."""
    query = {
        "series": {"market": "price.wti.spot", "production": "production.irq.crude"}[page],
        "from": "2021-01-01", "to": "2022-06-30", "transform": "change", "as_of": "2023-03-01",
    }  # fmt: skip
    opened = whole(bundled(page, **query))

    assert address(opened) == query
    assert [one.value for one in opened.warning] == []


def test_one_notice_tells_that_a_link_is_too_long(bundled, whole):
    """A link beyond the limit is not read at all."""
    opened = whole(bundled("market", series="price.wti.spot", x="a" * view.LONGEST))

    assert ["longer than" in one.value for one in opened.warning] == [True]
