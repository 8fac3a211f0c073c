"""The frame of our own pages: head, preview tags, policy. What goes in is escaped here, or is markup."""

import base64
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from oilwatch import settings
from oilwatch.report.safe import address, line, markup
from oilwatch.web import assets
from oilwatch.web.feed import origin

CARD_WIDTH, CARD_HEIGHT = 1200, 630
"""Pixels of the preview card."""
_WRITTEN = ("font-weight:bold",)
"""The style attributes that plotly writes for the marks in our texts (``<b>``); their hashes are allowed."""


@dataclass(frozen=True, slots=True)
class Head:
    """What stands in the head of a page; plain text. *url* and *image* are absolute; empty: no preview."""

    title: str
    description: str = ""
    url: str = ""
    image: str = ""
    drawing: bool = False
    """The page draws charts: it needs plotly and our script."""


def document(head: Head, body: Iterable[str], *, kind: str = "") -> bytes:
    """Return a whole page; *body* is markup, *kind* a class of the body."""
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{told(head.title)} – oilwatch</title>"
        '<meta name="robots" content="noindex"><meta name="color-scheme" content="light dark">'
        f'{"".join(_preview(head))}<link rel="icon" href="{assets.path("icon")}">'
        f'<link rel="stylesheet" id="plotly.js-style-global" class="no-inline-styles" '
        f'href="{assets.path("sheet")}">'
        f"{_scripts(head)}</head>\n"
        f"<body{f' class={kind}' if kind else ''}><main>\n" + "\n".join(body) + "\n</main></body></html>\n"
    ).encode()


def told(text: object) -> str:
    """Return text for an element or a quoted attribute: one visible line, nothing in it is markup."""
    return markup(line(str(text)))


def link(url: str, words: str) -> str:
    """Return a link to an address of the web; the words alone where it is none, nothing where it is empty."""
    place = address(url)
    return f'<a href="{markup(place)}" rel="noopener noreferrer">{told(words)}</a>' if place else told(words)


def base(request: Request) -> str:
    """Return the public address: the settings', else the request's host; empty where that is no host."""
    return address(settings.load().base_url) or origin(request)


def headers(frames: Iterable[str] = ()) -> Mapping[str, str]:
    """Return the headers of a page: nothing runs or loads but our files; *frames* may hold it in a frame."""
    allowed = " ".join(frames) or "'none'"
    hashes = " ".join(f"'sha256-{_sha256(text)}'" for text in _WRITTEN)
    policy = (
        "default-src 'none'; script-src 'self'; style-src 'self'; "
        f"style-src-attr 'unsafe-hashes' {hashes}; img-src 'self' data:; connect-src 'self'; "
        f"base-uri 'none'; form-action 'none'; frame-ancestors {allowed}"
    )
    return {
        "Content-Security-Policy": policy,
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }


def refusal(status: int, title: str, text: str, *, wait: int = 0) -> Response:
    """Return a small page that says what is the matter; nothing of the request is in it."""
    body = [f"<h1>{told(title)}</h1>", f"<p>{told(text)}</p>", '<p><a href="/">Open the dashboard</a></p>']
    more = {"Retry-After": str(wait)} if wait else {}
    return HTMLResponse(
        document(Head(title), body), status, {**headers(), "Cache-Control": "no-store", **more}
    )


def _preview(head: Head) -> Iterable[str]:
    """Yield the tags that chat and social sites read."""
    if head.description:
        yield f'<meta name="description" content="{told(head.description)}">'
    if not head.image:
        return
    for name, text in {
        "og:type": "article", "og:site_name": "oilwatch", "og:title": head.title,
        "og:description": head.description, "og:url": head.url, "og:image": head.image,
        "og:image:type": "image/png", "og:image:width": CARD_WIDTH, "og:image:height": CARD_HEIGHT,
        "og:image:alt": head.description,
    }.items():  # fmt: skip
        yield f'<meta property="{name}" content="{told(text)}">'
    yield '<meta name="twitter:card" content="summary_large_image">'
    yield f'<meta name="twitter:image:alt" content="{told(head.description)}">'


def _scripts(head: Head) -> str:
    """Return what draws. (The sheet has plotly's rules; by its id plotly knows, and writes none.)"""
    if not head.drawing:
        return ""
    return (
        f'<script defer src="{assets.path("script")}"></script>'
        f'<script defer id="plotly" src="{assets.path("plotly")}"></script>'
    )


def _sha256(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
