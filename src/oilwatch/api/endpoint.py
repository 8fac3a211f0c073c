"""How an operation is answered over HTTP: read, answered in a thread, tagged, refused."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from oilwatch import views
from oilwatch.api import checks, parameters
from oilwatch.api.operation import Asked, Operation, Reply
from oilwatch.api.problems import TITLES, Problem
from oilwatch.api.release import fingerprint
from oilwatch.errors import InputError, OilwatchError, UnknownSeries
from oilwatch.store import Store
from oilwatch.views import Source
from oilwatch.web import conditional
from oilwatch.web.problem import RETRY_AFTER, UNSET, problem, unavailable

Opened = Callable[[], Store]
LIVE, FROZEN = "no-cache", "public, max-age=31536000, immutable"
READABLE = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "ETag, Link"}
"""Lets pages of other sites read; nobody is known by a cookie here."""
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Max-Age": "86400",
}
TRIES = 3
"""How often a request is answered anew because the store was written meanwhile."""


class Endpoint:
    """The operation of one path; an ASGI application."""

    def __init__(self, operation: Operation, opened: Opened, *, wait: float = checks.LONGEST_WAIT) -> None:
        self._operation = operation
        self._wait = wait
        self._opened = opened
        self._room = asyncio.Semaphore(checks.AT_ONCE)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one request."""
        request = Request(scope, receive)
        try:
            response = await self._response(request)
        except Problem as found:
            response = refused(found, request)
        except UnknownSeries as error:
            response = refused(Problem(404, str(error)), request)
        except InputError as error:
            response = refused(Problem(422, str(error)), request)
        except OilwatchError:  # its text may name places of this machine
            response = unavailable(request)
        if self._operation.method == "GET":
            response.headers.update(READABLE)
        await response(scope, receive, send)

    async def _response(self, request: Request) -> Response:
        operation = self._operation
        if request.method not in operation.methods:
            raise not_allowed(operation.methods)
        if request.method == "OPTIONS":
            more = PREFLIGHT if operation.method == "GET" else {}
            return Response(status_code=204, headers={"Allow": ", ".join(operation.methods), **more})
        if operation.method == "GET":
            return await run_in_threadpool(self._read, request)
        return await self._posted(request)

    def _read(self, request: Request) -> Response:
        query = str(request.scope["query_string"], "latin-1")
        values = parameters.read(self._operation.parameters, query, request.path_params)
        store = self._store()
        frozen = self._operation.frozen(values)
        for left in reversed(range(TRIES)):
            source = views.current(store)
            pinned = None if left else source.version
            asked = Asked(source, values, request.url.path, pinned)
            tag = "" if frozen else _tag(source, request, asked)
            if tag and "*" not in (conditional.tags(request) or ()) and conditional.held(request, tag):
                return conditional.fresh(request, b"", etag=tag, media_type=self._media, cache=LIVE)
            reply = self._operation.answer(asked)
            if frozen or store.data_version() == source.version:
                break  # what was read is of that version, whoever writes meanwhile
        else:
            return self._unsettled(reply)
        tag = tag or conditional.etag(reply.body)
        response = conditional.fresh(
            request, reply.body, etag=tag, media_type=self._media, cache=FROZEN if frozen else LIVE
        )
        return _linked(response, reply)

    @property
    def _media(self) -> str:
        return self._operation.media

    def _store(self) -> Store:
        """Return the store; raise Problem where the settings lead to none: the asker cannot mend them."""
        try:
            return self._opened()
        except InputError:  # its text may name what is set
            raise Problem(503, UNSET, {"Retry-After": str(RETRY_AFTER)}) from None

    def _unsettled(self, reply: Reply) -> Response:
        """Return an answer that may be of two versions, as the store never stood still: kept by nobody."""
        headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
        return _linked(Response(reply.body, headers=headers, media_type=self._media), reply)

    async def _posted(self, request: Request) -> Response:
        media = request.headers.get("content-type", "").split(";")[0].strip().lower()
        if media != checks.MEDIA:
            raise Problem(415, f"expected the Content-Type {checks.MEDIA}; send the story as JSON")
        parameters.read((), str(request.scope["query_string"], "latin-1"), {})
        body = await _body(request)
        try:
            await asyncio.wait_for(self._room.acquire(), self._wait)
        except TimeoutError:
            told = f"{checks.AT_ONCE} stories are being checked and others wait; ask again in a moment"
            raise Problem(503, told, {"Retry-After": str(checks.RETRY_AFTER)}) from None
        try:
            return await run_in_threadpool(self._checked, request, body)
        finally:
            self._room.release()

    def _checked(self, request: Request, body: bytes) -> Response:
        source = views.current(self._store())
        reply = self._operation.answer(Asked(source, {}, request.url.path, body=body))
        headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
        return Response(reply.body, headers=headers, media_type=self._media)


async def _body(request: Request) -> bytes:
    """Return the body; raise Problem as soon as it is longer than a story may be, or is broken off."""
    whole = bytearray()
    try:
        async for part in request.stream():
            whole += part
            if len(whole) > checks.MOST_BYTES:
                most = f"{checks.MOST_BYTES:,} bytes"
                raise Problem(
                    413, f"expected a body of at most {most}; send one story", {"Connection": "close"}
                )
    except ClientDisconnect:
        raise Problem(400, "the body was broken off") from None
    return bytes(whole)


def _tag(source: Source, request: Request, asked: Asked) -> str:
    """Return the tag of what an answer depends on: code, store, its data version, the day, the request."""
    values = sorted((name, str(value)) for name, value in asked.values.items() if value is not None)
    return conditional.etag(fingerprint(), *source.key, asked.today, request.url.path, values)


def _linked(response: Response, reply: Reply) -> Response:
    if reply.next:
        response.headers["Link"] = f'<{quote(reply.next, safe="/?&=%+,.:-_~")}>; rel="next"'
    return response


def not_allowed(allowed: Sequence[str]) -> Problem:
    """Return the refusal of a method."""
    listed = ", ".join(allowed)
    return Problem(405, f"expected one of {listed}", {"Allow": listed})


def refused(found: Problem, request: Request) -> Response:
    """Return a refusal as the server gives all of them."""
    return problem(found.status, TITLES[found.status], found.detail, request, found.headers)
