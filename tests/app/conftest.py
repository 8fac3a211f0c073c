"""Fixtures: the dashboard without a browser, over a store of each kind."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from oilwatch import catalog
from oilwatch.app import data
from oilwatch.store import Store

ROOT = Path(__file__).resolve().parent.parent.parent
PAGES = ("market", "production", "events", "check", "data")


def address(page: AppTest) -> dict[str, str]:
    """Return the query of a page's address."""
    held = page.query_params.items()
    return {name: value if isinstance(value, str) else value[-1] for name, value in held}


@pytest.fixture
def visit(monkeypatch) -> Callable[..., AppTest]:
    """A function (address of a store, page, query) that opens a page and returns it, run once."""

    def run(address: str, page: str, **query: str) -> AppTest:
        monkeypatch.setenv("OILWATCH_DB", address)
        opened = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=60)
        opened.switch_page(str(ROOT / f"src/oilwatch/app/pages/{page}.py"))
        for name, value in query.items():
            opened.query_params[name] = value
        return opened.run()

    return run


@pytest.fixture
def bundled(filled, visit) -> Callable[..., AppTest]:
    """A function (page, query) that opens a page over all bundled figures."""
    return lambda page, **query: visit(filled.address, page, **query)


@pytest.fixture
def empty(tmp_path) -> str:
    """The address of an upgraded store that knows every series and holds no figure, as if filled already."""
    store = Store(f"sqlite:///{tmp_path / 'empty.db'}")
    store.upgrade()
    store.sync(catalog.series().values())
    store.close()
    data._opened(store.address).filled = True
    return store.address


@pytest.fixture
def copied(filled, tmp_path) -> Iterator[Store]:
    """A copy of the store with all bundled figures, to be written to."""
    path = tmp_path / "copied.db"
    with (
        closing(sqlite3.connect(filled.address.removeprefix("sqlite:///"))) as held,
        closing(sqlite3.connect(path)) as copy,
    ):
        held.backup(copy)
    store = Store(f"sqlite:///{path}")
    data._opened(store.address).filled = True
    yield store
    store.close()


@pytest.fixture
def whole() -> Callable[[AppTest], AppTest]:
    """A function that asserts that a page ran to its end with no error, and returns it."""

    def check(page: AppTest) -> AppTest:
        assert [one.message for one in page.exception] == []
        assert [one.value for one in page.error] == []
        return page

    return check
