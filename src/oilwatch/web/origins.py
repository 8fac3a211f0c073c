"""Whose pages may open a websocket: ours. Any page that a browser shows can ask for one (CSWSH)."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from oilwatch.web.answer import answered
from oilwatch.web.hosts import Names
from oilwatch.web.problem import problem

_LONGEST = 300
"""Characters of an origin: a scheme, the longest name of a host, and a port."""


class Origins:
    """Middleware that refuses websockets which pages of other sites ask for, and those that cannot be read.

    The application below sees the host that its page named: it takes a page of ours for one of its own, and
    does not go out to ask under which address the world knows this machine.
    """

    def __init__(self, app: ASGIApp, names: Names) -> None:
        self.app = app
        self._names = names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse with 403, with 400 what is no handshake, or pass on."""
        if scope["type"] != "websocket" and not _asks(scope):
            await self.app(scope, receive, send)
            return
        asked = Headers(scope=scope)
        given, host = asked.getlist("origin"), asked.get("host", "")
        if given and not (len(given) == 1 and self._ours(given[0], host)):
            text = "A websocket is opened by a page of this server only; the header Origin names another."
            refusal = problem(403, "Not a page of ours", text, HTTPConnection(scope))
        elif scope["type"] == "websocket":
            await self.app(_same(scope, given), receive, send)
            return
        else:
            text = "This is no request for a websocket that can be read (RFC 6455)."
            gone = {"Connection": "close"}
            refusal = problem(400, "No websocket", text, HTTPConnection(scope), gone)
        await answered(scope, receive, send, refusal)

    def _ours(self, origin: str, host: str) -> bool:
        """Return whether an origin is a page of this server, which was asked by the name *host*."""
        if len(origin) > _LONGEST:
            return False
        try:
            found = urlsplit(origin)
        except ValueError:
            return False
        whole = (
            found.scheme in ("http", "https") and origin.lower() == f"{found.scheme}://{found.netloc}".lower()
        )
        return whole and self._names.own(found.netloc, host)


def _asks(scope: Scope) -> bool:
    """Return whether a plain request asked for a websocket, and was not taken for one."""
    if scope["type"] != "http":
        return False
    asked = Headers(scope=scope)
    return (
        asked.get("upgrade", "").lower() == "websocket" and "upgrade" in asked.get("connection", "").lower()
    )


def _same(scope: Scope, origin: list[str]) -> Scope:
    """Return a scope whose Host is that of its origin."""
    if not origin:
        return scope
    host = urlsplit(origin[0]).netloc.encode("latin-1")
    headers = [(name, host if name == b"host" else value) for name, value in scope["headers"]]
    return {**scope, "headers": headers}
