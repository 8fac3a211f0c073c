"""Stories from feeds (RSS, Atom): those that a person chose, and searches of Google News.

Dates are read here and not by feedparser, which takes a zone such as America/Chicago silently for UTC.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

from oilwatch import periods
from oilwatch.errors import InputError, SourceError
from oilwatch.http import Answer, Manner
from oilwatch.news import Ask, NewsSource, Story, headline, story_dates

MOST, MOST_TAGS = 2_000, 100_000
"""The most entries that are taken from one feed, and the most tags of one that is read at all."""
EARLIEST = "1990"
MANNER = Manner(pace=1, attempts=2, deadline=30, most=8_000_000)
SEARCH_MANNER = Manner(pace=2, attempts=1, retry=(), deadline=30, most=8_000_000)
RATE_WAIT = 300
SEARCHES = {
    "OPEC oil": "7d",
    "crude oil price": "7d",
    "site:opec.org": "30d",
}
"""What Google News is asked, and how far back by default; opec.org itself answers no program."""
REASONS = {
    401: "it wants a login; take it out of OILWATCH_FEEDS",
    403: "it refuses programs; try later, or take another feed",
    404: "there is no such feed; mend its address",
    410: "the feed is gone for good; mend its address",
    429: "asked too often; try again later",
    503: "busy, or it refuses programs; try again later",
}

_MARKUP = re.compile(rb"<(?:[\w.-]{1,30}:)?(?:rss|feed|rdf)\b", re.I)
_CONSENT = re.compile(rb"consent\.(?:google|youtube)\.com|before you continue to google", re.I)
_UNUSUAL = re.compile(rb"unusual traffic|/sorry/index|enable javascript|just a moment|captcha", re.I)


def parse(
    body: bytes, headers: Mapping[str, str], address: str, *, now: datetime | None = None
) -> list[Story]:
    """Return the stories of a feed in its order; a date more than a day after *now* is not believed.

    Links are resolved against *address*; an entry without a title or a usable link is left out. Raises
    SourceError where *body* is no feed; of a feed that breaks off, the entries before the break are given.
    """
    if not _MARKUP.search(body[:65_536].replace(b"\0", b"")):
        raise SourceError(f"expected a feed (RSS or Atom), got {_what_came(body)}")
    if body.count(b"<") > MOST_TAGS:
        raise SourceError(f"the feed has more than {MOST_TAGS:,} tags; take another one")
    found = _parsed(body, headers, address)
    if not found.entries and found.get("bozo_exception") and not _is_whole(body):
        raise SourceError(f"expected a feed (RSS or Atom), got a broken one ({headline.glimpse(body)})")
    feed = found.get("feed", {})
    google = str(feed.get("generator", "")).startswith("NFE")
    common = Story(
        title="",
        outlet="" if google else headline.from_markup(feed.get("title") or "", 200),
        language=headline.plain(feed.get("language") or "", 40),
        source="google-news" if google else "feeds",
    )
    latest = periods.moment(now + timedelta(days=1)) if now else "9999"
    stories = [_story(entry, common, address, latest) for entry in found.entries[:MOST]]
    return [story for story in stories if story.title and story.url]


def _story(entry: Any, common: Story, address: str, latest: str) -> Story:
    title, outlet = _headline(entry)
    published, how = _published(entry, latest)
    return replace(
        common,
        title=title,
        url=headline.link(entry.get("link") or "", address),
        outlet=outlet or common.outlet,
        published=published,
        published_how=how,
        author=headline.from_markup(entry.get("author") or "", 200),
    )


def _parsed(body: bytes, headers: Mapping[str, str], address: str) -> Any:
    import feedparser

    known = {"content-type": headers.get("content-type", "text/xml"), "content-location": address}
    try:
        # Never the bytes themselves: feedparser would take them for the name of a file or an address.
        return feedparser.parse(BytesIO(body), response_headers=known)
    except (ValueError, AssertionError, LookupError, AttributeError, TypeError, RecursionError) as error:
        raise SourceError(
            f"expected a feed (RSS or Atom), got one that cannot be read ({type(error).__name__})"
        ) from None


def _is_whole(body: bytes) -> bool:
    return re.search(rb"</(?:[\w.-]{1,30}:)?(?:rss|feed|rdf)\s{0,9}>\s{0,99}$", body[-200:], re.I) is not None


def _what_came(body: bytes) -> str:
    glimpse = headline.glimpse(body)
    if _CONSENT.search(body[:65_536]):
        return f"a page that asks for consent to cookies ({glimpse}); it cannot be read from here"
    if _UNUSUAL.search(body[:65_536]):
        return f"a page that keeps programs out ({glimpse}); try again later"
    return f"{glimpse}; check its address in a browser"


def _headline(entry: Any) -> tuple[str, str]:
    """Return the title of an entry and its outlet; Google writes both into one line."""
    source = entry.get("source")
    outlet = headline.from_markup((source.get("title") or "") if source else "", 200)
    title = headline.from_markup(entry.get("title") or "")
    if outlet and title.endswith(f" - {outlet}"):
        title = title.removesuffix(f" - {outlet}").rstrip()
    return title, outlet


def _published(entry: Any, latest: str) -> tuple[str, str]:
    given = dict(entry)  # feedparser itself would give one date for the other, with a warning
    for name, how in (("published", "feed"), ("updated", "feed (last updated)")):
        if given.get(name):
            read = story_dates.stamp(str(given[name]))
            return (read, how) if EARLIEST < read <= latest else ("", "")
    return "", ""


def read(ask: Ask) -> Iterator[Story]:
    """Yield the stories of every feed in the settings; then raise one SourceError that names the failed."""
    asked = [(address, address, ()) for address in ask.settings.feeds]
    yield from _all(ask, asked, MANNER)


def search(ask: Ask) -> Iterator[Story]:
    """Yield what Google News finds on the oil market: lately, or since *ask.since*; links lead to Google."""
    address = ask.url("GOOGLE_NEWS", "/rss/search")
    asked = []
    for words, lately in SEARCHES.items():
        when = f"after:{ask.since.isoformat()}" if ask.since else f"when:{lately}"
        query = (("q", f"{words} {when}"), ("hl", "en-US"), ("gl", "US"), ("ceid", "US:en"))
        asked.append((f"Google News ({words})", address, query))
    yield from _all(ask, asked, SEARCH_MANNER)


def _all(
    ask: Ask, asked: Sequence[tuple[str, str, tuple[tuple[str, str], ...]]], manner: Manner
) -> Iterator[Story]:
    known: set[str] = set()
    failed: dict[str, list[str]] = {}  # names by reason
    wait = 0.0
    for name, address, query in asked:
        if wait and manner is SEARCH_MANNER:
            failed.setdefault("not asked any more", []).append(name)
            continue
        try:
            answer = ask.client.get(address, query, manner=manner)
            stories = _read(answer, ask.now)
        except (SourceError, InputError) as error:
            failed.setdefault(str(error), []).append(headline.plain(ask.client.clean(name), 200))
            wait = max(wait, getattr(error, "wait", 0.0))
            continue
        for story in stories:
            if story.url not in known:
                known.add(story.url)
                yield story
    if failed:
        told = "; ".join(f"{', '.join(names)}: {reason}" for reason, names in failed.items())
        count = sum(map(len, failed.values()))
        raise SourceError(f"{count} of {len(asked)} could not be read: {told}", wait=wait)


def _read(answer: Answer, now: datetime) -> list[Story]:
    if answer.status == 200:
        return parse(answer.body, answer.headers, answer.address, now=now)
    reason = REASONS.get(answer.status, "try again later")
    slow = answer.status in (429, 503)
    raise SourceError(
        f"answered with status {answer.status}: {reason}", wait=max(RATE_WAIT, answer.wait) if slow else 0
    )


SOURCES = (
    NewsSource(name="feeds", publisher="feeds", service="FEEDS", read=read, rest=900),
    NewsSource(name="google-news", publisher="Google News", service="GOOGLE_NEWS", read=search, rest=900),
)
