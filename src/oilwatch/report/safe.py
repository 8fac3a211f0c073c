"""Text that others wrote, made harmless: nothing in it is markup, and nothing in it is invisible."""

import re
from urllib.parse import urlsplit

_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
"""Control characters, what turns the direction of writing, what has no width, and halves of characters."""
_MARKS = re.compile(r"[\\`*_{}\[\]<>#|~$&@]|:(?=//|\w)|(?<=www)\.", re.I)
_STARTS = re.compile(r"^(\s*)([-+=]|\d+(?=[.)]))", re.M)


def visible(text: str) -> str:
    """Return text in which each character that hides or turns others is written as its code."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return _HIDDEN.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", plain)


def line(text: str) -> str:
    """Return text as one visible line."""
    return " ".join(visible(text).split())


def markup(text: str) -> str:
    """Return text for an element or a quoted attribute of HTML."""
    plain = visible(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return plain.replace('"', "&quot;").replace("'", "&#39;")


def markdown(text: str) -> str:
    """Return text inside a line in which nothing is Markdown, HTML or a link that a reader makes of it."""
    return _MARKS.sub(lambda found: f"\\{found[0]}", visible(text))


def paragraphs(text: str) -> str:
    """Return lines of text that are no lists, rules or headings either."""
    return _STARTS.sub(_unlisted, markdown(text))


def _unlisted(found: re.Match[str]) -> str:
    room, mark = found.groups()
    return f"{room}{mark}\\" if mark.isdigit() else f"{room}\\{mark}"


def address(url: str) -> str:
    """Return an address that may be a link: http or https, with a host; otherwise nothing."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    fits = parts.scheme in ("http", "https") and parts.netloc and not re.search(r"[\s<>\"'`\\]", url)
    return url if fits and url.isprintable() else ""
