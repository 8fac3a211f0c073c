"""A window's change and its place among all windows before it: the arithmetic, on made-up prices."""

from datetime import date

import numpy as np
import pytest

from oilwatch.errors import InputError
from oilwatch.impacts import WINDOWS, Prices, measure
from oilwatch.impacts.windows import FEWEST, years_before
from tests.impact.made import slow_placebos, slow_rank, walk, weekdays

AT = 1350


@pytest.mark.parametrize("window", WINDOWS)
def test_the_true_effect_lies_in_the_band_in_95_of_100_cases(window):
    """Of 1,000 random walks with a known effect added, 92 to 98% have it inside the stated band."""
    inside = 0
    for seed in range(1000):
        true = (-6.0, 0.0, 4.0, 10.0)[seed % 4]
        found = measure(walk(AT + 25, seed, steps=[(AT, true)]), AT, window)
        inside += found.low <= true <= found.high

    assert 920 <= inside <= 980


@pytest.mark.parametrize("window", [*WINDOWS, (0, 0), (-3, 2)])
@pytest.mark.parametrize("coarse", [True, False])
def test_the_percentile_is_the_one_that_counting_gives(window, coarse):
    """Percentile, size and share are exactly those of a count one by one, ties counted half."""
    prices = walk(1500, 7)
    if coarse:  # many ties
        prices = Prices(prices.days, np.round(prices.closes / 4) * 4)
    for at in (400, 1300, 1477):
        found = measure(prices, at, window)
        slow = slow_placebos(prices, at + window[0] - 1, window[1] - window[0] + 1, "percent")
        sizes = [abs(one) for one in slow]

        assert found.placebos == len(slow) >= FEWEST
        assert found.percentile == pytest.approx(slow_rank(slow, found.percent))
        assert found.percentile_size == pytest.approx(slow_rank(sizes, abs(found.percent)))
        assert found.at_least == pytest.approx(100 * sum(s >= abs(found.percent) for s in sizes) / len(sizes))
        assert found.effect == pytest.approx(found.percent - float(np.median(slow)))


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("percent", [-30.0, 30.0])
def test_a_step_on_day_0_is_found_by_every_window(window, percent):
    """A large step on session 0 lies in each window: its band has it and has not zero."""
    found = measure(walk(AT + 25, 3, noise=0.01, steps=[(AT, percent)]), AT, window)

    assert found.low < percent < found.high
    assert not found.low <= 0 <= found.high
    assert (found.percentile_size, found.at_least) == (100, 0)
    assert found.percentile == (100 if percent > 0 else 0)


def test_a_step_on_the_day_before_lies_in_the_first_window_alone():
    """What happened on session -1 is in [-1,+1] and in no window that begins with session 0."""
    before, *others = (measure(walk(AT + 25, 3, noise=1e-4, steps=[(AT - 1, 20)]), AT, w) for w in WINDOWS)

    assert before.percent == pytest.approx(20, abs=0.2)
    assert [one.percent for one in others] == pytest.approx([0, 0, 0], abs=0.3)


def test_a_window_runs_from_the_close_before_it_to_its_last_close():
    """Base and end are the closes of sessions a-1 and b, and the change is that between them."""
    prices = Prices(weekdays(40), np.arange(100.0, 140.0))

    found = measure(prices, 10, (-1, 5))

    assert (found.base_day, found.base) == (prices.day(8), 108)
    assert (found.end_day, found.end) == (prices.day(15), 115)
    assert (found.dollars, found.percent) == (7, pytest.approx(100 * 7 / 108))


@pytest.mark.parametrize("window", WINDOWS)
def test_no_placebo_window_ends_behind_the_base_or_begins_before_the_five_years(window):
    """What comes after the base, and what is older than five years, changes nothing."""
    prices = walk(3000, 11)
    at, length = 2000, window[1] - window[0] + 1
    base = at + window[0] - 1
    first = int(np.searchsorted(prices.days, years_before(prices.days[base])))
    told = measure(prices, at, window)

    closes = prices.closes.copy()
    closes[:first] *= np.linspace(1, 50, first)
    closes[base + length + 1 :] = 1
    closes[base + 1 : base + length] = 500
    assert measure(Prices(prices.days, closes), at, window) == told
    assert told.placebos == base - length - first + 1


def test_fewer_than_250_windows_give_no_percentile_and_say_so():
    """With 249 windows before it a change has its size and no place; with 250 it has."""
    few, enough = (measure(walk(400, 1), at, (0, 1)) for at in (251, 252))

    assert (few.placebos, few.percent is None) == (249, False)
    assert {few.percentile, few.percentile_size, few.at_least, few.effect, few.low, few.high} == {None}
    assert "no percentile and no band: 249 earlier windows to compare with, 250 are needed" in few.notes
    assert enough.placebos == 250
    assert None not in (enough.percentile, enough.at_least, enough.low)
    assert enough.notes == ("compared with less than five years: the record begins on 4 Jan 2010",)


def test_a_close_that_is_not_above_zero_leaves_dollars_only():
    """No percent is made of a negative price; the change is then compared in dollars, with all windows."""
    prices = walk(1400, 5)
    prices.closes[AT + 1] = -36.98
    found = measure(prices, AT, (0, 1))
    slow = slow_placebos(prices, AT - 1, 2, "dollars")

    assert (found.percent, found.unit) == (None, "dollars")
    assert found.dollars == pytest.approx(-36.98 - prices.closes[AT - 1])
    assert found.percentile == slow_rank(slow, found.dollars)
    assert found.notes[0] == "no percent: a close is not above zero"


@pytest.mark.parametrize("close", [0.0, -5.0])
def test_windows_with_a_close_not_above_zero_are_dropped_and_counted(close):
    """In percent, the two windows that begin or end with such a close are left out, and that is said."""
    prices = walk(1400, 5)
    whole = measure(prices, AT, (0, 1))
    prices.closes[AT - 100] = close
    found = measure(prices, AT, (0, 1))

    assert (found.placebos, found.dropped) == (whole.placebos - 2, 2)
    assert found.notes[-1] == "2 windows with a close that is not above zero are not compared with"


@pytest.mark.parametrize(
    ("position", "window", "reason"),
    [
        (38, (0, 1), ""),
        (39, (0, 1), "no price of session +1 had been published by 13 Nov 2018"),
        (38, (0, 20), "no price of session +20 had been published by 13 Nov 2018"),
        (40, (0, 0), "no price of session 0 had been published by 13 Nov 2018"),
        (1, (0, 1), ""),
        (1, (-1, 1), "the record begins on 4 Jan 2010, after the window's base"),
        (0, (0, 1), "the record begins on 4 Jan 2010, after the window's base"),
    ],
)
def test_a_window_over_the_end_of_the_record_has_a_reason_and_nothing_else(position, window, reason):
    """Where the base or the end is not there, the answer is why, and no figure."""
    found = measure(walk(40, 2), position, window, by=date(2018, 11, 13))

    assert found.reason == reason
    assert (found.dollars is None) == (found.base_day is None) == (found.percent is None) == bool(reason)


def test_a_gap_is_not_bridged():
    """No window, of an event or to compare with, runs over more than ten days without a price."""
    prices = walk(1500, 4)
    days = prices.days.copy()
    days[AT + 3 :] += 11
    days[AT - 50 :] += 30
    broken = Prices(days, prices.closes)
    short, long = measure(broken, AT, (0, 1)), measure(broken, AT, (0, 5))

    assert short.placebos == len(slow_placebos(broken, AT - 1, 2, "percent"))
    assert short.placebos < AT - 2
    assert long.reason.startswith("no price between ")
    assert long.reason.endswith("a gap of more than 10 days is not bridged")
    assert long.dollars is None


def test_ten_days_are_near_enough():
    """Neighbours ten days apart are neighbours; eleven days apart they are not."""
    prices = walk(100, 4)
    friday = 54  # the Monday after is three days on
    for more, reason in ((7, ""), (8, "no price between")):
        days = prices.days.copy()
        days[friday + 1 :] += more
        assert measure(Prices(days, prices.closes), friday + 1, (0, 1)).reason.startswith(reason)
        assert bool(measure(Prices(days, prices.closes), friday + 1, (0, 1)).reason) == bool(reason)


@pytest.mark.parametrize(
    ("day", "before"),
    [
        ("2023-04-03", "2018-04-03"),
        ("2024-02-29", "2019-02-28"),
        ("2021-02-28", "2016-02-28"),
        ("2024-12-31", "2019-12-31"),
        ("0003-01-01", "-002-01-01"),
    ],
)
def test_five_years_before_is_a_day_of_the_calendar(day, before):
    """The same day five years before; 28 February where there is no 29th; no year is too early."""
    assert years_before(np.datetime64(day, "D")) == np.datetime64(before, "D")


@pytest.mark.parametrize(
    ("days", "closes", "words"),
    [
        (["2024-01-02", "2024-01-02"], [1, 2], "days that rise"),
        (["2024-01-03", "2024-01-02"], [1, 2], "days that rise"),
        (["2024-01-03"], [1, 2], "a close a day"),
    ],
)
def test_prices_out_of_order_are_refused(days, closes, words):
    """Days that do not rise, or without a close each, are no sessions."""
    with pytest.raises(InputError, match=words):
        Prices(np.array(days, dtype="datetime64[D]"), np.array(closes, dtype=float))


def test_no_prices_at_all_are_told():
    """An empty series has nothing to tell, and no error."""
    assert measure(walk(0, 1), 0, (0, 1)).reason == "there are no prices"
