"""Real servers on loopback that answer as GDELT, Google News, feeds and pages do, faults included."""

import gzip
import json
import re
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlencode, urlsplit

HTML, JSON, XML = "text/html; charset=utf-8", "application/json; charset=utf-8", "text/xml"
RATE = "Please limit requests to one every 5 seconds or contact ADDRESS for larger queries."
REFUSALS = {
    "no match": (200, JSON, "{}"),
    "rate": (429, "text/html", RATE),
    "rate, dressed as 200": (200, HTML, RATE),
    "one-character keyword": (200, HTML, "Your query was too short or too long."),
    'quoted single short word, e.g. "Iran"': (200, HTML, "The specified phrase is too short."),
    "unbalanced (": (200, HTML, "One or more of your parenthetical clauses had an error in it."),
    "a OR b without ()": (200, HTML, "Queries containing OR'd terms must be surrounded by ()."),
    "f-16 unquoted": (
        200, HTML, "One or more of your keywords contained an illegal character. "
        'To use a dash in a word, place it in quotes like "f-16".',
    ),
    "timespan under 1h": (200, HTML, "Timespan is too short."),
}  # fmt: skip
"""What GDELT answers instead of stories, by what was asked."""
FAULTS = ("slow drip", "truncated body", "wrong content type", "gzip bomb", "redirect loop", "reset")
CHALLENGE = (
    b"<!DOCTYPE html><html><head><title>Just a moment...</title></head><body>"
    b"<p>Enable JavaScript and cookies to continue</p></body></html>"
)
CONSENT = (
    b"<!doctype html><html><head><title>Before you continue</title></head><body><form "
    b'action="https://consent.google.com/save">Before you continue to Google</form></body></html>'
)


@dataclass(frozen=True)
class Hit:
    """A request as it arrived."""

    path: str
    query: dict[str, str]
    headers: dict[str, str]
    at: float


@dataclass
class Reply:
    """An answer to be sent; *drip*: seconds between its bytes."""

    body: bytes = b""
    kind: str = HTML
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    drip: float = 0


class Replay:
    """A server: *answer* makes the reply to a hit; *mode* is ``""``, a fault, or a status as text."""

    def __init__(self, answer: Callable[[Hit], Reply]) -> None:
        self.answer = answer
        self.mode = ""
        self.hits: list[Hit] = []
        self.drip = 0.0005
        replay = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                """Answer a request as the mode of the server says."""
                replay._serve(self)

            def log_message(self, *args: object) -> None:
                """Keep quiet."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"

    def _serve(self, handler: BaseHTTPRequestHandler) -> None:
        parts = urlsplit(handler.path)
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        headers = {name.lower(): value for name, value in handler.headers.items()}
        hit = Hit(parts.path, query, headers, time.monotonic())
        self.hits.append(hit)
        if self.mode == "reset":
            handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            handler.connection.close()
            return
        try:
            _send(handler, self._faulty(hit, self.answer(hit)), cut=self.mode == "truncated body")
        except OSError:
            return  # the other side had enough

    def _faulty(self, hit: Hit, reply: Reply) -> Reply:
        if self.mode == "slow drip":
            reply.drip = self.drip
        if self.mode == "wrong content type":
            reply.kind = "application/octet-stream"
        if self.mode == "gzip bomb":
            reply.body = gzip.compress(b"\0" * 100_000_000, 1)
            reply.headers = {"Content-Encoding": "gzip"}
        if self.mode == "redirect loop":
            reply.status, reply.headers = 302, {"Location": f"?{urlencode(hit.query)}"}
        if self.mode.isdigit():
            reply.status, reply.body, reply.kind = int(self.mode), b"<html><title>No</title></html>", HTML
        if self.mode == "challenge":
            reply.body, reply.kind = CHALLENGE, HTML
        if self.mode == "consent":
            reply.body, reply.kind = CONSENT, HTML
        return reply


def _send(handler: BaseHTTPRequestHandler, reply: Reply, *, cut: bool) -> None:
    handler.send_response(reply.status)
    if reply.kind:
        handler.send_header("Content-Type", reply.kind)
    for name, value in reply.headers.items():
        handler.send_header(name, value)
    handler.send_header("Content-Length", str(len(reply.body)))
    handler.end_headers()
    body = reply.body[: len(reply.body) // 2] if cut else reply.body
    step = 1 if reply.drip else len(body) or 1
    for start in range(0, len(body), step):
        handler.wfile.write(body[start : start + step])
        time.sleep(reply.drip)


@contextmanager
def running(replay: Replay) -> Iterator[Replay]:
    """Serve until the end of the block."""
    thread = threading.Thread(target=replay.server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield replay
    finally:
        replay.server.shutdown()
        thread.join()
        replay.server.server_close()


class Gdelt:
    """Answers as GDELT's DOC 2.0: a window of *articles*, newest first; *refusal* is a key of REFUSALS."""

    def __init__(self) -> None:
        self.articles: list[dict[str, str]] = []
        self.refusal = ""
        self.refuse_after = 0
        self.replay = Replay(self.answer)

    def fill(self, count: int, newest: datetime, step: timedelta) -> None:
        """Hold *count* articles, each *step* older than the one before."""
        for number in range(count):
            seen = newest - step * number
            self.articles.append(article(number, seendate=f"{seen:%Y%m%dT%H%M%SZ}"))

    def answer(self, hit: Hit) -> Reply:
        """Return the articles in the window that is asked for, or a refusal."""
        refused = self.refusal if len(self.replay.hits) > self.refuse_after else ""
        if told := refused or misasked(hit.query):
            status, kind, body = REFUSALS[told]
            return Reply(body.encode(), kind, status)
        first, last = hit.query["startdatetime"], hit.query["enddatetime"]
        seen = sorted(self.articles, key=lambda found: found["seendate"], reverse=True)
        inside = [found for found in seen if first <= re.sub("[TZ]", "", found["seendate"]) <= last]
        found = inside[: int(hit.query.get("maxrecords", "75"))]
        return Reply(json.dumps({"articles": found} if found else {}).encode(), JSON)


def misasked(query: dict[str, str]) -> str:
    """Return which rule of GDELT's query language is broken, a key of REFUSALS; empty for none."""
    words = query["query"]
    outside = re.sub(r'"[^"]*"', "", words)
    if any(len(phrase) < 5 for phrase in re.findall(r'"([^"]*)"', words)):
        return 'quoted single short word, e.g. "Iran"'
    if outside.count("(") != outside.count(")"):
        return "unbalanced ("
    if " OR " in re.sub(r"\([^()]*\)", "", outside):
        return "a OR b without ()"
    if re.search(r"\w-\w", outside):
        return "f-16 unquoted"
    if len(words) < 3 or len(words) > 500:
        return "one-character keyword"
    first, last = (
        datetime.strptime(query[name], "%Y%m%d%H%M%S") for name in ("startdatetime", "enddatetime")
    )
    return "timespan under 1h" if last - first < timedelta(hours=1) else ""


def article(number: int = 1, **changes: str) -> dict[str, str]:
    """Return an article as GDELT lists it."""
    return {
        "url": f"https://paper.example/{number}",
        "url_mobile": "",
        "title": f"Oil rises , says minister number {number}",
        "seendate": "20261122T101500Z",
        "socialimage": "",
        "domain": "paper.example",
        "language": "English",
        "sourcecountry": "United States",
    } | changes


def feed(*items: str, head: str = "<title>The Daily Barrel</title>") -> bytes:
    """Return an RSS feed of *items*."""
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{head}{"".join(items)}</channel></rss>'.encode()


def item(title: str = "Oil rises", link: str = "https://barrel.example/1", more: str = "") -> str:
    """Return an entry of an RSS feed; *more*: further elements."""
    return f"<item><title>{title}</title><link>{link}</link>{more}</item>"


def fixed(replies: dict[str, Reply]) -> Replay:
    """Return a server that has *replies* by path, and 404 elsewhere."""

    def answer(hit: Hit) -> Reply:
        found = replies.get(hit.path)
        return (
            Reply(found.body, found.kind, found.status, dict(found.headers)) if found else Reply(status=404)
        )

    return Replay(answer)
