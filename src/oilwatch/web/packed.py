"""The dashboard's own files packed by gzip: each once a process, not at each request."""

import gzip
from asyncio import Lock
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from oilwatch.web import conditional
from oilwatch.web.answer import Answer, heard, unpacks, without

_WORTH = 1_000
"""Bytes from which packing is worth it."""
_KINDS = (".js", ".css", ".svg", ".json", ".txt", ".wasm")
_CHANGES = (b"accept-encoding", b"if-none-match", b"if-modified-since", b"range", b"if-range")


@dataclass(frozen=True, slots=True)
class _Kept:
    body: bytes
    etag: str
    media_type: str
    cache: str


class Packed:
    """Middleware that keeps files below */static/* that are for ever, packed, and answers with them.

    What it keeps is bounded by the files there are: an address that is none gets a page, which is not kept.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._kept: dict[str, _Kept | None] = {}
        self._lock = Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from what is kept, or pass on."""
        if scope["type"] == "http" and _wanted(scope) and (kept := await self._get(scope, receive)):
            response = conditional.fresh(
                Request(scope), kept.body, etag=kept.etag, media_type=kept.media_type, cache=kept.cache
            )
            response.headers["Vary"] = "Accept-Encoding"
            if response.status_code == 200:
                response.headers["Content-Encoding"] = "gzip"
            await response(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _get(self, scope: Scope, receive: Receive) -> _Kept | None:
        path = scope["path"]
        if path not in self._kept:
            async with self._lock:  # one at a time: two visitors do not pack the same file
                if path not in self._kept:
                    whole = {**without(scope, _CHANGES), "method": "GET"}
                    found = await heard(self.app, whole, receive)
                    if found.status != 200 or "immutable" not in found.headers.get("cache-control", ""):
                        return None
                    worth = len(found.body) >= _WORTH
                    self._kept[path] = await run_in_threadpool(_pack, found) if worth else None
        return self._kept[path]


def _wanted(scope: Scope) -> bool:
    path: str = scope["path"]
    plain = scope["method"] in ("GET", "HEAD") and path.startswith("/static/") and path.endswith(_KINDS)
    return plain and unpacks(scope) and not any(name == b"range" for name, _ in scope["headers"])


def _pack(found: Answer) -> _Kept:
    return _Kept(
        gzip.compress(found.body, 6, mtime=0),
        conditional.etag(found.body, "gzip"),
        found.headers.get("content-type", "application/octet-stream"),
        found.headers["cache-control"],
    )
