"""Recording copies of a publication and reading them back."""

import pytest

from oilwatch.model import Counts, Observation, Recorded
from tests.kit import APR, DAILY, FEB, JAN, MAR, MONTHLY, WEEKLY, daily, monthly


def values(store, **options):
    """Return what the daily test series reads, by period."""
    return {row.period: row.value for row in store.seen(DAILY.id, **options)[1]}


def test_what_was_recorded_is_read(store):
    """A recorded copy reads back with its periods in order, values, moments and the series' description."""
    counts = store.record([daily("2024-01-03", 81.5), daily("2024-01-02", -36.98)], seen_from=JAN)

    about, rows = store.seen(DAILY.id)
    assert counts == Counts(new=2)
    assert about == DAILY
    assert [(row.period, row.value, row.seen_from) for row in rows] == [
        ("2024-01-02", -36.98, JAN),
        ("2024-01-03", 81.5, JAN),
    ]


@pytest.mark.parametrize("value", [0.1 + 0.2, 1e-9, 123456789.123456, -0.5, 0.0])
def test_a_value_is_kept_to_the_last_bit(store, value):
    """A number comes back as exactly the number that was recorded."""
    store.record([daily("2024-01-02", value)], seen_from=JAN)

    assert values(store) == {"2024-01-02": value}


def test_every_frequency_has_its_own_form_of_period(store):
    """Days, Fridays and months are recorded side by side, several series in one call."""
    store.record([daily("2024-01-04", 1.0), monthly("2024-01", 2.0)], seen_from=MAR)
    store.record([Observation(WEEKLY.id, "2024-01-05", 3.0)], seen_from=MAR)

    newest = store.newest()

    assert newest[DAILY.id] == ("2024-01-04", 1.0, MAR)
    assert newest[WEEKLY.id] == ("2024-01-05", 3.0, MAR)
    assert newest[MONTHLY.id] == ("2024-01", 2.0, MAR)


def test_a_revision_is_invisible_to_a_reader_standing_before_it(store):
    """A value revised in March reads as it was to someone asking as of February."""
    store.record([daily("2024-01-02", 80.0)], seen_from=JAN)
    counts = store.record([daily("2024-01-02", 81.5)], seen_from=MAR)

    assert counts == Counts(revised=1)
    assert values(store, as_of=FEB) == {"2024-01-02": 80.0}
    assert values(store, as_of=MAR) == {"2024-01-02": 81.5}
    assert values(store) == {"2024-01-02": 81.5}


def test_a_withdrawn_period_is_gone_only_from_then_on(store):
    """A period that a later copy no longer showed has no value from that copy on, until it is shown again."""
    store.record([daily("2024-01-02", 80.0)], seen_from=JAN)
    counts = store.record([daily("2024-01-02", None)], seen_from=FEB)
    gone = values(store)
    store.record([daily("2024-01-02", 80.0)], seen_from=APR)

    assert counts == Counts(withdrawn=1)
    assert gone == {}
    assert values(store, as_of=JAN) == {"2024-01-02": 80.0}
    assert values(store, as_of=MAR) == {}
    assert values(store) == {"2024-01-02": 80.0}


def test_the_same_copy_recorded_twice_changes_nothing(store):
    """Recording a copy again leaves rows, current values, runs and the data version as they are."""
    copy = [daily("2024-01-02", 80.0), daily("2024-01-03", 81.0)]
    store.record(copy, seen_from=JAN)
    before = (store.history(DAILY.id), store.seen(DAILY.id), store.loads.runs(), store.data_version())

    counts = store.record(copy, seen_from=JAN)

    assert counts == Counts(unchanged=2)
    assert (store.history(DAILY.id), store.seen(DAILY.id), store.loads.runs(), store.data_version()) == before


def test_an_unchanged_value_in_a_younger_copy_adds_no_row(store):
    """A younger copy with the same values is remembered as a copy, and adds no row and no data version."""
    store.record([daily("2024-01-02", 80.0)], seen_from=JAN)
    version = store.data_version()

    store.record([daily("2024-01-02", 80.0)], seen_from=FEB)

    assert store.history(DAILY.id) == [Recorded("2024-01-02", 80.0, JAN)]
    assert store.copies(DAILY.id) == [JAN, FEB]
    assert store.data_version() == version


def test_an_older_copy_recorded_later_takes_its_place(store):
    """A copy between two others counts from its own day, and the younger copy still reads as it did."""
    store.record([daily("2024-01-02", 80.0)], seen_from=JAN)
    store.record([daily("2024-01-02", 80.0)], seen_from=MAR)

    store.record([daily("2024-01-02", 79.0)], seen_from=FEB)

    assert values(store, as_of=JAN) == {"2024-01-02": 80.0}
    assert values(store, as_of=FEB) == {"2024-01-02": 79.0}
    assert values(store, as_of=MAR) == {"2024-01-02": 80.0}
    assert values(store) == {"2024-01-02": 80.0}


def test_start_and_end_are_both_included(store):
    """A span by days or months includes the periods at its two ends, and no others."""
    store.record([daily(f"2024-01-0{day}", day) for day in range(1, 10)], seen_from=FEB)
    store.record([monthly(f"2023-0{month}", month) for month in range(1, 10)], seen_from=FEB)

    days = store.seen(DAILY.id, start="2024-01-03", end="2024-01-05")[1]
    months = store.seen(MONTHLY.id, start="2023-03-31", end="2023-05", as_of=FEB)[1]

    assert [row.value for row in days] == [3, 4, 5]
    assert [row.value for row in months] == [3, 4, 5]
    assert store.seen(DAILY.id, start="2024-01-05", end="2024-01-03")[1] == []


def test_a_load_run_says_what_it_changed(store):
    """Each recording that changed something is listed, newest first, with its counts and its time."""
    store.record([daily("2024-01-02", 80.0), daily("2024-01-03", 80.0)], seen_from=JAN)
    store.record([daily("2024-01-02", 81.0), daily("2024-01-03", None)], seen_from=FEB)

    newest, older = store.loads.runs(2)

    assert (newest.new, newest.revised, newest.withdrawn, newest.status) == (0, 1, 1, "done")
    assert (older.new, older.revised, older.withdrawn, older.source) == (2, 0, 0, "record")
    assert newest.started_at == "2026-11-22T12:00:00.000Z"


def test_the_data_version_grows_with_every_change(store):
    """New values, revisions, older copies and new descriptions of series all raise the data version."""
    versions = [store.data_version()]
    store.record([daily("2024-01-02", 80.0)], seen_from=JAN)
    versions.append(store.data_version())
    store.record([daily("2024-01-02", 81.0), daily("2024-03-01", 1.0)], seen_from=MAR)
    versions.append(store.data_version())
    store.record([daily("2024-01-02", 80.0)], seen_from=FEB)
    versions.append(store.data_version())
    store.sync([MONTHLY, WEEKLY])
    same = store.data_version()

    assert versions == sorted(set(versions))
    assert same == versions[-1]
