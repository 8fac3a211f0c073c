"""Stories of one page: from its address, from its saved HTML, or from its text as a person pasted it.

A page with several stories gives several. Nothing is guessed: a story whose page states no day of
publication has none.
"""

import logging
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from email.message import Message
from types import ModuleType
from typing import Any
from urllib.parse import urlsplit

from oilwatch.errors import InputError, SourceError
from oilwatch.http import Client, Manner
from oilwatch.model import Story
from oilwatch.news import headline, page_dates, page_html, page_text, story_dates, story_head

MOST_TEXT, MOST_LINES = 8_000_000, 200_000
ENOUGH = 120
"""Characters of text below which a page holds no story."""
SHORT, LONG = 500, 1_500
"""Characters up to which a page is taken for a challenge by its text, and by its title."""
MANNER = Manner(pace=1, attempts=2, deadline=30, most=5_000_000)

_FAILURES = (
    ValueError, AssertionError, TypeError, AttributeError, LookupError, ArithmeticError, RecursionError,
)  # fmt: skip
"""What trafilatura raises on markup that it did not expect."""
_CHALLENGE = re.compile(
    r"enable (?:javascript|cookies)|javascript (?:is|and cookies) (?:disabled|required)|just a moment|captcha"
    r"|access (?:to this page has been )?denied|request (?:was )?blocked|attention required|are you a robot"
    r"|verif(?:y|ying)(?: that)? you are (?:a )?human|unusual traffic|checking your browser|403 forbidden"
    r"|before you continue|pardon our interruption|we value your privacy|accept all cookies|security check",
    re.I,
)


def from_text(text: str, *, url: str = "") -> list[Story]:
    """Return the stories of a pasted text; raise InputError where there is nothing to read."""
    if len(text) > MOST_TEXT or text.count("\n") > MOST_LINES:
        raise InputError(
            f"the text has more than {MOST_TEXT:,} characters or {MOST_LINES:,} lines; paste only the story"
        )
    if page_text.is_markup(text):
        return from_html(text, url=url)
    stories = page_text.stories(text, url=headline.link(url))
    if not stories:
        raise InputError("expected the text of a story, got nothing to read; copy it with its headline")
    if _is_challenge(stories):
        raise page_html.unreadable(
            f"the text is of a page that keeps programs out ({headline.glimpse(text)})"
        )
    return [replace(story, source="page") for story in stories]


def from_html(body: bytes | str, *, url: str = "", charset: str = "") -> list[Story]:
    """Return the stories of a page; raise SourceError where none can be read there."""
    _reader()
    text = page_html.lean(page_html.decoded(body[: page_html.MOST_RAW + 1], charset))
    if not text.strip():
        raise page_html.unreadable("the page is empty")
    page, url = page_html.tree(text), headline.link(url)
    whole = page_html.articles(page)
    stories = _several(page, whole, url) if len(whole) > 1 else [_single(text, page, url)]
    if _is_challenge(stories):
        raise page_html.unreadable(
            f"the page keeps programs out ({headline.glimpse(stories[0].title or stories[0].text)})"
        )
    found = [story for story in stories if len(story.text) >= ENOUGH]
    if not found:
        raise page_html.unreadable(f"the page has too little text ({headline.glimpse(text)})")
    return found


def from_address(client: Client, url: str) -> list[Story]:
    """Return the stories of the page at *url*; raise SourceError or InputError where none can be read."""
    answer = client.get(url, manner=MANNER, headers={"Accept": "text/html,application/xhtml+xml"})
    host = urlsplit(answer.address).netloc
    if answer.status != 200:
        refused = " (it refuses programs)" if answer.status in (401, 403, 429, 503) else ""
        raise page_html.unreadable(f"{host} answered with status {answer.status}{refused}")
    declared = Message()
    declared["content-type"] = headline.plain(answer.headers.get("content-type") or "text/html", 200)
    kind = declared.get_content_type()
    if kind not in ("text/html", "application/xhtml+xml") or answer.body.startswith(b"%PDF"):
        shown = "application/pdf" if answer.body.startswith(b"%PDF") else kind
        raise page_html.unreadable(f"expected a page (text/html) from {host}, got {shown}")
    return from_html(answer.body, url=answer.address, charset=str(declared.get_param("charset") or ""))


def _is_challenge(stories: Sequence[Story]) -> bool:
    """Whether all that could be read is a page that keeps programs out, or asks for consent."""
    titles, texts = (
        " ".join(parts) for parts in zip(*((one.title, one.text) for one in stories), strict=True)
    )
    size = len(titles) + len(texts)
    by_title = size <= LONG and _CHALLENGE.search(titles)
    return bool(by_title or (size <= SHORT and _CHALLENGE.search(texts)))


def _single(text: str, page: Any, url: str) -> Story:
    found = _extracted(text, url)
    title = headline.plain(found.title or "") or page_html.heading(page)
    published, how = page_dates.published(page, title)
    return _story(found, title, headline.plain(found.author or "", 200), (published, how), url)


def _several(page: Any, whole: Sequence[Any], url: str) -> list[Story]:
    from lxml import html  # type: ignore[import-untyped]

    site = headline.plain(" ".join(page.xpath("//meta[@property='og:site_name']/@content"))[:400], 200)
    named = headline.plain(" ".join(page.xpath("//meta[@property='og:title']/@content"))[:2_000])
    stories = []
    for element in whole:
        title, author = page_html.heading(element), page_html.byline(element)
        dated = page_dates.marked(element)
        if named and named.casefold().startswith(title.casefold()):
            dated = page_dates.published(page, title)
        inner = html.tostring(element, encoding="unicode", with_tail=False)
        found = _extracted(f"<html><head><title></title></head><body>{inner}</body></html>", "")
        story = _story(found, title, author, dated, "")
        stories.append(replace(story, url=url, outlet=site or _host(url)))
    return stories


def _story(found: Any, title: str, author: str, dated: tuple[str, str], url: str) -> Story:
    """Return a story of what was extracted; what metadata do not say is read from the head of its text."""
    text = page_text.without_furniture(found.text or "")
    lines = [story_head.Line([title]), *(story_head.Line([line]) for line in text.split("\n") if line)]
    if len(lines) > 1 and title and lines[1].text.casefold() == title.casefold():
        del lines[1]
    told = story_head.story(lines, at=0)
    site = headline.plain(found.sitename or "", 200)
    address = story_dates.of_address(url)
    if not dated[0]:
        dated = (address, "address") if address else (told.published, told.published_how)
    return Story(
        title=_without_site(title, site), url=url, outlet=site or _host(url), published=dated[0],
        published_how=dated[1], source="page", author=author or told.author, text=told.text,
    )  # fmt: skip


def _without_site(title: str, site: str) -> str:
    for between in (" | ", " - ", " – ", " — "):
        if site and title.endswith(between + site):
            return title.removesuffix(between + site)
    return title


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _reader() -> ModuleType:
    """Return trafilatura, which not every installation has."""
    try:
        import trafilatura
    except ImportError:
        raise SourceError(
            "reading pages needs more packages; install them with: pip install 'oilwatch[pages]'"
        ) from None
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it logs every page without a story
    return trafilatura


def _extracted(text: str, url: str) -> Any:
    """Return what trafilatura reads in a page; its guess of a date is not used.

    Broken markup makes its search for metadata fail at times: then the text is read without.
    """
    reader = _reader()
    options = {
        "url": url or None,
        "include_comments": False,
        "date_extraction_params": {"extensive_search": False, "original_date": True},
    }
    for metadata in (True, False):
        with suppress(*_FAILURES):
            found = reader.bare_extraction(text, with_metadata=metadata, **options)
            return found or reader.settings.Document()
    raise page_html.unreadable("its markup is too broken")
