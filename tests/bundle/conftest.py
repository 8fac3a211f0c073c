"""Fixtures: bundles of views of the bundled figures."""

import pytest

from oilwatch import bundle, views
from oilwatch.bundle.container import unpack
from oilwatch.views import links
from tests.kit import NOW

TODAY = NOW.date()
BASE = "https://oil.example.org"
SHORT = "/?from=2026-07-01"


@pytest.fixture(scope="session")
def source(filled):
    """The bundled figures."""
    return views.current(filled)


@pytest.fixture(scope="session")
def bundled(source):
    """A function that returns the bundle of what a link shows, made once."""
    made = {}

    def make(link: str) -> bytes:
        if link not in made:
            view, notices = links.read(source, link, TODAY)
            assert notices == []
            made[link] = bundle.write(source, view, TODAY, BASE)
        return made[link]

    return make


@pytest.fixture(scope="session")
def body(bundled):
    """A small bundle of prices."""
    return bundled(SHORT)


@pytest.fixture
def files(body):
    """Its files by name, to be changed."""
    found, problem = unpack(body)
    assert problem == ""
    return found
