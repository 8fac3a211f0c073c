"""Plain text out of what strangers send: headlines, links, and a glimpse of an answer that is no answer."""

import html
import re
from urllib.parse import urljoin, urlsplit

MOST_TITLE = 500
MOST_LINK = 4_000

_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)
"""Control characters, marks that turn the direction of text, and characters that nobody sees."""
_HALVES = re.compile("[\ud800-\udfff]")
"""Halves of a character, which no file and no database can hold."""
_C1 = re.compile("[\x80-\x9f]")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<![^<>]*>")


def visible(text: str) -> str:
    """Return *text* without characters that are not shown; bytes of Windows-1252 read as what they mean."""
    text = _HALVES.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _C1.sub(lambda found: bytes([ord(found[0])]).decode("cp1252", "replace"), text)
    return _UNSEEN.sub("", text)


def plain(text: str, most: int = MOST_TITLE) -> str:
    """Return *text* on one line, at most *most* characters long."""
    text = " ".join(visible(text[: most * 20].replace("\x0b", " ").replace("\x0c", " ")).split())
    return text if len(text) <= most else f"{text[: most - 3].rstrip()}..."


def from_markup(text: str, most: int = MOST_TITLE) -> str:
    """Return the plain text of a headline that may hold tags and entities, also ones encoded twice."""
    text = text[: most * 20]
    for _ in range(2):
        text = html.unescape(_TAG.sub(" " if "<br" in text else "", text))
    return plain(_TAG.sub("", text), most)


def link(address: str, base: str = "") -> str:
    """Return an http(s) address, resolved against *base*; empty where it is no such address."""
    address = "".join(visible(address[: MOST_LINK + 1]).split())
    try:
        whole = urljoin(base, address)
        parts = urlsplit(whole)
    except ValueError:
        return ""
    usable = address and parts.scheme in ("http", "https") and parts.hostname and parts.username is None
    return whole if usable and len(whole) <= MOST_LINK else ""


def glimpse(body: bytes | str) -> str:
    """Return in words what came instead of what was asked for: its first 80 printable characters."""
    text = body[:8_000].decode("utf-8", "replace") if isinstance(body, bytes) else body[:8_000]
    shown = "".join(mark for mark in plain(text, 400) if mark.isprintable())[:80].strip()
    if not shown:
        return "an empty answer"
    page = re.match(r"\s*(?:\ufeff)?(?:<\?xml[^>]*>\s*)?<(?:!doctype html|html|head|body)\b", text, re.I)
    if not page:
        return f"'{shown}'"
    named = re.search(r"<title[^<>]*>([^<]*)", text, re.I)
    title = from_markup(named[1], 80) if named else ""
    return f"a web page titled '{title}'" if title else f"a web page ('{shown}')"
