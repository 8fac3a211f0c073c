"""Unusual moves: ranks that counting gives, and the events near them."""

import time
from datetime import date

import numpy as np
import pytest

from oilwatch.errors import InputError
from oilwatch.impacts import measure, moves
from oilwatch.impacts.unusual import ranked
from oilwatch.impacts.windows import Prices
from tests.impact.made import event, keep, slow_placebos, slow_rank, walk
from tests.kit import DAILY, a_series


@pytest.mark.parametrize("coarse", [True, False])
def test_each_rank_is_that_of_the_window_of_one_session(coarse):
    """The sliding count equals the measured window [0,0] at every session, ties, gaps and negatives too."""
    prices = walk(2200, 9)
    closes = np.round(prices.closes / 2) * 2 if coarse else prices.closes.copy()
    closes[1000:1003] = (-3, 0, 4)
    days = prices.days.copy()
    days[1700:] += 40
    broken = Prices(days, closes)
    ranks, numbers = ranked(broken)

    for at in [*range(1, 2200, 37), 1001, 1002, 1003, 1004, 1700, 1701]:
        found = measure(broken, at, (0, 0))
        if found.percentile_size is None:
            assert np.isnan(ranks[at])
        else:
            assert ranks[at] == pytest.approx(found.percentile_size)
            assert numbers[at] == found.placebos


def test_a_rank_is_the_one_that_counting_gives():
    """Size by size, among the five years before."""
    prices = walk(1600, 3)
    ranks, _ = ranked(prices)
    for at in (260, 900, 1599):
        sizes = [abs(one) for one in slow_placebos(prices, at - 1, 1, "percent")]
        change = 100 * (prices.closes[at] / prices.closes[at - 1] - 1)
        assert ranks[at] == pytest.approx(slow_rank(sizes, abs(change)))


def test_forty_years_take_less_than_a_second():
    """10,400 sessions are ranked in one go."""
    prices = walk(10_400, 1)
    began = time.perf_counter()
    ranks, _ = ranked(prices)

    assert time.perf_counter() - began < 1
    assert np.isfinite(ranks).sum() > 10_000


def test_moves_are_listed_the_largest_first_then_the_most_recent(filled):
    """By percentile, then by day; none under the minimum, and only those of the span."""
    found = moves(filled, start="2020-01-01", end="2020-12-31", min_percentile=98)
    order = [(one.percentile, one.day) for one in found]

    assert len(found) > 20
    assert order == sorted(order, reverse=True)
    assert min(one.percentile for one in found) >= 98
    assert {one.day.year for one in found} == {2020}
    assert date(2020, 3, 9) in {one.day for one in found}


def test_a_move_says_from_where_to_where(filled):
    """Brent of Monday, 9 March 2020: from 45.60 of Friday to 35.33."""
    (found,) = moves(filled, start="2020-03-09", end="2020-03-09")

    assert (found.base_day, found.base, found.close) == (date(2020, 3, 6), 45.6, 35.33)
    assert found.dollars == -10.27
    assert found.percent == pytest.approx(100 * (35.33 / 45.6 - 1))
    assert found.percentile == 100
    assert found.events[0] == (
        "2020-03-08-price-war", "dated Sun 8 Mar 2020, and this is the first session that can hold it"
    )  # fmt: skip
    assert found.stories == ()


def test_a_move_into_a_negative_price_has_dollars(filled):
    """WTI of 20 April 2020 is told in dollars, and is the largest."""
    (found,) = moves(filled, series="price.wti.spot", start="2020-04-20", end="2020-04-20")

    assert (found.close, found.percent, found.percentile) == (-36.98, None, 100)
    assert found.dollars == pytest.approx(-55.29)


def test_events_near_a_move_are_ranked_and_say_why(store):
    """Those whose first session it is come first, by importance, then nearness; then those shortly before."""
    prices = walk(600, 2, steps=[(540, 30)])  # a Monday
    keep(store, prices)
    day = prices.day(540)
    assert day.weekday() == 0
    near = [(0, 1), (0, 3), (-1, 3), (-2, 2), (-3, 3), (-4, 2), (-5, 3), (1, 3)]
    events = [
        event(np.datetime64(day, "D") + days, number=importance, importance=importance)
        for days, importance in near
    ]
    (found,) = moves(store, series=DAILY.id, start=day, end=day, events=events)

    assert [name[:10] + name[-2:] for name, _ in found.events] == [
        f"{np.datetime64(day, 'D') + days}-{importance}"
        for days, importance in [(0, 3), (-1, 3), (-2, 2), (0, 1), (-3, 3), (-4, 2)]
    ]
    assert [why.split(":")[0].split(" ")[0] for _, why in found.events] == [
        "the", "dated", "dated", "the", "shortly", "shortly",
    ]  # fmt: skip


def test_an_event_after_the_close_cannot_have_moved_that_day(store):
    """With a time of day it belongs to the next session, and is named there."""
    store.sync([a_series("price.brent.own", entity="BRENT")])
    prices = walk(600, 2, steps=[(540, 30), (541, 30)])
    keep(store, prices, "price.brent.own")
    late = event(prices.day(540), time="23:00", zone="Europe/London")
    found = moves(store, series="price.brent.own", start=prices.day(540), end=prices.day(541), events=[late])

    assert {one.day: bool(one.events) for one in found} == {prices.day(540): False, prices.day(541): True}


def test_where_nothing_is_near_nothing_is_named(store):
    """A move without an event near it has none."""
    prices = walk(600, 2, steps=[(540, 30)])
    keep(store, prices)
    (found,) = moves(store, series=DAILY.id, start=prices.day(540), end=prices.day(540), events=[])

    assert found.events == ()


def test_a_reader_of_the_day_sees_no_later_moves(filled):
    """As of a day the moves end with the prices known by then."""
    found = moves(filled, start="2018-01-01", as_of="2018-11-13", min_percentile=90)

    assert found
    assert max(one.day for one in found) < date(2018, 11, 13)


def test_few_sessions_have_no_unusual_ones(store):
    """With fewer than 250 changes before it no move is called unusual; one price has no move."""
    keep(store, walk(251, 1))
    assert moves(store, series=DAILY.id, min_percentile=0, events=[]) == []

    store.sync([a_series("price.test.single")])
    keep(store, walk(1, 1), "price.test.single")
    assert moves(store, series="price.test.single", min_percentile=0, events=[]) == []


@pytest.mark.parametrize("percentile", [-1, 100.5, float("nan")])
def test_no_percentile_is_refused(filled, percentile):
    """A minimum lies between 0 and 100."""
    with pytest.raises(InputError, match="from 0 to 100"):
        moves(filled, min_percentile=percentile)
