"""A number for every request, a line for it in the log, and no traceback for a visitor."""

import json
import re
import secrets
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect, HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from oilwatch.web.answer import STARTS, answered
from oilwatch.web.problem import REQUEST_ID, problem

_GIVEN = re.compile(r"[A-Za-z0-9_-]{8,64}")
_GONE = 499
"""Status of a request whose asker went away, as nginx has it."""
_LONGEST = 20_000
"""Characters of a traceback that are told."""


def line(**told: object) -> str:
    """Return one line of the log: JSON in plain ASCII, so that nothing told can begin another line."""
    return json.dumps(told, ensure_ascii=True, default=str).replace("\x7f", "\\u007f")


def cut(told: str) -> str:
    """Return a traceback no longer than a line of the log should be: its end, which says most."""
    return told if len(told) <= _LONGEST else f"...{told[-_LONGEST:]}"


def say(text: str) -> None:
    """Write a line of the log."""
    print(text, file=sys.stderr, flush=True)


@dataclass(slots=True)
class _Answer:
    """What has been answered so far."""

    status: int = 0
    size: int = 0
    failure: dict[str, str] = field(default_factory=dict)


class Journal:
    """Middleware that numbers requests (``X-Request-ID``), tells them and answers failures with 500.

    *every*: each request is told; else only what failed. The query is never told: it may hold what is secret.
    """

    def __init__(self, app: ASGIApp, *, every: bool, say: Callable[[str], None] = say) -> None:
        self.app = app
        self._every = every
        self._say = say

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on under a number."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        number, began, answer = _number(scope), time.perf_counter(), _Answer()
        scope[REQUEST_ID] = number

        async def told(message: Message) -> None:
            _note(answer, message)
            if message["type"] in STARTS:
                MutableHeaders(scope=message)["X-Request-ID"] = number
            await send(message)

        try:
            await self.app(scope, receive, told)
        except ClientDisconnect:
            answer.status = _GONE
        except Exception as error:  # noqa: BLE001  (the last place before the visitor, who is told nothing)
            begun, answer.failure = answer.status, _failure(error)
            if not begun:
                await _fail(scope, receive, told)
            answer.status = 500
        finally:
            if self._every or answer.status >= 500:
                self._say(_told(scope, answer, time.perf_counter() - began))


def _number(scope: Scope) -> str:
    given = Headers(scope=scope).get("x-request-id", "")
    return given if _GIVEN.fullmatch(given) else secrets.token_urlsafe(12)


def _note(answer: _Answer, message: Message) -> None:
    kind = message["type"]
    if kind in STARTS:
        answer.status = message["status"]
    elif kind == "websocket.accept":
        answer.status = 101
    elif kind == "websocket.close" and not answer.status:
        answer.status = 403
    answer.size += len(message.get("body") or message.get("bytes") or message.get("text") or b"")


def _failure(error: Exception) -> dict[str, str]:
    return {"error": type(error).__name__, "traceback": cut("".join(traceback.format_exception(error)))}


async def _fail(scope: Scope, receive: Receive, send: Send) -> None:
    text = "Something went wrong on our side. Whoever runs this server finds it in the log by its request id."
    await answered(scope, receive, send, problem(500, "Internal error", text, HTTPConnection(scope)))


def _told(scope: Scope, answer: _Answer, took: float) -> str:
    return line(
        time=datetime.now(UTC).isoformat(timespec="milliseconds"),
        request_id=scope[REQUEST_ID],
        method=scope.get("method", "WEBSOCKET"),
        path=scope["path"][:500],
        status=answer.status,
        bytes=answer.size,
        ms=round(took * 1000, 1),
        client=(scope.get("client") or ("",))[0],
        **answer.failure,
    )
