"""What the server answers besides the dashboard: ``/feed.xml``."""

import re
from collections.abc import Mapping
from datetime import UTC
from email.utils import format_datetime, parsedate_to_datetime
from threading import Lock
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from oilwatch import ingest, settings
from oilwatch.errors import OilwatchError, StoreError
from oilwatch.feed import PATH, Feed, Feeds, atom
from oilwatch.report import safe
from oilwatch.store import Store

RETRY_AFTER = 60
"""Seconds after which to ask again while the store cannot be read."""
_LONGEST_WAIT = 10.0
"""Seconds to wait for another request that opens the store."""
_HOST = re.compile(r"(\[[0-9A-Fa-f:.]{2,45}\]|[A-Za-z0-9._-]{1,253})(:[0-9]{1,5})?")
_KEPT = "public, max-age=300"


def feed() -> Route:
    """Return the route of the feed."""
    return Route(PATH, endpoint=FeedRoute())


class FeedRoute:
    """The feed over HTTP: GET and HEAD, conditional, from the store of the settings."""

    def __init__(self) -> None:
        self._feeds = Feeds()
        self._stores: dict[str, Store] = {}
        self._lock = Lock()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one request."""
        request = Request(scope)
        if request.method in ("GET", "HEAD"):
            response = await run_in_threadpool(self._answer, request)
        else:
            response = _said("A feed is read with GET or HEAD.", 405, {"Allow": "GET, HEAD"})
        await response(scope, receive, send)

    def _answer(self, request: Request) -> Response:
        try:
            chosen = settings.load()
            base = safe.address(chosen.base_url) or _origin(request)
            if not base:
                return _said("Expected the name of this host in the header Host; got none that is one.", 400)
            query = str(request.scope["query_string"], "latin-1")
            found = self._feeds.get(self._store(chosen.db), query, base)
        except OilwatchError:  # its text may name places of this machine; `oilwatch doctor` tells it all
            text = "The store cannot be read just now; ask again in a minute. (`oilwatch doctor` says why.)"
            return _said(text, 503, {"Retry-After": str(RETRY_AFTER)})
        return _fresh(found, request.headers)

    def _store(self, address: str) -> Store:
        """Return the store at *address*; the first time it is made and filled where it is not yet."""
        if address in self._stores:
            return self._stores[address]
        if not self._lock.acquire(timeout=_LONGEST_WAIT):
            raise StoreError("the store is still being opened; ask again in a minute")
        try:
            if address not in self._stores:
                self._stores[address] = ingest.open_store(address)
            return self._stores[address]
        finally:
            self._lock.release()


def _origin(request: Request) -> str:
    """Return ``http://host:port`` as the request names it; empty where that is no host."""
    host = request.headers.get("host", "")
    if not host and request.scope.get("server"):
        host = request.url.netloc
    return f"{request.url.scheme}://{host}" if _HOST.fullmatch(host) else ""


def _fresh(found: Feed, asked: Mapping[str, str]) -> Response:
    """Return a feed, or that it is as the asker has it."""
    headers = {
        "ETag": found.etag,
        "Last-Modified": format_datetime(found.modified, usegmt=True),
        "Cache-Control": _KEPT,
        "X-Content-Type-Options": "nosniff",
    }
    if _held(found, asked):
        return Response(status_code=304, headers=headers)
    return Response(found.body, headers=headers, media_type=atom.MEDIA_TYPE)


def _held(found: Feed, asked: Mapping[str, str]) -> bool:
    """Return whether the asker has these very bytes: by their tag, else by their time (RFC 9110, 13.2.2)."""
    if (tags := asked.get("if-none-match")) is not None:
        held = {tag.strip().removeprefix("W/") for tag in tags.split(",")}
        return "*" in held or found.etag.removeprefix("W/") in held
    try:
        since = parsedate_to_datetime(asked.get("if-modified-since", ""))
        return found.modified <= (since if since.tzinfo else since.replace(tzinfo=UTC))
    except (TypeError, ValueError, OverflowError):
        return False


def _said(text: str, status: int, headers: Mapping[str, str] | None = None) -> Response:
    return PlainTextResponse(f"{text}\n", status, {"Cache-Control": "no-store", **(headers or {})})
