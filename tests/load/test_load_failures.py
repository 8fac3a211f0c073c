"""Half of the services fail: the others complete, nothing is lost, and every reason says what to do."""

import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from itertools import zip_longest

import pytest

from oilwatch.store import Store
from tests.load import faults
from tests.load.loading import Loads, by_source, lines, shown, world
from tests.services.replay import Services, services

WORKERS = 4
BULK_PARTS = ("PET.zip", "INTL.zip", "STEO.zip")
API_PARTS = ("pri/spt", "international/data/ 57", "international/data/ 53", "crd/crpdn", "sum/sndw", "steo")
BULK = ("eia-bulk-pet", "eia-bulk-intl", "eia-bulk-steo")
API = ("eia-spot", "eia-international", "eia-liquids", "eia-us", "eia-us-weekly", "eia-outlook")
REVISED = {"PET.RBRTE.D": "price.brent.spot", "INTL.57-1-SAU-TBPD.M": "production.sau.crude",
           "STEO.COPR_SA.M": "production.sau.crude_only", "JODI.SA": "production.sau.jodi",
           "YAHOO.CL=F": "price.wti.futures"}  # fmt: skip
TABLES = ("observation", "observation_current", "unchanged", "held_aside", "forecast", "mark")
TO_DO = re.compile(
    r"try (again )?(later|after|in|within)|give a later|set EIA_API_KEY|take it out|look for a newer|check |"
    r"tell its publisher|not before|OILWATCH_[A-Z]+|Save the page",
    re.IGNORECASE,
)


def rows(loads: Loads, series_ids: set[str]) -> dict[str, list[tuple[object, ...]]]:
    """Return every row that the store has of some series, their descriptions included."""
    contents = loads.run.contents()
    keys = {row[0]: row for row in contents["series"] if row[1] in series_ids}
    found = {name: [row for row in contents[name] if row[0] in keys] for name in TABLES}
    return {"series": list(keys.values()), **found}


def revise(outside: Services) -> None:
    """Publish another figure of one period of each service, so that a service that answers has news."""
    for name in REVISED:
        known = outside.world.figures[name]
        period = sorted(p for p, value in known.items() if isinstance(value, float))[-2]
        outside.world.revise(name, period, known[period] + 1.5 / (1000 if "STEO" in name else 1))


def series_of(loads: Loads, *publishers: str) -> set[str]:
    """Return the series of publishers, by what their ids begin with."""
    with closing(Store(f"sqlite:///{loads.run.file}")) as store:
        found = store.catalogue().values()
    return {item.id for item in found if item.publisher_id.startswith(publishers)}


def reasons(loads: Loads) -> dict[str, str]:
    """Return the reason of each source that failed when it was last asked, as the store keeps it."""
    with closing(Store(f"sqlite:///{loads.run.file}")) as store:
        return {run.source: run.reason for run in store.loads.outside() if run.status == "failed"}


def told_well(loads: Loads, done, failing: set[str]) -> list[str]:
    """Assert that a run told of each source that failed; return the lines that do not say what to do."""
    told = lines(done)
    assert (done.code, done.err) == (1, "")
    assert (
        {name for name, line in told.items() if line.startswith("FAILED: ")} == failing == set(reasons(loads))
    )
    for name in failing:
        assert told[name].isprintable(), told[name]
        assert reasons(loads)[name] in told[name]
    return [told[name] for name in failing if not TO_DO.search(told[name])]


class Round:
    """A run in which some services fail, each in a way of its own."""

    def __init__(self, begin, failing: dict[str, object], *, keys: bool = False) -> None:
        self.failing, self.keys = failing, keys
        self.begin = begin

    def play(self, asked: tuple[str, ...], lost: tuple[str, ...], failing: set[str]) -> list[str]:
        """Load; assert that the *lost* series are as before, and that each of the others has its news.

        Return the lines that do not say what to do.
        """
        with services(world()) as outside:
            loads = self.begin(outside)
            unknown = series_of(loads, *lost)
            before = rows(loads, unknown)
            revise(outside)
            for name, fault in self.failing.items():
                getattr(outside, name).fault = fault
            done = loads.load(*asked, keys=self.keys)
            try:
                untold = told_well(loads, done, failing)
                assert rows(loads, unknown) == before
                for name, series_id in REVISED.items():
                    if self.delivers(name, asked):
                        scale = 1000 if "STEO" in name else 1
                        expected = shown(outside.world, name, scale)
                        found = {p: round(v, 4) for p, v in loads.values(series_id).items() if p in expected}
                        assert found.items() >= expected.items() - _running(name, expected)
            except AssertionError as error:
                raise AssertionError(f"{self.failing}: {done.out}{done.err}") from error
            return untold

    def delivers(self, name: str, asked: tuple[str, ...]) -> bool:
        """Return whether a series of the world is delivered by a service that does not fail."""
        by = {"PET.RBRTE.D": "fred", "JODI.SA": "jodi", "YAHOO.CL=F": "yahoo", "STEO.COPR_SA.M": "eia"}
        service = by.get(name, "none")
        return service not in self.failing and any(word.startswith(service) for word in asked)


def _running(name: str, expected: dict[str, float]) -> set[tuple[str, float]]:
    """Return the session that still goes on, which is not recorded."""
    return {max(expected.items())} if name.startswith("YAHOO") else set()


@pytest.fixture
def copy(begin):
    """A function that gives the command over a copy of a loaded home, leading to other services."""

    def made(outside: Services) -> Loads:
        return replace(begin(loaded=True), outside=outside)

    return made


def play(rounds) -> None:
    """Play rounds, some side by side."""
    with ThreadPoolExecutor(WORKERS) as pool:
        untold = [line for ended in pool.map(lambda made: made[0].play(*made[1:]), rounds) for line in ended]
    assert not untold, "these lines do not say what to do:\n" + "\n".join(sorted(set(untold)))


def test_eia_files_and_yahoo_fail_in_every_way_while_fred_and_jodi_deliver(copy):
    """Each file and each contract fails in a way of its own; FRED stands in with what it has of prices."""
    bulk = faults.shared_out(faults.EIA_BULK[:-1], len(BULK_PARTS))
    yahoo = faults.shared_out(faults.YAHOO, 2)
    rounds = []
    for files, contracts in zip_longest(bulk, yahoo, fillvalue=["html", "reset", "503"]):
        failing = {
            "eia": faults.by_part(dict(zip(BULK_PARTS, files, strict=True))),
            "yahoo": faults.by_part(dict(zip(("BZ=F", "CL=F"), contracts, strict=False))),
        }
        rounds.append((
            Round(copy, failing), ("eia", "fred", "jodi", "yahoo"),
            ("INTL", "STEO", "PET.M", "PET.W", "BZ", "CL"), {*BULK, "yahoo"},
        ))  # fmt: skip
    rounds.append((Round(copy, {"eia": "refused", "yahoo": "refused"}), *rounds[0][1:]))

    play(rounds)


def test_fred_and_jodi_fail_in_every_way_while_eia_delivers(copy):
    """One way a run each; the outlook of the EIA is recorded all the same."""
    ways = zip_longest(faults.FRED_FILE, faults.JODI, fillvalue="html")
    rounds = [
        (Round(copy, {"fred": fred, "jodi": jodi}), ("fred", "jodi", "eia-bulk-steo"),
         ("PET", "INTL", "JODI"), {"fred", "jodi"})
        for fred, jodi in ways
    ]  # fmt: skip

    play(rounds)


def test_the_interfaces_of_eia_and_fred_fail_in_every_way_while_jodi_delivers(copy):
    """Six routes a run, each failing in a way of its own, and a refusal of FRED."""
    rounds = []
    for routes, fred in zip_longest(
        faults.shared_out(faults.EIA_API[:-1], 6), faults.FRED_API, fillvalue=None
    ):
        failing = {
            "eia": faults.by_part(dict(zip(API_PARTS, routes, strict=True))) if routes else "refused",
            "fred": fred or "refused",
        }
        rounds.append((
            Round(copy, failing, keys=True), (*API, "fred", "jodi"), ("PET", "INTL", "STEO"), {*API, "fred"}
        ))  # fmt: skip

    play(rounds)


def test_status_shows_why_a_source_failed_and_the_last_good_figures(loaded):
    """The reason and the moment before which not to ask stand beside figures that stay as they were."""
    before = {row["series"]: row for row in loaded("status", "--json").json["series"]}
    loaded.outside.fail("404")
    loaded.outside.jodi.fault = "503"
    loaded.outside.fred.fault = "429 after 3000"

    done = loaded.load("eia", "fred", "jodi")

    told, text = loaded("status", "--json").json, loaded("status").out
    sources = {row["source"]: row for row in told["sources"]}
    assert told_well(loaded, done, {*BULK, "fred", "jodi"}) == []
    assert {row["series"]: row for row in told["series"]} == before
    assert (sources["jodi"]["status"], "503" in sources["jodi"]["reason"]) == ("failed", True)
    assert sources["fred"]["next_try"] > sources["fred"]["finished_at"]
    assert sources["yahoo"]["status"] == "done"
    assert f"jodi               failed: {sources['jodi']['reason']}" in text
    assert f"(not before {sources['fred']['next_try'][:16]}Z)" in text


def test_fred_stands_in_where_eia_fails_and_is_only_compared_where_it_delivers(begin):
    """Without figures of the EIA the prices are FRED's; with them FRED's differing figure is only told."""
    loads = begin()
    loads.outside.eia.fault = "503"
    alone = loads.load("eia-bulk-pet", "fred", "--json")
    standing = loads.values("price.brent.spot")
    day = max(standing)
    loads.outside.eia.fault = None
    loads.outside.fred.world = other = world()
    other.revise("PET.RBRTE.D", day, standing[day] + 3)

    beside = loads.load("eia-bulk-pet", "fred", "--json")

    assert standing == shown(loads.outside.world, "PET.RBRTE.D")
    assert (alone.code, by_source(alone)["fred"]["new"]) == (1, alone.json["new"])
    assert (beside.code, by_source(beside)["fred"]["revised"]) == (0, 0)
    assert by_source(beside)["fred"]["reason"] == "compared with EIA: 1 figures differ"
    assert loads.values("price.brent.spot") == standing
