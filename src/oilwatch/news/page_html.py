"""The markup of a page: read within bounds, and where in it the stories are."""

import re
from typing import Any

from oilwatch.errors import SourceError
from oilwatch.news import headline

MOST_RAW, MOST = 20_000_000, 2_000_000
"""Characters of a page as it came, and without its scripts, styles and pictures."""
MOST_TAGS = 60_000
"""A page with more is no page for people, and would take minutes to read."""
MOST_ARTICLES = 50
ENOUGH = 400
"""Characters of running text that make a story of an article; a teaser of another story has fewer."""
_DROPPED = re.compile(r"<(script|style|svg|template)\b([^<>]*)>", re.I)
_CLOSING = {name: re.compile(rf"</{name}\b[^<>]*>", re.I) for name in ("script", "style", "svg", "template")}
_EMBEDDED = re.compile(r"data:[a-z]{1,20}/[^\"'\s)<>]{100,}", re.I)


INSTEAD = "save the page as a file, or paste the text of the story"


def unreadable(reason: str) -> SourceError:
    """Return the error for a page without a story: why, and what a person can do instead."""
    return SourceError(f"could not read a story there: {reason}; {INSTEAD}")


def decoded(body: bytes | str, charset: str = "") -> str:
    """Return a page as text, by its declared character set; unreadable bytes become replacement marks."""
    if isinstance(body, str):
        return body
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        return body.decode("utf-16", "replace")
    declared = re.search(rb"charset\s{0,3}=\s{0,3}[\"']?([\w.:-]{2,40})", body[:4_000], re.I)
    for name in (charset, declared[1].decode("ascii", "replace") if declared else "", "utf-8"):
        try:
            return (
                body.decode("cp1252" if name.lower() == "iso-8859-1" else name, "strict") if name else _no()
            )
        except (UnicodeDecodeError, LookupError):
            continue
    return body.decode("utf-8" if declared and b"utf" in declared[1].lower() else "cp1252", "replace")


def _no() -> str:
    raise LookupError("no character set is named")


def lean(text: str) -> str:
    """Return a page without scripts, styles and pictures; raise SourceError where it is too large."""
    if len(text) > MOST_RAW:
        raise unreadable(f"the page has more than {MOST_RAW:,} characters")
    text = _EMBEDDED.sub("", re.sub(r"<\?xml[^<>]{0,200}\?>", "", text[:1_000]) + text[1_000:])
    kept, at, open_ended = [], 0, set()
    for found in _DROPPED.finditer(text):
        name = found[1].lower()
        if found.start() < at or name in open_ended or "ld+json" in found[2].lower():
            continue
        closing = _CLOSING[name].search(text, found.end())
        if not closing:
            open_ended.add(name)  # looked for once: time stays linear
            continue
        kept.append(text[at : found.start()])
        at = closing.end()
    text = headline.visible("".join([*kept, text[at:]]))
    if len(text) > MOST or text.count("<") > MOST_TAGS:
        raise unreadable(f"besides its scripts it has over {MOST:,} characters or {MOST_TAGS:,} tags")
    return text


def tree(text: str) -> Any:
    """Return the elements of a page; raise SourceError where there are none."""
    from lxml import etree, html  # type: ignore[import-untyped]

    try:
        return html.document_fromstring(text)
    except (etree.LxmlError, ValueError, AssertionError):
        raise unreadable("the page is empty or no HTML") from None


def articles(page: Any) -> list[Any]:
    """Return the article elements that are whole stories: a heading and text, no teaser or comment."""
    found = []
    outermost = page.xpath("//article[not(ancestor::article or ancestor::aside or ancestor::footer)]")
    for element in outermost[: MOST_ARTICLES * 4]:
        named = f"{element.get('class', '')} {element.get('id', '')}".lower()
        paragraphs = [
            len(text) for part in element.iter("p") if len(text := part.text_content().strip()) >= 60
        ]
        if "comment" not in named and heading(element) and len(paragraphs) > 1 and sum(paragraphs) >= ENOUGH:
            found.append(element)
    return found[:MOST_ARTICLES]


def heading(element: Any) -> str:
    """Return the first heading inside an element."""
    first = next(iter(element.xpath(".//h1 | .//h2 | .//h3")), None)
    return "" if first is None else headline.plain(first.text_content())


def byline(element: Any) -> str:
    """Return who is marked as the author inside an element."""
    marks = "@rel='author' or @itemprop='author' or contains(@class, 'byline') or contains(@class, 'author')"
    for marked in element.xpath(f".//*[{marks}]")[:20]:
        text = headline.plain(marked.text_content(), 200)
        if 2 < len(text) <= 100:
            return re.sub(r"^(?:(?:written|posted|authored) )?by:? ", "", text, flags=re.I)
    return ""
