"""Several readers and writers of one store: whole batches, one writer at a time, nothing lost."""

import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor, wait

import pytest

from oilwatch.model import Recorded
from oilwatch.store import engine, read, write
from tests.kit import DAILY, FEB, JAN, daily

FILL = """
import sys
from contextlib import closing
from oilwatch.ingest import fill
from oilwatch.store import Store

with closing(Store(sys.argv[1])) as store:
    fill(store)
"""
DIE = """
import os, signal, sys
from oilwatch.model import Recorded
from oilwatch.store import engine, read, write

with engine.writing(engine.connect(sys.argv[1])) as connection:
    about = read.about(connection, "price.test.daily")
    rows = [Recorded("2024-01-03", 1.0, "2024-01-31")]
    write.record(connection, about, rows, origin=write.Origin(0), now="2024-02-01")
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def database(address):
    """The store's database as the store's own modules see it."""
    database = engine.connect(address)
    yield database
    database.dispose()


def python(code, address):
    """Start a Python process on a store."""
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-c", code, address], stderr=subprocess.PIPE, text=True
    )


def add(connection, period, value):
    """Record one value of the daily series in a transaction that is already open."""
    about = read.about(connection, DAILY.id)
    write.record(connection, about, [Recorded(period, value, JAN)], origin=write.Origin(0), now=FEB)


def test_a_reader_sees_no_part_of_a_batch(store, database):
    """While a batch is being written, readers see what was there before; afterwards, all of it."""
    store.record([daily("2024-01-02", 80.0)], seen_from=JAN)

    with engine.writing(database) as connection:
        add(connection, "2024-01-03", 81.0)
        add(connection, "2024-01-04", 82.0)
        during = [row.value for row in store.seen(DAILY.id)[1]]

    assert during == [80.0]
    assert [row.value for row in store.seen(DAILY.id)[1]] == [80.0, 81.0, 82.0]


def test_a_read_sees_one_state_from_its_start_to_its_end(store, database):
    """What is written while a read goes on does not reach it, so that its parts agree."""
    store.record([daily("2024-01-02", 80.0)], seen_from=JAN)

    with engine.reading(database) as connection:
        before = read.current(connection, read.about(connection, DAILY.id), ("", "9999"))
        store.record([daily("2024-01-02", 81.0)], seen_from=FEB)
        after = read.current(connection, read.about(connection, DAILY.id), ("", "9999"))

    assert before == after
    assert store.seen(DAILY.id)[1][0].value == 81.0


def test_a_batch_that_fails_leaves_nothing(store, database):
    """A transaction that ends in an error has written nothing at all."""

    def fail_halfway():
        with engine.writing(database) as connection:
            add(connection, "2024-01-03", 81.0)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_halfway()

    assert store.history(DAILY.id) == []


def test_a_second_writer_waits_for_the_first(store, database):
    """A writer that comes while another is at work waits, and then finds the other's rows in place."""
    with ThreadPoolExecutor() as pool:
        with engine.writing(database) as connection:
            second = pool.submit(store.record, [daily("2024-01-02", 81.0)], seen_from=FEB)
            early, _ = wait([second], timeout=0.3)
            add(connection, "2024-01-02", 80.0)
        counts = second.result(timeout=30)

    assert not early
    assert counts.revised == 1
    assert [row.value for row in store.history(DAILY.id)] == [80.0, 81.0]


def test_many_writers_lose_nothing(store, opened, address):
    """Writers side by side, each with its own period, leave every value and a sound store."""
    others = [opened(address) for _ in range(4)]

    with ThreadPoolExecutor() as pool:
        jobs = [
            pool.submit(other.record, [daily(f"2024-01-{day:02}", day)], seen_from=JAN)
            for day in range(1, 13)
            for other in others
        ]
        results = [job.result(timeout=60) for job in jobs]

    assert sum(counts.new for counts in results) == 12
    assert [row.value for row in store.seen(DAILY.id)[1]] == list(range(1, 13))
    assert len(store.loads.runs(100)) == 12 + 1
    assert store.problems() == []


def test_a_killed_writer_leaves_the_store_as_it_was(store, address):
    """A process killed in the middle of a batch leaves no half of it, and locks nobody out."""
    dead = python(DIE, address)
    dead.communicate(timeout=60)

    counts = store.record([daily("2024-01-02", 80.0)], seen_from=JAN)

    assert dead.returncode == -signal.SIGKILL
    assert counts.new == 1
    assert [row.period for row in store.history(DAILY.id)] == ["2024-01-02"]
    assert store.problems() == []


@pytest.mark.slow
def test_processes_that_set_up_one_store_at_once_do_not_collide(blank, opened, filled):
    """Processes that create and fill the same store together all succeed, and it holds everything once."""
    started = [python(FILL, blank) for _ in range(2)]
    errors = [process.communicate(timeout=120)[1] for process in started]

    store = opened(blank)
    assert errors == ["", ""]
    assert [process.returncode for process in started] == [0, 0]
    assert store.newest() == filled.newest()
    assert store.problems() == []
    assert len(store.loads.runs(100)) == len(filled.loads.runs(100))
