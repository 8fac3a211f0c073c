"""Stories on the oil market in the world's press, about the last three months. Publisher: GDELT (DOC 2.0).

GDELT says when it saw a story, on a grid of 15 minutes, never when it came out; old stories come back. Its
refusals arrive as plain text, mostly with status 200. It has no pages: a narrower window is asked instead.
"""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from oilwatch import periods
from oilwatch.errors import SourceError
from oilwatch.http import Answer, Manner
from oilwatch.news import Ask, NewsSource, Story, headline

QUERY = (
    '(OPEC OR "crude oil" OR "Brent crude" OR "oil prices" OR "oil output" OR "oil production" '
    'OR "Saudi Aramco" OR "Russian oil") sourcelang:english'
)
MOST = 250
"""The most articles that one answer holds."""
MOST_ANSWERS = 20
USUAL, REACH, LEAST = timedelta(days=7), timedelta(days=90), timedelta(hours=1)
"""The usual window, how far back GDELT goes, and the narrowest window it takes."""
RATE_WAIT = 120
MANNER = Manner(pace=6, attempts=1, retry=(), deadline=60, most=8_000_000)
"""One request every 5 s is allowed; a refusal that is asked again at once makes GDELT refuse for longer."""

_REFUSALS = {
    "timespan is too short": "the window is too short; ask from an earlier day on",
    "too short or too long": "the query is too short or too long; tell the makers of oilwatch",
    "phrase is too short": "a quoted phrase is too short; tell the makers of oilwatch",
    "parenthetical": "a parenthesis is in error; tell the makers of oilwatch",
    "surrounded by ()": "words joined by OR need parentheses; tell the makers of oilwatch",
    "illegal character": "a word has a character that it does not take; tell the makers of oilwatch",
}


def parse(body: bytes) -> list[Story]:
    """Return the stories of an answer in its order; raise SourceError for a refusal or no JSON."""
    return _stories(_articles(body))


def _articles(body: bytes) -> list[object]:
    text = body.decode("utf-8-sig", "replace")
    if not text.lstrip().startswith(("{", "[")):
        raise _refused(text)
    # Backslashes are read in pairs from the left, so that a whole escape is never taken for a broken one.
    text = re.sub(r'\\(["\\/bfnrt]|u[0-9a-fA-F]{4})?', lambda found: found[0] if found[1] else "\\\\", text)
    try:
        found = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        raise SourceError(f"GDELT: expected JSON, got {headline.glimpse(body)}; try again later") from None
    articles = found.get("articles", None if found else []) if isinstance(found, dict) else None
    if not isinstance(articles, list):
        raise SourceError(f"GDELT: expected articles, got {headline.glimpse(body)}; try again later")
    return articles


def _stories(articles: list[object]) -> list[Story]:
    stories = [story for article in articles if (story := _story(article))]
    if articles and not stories:
        raise SourceError(f"GDELT: none of {len(articles)} articles has a title and a link; try again later")
    return stories


def _refused(text: str) -> SourceError:
    told = headline.glimpse(text)
    if "limit requests" in text.lower():
        return SourceError(
            f"GDELT refused: asked too often ({told}); try again in some minutes", wait=RATE_WAIT
        )
    for sign, reason in _REFUSALS.items():
        if sign in text.lower():
            return SourceError(f"GDELT refused: {reason} ({told})")
    return SourceError(f"GDELT: expected JSON, got {told}; try again later")


def _story(article: object) -> Story | None:
    if not isinstance(article, dict):
        return None
    words = {name: headline.plain(value) for name, value in article.items() if isinstance(value, str)}
    title = re.sub(r" +(?=[,.;:!?%)\]](?:[\s\"'”’)]|$))", "", words.get("title", ""))
    address = article.get("url")
    url = headline.link(address) if isinstance(address, str) else ""
    if not title or not url:
        return None
    return Story(
        title=title, url=url, outlet=words.get("domain", ""), seen=_seen(words.get("seendate", "")),
        source="gdelt", language=words.get("language", ""), country=words.get("sourcecountry", ""),
    )  # fmt: skip


def _seen(text: str) -> str:
    try:
        return periods.moment(datetime.strptime(text, "%Y%m%dT%H%M%SZ"))
    except ValueError:
        return ""


def read(ask: Ask) -> Iterator[Story]:
    """Yield the stories of the last week, newest first; or, in several answers, those since *ask.since*."""
    end, start = ask.now.astimezone(UTC), _start(ask)
    known: set[str] = set()
    for _ in range(MOST_ANSWERS if ask.since else 1):
        articles = _window(ask, min(start, end - LEAST), end)
        stories = _stories(articles)
        for story in stories:
            if story.url not in known:
                known.add(story.url)
                yield story
        oldest = min((story.seen for story in stories if story.seen), default="")
        if len(articles) < MOST or not oldest:
            return
        reached = datetime.fromisoformat(oldest)
        if reached >= end:
            break
        end = reached
        if end <= start:
            return
    if ask.since:
        ask.warn(f"GDELT: older stories than those of {end:%Y-%m-%d %H:%M} UTC were not read")


def _start(ask: Ask) -> datetime:
    now = ask.now.astimezone(UTC)
    if not ask.since:
        return now - USUAL
    wanted = datetime(ask.since.year, ask.since.month, ask.since.day, tzinfo=UTC)
    if wanted < now - REACH:
        ask.warn(f"GDELT goes back about three months: read from {now - REACH:%Y-%m-%d} on")
    return max(wanted, now - REACH)


def _window(ask: Ask, start: datetime, end: datetime) -> list[object]:
    parameters = {
        "query": QUERY, "mode": "ArtList", "format": "json", "maxrecords": str(MOST), "sort": "DateDesc",
        "startdatetime": f"{start:%Y%m%d%H%M%S}", "enddatetime": f"{end:%Y%m%d%H%M%S}",
    }  # fmt: skip
    answer = ask.client.get(ask.url("GDELT", "/api/v2/doc/doc"), parameters, manner=MANNER)
    if answer.status == 200:
        return _articles(answer.body)
    raise _failed(answer)


def _failed(answer: Answer) -> SourceError:
    told = headline.glimpse(answer.body)
    if answer.status == 429:
        return SourceError(
            f"GDELT refused: asked too often (status 429, {told}); try again in some minutes",
            wait=max(RATE_WAIT, answer.wait),
        )
    return SourceError(f"GDELT answered with status {answer.status} ({told}); try later", wait=answer.wait)


SOURCES = (NewsSource(name="gdelt", publisher="GDELT", service="GDELT", read=read, rest=900),)
