"""Killed at any moment: the store is sound, a file is in it whole or not at all, the next run completes."""

import os
import random
import shutil
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from oilwatch import diagnosis
from tests.cli.command import Oilwatch, figures
from tests.cli.test_places import COUNT, OWN, ROWS

TIMES = 20
SEED = 20_200_420
WORKERS = min(os.cpu_count() or 1, 8)
OPENED = "oilwatch.db-wal"
"""A file that is there from the moment at which a run has opened the store."""


def killed(run: Oilwatch, arguments: tuple[object, ...], moment: float) -> bool:
    """Start a run and kill it *moment* seconds after it opened the store; return whether it was killed."""
    with run.start(*arguments) as process:
        while process.poll() is None and not (run.home / OPENED).exists():
            time.sleep(0.001)
        time.sleep(moment)
        process.kill()
    return process.returncode == -9


def span(run: Oilwatch, arguments: tuple[object, ...]) -> float:
    """Return how many seconds a run takes from opening the store to its end."""
    with run.start(*arguments) as process:
        while process.poll() is None and not (run.home / OPENED).exists():
            time.sleep(0.001)
        opened = time.monotonic()
        process.communicate()
    assert process.returncode == 0
    return time.monotonic() - opened


def moments(total: float) -> list[float]:
    """Return random moments, one in each of as many equal parts of *total*."""
    chance = random.Random(SEED)
    return [total * (part + chance.random()) / TIMES for part in range(TIMES)]


def many(work, runs, total):
    """Do *work* with each run and a moment to kill it at, some side by side; return what it returned."""
    with ThreadPoolExecutor(WORKERS) as pool:
        return list(pool.map(work, runs, moments(total)))


def sound(run: Oilwatch) -> bool:
    """Return whether doctor finds the store sound; a store without tables yet is no harm either."""
    found = {check.name: check for check in diagnosis.examine(f"sqlite:///{run.file}")}
    assert found["store"].ok, found
    return not found["schema"].ok or found["integrity"].finding == "sound"


@pytest.fixture
def homes(tmp_path) -> list[Oilwatch]:
    """Commands over as many empty homes as there are kills, and one more."""
    paths = [tmp_path / str(number) for number in range(TIMES + 1)]
    for path in paths:
        path.mkdir()
    return [Oilwatch(path) for path in paths]


@pytest.mark.slow
def test_init_killed_at_any_moment_is_completed_by_the_next(homes, filled_contents):
    """After each of many kills the store is sound, and init again brings every figure, once."""
    *runs, first = homes

    def one(run, moment):
        hit = killed(run, ("init",), moment)
        assert sound(run)
        partly = len(run.contents().get("observation", ())) if run.file.exists() else 0
        again = run("init")
        assert (again.code, again.err) == (0, "")
        assert figures(run.contents()) == filled_contents
        return hit, partly

    ended = many(one, runs, span(first, ("init",)))

    assert sum(hit for hit, _ in ended) >= TIMES // 4
    assert len({partly for _, partly in ended}) > 1


@pytest.mark.slow
def test_an_import_killed_at_any_moment_is_all_or_nothing(homes, filled_home):
    """After each of many kills the store has all rows of the file or is as before; again: all rows, once."""
    for run in homes:
        shutil.copy(Path(filled_home) / "oilwatch.db", run.file)
        run.write("own.csv", f"period,value\n{ROWS}")
    *runs, first = homes
    arguments = ("import", "own.csv", *OWN)
    before = runs[0].contents()

    def one(run, moment):
        hit = killed(run, arguments, moment)
        assert sound(run)
        kept = run.contents()
        whole = len(kept["observation"]) == len(before["observation"]) + COUNT
        assert whole or kept == before
        again = run(*arguments, "--json").json
        assert (again["new"], again["unchanged"]) == ((0, COUNT) if whole else (COUNT, 0))
        held = run.contents()
        assert len(held["observation_current"]) == len(before["observation_current"]) + COUNT
        return hit, whole

    ended = many(one, runs, span(first, arguments))

    assert sum(hit for hit, _ in ended) >= TIMES // 4
    assert False in {whole for _, whole in ended}
