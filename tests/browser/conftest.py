"""Fixtures: the real server on an empty folder, a real Chromium, and pages in which nothing may go wrong."""

import os
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.driver import WATCH, drawn, ready
from tests.browser.ledger import Ledger

DESKTOP = 1280


def pytest_collection_modifyitems(items):
    """Mark every test of this folder."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def folder(tmp_path_factory) -> Path:
    """An empty folder, in which the server runs and its store will be."""
    return tmp_path_factory.mktemp("server")


@pytest.fixture(scope="session")
def server(folder) -> Iterator[str]:
    """The address of ``oilwatch serve``, started on an empty folder; nobody has visited it yet."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    kept = {
        key: value for key, value in os.environ.items() if not key.startswith(("OILWATCH_", "STREAMLIT_"))
    }
    command = [sys.executable, "-c", "from oilwatch.cli import main; main()", "serve", "--port", str(port)]
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(
            command, cwd=folder, stdout=subprocess.PIPE, stderr=log,
            env={**kept, "OILWATCH_REFRESH_HOURS": "0", "OILWATCH_DB": f"sqlite:///{folder / 'oilwatch.db'}"},
        )  # fmt: skip
        try:
            said = process.stdout.readline().decode()
            assert f":{port}" in said, f"the server did not start: {(folder / 'server.log').read_text()}"
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=60) as answer:
                assert answer.status == 200
            yield f"http://127.0.0.1:{port}"
        finally:
            process.kill()
            process.wait()
            process.stdout.close()


@pytest.fixture(scope="session")
def ledger(server) -> Ledger:
    """What went wrong in any page of the session."""
    return Ledger(server)


@pytest.fixture(scope="session")
def contexts(chromium, ledger) -> Iterator[Callable]:
    """A function (scheme, fresh) that gives a browser context; one a scheme is kept, for its cache."""
    held = {}

    def get(scheme: str = "light", fresh: bool = False):
        if scheme not in held or fresh:
            context = chromium.new_context(color_scheme=scheme, viewport={"width": DESKTOP, "height": 900})
            context.set_default_timeout(30_000)
            context.add_init_script(WATCH)
            ledger.follow(context)
            if fresh:
                return context
            held[scheme] = context
        return held[scheme]

    yield get
    for context in held.values():
        context.close()


@pytest.fixture(scope="session")
def first_visit(contexts, server) -> dict:
    """What the very first visitor saw while the store was filled, and whether the chart came."""
    page = contexts().new_page()
    page.goto(server)
    page.locator(".js-plotly-plot .main-svg").first.wait_for(timeout=120_000)
    ready(page)
    seen = page.evaluate("window.seen") | {"charts": drawn(page), "text": page.inner_text("body")}
    page.close()
    return seen


@pytest.fixture
def visit(contexts, server, first_visit, ledger) -> Iterator[Callable[..., Page]]:
    """A function (path, width, scheme, fresh) that opens a page and waits until it stands.

    At the end of the test none of the pages may have shown an error, written one to the console, or asked
    another host for anything.
    """
    opened: list[Page] = []
    own = []

    def run(path: str = "/", width: int = DESKTOP, scheme: str = "light", fresh: bool = False) -> Page:
        context = contexts(scheme, fresh)
        if fresh:
            own.append(context)
        page = context.new_page()
        opened.append(page)
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"{server}{path}")
        ready(page)
        return page

    yield run
    broken = [text for page in opened for text in page.get_by_test_id("stException").all_inner_texts()]
    for closing in [*opened, *own]:
        with suppress(Exception):
            closing.close()
    assert (broken, ledger.take()) == ([], [])
