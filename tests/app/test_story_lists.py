"""Lists of stories and of moves on the pages: what they say, and that nothing in them is markup."""

import re
from html.parser import HTMLParser

import pytest

from oilwatch import catalog
from oilwatch.app import stories
from oilwatch.load.tying import tie
from oilwatch.model import Link, Story
from oilwatch.store.ties import Cluster
from tests import tellings
from tests.app.conftest import address
from tests.app.test_controls import group
from tests.app.test_pages import html
from tests.tellings import DECISION, keep

YEAR = {"from": "2022-09-01", "to": "2022-10-31"}
SPRING = {"from": "2020-03-01", "to": "2020-04-30"}
FALL = tellings.story("Oil plunges as price war begins", "2020-03-09T20:00:00.000Z", "Evening")
RISE = tellings.story("Oil jumps as price war begins", "2020-03-09T21:00:00.000Z", "Contrary")
HOSTILE = [
    ("<script>alert(1)</script>", "https://x.example/1"),
    ('"><img src=x onerror=alert(1)>', "javascript:alert(1)"),
    ("' onmouseover='alert(1)", "https://x.example/'onmouseover='alert(1)"),
    ("Oil &lt;b&gt; \" ' `", 'https://x.example/"><script>alert(1)</script>'),
    ("\u202e5% spmuj liO\x1b[31m\x07", "data:text/html,<script>alert(1)</script>"),
    ("[x](javascript:alert(1))", "https://x.example/a b"),
    ("", "//x.example/none"),
    ("x" * 10_000, "https://" + "x" * 3_000 + ".example/"),
    ("OPEC+ cuts <b>2 mb/d</b>", "HTTPS://X.example/\n<b>"),
    ("&#x6A;avascript:", "vbscript:x"),
]


class Tags(HTMLParser):
    """Every tag of a page with its attributes."""

    def __init__(self, text):
        super().__init__()
        self.tags = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        """Note a tag."""
        self.tags.append((tag, dict(attrs)))


@pytest.fixture
def told(copied):
    """A store with the bundled figures and tied stories of 2020, 2022 and 2024."""
    cut = (tellings.CUT, tellings.CUT_AGAIN, tellings.CUT_LATER)
    keep(copied, *cut, tellings.CHOIR, tellings.HALT, FALL, RISE)
    tie(copied)
    return copied


def below(page, name):
    """Open what stands below the chart, and return the page."""
    return group(page, "Below the chart").set_value(name).run()


def captions(page):
    """Return the captions of a page."""
    return [one.value for one in page.caption]


def test_market_lists_the_stories_of_its_days(told, visit, whole):
    """A story told by three outlets is one, with link, outlets, times, its event and why it is tied."""
    page = whole(below(visit(told.address, "market", **YEAR), "Stories"))

    body = html(page)
    count = next(text for text in captions(page) if "stories, " in text and "Sep" in text)
    number = int(count.split()[0])
    assert number == sum(told.ties.per_day(start="2022-09-01", end="2022-10-31").values())
    assert body.count("<li>") == number
    assert f'<a href="{tellings.CUT.url}" target="_blank" rel="noopener noreferrer">' in body
    assert "Wire, Paper, Post, told 3 times" in body
    assert "published 5 Oct 2022 14:00 UTC, first seen" in body
    assert f'<a href="/events?event={DECISION}">' in body
    assert "same day, " in body
    assert tellings.HALT.title not in body


def test_the_stories_of_other_days_are_not_listed(told, visit, whole):
    """Days without any say so, and how to load some."""
    page = whole(
        below(visit(told.address, "market", **{"from": "2021-01-01", "to": "2021-03-01"}), "Stories")
    )

    assert any("No stories are kept of" in text for text in captions(page))
    assert "<li>" not in html(page)


def test_a_reader_of_another_day_sees_no_later_story(told, visit, whole):
    """As of the morning of a day nothing told after it is listed or counted."""
    page = whole(
        below(visit(told.address, "market", as_of="2022-10-04", **{"from": "2022-09-01"}), "Stories")
    )

    assert tellings.CUT.title not in html(page)
    assert any("No stories are kept of" in text for text in captions(page))


def test_the_chart_counts_the_stories_that_the_list_has(told, visit, whole):
    """The number beside the events is that of the list; without their row they are not counted."""
    with_row = whole(below(visit(told.address, "market", **YEAR), "Events"))
    without = whole(below(visit(told.address, "market", events="opec", **YEAR), "Events"))

    number = sum(told.ties.per_day(start="2022-09-01", end="2022-10-31").values())
    assert any(text.endswith(f"; {number} stories") for text in captions(with_row))
    assert not any("stories" in text for text in captions(without) if "events shown" in text)


def test_an_event_page_lists_its_stories_with_the_reason(told, visit, whole):
    """The tellings of the decision, not those of the choir; of an event without any it is said."""
    page = whole(visit(told.address, "events", event=DECISION))
    other = whole(visit(told.address, "events", event="2016-11-30-opec-decision"))

    assert tellings.CUT.title in html(page)
    assert "tied here: same day" in html(page)
    assert tellings.CHOIR.title not in html(page)
    assert "None of the stories that are kept tells of this event." in captions(other)


def test_moves_are_listed_with_what_was_near_them(told, visit, whole):
    """Spring 2020: each with its size and rank, events near it with the reason, and no word of cause."""
    page = whole(below(visit(told.address, "market", **SPRING), "Moves"))

    body = html(page)
    lines = re.findall(r'<p class="ow-move">(.*?)</p>', body)
    assert len(lines) == 12
    assert all("larger than" in line and "% of " in line for line in lines)
    assert any(re.search(r"sessions of \d Mar 2020 – 30 Apr 2020", text) for text in captions(page))
    assert any("2020" in one.proto.label for one in page.get("page_link"))
    assert "because" not in body.lower()


def test_moves_name_stories_that_say_so(told, visit, whole):
    """A headline that tells of the way the price moved stands by it; one that tells of the other does not."""
    page = whole(below(visit(told.address, "market", **SPRING), "Moves"))

    assert f">{FALL.title}</a> <small>Evening · same session, says oil fell" in html(page)
    assert RISE.title not in html(page)


def test_moves_of_wti_can_be_chosen(told, visit, whole):
    """Where two prices are shown one of them is chosen; the chart stays."""
    page = below(visit(told.address, "market", **SPRING), "Moves")
    brent = html(page)
    radio = next(one for one in page.radio if one.label == "Moves of")

    whole(radio.set_value(catalog.series()["price.wti.spot"]).run())

    assert address(page) == SPRING
    assert html(page).count('class="ow-move"') > 0
    assert html(page) != brent


def test_without_stories_or_figures_the_lists_still_open(empty, visit, whole):
    """Over an empty store each list says that there is nothing."""
    for name in ("Events", "Stories", "Moves"):
        whole(below(visit(empty, "market"), name))


@pytest.mark.parametrize(("title", "url"), HOSTILE)
def test_a_hostile_story_is_harmless_in_a_list(title, url):
    """Only our own tags and attributes come out, and links lead to http and https alone."""
    story = Story(title, url, title, "2022-10-05", "feed", "", "x", title, title)
    cluster = Cluster(1, "2022-10-05", "2022-10-05T14:00:00.000Z", (story,), None)

    check(stories.near([(story, title)]))
    check(stories.listed([cluster]))
    check(stories.listed([cluster, cluster], of_event=True))


def check(text):
    """Assert that HTML has no tag and no attribute but those of a list, and no hidden sign."""
    for tag, attributes in Tags(text).tags:
        assert tag in ("ul", "li", "a", "small", "br", "span", "p", "b")
        assert set(attributes) <= {"href", "target", "rel", "class"}
        assert re.match(r"https?://|/events\?", attributes.get("href") or "/events?")
    assert not re.search("[\x00-\x08\x0b-\x1f\u202e]", text)


def test_hostile_stories_are_harmless_on_the_pages(copied, visit, whole):
    """Kept, tied to an event and listed: nothing of titles, outlets, languages or links is markup."""
    found = [
        Story(title, url, f"<i>{n}</i>", f"2022-10-05T{n:02}:00:00.000Z", "feed", "", "x", "<u>de</u>", "<s>")
        for n, (title, url) in enumerate(HOSTILE)
    ]
    keep(copied, *found)
    rows = [(key, key, Link(DECISION, 0.9, "<b>why</b>")) for key, _ in copied.ties.untied()]
    copied.ties.keep(rows)
    assert len(rows) == len(HOSTILE)

    for page in (
        below(visit(copied.address, "market", **YEAR), "Stories"),
        below(visit(copied.address, "market", **YEAR), "Moves"),
        visit(copied.address, "events", event=DECISION),
    ):
        for one in whole(page).get("html"):
            if 'class="ow-list"' in one.proto.body:
                check(one.proto.body)
                assert "<i>" not in one.proto.body
                assert "alert(1)" not in "".join(re.findall(r'href="([^"]*)"', one.proto.body))
    assert "A story without a headline" in html(page)


def test_a_long_list_names_how_many_it_leaves_out(copied, visit, whole):
    """Of many stories the newest thirty are listed, and the number of all is told."""
    keep(copied, *(tellings.story(f"Story number {n}", f"2022-10-{n % 28 + 1:02}") for n in range(90)))
    copied.ties.keep([(key, key, None) for key, _ in copied.ties.untied()])

    page = whole(below(visit(copied.address, "market", **YEAR), "Stories"))

    assert html(page).count("<li>") == stories.MOST
    assert any(text.startswith("90 stories, ") and "the newest 30" in text for text in captions(page))
