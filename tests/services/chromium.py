"""A real Chromium for tests: where it is, and one running browser for all of them."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--no-first-run",
]  # fmt: skip
MISSING = (
    f"no browser: none of {', '.join(NAMES)} is on the PATH, nor is CHROMIUM set; "
    "install one (apt-get install chromium)"
)


def found() -> str | None:
    """Return the path of a Chromium; None: there is none."""
    given = [os.environ.get("CHROMIUM", ""), *map(shutil.which, NAMES)]
    return next((one for one in given if one and Path(one).is_file()), None)


@contextmanager
def running(path: str) -> Iterator[Browser]:
    """Give a running browser. A process can have one at a time: playwright is started once."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()
