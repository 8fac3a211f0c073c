"""Requests to open a websocket that no library of websockets can read: answered, where they would hang.

uvicorn hands such a request over to the library, which says nothing where a header has a sign or a length
that it does not take. Here the library reads it first; what it cannot read stays a plain request, so that it
is refused, numbered and told like any other.
"""

import logging

from uvicorn.protocols.http.h11_impl import H11Protocol
from websockets.http11 import Request
from websockets.server import ServerProtocol

_UNHEARD = logging.Logger("unheard", logging.CRITICAL + 1)
"""For the trial reading: what comes of it is told as the line of the request."""


class Careful(H11Protocol):
    """HTTP/1.1 that opens a websocket only where the request for it can be read and is whole."""

    def _should_upgrade(self) -> bool:
        return super()._should_upgrade() and _opens(self._asked())

    def _asked(self) -> bytes:
        """Return the request as it is handed over."""
        scope = self.scope
        query = b"?" + scope["query_string"] if scope["query_string"] else b""
        head = scope["method"].encode("ascii") + b" " + scope["raw_path"] + query + b" HTTP/1.1\r\n"
        return head + b"".join(name + b": " + value + b"\r\n" for name, value in self.headers) + b"\r\n"


def _opens(asked: bytes) -> bool:
    """Return whether the library would open a websocket for a request."""
    library = ServerProtocol(logger=_UNHEARD)
    library.receive_data(asked)
    read = [event for event in library.events_received() if isinstance(event, Request)]
    return len(read) == 1 and library.accept(read[0]).status_code == 101
