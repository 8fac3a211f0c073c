"""Paths at which nothing can be: with signs that are no text, or that climb out of where they begin."""

import re

from starlette.types import ASGIApp, Receive, Scope, Send

from oilwatch.web.refusal import Refusal

_OURS = re.compile(r"/(?:s|api|receipt|assets)(?:[/\\]|\Z)")
_SIGNS = re.compile(r"[\x00-\x1f\x7f]")
_CLIMBS = re.compile(r"\\|(?:^|/)\.\.(?:/|\Z)")
_NOTHING = Refusal(404, "There is nothing here", "There is nothing at this address.")
_HIDDEN = re.compile(rb"%(?:2f|5c)", re.IGNORECASE)


class Paths:
    """Middleware that answers 404 to a path with a control character, and to one of ours that climbs.

    Also to one of ours that hides a separator: the router and the dashboard each read it in their own way.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse with 404, or pass on."""
        if scope["type"] == "http" and _nowhere(scope):
            await _NOTHING(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def _nowhere(scope: Scope) -> bool:
    path: str = scope["path"]
    if _SIGNS.search(path):
        return True
    tricks = _CLIMBS.search(path) or _HIDDEN.search(scope.get("raw_path") or b"")
    return bool(tricks and _OURS.match(path))
