"""The events page and the page of each event: parts, days, effects, and every event of the catalogue."""

import re
from dataclasses import replace
from datetime import date

import pytest

from oilwatch import catalog
from oilwatch.app import events
from oilwatch.model import Event
from tests.app.conftest import address
from tests.app.test_controls import group
from tests.app.test_pages import html

DECISION = "2022-10-05-opec-plus-decision"
MARKED = Event(
    "", date(2022, 10, 12), "<b>Strike</b> [x](javascript:alert(1)) `a` $x$ :red[b]", "opec_decision", "opec",
    ("<i>Iraq</i>",), -100, "2022-11", 3, "", "https://news.example/a", time="09:30", zone="Asia/Baghdad",
)  # fmt: skip


def said(page):
    """Return the notices of a page."""
    return [one.value for one in page.warning]


def titles(page):
    """Return the titles of a page's parts."""
    return re.findall(r'<h2 class="ow-title">(.*?)</h2>', html(page))


@pytest.mark.parametrize("show", [*events.SECTIONS, "nonsense", "<script>alert(1)</script>", "effects,team"])
def test_each_part_of_the_page_opens_by_its_address(bundled, whole, show):
    """What is no part shows the catalogue, without a notice of it and without what was written."""
    page = whole(bundled("events", show=show))

    assert group(page, "Part of the page").value == (show if show in events.SECTIONS else "")
    assert said(page) == []
    assert "<script>" not in html(page)


def test_the_parts_are_changed_by_the_choice_above_them(bundled, whole):
    """The choice is in the address, so that a part can be sent to somebody."""
    page = bundled("events")

    group(page, "Part of the page").set_value("effects").run()
    assert address(whole(page)) == {"show": "effects"}
    group(page, "Part of the page").set_value("team").run()
    assert titles(whole(page)) == ["Events of your team"]
    group(page, "Part of the page").set_value("").run()

    assert address(whole(page)) == {}
    assert len(page.dataframe) == 1


def test_a_notice_about_the_rest_of_a_link_is_shown(bundled, whole):
    """What is wrong beside the part of the page is told also where its words have "show" in them."""
    page = whole(bundled("events", show="team", scale="cubic", to="2019-01-01", **{"from": "2020-01-01"}))

    assert ["scale" in text for text in said(page)] == [True, False]
    assert ["from" in text for text in said(page)] == [False, True]


@pytest.mark.slow
def test_the_effects_of_every_kind_are_shown_or_said_to_be_none(bundled, whole):
    """Each kind and lane opens with a chart and a table of windows, or with a line that there is none."""
    page = bundled("events", show="effects")
    kinds = list(page.selectbox(key="study:kind").options)
    shown = 0
    for at in range(len(kinds)):
        page.selectbox(key="study:kind").select_index(at).run()

        whole(page)
        charts = len(page.get("plotly_chart"))
        assert charts + len(page.info) == 1, kinds[at]
        assert html(page).count('aria-label="Effect by window"') == charts
        shown += charts
    assert shown > 10


def test_the_effects_say_how_many_events_and_what_is_chance(bundled, whole):
    """The table has its windows, the number of events in each, and the share by chance; WTI as well."""
    page = whole(bundled("events", show="effects"))

    body = html(page)
    assert all(f"[{window}]" in body for window in ("-1,+1", "0,+1", "0,+5", "0,+20"))
    assert "By chance" in body
    page.selectbox(key="study:series").select_index(1).run()
    assert "WTI" in html(whole(page)) or "Cushing" in html(page)
    assert "because" not in body


def test_an_event_is_not_told_to_a_reader_before_it(bundled, whole):
    """As of the day before nothing of prices, delivery or stories is shown, and why."""
    before = whole(bundled("events", event=DECISION, as_of="2022-10-04"))
    after = whole(bundled("events", event=DECISION, as_of="2022-10-06"))
    now = whole(bundled("events", event=DECISION))

    assert said(before) == ["This event lies after the day as of which the page is read."]
    assert before.get("plotly_chart") == []
    assert "Impact on the price" not in titles(before)
    assert "Impact on the price" in titles(after)
    assert "as of 6 Oct 2022" in html(after)
    assert html(after) != html(now)


def test_an_event_has_all_its_parts(bundled, whole):
    """Prices, impact by window, delivery, stories and notes; links to what it follows; no word of cause."""
    page = whole(bundled("events", event=DECISION))

    assert titles(page)[1:] == [
        "Prices before and after", "Impact on the price", "Announced against delivered", "Stories about it",
        "Notes of your team",
    ]  # fmt: skip
    assert html(page).count('aria-label="Impact by window"') == 1
    assert 'aria-label="Delivery, ' in html(page)
    assert "because" not in html(page).lower()


def test_the_price_of_an_event_page_can_be_chosen(bundled, whole):
    """The choice is in the address and in the heading of the impact."""
    page = bundled("events", event=DECISION)

    group(page, "Price").set_value("price.wti.spot").run()

    assert address(whole(page)) == {"event": DECISION, "series": "price.wti.spot"}
    assert "WTI" in html(page) or "Cushing" in html(page)


def test_all_events_leads_back_to_the_list(bundled, whole):
    """The button empties the address."""
    page = bundled("events", event=DECISION, as_of="2023-01-01")

    next(one for one in page.button if one.label == "All events").click().run()

    assert address(whole(page)) == {}
    assert len(page.dataframe) == 1


def test_an_event_of_the_team_has_a_page_like_others(copied, visit, whole):
    """With who added it; nothing that was written in it is markup, and it is no decision of the catalogue."""
    [event] = copied.team.add([MARKED], "Ann <b>")

    page = whole(visit(copied.address, "events", event=event.id))

    assert said(page) == []
    assert "Impact on the price" in titles(page)
    assert "Announced against delivered" not in titles(page)
    assert "Added by: Ann &lt;b&gt;" in html(page)
    assert "&lt;i&gt;Iraq" in html(page)
    assert not any(bad in html(page) for bad in ("<b>Strike", "<i>Iraq", "Ann <b>"))
    [source] = page.get("link_button")
    assert source.proto.url == MARKED.source_url


def test_a_removed_event_of_the_team_has_no_page(copied, visit, whole):
    """Its address says that it is not known here, and shows the list."""
    [event] = copied.team.add([MARKED], "Ann")
    copied.team.remove(event.id)

    page = whole(visit(copied.address, "events", event=event.id))

    assert len(said(page)) == 1
    assert len(page.dataframe) == 1


@pytest.mark.parametrize("day", ["1900-01-01", "1985-01-01", "2026-11-27", "2100-12-31"])
def test_an_event_of_any_day_has_a_page(copied, visit, whole, day):
    """Before and after all prices the page stands and says what there is not."""
    [event] = copied.team.add([replace(MARKED, date=date.fromisoformat(day))], "Ann")

    page = whole(visit(copied.address, "events", event=event.id))

    assert titles(page)[-1] == "Notes of your team"


@pytest.mark.slow
def test_every_ninth_event_of_the_catalogue_opens(bundled, whole):
    """Each with a chart of its own, its impact or why there is none, and a place for notes."""
    chosen = catalog.events()[::9]
    for event in chosen:
        page = whole(bundled("events", event=event.id))

        assert page.get("plotly_chart")[0].key == f"event:{event.id}"
        assert titles(page)[-2:] == ["Stories about it", "Notes of your team"]
    assert len(chosen) > 25
