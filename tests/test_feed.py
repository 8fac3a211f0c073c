"""The Atom feed: what is in it, its filters, and text of others that means harm."""

from dataclasses import replace
from datetime import date, timedelta
from xml.etree import ElementTree as Tree

import feedparser
import pytest

from oilwatch import catalog
from oilwatch.feed import Feeds, asked, atom, revised
from oilwatch.model import Link, Recorded, Story
from tests.hostile import BAD
from tests.kit import DAILY, JAN, MAR, NOW, daily

BASE = "https://oil.example.org"
ATOM = "{http://www.w3.org/2005/Atom}"
MEETING = "2026-10-04-opec-plus-decision"
HOSTILE = [
    "]]>", "a & b < c > d", "&amp;lt;b&gt; &#0; &nbsp;", "<script>alert(1)</script>", "\x00\x01\x08\x0b\x7f",
    "\ud800 half \udfff", "\ufffe\uffff", "\u202eevil\u202c", "عنوان عن النفط", "😀🛢", "x" * 100_000, "",
    "a\r\nb\tc\u2028d", "<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]>&y;", "{{7*7}} %s %n",
]  # fmt: skip


@pytest.fixture
def read(store):
    """A function (query) that gives the parsed feed of *store*, which must be sound."""
    feeds = Feeds()
    return lambda query="": sound(feeds.get(store, query, BASE).body)


def sound(body):
    """Return a feed as feedparser reads it, after holding it against the rules of Atom that matter."""
    root = Tree.fromstring(body)
    parsed = feedparser.parse(body)
    entries = root.findall(f"{ATOM}entry")
    ids = [node.findtext(f"{ATOM}id") for node in [root, *entries]]
    hrefs = [node.get("href") for node in root.iter(f"{ATOM}link")]
    updated = [node.findtext(f"{ATOM}updated") for node in entries]

    assert (parsed.bozo, parsed.version, len(parsed.entries)) == (False, "atom10", len(entries))
    assert len(set(ids)) == len(ids)
    assert all(name.startswith("tag:oilwatch,2026:") and name.isascii() for name in ids)
    assert all(href.startswith(("http://", "https://")) for href in hrefs)
    assert updated == sorted(updated, reverse=True)
    assert root.findtext(f"{ATOM}updated") == max(updated, default=atom.EMPTY)
    assert len(entries) <= 100
    for node in entries:
        alternate = node.find(f"{ATOM}link[@rel='alternate']")
        assert alternate is not None or node.findtext(f"{ATOM}content")
        assert node.findtext(f"{ATOM}title")
    texts = [
        n for n in root.iter() if n.tag[len(ATOM) :] in ("title", "subtitle", "summary", "content", "rights")
    ]
    assert {node.get("type") for node in texts} == {"text"}
    return parsed


def tie(store, stories, event=MEETING, reason="same day, names OPEC+"):
    """Keep stories and tie each, a story of its own, to an event."""
    store.loads.keep_stories("gdelt", stories, started=NOW)
    keys = [key for key, _ in store.ties.untied()]
    store.ties.keep([(key, key, Link(event, 0.9, reason)) for key in keys])


def a_story(number=1, **changes):
    """Return one story of an outlet of its own."""
    told = Story(
        f"OPEC+ holds, {number}", f"https://news.example/{number}", "Example", "2026-10-04T15:00:00.000Z"
    )
    return replace(told, **changes)


def names(parsed):
    """Return of which kinds the entries are, as their tags say."""
    return [entry.tags[0].term for entry in parsed.entries]


def test_an_event_leads_to_its_page_and_names_its_source(read):
    """An entry of the catalogue has the event's date, its page, where it was read, and size with unit."""
    entry = read(f"event={MEETING}").entries[0]
    event = catalog.event_ids()[MEETING]

    assert (entry.title, entry.updated) == (event.title, "2026-10-04T00:00:00.000Z")
    assert entry.link == f"{BASE}/events?event={MEETING}"
    assert [one.href for one in entry.links if one.rel == "via"] == [event.source_url]
    assert "0 kb/d" in entry.summary
    assert "Source: www.opec.org" in entry.summary


def test_the_newest_hundred_are_shown_newest_first(read):
    """Of the whole catalogue the feed has the newest hundred events, none of a day to come."""
    shown = read("only=events")

    there = [event for event in catalog.events() if event.date <= NOW.date()]
    assert len(shown.entries) == 100 < len(there)
    assert {entry.updated[:10] for entry in shown.entries} == {str(event.date) for event in there[-100:]}


def test_an_event_of_the_team_is_as_new_as_its_writing(store, read):
    """What somebody adds today of an old day comes first, with who wrote it; removed, it is gone."""
    old = replace(catalog.events()[0], source_url="javascript:alert(1)")
    (added,) = store.team.add([old], "Ada")
    entry = read("only=events").entries[0]

    assert (entry.link, entry.author) == (f"{BASE}/events?event={added.id}", "Ada")
    assert entry.updated == "2026-11-22T12:00:00.000Z"
    assert "javascript" not in str(entry)

    store.team.remove(added.id)
    assert read("only=events").entries[0].link != entry.link


def test_a_story_is_headline_link_outlet_times_and_reason(store, read):
    """Of a story nothing else is told, its link is its own, and the event it tells of is related."""
    kept = a_story(author="Somebody", language="English", country="Norway", text="The whole text")
    tie(store, [kept])
    (entry,) = read("only=stories").entries

    assert (entry.title, entry.link, entry.author) == (kept.title, kept.url, "Example")
    assert (entry.updated, entry.published) == ("2026-11-22T12:00:00.000Z", kept.published)
    assert [one.href for one in entry.links if one.rel == "related"] == [f"{BASE}/events?event={MEETING}"]
    assert "same day, names OPEC+" in entry.summary
    assert not any(word in str(entry) for word in ("Somebody", "English", "Norway", "whole text"))


def test_tellings_of_one_story_are_one_entry(store, read):
    """Three outlets that tell one story give one entry, which counts them; its name is that of the first."""
    stories = [a_story(number, outlet=f"Outlet {number}") for number in (1, 2, 3)]
    store.loads.keep_stories("gdelt", stories, started=NOW)
    (first, _), *_ = known = store.ties.untied()
    store.ties.keep([(key, first, Link(MEETING, 0.9, "same day")) for key, _ in known])
    (entry,) = read("only=stories").entries

    assert "Told by Outlet 1 and 2 other outlets" in entry.summary


def test_a_story_that_tells_of_no_event_is_not_in_the_feed(store, read):
    """Neither is one that is not tied, nor one whose event is not there any more."""
    tie(store, [a_story(1)], event="team-2026-10-04-gone")
    store.loads.keep_stories("gdelt", [a_story(2)], started=NOW)

    assert read("only=stories").entries == []


def test_only_the_newest_hundred_stories_are_read(store, read):
    """Of 130 stories those seen last are shown."""
    tie(store, [a_story(number) for number in range(130)])
    titles = {entry.title for entry in read("only=stories").entries}

    assert titles == {f"OPEC+ holds, {number}" for number in range(30, 130)}


def test_the_values_that_a_copy_revised_are_one_entry(store, read):
    """One entry a series and copy: how many, the largest, and for each first, before and now, with unit."""
    store.record(
        [daily("2024-01-02", 80.0), daily("2024-01-03", 81.0), daily("2024-01-04", 82)], seen_from=JAN
    )
    store.record(
        [daily("2024-01-02", 80.12), daily("2024-01-03", 80.5), daily("2024-03-01", 9)], seen_from=MAR
    )
    (entry,) = read(f"only=revisions&series={DAILY.id}").entries

    assert entry.title == "2 values of Test daily revised on 31 Mar 2024, largest −0.5 USD/bbl (3 Jan 2024)"
    assert (entry.link, entry.updated) == (f"{BASE}/data?series={DAILY.id}", "2024-03-31T00:00:00.000Z")
    assert "3 Jan 2024: first 81, before 81, now 80.5 USD/bbl (−0.5)" in entry.content[0].value
    assert "Source: Test Office" in entry.summary


def test_withdrawn_and_returned_values_are_told_as_such():
    """A withdrawal has no difference; what comes back says since when it was first another."""
    rows = [
        Recorded("2024-01", value, f"2024-0{month}-01") for month, value in ((3, 5.0), (4, None), (5, 6.0))
    ]
    back, gone = revised.found(DAILY, rows)

    assert revised.title(gone) == "1 value of Test daily withdrawn on 1 Apr 2024"
    assert revised.title(back) == "1 value of Test daily shown again on 1 May 2024"
    assert revised.content(back) == "Jan 2024: first 5, before none, now 6 USD/bbl"


def test_a_large_revision_lists_twenty_periods():
    """The largest twenty are listed, the others counted."""
    days = [str(date(2024, 1, 1) + timedelta(days=number)) for number in range(30)]
    rows = [Recorded(day, value, seen) for at, day in enumerate(days)
            for value, seen in ((50.0, JAN), (51.0 + at, MAR))]  # fmt: skip
    (one,) = revised.found(DAILY, rows)
    told = revised.content(one).splitlines()

    assert (one.count, len(told), told[-1]) == (30, 21, "and 10 more")
    assert told[0].startswith("30 Jan 2024")


def test_rows_that_only_add_are_no_revision():
    """New periods, and the same value again, are not told."""
    assert revised.found(DAILY, [Recorded("2024-01-02", 1.0, JAN), Recorded("2024-01-03", 2.0, MAR)]) == []


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        ("only=events", {"event"}),
        ("only=stories", {"story"}),
        (f"only=stories,revisions&series={DAILY.id}", {"story", "revision"}),
        ("", {"event", "story"}),
        ("events=opec,sanctions", {"event"}),
        ("events=opec,stories", {"event", "story"}),
        ("events=none", set()),
        (f"events=none&series={DAILY.id}", {"revision"}),
        ("importance=3", {"event"}),
        ("from=2026-10-04&to=2026-10-04", {"event", "story"}),
        ("from=2026-10-05", set()),
        (f"event={MEETING}", {"event", "story"}),
        (f"event={MEETING}&series={DAILY.id}", {"event", "story", "revision"}),
        (f"only=revisions&series={DAILY.id}&to=2023-12-31", set()),
    ],
)
def test_filters_choose_what_is_told(store, read, query, kinds):
    """Kinds, lanes, importance, days, event and series filter as in the links of the dashboard."""
    tie(store, [a_story()])
    store.record([daily("2024-01-02", 80.0)], seen_from=JAN)
    store.record([daily("2024-01-02", 80.12)], seen_from=MAR)

    assert set(names(read(query))) == kinds


def test_lanes_and_importance_hold_for_each_event(read):
    """No event of another lane or of less importance is told."""
    wanted = {e.id for e in catalog.events() if e.lane in ("opec", "sanctions") and e.importance == 3}
    shown = {entry.link.split("event=")[1] for entry in read("events=opec,sanctions&importance=3").entries}

    assert shown == wanted != set()


def test_the_title_says_the_filters_and_the_self_link_has_them_in_one_form(read):
    """However filters are written, the feed names them in words and has one address."""
    first = read("importance=3&events=sanctions,opec&only=stories,events&transform=change").feed
    second = read("only=events,stories&events=opec,sanctions&importance=3&scale=linear").feed

    assert first.title == "oilwatch: OPEC+ and Policy events of high importance, stories tied to them"
    assert (first.title, first.id, first.links) == (second.title, second.id, second.links)
    assert [one.href for one in first.links if one.rel == "self"] == [
        f"{BASE}/feed.xml?events=opec,sanctions&importance=3&only=events,stories"
    ]


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("events=nonsense", "events:"), ("only=everything", "only:"), ("importance=9", "importance:"),
        ("series=price.none.spot", "series:"), ("event=nothing", "event:"), ("from=yesterday", "from:"),
        ("as_of=2022-01-01", "as_of:"), ("nonsense=1", "is no part of a link"), ("a=%ff%fe&", "is no part"),
        ("x" * 8_000, "longer than"), ("&".join(["a=1"] * 60), "not readable"),
    ],
)  # fmt: skip
def test_what_is_not_usable_falls_back_with_a_notice(read, query, told):
    """The feed is that of the usable rest, and its subtitle says what was left out."""
    parsed = read(query)

    assert told in parsed.feed.subtitle
    assert len(parsed.entries) == 100


def test_no_hostile_value_breaks_a_feed(read):
    """Each bad value in each part gives a sound feed, and comes back in no text as markup."""
    parts = ("events", "only", "importance", "series", "event", "from", "to", "as_of", "transform", "x")
    for value in BAD:
        parsed = read("&".join(f"{name}={value}" for name in parts))

        assert "<" not in parsed.feed.get("subtitle", "")


@pytest.mark.parametrize("text", HOSTILE, ids=[ascii(text)[:24] for text in HOSTILE])
def test_hostile_text_is_text(text):
    """Whatever a title, outlet, reason or address holds, the document is well formed."""
    name, day = f"story/{text[:40].encode(errors='replace').hex()}", atom.moment("2026-01-01")
    entry = atom.Entry(name, day, text, text,
                       link=f"javascript:{text}", via=text, related=f"https://x.example/{text}", author=text,
                       content=text)  # fmt: skip
    head = atom.Head(text, text, "", f"{BASE}/feed.xml", BASE, "1")
    parsed = sound(atom.document(head, [entry]))

    assert "javascript:" not in str(parsed.entries[0].get("links"))
    assert len(parsed.entries[0].title) <= 300


def test_hostile_stories_of_a_store_are_shown_as_text(store, read):
    """Markup in a headline stays what it is, and an address that is none of the web is no link."""
    title, day = "<b>]]>&amp;\x07\u202e", "2026-10-04T<i>"
    tie(store, [a_story(1, title=title, url="javascript:alert(1)", published=day)],
        reason="<script>")  # fmt: skip
    (entry,) = read("only=stories").entries

    assert (entry.title, "link" in entry) == ("<b>]]>&amp;⟨U+202E⟩", True)
    assert all(one.href.startswith(BASE) for one in entry.links)
    assert "<script>" in entry.summary


@pytest.mark.parametrize(
    "published", ["", "2026-10-04", "2026-10-04T", "0001-01-01T00:00:00+05:00", "9999-12-31T23:59:59-23:59"]
)
def test_a_time_of_publication_that_is_none_is_left_out(store, read, published):
    """A day is no time of RFC 3339, nor is what lies outside the years there are; first seen is told."""
    tie(store, [a_story(published=published)])
    (entry,) = read("only=stories").entries

    assert "published" not in entry
    assert "First seen 22 Nov 2026, 12:00 UTC" in entry.summary


def test_two_readings_of_one_state_are_the_same_bytes(store):
    """Also a process that begins anew sends the same bytes; a change of the store another tag."""
    tie(store, [a_story()])
    first, second = Feeds(), Feeds()
    made = first.get(store, "", BASE)

    assert first.get(store, "importance=1", BASE) is made
    assert second.get(store, "", BASE) == made

    tie(store, [a_story(2)])
    assert first.get(store, "", BASE).etag != made.etag


def test_a_filter_reads_the_same_when_it_is_read_again(store):
    """The canonical query asks for what the first one asked for."""
    known, events = store.catalogue(), catalog.event_ids()
    for query in ("only=events", f"event={MEETING}&only=stories,revisions", "events=stories", "events=none"):
        once = asked.read(query, known, events)

        assert asked.read(once.query, known, events) == once
