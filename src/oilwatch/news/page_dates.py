"""When a page says that its story came out: metadata, linked data, elements marked as its time.

A year in a footer is no date, and neither is the day of a last change.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from oilwatch.news import headline, story_dates, story_head

METADATA = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished",
    "article.published", "publication_date", "dc.date.issued", "dcterms.issued", "dcterms.date", "dc.date",
    "parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "publish_date", "publish-date",
    "cxenseparse:recs:publishtime", "citation_publication_date", "date",
)  # fmt: skip
"""Names under which pages state when a story came out, the plainest first."""

_STORY = re.compile(r"article|report|posting", re.I)
_MARKED = re.compile(
    r"(?:^|[\s_-])(?:published|pubdate|publish(?:ed)?-?(?:date|time|on)|(?:post|entry|article|story|news)-?date"
    r"|posted-?on|date-?published|dateline|timestamp)(?:$|[\s_-])",
    re.I,
)
_CHANGED = re.compile(r"updated|modified|comment|copyright|footer", re.I)


def published(page: Any, title: str) -> tuple[str, str]:
    """Return when the metadata of a page say that it came out, and which of them; else nothing."""
    stated: dict[str, str] = {}
    for element in page.iter("meta"):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
        if name in METADATA and (when := story_dates.stamp(element.get("content") or "")):
            stated.setdefault(name, when)
    for name in METADATA:
        if name in stated:
            return stated[name], f"page metadata ({name})"
    if when := _linked_data(page, title):
        return when, "json-ld datePublished"
    return marked(page)


def marked(element: Any) -> tuple[str, str]:
    """Return the date of an element that is marked as the time of publication."""
    marks = (
        ".//time[not(ancestor::footer)] | .//*[@itemprop='datePublished'] | .//*[contains(@class, 'date')]"
    )
    marks += (
        " | .//*[contains(@class, 'publish') or contains(@class, 'posted') or contains(@class, 'timestamp')]"
    )
    for found in element.xpath(marks)[:500]:
        named = f"{found.get('class', '')} {found.get('itemprop', '')} {found.get('id', '')}"
        plainly = found.get("itemprop") == "datePublished" or found.get("pubdate") is not None
        if not plainly and (not _MARKED.search(named) or _CHANGED.search(named)):
            continue
        text = headline.plain(found.text_content(), 200)
        stamped = story_dates.stamp(found.get("datetime") or found.get("content") or "")
        when = stamped or story_head.publication([story_head.Line([text])])[0]
        if when and not re.match(r"(?:last )?(?:updated|modified)", text, re.I):
            return when, "date marked on the page"
    return "", ""


def _linked_data(page: Any, title: str) -> str:
    """Return the one ``datePublished`` of the story among the linked data of a page."""
    dated = [(found, when) for found in _objects(page)
             if (when := story_dates.stamp(_words(found, "datePublished")))]  # fmt: skip
    own = {when for found, when in dated if headline.plain(_words(found, "headline")) == title}
    stories = {when for found, when in dated if _STORY.search(str(found.get("@type"))[:200])}
    best = own or stories or {when for _, when in dated}
    return best.pop() if len(best) == 1 else ""


def _words(found: Mapping[str, Any], name: str) -> str:
    value = found.get(name)
    return value if isinstance(value, str) else ""


def _objects(page: Any) -> Iterator[Mapping[str, Any]]:
    for script in page.xpath("//script[contains(@type, 'ld+json')]")[:50]:
        try:
            waiting = [json.loads(script.text_content(), strict=False)]
        except (ValueError, RecursionError):
            continue
        while waiting:
            found = waiting.pop()
            if isinstance(found, dict):
                yield found
                waiting.extend(found.values())
            elif isinstance(found, list):
                waiting.extend(found)
