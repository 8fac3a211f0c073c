"""Fixtures: a real store on each database, the bundled figures in one, and the folder shared/."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest
from sqlalchemy import text

from oilwatch.ingest import fill
from oilwatch.store import Store, engine
from tests.kit import DAILY, MONTHLY, NOW, WEEKLY
from tests.services import postgres

hypothesis.settings.register_profile("steady", deadline=None)  # a busy machine is no failure
hypothesis.settings.load_profile("steady")
os.environ["OILWATCH_REFRESH_HOURS"] = "0"  # no page of a test loads from outside
if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def cluster() -> Iterator[postgres.Cluster]:
    """A PostgreSQL server of this test process; it holds an upgraded database named ``upgraded``."""
    with postgres.running() as cluster:
        cluster.run("CREATE DATABASE upgraded")
        _prepare(cluster.address("upgraded"))
        yield cluster


@pytest.fixture(scope="session")
def upgraded_file(tmp_path_factory) -> Path:
    """An upgraded SQLite store, to be copied."""
    path = tmp_path_factory.mktemp("upgraded") / "oilwatch.db"
    _prepare(f"sqlite:///{path}")
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def blank(request, tmp_path) -> Iterator[str]:
    """The address of a database without tables, on each kind of database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'blank.db'}"
        return
    with request.getfixturevalue("cluster").database() as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request, tmp_path) -> Iterator[str]:
    """The address of an upgraded store that knows the test series and holds no values, on each database."""
    with upgraded(request, tmp_path) as address:
        yield address


@pytest.fixture
def store(address) -> Iterator[Store]:
    """The store at *address*; it is always noon on 22 November 2026 there."""
    store = Store(address, now=lambda: NOW)
    yield store
    store.close()


@pytest.fixture
def opened() -> Iterator[Callable[[str], Store]]:
    """A function that opens the store at an address, closed at the end of the test."""
    with ExitStack() as stack:
        yield lambda address: stack.enter_context(closing(Store(address, now=lambda: NOW)))


@pytest.fixture
def sql() -> Callable[[str, str], None]:
    """A function (address, statement) that changes a database behind the store's back."""

    def run(address: str, statement: str) -> None:
        database = engine.connect(address)
        with engine.writing(database) as connection:
            connection.execute(text(statement))
        database.dispose()

    return run


@pytest.fixture(scope="session")
def filled(tmp_path_factory) -> Iterator[Store]:
    """A SQLite store with all bundled figures, to be read only."""
    store = Store(f"sqlite:///{tmp_path_factory.mktemp('filled') / 'oilwatch.db'}", now=lambda: NOW)
    fill(store)
    yield store
    store.close()


@pytest.fixture(scope="session")
def chromium() -> Iterator["Browser"]:
    """A running Chromium, one for all tests; without one they fail and say how to get it."""
    from tests.services import chromium

    path = chromium.found()
    if path is None:
        pytest.fail(chromium.MISSING, pytrace=False)
    with chromium.running(path) as browser:
        yield browser


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder ``shared`` next to the checkout, or OILWATCH_SHARED; tests that need it skip without."""
    folder = Path(os.environ.get("OILWATCH_SHARED") or ROOT.parent / "shared")
    if not (folder / "figures").is_dir():
        pytest.skip(f"no folder {folder}: the compiled figures are not on this machine (OILWATCH_SHARED)")
    return folder


@contextmanager
def upgraded(request, folder: Path) -> Iterator[str]:
    """Give the address of a fresh copy of an upgraded store on the database that *request* names."""
    if request.param == "sqlite":
        copy = shutil.copy(request.getfixturevalue("upgraded_file"), folder / "oilwatch.db")
        yield f"sqlite:///{copy}"
        return
    with request.getfixturevalue("cluster").database("upgraded") as address:
        yield address


def _prepare(address: str) -> None:
    store = Store(address, now=lambda: NOW)
    store.upgrade()
    store.sync([DAILY, WEEKLY, MONTHLY])
    store.close()
