"""Who may open the page's websocket, and that whoever asks gets an answer: over real sockets."""

import json
import socket
import sys
import time
from urllib.parse import urlsplit

import pytest

from tests.server.conftest import ROOT, running

OPENED, REFUSED, UNREAD = 101, 403, 400
NOBODY = 1
"""No answer came."""
STRICT = (b"content-security-policy: ", b"x-frame-options: deny", b"x-request-id: ", b"nosniff")
WATCHED = (sys.executable, "-m", "tests.server.watched")


def handshake(address, origins=(), *, host="", more=b""):
    """Ask for the page's websocket; return the status of the answer, its head and the seconds it took."""
    place = urlsplit(address)
    lines = [
        b"GET /_stcore/stream HTTP/1.1", b"Host: " + (host or place.netloc).encode(), b"Upgrade: websocket",
        b"Connection: Upgrade", b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        b"Sec-WebSocket-Version: 13", b"Sec-WebSocket-Protocol: streamlit",
        *(b"Origin: " + origin for origin in origins), *([more] if more else []),
    ]  # fmt: skip
    began, said = time.monotonic(), b""
    with socket.create_connection((place.hostname, place.port), timeout=10) as wire:
        wire.sendall(b"\r\n".join([*lines, b"", b""]))
        while b"\r\n\r\n" not in said and (part := wire.recv(65_536)):
            said += part
    status = int(said.split()[1]) if said else NOBODY
    return status, said.split(b"\r\n\r\n")[0].lower(), time.monotonic() - began


@pytest.mark.parametrize(
    ("origin", "host"),
    [(None, ""), (b"http://localhost:8501", ""), (b"http://127.0.0.1", "localhost:8501"),
     (b"http://[::1]:3000", ""), (b"HTTP://LOCALHOST", "")],
)  # fmt: skip
def test_a_page_of_ours_opens_it(odd, origin, host):
    """By each name of this machine, with and without a port; programs name no origin."""
    status, _, _ = handshake(odd.address, [origin] if origin else [], host=host)

    assert status == OPENED


@pytest.mark.parametrize(
    "origin",
    [b"https://evil.example", b"http://localhost.evil.example", b"null", b"", b"http://10.0.0.1",
     b"http://localhost@evil.example", b"http://localhost/path", b"ftp://localhost", b"http://[",
     b"http://e\x1bvil", b"http://localhost\x1b", b"\xe2\x80\xa8http://localhost",
     b"http://" + b"x" * 30_000],
    ids=lambda origin: repr(origin[:30]),
)  # fmt: skip
def test_a_page_of_others_is_refused_at_once(odd, origin):
    """403 within a second, whatever the origin is made of, with the headers of every answer."""
    status, head, took = handshake(odd.address, [origin])

    assert status == REFUSED
    assert [one for one in STRICT if one not in head] == []
    assert b"evil" not in head
    assert took < 1


def test_two_origins_are_none(odd):
    """Who names a page of ours and another is refused."""
    assert handshake(odd.address, [b"http://localhost", b"https://evil.example"])[0] == REFUSED


@pytest.mark.parametrize("more", [b"X-Long: " + b"y" * 20_000, b"X-Sign: \x1b", b"Sec-WebSocket-Key: two"])
def test_a_request_for_a_websocket_that_cannot_be_read_is_answered(odd, more):
    """400 at once, where the library of websockets would say nothing, or nothing of ours."""
    status, head, took = handshake(odd.address, more=more)

    assert status == UNREAD
    assert [one for one in STRICT if one not in head] == []
    assert took < 1


def test_a_websocket_of_another_host_has_the_headers_of_every_answer(odd):
    """Refused with 403, as all refusals are."""
    status, head, _ = handshake(odd.address, host="evil.example")

    assert status == REFUSED
    assert [one for one in STRICT if one not in head] == []


def test_where_any_name_leads_here_only_the_page_that_was_asked_opens_it(start):
    """With any host allowed, an origin has to be the host; behind a proxy, the public name is one too."""
    address = start(OILWATCH_ALLOWED_HOSTS="*", OILWATCH_BASE_URL="https://oil.example.org").address

    assert handshake(address, [b"https://evil.example"], host="desk.example")[0] == REFUSED
    assert handshake(address, [b"https://desk.example"], host="desk.example:8501")[0] == OPENED
    assert handshake(address, [b"https://oil.example.org"])[0] == OPENED


def test_no_origin_makes_the_server_ask_another_machine(home, server, tmp_path):
    """Pages of ours and of others: the process opens no socket to anywhere, and looks up no name."""
    settings = {"OILWATCH_DB": f"sqlite:///{home / 'oilwatch.db'}", "OILWATCH_LOG": "json"}
    place = {"PYTHONPATH": str(ROOT), "OILWATCH_BASE_URL": "https://oil.example.org"}
    with running(tmp_path, WATCHED, **settings, **place) as told:
        found = [
            handshake(told.address, [origin])[0]
            for origin in (b"https://evil.example", b"https://oil.example.org")
        ]
        time.sleep(0.5)
        lines = told.lines()

    assert found == [REFUSED, OPENED]
    assert [line for line in lines if "watched:" in line] == []


def test_the_log_is_lines_of_json_whatever_is_sent(odd):
    """Requests that are none, and websockets with any sign: each line is JSON, in plain ASCII, and short."""
    place = urlsplit(odd.address)
    before = len(odd.lines())
    for sent in (b"GARBAGE \x01\xe2\x80\xa8\r\n\r\n", b"GET /\xe2\x80\xa8 HTTP/1.1\r\n\r\n"):
        with socket.create_connection((place.hostname, place.port), timeout=10) as wire:
            wire.sendall(sent)
            assert b" 400 " in wire.recv(1_000)
    for origin in (b"http://" + b"x" * 5_000, b"http://\xe2\x80\xa8{}", b"https://evil.example"):
        handshake(odd.address, [origin])
    time.sleep(0.5)
    lines = odd.log.read_bytes().splitlines()[before:]

    assert len(lines) == 5
    assert {json.loads(line).get("message", "") for line in lines} == {"", "Invalid HTTP request received."}
    assert all(len(line) < 1_000 and set(line) <= set(range(32, 127)) for line in lines)
    assert not any(b"evil" in line for line in lines)
