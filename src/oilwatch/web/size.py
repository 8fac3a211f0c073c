"""How much may be sent to the server at once."""

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from oilwatch.web.problem import problem

MOST = 2_000_000
"""Bytes of a request's body."""
MOST_UPLOADED = 21_000_000
"""Bytes of a file that a person gives to a page: 20 MB and what wraps it."""
_UPLOADS = "/_stcore/upload_file/"


class _TooLarge(Exception):
    """More came than may."""


class Size:
    """Middleware that answers 413 to a body that is too large, whether or not its size was told."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse with 413, or pass on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        most = MOST_UPLOADED if scope["path"].startswith(_UPLOADS) else MOST
        came, begun = 0, False

        async def counted() -> Message:
            nonlocal came
            message = await receive()
            came += len(message.get("body", b""))
            if came > most:
                raise _TooLarge
            return message

        async def told(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            if _told(scope) > most:
                raise _TooLarge
            await self.app(scope, counted, told)
        except _TooLarge:
            if not begun:  # else the connection is cut, as its answer cannot be completed
                text = f"Expected a body of at most {most:,} bytes; got more. Send less at once."
                gone = {"Connection": "close"}  # what is left of the body is not read
                await problem(413, "Body too large", text, Request(scope), gone)(scope, receive, send)


def _told(scope: Scope) -> int:
    size = Headers(scope=scope).get("content-length", "")
    return int(size) if size.isascii() and size.isdigit() else 0
