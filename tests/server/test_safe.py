"""What browsers are told, and who and how much is refused: over real sockets, by the real server."""

import re
import socket
from urllib.parse import urlsplit

import pytest
import requests
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from tests.server.conftest import ODD
from tests.server.wire import raw

SECURE = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Permitted-Cross-Domain-Policies": "none",
}
ANSWERS = {
    "/": 200, "/production": 200, "/feed.xml": 200, "/healthz": 200, "/_stcore/agent/nothing": 404,
    "/api/nothing": 404, "/odd/broken": 500,
}  # fmt: skip


def named(address, host, path="/feed.xml"):
    """Return the status of a request with some Host."""
    line, _ = raw(address, f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
    return int(line.split()[1])


@pytest.mark.parametrize("path", ANSWERS)
def test_every_answer_has_the_headers_that_keep_browsers_safe(odd, path):
    """Pages, files, refusals and failures: the list of OWASP, and no name of the software."""
    said = requests.get(f"{odd.address}{path}", timeout=60)

    assert said.status_code == ANSWERS[path]
    assert {name: said.headers.get(name) for name in SECURE} == SECURE
    assert said.headers["Referrer-Policy"] in ("no-referrer", "strict-origin-when-cross-origin")
    assert "camera=()" in said.headers["Permissions-Policy"]
    assert "Strict-Transport-Security" not in said.headers
    assert "Server" not in said.headers
    policy = said.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in policy
    assert "object-src 'none'" in policy
    assert not re.search(r"script-src[^;]*('unsafe-inline'|'unsafe-eval'|\*|data:|http)", policy)


def test_the_public_address_and_the_frames_are_as_set(start):
    """HTTPS is to stay where the public address has it; only the origins named may frame a page."""
    running = start(
        OILWATCH_BASE_URL="https://oil.example.org",
        OILWATCH_FRAME_ANCESTORS="https://a.example https://b.example",
    )
    said = requests.get(running.address, timeout=60)

    assert said.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert "frame-ancestors https://a.example https://b.example" in said.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in said.headers
    assert named(running.address, "oil.example.org") == 200
    assert named(running.address, "other.example.org") == 400


@pytest.mark.parametrize("host", ["localhost", "localhost:8501", "127.0.0.1", "[::1]:8501", "LOCALHOST."])
def test_a_server_of_this_machine_goes_by_the_names_of_this_machine(server, host):
    """Loopback names, with or without a port."""
    assert named(server, host) == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "localhost.evil.example", "evil.localhost", "10.0.0.1", "a@localhost", "x/<script>", ""],
)
def test_another_host_is_refused_with_a_problem(server, host):
    """DNS rebinding leads nowhere, and the name is not in the answer."""
    line, said = raw(server, f"GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())

    assert line.split()[1] == b"400"
    assert b"evil" not in said
    assert b"<script" not in said


def test_two_hosts_are_none(server):
    """A request that names two hosts is refused."""
    line, _ = raw(
        server, b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
    )

    assert line.split()[1] == b"400"


def test_a_websocket_of_another_host_is_refused(server):
    """The page's socket obeys the same names as pages do, and opens for its own."""
    place = urlsplit(server)
    stream = f"ws://127.0.0.1:{place.port}/_stcore/stream"
    with connect(stream, subprotocols=["streamlit"]) as wire:
        assert wire.subprotocol == "streamlit"

    with socket.create_connection(("127.0.0.1", place.port)) as wire, pytest.raises(InvalidStatus) as refusal:
        connect(f"ws://evil.example:{place.port}/_stcore/stream", sock=wire, subprotocols=["streamlit"])

    assert refusal.value.response.status_code == 403


def test_who_asks_too_often_is_told_when_to_ask_again(start):
    """Five a minute: the sixth is refused; files of the dashboard and probes are not counted."""
    address = start(OILWATCH_RATE="5").address
    for _ in range(10):
        assert requests.get(f"{address}/healthz", timeout=60).status_code == 200
    said = [requests.get(f"{address}/api/nothing", timeout=60) for _ in range(6)]

    assert [one.status_code for one in said] == [404] * 5 + [429]
    assert said[-1].headers["Content-Type"] == "application/problem+json"
    assert 1 <= int(said[-1].headers["Retry-After"]) <= 60
    assert said[-1].headers["X-Frame-Options"] == "DENY"


def test_a_client_is_who_it_is_unless_a_trusted_proxy_says_otherwise(odd, start):
    """X-Forwarded-For of a stranger changes nothing; of a proxy that is set, it tells the client."""
    told = {"X-Forwarded-For": "203.0.113.9"}
    proxied = start(ODD, OILWATCH_PROXIES="127.0.0.1")

    assert requests.get(f"{odd.address}/odd/client", headers=told, timeout=60).text == "127.0.0.1"
    assert requests.get(f"{proxied.address}/odd/client", headers=told, timeout=60).text == "203.0.113.9"


def test_a_body_that_is_too_large_is_refused(odd):
    """Whether its size is told or not; one below the limit is read."""
    address = f"{odd.address}/odd/size"
    parts = (b"x" * 100_000 for _ in range(25))

    assert requests.post(address, data=b"x" * 1_999_999, timeout=60).text == "1999999"
    assert requests.post(address, data=parts, timeout=60).status_code == 413
    line, said = raw(
        odd.address, b"POST /odd/size HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2000001\r\n\r\n"
    )
    assert line.split()[1] == b"413"
    assert b"application/problem+json" in said


def test_files_of_the_dashboard_come_packed_and_keep(server):
    """The page and its script are gzip, the script for ever; who has one gets 304; others get it plain."""
    page = requests.get(server, timeout=60)
    script = re.search(r"static/js/index[^\"]+", page.text)[0]
    packed = requests.get(f"{server}/{script}", timeout=60)
    again = requests.get(f"{server}/{script}", headers={"If-None-Match": packed.headers["ETag"]}, timeout=60)
    plain = requests.get(f"{server}/{script}", headers={"Accept-Encoding": "identity"}, timeout=60)
    seen = requests.get(server, headers={"If-None-Match": page.headers["ETag"]}, timeout=60)

    assert page.headers["Content-Encoding"] == packed.headers["Content-Encoding"] == "gzip"
    assert "immutable" in packed.headers["Cache-Control"]
    assert int(packed.headers["Content-Length"]) < len(plain.content) / 2
    assert "Content-Encoding" not in plain.headers
    assert plain.content == packed.content
    assert (again.status_code, again.content, seen.status_code) == (304, b"", 304)
