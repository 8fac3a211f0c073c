"""An Atom 1.0 document (RFC 4287) from entries. Pure: the same entries give the same bytes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote
from xml.etree import ElementTree as Tree

from oilwatch.report import safe

MEDIA_TYPE = "application/atom+xml; charset=utf-8"
EMPTY = "1970-01-01T00:00:00.000Z"
"""When a feed without entries was last updated: a time that never changes."""
_TAG = "tag:oilwatch,2026:"
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no way to write, not even as a code."""
_TITLE, _LINE, _WHOLE = 300, 1_000, 8_000


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry; texts are as they came, not yet harmless, times UTC as :func:`moment` gives them.

    *name* names it for ever: ``event/ID``, ``story/DIGEST``, ``revision/SERIES/MOMENT``,
    ``check/CODE/PLACE/VERSION``. *link* is what it is of, *related* a page about it, *via* where it was read;
    each may be empty, or no address of the web.
    """

    name: str
    updated: str
    title: str
    summary: str
    link: str = ""
    related: str = ""
    via: str = ""
    author: str = ""
    published: str = ""
    content: str = ""

    @property
    def kind(self) -> str:
        """What it is: ``event``, ``story``, ``revision`` or ``check``."""
        return self.name.split("/")[0]


@dataclass(frozen=True, slots=True)
class Head:
    """What a feed says of itself: *query* are its filters, *address* where it is, *home* the dashboard."""

    title: str
    subtitle: str
    query: str
    address: str
    home: str
    version: str


def moment(text: str) -> str:
    """Return a day or a moment in UTC as a time of RFC 3339; times in this form compare as text."""
    return f"{text}T00:00:00.000Z" if len(text) == 10 else text


def document(head: Head, entries: Sequence[Entry]) -> bytes:
    """Return a feed in UTF-8; *entries* stand in it in their order."""
    root = Tree.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom"})
    _text(root, "title", head.title, _TITLE)
    if head.subtitle:
        _text(root, "subtitle", head.subtitle, _LINE)
    _plain(root, "id", identity("feed", head.query))
    _plain(root, "updated", max((entry.updated for entry in entries), default=EMPTY))
    _link(root, "self", head.address, type="application/atom+xml")
    _link(root, "alternate", head.home, type="text/html")
    _author(root, "oilwatch")
    _plain(root, "generator", "oilwatch", version=head.version)
    _text(root, "rights", "Figures: the publisher that an entry names, under its licence. "
          "Stories: their outlets; only headline and link are given.", _LINE)  # fmt: skip
    for entry in entries:
        _entry(root, entry)
    Tree.indent(root)
    body: bytes = Tree.tostring(root, encoding="utf-8", xml_declaration=True)
    return body + b"\n"


def identity(*parts: str) -> str:
    """Return the ``tag:`` URI (RFC 4151) of a name in parts."""
    return _TAG + "/".join(quote(part, safe="/-._~=&,+:") for part in parts if part)


def line(text: str, most: int = _LINE) -> str:
    """Return text of others as one visible line of at most *most* characters, without what XML forbids."""
    clean = safe.line(_FORBIDDEN.sub("", text[: 4 * most]))
    return clean if len(clean) <= most else f"{clean[: most - 1]}…"


def _entry(root: Tree.Element, entry: Entry) -> None:
    node = Tree.SubElement(root, "entry")
    title = line(entry.title, _TITLE) or "Without a title"
    _text(node, "title", title, _TITLE)
    _plain(node, "id", identity(entry.name))
    _plain(node, "updated", entry.updated)
    if entry.published:
        _plain(node, "published", entry.published)
    links = (("alternate", entry.link), ("related", entry.related), ("via", entry.via))
    linked = [_link(node, rel, address) for rel, address in links]
    if entry.author:
        _author(node, entry.author)
    Tree.SubElement(node, "category", {"term": entry.kind})
    _text(node, "summary", entry.summary, _LINE)
    rows = [line(row) for row in entry.content[:_WHOLE].splitlines()]
    content = "\n".join(filter(None, rows)) or line(entry.summary) or title
    if entry.content or not linked[0]:  # an entry needs a link or a content
        Tree.SubElement(node, "content", {"type": "text"}).text = content


def _text(node: Tree.Element, name: str, text: str, most: int) -> None:
    Tree.SubElement(node, name, {"type": "text"}).text = line(text, most)


def _plain(node: Tree.Element, name: str, text: str, **attributes: str) -> None:
    Tree.SubElement(node, name, attributes).text = text


def _author(node: Tree.Element, name: str) -> None:
    _plain(Tree.SubElement(node, "author"), "name", line(name, 100))


def _link(node: Tree.Element, rel: str, address: str, **attributes: str) -> bool:
    """Add a link where *address* is one of the web, and return whether it is."""
    fits = len(address) <= 2_000 and bool(safe.address(address))
    if fits:
        Tree.SubElement(node, "link", {"rel": rel, "href": address, **attributes})
    return fits
