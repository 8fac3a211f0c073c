"""Fixtures: a place that can be asked and can fail in every way, and the client that asks it."""

import pytest

from oilwatch.http import Client, origin
from tests.kit import NOW
from tests.services.replay import Replay, World


@pytest.fixture
def place():
    """A server that answers every request with a page."""
    with Replay(World({})) as running:
        yield running


@pytest.fixture
def elsewhere():
    """A second such server."""
    with Replay(World({})) as running:
        yield running


@pytest.fixture
def slept():
    """How long the client wanted to sleep, each time; it does not."""
    return []


@pytest.fixture
def client(place, slept):
    """A client for which *place* is a service of the settings; it is always noon."""
    return Client(trusted=[origin(place.url)], now=lambda: NOW, sleep=slept.append)
