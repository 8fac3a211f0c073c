"""Fixtures: replayed services, and the command over homes that were loaded from them."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from queue import LifoQueue

import pytest

from tests.cli.command import Oilwatch
from tests.load.loading import FIGURES, NOW, Loads, Ready, world
from tests.services.news import XML, Gdelt, Reply, feed, fixed, item, running
from tests.services.replay import Services, services

Begin = Callable[..., Loads]


@pytest.fixture
def outside() -> Iterator[Services]:
    """Every service of figures, of a small world."""
    with services(world()) as started:
        yield started


@pytest.fixture(scope="session")
def ready(tmp_path_factory) -> Iterator["LifoQueue[Ready]"]:
    """The processes that make quick runs; as many runs go on at once."""
    made = [Ready(tmp_path_factory.mktemp("ready")) for _ in range(4)]
    waiting: LifoQueue[Ready] = LifoQueue()
    for process in made:
        waiting.put(process)
    yield waiting
    for process in made:
        process.close()


@pytest.fixture(scope="session")
def loaded_home(tmp_path_factory, ready) -> Path:
    """A home whose store was loaded from every source of figures without trouble; to be copied only."""
    home = tmp_path_factory.mktemp("loaded")
    with services(world()) as started:
        done = Loads(Oilwatch(home), started, ready, {}).load(*FIGURES)
    assert (done.code, done.err) == (0, "")
    return home


@pytest.fixture
def begin(outside, tmp_path, loaded_home, ready) -> Begin:
    """A function that gives the command over a home of its own; *loaded*: one that was loaded before."""
    numbers = iter(range(1000))

    def made(*, loaded: bool = False, **more: str) -> Loads:
        home = tmp_path / str(next(numbers))
        home.mkdir()
        if loaded:
            shutil.copy(loaded_home / "oilwatch.db", home)
        return Loads(Oilwatch(home), outside, ready, more)

    return made


@pytest.fixture
def loaded(begin) -> Loads:
    """The command over a copy of a home that was loaded without trouble."""
    return begin(loaded=True)


@pytest.fixture
def press() -> Iterator[tuple[Gdelt, dict[str, str]]]:
    """An index of the world's news, a feed and searches, running, and the settings that lead there."""
    gdelt = Gdelt()
    gdelt.fill(12, NOW - timedelta(hours=2), timedelta(hours=3))
    found = fixed({
        "/rss": Reply(feed(item("Oil falls"), item("Oil rests", "https://barrel.example/2")), XML),
        "/rss/search": Reply(feed(item("OPEC meets - The Paper", "https://search.example/1")), XML),
    })  # fmt: skip
    with ExitStack() as stack:
        for replay in (gdelt.replay, found):
            stack.enter_context(running(replay))
        yield (
            gdelt,
            {
                "OILWATCH_GDELT_URL": gdelt.replay.url,
                "OILWATCH_GOOGLE_NEWS_URL": found.url,
                "OILWATCH_FEEDS": f"{found.url}/rss",
            },
        )
