"""Fixtures: the real server, as ``oilwatch serve`` starts it, over a store of one's choice."""

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests

ROOT = Path(__file__).resolve().parent.parent.parent
SERVE = (sys.executable, "-c", "from oilwatch.cli import main; main()", "serve", "--port")
ODD = (sys.executable, "-m", "tests.server.odd")
STREAMLIT = (sys.executable, "-m", "streamlit", "run", str(ROOT / "streamlit_app.py"), "--server.port")


@dataclass
class Running:
    """A server that runs: its process, its address, and the file of what it says on stderr."""

    process: subprocess.Popen
    address: str
    log: Path

    def lines(self) -> list[str]:
        """Return what it has said on stderr."""
        return self.log.read_text().splitlines()


@contextmanager
def running(folder: Path, command: tuple[str, ...] = SERVE, **settings: str) -> Iterator[Running]:
    """Give a server, started in *folder* with some settings and no others, once it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    kept = {
        key: value for key, value in os.environ.items() if not key.startswith(("OILWATCH_", "STREAMLIT_"))
    }
    place = {"PYTHONPATH": str(ROOT)} if command == ODD else {}
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(
            [*command, str(port)], cwd=folder, stdout=subprocess.PIPE, stderr=log,
            env={**kept, **place, "OILWATCH_REFRESH_HOURS": "0", **settings},
        )  # fmt: skip
        try:
            told = Running(process, f"http://127.0.0.1:{port}", folder / "server.log")
            _answers(told)
            yield told
        finally:
            process.kill()
            process.wait()
            process.stdout.close()


def _answers(told: Running) -> None:
    """Wait until the server answers; fail with what it said where it does not."""
    line: list[bytes] = []
    reader = threading.Thread(target=lambda: line.append(told.process.stdout.readline()), daemon=True)
    reader.start()
    until = time.monotonic() + 60
    while time.monotonic() < until and told.process.poll() is None:
        try:
            requests.get(f"{told.address}/_stcore/health", timeout=5)
        except (requests.ConnectionError, requests.Timeout):
            time.sleep(0.1)
        else:
            reader.join(5)
            return
    pytest.fail(f"the server did not start: {told.log.read_text()}")


@contextmanager
def serving(folder: Path, **settings: str) -> Iterator[str]:
    """Give the address of ``oilwatch serve``, started in *folder* with some settings and no others."""
    with running(folder, **settings) as told:
        yield told.address


@pytest.fixture
def start(tmp_path, home, server) -> Iterator[Callable[..., Running]]:
    """A function (command, settings) that starts a server over the filled store; it ends with the test."""
    with ExitStack() as stack:
        settings = {"OILWATCH_DB": f"sqlite:///{home / 'oilwatch.db'}"}
        yield lambda command=SERVE, **more: stack.enter_context(
            running(tmp_path, command, **{**settings, **more})
        )


@pytest.fixture
def serve(tmp_path) -> Iterator[Callable[..., str]]:
    """A function (settings) that starts a server and gives its address; it ends with the test."""
    with ExitStack() as stack:
        yield lambda **settings: stack.enter_context(serving(tmp_path, **settings))


@pytest.fixture(scope="session")
def home(tmp_path_factory) -> Path:
    """The empty folder in which the server of the session runs, and in which its store will be."""
    return tmp_path_factory.mktemp("served")


@pytest.fixture(scope="session")
def server(home) -> Iterator[str]:
    """The address of a server on an empty folder: nobody has opened its dashboard."""
    with serving(home, OILWATCH_DB=f"sqlite:///{home / 'oilwatch.db'}", OILWATCH_RATE="0") as address:
        yield address


@pytest.fixture(scope="session")
def odd(home, server, tmp_path_factory) -> Iterator[Running]:
    """A server with a route that fails and others, over the filled store, that tells each request."""
    settings = {"OILWATCH_DB": f"sqlite:///{home / 'oilwatch.db'}", "OILWATCH_LOG": "json"}
    with running(tmp_path_factory.mktemp("odd"), ODD, OILWATCH_RATE="0", **settings) as told:
        yield told
