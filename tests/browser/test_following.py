"""From a chart to events, stories and moves, by mouse and by keyboard alone; and what a team adds."""

import re

import pytest
from playwright.sync_api import expect

from oilwatch.load import tying
from oilwatch.model import Story
from oilwatch.store import Store
from tests.browser.driver import drawn, lanes, layout, press, pressed, ready

DECISION = "2022-10-05-opec-plus-decision"
_BARS = """() => [...document.querySelectorAll('.barlayer .point path')]
    .map(bar => bar.getBoundingClientRect()).map(box => [box.x + box.width / 2, box.y + box.height / 2])"""
_PLOT = """() => { const box = document.querySelector('.nsewdrag').getBoundingClientRect();
    return [box.x, box.y, box.width, box.height]; }"""


def a_story(title: str, published: str, outlet: str, url: str = "") -> Story:
    """Return a story as a feed would give it."""
    address = url or f"https://{outlet}/{abs(hash((title, outlet)))}"
    return Story(title=title, url=address, outlet=outlet, published=published, language="English",
                 source="feeds", published_how="feed")  # fmt: skip


@pytest.fixture(scope="module")
def stories(first_visit, folder) -> Store:
    """The server's store with a few stories of autumn 2022: a decision told twice, a price, hostile ones."""
    store = Store(f"sqlite:///{folder / 'oilwatch.db'}")
    script = "<img src=x onerror=alert(1)><script>alert(2)</script>"
    store.loads.keep_stories(
        "feeds",
        [
            a_story("OPEC+ agrees to cut output by 2 million bpd", "2022-10-05T14:10:00Z", "wire.example"),
            a_story("OPEC+ agrees to cut output by 2 mln bpd", "2022-10-05T15:00:00Z", "daily.example"),
            a_story("Oil jumps 4% as traders weigh supply", "2022-10-03T18:00:00Z", "desk.example"),
            a_story(script, "2022-10-20T10:00:00Z", script, "javascript:alert(3)"),
        ],
        started=store.now(),
    )
    tying.tie(store)
    yield store
    store.close()


def test_the_strip_of_stories_opens_their_list(visit, stories):
    """A click on a bar lists the stories of its days: one that two outlets told is one, tied to its event."""
    page = visit("/?from=2022-09-01&to=2022-12-31&events=stories")
    assert lanes(page) == ["Stories"]

    page.mouse.click(*page.evaluate(_BARS)[1])
    listed = page.locator(".ow-list li").filter(has_text="2 million bpd")
    expect(listed).to_be_visible()

    assert pressed(page, "Below the chart") == ["Stories"]
    text = listed.inner_text()
    assert "wire.example, daily.example, told 2 times" in text
    assert "tells of OPEC+ cuts 2 mb/d" in text
    assert "OPEC+ −2 mb/d" in text
    listed.get_by_role("link", name="OPEC+ cuts 2 mb/d").click()
    expect(page).to_have_url(re.compile(f"event={DECISION}"))


def test_a_hostile_story_is_only_text(visit, stories):
    """Script in a headline, an outlet or an address is shown as it is, or not at all, and never runs."""
    page = visit("/?from=2022-10-15&to=2022-10-31&events=stories")
    press(page, "Below the chart", "Stories")
    item = page.locator(".ow-list li").first
    expect(item).to_contain_text("<script>alert(2)</script>")

    assert page.locator(".ow-list script, .ow-list img").count() == 0
    assert item.locator("a").count() == 0


def test_a_span_that_is_drawn_lists_its_moves(visit, stories):
    """A box over some days turns to the unusual moves in them, each with what is known near it."""
    page = visit("/?from=2022-01-01&to=2022-12-31")
    left, top, width, height = page.evaluate(_PLOT)
    page.mouse.move(left + width / 2, top + height / 3)
    page.locator('.modebar-btn[data-title="Box Select"]').click()
    page.mouse.move(left + 0.1 * width, top + 0.1 * height)
    page.mouse.down()
    page.mouse.move(left + 0.3 * width, top + 0.5 * height, steps=4)
    page.mouse.up()
    expect(page.locator(".ow-move").first).to_be_visible()

    assert pressed(page, "Below the chart") == ["Moves"]
    moves = page.locator(".ow-move").all_inner_texts()
    assert len(moves) > 3
    assert all(re.match(r"\w{3} \d+ (Feb|Mar|Apr) 2022 [+−]\d", text) for text in moves)
    assert page.get_by_test_id("stPageLink").filter(has_text="US bans imports of Russian oil").count() >= 1


def test_a_pinned_event_is_on_the_chart_and_in_the_link(visit):
    """Pinned, an event has its letter, its line and its place in the address; taken off, none of them."""
    page = visit("/?from=2022-09-20&to=2022-11-30")
    page.get_by_role("button", name="Pin", exact=True).first.click()
    expect(page).to_have_url(re.compile(f"event={DECISION}"))
    ready(page)

    assert any("<b>A</b>" in note["text"] for note in layout(page, "annotations"))
    copied = visit(page.url[page.url.index("/?") :])
    assert drawn(copied) == drawn(page)
    page.get_by_role("button", name="A: Unpin").click()
    expect(page).not_to_have_url(re.compile("event="))


def test_the_keyboard_alone_reaches_an_event_its_source_and_its_impact(visit):
    """From the top of Market by Tab and Enter to the event's page, there to its source and its table."""
    page = visit("/?from=2022-09-20&to=2022-11-30")

    def tab_to(words: str, most: int = 80) -> None:
        for _ in range(most):
            page.keyboard.press("Tab")
            told = page.evaluate(
                "() => { const on = document.activeElement; return on.matches('a, [role=region]')"
                " ? `${on.ariaLabel ?? ''} ${on.innerText}` : '' }"
            )
            if words in told:
                return
        raise AssertionError(f"Tab never came to {words!r}")

    tab_to("OPEC+ cuts 2 mb/d")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"event={DECISION}"))
    ready(page)
    tab_to("Source")
    assert page.evaluate("() => document.activeElement.href") == "https://www.en.portnews.ru/news/336618/"
    tab_to("Impact by window")
    assert "[0,+1]" in page.evaluate("() => document.activeElement.innerText")


def test_a_page_as_of_a_day_tells_what_was_known_then(visit):
    """Two days after the decision only the first windows had come, and no output of its months."""
    page = visit(f"/events?event={DECISION}&as_of=2022-10-07")

    table = page.get_by_role("region", name="Impact by window").inner_text()
    assert "had been published by 7 Oct 2022" in table
    assert "as of 7 Oct 2022" in page.inner_text("body")


def test_a_team_adds_an_event_and_a_note(visit):
    """Added by the form it has a row of its own on the chart and a page with a note; removed, it is gone."""
    page = visit("/events?show=team")
    page.get_by_role("textbox", name="What happened").fill("Our <b>terminal</b> closes for repairs")
    page.get_by_role("textbox", name="Your name").first.fill("Ana")
    page.get_by_role("button", name="Add the event").click()
    link = page.get_by_test_id("stPageLink").filter(has_text="terminal")
    expect(link).to_contain_text("Our <b>terminal</b> closes for repairs")

    link.get_by_role("link").click()
    expect(page).to_have_url(re.compile("event=team-"))
    ready(page)
    assert "Added by: Ana" in page.inner_text("body")
    page.get_by_text("Write a note").click()
    page.get_by_role("textbox", name="Note", exact=True).fill("Back in <i>two</i> weeks")
    page.get_by_role("textbox", name="Your name").fill("Ben")
    page.get_by_role("button", name="Keep the note").click()
    expect(page.locator(".ow-note")).to_contain_text("Back in <i>two</i> weeks")
    page.goto(page.url.split("?")[0] + "?show=team")
    ready(page)
    page.get_by_role("button", name="Remove").first.click()
    expect(page.get_by_text("There are none yet.")).to_be_visible()


def test_back_from_an_event_leads_to_the_view_it_was_opened_from(visit):
    """One step back restores the days of the chart, however often it is tried."""
    for _ in range(3):
        page = visit("/?from=2022-07-01&to=2022-12-31")
        page.get_by_test_id("stPageLink").first.get_by_role("link").click()
        expect(page).to_have_url(re.compile("/events.event="))
        ready(page)
        page.go_back()
        expect(page).to_have_url(re.compile(r"/\?from=2022-07-01&to=2022-12-31$"))
        ready(page)
        assert layout(page, "xaxis.range")[0][:7] in ("2022-06", "2022-07")


def test_what_another_has_removed_is_told_and_not_removed_twice(visit, stories):
    """Two tabs that remove one note: the second says that it is gone, and shows the page."""
    page = visit(f"/events?event={DECISION}")
    stories.team.write_note(DECISION, "Only once", "Cy")
    page.reload()
    ready(page)
    [note] = stories.team.notes(DECISION)
    stories.team.remove_note(note.code)

    page.get_by_role("button", name="Remove").click()

    expect(page.get_by_text("no such note; it may have been changed by somebody else.")).to_be_visible()
    assert page.locator(".ow-table").count() >= 1
