"""A data version is frozen: what is read at one stays as it was, whatever is recorded afterwards."""

import random
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import replace
from datetime import timedelta
from itertools import count

import pytest

from oilwatch import periods
from oilwatch.errors import InputError
from oilwatch.model import Counts, Observation, Recorded
from oilwatch.store import Store, engine, runs, write
from tests.kit import APR, DAILY, FEB, JAN, MAR, MONTHLY, NOW, daily, monthly
from tests.store.whole import MOMENTS, PERIODS, Shown, copy, put

STANDPOINTS = (None, "2024-03-05", "2024-04-10", "2024-06-20", "2024-08-30", "2026-11-22")
VALUES = (8900.0, 9000.0, 9100.5, None)
SPANS = (("", "9999-12-31"), ("2024-01", "2024-03"), ("2024-02", "2024-06"), ("2024-03", "9999-12-31"), None)


def reads(store, version=None):
    """Return the series' description and all that readers see of it at each standpoint."""
    return [store.seen(MONTHLY.id, as_of=at, version=version) for at in STANDPOINTS]


def begun(chance, moment):
    """Return some periods that had begun at *moment*, with values."""
    there = [period for period in PERIODS if f"{period}-01" <= moment]
    chosen = chance.sample(there, chance.randint(1, len(there)))
    return {period: chance.choice(VALUES) for period in chosen}


def whole(store, chance):
    """Record a copy that covers a span, or does not say what it covers; sometimes not all is believed."""
    moment = chance.choice(MOMENTS)
    shown = Shown(begun(chance, moment), chance.choice(SPANS))
    otherwise = periods.moment(store.now())

    def screen(about, standing, changes, seen_from):
        return {period: "odd" for period in changes if chance.random() < 0.2}

    put(store, copy(MONTHLY.id, moment, shown, otherwise=otherwise), screen=screen)


def some(store, chance):
    """Record a few figures as of some moment."""
    moment = chance.choice(MOMENTS)
    store.record([monthly(*cell) for cell in begun(chance, moment).items()], seen_from=moment)


def brought(store, chance):
    """Import a history with several moments."""
    moments = chance.sample(MOMENTS, 3)
    rows = [Recorded(p, v, at) for at in moments for p, v in begun(chance, at).items()]
    store.record_import({MONTHLY.id: rows}, by="Ann")


def believed(store, chance):
    """Accept what waits."""
    store.loads.accept(MONTHLY.id)


def described(store, chance):
    """Describe the series otherwise: as-of reads depend on the lag."""
    store.sync([replace(MONTHLY, lag_days=chance.choice((0, 9, 40, 100)), title=f"{chance.random()}")])


def other(store, chance):
    """Change something else."""
    store.record([daily("2024-01-02", chance.random())], seen_from=MAR)


ACTS = (whole, whole, whole, whole, some, some, brought, believed, described, other)


@pytest.fixture
def ticking(address):
    """The store at *address*, by a clock that goes on a minute each time it is looked at."""
    minutes = count()
    store = Store(address, now=lambda: NOW + timedelta(minutes=next(minutes)))
    yield store
    store.close()


@pytest.mark.parametrize("seed", range(5))
def test_a_version_reads_the_same_for_ever(ticking, seed):
    """After whatever is recorded, of whatever moment, each version reads as it did when it was the newest."""
    chance, kept, refused = random.Random(seed), {}, 0
    for _ in range(30):
        try:
            chance.choice(ACTS)(ticking, chance)
        except InputError:  # a copy that contradicts the record, or nothing waits: nothing is written
            refused += 1
        version = ticking.data_version()
        live = reads(ticking)
        assert reads(ticking, version) == live
        assert kept.setdefault(version, live) == live

    assert {version: reads(ticking, version) for version in kept} == kept
    assert len(kept) > 10
    assert refused < 20
    assert ticking.problems() == []


def test_an_older_copy_found_later_does_not_reach_an_earlier_version(store):
    """A copy of February, found in April, changes what is read as of March, but not at the version before."""
    store.record([daily("2024-01-02", 80.0)], seen_from=JAN)
    before = store.data_version()
    frozen = store.series(DAILY.id, as_of=MAR, version=before)

    store.record([daily("2024-01-02", 81.0)], seen_from=FEB)

    again = store.series(DAILY.id, as_of=MAR, version=before)
    assert store.series(DAILY.id, as_of=MAR)["value"].tolist() == [81.0]
    assert again.equals(frozen)
    assert again.attrs == frozen.attrs
    assert (again["value"].tolist(), again.attrs["version"]) == ([80.0], before)


def test_a_version_without_a_day_reads_as_now_did_then(store):
    """Withdrawals and revisions made since are not there; the span asked for still counts."""
    store.record([daily("2024-01-02", 80.0), daily("2024-01-03", 81.0)], seen_from=JAN)
    before = store.data_version()
    store.record([daily("2024-01-02", None), daily("2024-01-03", 82.0)], seen_from=APR)

    assert [row.value for row in store.seen(DAILY.id, version=before)[1]] == [80.0, 81.0]
    assert [row.value for row in store.seen(DAILY.id, version=store.data_version())[1]] == [82.0]
    assert [row.value for row in store.seen(DAILY.id, start="2024-01-03", version=before)[1]] == [81.0]


def test_what_a_copy_covers_stays_as_it_was_known(store):
    """Where a copy turns out to cover more, its readers of before still judge by what it covered then."""
    put(store, copy(MONTHLY.id, "2024-03-28", Shown({"2024-01": 1.0}, ("2024-01", "2024-01"))))
    put(store, copy(MONTHLY.id, "2024-09-28", Shown({"2024-01": 1.0, "2024-02": 2.0}, ("", "9999-12-31"))))
    before = store.data_version()
    frozen = store.seen(MONTHLY.id, as_of="2024-04-20", version=before)

    put(store, copy(MONTHLY.id, "2024-03-28", Shown({"2024-01": 1.0}, ("2024-01", "2024-02"))))

    assert store.data_version() > before
    assert store.seen(MONTHLY.id, as_of="2024-04-20", version=before) == frozen
    assert [row.period for row in frozen[1]] == ["2024-01", "2024-02"]


@pytest.mark.parametrize("version", [0, -1, 3, 10**30])
def test_a_version_that_is_not_there_is_refused(store, version):
    """The refusal names the newest."""
    store.record([daily("2024-01-02", 80.0)], seen_from=JAN)
    assert store.data_version() == 2

    for read in (store.series, store.seen):
        with pytest.raises(InputError, match=r"no data version -?\d+: the newest of this store is 2"):
            read(DAILY.id, version=version)


def test_an_empty_store_has_no_version(blank, opened):
    """Where nothing was ever recorded, no series is there to be read at a version either."""
    store = opened(blank)
    store.upgrade()

    assert store.data_version() == 0


def test_rows_of_before_versions_belong_to_all(store, address, sql):
    """What a store held when it was upgraded is part of every version."""
    store.record([daily("2024-01-02", 80.0)], seen_from=JAN)
    sql(address, "UPDATE observation SET run = 0")
    store.record([daily("2024-01-02", 81.0)], seen_from=FEB)

    assert [row.value for row in store.seen(DAILY.id, version=1)[1]] == [80.0]
    assert [row.value for row in store.seen(DAILY.id, version=3)[1]] == [81.0]


def test_a_run_that_finds_nothing_new_makes_no_version(store):
    """The same copy again leaves version, runs and the last run of each source as they were."""
    store.record([daily("2024-01-02", 80.0)], seen_from=JAN)
    before = (store.data_version(), store.loads.last(), reads(store, 2))

    again = store.record([daily("2024-01-02", 80.0)], seen_from=FEB)

    assert again == Counts(unchanged=1)
    assert (store.data_version(), store.loads.last(), reads(store, 2)) == before


def test_keys_of_runs_grow_in_the_order_in_which_they_are_seen(store, address):
    """A writer waits from the first step of its run: no younger key is readable before an older one."""
    database, before = engine.connect(address), store.data_version()
    with ThreadPoolExecutor() as pool:
        with engine.writing(database) as connection:
            first = runs.begin(connection, "first", NOW)
            second = pool.submit(store.record, [daily("2024-01-03", 81.0)], seen_from=JAN)
            early, _ = wait([second], timeout=0.3)
            during = store.data_version()
            row = Recorded("2024-01-02", 80.0, JAN)
            write.record_all(connection, {DAILY.id: [row]}, origin=write.Origin(first), now=FEB)
            runs.end(connection, first, NOW, Counts(new=1))
        second.result(timeout=30)
    database.dispose()

    assert (early, during) == (set(), before)
    assert store.data_version() > first > before
    assert [row.period for row in store.seen(DAILY.id, version=first)[1]] == ["2024-01-02"]
    assert len(store.seen(DAILY.id, version=store.data_version())[1]) == 2


def test_versions_stay_frozen_under_writers_side_by_side(store, address, opened):
    """A reader who reads each version as it appears finds it the same when all writers are done."""
    others = [opened(address) for _ in range(3)]

    def write_some(store, number):
        for day in range(1, 11):
            store.record(
                [Observation(DAILY.id, f"2024-01-{day:02}", number + day / 8)], seen_from=MOMENTS[number]
            )

    kept = {}
    with ThreadPoolExecutor() as pool:
        jobs = [pool.submit(write_some, one, place + 2) for place, one in enumerate(others)]
        while not all(job.done() for job in jobs):
            version = store.data_version()
            kept[version] = store.seen(DAILY.id, version=version)
        for job in jobs:
            job.result()

    assert len(kept) > 3
    assert {version: store.seen(DAILY.id, version=version) for version in kept} == kept
    assert len(store.seen(DAILY.id)[1]) == 10
