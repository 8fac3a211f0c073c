"""What stands in the head of the dashboard's pages: our title, the feed, and where the server's root is."""

import base64
import gzip
import hashlib
import re
from collections.abc import Collection

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from oilwatch.web import conditional
from oilwatch.web.answer import Answer, heard, unpacks, without

# The page would otherwise find the server's root out by requests that fail.
HEAD = (
    b'<script>window.__streamlit = {BACKEND_BASE_URL: window.location.origin + "/"}</script>'
    b"<title>oilwatch</title>"
    b'<link rel="alternate" type="application/atom+xml" title="oilwatch" href="/feed.xml">'
)
_TITLE = b"<title>Streamlit</title>"
_INLINE = re.compile(rb"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL | re.IGNORECASE)
_CHANGES = (b"accept-encoding", b"if-none-match", b"if-modified-since", b"range", b"if-range")


def scripts(*pages: bytes) -> tuple[str, ...]:
    """Return the hash of each inline script of some HTML, as a Content-Security-Policy names it."""
    found = (text for page in pages for text in _INLINE.findall(page))
    hashes = (base64.b64encode(hashlib.sha256(text).digest()).decode() for text in found)
    return tuple(f"'sha256-{digest}'" for digest in hashes)


class PageHead:
    """Middleware that puts our head into the HTML of pages, and packs it; *pages*: their names."""

    def __init__(self, app: ASGIApp, pages: Collection[str]) -> None:
        self.app = app
        self._pages = frozenset(pages)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything through; change only the HTML of a page."""
        path = scope["path"] if scope["type"] == "http" and scope["method"] in ("GET", "HEAD") else "-"
        if path != "/" and path[1:] not in self._pages:
            await self.app(scope, receive, send)
            return
        found = await heard(self.app, {**without(scope, _CHANGES), "method": "GET"}, receive)
        await _page(Request(scope), found)(scope, receive, send)


def _page(request: Request, found: Answer) -> ASGIApp:
    if found.status != 200:
        return Response(found.body, found.status, dict(found.headers))
    body = found.body.replace(_TITLE, HEAD, 1)
    packed = unpacks(request.scope)
    if packed:
        body = gzip.compress(body, 6, mtime=0)
    response = conditional.fresh(
        request, body,
        etag=conditional.etag(body), cache="no-cache",
        media_type=found.headers.get("content-type", "text/html; charset=utf-8"),
    )  # fmt: skip
    response.headers["Vary"] = "Accept-Encoding"
    if packed and response.status_code == 200:
        response.headers["Content-Encoding"] = "gzip"
    return response
