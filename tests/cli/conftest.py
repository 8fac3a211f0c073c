"""Fixtures: the command over an empty home, and over one whose store holds the bundled figures."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.command import Contents, Oilwatch, figures
from tests.cli.warm import Warm


@pytest.fixture(scope="session")
def warm(tmp_path_factory) -> Iterator[Warm]:
    """The process that makes the quick runs."""
    warm = Warm(tmp_path_factory.mktemp("warm"))
    yield warm
    warm.close()


@pytest.fixture
def bare(tmp_path, warm) -> Oilwatch:
    """The command in a home without a store."""
    home = tmp_path / "home"
    home.mkdir()
    return Oilwatch(home, warm)


@pytest.fixture(scope="session")
def filled_home(tmp_path_factory) -> Path:
    """A home whose store holds the bundled figures, made by the command; to be read only."""
    home = tmp_path_factory.mktemp("cli")
    done = Oilwatch(home)("init")
    assert (done.code, done.err) == (0, "")
    return home


@pytest.fixture(scope="session")
def reader(filled_home, warm) -> Oilwatch:
    """The command over the bundled figures, for runs that only read."""
    return Oilwatch(filled_home, warm)


@pytest.fixture
def writer(bare, filled_home) -> Oilwatch:
    """The command over a copy of the bundled figures."""
    shutil.copy(filled_home / "oilwatch.db", bare.file)
    return bare


@pytest.fixture(scope="session")
def filled_contents(filled_home) -> Contents:
    """The figures of a store that was filled without trouble, to compare with."""
    return figures(Oilwatch(filled_home).contents())
