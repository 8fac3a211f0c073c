"""Asking an outside service: who is asked how often, what is waited for, and what an answer says."""

import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from oilwatch.errors import SourceError
from oilwatch.http import PROJECT, Client, Manner, joined, origin, without_key
from tests.services.replay import Reply, times

UNPACED = Manner(pace=0)


def test_an_answer_has_its_status_body_headers_address_and_time(client, place):
    """What came is given as it came, header names in lower case, the time in UTC."""
    answer = client.get(f"{place.url}/a", {"b": "c d"})

    assert (answer.status, answer.address) == (200, f"{place.url}/a?b=c+d")
    assert b"<h1>a page</h1>" in answer.body
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.retrieved_at.startswith("2026-11-22T12:00:00")
    assert place.hits[0].headers["user-agent"] == PROJECT


def test_parameters_of_one_name_are_all_sent(client, place):
    """Pairs keep their order and their repetitions, and join what the address has already."""
    client.get(f"{place.url}/a?x=1", [("f[]", "SAU"), ("f[]", "RUS")])

    assert place.hits[0].params == {"x": ["1"], "f[]": ["SAU", "RUS"]}


def test_a_packed_answer_is_unpacked(client, place):
    """Gzip is asked for and undone."""
    place.packs = True

    answer = client.get(place.url)

    assert answer.headers["content-encoding"] == "gzip"
    assert b"<h1>a page</h1>" in answer.body


def test_a_large_body_goes_into_a_file_once(client, place):
    """What a broken attempt has written is gone; the body of the answer stays empty."""
    place.fault = times(1, "half-reset")
    into = io.BytesIO()

    answer = client.get(place.url, manner=UNPACED, into=into)

    assert into.getvalue().count(b"<h1>a page</h1>") == 1
    assert (answer.status, len(place.hits)) == (200, 2)


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_failing_service_is_asked_three_times(client, place, slept, status):
    """Each attempt waits longer than the one before; the last answer is given as it is."""
    place.fault = str(status)

    answer = client.get(place.url, manner=UNPACED)

    assert (answer.status, len(place.hits)) == (status, 3)
    assert 0.5 <= slept[0] <= 1.0 <= slept[1] <= 1.5


@pytest.mark.parametrize("status", [400, 401, 403, 404, 406, 429])
def test_a_refusal_is_not_argued_with(client, place, slept, status):
    """A status that another attempt does not mend is given at once."""
    place.fault = str(status)

    assert client.get(place.url, manner=UNPACED).status == status
    assert (len(place.hits), slept) == (1, [])


def test_a_service_that_comes_back_is_heard(client, place):
    """Two failures are forgotten when the third attempt succeeds."""
    place.fault = times(2, "503")

    assert client.get(place.url, manner=UNPACED).status == 200
    assert len(place.hits) == 3


def test_the_wait_a_service_asks_for_is_kept(client, place, slept):
    """``Retry-After`` in seconds is slept, to the second."""
    place.fault = times(1, "429 after 7")

    answer = client.get(place.url, manner=replace(UNPACED, retry=(429,)))

    assert (answer.status, slept) == (200, [7.0])


def test_a_wait_beyond_patience_ends_the_request(client, place, slept):
    """A longer ``Retry-After`` is told, not slept."""
    place.fault = "503 after 100"

    answer = client.get(place.url, manner=replace(UNPACED, patience=99))

    assert (answer.status, answer.wait) == (503, 100.0)
    assert (len(place.hits), slept) == (1, [])


def test_a_wait_given_as_a_date_is_understood(client, place):
    """``Retry-After`` may be a moment; one that is past asks for nothing."""
    later = datetime.now(UTC) + timedelta(hours=1)

    place.fault = f"404 after {format_datetime(later, usegmt=True)}"
    ahead = client.get(place.url, manner=UNPACED).wait
    place.fault = "404 after Wed, 21 Oct 2015 07:28:00 GMT"
    past = client.get(place.url, manner=UNPACED).wait

    assert 3000 < ahead <= 3600
    assert past == 0


@pytest.mark.parametrize(
    "text", ["soon", "-1", "", "1.5.2", "Wed, 99 Foo 2026", "Thu, 01 Jan 1970", "9" * 400]
)
def test_a_wait_that_makes_no_sense_does_no_harm(client, place, text):
    """Whatever stands in ``Retry-After``, the answer is given."""
    place.fault = f"404 after {text}"

    assert client.get(place.url, manner=UNPACED).wait in (0, float("inf"))


def test_another_name_is_tried_where_the_first_gets_no_answer(client, place):
    """The second User-Agent follows a reset; where it is answered, nothing else is tried."""
    place.fault = lambda request: "reset" if request.headers["user-agent"] == "first/1" else None

    answer = client.get(place.url, manner=replace(UNPACED, user_agents=("first/1", "second/1")))

    assert answer.status == 200
    assert [hit.headers["user-agent"] for hit in place.hits] == ["first/1", "second/1"]


def test_another_name_is_tried_where_the_first_is_left_hanging(client, place):
    """A service that lets one name wait for ever answers the other."""
    place.fault = lambda request: "hang" if request.headers["user-agent"] == "first/1" else None
    manner = replace(UNPACED, user_agents=("first/1", "second/1"), deadline=2)

    assert client.get(place.url, manner=manner).status == 200
    assert len(place.hits) == 2


def test_requests_to_one_host_keep_their_distance(client, place, elsewhere, slept):
    """The second waits for the pace and the third for twice that; another host is not held up."""
    client.allow_private = True
    manner = Manner(pace=1000)
    for address in (place.url, place.url, place.url, elsewhere.url):
        client.get(address, manner=manner)

    assert [round(wait, -3) for wait in slept] == [1000, 2000]


def test_five_redirects_are_followed_and_no_sixth(client, place):
    """The answer has the address where it was found; a circle ends in an error that says so."""
    place.fault = times(5, "302 to /moved?to=here")
    assert client.get(place.url, manner=UNPACED).address == f"{place.url}/moved?to=here"
    assert len(place.hits) == 6

    place.hits.clear()
    place.fault = "redirect-loop"
    with pytest.raises(SourceError, match="redirects in a circle"):
        client.get(place.url, manner=UNPACED)
    assert len(place.hits) == 6


def test_offline_nobody_is_asked(place, client):
    """With OILWATCH_OFFLINE every request ends before a connection."""
    with pytest.raises(SourceError, match="OILWATCH_OFFLINE"):
        replace(client, offline=True).get(place.url)

    assert place.hits == []


@pytest.mark.parametrize(
    ("base", "path", "whole"),
    [
        ("https://api.eia.gov", "/v2/steo/data/", "https://api.eia.gov/v2/steo/data/"),
        ("https://api.eia.gov/", "/v2/steo/data/", "https://api.eia.gov/v2/steo/data/"),
        ("https://mirror.example/eia/v2", "/v2/steo/data/", "https://mirror.example/eia/v2/steo/data/"),
        ("https://mirror.example/eia/v2/", "v2/steo/data", "https://mirror.example/eia/v2/steo/data"),
        ("https://v2", "/v2/steo", "https://v2/v2/steo"),
    ],
)
def test_a_path_is_put_below_a_base_that_may_begin_it(base, path, whole):
    """A person may give the base with or without the first part of the path."""
    assert joined(base, path) == whole


def test_origins_compare_whatever_way_they_are_written():
    """Case, the port that goes without saying and a final point make no difference."""
    assert origin("HTTP://Example.ORG./a") == origin("http://example.org:80") != origin("https://example.org")
    assert without_key("https://x.example/?a=1&API_KEY=s&b=") == "https://x.example/?a=1&b="


def test_a_file_not_changed_has_no_body_whatever_length_it_claims(client, place):
    """A 304 may carry the length of the file that it does not send."""
    place.answer = lambda request: Reply(b"", 304, {"Content-Length": "4800000", "ETag": '"1"'})

    assert client.get(place.url, manner=UNPACED).status == 304


def test_a_client_needs_nothing_to_be_made():
    """The defaults are those of a person's page: nothing trusted, nothing secret, not offline."""
    assert Client().clean("text") == "text"
