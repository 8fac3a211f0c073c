"""A view and its link: the same both ways; a broken or hostile link still shows something, and says why."""

import random
import re
from dataclasses import fields
from datetime import date
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oilwatch import catalog, view
from oilwatch.view import View
from tests.hostile import BAD, GOOD, link

KNOWN = {item.id: item.measure for item in catalog.series().values()}
PAGES = ("market", "production", "events", "data")
SHOWN = {
    page: [name for name, measure in KNOWN.items() if view.MEASURES.get(page) in (None, measure)]
    for page in PAGES
}
EVENTS = list(catalog.event_ids())
EVENT_IDS = frozenset(EVENTS)
DAYS = (date(1900, 1, 1).toordinal(), date(2099, 12, 31).toordinal())
MARKUP = re.compile(r"[<>\[\]`*$~|\\]|://|\]\(|!\(|(^|[\s(])www\.")
"""What markdown or HTML would make more of than text."""


def several(options, least, most):
    """Return a strategy for tuples of different options, in any order."""
    return st.lists(st.sampled_from(list(options)), min_size=least, max_size=most, unique=True).map(tuple)


@st.composite
def views(draw):
    """Return any view that a person can make on some page."""
    page = draw(st.sampled_from(PAGES))
    wanted = view.MEASURES.get(page)
    shown = [name for name, measure in KNOWN.items() if wanted in (None, measure)]
    default = view.default(page).series
    day = st.none() | st.dates(date(1900, 1, 1), date(2099, 12, 31))
    start, end = draw(day), draw(day)
    if start and end and start > end:
        start, end = end, start
    return View(
        page=page,
        series=draw(several(shown, 1, min(view.MOST["series"], len(shown))) | st.just(default)),
        start=start,
        end=end,
        transform=draw(st.sampled_from(view.TRANSFORMS.get(page, ("level",)))),
        scale=draw(st.sampled_from(view.SCALES)),
        unit=draw(st.sampled_from(view.UNITS)),
        events=draw(several(view.LANES, 0, len(view.LANES))),
        importance=draw(st.integers(1, 3)),
        event=draw(several(catalog.event_ids(), 0, view.MOST["event"])),
        as_of=draw(day),
        version=draw(st.none() | st.integers(1, 999_999_999)),
    )


@given(views())
def test_a_link_gives_back_the_view_it_was_made_from(shown):
    """Read as a query string or a mapping, a link is its view again, without a notice, and writes alike."""
    text = view.encode(shown)

    assert view.decode(text, shown.page, KNOWN) == (shown, [])
    assert view.decode(f"?{text}", shown.page, KNOWN) == (shown, [])
    assert view.decode(view.parameters(shown), shown.page, KNOWN) == (shown, [])
    assert view.encode(view.decode(text, shown.page, KNOWN)[0]) == text


def any_view(source):
    """Return a view made from a seeded source, as :func:`views` makes them, only much faster."""
    page = source.choice(PAGES)
    shown, default, lanes = SHOWN[page], view.default(page).series, tuple(view.LANES)
    days = sorted(date.fromordinal(source.randint(*DAYS)) for _ in range(2))
    return View(
        page=page,
        series=source.choice([default, tuple(source.sample(shown, source.randint(1, min(6, len(shown)))))]),
        start=source.choice([None, days[0]]),
        end=source.choice([None, days[1]]),
        transform=source.choice(view.TRANSFORMS.get(page, ("level",))),
        scale=source.choice(view.SCALES),
        unit=source.choice(view.UNITS),
        events=source.choice([lanes, tuple(source.sample(lanes, source.randint(0, 4)))]),
        importance=source.randint(1, 3),
        event=tuple(source.sample(EVENTS, source.choice((0, 0, 1, 4)))),
        as_of=source.choice([None, days[1]]),
        version=source.choice([None, source.randint(1, 999_999_999)]),
    )


@pytest.mark.timeout(60)
def test_a_hundred_thousand_links_give_back_their_views():
    """Views of every page, frozen and live: each link is read without a notice and written alike."""
    source, frozen, links = random.Random("a hundred thousand"), 0, set()
    for _ in range(100_000):
        shown = any_view(source)
        text = view.encode(shown)
        found, notices = view.decode(text, shown.page, KNOWN, EVENT_IDS)

        assert (found, notices) == (shown, [])
        assert view.encode(found) == text
        frozen += found.frozen
        links.add((shown.page, text))

    assert frozen > 20_000
    assert len(links) > 90_000


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_shows_by_itself_needs_no_link(page):
    """The default view of each page is the empty link, and its address the page's own."""
    own = view.default(page)

    assert view.encode(own) == ""
    assert view.decode("", page, KNOWN) == (own, [])
    assert view.link(own, "https://example.org").rstrip("/") == f"https://example.org/{page}".removesuffix(
        "/market"
    )


def test_every_choice_of_a_view_is_in_its_link():
    """No two views that differ in one field share a link."""
    other = {
        "series": ("price.wti.spot",), "start": date(2020, 1, 1), "end": date(2020, 1, 1),
        "transform": "rebased", "scale": "log", "unit": "kb/d", "events": ("opec",), "importance": 2,
        "event": ("2022-10-05-opec-plus-decision",), "as_of": date(2020, 1, 1), "page": "market",
        "version": 57,
    }  # fmt: skip
    links = {view.link(View(**{field.name: other[field.name]})) for field in fields(View)}

    assert len(links) == len(fields(View))


@pytest.mark.parametrize("page", PAGES)
def test_a_broken_link_shows_what_it_can_and_says_what_it_cannot(page):
    """Of 2,500 links a page, each bad part has its notice and each good part is kept."""
    source = random.Random(f"links of {page}")
    for _ in range(2_500):
        parts = link(source, page)
        text = "&".join(f"{quote(name)}={quote(value)}" for name, value, _ in parts)
        bad = [name for name, _, good in parts if not good and name in GOOD]
        strange = [name for name, _, _ in parts if name not in GOOD]

        shown, notices = view.decode(text, page, KNOWN)

        assert_usable(shown, page)
        if len(text) > view.LONGEST:
            assert (shown, len(notices)) == (view.default(page), 1)
            continue
        told = [one.partition(":")[0] for one in notices]
        assert [name for name in told if name in GOOD] == [name for name in GOOD if name in bad]
        assert len(notices) == len(bad) + min(len(strange), 3)
        assert all(not MARKUP.search(one) and len(one) < 200 for one in notices), notices


def test_nothing_that_can_be_typed_into_an_address_breaks_a_page():
    """Of 10,000 links of noise none raises; each gives a view that its own link gives back."""
    source = random.Random("noise")
    pieces = [*GOOD, *BAD, "&", "=", ",", "?", "%", "%zz", "%00", ";", "from=", "to=", "2020-01-01", "\ud800"]
    for _ in range(10_000):
        text = "".join(source.choices(pieces, k=source.randrange(12)))[: source.choice((60, 500, 5_000))]
        page = source.choice(PAGES)

        for query in (text, {text: text, "from": text, "series": text}):
            shown, notices = view.decode(query, page, KNOWN)

            assert_usable(shown, page)
            assert all(not MARKUP.search(one) and len(one) < 200 for one in notices), notices


@pytest.mark.parametrize("page", ["market", "production"])
def test_days_in_the_wrong_order_show_the_whole_range(page):
    """A last day before the first is told, and neither is used."""
    shown, notices = view.decode("from=2022-05-01&to=2022-04-01", page, KNOWN)

    assert (shown, len(notices)) == (view.default(page), 1)


def assert_usable(shown, page):
    """Assert that a view is one that a person could have made on that page."""
    assert shown.page == page
    assert view.decode(view.encode(shown), page, KNOWN) == (shown, [])
