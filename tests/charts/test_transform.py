"""What is done to series before they are drawn, worked by hand."""

from datetime import date

import pandas as pd
import pytest

from oilwatch.charts import transform


def daily(**values):
    """Return values by day, given as ``d20220103=80.0``."""
    days = [pd.Timestamp(name[1:]) for name in values]
    return pd.Series(list(values.values()), index=pd.DatetimeIndex(days), dtype="float64")


def rows(values):
    """Return a series as {day: value}."""
    return {f"{day:%Y-%m-%d}": value for day, value in values.items()}


def test_cutting_keeps_both_ends():
    """A range holds its first and its last day; an open end holds everything."""
    values = daily(d20220103=1, d20220104=2, d20220105=3)

    assert rows(transform.cut(values, date(2022, 1, 3), date(2022, 1, 4))) == {
        "2022-01-03": 1,
        "2022-01-04": 2,
    }
    assert len(transform.cut(values, None, None)) == 3
    assert transform.cut(values, date(2023, 1, 1), None).empty


def test_rebasing_makes_the_first_common_day_100():
    """Each series is percent of its own value on the first day that all have."""
    one = daily(d20220103=50, d20220104=80, d20220105=100)
    two = daily(d20220104=40, d20220105=30)

    first, second = transform.rebased([one, two])

    assert rows(first) == {"2022-01-04": 100, "2022-01-05": 125}
    assert rows(second) == {"2022-01-04": 100, "2022-01-05": 75}


@pytest.mark.parametrize("base", [0.0, -36.98])
def test_nothing_is_rebased_on_a_price_of_zero_or_below(base):
    """On such a first day there is no line at all, and none without a common day."""
    bad = daily(d20200420=base, d20200421=10)
    good = daily(d20200420=25, d20200421=20)

    assert [len(part) for part in transform.rebased([bad, good])] == [0, 0]
    assert [len(part) for part in transform.rebased([good, daily(d20210101=1)])] == [0, 0]


def test_change_on_year_looks_back_to_the_same_day():
    """80 after 64 is +25%; a day without one a year before has no change."""
    values = daily(d20210104=64, d20210601=70, d20220104=80)

    assert rows(transform.change_on_year(values)) == {"2022-01-04": pytest.approx(25)}
    assert transform.change_on_year(values.iloc[:0]).empty


def test_change_on_year_takes_the_last_day_before_within_a_week():
    """Where the day a year before was none of trade, the one before counts; a week later it is too old."""
    near = daily(d20210101=50, d20220104=60)
    far = daily(d20201227=50, d20220104=60)

    assert rows(transform.change_on_year(near)) == {"2022-01-04": pytest.approx(20)}
    assert transform.change_on_year(far).empty


def test_change_on_year_never_divides_by_zero_or_less():
    """A year after WTI at -36.98 there is no percent to give; into the negative there is."""
    after = daily(d20200420=-36.98, d20210420=62)
    zero = daily(d20200420=0, d20210420=62)
    into = daily(d20190420=60, d20200420=-30)

    assert transform.change_on_year(after).empty
    assert transform.change_on_year(zero).empty
    assert rows(transform.change_on_year(into)) == {"2020-04-20": pytest.approx(-150)}


def test_change_on_year_knows_leap_days():
    """29 February looks back to 28 February, and 28 February after a leap year to 28 February."""
    into = daily(d20230227=100, d20230228=50, d20240228=60, d20240229=75)
    out_of = daily(d20240228=40, d20240229=50, d20250228=60)

    assert rows(transform.change_on_year(into)) == {
        "2024-02-28": pytest.approx(20),
        "2024-02-29": pytest.approx(50),
    }
    assert rows(transform.change_on_year(out_of)) == {"2025-02-28": pytest.approx(50)}


def test_a_spread_has_the_days_that_both_have():
    """First less second, rounded to what a price is quoted in, and only on common days."""
    brent = daily(d20220103=78.98, d20220104=79.99, d20220105=80.80)
    wti = daily(d20220103=76.08, d20220105=77.85)

    assert rows(transform.spread(brent, wti)) == {"2022-01-03": 2.9, "2022-01-05": 2.95}


def test_shares_add_up_to_one_hundred():
    """9, 10 and 11 are 30, 33.3 and 36.7 percent, in the months that all have."""
    nine, ten, eleven = daily(d20220101=9, d20220201=9), daily(d20220101=10), daily(d20220101=11, d20220301=1)

    shares = [rows(part)["2022-01-01"] for part in transform.shares([nine, ten, eleven])]

    assert shares == pytest.approx([30, 100 / 3, 110 / 3])
    assert sum(shares) == pytest.approx(100)
    assert [len(part) for part in transform.shares([nine, ten, eleven])] == [1, 1, 1]


@pytest.mark.parametrize(
    ("days", "frequency", "missing"),
    [
        (("2022-01-07", "2022-01-10"), "daily", []),
        (("2022-04-14", "2022-04-19"), "daily", ["2022-04-15", "2022-04-18"]),
        (("2022-01-07", "2022-01-21"), "weekly", ["2022-01-14"]),
        (("2022-01-01", "2022-04-01"), "monthly", ["2022-02-01", "2022-03-01"]),
        (("2022-01-01",), "monthly", []),
        (("2022-01-01", "2022-01-08"), "daily", [f"2022-01-0{day}" for day in (3, 4, 5, 6, 7)]),
    ],
)
def test_missing_days_become_gaps(days, frequency, missing):
    """Weekends are no gap; every weekday, week or month without a value is an empty row."""
    values = pd.Series(1.0, index=pd.DatetimeIndex(days))

    gapped = transform.with_gaps(values, frequency)

    assert [f"{day:%Y-%m-%d}" for day in gapped.index[gapped.isna()]] == missing
    assert gapped.dropna().equals(values)
    assert gapped.index.is_monotonic_increasing
