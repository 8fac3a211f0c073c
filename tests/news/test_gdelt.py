"""GDELT: what is asked, what is read, and what a refusal says."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import islice

import pytest

from oilwatch.errors import SourceError
from oilwatch.news import gdelt
from tests.kit import NOW
from tests.services import news


@pytest.fixture
def service():
    """A running GDELT."""
    found = news.Gdelt()
    with news.running(found.replay):
        yield found


@pytest.fixture
def read(service, ask):
    """A function that reads from the running GDELT, optionally since a day."""
    return lambda since=None: gdelt.read(ask(since, OILWATCH_GDELT_URL=service.replay.url))


def body(*articles):
    """Return an answer with *articles*."""
    return json.dumps({"articles": articles}).encode()


def test_an_article_becomes_a_story_that_was_seen_but_never_published():
    """The moment at which GDELT saw a story is not passed off as its day of publication."""
    [story] = gdelt.parse(body(news.article(seendate="20260607T191500Z")))

    assert story.seen == "2026-06-07T19:15:00.000Z"
    assert (story.published, story.published_how) == ("", "")
    assert (story.outlet, story.language, story.country) == ("paper.example", "English", "United States")
    assert (story.url, story.source) == ("https://paper.example/1", "gdelt")


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        ("Oil rises , says  Novak : no cut !", "Oil rises, says Novak: no cut!"),
        ("Brent up 5 % ( Reuters )", "Brent up 5% ( Reuters)"),
        ("Oil at .5 a share", "Oil at .5 a share"),
        ("a\u202eb\u0000c\u200b d\ne", "abc d e"),
        ("half \ud83d a smile", "half \ufffd a smile"),
        ("x" * 900, "x" * 497 + "..."),
    ],
)
def test_a_title_is_one_plain_line(shown, expected):
    """Spaces before punctuation, hidden characters and excess length are gone."""
    [story] = gdelt.parse(body(news.article(title=shown)))

    assert story.title == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (rb"Oil \d jumps", r"Oil \d jumps"),
        (rb"Oil \\d jumps", r"Oil \d jumps"),
        (rb"Oil \\\d jumps", r"Oil \\d jumps"),
        (rb"Oil \u12 jumps", r"Oil \u12 jumps"),
        (rb"Oil \u00e9 jumps", "Oil é jumps"),
        (b"Oil \x01\n\tjumps", "Oil jumps"),
        (rb"Oil \"jumps\"", 'Oil "jumps"'),
        (b"Oil \xff jumps", "Oil \ufffd jumps"),
    ],
)
def test_broken_json_is_mended(raw, expected):
    """Unknown escapes, escapes cut short and raw control characters cost nothing."""
    [story] = gdelt.parse(b'{"articles": [{"url": "https://a.example/1", "title": "' + raw + b'"}]}')

    assert story.title == expected


@pytest.mark.parametrize("nothing", [b"{}", b'{"articles": []}', b'\xef\xbb\xbf {"articles":[]}\n'])
def test_no_match_is_no_story_and_no_error(nothing):
    """Both forms of an empty answer mean that nothing was found."""
    assert gdelt.parse(nothing) == []


@pytest.mark.parametrize(
    "article",
    [
        news.article(title=""), news.article(url=""), news.article(url="javascript:alert(1)"),
        news.article(url="http://[broken"), {}, "text", None, 7, [], {"title": 1, "url": 2},
    ],
)  # fmt: skip
def test_an_unusable_article_is_left_out_but_not_the_others(article):
    """An article without a title or a link is skipped; an answer of nothing else is an error."""
    assert len(gdelt.parse(body(article, news.article()))) == 1

    with pytest.raises(SourceError, match="none of 1 articles has a title and a link"):
        gdelt.parse(body(article))


@pytest.mark.parametrize("seen", ["", "yesterday", "20261399T999999Z", "2026-06-07"])
def test_an_unreadable_moment_is_none(seen):
    """A story whose moment cannot be read is kept without it."""
    [story] = gdelt.parse(body(news.article(seendate=seen)))

    assert story.seen == ""


@pytest.mark.parametrize(
    "answer",
    [
        b"", b"\0\0", b"[]", b"[1]", b'{"articles": null}', b'{"error": "x"}', b'{"articles": [{"url"',
        b"{" * 100_000, b'{"articles":' + b"[" * 500_000, b'{"articles": [' + b"9" * 10_000 + b"]}x",
    ],
)  # fmt: skip
def test_what_is_no_list_of_articles_is_an_error_of_one_line(answer):
    """Broken, cut off and hostile answers never look like an empty one."""
    with pytest.raises(SourceError, match=r"^GDELT: expected [^\n]{1,200}$"):
        gdelt.parse(answer)


def test_a_web_page_is_named_by_its_title():
    """A person reads what came instead of stories."""
    with pytest.raises(SourceError, match="got a web page titled 'Down for maintenance'"):
        gdelt.parse(b"<!doctype html><html><title>Down for\nmaintenance</title><body>x")


def test_the_first_printable_characters_of_other_text_are_quoted():
    """At most 80 characters of an unknown answer are shown, none of them a control character."""
    with pytest.raises(SourceError) as caught:
        gdelt.parse(b"\x1b[31mBackend fetch failed\r\n" + b"y" * 500)

    assert "'[31mBackend fetch failed " + "y" * 55 + "'" in str(caught.value)


@pytest.mark.parametrize("when", news.REFUSALS)
def test_every_refusal_is_told_as_what_it_is(when, service, read, slept):
    """Each sentence of GDELT gives one line to act on, after one request; only a rate refusal has a wait."""
    service.refusal = when
    if when == "no match":
        assert list(read()) == []
        return

    with pytest.raises(SourceError) as caught:
        list(read())

    told = str(caught.value)
    assert told.startswith("GDELT refused: ")
    assert "\n" not in told
    assert len(told) < 250
    assert news.REFUSALS[when][2][:30] in told
    assert caught.value.wait >= 60 if when.startswith("rate") else caught.value.wait == 0
    assert len(service.replay.hits) == 1


@pytest.mark.parametrize("when", news.REFUSALS)
def test_the_refusals_are_those_of_the_contract(when, shared):
    """The server under test says what GDELT was seen to say."""
    lines = (shared / "contracts" / "gdelt" / "replies.jsonl").read_text(encoding="utf-8").splitlines()
    contract = {line["when"]: line for line in map(json.loads, lines)}

    assert set(contract) == set(news.REFUSALS)
    assert contract[when]["body"] == news.REFUSALS[when][2]
    assert contract[when]["status"] == news.REFUSALS[when][0]


@pytest.mark.parametrize("name", ["artlist_sample.json", "artlist_invalid_escape_SYNTHETIC.json"])
def test_the_samples_of_the_contract_are_read(name, shared):
    """Every article of the samples becomes a story."""
    sample = (shared / "contracts" / "gdelt" / name).read_bytes()

    assert len(gdelt.parse(sample)) == sample.count(b'"seendate"')


def test_one_request_asks_for_the_last_week_by_default(service, read):
    """A refresh costs one request, also where there is more than one answer holds."""
    service.fill(600, NOW, timedelta(minutes=15))

    stories = list(read())

    [hit] = service.replay.hits
    assert len(stories) == 250
    assert (hit.path, hit.query["mode"], hit.query["format"]) == ("/api/v2/doc/doc", "ArtList", "json")
    assert (hit.query["maxrecords"], hit.query["sort"]) == ("250", "DateDesc")
    assert (hit.query["startdatetime"], hit.query["enddatetime"]) == ("20261115120000", "20261122120000")
    assert hit.headers["user-agent"].startswith("oilwatch/")


def test_a_day_to_read_from_is_reached_by_narrower_windows(service, read, slept):
    """Every story since that day comes, once, newest first, with six seconds between requests."""
    service.fill(700, NOW, timedelta(minutes=15))

    stories = list(read(date(2026, 11, 1)))

    assert [story.url for story in stories] == [f"https://paper.example/{number}" for number in range(700)]
    assert len(service.replay.hits) == 3
    assert len(slept) == 2
    assert min(slept) > 5


def test_a_window_that_does_not_shrink_ends_the_reading(service, read, notes):
    """More stories at one moment than an answer holds cannot be paged; a note says so."""
    service.fill(400, NOW - timedelta(hours=1), timedelta(0))

    stories = list(read(date(2026, 11, 20)))

    assert len(stories) == 250
    assert len(service.replay.hits) == 2
    assert notes == ["GDELT: older stories than those of 2026-11-22 11:00 UTC were not read"]


def test_the_number_of_requests_is_bounded(service, read, notes):
    """However much there is, a reading ends, and says how far it came."""
    service.fill(6_000, NOW, timedelta(minutes=15))

    stories = list(read(date(2026, 9, 1)))

    assert len(service.replay.hits) == gdelt.MOST_ANSWERS
    assert 4_900 < len(stories) < 5_000
    assert notes[0].startswith("GDELT: older stories than those of 2026-10-01")


def test_a_refusal_of_a_later_answer_loses_nothing_that_came_before(service, read):
    """The stories of the first answer are given, then the refusal is raised."""
    service.fill(400, NOW, timedelta(minutes=15))
    service.refusal, service.refuse_after = "rate", 1
    reading = read(date(2026, 11, 1))

    stories = list(islice(reading, 250))

    assert len({story.url for story in stories}) == 250
    with pytest.raises(SourceError, match="too often") as caught:
        next(reading)
    assert caught.value.wait >= 60


def test_a_day_long_ago_is_moved_to_where_gdelt_begins(service, read, notes):
    """GDELT goes back about three months; a note says from when stories are read."""
    list(read(date(2020, 1, 1)))

    [hit] = service.replay.hits
    assert hit.query["startdatetime"] == "20260824120000"
    assert notes == ["GDELT goes back about three months: read from 2026-08-24 on"]


@pytest.mark.parametrize("day", [NOW.date(), NOW.date() + timedelta(days=3)])
def test_no_window_is_narrower_than_gdelt_takes(day, service, ask):
    """Also just after midnight, and for a day to come, at least one hour is asked for."""
    asked = ask(day, OILWATCH_GDELT_URL=service.replay.url)

    assert list(gdelt.read(replace(asked, now=datetime(2026, 11, 22, 0, 5, tzinfo=UTC)))) == []


@pytest.mark.parametrize("fault", ["truncated body", "gzip bomb", "redirect loop", "reset", "500", "404"])
def test_a_fault_is_one_error_after_one_attempt(fault, service, read):
    """Nothing is asked twice, and no fault looks like an empty answer."""
    service.fill(3, NOW, timedelta(hours=1))
    service.replay.mode = fault

    with pytest.raises(SourceError, match=r"^[^\n]{20,300}$"):
        list(read())

    assert len(service.replay.hits) == (6 if fault == "redirect loop" else 1)


@pytest.mark.parametrize("fault", ["slow drip", "wrong content type"])
def test_an_odd_but_whole_answer_is_read(fault, service, read):
    """What counts is the body, not its speed or its label."""
    service.fill(3, NOW, timedelta(hours=1))
    service.replay.mode = fault

    assert len(list(read())) == 3


def test_a_retry_after_longer_than_ours_is_kept(service, read):
    """GDELT may ask for more patience than is usual."""
    service.replay.answer = lambda hit: news.Reply(b"busy", status=429, headers={"Retry-After": "900"})

    with pytest.raises(SourceError) as caught:
        list(read())

    assert caught.value.wait == 900
