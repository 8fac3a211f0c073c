"""What can go wrong with an answer on its way; each takes the answer that was meant and spoils it."""

import gzip
import os
import random
import socket
import struct
import threading
import zlib
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from typing import Any

Play = Callable[[BaseHTTPRequestHandler, Any, threading.Event], None]

PRIVATE = "http://169.254.169.254/latest/"
"""Where machines in a cloud keep what nobody else may read."""
STEP = 0.05
_BLOCK = 16_000_000
_GONE = (ConnectionError, TimeoutError)


def send(handler: BaseHTTPRequestHandler, reply: Any, stop: threading.Event) -> None:
    """Send an answer as it was meant."""
    head(handler, reply, {"Content-Length": str(len(reply.body))})
    if handler.command != "HEAD":
        handler.wfile.write(reply.body)


def head(handler: BaseHTTPRequestHandler, reply: Any, more: dict[str, str] | None = None) -> None:
    """Send status and headers; *more* yields to the headers of the answer."""
    handler.send_response(reply.status)
    for name, value in {**(more or {}), **reply.headers, "Connection": "close"}.items():
        handler.send_header(name, value)
    handler.end_headers()


def reset(handler: BaseHTTPRequestHandler, reply: Any, stop: threading.Event) -> None:
    """Reset the connection before a byte is sent."""
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.rfile.close()
    handler.connection.close()


def _drip(handler: BaseHTTPRequestHandler, reply: Any, stop: threading.Event) -> None:
    head(handler, reply)
    _for_ever(handler, stop, lambda: b" ", STEP)


def _drip_headers(handler: BaseHTTPRequestHandler, reply: Any, stop: threading.Event) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    _for_ever(handler, stop, lambda: b"a", STEP)


def _hang(handler: BaseHTTPRequestHandler, reply: Any, stop: threading.Event) -> None:
    stop.wait()


def _endless(handler: BaseHTTPRequestHandler, reply: Any, stop: threading.Event) -> None:
    head(handler, reply)
    _for_ever(handler, stop, lambda: b"x" * 65_536, 0)


def _for_ever(
    handler: BaseHTTPRequestHandler, stop: threading.Event, part: Callable[[], bytes], pause: float
) -> None:
    try:
        while not stop.wait(pause):
            handler.wfile.write(part())
    except _GONE:  # the client had enough, which is what is asked of it
        return


def _truncated(handler: BaseHTTPRequestHandler, reply: Any, stop: threading.Event) -> None:
    head(handler, reply, {"Content-Length": str(len(reply.body) + 1000)})
    handler.wfile.write(reply.body[: len(reply.body) // 2])


def _truncated_chunks(handler: BaseHTTPRequestHandler, reply: Any, stop: threading.Event) -> None:
    head(handler, reply, {"Transfer-Encoding": "chunked"})
    handler.wfile.write(b"%x\r\n%b\r\n" % (len(reply.body), reply.body))


def _half_reset(handler: BaseHTTPRequestHandler, reply: Any, stop: threading.Event) -> None:
    head(handler, reply, {"Content-Length": str(len(reply.body))})
    handler.wfile.write(reply.body[: len(reply.body) // 2])
    reset(handler, reply, stop)


def _silent(handler: BaseHTTPRequestHandler, reply: Any, stop: threading.Event) -> None:
    """Close the connection without an answer."""


def _changed(**changes: Any) -> Play:
    """Return what sends another body or other headers under the status of the answer."""

    def play(handler: BaseHTTPRequestHandler, reply: Any, stop: threading.Event) -> None:
        body = changes.get("body", reply.body)
        headers = {**reply.headers, **changes.get("headers", {})}
        if "body" in changes:
            headers.pop("Content-Encoding", None)
        made = type(reply)(body, changes.get("status", reply.status), headers)
        send(handler, made, stop)

    return play


def _bad_gzip(handler: BaseHTTPRequestHandler, reply: Any, stop: threading.Event) -> None:
    made = type(reply)(b"this is no gzip", 200, {**reply.headers, "Content-Encoding": "gzip"})
    send(handler, made, stop)


def _half_gzip(handler: BaseHTTPRequestHandler, reply: Any, stop: threading.Event) -> None:
    packed = gzip.compress(random.Random(0).randbytes(10_000), mtime=0)
    headers = {**reply.headers, "Content-Encoding": "gzip"}
    send(handler, type(reply)(packed[: len(packed) // 2], 200, headers), stop)


def _gzip_bomb(handler: BaseHTTPRequestHandler, reply: Any, stop: threading.Event) -> None:
    """Send about a megabyte that becomes more than a gigabyte: one packed block, again and again."""
    pack = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = pack.compress(bytes(_BLOCK)) + pack.flush(zlib.Z_FULL_FLUSH)
    head(handler, type(reply)(b"", reply.status, {**reply.headers, "Content-Encoding": "gzip"}))
    blocks = iter([gzip.compress(b"")[:10], *[block] * 70, b"\x03\x00" + bytes(8)])
    try:
        for part in blocks:
            handler.wfile.write(part)
    except _GONE:
        return


def _gzip_tail(handler: BaseHTTPRequestHandler, reply: Any, stop: threading.Event) -> None:
    """Send a whole gzip and then rubbish without end."""
    head(handler, type(reply)(b"", 200, {**reply.headers, "Content-Encoding": "gzip"}))
    handler.wfile.write(gzip.compress(b"whole", mtime=0))
    _for_ever(handler, stop, lambda: bytes(65_536), 0)


def _redirect_loop(handler: BaseHTTPRequestHandler, reply: Any, stop: threading.Event) -> None:
    send(handler, type(reply)(b"", 302, {"Location": handler.path}), stop)


def _garbage(handler: BaseHTTPRequestHandler, reply: Any, stop: threading.Event) -> None:
    handler.wfile.write(b"\x16\x03\x01" + os.urandom(300) + b"\r\n\r\n")


CONSENT = (
    b"<!DOCTYPE html><html lang=en><head><title>Before you continue</title></head>"
    b"<body><form action=/consent method=post><button>Accept all</button></form></body></html>"
)
PLAYS: dict[str, Play] = {
    "bad-gzip": _bad_gzip,
    "drip": _drip,
    "drip-headers": _drip_headers,
    "empty": _changed(body=b""),
    "endless": _endless,
    "garbage": _garbage,
    "gzip-bomb": _gzip_bomb,
    "gzip-tail": _gzip_tail,
    "half-gzip": _half_gzip,
    "half-reset": _half_reset,
    "hang": _hang,
    "html": _changed(status=200, body=CONSENT, headers={"Content-Type": "text/html; charset=utf-8"}),
    "redirect-loop": _redirect_loop,
    "redirect-private": _changed(status=302, body=b"", headers={"Location": PRIVATE}),
    "refused": reset,
    "reset": reset,
    "silent": _silent,
    "truncated": _truncated,
    "truncated-chunks": _truncated_chunks,
    "wrong-type": _changed(headers={"Content-Type": "image/png"}),
}
"""Every failure by name. ``refused`` closes the port; told by a function it can only reset."""
