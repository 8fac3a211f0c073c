"""How the server tells what it does, how it is watched over, and how it is stopped."""

import json
import re
import signal
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import pytest
import requests

from oilwatch import __version__
from tests.server.conftest import ODD, SERVE, STREAMLIT
from tests.server.test_safe import raw

ID = re.compile(r"[A-Za-z0-9_-]{8,64}")


def told(running, number, seconds=5):
    """Return the line of the log about a request, once it is there."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        for line in running.lines():
            if line.startswith("{") and json.loads(line).get("request_id") == number:
                return json.loads(line)
        time.sleep(0.05)
    pytest.fail(f"nothing told of request {number}")


def test_a_failure_is_a_number_for_the_visitor_and_a_traceback_in_the_log(odd):
    """The visitor gets a problem with the id of the request, and nothing of the error."""
    said = requests.get(f"{odd.address}/odd/broken", timeout=60)
    line = told(odd, said.headers["X-Request-ID"])

    assert (said.status_code, said.headers["Content-Type"]) == (500, "application/problem+json")
    assert said.json()["request_id"] == said.headers["X-Request-ID"]
    assert not re.search("hunter2|Traceback|RuntimeError", said.text)
    assert (line["status"], line["error"]) == (500, "RuntimeError")
    assert "hunter2" in line["traceback"]


def test_each_request_is_a_line_without_its_query(odd):
    """Time, id, method, path, status, bytes, milliseconds and client; what the query holds stays untold."""
    said = requests.get(f"{odd.address}/healthz?token=hunter3", timeout=60)
    line = told(odd, said.headers["X-Request-ID"])

    assert set(line) == {"time", "request_id", "method", "path", "status", "bytes", "ms", "client"}
    assert (line["method"], line["path"], line["status"]) == ("GET", "/healthz", 200)
    assert (line["bytes"], line["client"]) == (len(said.content), "127.0.0.1")
    assert "hunter3" not in odd.log.read_text()


def test_nobody_writes_lines_into_the_log(odd):
    """A path with line ends, escapes and signs that turn text stays one line of plain ASCII."""
    path = "/api/x%0a%7b%22status%22:200%7d%0d%1b[31m%7f%c2%85%e2%80%ae%00end"
    said = requests.get(f"{odd.address}{path}", timeout=60)
    line = told(odd, said.headers["X-Request-ID"])
    whole = odd.log.read_bytes()

    assert line["path"].endswith("end")
    assert "\n" in line["path"]
    assert all(json.loads(each) for each in whole.splitlines())
    assert set(whole) <= {10, *range(32, 127)}


@pytest.mark.parametrize(
    ("given", "kept"),
    [("abcDEF-123_4", True), ("a" * 64, True), ("short", False), ("a" * 65, False), ("a b c d e f", False),
     ("<script>alert(1)</script>", False)],
)  # fmt: skip
def test_an_id_that_comes_in_is_kept_where_it_is_one(odd, given, kept):
    """Eight to 64 letters, digits, - and _; anything else gets an id of ours."""
    said = requests.get(f"{odd.address}/healthz", headers={"X-Request-ID": given}, timeout=60)

    assert ID.fullmatch(said.headers["X-Request-ID"])
    assert (said.headers["X-Request-ID"] == given) is kept


def test_without_a_log_only_failures_are_told(start):
    """Nothing is said of what went well; a failure is one line."""
    running = start(ODD)
    requests.get(f"{running.address}/healthz", timeout=60)
    said = requests.get(f"{running.address}/odd/broken", timeout=60)

    assert told(running, said.headers["X-Request-ID"])["status"] == 500
    assert len(running.lines()) == 1


def test_health_tells_the_version_of_the_data_and_the_age_of_figures(server):
    """A filled store is well; the answer is never kept."""
    requests.get(f"{server}/feed.xml", timeout=60)
    said = requests.get(f"{server}/healthz", timeout=60)
    found = said.json()

    assert (said.status_code, said.headers["Cache-Control"]) == (200, "no-store")
    assert (found["status"], found["store"], found["version"]) == ("ok", "reachable", __version__)
    assert found["data_version"] > 0
    assert found["newest_run_hours"] < 24
    assert {"price", "production"} <= set(found["figures"])
    assert found["figures"]["price"]["age_days"] >= 0
    assert requests.post(f"{server}/healthz", timeout=60).status_code == 405


def test_health_neither_makes_nor_fills_a_store(serve, tmp_path):
    """Before the first visit it is degraded, and asking changes nothing."""
    address = serve(OILWATCH_DB=f"sqlite:///{tmp_path / 'none.db'}")
    said = requests.get(f"{address}/healthz", timeout=60)

    assert (said.status_code, said.json()["status"]) == (200, "degraded")
    assert not (tmp_path / "none.db").exists()


def test_health_is_down_in_plain_words_where_there_is_no_store(serve):
    """503 within the bound; no address, no name, no password."""
    address = serve(OILWATCH_DB="postgresql://anna:hunter2@127.0.0.1:1/oil")
    began = time.monotonic()
    said = requests.get(f"{address}/healthz", timeout=60)

    assert (said.status_code, said.json()["status"]) == (503, "down")
    assert time.monotonic() - began < 3
    assert not re.search("hunter2|anna|127.0.0.1|Traceback", said.text)


def test_health_does_not_wait_for_a_store_that_says_nothing(serve):
    """A database that takes the connection and never answers is down within the bound, for all who ask."""
    with socket.create_server(("127.0.0.1", 0)) as silent, ThreadPoolExecutor(4) as pool:
        address = serve(OILWATCH_DB=f"postgresql://anna@127.0.0.1:{silent.getsockname()[1]}/oil")
        began = time.monotonic()
        said = list(pool.map(lambda _: requests.get(f"{address}/healthz", timeout=60), range(4)))

        assert {one.status_code for one in said} == {503}
        assert time.monotonic() - began < 4


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_who_stops_the_server_cuts_nobody_off(start, number):
    """A request that is open when the signal comes gets its whole answer; the process ends with 0."""
    running = start(ODD)
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(requests.get, f"{running.address}/odd/slow", timeout=60)
        assert running.process.stdout.readline() == b"begun\n"
        running.process.send_signal(number)
        said = asked.result()

    assert (said.status_code, said.text) == (200, "whole")
    assert running.process.wait(15) == 0


def test_an_open_page_does_not_keep_the_server_from_stopping(start):
    """A websocket that stays open is closed; the process ends with 0."""
    from websockets.sync.client import connect

    running = start()
    with connect(f"{running.address.replace('http', 'ws')}/_stcore/stream", subprotocols=["streamlit"]):
        running.process.send_signal(signal.SIGTERM)
        assert running.process.wait(15) == 0


def test_streamlit_run_serves_the_same(start):
    """Pages, feed, health, API and the refusals, as ``oilwatch serve`` has them."""
    running = start(STREAMLIT)
    found = {
        path: requests.get(f"{running.address}{path}", timeout=60)
        for path in ("/", "/feed.xml", "/healthz", "/api/nothing")
    }
    line, _ = raw(running.address, b"GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n")

    assert [said.status_code for said in found.values()] == [200, 200, 200, 404]
    assert all(said.headers["X-Frame-Options"] == "DENY" for said in found.values())
    assert "<title>oilwatch</title>" in found["/"].text
    assert found["/healthz"].json()["status"] == "ok"
    assert line.split()[1] == b"400"


def test_a_server_for_everybody_says_so_and_goes_by_addresses(start):
    """At 0.0.0.0 it warns on stderr, answers to any IP address, and still to no stranger's name."""
    running = start((*SERVE[:-1], "--host", "0.0.0.0", "--port"))
    port = urlsplit(running.address).port

    assert "anyone who reaches that address can read everything" in running.log.read_text()
    for host, status in {f"10.1.2.3:{port}": 200, "127.0.0.1": 200, "evil.example": 400}.items():
        line, _ = raw(
            running.address, f"GET /healthz HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode()
        )
        assert int(line.split()[1]) == status
