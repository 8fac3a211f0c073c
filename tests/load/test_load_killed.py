"""Killed at any moment, or beside another: the store is sound, a copy is in it whole or not at all."""

import random
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.cli.test_kill import OPENED, sound
from tests.load.loading import SINCE, Loads, by_source, lines

TIMES, SEED, WORKERS = 30, 20_260_227, 3
ASKED = ("eia-bulk", "fred", "jodi")
SOURCES = {
    "eia-bulk-pet": ("price.brent.spot", "price.wti.spot", "production.usa.crude_weekly"),
    "eia-bulk-intl": tuple(f"production.{c}.{what}" for c in ("sau", "rus") for what in ("crude", "liquids")),
    "eia-bulk-steo": tuple(f"production.{c}.crude_only" for c in ("sau", "rus", "usa", "opec", "world")),
    "jodi": ("production.sau.jodi", "production.usa.jodi"),
}  # fmt: skip
"""Series that each source brings."""


def started(loads: Loads, *words: str):
    """Start a load in a process of its own."""
    return loads.run.start("load", *words, *SINCE, env=loads.environment())


def opened(loads: Loads, process) -> None:
    """Wait until a run has opened the store, or has ended."""
    while process.poll() is None and not (loads.run.home / OPENED).exists():
        time.sleep(0.001)


def span(loads: Loads) -> float:
    """Return how many seconds a load takes from opening the store to its end."""
    with started(loads, *ASKED) as process:
        opened(loads, process)
        began = time.monotonic()
        process.communicate()
    assert process.returncode == 0
    return time.monotonic() - began


def killed(loads: Loads, moment: float) -> bool:
    """Start a load and kill it *moment* seconds after it opened the store; return whether it was killed."""
    with started(loads, *ASKED) as process:
        opened(loads, process)
        time.sleep(moment)
        process.kill()
    return process.returncode == -9


def figures(loads: Loads) -> dict[str, list[tuple[object, ...]]]:
    """Return what the store knows by the names of its series, without moments."""
    contents = loads.run.contents()
    ids = {row[0]: row[1] for row in contents.get("series", ())}
    observed = [(ids[key], period, value) for key, period, _, value, *_ in contents.get("observation", ())]
    current = [(ids[key], period, value) for key, period, _, value in contents.get("observation_current", ())]
    marks = [(ids[key], period, mark) for key, period, _, mark in contents.get("mark", ())]
    expected = [(ids[key], period, value) for key, period, _, value, _ in contents.get("forecast", ())]
    return {
        "observed": sorted(observed),
        "current": sorted(current),
        "marks": sorted(marks),
        "expected": sorted(expected),
    }


def whole_or_not_at_all(loads: Loads, reference: dict[str, list[tuple[object, ...]]]) -> frozenset[str]:
    """Assert that of each source all figures are there or none; return the sources that are there."""
    found = figures(loads) if loads.run.file.exists() else {part: [] for part in reference}
    there = set()
    for source, series_ids in SOURCES.items():
        parts = {part: [row for row in rows if row[0] in series_ids] for part, rows in found.items()}
        all_of_it = {part: [row for row in rows if row[0] in series_ids] for part, rows in reference.items()}
        if any(parts.values()):
            assert parts == all_of_it, source
            there.add(source)
    return frozenset(there)


@pytest.mark.slow
def test_a_load_killed_at_any_moment_is_completed_by_the_next(begin):
    """After each of many kills the store is sound and holds whole copies only; the next run completes it."""
    first, *homes = [begin() for _ in range(TIMES + 1)]
    total, reference = span(first), figures(first)
    chance = random.Random(SEED)
    moments = [total * (part + chance.random()) / TIMES for part in range(TIMES)]

    def one(loads: Loads, moment: float) -> tuple[bool, frozenset[str]]:
        hit = killed(loads, moment)
        assert sound(loads.run)
        there = whole_or_not_at_all(loads, reference)
        again = loads.load(*ASKED)
        assert (again.code, again.err) == (0, "")
        assert figures(loads) == reference
        return hit, there

    with ThreadPoolExecutor(WORKERS) as pool:
        ended = list(pool.map(one, homes, moments))

    assert sum(hit for hit, _ in ended) >= TIMES // 4
    assert len({there for _, there in ended}) > 1


def together(*calls: tuple[Loads, tuple[str, ...]]) -> list[tuple[int, str, str]]:
    """Start all calls at once; return (code, output, errors) of each."""
    begun = [loads.run.start(*words, env=loads.environment()) for loads, words in calls]
    ended = []
    for process in begun:
        with process:
            out, err = process.communicate(timeout=120)
            ended.append((process.returncode, out.decode(), err.decode()))
    return ended


@pytest.mark.parametrize("asked", [("eia-bulk", "jodi"), ("jodi",)])
def test_two_loads_at_once_record_everything_once(begin, loaded, asked):
    """Both may make the store; each figure is there once, and as it is published."""
    loads = begin()
    call = ("load", *asked, *SINCE)

    ended = together((loads, call), (loads, call))

    series_ids = {name for source in SOURCES for name in SOURCES[source] if source.startswith(asked)}
    for code, out, err in ended:
        assert code == 0 or "another process" in out + err, (out, err)
        assert "Traceback" not in err
    assert loads.load(*asked).code == 0
    current = figures(loads)["current"]
    assert [row for row in current if row[0] in series_ids] == [
        row for row in figures(loaded)["current"] if row[0] in series_ids
    ]
    assert len({row[:2] for row in current}) == len(current)
    assert sound(loads.run)


def test_a_load_beside_an_import_loses_nothing(begin, loaded):
    """Both end well: all rows of the file and all figures of the load are there."""
    rows = [f"{year}-01-{day:02},{day}" for year in range(1900, 2020) for day in range(1, 29)]
    loaded.run.write("own.csv", "\n".join(["period,value", *rows]))
    own = ("--series", "price.x.own", "--frequency", "daily", "--unit", "USD/bbl")
    before, news = figures(loaded)["current"], loaded.outside.world
    month = max(news.figures["INTL.57-1-SAU-TBPD.M"])
    news.revise("INTL.57-1-SAU-TBPD.M", month, news.figures["INTL.57-1-SAU-TBPD.M"][month] + 40)

    ended = together(
        (loaded, ("load", *ASKED, *SINCE, "--json")), (loaded, ("import", "own.csv", *own)),
    )  # fmt: skip

    assert [(code, err) for code, _, err in ended] == [(0, ""), (0, "")]
    assert f"{len(rows)} new, 0 revised" in ended[1][1]
    assert len(loaded.values("price.x.own")) == len(rows)
    assert len(figures(loaded)["current"]) == len(before) + len(rows)
    assert loaded.values("production.sau.crude")[month] == news.figures["INTL.57-1-SAU-TBPD.M"][month]
    assert sound(loaded.run)
    assert by_source(loaded.load("jodi", "--json"))["jodi"]["new"] == 0
    assert "0 new" in lines(loaded.load("eia-bulk-intl"))["eia-bulk-intl"]
