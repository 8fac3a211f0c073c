"""An application's answer in one piece, for middleware that changes it, and answers to what is refused."""

from collections.abc import Iterable
from dataclasses import dataclass

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

Pairs = list[tuple[bytes, bytes]]
STARTS = ("http.response.start", "websocket.http.response.start")
"""Messages that begin an answer: of a request, and of a websocket that is not opened."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer."""

    status: int
    headers: Headers
    body: bytes


async def heard(app: ASGIApp, scope: Scope, receive: Receive) -> Answer:
    """Return the whole answer of *app*; for answers that are small, or kept."""
    start: Message = {"status": 500, "headers": []}
    parts: list[bytes] = []

    async def keep(message: Message) -> None:
        nonlocal start
        if message["type"] == "http.response.start":
            start = message
        else:
            parts.append(message.get("body", b""))

    await app(scope, receive, keep)
    return Answer(start["status"], Headers(raw=list(start["headers"])), b"".join(parts))


def without(scope: Scope, names: Iterable[bytes]) -> Scope:
    """Return a scope whose request lacks some headers; what is passed on in it is shared."""
    left = [(name, value) for name, value in scope["headers"] if name not in names]
    return {**scope, "headers": left}


def unpacks(scope: Scope) -> bool:
    """Return whether the asker can unpack gzip."""
    for part in Headers(scope=scope).get("accept-encoding", "").lower().split(","):
        name, _, weight = part.strip().partition(";")
        if name.strip() in ("gzip", "*"):
            return weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False


async def answered(scope: Scope, receive: Receive, send: Send, response: Response) -> None:
    """Send an answer, also to who asked for a websocket; it is closed where the server has no such way."""
    if scope["type"] == "websocket" and "websocket.http.response" not in scope.get("extensions", {}):
        await send({"type": "websocket.close", "code": 1008})
    else:
        await response(scope, receive, send)
