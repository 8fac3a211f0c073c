"""Fixtures: all bundled figures, and a Chrome for kaleido."""

from importlib.util import find_spec

import pytest

from oilwatch import views
from tests.services import chromium


@pytest.fixture(scope="session")
def source(filled):
    """All bundled figures."""
    return views.current(filled)


@pytest.fixture
def chrome(monkeypatch) -> str:
    """The path of a Chrome, named in BROWSER_PATH."""
    if find_spec("kaleido") is None:
        pytest.skip("kaleido is not installed: pip install 'oilwatch[pictures]'")
    path = chromium.found()
    if path is None:
        pytest.skip(chromium.MISSING)
    monkeypatch.setenv("BROWSER_PATH", path)
    return path
