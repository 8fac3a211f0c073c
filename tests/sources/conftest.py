"""Fixtures: the replayed services, and who asks them."""

from functools import partial

import pytest

from tests.services import replay
from tests.sources.kit import asking


@pytest.fixture
def outside():
    """Every service, of a fresh world of two years."""
    with replay.services(replay.default_world(years=1)) as running:
        yield running


@pytest.fixture
def warned():
    """What a source thought worth telling of answers that could be used."""
    return []


@pytest.fixture
def ask(outside, tmp_path, warned):
    """A function that makes who asks: with keys or without, with what is held, since when."""
    return partial(asking, outside, tmp_path, warn=warned.append)
