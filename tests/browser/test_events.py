"""Events: from the chart to what was decided, and its source."""

import re

from playwright.sync_api import expect

from tests.browser.driver import cells, drawn, lanes, layout, popover, press, pressed, ready

YEAR = "/?from=2022-01-01&to=2022-12-31"
_CENTRES = """() => [...document.querySelectorAll('.xy2 .trace .points path')]
    .map(mark => mark.getBoundingClientRect()).map(box => [box.x + box.width / 2, box.y + box.height / 2])"""


def test_an_event_leads_to_its_page(visit):
    """From the list below the chart to title, source and prices around the day, and on to Market."""
    page = visit("/?from=2022-09-20&to=2022-11-30")
    link = page.get_by_test_id("stPageLink").filter(has_text="OPEC+ cuts 2 mb/d")
    link.get_by_role("link").click()
    expect(page).to_have_url(re.compile("event=2022-10-05-opec-plus-decision"))
    ready(page)

    assert page.locator(".ow-title").first.inner_text().startswith("OPEC+ cuts 2 mb/d from August 2022")
    assert "5 Oct 2022" in page.locator(".ow-sub").first.inner_text()
    expect(page.get_by_role("link", name="Source")).to_have_attribute(
        "href", "https://www.en.portnews.ru/news/336618/"
    )
    assert drawn(page)[0][0]["name"] == "Brent"
    first, last = layout(page, "xaxis.range")
    assert first[:7] == "2022-07"
    assert last[:7] in ("2022-12", "2023-01")
    page.get_by_role("link", name="Open this window on Market").click()
    expect(page).to_have_url(re.compile(r"/\?from=2022-07-\d\d&to=2022-12-\d\d&event=2022-10-05"))
    ready(page)
    assert "Since event" in page.locator('[aria-label="Range"]').inner_text()


def test_the_catalogue_leads_to_an_event_and_back(visit):
    """A row of the list opens the event's page, and the button above it leads back to all."""
    page = visit("/events")
    assert "OPEC+ decision" in cells(page)
    page.get_by_role("textbox", name="Words").fill("cuts 2 mb/d from August 2022")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("stCaptionContainer").first).to_contain_text(re.compile(r"^1 of \d+ events"))

    box = page.locator("[data-testid=stDataFrame] canvas").first.bounding_box()
    page.mouse.click(box["x"] + 18, box["y"] + 53)
    expect(page).to_have_url(re.compile("event=20"))
    ready(page)

    assert page.locator(".js-plotly-plot").count() >= 1
    page.get_by_role("button", name="All events").click()
    expect(page).to_have_url(re.compile("/events$"))
    ready(page)
    assert len(cells(page)) > 20


def test_a_click_lists_what_stands_there(visit):
    """A mark that stands for several events opens the list of these, whatever row else has marks there."""
    page = visit("/?from=2015-01-01&to=2022-12-31&events=opec")
    counts = page.evaluate(
        "() => document.querySelector('.js-plotly-plot')._fullData.find(one => one.name === 'OPEC+').text"
    )
    place, count = next((at, int(text)) for at, text in enumerate(counts) if text)

    page.mouse.click(*page.evaluate(_CENTRES)[place])
    expect(page.get_by_text(f"{count} events stand where you chose")).to_be_visible()
    ready(page)

    assert page.get_by_test_id("stPageLink").count() == min(count, 8)
    texts = page.evaluate(
        "() => [...document.querySelectorAll('.xy2 .textpoint text')].map(one => one.style.fill)"
    )
    assert len(set(texts)) == 1  # the others have not faded


def test_pointing_at_a_mark_names_its_event(visit):
    """The box beside a mark has the day and the title."""
    page = visit(YEAR)

    page.mouse.move(*page.evaluate(_CENTRES)[0])
    box = page.locator(".hoverlayer")

    expect(box).to_contain_text(re.compile(r"\d+ \w{3} 2022: .{10}"))


def test_the_kinds_in_a_link_are_those_in_the_popover(visit):
    """Also before the popover was ever opened, and after something else was changed."""
    page = visit("/?events=opec,supply&importance=2")
    press(page, "Range", "5Y")
    expect(page).to_have_url(re.compile("from="))
    ready(page)

    popover(page, "Events")

    assert pressed(page, "Kinds") == ["OPEC+", "Stocks"]
    assert page.get_by_role("radio", name="medium and high").is_checked()
    assert set(lanes(page)) <= {"OPEC+", "Stocks"}
