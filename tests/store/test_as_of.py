"""The rule of what a reader saw at a moment: revisions, earliest copies, the lag and copies in between."""

from datetime import date, datetime, timedelta

import pytest

from tests.kit import APR, DAILY, FEB, JAN, MAR, MONTHLY, daily, monthly


def seen(store, series_id, as_of):
    """Return (period, value, vintage) as a reader at *as_of* sees them."""
    return [(row.period, row.value, row.vintage) for row in store.seen(series_id, as_of=as_of)[1]]


def test_a_value_of_the_earliest_copy_is_flagged(store):
    """What the first copy kept shows may be older than it; what a later one adds was published then."""
    store.record([daily("2024-01-02", 80.0)], seen_from=JAN)
    store.record([daily("2024-01-02", 80.0), daily("2024-02-20", 82.0)], seen_from=FEB)

    expected = [("2024-01-02", 80.0, "earliest copy"), ("2024-02-20", 82.0, "published")]

    assert seen(store, DAILY.id, FEB) == expected
    assert seen(store, DAILY.id, None) == expected


def test_before_the_earliest_copy_its_value_serves_flagged(store):
    """A reader before the earliest copy gets its value, flagged, once the usual lag has passed."""
    store.record([monthly("2023-10", 9000.0), monthly("2023-12", 8900.0)], seen_from=MAR)

    assert seen(store, MONTHLY.id, JAN) == [("2023-10", 9000.0, "earliest copy")]


@pytest.mark.parametrize(("as_of", "periods"), [("2023-12-09", []), ("2023-12-10", ["2023-10"])])
def test_the_lag_is_counted_from_the_end_of_the_period(store, as_of, periods):
    """October with a lag of 40 days can have been out on 10 December and not a day before."""
    store.record([monthly("2023-10", 9000.0)], seen_from=MAR)

    assert [row[0] for row in seen(store, MONTHLY.id, as_of)] == periods


def test_a_copy_taken_when_a_period_was_due_and_without_it_starts_the_wait_anew(store):
    """A late period is not seen before a copy that lacked it, nor for the usual lag after that copy."""
    store.record([monthly("2023-09", 9000.0)], seen_from=JAN)
    store.record([monthly("2023-09", 9000.0), monthly("2023-10", 8900.0)], seen_from="2024-05-20")

    days = ["2024-01-30", FEB, "2024-05-19"]
    periods = [[row[0] for row in seen(store, MONTHLY.id, day)] for day in days]

    anew = date.fromisoformat(JAN) + timedelta(days=MONTHLY.lag_days)
    assert FEB < anew.isoformat() < "2024-05-19"
    assert periods == [["2023-09"], ["2023-09"], ["2023-09", "2023-10"]]


def test_a_copy_of_before_the_due_day_rules_nothing_out(store):
    """A copy that could not show the period yet says nothing about when it came out."""
    store.record([monthly("2023-09", 9000.0)], seen_from="2023-12-01")
    store.record([monthly("2023-10", 8900.0)], seen_from=MAR)

    assert [row[0] for row in seen(store, MONTHLY.id, JAN)] == ["2023-09", "2023-10"]


def test_an_older_copy_without_the_period_counts_even_when_recorded_last(store):
    """A copy recorded out of order rules out the fallback just the same, and raises the data version."""
    store.record([monthly("2023-09", 9000.0)], seen_from="2023-11-30")
    store.record([monthly("2023-09", 9000.0), monthly("2023-10", 8900.0)], seen_from=MAR)
    before = seen(store, MONTHLY.id, FEB)
    version = store.data_version()

    store.record([monthly("2023-09", 9000.0)], seen_from=JAN)

    assert [row[0] for row in before] == ["2023-09", "2023-10"]
    assert [row[0] for row in seen(store, MONTHLY.id, FEB)] == ["2023-09"]
    assert store.data_version() > version


def test_a_day_counts_to_its_end_and_a_time_to_the_millisecond(store):
    """A copy taken during a day is visible as of that day, and as of a time only from its own moment on."""
    store.record([daily("2024-01-02", 80.0)], seen_from=JAN)
    store.record([daily("2024-01-02", 81.0)], seen_from="2024-03-31T14:00:00.500Z")

    assert seen(store, DAILY.id, "2024-03-31")[0][1] == 81.0
    assert seen(store, DAILY.id, "2024-03-31T14:00:00.499Z")[0][1] == 80.0
    assert seen(store, DAILY.id, "2024-03-31T15:00:00.500+01:00")[0][1] == 81.0


@pytest.mark.parametrize("as_of", [FEB, date(2024, 2, 29), datetime(2024, 2, 29, 8)])
def test_a_moment_may_be_text_a_date_or_a_time(store, as_of):
    """All three forms of a moment read the same."""
    store.record([daily("2024-01-02", 80.0)], seen_from=JAN)
    store.record([daily("2024-01-02", 81.0)], seen_from=MAR)

    assert seen(store, DAILY.id, as_of) == [("2024-01-02", 80.0, "earliest copy")]


def test_a_value_that_came_back_is_dated_to_its_return(store):
    """A value changed and changed back is dated to the day it came back, not to its first appearance."""
    for moment, value in [(JAN, 80.0), (FEB, 81.0), (APR, 80.0)]:
        store.record([daily("2024-01-02", value)], seen_from=moment)

    row = store.seen(DAILY.id)[1][0]

    assert (row.value, row.seen_from, row.vintage) == (80.0, APR, "published")


def test_the_frame_tells_where_the_reader_stands(store):
    """The frame has its documented columns, index and attributes, and cites the publisher as of the day."""
    store.record([monthly("2023-10", 9000.0)], seen_from=JAN)

    frame = store.series(MONTHLY.id, as_of=FEB)

    assert frame.index.name == "period"
    assert [str(day.date()) for day in frame.index] == ["2023-10-01"]
    assert frame.iloc[0].to_dict() == {
        "value": 9000.0,
        "unit": "kb/d",
        "seen_from": JAN,
        "vintage": "earliest copy",
    }
    assert frame.attrs["citation"].endswith("kb/d, as of 29 Feb 2024, https://example.org/test")


def test_no_data_is_an_empty_frame_of_the_same_columns(store):
    """A series without values gives an empty frame with a date index and the same types."""
    empty = store.series(DAILY.id)
    store.record([daily("2024-01-02", 80.0)], seen_from=JAN)
    full = store.series(DAILY.id)

    assert empty.empty
    assert list(empty.columns) == list(full.columns)
    assert empty.dtypes["value"] == "float64"
    assert empty.index.inferred_type == "datetime64"
