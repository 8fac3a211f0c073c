"""``/feed.xml`` over a real socket: what HTTP asks of it, and what it says when things go wrong."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import feedparser
import pytest
import requests

from oilwatch import catalog
from oilwatch.store import Store
from tests.server.wire import raw

TYPE = "application/atom+xml; charset=utf-8"


def ask(server, query="", method="GET", **headers):
    """Return the answer of the feed."""
    url = f"{server}/feed.xml{query}"
    return requests.request(method, url, headers=headers, timeout=60, allow_redirects=False)


def test_the_feed_of_a_server_that_nobody_opened_yet_is_whole(server):
    """The first request makes and fills the store; its links lead to where it was asked."""
    said = ask(server)
    parsed = feedparser.parse(said.content)

    assert (said.status_code, said.headers["Content-Type"]) == (200, TYPE)
    assert said.headers["Cache-Control"] == "public, max-age=300"
    assert (parsed.bozo, len(parsed.entries)) == (False, 100)
    assert [link.href for link in parsed.feed.links] == [f"{server}/feed.xml", f"{server}/"]


def test_who_has_the_feed_gets_304_and_no_body(server):
    """By tag, by one of several tags, by any tag and by time; another tag gets the whole again."""
    first = ask(server, "?importance=3")
    tag, time = first.headers["ETag"], first.headers["Last-Modified"]

    for held in (tag, f'"other", {tag}', "*", tag.removeprefix("W/")):
        again = ask(server, "?importance=3", **{"If-None-Match": held})
        assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)
    assert ask(server, "?importance=3", **{"If-Modified-Since": time}).status_code == 304
    assert (
        ask(server, "?importance=3", **{"If-None-Match": '"x"', "If-Modified-Since": time}).status_code == 200
    )


@pytest.mark.parametrize(
    "since", ["Mon, 01 Jan 1990 00:00:00 GMT", "yesterday", "", "Mon, 99 Foo 99999 1:2:3"]
)
def test_an_older_or_unreadable_time_gets_the_whole_feed(server, since):
    """Only a time that is known to be new enough saves the body."""
    assert ask(server, **{"If-Modified-Since": since}).status_code == 200


def test_the_same_feed_is_the_same_bytes(server):
    """Twice the same, packed or not, and however the filters are written."""
    one, two = (
        ask(server, "?events=opec,sanctions&importance=2"),
        ask(server, "?importance=2&events=sanctions,opec"),
    )
    plain = ask(server, "?importance=2&events=opec,sanctions", **{"Accept-Encoding": "identity"})

    assert one.content == two.content == plain.content
    assert {said.headers["ETag"] for said in (one, two, plain)} == {one.headers["ETag"]}


def test_head_is_get_without_the_body(server):
    """The same status and headers, no bytes."""
    told, whole = ask(server, method="HEAD"), ask(server)

    assert (told.status_code, told.content, told.headers["ETag"]) == (200, b"", whole.headers["ETag"])
    assert told.headers["Content-Type"] == TYPE


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_other_methods_are_refused(server, method):
    """The answer names those that work, in plain text."""
    said = ask(server, method=method)

    assert (said.status_code, said.headers["Allow"]) == (405, "GET, HEAD")
    assert said.headers["Content-Type"].startswith("text/plain")


@pytest.mark.parametrize(
    "target",
    [
        b"/feed.xml?" + b"a" * 8_192, b"/feed.xml?events=%00%01%1b",
        b"/feed.xml?only=<script>alert(1)</script>",
        b"/feed.xml?series=%3Cb%3E&%ff=%fe", b"/feed.xml?" + b"&" * 500, b"/feed.xml?=&==&%",
        b"/feed.xml?from=\xe2\x80\xae", b"/feed.xml?a=\x01\x7f",
        b"/feed.xml?event=" + b"%0d%0aSet-Cookie:+a=b",
    ],
)  # fmt: skip
def test_a_hostile_address_gets_a_feed_or_400(server, target):
    """Never a traceback, never its own markup back, never a header of its making."""
    line, said = raw(server, b"GET " + target + b" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")

    assert line.split()[1] in (b"200", b"400")
    assert b"Traceback" not in said
    assert b"<script" not in said
    assert b"\r\nset-cookie" not in said.lower()


@pytest.mark.parametrize("host", [b"a b", b"x/<script>", b"x@y", b'a"b', b"[::1", b"x:99999999"])
def test_a_host_that_is_none_is_refused(server, host):
    """Links are never made from what is no name of a host; the refusal is a problem in JSON."""
    line, said = raw(server, b"GET /feed.xml HTTP/1.1\r\nHost: " + host + b"\r\nConnection: close\r\n\r\n")

    assert line.split()[1] == b"400"
    assert b"application/problem+json" in said
    assert b"<script" not in said


def test_many_readers_at_once_get_the_same(server):
    """Sixteen at once, of four filters."""
    queries = [f"?importance={1 + number % 3}&only=events" for number in range(16)]
    with ThreadPoolExecutor(16) as pool:
        said = list(pool.map(lambda query: ask(server, query), queries))

    assert {one.status_code for one in said} == {200}
    assert len({one.content for one in said}) == 3


def test_what_another_process_writes_is_in_the_next_reading(server, home):
    """An event that the team adds is the newest entry, and the tag and the time change."""
    before = ask(server)
    with closing(Store(f"sqlite:///{home / 'oilwatch.db'}")) as store:
        (added,) = store.team.add([catalog.events()[0]], "Ada")
    after = ask(server, **{"If-None-Match": before.headers["ETag"]})

    assert after.status_code == 200
    assert feedparser.parse(after.content).entries[0].link == f"{server}/events?event={added.id}"


def test_pages_name_the_feed_and_stay_as_they_were(server):
    """The head of each page has the link by which readers find the feed."""
    page = requests.get(server, timeout=60).text

    assert '<link rel="alternate" type="application/atom+xml" title="oilwatch" href="/feed.xml">' in page
    assert "<title>oilwatch</title>" in page


def test_links_lead_to_the_public_address(serve, home, server):
    """With OILWATCH_BASE_URL the host of the request is of no account."""
    ask(server)  # the store is filled
    public = serve(
        OILWATCH_DB=f"sqlite:///{home / 'oilwatch.db'}", OILWATCH_BASE_URL="https://oil.example.org/desk/"
    )
    parsed = feedparser.parse(ask(public, Host="localhost").content)

    assert {link.href.split("/feed.xml")[0].rstrip("/") for link in parsed.feed.links} == {
        "https://oil.example.org/desk"
    }


def test_a_store_that_cannot_be_reached_is_told_in_one_line(serve):
    """503 with when to ask again; no traceback, no address, no password."""
    away = serve(OILWATCH_DB="postgresql://anna:hunter2@127.0.0.1:1/oil")
    said = ask(away)

    assert (said.status_code, said.headers["Retry-After"]) == (503, "60")
    assert said.headers["Content-Type"].startswith("text/plain")
    assert len(said.text.splitlines()) == 1
    assert not any(word in said.text for word in ("hunter2", "anna", "Traceback", "127.0.0.1"))
