"""Fixtures: every service, running."""

import pytest

from tests.services import replay


@pytest.fixture
def outside():
    """Every service, of a fresh world."""
    with replay.services() as running:
        yield running
