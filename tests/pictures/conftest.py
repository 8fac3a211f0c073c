"""Fixtures: all bundled figures, and a Chrome for kaleido."""

import os
import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest

from oilwatch import views
from tests.browser.conftest import NAMES


@pytest.fixture(scope="session")
def source(filled):
    """All bundled figures."""
    return views.current(filled)


@pytest.fixture
def chrome(monkeypatch) -> str:
    """The path of a Chrome, named in BROWSER_PATH."""
    if find_spec("kaleido") is None:
        pytest.skip("kaleido is not installed: pip install 'oilwatch[pictures]'")
    given = [os.environ.get("CHROMIUM", ""), *map(shutil.which, NAMES), _of_playwright()]
    path = next((one for one in given if one and Path(one).is_file()), None)
    if path is None:
        pytest.skip(f"no Chrome: none of {', '.join(NAMES)} is on the PATH, nor is CHROMIUM set")
    monkeypatch.setenv("BROWSER_PATH", path)
    return path


def _of_playwright() -> str:
    """Return where playwright keeps its own Chromium, whether it is there or not."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        return play.chromium.executable_path
