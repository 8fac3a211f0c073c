"""Fixtures: the real server over a copy of the store with all bundled figures, and short links of it."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from oilwatch import views
from oilwatch.store import Store
from oilwatch.view import View
from oilwatch.views import links
from oilwatch.views.source import today
from tests.server.conftest import running

FRAMES = "https://news.example"


def copied(filled: Store, path: Path) -> Store:
    """Return a copy of a SQLite store, to be written to."""
    with (
        closing(sqlite3.connect(filled.address.removeprefix("sqlite:///"))) as held,
        closing(sqlite3.connect(path)) as copy,
    ):
        held.backup(copy)
    return Store(f"sqlite:///{path}")


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Path:
    """The folder in which the server of a module runs."""
    return tmp_path_factory.mktemp("shared")


@pytest.fixture(scope="module")
def kept(filled, place) -> Iterator[Store]:
    """The store that the server of a module reads, to be written to."""
    with closing(copied(filled, place / "oilwatch.db")) as store:
        yield store


@pytest.fixture(scope="module")
def server(kept, place) -> Iterator[str]:
    """The address of ``oilwatch serve`` over that store; one site may show its pages in a frame."""
    settings = {"OILWATCH_FRAME_ANCESTORS": FRAMES, "OILWATCH_RATE": "0"}
    with running(place, OILWATCH_DB=kept.address, **settings) as told:
        yield told.address


@pytest.fixture
def shared(kept) -> Callable[..., str]:
    """A function (view, frozen) that makes a short link and returns its code."""

    def make(view: View, *, frozen: bool = False) -> str:
        source = views.current(kept)
        return links.share(source, links.frozen(source, view, today()) if frozen else view, today(), "Ada")

    return make
