"""Feeds and Google News: dates, links and headlines, and what a feed that is none says."""

from datetime import date

import pytest

from oilwatch.errors import SourceError
from oilwatch.news import feeds
from tests.kit import NOW
from tests.services import news
from tests.services.news import Reply, feed, item

HERE = "https://barrel.example/rss/main.xml"
XML = {"content-type": "text/xml"}
GOOGLE = "<generator>NFE/5.0</generator><title>&quot;OPEC&quot; - Google News</title>"


def only(*parts, **options):
    """Return the one story of a feed made of *parts*."""
    [story] = feeds.parse(feed(*parts), XML, HERE, **options)
    return story


@pytest.mark.parametrize(
    ("shown", "published"),
    [
        ("Mon, 24 Aug 2026  09:00:00 EST", "2026-08-24T13:00:00.000Z"),
        ("Mon, 26 Jan 2026 09:00:00 EST", "2026-01-26T14:00:00.000Z"),
        ("Tue, 15 Sep 2026 16:01:48 America/Chicago", "2026-09-15T21:01:48.000Z"),
        ("Tue, 15 Dec 2026 16:01:48 America/Chicago", "2026-12-15T22:01:48.000Z"),
        ("Tue, 15 Sep 2026 16:01:48 Europe/London", "2026-09-15T15:01:48.000Z"),
        ("Thu, 24 Sep 2026 07:00:00 -0500", "2026-09-24T12:00:00.000Z"),
        ("Thu, 24 Sep 2026 07:00 +05:30", "2026-09-24T01:30:00.000Z"),
        ("24 Sep 2026 07:00:00 GMT", "2026-09-24T07:00:00.000Z"),
        ("Thu, 24 Sep 2026 07:00:00 EDT", "2026-09-24T11:00:00.000Z"),
        ("2026-09-24T07:00:00Z", "2026-09-24T07:00:00.000Z"),
        ("2026-09-24T07:00:00.123-05:00", "2026-09-24T12:00:00.123Z"),
        ("Thu, 24 Sep 2026 07:00:00", "2026-09-24"),
        ("Thu, 24 Sep 2026 07:00:00 Nowhere/Atall", "2026-09-24"),
        ("Thu, 24 Sep 2026 07:00:00 ../../etc/passwd", "2026-09-24"),
        ("September 24, 2026", "2026-09-24"),
        ("Thu, 31 Sep 2026 07:00:00 GMT", ""),
        ("Thu, 01 Jan 1970 00:00:00 GMT", ""),
        ("0001-01-01T00:00:00+14:00", ""),
        ("9999-12-31T23:59:59-14:00", ""),
        ("03/04/2026", ""),
        ("yesterday", ""),
        ("1" * 5_000, ""),
    ],
)
def test_a_date_is_read_in_the_zone_that_is_meant(shown, published):
    """EST is New York's clock, zone names and offsets are kept, and without a zone a day is all there is."""
    story = only(item(more=f"<pubDate>{shown}</pubDate>"))

    assert (story.published, story.published_how) == (published, "feed" if published else "")


@pytest.mark.parametrize(
    ("shown", "published"),
    [
        ("Mon, 23 Nov 2026 11:00:00 GMT", "2026-11-23T11:00:00.000Z"),
        ("Mon, 23 Nov 2026 13:00:00 GMT", ""),
        ("Sat, 01 Jan 2050 00:00:00 GMT", ""),
    ],
)
def test_a_date_more_than_a_day_ahead_is_not_believed(shown, published):
    """A clock that is a little ahead is forgiven; a date in the future is not."""
    assert only(item(more=f"<pubDate>{shown}</pubDate>"), now=NOW).published == published


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("/pressroom/585.php", "https://barrel.example/pressroom/585.php"),
        ("585.php?a=1&amp;b=2", "https://barrel.example/rss/585.php?a=1&b=2"),
        ("//other.example/x", "https://other.example/x"),
        (" https://other.example/x\n", "https://other.example/x"),
    ],
)
def test_a_relative_link_is_resolved_against_the_feed(link, expected):
    """Links are complete addresses, whether the feed wrote them so or not."""
    assert only(item(link=link)).url == expected


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "http://[x", "ftp://a.example/x",
             "https://user:pass@a.example/", "https://a.example/" + "x" * 5_000],
)  # fmt: skip
def test_a_headline_that_cannot_be_followed_is_left_out(link):
    """Only http and https links are kept; a headline without one is no receipt."""
    assert feeds.parse(feed(item(link=link), item(link="https://a.example/1")), XML, HERE)[0].url[-1] == "1"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Oil &amp;amp; gas", "Oil & gas"),
        ("Oil &lt;b&gt;rises&lt;/b&gt; &lt;script&gt;x&lt;/script&gt;", "Oil rises x"),
        ("<![CDATA[Oil <i>rises</i> &eacute;]]>", "Oil rises é"),
        ("Oil &lt; 50 and Brent &gt; 60", "Oil < 50 and Brent > 60"),
        ("  Oil\n\t rises  ", "Oil rises"),
        ("Oil &#x202e;rises&#x200b;", "Oil rises"),
        ("y" * 2_000, "y" * 497 + "..."),
    ],
)
def test_a_headline_is_plain_text(title, expected):
    """Tags, entities, hidden characters and excess length are gone."""
    assert only(item(title=title)).title == expected


def test_bytes_of_windows_under_a_latin_label_are_read_as_meant():
    """A dash of Windows-1252 in a feed that says ISO-8859-1 is a dash."""
    body = b'<?xml version="1.0" encoding="ISO-8859-1" ?><rss version="2.0"><channel><title>T</title>'
    body += item("Demand \x96 high").encode("latin-1") + b"</channel></rss>"

    [story] = feeds.parse(body, XML, HERE)

    assert story.title == "Demand – high"


def test_a_feed_in_another_encoding_is_read():
    """The declared character set counts, also where characters take two bytes."""
    body = (
        f'<?xml version="1.0" encoding="utf-16"?><rss version="2.0"><channel>{item("Öl é")}</channel></rss>'
    )

    [story] = feeds.parse(body.encode("utf-16"), {"content-type": "application/rss+xml"}, HERE)

    assert story.title == "Öl é"


def test_google_news_gives_headline_and_publisher_apart():
    """The publisher comes from its own element; the link leads to Google as it stands."""
    source = '<source url="https://www.wire.example">The Wire</source>'
    source += "<pubDate>Tue, 22 Sep 2026 14:35:00 GMT</pubDate>"
    link = "https://news.google.com/rss/articles/CBMi0wF?oc=5"

    [story] = feeds.parse(feed(item("Oil - and gas - rise - The Wire", link, source), head=GOOGLE), XML, HERE)

    assert (story.title, story.outlet, story.url) == ("Oil - and gas - rise", "The Wire", link)
    assert (story.published, story.source) == ("2026-09-22T14:35:00.000Z", "google-news")


def test_a_headline_without_a_named_source_keeps_its_dashes():
    """Nothing is cut off a headline by guess, and Google's search is nobody's publisher."""
    [story] = feeds.parse(feed(item("Oil rises - again"), head=GOOGLE), XML, HERE)

    assert (story.title, story.outlet) == ("Oil rises - again", "")


def test_a_story_of_a_feed_names_the_feed_as_its_outlet():
    """The title of the feed says who publishes."""
    story = only(item(more="<author>desk@barrel.example (Jane Doe)</author>"))

    assert (story.outlet, story.source, story.seen) == ("The Daily Barrel", "feeds", "")
    assert "Jane Doe" in story.author


def test_atom_is_read_and_a_change_is_told_from_a_publication():
    """An entry without a date of publication says that its date is that of the last change."""
    body = (
        b'<feed xmlns="http://www.w3.org/2005/Atom"><title>Barrel</title>'
        b'<entry><title type="html">Oil &lt;b&gt;up&lt;/b&gt;</title><link rel="alternate" href="/1"/>'
        b"<published>2026-09-01T10:00:00Z</published><updated>2026-09-02T10:00:00Z</updated></entry>"
        b'<entry><title>Gas</title><link href="/2"/><updated>2026-09-03T10:00:00+02:00</updated>'
        b"</entry></feed>"
    )

    first, second = feeds.parse(body, {"content-type": "application/atom+xml"}, HERE)

    assert (first.title, first.url) == ("Oil up", "https://barrel.example/1")
    assert (first.published, first.published_how) == ("2026-09-01T10:00:00.000Z", "feed")
    assert (second.published, second.published_how) == ("2026-09-03T08:00:00.000Z", "feed (last updated)")


def test_rdf_is_read():
    """The oldest kind of feed is one, too."""
    body = (
        b"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'>"
        b"<channel><title>Barrel</title></channel><item><title>Oil</title><link>/1</link></item></rdf:RDF>"
    )

    assert [story.title for story in feeds.parse(body, XML, HERE)] == ["Oil"]


@pytest.mark.parametrize(
    "end", ["<item><title>cut", "<item><title>a & b <b></item>", "</channel></rss", "\0\1"]
)
def test_the_entries_before_a_break_are_given(end):
    """Malformed markup costs the entries that it hits, not those before."""
    body = feed(item("One"), item("Two", "/2")).removesuffix(b"</channel></rss>") + end.encode()

    assert [story.title for story in feeds.parse(body, XML, HERE)][:2] == ["One", "Two"]


def test_an_empty_feed_is_no_error():
    """A feed that lists nothing was read; it is not one that could not be."""
    assert feeds.parse(feed(), XML, HERE) == []
    assert feeds.parse(feed("<item/>", "<item><title>x</title></item>"), XML, HERE) == []


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b"", "an empty answer"),
        (b" \n\0", "an empty answer"),
        (news.CHALLENGE, "a page that keeps programs out .a web page titled 'Just a moment...'"),
        (news.CONSENT, "a page that asks for consent to cookies"),
        (b"<html><head><title>Gone\nfishing</title></head></html>", "a web page titled 'Gone fishing'"),
        (b'{"error": "no"}', "'{.error.: .no.}'"),
        (b"<rss version='2.0'><channel><title>x", "a broken one"),
        (b"<rss>" + b"<" * 200_000, "more than 100,000 tags"),
        (bytes(range(256)) * 40, "expected a feed"),
    ],
)
def test_what_is_no_feed_is_named(body, told):
    """The error says in one line what came instead."""
    with pytest.raises(SourceError, match=told) as caught:
        feeds.parse(body, XML, HERE)

    assert "\n" not in str(caught.value)


def test_a_feed_never_opens_a_file_or_another_address(tmp_path):
    """Entities and bodies that name files stay what they are: text."""
    secret = tmp_path / "secret"
    secret.write_text("hidden", encoding="utf-8")
    head = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    body = f'{head}<rss version="2.0"><channel>{item("a &x; b")}'

    stories = feeds.parse(f"{body}</channel></rss>".encode(), XML, HERE)

    assert "hidden" not in repr(stories)
    with pytest.raises(SourceError):
        feeds.parse(str(secret).encode(), XML, HERE)


def test_a_feed_gives_at_most_two_thousand_stories():
    """A feed without end costs no more than a long one."""
    items = [item(f"Oil {number}", f"/{number}") for number in range(2_100)]

    assert len(feeds.parse(feed(*items), XML, HERE)) == 2_000


@pytest.mark.parametrize("kind", ["text/html", "text/xml; charset=nonsense", "", "image/png"])
def test_the_label_of_a_feed_does_not_matter(kind):
    """A feed is known by its markup, not by its content type."""
    assert [story.title for story in feeds.parse(feed(item("Öl")), {"content-type": kind}, HERE)] == ["Öl"]


@pytest.mark.parametrize(
    "name",
    ["eia_press_relative_link.xml", "eia_todayinenergy.xml", "google_news_search.xml", "oilprice_main.xml"],
)
def test_the_samples_of_the_contract_are_read(name, shared):
    """Every entry of the samples becomes a story with a link and a moment."""
    sample = (shared / "contracts" / "rss" / name).read_bytes()

    stories = feeds.parse(sample, XML, "https://www.eia.gov/rss/press_rss.xml", now=NOW)

    assert len(stories) == sample.count(b"<item>")
    assert all(story.url.startswith("https://") and story.published.endswith("Z") for story in stories)


def test_one_failing_feed_does_not_stop_the_others(serve, ask):
    """The stories of the feeds that work come first; then one error names each failed feed and why."""
    replay = serve({
        "/a": Reply(feed(item("One", "/1")), news.XML),
        "/b": Reply(news.CHALLENGE),
        "/c": Reply(feed(item("Two", "/2"), item("One again", "/1")), news.XML),
    })  # fmt: skip
    addresses = [f"{replay.url}/{name}" for name in ("gone", "a", "b", "c")] + ["nonsense"]
    reading = feeds.read(ask(OILWATCH_FEEDS=",".join(addresses)))

    assert [next(reading).title, next(reading).title] == ["One", "Two"]
    with pytest.raises(SourceError) as caught:
        next(reading)
    told = str(caught.value)
    assert told.startswith("3 of 5 could not be read: ")
    assert f"{replay.url}/gone: answered with status 404" in told
    assert f"{replay.url}/b: expected a feed" in told
    assert "nonsense: expected an http(s) address" in told
    assert "\n" not in told


@pytest.mark.parametrize(
    ("mode", "told"),
    [
        ("403", "it refuses programs"), ("404", "no such feed"), ("429", "asked too often"), ("500", "500"),
        ("503", "try again later"), ("challenge", "keeps programs out"), ("consent", "consent to cookies"),
        ("truncated body", "broke off"), ("gzip bomb", "bytes"), ("redirect loop", "circle"),
        ("reset", "reset"),
    ],
)  # fmt: skip
def test_a_fault_of_a_feed_is_told_in_one_line(mode, told, serve, ask):
    """Whatever goes wrong, a person reads which feed and why."""
    replay = serve({"/a": Reply(feed(item()), news.XML)})
    replay.mode = mode

    with pytest.raises(SourceError, match=told) as caught:
        list(feeds.read(ask(OILWATCH_FEEDS=f"{replay.url}/a")))

    assert str(caught.value).startswith(f"1 of 1 could not be read: {replay.url}/a: ")
    assert "\n" not in str(caught.value)
    assert (caught.value.wait >= 60) == (mode in ("429", "503"))


@pytest.mark.parametrize("mode", ["slow drip", "wrong content type"])
def test_an_odd_but_whole_feed_is_read(mode, serve, ask):
    """What counts is the body, not its speed or its label."""
    replay = serve({"/a": Reply(feed(item()), news.XML)})
    replay.mode = mode

    assert len(list(feeds.read(ask(OILWATCH_FEEDS=f"{replay.url}/a")))) == 1


def test_google_news_is_asked_for_the_last_days(serve, ask):
    """Each search goes out once, in English, with its span; a story found twice is given once."""
    replay = serve({"/rss/search": Reply(feed(item(), head=GOOGLE), news.XML)})

    stories = list(feeds.search(ask(OILWATCH_GOOGLE_NEWS_URL=replay.url)))

    assert len(stories) == 1
    assert {hit.query["q"] for hit in replay.hits} >= {"OPEC oil when:7d", "site:opec.org when:30d"}
    assert {(hit.query["hl"], hit.query["gl"], hit.query["ceid"]) for hit in replay.hits} == {
        ("en-US", "US", "US:en")
    }


def test_google_news_is_asked_since_a_day(serve, ask):
    """A day to read from takes the place of the usual span."""
    replay = serve({"/rss/search": Reply(feed(item(), head=GOOGLE), news.XML)})

    list(feeds.search(ask(date(2026, 9, 1), OILWATCH_GOOGLE_NEWS_URL=replay.url)))

    assert all(hit.query["q"].endswith(" after:2026-09-01") for hit in replay.hits)


@pytest.mark.parametrize("mode", ["429", "503"])
def test_google_news_is_left_alone_once_it_refuses(mode, serve, ask):
    """After a refusal for asking too much, the other searches are not sent."""
    replay = serve({})
    replay.mode = mode

    with pytest.raises(SourceError, match="not asked any more") as caught:
        list(feeds.search(ask(OILWATCH_GOOGLE_NEWS_URL=replay.url)))

    assert len(replay.hits) == 1
    assert caught.value.wait >= 60
