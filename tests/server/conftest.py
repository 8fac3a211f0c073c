"""Fixtures: the real server, as ``oilwatch serve`` starts it, over a store of one's choice."""

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest


@contextmanager
def serving(folder: Path, **settings: str) -> Iterator[str]:
    """Give the address of ``oilwatch serve``, started in *folder* with some settings and no others."""
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
            env={**kept, "OILWATCH_REFRESH_HOURS": "0", **settings},
        )  # fmt: skip
        try:
            said = process.stdout.readline().decode()
            assert f":{port}" in said, f"the server did not start: {(folder / 'server.log').read_text()}"
            yield f"http://127.0.0.1:{port}"
        finally:
            process.kill()
            process.wait()
            process.stdout.close()


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
    with serving(home, OILWATCH_DB=f"sqlite:///{home / 'oilwatch.db'}") as address:
        yield address
