"""What an answer can do to whoever reads it: be late, be endless, break off, or be none."""

import gzip
import socket
import threading
import time
import tracemalloc
from dataclasses import replace

import pytest

from oilwatch.errors import SourceError
from oilwatch.http import Manner
from tests.services.replay import Reply

UNPACED = Manner(pace=0)
QUICK = replace(UNPACED, deadline=0.5)
BROKEN = [
    ("truncated", "the answer broke off"),
    ("truncated-chunks", "the answer broke off"),
    ("half-gzip", "the answer broke off"),
    ("half-reset", "the connection was reset"),
    ("reset", "the connection was reset"),
    ("silent", "the connection was closed without an answer"),
    ("bad-gzip", "not the compressed text it claims to be"),
]


@pytest.mark.parametrize("fault", ["drip", "drip-headers", "hang"])
def test_the_deadline_is_for_the_whole_answer(client, place, fault):
    """Bytes that keep coming, one by one, in head or body, do not extend it; nothing is asked twice."""
    place.fault = fault
    began = time.monotonic()

    with pytest.raises(SourceError, match=r"gave no whole answer within 0 s|within 1 s"):
        client.get(place.url, manner=QUICK)

    assert time.monotonic() - began < 20
    assert len(place.hits) == 1


def test_the_deadline_spans_redirects(client, place):
    """A slow answer at the end of a redirect has only the time that is left."""
    place.fault = lambda request: "drip" if request.path == "/slow" else "302 to /slow"

    with pytest.raises(SourceError, match="no whole answer"):
        client.get(place.url, manner=QUICK)


@pytest.mark.parametrize(("fault", "words"), BROKEN, ids=[fault for fault, _ in BROKEN])
def test_a_broken_answer_is_tried_again_and_then_told_in_plain_words(client, place, fault, words):
    """Three attempts, then one line: which service, what happened, what to do; no class of any library."""
    place.fault = fault

    with pytest.raises(SourceError, match=words) as caught:
        client.get(place.url, {"q": "1"}, manner=UNPACED)

    assert len(place.hits) == 3
    assert str(caught.value).startswith(f"127.0.0.1:{place.port}: ")
    assert str(caught.value).endswith("try again later")
    assert not any(word in str(caught.value) for word in ("Error", "urllib3", "http://", "object at"))


def test_a_closed_port_is_told_in_plain_words(client, place):
    """Nobody answers there; when somebody does again, the next request is answered."""
    place.fault = "refused"

    with pytest.raises(SourceError, match="nobody answers there; try again later"):
        client.get(place.url, manner=UNPACED)
    place.fault = None

    assert client.get(place.url, manner=UNPACED).status == 200
    assert len(place.hits) == 1


@pytest.mark.parametrize("fault", ["gzip-bomb", "endless"])
def test_an_endless_answer_is_cut_at_the_cap_in_little_memory(client, place, fault):
    """A gigabyte is never held: neither one that is sent nor one that a megabyte unpacks to."""
    place.fault = fault
    tracemalloc.start()
    try:
        with pytest.raises(SourceError, match="sent more than 5,000,000 bytes"):
            client.get(place.url, manner=replace(UNPACED, most=5_000_000))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert len(place.hits) == 1
    assert peak < 100_000_000  # the server's block of 16 MB included


def test_a_redirect_is_capped_like_any_answer(client, place):
    """What stands beside the new address may be a bomb as well."""
    place.answer = lambda request: Reply(b"", 302, {"Location": "/there"})
    place.fault = "gzip-bomb"

    with pytest.raises(SourceError, match="sent more than"):
        client.get(place.url, manner=replace(UNPACED, most=5_000_000))

    assert len(place.hits) == 1


def test_the_deadline_holds_though_the_name_took_all_of_it(client, place, monkeypatch):
    """Time spent on looking up a name is not given again to an answer that drips."""
    place.fault = "drip"
    found = socket.getaddrinfo

    def slowly(*asked, **options):
        time.sleep(0.6)
        return found(*asked, **options)

    monkeypatch.setattr(socket, "getaddrinfo", slowly)
    timer = threading.Timer(5, place.stop.set)
    timer.start()
    began = time.monotonic()
    with pytest.raises(SourceError, match="no whole answer"):
        client.get(place.url, manner=QUICK)
    timer.cancel()

    assert time.monotonic() - began < 4.5


def test_the_deadline_holds_behind_a_proxy(client, place, monkeypatch):
    """A service of the settings may be reached by way of a proxy; the deadline is the same."""
    place.fault = "drip"
    for name in ("HTTP_PROXY", "http_proxy"):
        monkeypatch.setenv(name, place.url)
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    client.allow_private = True
    timer = threading.Timer(5, place.stop.set)
    timer.start()
    began = time.monotonic()
    with pytest.raises(SourceError, match="no whole answer"):
        client.get("http://service.example/", manner=QUICK)
    timer.cancel()

    assert time.monotonic() - began < 4.5
    assert len(place.hits) == 1


def test_an_answer_as_large_as_the_cap_is_given(client, place):
    """The cap itself is still allowed, one byte more is not."""
    place.answer = lambda request: Reply(b"x" * 1000, 200, {"Content-Type": "text/plain"})

    assert len(client.get(place.url, manner=replace(UNPACED, most=1000)).body) == 1000
    with pytest.raises(SourceError, match="sent more than 999 bytes"):
        client.get(place.url, manner=replace(UNPACED, most=999))


@pytest.mark.parametrize("fault", ["html", "empty", "wrong-type"])
def test_what_an_answer_says_is_for_others_to_judge(client, place, fault):
    """A page instead of figures is an answer; the client gives it as it came."""
    place.fault = fault

    answer = client.get(place.url, manner=UNPACED)

    assert (answer.status, answer.body == b"") == (200, fault == "empty")


def test_rubbish_after_a_packed_answer_is_not_held(client, place):
    """A whole gzip followed by bytes without end ends in an error at once, not at the deadline."""
    place.fault = "gzip-tail"
    began = time.monotonic()

    with pytest.raises(SourceError):
        client.get(place.url, manner=replace(UNPACED, most=1_000_000, deadline=10))

    assert time.monotonic() - began < 9


def test_a_gzip_of_several_members_is_read_to_its_end(client, place):
    """The format allows parts packed one by one; none is lost without a word."""
    body = gzip.compress(b"first,") + gzip.compress(b"second")
    place.answer = lambda request: Reply(body, 200, {"Content-Encoding": "gzip"})

    assert client.get(place.url, manner=UNPACED).body == b"first,second"


def test_what_is_no_web_server_is_told_in_plain_words(client, place):
    """Bytes that are no answer at all are told as that."""
    place.fault = "garbage"

    with pytest.raises(SourceError) as caught:
        client.get(place.url, manner=UNPACED)

    assert "Error" not in str(caught.value)
    assert str(caught.value).endswith("try again later")


def test_a_name_that_nobody_knows_is_told_in_plain_words(client):
    """A wrong name, or no connection at all, is told as that."""
    with pytest.raises(SourceError, match="its name is not known; check the connection"):
        client.get("http://no-such-name.invalid/", manner=UNPACED)


@pytest.mark.parametrize("there", ["http://[bad/", "http://[::1", "//[", "http://x:99999999/"])
def test_a_redirect_to_what_is_no_address_is_an_error_of_ours(client, place, there):
    """A service that redirects to rubbish has failed; nothing else escapes."""
    place.fault = f"302 to {there}"

    with pytest.raises(SourceError):
        client.get(place.url, manner=UNPACED)


def test_a_wait_in_strange_digits_does_no_harm(client, place):
    """``Retry-After: ²`` looks like a digit and is no number."""
    place.fault = "503 after ²"

    assert client.get(place.url, manner=UNPACED).status == 503
