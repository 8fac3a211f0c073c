"""What can be made to go wrong goes wrong as it is named, and ends with the test."""

import socket
import threading
import zipfile
import zlib
from io import BytesIO

import pytest
import requests

from tests.services.asking import ask
from tests.services.faults import PRIVATE
from tests.services.replay import Replay, World, services, times


@pytest.fixture
def place():
    """A server that answers every request with a page."""
    with Replay(World({})) as running:
        yield running


def raw(place, seconds=5):
    """Return all bytes that come in answer to a request."""
    with socket.create_connection(("127.0.0.1", place.port), timeout=seconds) as connection:
        connection.sendall(b"GET /x HTTP/1.1\r\nHost: x\r\n\r\n")
        found = b""
        while part := connection.recv(65_536):
            found += part
        return found


def test_a_hit_says_what_was_asked(place):
    """Method, path without encoding, every value of a parameter, and headers by lower-case name."""
    requests.post(f"{place.url}/a%20b?x=1&x=2&y=", headers={"X-Some": "thing"}, timeout=20)

    (hit,) = place.hits
    assert (hit.method, hit.path, hit.params) == ("POST", "/a b", {"x": ["1", "2"], "y": [""]})
    assert (hit.headers["x-some"], hit.get("x"), hit.get("z", "none")) == ("thing", "2", "none")


@pytest.mark.parametrize("status", [400, 401, 403, 404, 406, 429, 500, 502, 503, 504])
def test_a_number_is_a_status(place, status):
    """Every plain status can be had, with a wait or without."""
    place.fault = str(status)
    assert "Retry-After" not in ask(place, "/").headers

    place.fault = f"{status} after 7"
    answer = ask(place, "/")
    assert (answer.status_code, answer.headers["Retry-After"]) == (status, "7")


def test_a_fault_may_be_over_after_some_requests(place):
    """A function decides request by request."""
    place.fault = times(2, "503")

    assert [ask(place, "/").status_code for _ in range(3)] == [503, 503, 200]


def test_a_refused_port_can_be_opened_again(place):
    """Nobody listens there until the fault is taken away; the port stays the same."""
    place.fault = "refused"
    with pytest.raises(ConnectionRefusedError):
        raw(place)
    place.fault = "503"

    assert ask(place, "/").status_code == 503


@pytest.mark.parametrize("fault", ["reset", "half-reset"])
def test_a_reset_is_one(place, fault):
    """The client gets a reset, not an end."""
    place.fault = fault

    with pytest.raises(ConnectionResetError):
        raw(place)


@pytest.mark.parametrize(
    ("fault", "begins", "ends"),
    [
        ("silent", b"", b""),
        ("garbage", b"\x16\x03\x01", b"\r\n\r\n"),
        ("truncated", b"HTTP/1.1 200 OK", b""),
        ("empty", b"HTTP/1.1 200 OK", b"\r\n\r\n"),
        ("html", b"HTTP/1.1 200 OK", b"</body></html>"),
        ("redirect-loop", b"HTTP/1.1 302 Found", b"\r\n\r\n"),
    ],
)
def test_an_answer_is_spoilt_as_named(place, fault, begins, ends):
    """The bytes on the wire begin and end as the fault says."""
    place.fault = fault

    found = raw(place)

    assert found.startswith(begins)
    assert found.endswith(ends)


def test_a_redirect_leads_where_it_is_told(place):
    """Into a private network, or anywhere."""
    for fault, there in (("redirect-private", PRIVATE), ("302 to /b", "/b")):
        place.fault = fault
        answer = requests.get(place.url, allow_redirects=False, timeout=20)
        assert (answer.status_code, answer.headers["Location"]) == (302, there)


@pytest.mark.parametrize("fault", ["drip", "drip-headers", "hang", "endless", "gzip-bomb", "gzip-tail"])
def test_what_never_ends_ends_with_the_server(fault):
    """Closing is quick, though a client still waits."""
    before = set(threading.enumerate())
    with Replay(World({})) as place:
        place.fault = fault
        with socket.create_connection(("127.0.0.1", place.port), timeout=20) as connection:
            connection.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            assert fault == "hang" or connection.recv(1)

    for thread in set(threading.enumerate()) - before:
        thread.join(20)
        assert not thread.is_alive()


def test_every_service_can_refuse_in_each_of_its_ways():
    """Each name a service knows is an answer; one that nobody knows is said to be a mistake of the test."""
    with services() as outside:
        for service in (outside.eia, outside.fred, outside.yahoo):
            for fault in service.faults:
                service.fault = fault
                assert ask(service, "/bulk/PET.zip" if service is outside.eia else "/").status_code < 599
        outside.fail("no-such-fault")
        assert ask(outside.jodi, "/").status_code == 599


@pytest.mark.parametrize("fault", ["bad-zip", "damaged-zip", "empty-zip", "two-files-in-zip", "broken-line"])
def test_a_bulk_file_can_be_spoilt(fault):
    """The file that was asked for comes, spoilt as named."""
    with services() as outside:
        outside.eia.fault = fault
        body = ask(outside.eia, "/bulk/STEO.zip").content

    assert members(body) == {
        "bad-zip": "broken", "damaged-zip": "broken", "empty-zip": [], "broken-line": ["STEO.txt"],
        "two-files-in-zip": ["STEO.txt", "copy of STEO.txt"],
    }[fault]  # fmt: skip


def members(body):
    """Return the names in a zip, each of which can be read."""
    try:
        with zipfile.ZipFile(BytesIO(body)) as archive:
            return [name for name in archive.namelist() if archive.read(name)]
    except (zipfile.BadZipFile, zlib.error):
        return "broken"


def test_the_settings_lead_to_the_servers():
    """The environment names each service, and the keys where they are asked for."""
    with services() as outside:
        plain, keyed = outside.environment(), outside.environment(keys=True)

    assert plain["OILWATCH_EIA_URL"] == outside.eia.url
    assert keyed.keys() - plain.keys() == {"EIA_API_KEY", "FRED_API_KEY"}
