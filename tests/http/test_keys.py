"""A key goes to its service and nowhere else: not into what is kept, told or logged."""

import logging
from dataclasses import replace

import pytest

from oilwatch.errors import OilwatchError
from oilwatch.http import Client, Manner, origin
from tests.services.replay import Eia, default_world

UNPACED = Manner(pace=0)
REFUSED = ("401", "403", "404", "500", "429 after 90")
FAILED = ("reset", "truncated", "half-reset", "garbage", "redirect-loop", "redirect-private", "refused")


@pytest.fixture
def eia():
    """The interface of the EIA, which repeats the key in every answer."""
    with Eia(default_world(years=1)) as running:
        yield running


@pytest.fixture
def client(eia):
    """A client that has the key."""
    return Client(trusted=[origin(eia.url)], secrets=[eia.key], sleep=lambda _seconds: None)


@pytest.fixture
def log(caplog):
    """Everything that any library logs."""
    caplog.set_level(logging.DEBUG)
    return caplog


def ask(client, eia):
    """Ask for the outlook with the key."""
    return client.get(f"{eia.url}/v2/steo/data/", {"api_key": eia.key, "data[]": "value"}, manner=UNPACED)


def test_the_key_is_sent_and_is_in_nothing_that_is_kept(client, eia, log):
    """Body and address of the answer are without the key that the service repeats; so is the log."""
    answer = ask(client, eia)

    assert eia.hits[0].get("api_key") == eia.key
    assert (answer.status, b'"api_key": "REDACTED"' in answer.body) == (200, True)
    assert eia.key not in repr(answer)
    assert "api_key" not in answer.address
    assert "GET /v2/steo/data/" in log.text
    assert eia.key not in log.text


@pytest.mark.parametrize("fault", REFUSED)
def test_a_refusal_tells_no_key(client, eia, log, fault):
    """Whatever the status, neither answer nor log has the key."""
    eia.fault = fault

    assert eia.key not in repr(ask(client, eia)) + log.text


@pytest.mark.parametrize("fault", FAILED)
def test_a_failure_tells_no_key(client, eia, log, fault):
    """Neither the error, nor what caused it, nor the log has the key."""
    eia.fault = fault

    with pytest.raises(OilwatchError) as caught:
        ask(client, eia)

    assert eia.key not in f"{caught.value!r} {caught.value.__cause__!r}" + log.text


def test_a_slow_answer_tells_no_key(client, eia, log):
    """Nor does an answer that never ends."""
    eia.fault = "drip"

    with pytest.raises(OilwatchError) as caught:
        client.get(eia.url, {"api_key": eia.key}, manner=replace(UNPACED, deadline=0.3))

    assert eia.key not in repr(caught.value) + log.text


@pytest.mark.parametrize("there", ["ftp://x/?api_key={key}", "http://u:{key}@x/", "http://[{key}/"])
def test_a_redirect_that_repeats_the_key_tells_no_key(client, eia, log, there):
    """An address that is refused is told without the key that a service put into it."""
    eia.fault = f"302 to {there.format(key=eia.key)}"

    with pytest.raises(OilwatchError) as caught:
        ask(client, eia)

    assert eia.key not in repr(caught.value) + log.text


def test_a_header_that_repeats_the_key_is_kept_without_it(client, eia):
    """Headers are kept with the receipt, so they are cleaned like the body."""
    eia.fault = f"404 after {eia.key}"

    assert eia.key not in repr(ask(client, eia))
