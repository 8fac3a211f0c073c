"""What the store refuses: each refusal is an InputError, and nothing of the call is written."""

from datetime import timedelta

import pytest

from oilwatch.errors import InputError, UnknownSeries
from oilwatch.model import Observation
from tests.kit import DAILY, FEB, JAN, MAR, MONTHLY, NOW, WEEKLY, daily, monthly

GOOD = daily("2024-01-02", 80.0)


@pytest.fixture
def untouched(store):
    """The store, which must be at its end as it was at the start of the test."""
    before = store.data_version(), store.newest(), store.copies(DAILY.id)
    yield store
    assert (store.data_version(), store.newest(), store.copies(DAILY.id)) == before
    assert store.problems() == []


@pytest.mark.parametrize(
    ("series", "period", "words"),
    [
        (DAILY, "2024-01", "YYYY-MM-DD"),
        (DAILY, "2024-1-2", "YYYY-MM-DD"),
        (DAILY, "2024-01-02 ", "YYYY-MM-DD"),
        (DAILY, "2024-02-30", "no such day"),
        (DAILY, "2024-01-02", "2024-01-02"),
        (DAILY, "", "daily period"),
        (MONTHLY, "2024-13", "no such day"),
        (MONTHLY, "2024-01-01", "YYYY-MM"),
        (MONTHLY, "0000-01", "no such day"),
        (WEEKLY, "2024-01-04", "a Thursday"),
        (WEEKLY, "0001-01-05", "before the year 1"),
    ],
)
def test_a_period_out_of_form_is_refused(untouched, series, period, words):
    """A period that is not of its series' form is named together with the form that was expected."""
    with pytest.raises(InputError, match=words):
        untouched.record([GOOD, Observation(series.id, period, 1.0)], seen_from=JAN)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf"), 1e300])
def test_a_value_that_is_no_number_is_refused(untouched, value):
    """NaN, infinity and numbers beyond all barrels are no observations."""
    with pytest.raises(InputError, match="2024-01-03: expected a number"):
        untouched.record([GOOD, daily("2024-01-03", value)], seen_from=JAN)


@pytest.mark.parametrize("period", ["2024-02-01", "2024-03"])
def test_a_period_that_had_not_begun_is_refused(untouched, period):
    """A value seen before its period began would be a forecast, and forecasts are no observations."""
    series = DAILY if len(period) == 10 else MONTHLY

    with pytest.raises(InputError, match="had not begun"):
        untouched.record([GOOD, Observation(series.id, period, 1.0)], seen_from=JAN)


def test_a_running_period_is_taken(store):
    """A target of a month may be recorded on the first day of that month."""
    store.record([monthly("2024-02", 9000.0)], seen_from="2024-02-01")

    assert store.newest()[MONTHLY.id][1] == 9000.0


@pytest.mark.parametrize(
    "moment", [NOW.date() + timedelta(days=1), "2026-11-22T12:00:00.001Z", "2026-11-22T23:00:00-01:00"]
)
def test_a_moment_in_the_future_is_refused(untouched, moment):
    """Nobody can have seen a copy later than now."""
    with pytest.raises(InputError, match="in the future"):
        untouched.record([GOOD], seen_from=moment)


@pytest.mark.parametrize(
    "moment", ["yesterday", "2024-02-30", "2024-02", "", "2024-02-01T25:00", "1 Feb 2024"]
)
def test_a_moment_out_of_form_is_refused(untouched, moment):
    """A moment that is neither a day nor a time is refused in writing and in reading."""
    with pytest.raises(InputError, match="expected a day"):
        untouched.record([GOOD], seen_from=moment)
    with pytest.raises(InputError, match="expected a day"):
        untouched.seen(DAILY.id, as_of=moment)


def test_an_unknown_series_is_refused_and_nothing_written(untouched):
    """One unknown series refuses the whole call, also the series that are known."""
    with pytest.raises(UnknownSeries, match=r"price\.nowhere"):
        untouched.record([GOOD, Observation("price.nowhere", "2024-01-02", 1.0)], seen_from=JAN)


@pytest.mark.parametrize("read", ["seen", "series", "history", "copies"])
def test_reading_an_unknown_series_is_refused(store, read):
    """A read of a series that is not there says how to list those that are."""
    with pytest.raises(UnknownSeries, match="oilwatch series"):
        getattr(store, read)("price.nowhere")


@pytest.mark.parametrize("bound", ["2024", "2024-13", "2024-02-30", "last year", "0000-01"])
def test_a_bound_out_of_form_is_refused(store, bound):
    """Start and end are days or months that exist."""
    with pytest.raises(InputError, match="expected a"):
        store.seen(DAILY.id, start=bound)
    with pytest.raises(InputError, match="expected a"):
        store.seen(MONTHLY.id, end=bound)


def test_another_value_at_the_same_moment_is_a_conflict(store):
    """A row that contradicts the record for its period and moment refuses the whole copy."""
    store.record([GOOD], seen_from=JAN)
    before = store.history(DAILY.id), store.data_version()

    with pytest.raises(InputError, match="give the correction a later seen_from"):
        store.record([daily("2024-01-03", 1.0), daily("2024-01-02", 80.1)], seen_from=JAN)

    assert (store.history(DAILY.id), store.data_version()) == before


@pytest.mark.parametrize("other", [80.1, None])
def test_a_copy_that_showed_the_value_unchanged_is_not_contradicted_either(store, other):
    """A copy remembered only as showing the old value is as firm as one that brought a new value."""
    store.record([GOOD], seen_from=JAN)
    store.record([GOOD], seen_from=FEB)
    before = store.history(DAILY.id), store.data_version()

    with pytest.raises(InputError, match="2024-01-02 seen 2024-02-29 is 80 in the record"):
        store.record([daily("2024-01-02", other)], seen_from=FEB)

    assert (store.history(DAILY.id), store.data_version()) == before


@pytest.mark.parametrize("value", [80.0, 81.0])
def test_a_copy_cannot_contradict_itself(store, value):
    """Two values of one period in one copy are a conflict, whatever the record holds."""
    store.record([GOOD], seen_from=JAN)

    with pytest.raises(InputError, match="in the record"):
        store.record([daily("2024-01-02", value), daily("2024-01-02", value + 1)], seen_from=MAR)

    assert store.copies(DAILY.id) == [JAN]
