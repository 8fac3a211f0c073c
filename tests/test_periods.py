"""Periods and moments as text."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oilwatch import periods
from oilwatch.errors import InputError


@pytest.mark.parametrize(
    ("period", "frequency", "first", "last"),
    [
        ("2024-02-29", "daily", "2024-02-29", "2024-02-29"),
        ("2026-07-31", "weekly", "2026-07-25", "2026-07-31"),
        ("2024-02", "monthly", "2024-02-01", "2024-02-29"),
        ("2023-12", "monthly", "2023-12-01", "2023-12-31"),
    ],
)
def test_a_period_has_a_first_and_a_last_day(period, frequency, first, last):
    """A week runs from Saturday to the Friday that names it, a month from its first day to its last."""
    assert periods.check(period, frequency) == period
    assert str(periods.start(period, frequency)) == first
    assert str(periods.end(period)) == last


@pytest.mark.parametrize(
    ("period", "frequency"),
    [
        ("2023-02-29", "daily"),
        ("20240229", "daily"),
        ("2024-02-29T00:00", "daily"),
        ("２０２４-02-29", "daily"),
        ("2024-02-29\n", "daily"),
        ("2026-07-30", "weekly"),
        ("0001-01-05", "weekly"),
        ("2024-00", "monthly"),
        ("2024-1", "monthly"),
        ("0000-12", "monthly"),
    ],
)
def test_what_is_no_period_is_refused(period, frequency):
    """A text that is not of the frequency's form, or names no day, is an InputError."""
    with pytest.raises(InputError, match="expected a"):
        periods.check(period, frequency)


@pytest.mark.parametrize(
    ("period", "frequency", "following"),
    [
        ("2024-12", "monthly", "2025-01"),
        ("2024-12-27", "weekly", "2025-01-03"),
        ("2024-02-28", "daily", "2024-02-29"),
        ("2024-03-01", "daily", "2024-03-04"),
        ("2024-03-02", "daily", "2024-03-04"),
        ("2024-03-03", "daily", "2024-03-04"),
    ],
)
def test_the_following_period(period, frequency, following):
    """After a month comes a month, after a week a week, and after a Friday's price a Monday's."""
    assert periods.following(period, frequency) == following


@pytest.mark.parametrize(
    ("frequency", "first", "last", "expected"),
    [
        ("daily", None, None, ("0000-01-01", "9999-12-31")),
        ("daily", "2024-02", "2024-02", ("2024-02-01", "2024-02-29")),
        ("daily", date(2024, 1, 5), "2024-01-09", ("2024-01-05", "2024-01-09")),
        ("monthly", "2024-01-31", date(2024, 3, 1), ("2024-01", "2024-03")),
        ("monthly", None, "2024-03", ("0000-01", "2024-03")),
        ("weekly", "2024-03", None, ("2024-03-01", "9999-12-31")),
        ("daily", date(99, 1, 2), None, ("0099-01-02", "9999-12-31")),
    ],
)
def test_bounds_may_be_days_or_months(frequency, first, last, expected):
    """A span is given by days or months, as text or as dates, and includes both ends."""
    assert periods.bounds(frequency, first, last) == expected


@pytest.mark.parametrize("bound", ["2024", "2024-1-1", "today", "2024-13", "2023-02-29"])
def test_what_is_no_bound_is_refused(bound):
    """A bound that is neither a day nor a month that exists is an InputError."""
    with pytest.raises(InputError, match="expected a"):
        periods.bounds("daily", bound, None)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("2026-08-08", "2026-08-08"),
        (date(2026, 8, 8), "2026-08-08"),
        (datetime(2026, 8, 8, 14, 3, 11, 120999), "2026-08-08T14:03:11.120Z"),
        (datetime(2026, 8, 8, 1, tzinfo=timezone(timedelta(hours=3))), "2026-08-07T22:00:00.000Z"),
        ("2026-08-08T14:03:11Z", "2026-08-08T14:03:11.000Z"),
        ("2026-08-08 14:03", "2026-08-08T14:03:00.000Z"),
        ("2026-08-08T14:03:11.5+02:00", "2026-08-08T12:03:11.500Z"),
        (datetime(33, 4, 3, tzinfo=UTC), "0033-04-03T00:00:00.000Z"),
    ],
)
def test_a_moment_has_one_text_form(value, text):
    """A day stays a day; a time becomes UTC to the millisecond, and one without a zone is taken as UTC."""
    assert periods.seen(value) == text


@pytest.mark.parametrize(
    "value", ["", "now", "2026-08", "2026-02-30", "2026-08-08T", "2026-08-08T25:00", "0001-01-01T00:00+14:00"]
)
def test_what_is_no_moment_is_refused(value):
    """A text that is neither a day nor a time is an InputError that shows both forms."""
    with pytest.raises(InputError, match="expected a day"):
        periods.seen(value)


def test_a_day_as_of_counts_to_its_end():
    """A reader as of a day has seen what was published on that day; a time is taken as it is."""
    assert periods.as_of("2026-08-08") == "2026-08-08T23:59:59.999Z"
    assert periods.as_of("2026-08-08T09:00Z") == "2026-08-08T09:00:00.000Z"


@given(st.datetimes(), st.datetimes())
def test_moments_compare_as_text_as_they_do_in_time(one, other):
    """The text forms of two times are in the order of the times, to the millisecond."""
    by_time = [moment.replace(microsecond=moment.microsecond // 1000 * 1000) for moment in (one, other)]

    assert (periods.moment(one) < periods.moment(other)) == (by_time[0] < by_time[1])


def test_periods_are_shown_to_people_in_words():
    """A day is shown as ``5 Oct 2022``, a month as ``Oct 2022``."""
    assert periods.period_text("2022-10-05") == "5 Oct 2022"
    assert periods.period_text("2022-10") == "Oct 2022"
