"""A real HTTP server on a loopback port that plays an outside service, its quirks and its failures.

A service is a :class:`Replay` whose ``answer`` turns a request into a :class:`Reply`. What goes wrong is
named in ``fault``: a plain status (``"503"``), a status with a wait (``"429 after 7"``, ``"503 after Wed, 21
Oct 2026 07:28:00 GMT"``), a redirect (``"302 to /elsewhere"``), a reply of the service
(:attr:`Replay.faults`) or a failure of the connection (:data:`tests.services.faults.PLAYS`).
"""

import gzip
import json
import socket
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar, NamedTuple, Self
from urllib.parse import parse_qs, unquote, urlsplit

from tests.services import faults
from tests.services.world import World


class Request(NamedTuple):
    """A request as it came: every value of a parameter in a list, header names in lower case."""

    method: str
    path: str
    params: dict[str, list[str]]
    headers: dict[str, str]

    def get(self, name: str, default: str = "") -> str:
        """Return the last value of a parameter."""
        return self.params.get(name, [default])[-1]


@dataclass(frozen=True)
class Reply:
    """A whole answer; Content-Length is added where it is not given."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)

    def packed(self, request: Request) -> "Reply":
        """Return the answer in gzip where the request accepts that."""
        if (
            "gzip" not in request.headers.get("accept-encoding", "")
            or self.body[:2] == b"PK"
            or not self.body
        ):
            return self
        headers = {**self.headers, "Content-Encoding": "gzip"}
        return replace(self, body=gzip.compress(self.body, 1, mtime=0), headers=headers)


def json_reply(value: object, status: int = 200, content_type: str = "application/json") -> Reply:
    """Return JSON with escaped slashes, as these services send it."""
    return Reply(json.dumps(value).replace("/", "\\/").encode(), status, {"Content-Type": content_type})


def page(text: str, status: int = 200) -> Reply:
    """Return a page of HTML."""
    whole = f"<!DOCTYPE html>\n<html><head><title>{text}</title></head><body><h1>{text}</h1></body></html>\n"
    return Reply(whole.encode(), status, {"Content-Type": "text/html; charset=utf-8"})


Fault = str | Callable[[Request], str | None] | None


class Replay:
    """A service on 127.0.0.1; use it as a context manager, or close it.

    *url*: where it is; *hits*: the requests so far; *world*: the figures it serves.
    """

    faults: ClassVar[Mapping[str, Reply | Callable[[Reply], Reply]]] = {}
    """What the service itself can answer instead, by name; a function spoils the answer that was meant."""

    packs: ClassVar[bool] = False
    """Whether answers are gzipped for who accepts that."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.hits: list[Request] = []
        self.stop = threading.Event()
        self._fault: Fault = None
        self._server: ThreadingHTTPServer | None = None
        self._socket = _bound(0)
        self.port = int(self._socket.getsockname()[1])
        self.url = f"http://127.0.0.1:{self.port}"
        self._open()

    def answer(self, request: Request) -> Reply | str:
        """Return the answer to a request, or the name of a fault."""
        return page("a page")

    @property
    def fault(self) -> Fault:
        """What goes wrong: a name, a function request -> name or None, or None."""
        return self._fault

    @fault.setter
    def fault(self, fault: Fault) -> None:
        was, self._fault = self._fault, fault
        if fault == "refused":
            self._shut()
            self._socket = _bound(self.port)  # held, but nobody listens
        elif was == "refused":
            self._open()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the server and every answer that still drips."""
        self.stop.set()
        self._shut()

    def play(self, request: Request) -> tuple[Reply, str | None]:
        """Return the answer, and the failure of the connection by which it is sent, if any."""
        fault = self._fault(request) if callable(self._fault) else self._fault
        said = self.answer(request)
        name = fault or (said if isinstance(said, str) else None)
        whole = said if isinstance(said, Reply) else Reply()
        if spoilt := name not in faults.PLAYS and name is not None:
            own = self.faults.get(str(name)) or _named(str(name))
            whole = own(whole) if callable(own) else own
        return whole.packed(request) if self.packs else whole, None if spoilt else name

    def _open(self) -> None:
        self._socket.listen(64)
        server = _Server(("127.0.0.1", self.port), _handler(self), bind_and_activate=False)
        server.socket.close()
        server.socket = self._socket
        self._server = server
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()

    def _shut(self) -> None:
        if self._server:
            self._server.shutdown()
            self._server = None
        self._socket.close()


def times(count: int, fault: str) -> Callable[[Request], str | None]:
    """Return a fault that is over after *count* requests."""
    left = iter([fault] * count)
    return lambda _request: next(left, None)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing where the client went away; that is what most faults are for."""


def _bound(port: int) -> socket.socket:
    made = socket.socket()
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    made.bind(("127.0.0.1", port))
    return made


def _named(fault: str) -> Reply:
    """Return the answer of a plain status, a status with a wait, or a redirect."""
    status, word, rest = [*fault.split(" ", 2), "", ""][:3]
    headers = {"after": {"Retry-After": rest}, "to": {"Location": rest}, "": {}}[word]
    plain = page(f"{status} says the replay", int(status))
    return replace(plain, headers={**plain.headers, **headers})


def _handler(replay: Replay) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 30

        def _play(self) -> None:
            parts = urlsplit(self.path)
            headers = {name.lower(): value for name, value in self.headers.items()}
            params = parse_qs(parts.query, keep_blank_values=True)
            request = Request(self.command, unquote(parts.path), params, headers)
            replay.hits.append(request)
            self.close_connection = True
            try:
                reply, fault = replay.play(request)
            except Exception as error:  # noqa: BLE001 - a mistake of the replay must reach the test
                reply, fault = page(f"the replay itself failed: {error!r}", 599), None
            (faults.PLAYS[fault] if fault else faults.send)(self, reply, replay.stop)

        do_GET = do_HEAD = do_POST = _play

        def log_message(self, *_: object) -> None:
            """Be quiet."""

    return Handler
