"""Places that list stories fail in every way: figures are loaded all the same, and stories stay."""

import shutil
from contextlib import closing
from dataclasses import replace

import pytest

from oilwatch.store import Store
from tests.cli.command import Oilwatch
from tests.load.loading import lines
from tests.services.news import REFUSALS

NEWS = {"gdelt", "feeds", "google-news"}
LONG_AGO = "UPDATE load_run SET finished_at = '2020-01-01T00:00:00.000Z', next_try = NULL"
"""So that nobody has to be left alone for a while."""
WAYS = ("429", "503", "reset", "truncated body", "challenge")


@pytest.fixture
def homes(begin, press, tmp_path):
    """A function that gives the command over copies of a home that holds stories."""
    first = begin(loaded=True, **press[1])
    assert first("load", "news").code == 0
    first.run.change(LONG_AGO)

    def made(name: str):
        home = tmp_path / f"copy {name}"
        shutil.copytree(first.run.home, home)
        return replace(first, run=Oilwatch(home))

    return made


def check(loads, failing: set[str], done) -> None:
    """Assert that these places failed, each in a line, that figures came, and that stories stayed."""
    told = lines(done)
    assert (done.code, done.err) == (1, "")
    assert {name for name, line in told.items() if line.startswith("FAILED: ")} == failing
    assert all(told[name].isprintable() for name in failing)
    assert "0 new, 0 revised" in told["eia-bulk-steo"]
    with closing(Store(f"sqlite:///{loads.run.file}")) as store:
        held = {run.source: run for run in store.loads.outside()}
    for name in failing:
        assert held[name].status == "failed"
        assert held[name].reason in told[name]


def test_gdelt_fails_in_every_way_and_the_stories_stay(homes, press):
    """Its refusals that look like answers included; the reason is told and kept."""
    gdelt, _ = press
    refusals = [name for name in REFUSALS if name.startswith(("rate", "timespan"))]
    for number, way in enumerate([*WAYS, *refusals]):
        loads = homes(str(number))
        gdelt.refusal, gdelt.replay.mode = (way, "") if way in refusals else ("", way)
        before = loads.known()

        done = loads.load("gdelt", "eia-bulk-steo")

        check(loads, {"gdelt"}, done)
        assert loads.known() == before


def test_a_feed_that_is_gone_is_told_and_its_stories_stay(homes):
    """Feed and searches lead to a place with no such page: two failures, no story lost."""
    loads = homes("gone")
    nowhere = {
        "OILWATCH_GOOGLE_NEWS_URL": loads.outside.jodi.url,
        "OILWATCH_FEEDS": f"{loads.outside.jodi.url}/rss",
    }
    before = loads.known()

    done = replace(loads, more={**loads.more, **nowhere}).load("feeds", "google-news", "eia-bulk-steo")

    check(loads, NEWS - {"gdelt"}, done)
    assert loads.known() == before
