"""``/feed.xml``: what is new, for readers of feeds."""

import re
from collections.abc import Mapping
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from oilwatch import settings
from oilwatch.errors import OilwatchError
from oilwatch.feed import PATH, Feeds, atom
from oilwatch.report import safe
from oilwatch.web import conditional, stores
from oilwatch.web.problem import RETRY_AFTER

_HOST = re.compile(r"(\[[0-9A-Fa-f:.]{2,45}\]|[A-Za-z0-9._-]{1,253})(:[0-9]{1,5})?")
_KEPT = "public, max-age=300"


def route() -> Route:
    """Return the route of the feed."""
    return Route(PATH, endpoint=FeedRoute())


class FeedRoute:
    """The feed over HTTP: GET and HEAD, conditional, from the store of the settings."""

    def __init__(self) -> None:
        self._feeds, self._turn = Feeds(), 0

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one request; refusals are one line of plain text, which readers of feeds show."""
        request = Request(scope)
        if request.method in ("GET", "HEAD"):
            response = await run_in_threadpool(self._answer, request)
        else:
            response = _said("A feed is read with GET or HEAD.", 405, {"Allow": "GET, HEAD"})
        await response(scope, receive, send)

    def _answer(self, request: Request) -> Response:
        try:
            chosen = settings.load()
            base = safe.address(chosen.base_url) or origin(request)
            if not base:
                return _said("Expected the name of this host in the header Host; got none that is one.", 400)
            query = str(request.scope["query_string"], "latin-1")
            store = stores.store(chosen.db)
            if self._turn != (turn := stores.turn(chosen.db)):  # what is kept was read from another file
                self._feeds, self._turn = Feeds(), turn
            found = self._feeds.get(store, query, base)
        except OilwatchError:  # its text may name places of this machine; `oilwatch doctor` tells it all
            text = "The store cannot be read just now; ask again in a minute. (`oilwatch doctor` says why.)"
            return _said(text, 503, {"Retry-After": str(RETRY_AFTER)})
        return conditional.fresh(
            request, found.body,
            etag=found.etag, modified=found.modified, media_type=atom.MEDIA_TYPE, cache=_KEPT,
        )  # fmt: skip


def origin(request: Request) -> str:
    """Return ``http://host:port`` as the request names it; empty where that is no host."""
    host = request.headers.get("host", "")
    if not host and request.scope.get("server"):
        host = request.url.netloc
    return f"{request.url.scheme}://{host}" if _HOST.fullmatch(host) else ""


def _said(text: str, status: int, headers: Mapping[str, str] | None = None) -> Response:
    return PlainTextResponse(f"{text}\n", status, {"Cache-Control": "no-store", **(headers or {})})
