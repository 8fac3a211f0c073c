"""Fixtures: the API over a real socket, with a real store behind it."""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import pytest
import requests
import uvicorn
from starlette.applications import Starlette
from starlette.routing import Route

from oilwatch import api
from oilwatch.store import Store


@contextmanager
def serving(opened: Callable[[], Store], routes: Sequence[Route] = ()) -> Iterator[str]:
    """Give the address of a server that has the routes of the API and no others, or only *routes*."""
    config = uvicorn.Config(
        Starlette(routes=routes or api.routes(opened)), host="127.0.0.1", port=0, log_level="error",
        access_log=False, ws="none", lifespan="off",
    )  # fmt: skip
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the server did not start"
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(20)


class Asking:
    """Asks an API; ``ask("/series", limit=1)`` is GET /api/v1/series?limit=1."""

    def __init__(self, base: str) -> None:
        self.base = base

    def __call__(self, path: str, *, headers=None, method="GET", **query) -> requests.Response:
        """Return the answer; a query ``from_`` is the parameter ``from``."""
        url = path if path.startswith("http") else f"{self.base}/api/v1{path}"
        params = {name.rstrip("_"): value for name, value in query.items()}
        return requests.request(
            method, url, params=params, headers=headers, timeout=60, allow_redirects=False
        )

    def check(self, **kept) -> requests.Response:
        """Return the answer to a story that is sent."""
        return requests.post(f"{self.base}/api/v1/check", timeout=60, **kept)


@pytest.fixture(scope="session")
def ask(filled) -> Iterator[Asking]:
    """The API over all bundled figures."""
    with serving(lambda: filled) as base:
        yield Asking(base)


@pytest.fixture
def asking(store) -> Iterator[Asking]:
    """The API over the store of a test, on each kind of database."""
    with serving(lambda: store) as base:
        yield Asking(base)


def problem(said: requests.Response) -> dict[str, object]:
    """Return a refusal, once it is known to be a whole one."""
    assert said.headers["Content-Type"] == "application/problem+json"
    assert said.headers["Cache-Control"] == "no-store"
    told: dict[str, object] = said.json()
    assert told["status"] == said.status_code
    return told
