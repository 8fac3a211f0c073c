"""All events of a kind: groups that add up, answers that repeat, and what noise and effects look like."""

import math

import numpy as np
import pytest

from oilwatch import catalog
from oilwatch.errors import InputError
from oilwatch.impacts import WINDOWS, around, by_kind, largest
from oilwatch.impacts.kinds import REACH, share_of_draws
from oilwatch.impacts.windows import Prices
from tests.impact.made import event, keep, walk
from tests.kit import DAILY

PLACES = range(400, 1400, 25)


def made(store, *, steps=(), places=PLACES, size=-500.0):
    """Record a random walk with steps and return events at the places."""
    prices = walk(1500, 21, noise=0.015, steps=steps)
    keep(store, prices)
    return [event(prices.day(at), number=n, size=size) for n, at in enumerate(places)]


def test_the_groups_add_up(filled):
    """Cuts, increases, unchanged and sizes not known are all events, each once; every event has a path."""
    found = {group.direction: group for group in by_kind(filled, "opec").groups}
    every = found.pop("all")

    assert sorted(every.events) == sorted(e.id for e in catalog.events() if e.lane == "opec")
    assert sorted(every.events) == sorted(name for group in found.values() for name in group.events)
    assert set(found) == {"cuts", "increases", "unchanged", "size not known"}
    assert every.days < len(every.events)
    for group in (every, *found.values()):
        assert len(group.paths) == len(group.events)
        for one in group.windows:
            assert one.number + len(one.left_out) == len(group.events)
            assert one.crowded <= one.number
    for place in range(len(WINDOWS)):
        assert every.windows[place].number == sum(g.windows[place].number for g in found.values())


def test_the_figures_of_a_group_are_those_of_its_events(filled):
    """Mean, median, quarters, deviation and share that rose are of the changes event by event."""
    group = by_kind(filled, "voluntary_cut").groups[0]
    changes = [around(filled, catalog.event_ids()[name]).windows[1].percent for name in group.events]
    one = group.windows[1]

    assert one.number == len(changes) > 10
    assert one.mean == pytest.approx(np.mean(changes))
    assert one.median == pytest.approx(np.median(changes))
    assert (one.low_quarter, one.high_quarter) == pytest.approx(tuple(np.quantile(changes, [0.25, 0.75])))
    assert one.deviation == pytest.approx(np.std(changes, ddof=1))
    assert one.rose == pytest.approx(100 * sum(c > 0 for c in changes) / len(changes))


def test_windows_that_hold_a_major_event_are_counted(filled):
    """A window is crowded where another event of importance 3 lies in it."""
    group = by_kind(filled, "opec_plus_decision").groups[0]
    ids = catalog.event_ids()
    crowded = 0
    for name in group.events:
        others = around(filled, ids[name]).windows[3].others
        crowded += any(ids[other].importance == 3 for other in others)

    assert group.windows[3].crowded == crowded > 0


def test_the_same_question_has_the_same_answer(filled):
    """The draws are seeded: asked twice, everything is equal."""
    one, two = by_kind(filled, "voluntary_cut"), by_kind(filled, "voluntary_cut")

    assert [g.windows for g in one.groups] == [g.windows for g in two.groups]
    assert str(one) == str(two)


def test_several_kinds_are_one_question(filled):
    """Kinds and lanes with commas between are taken together, no event twice."""
    both = by_kind(filled, "voluntary_cut, price_war").groups[0].events
    apart = [by_kind(filled, kind).groups[0].events for kind in ("voluntary_cut", "price_war")]

    assert sorted(both) == sorted([*apart[0], *apart[1]])
    assert by_kind(filled, "opec,price_war").groups[0].events == by_kind(filled, "opec").groups[0].events


def test_an_effect_of_every_event_is_told_from_noise(store):
    """Forty events that each added 2% stand out in every window; the share of such draws is small."""
    events = made(store, steps=[(at, 2.0) for at in PLACES])
    group = by_kind(store, "voluntary_cut", series=DAILY.id, events=events).groups[0]

    assert [one.number for one in group.windows] == [40] * 4
    assert group.windows[1].placebo_share < 1
    assert group.windows[1].mean == pytest.approx(2, abs=1)
    assert group.windows[0].placebo_share < 5


def test_noise_alone_is_not_told_from_noise(store):
    """Forty events that did nothing have a mean as large as many draws have."""
    events = made(store)
    group = by_kind(store, "voluntary_cut", series=DAILY.id, events=events).groups[0]

    assert min(one.placebo_share for one in group.windows) > 2.5


def test_the_share_of_draws_is_spread_evenly_where_there_is_no_effect():
    """Over 400 groups of noise the share falls under 10 in about a tenth and under 50 in about half."""
    rng = np.random.default_rng(5)
    shares = []
    for seed in range(400):
        pool = rng.normal(0, 2, 3000)
        shares.append(share_of_draws(pool, rng.choice(pool, 15), seed))

    assert 0.06 <= np.mean(np.array(shares) < 10) <= 0.145
    assert 0.43 <= np.mean(np.array(shares) < 50) <= 0.57
    assert 0.86 <= np.mean(np.array(shares) < 90) <= 0.94


def test_no_pool_has_no_share():
    """Where nothing can be drawn there is no share."""
    assert share_of_draws(np.empty(0), np.array([1.0]), 1) is None


def test_a_path_starts_at_the_close_before_the_event(store):
    """At session -1 the path is 0; at session n it is the change from there, 20 sessions either way."""
    events = made(store)
    prices = walk(1500, 21, noise=0.015)
    group = by_kind(store, "voluntary_cut", series=DAILY.id, events=events).groups[0]
    at = PLACES[0]

    assert {len(path) for path in group.paths} == {2 * REACH + 1}
    assert {path[REACH - 1] for path in group.paths} == {0}
    for session in (-20, 0, 7, 20):
        expected = 100 * (prices.closes[at + session] / prices.closes[at - 1] - 1)
        assert group.paths[0][REACH + session] == pytest.approx(expected)
    assert group.median_path[REACH + 5] == pytest.approx(np.median([p[REACH + 5] for p in group.paths]))
    first = group.windows[2]
    assert first.mean == pytest.approx(np.mean([path[REACH + 5] for path in group.paths]))


def test_a_path_ends_where_the_prices_end_or_break(store):
    """Outside the record, across a gap and from a price not above zero there is nothing (NaN)."""
    prices = walk(100, 21)
    prices.closes[5] = -1
    days = prices.days.copy()
    days[55:] += 30
    keep(store, Prices(days, prices.closes))
    events = [event(days[at].item(), number=at) for at in (3, 50, 97)]
    paths = by_kind(store, "opec", series=DAILY.id, events=events).groups[0].paths
    there = [[not math.isnan(value) for value in path] for path in paths]

    assert there[0] == [*[False] * 17, *[True] * 5, False, *[True] * 18]
    assert there[1] == [*[True] * 25, *[False] * 16]
    assert there[2] == [*[True] * 23, *[False] * 18]


def test_events_without_a_usable_window_are_counted_with_the_reason(filled):
    """Those before the record and those whose sessions had not come are named, and nothing is guessed."""
    lane = by_kind(filled, "opec").groups[0]
    left = dict(lane.windows[3].left_out)

    assert "the next is of 20 May 1987" in left["1985-12-09-opec-decision"]
    assert "had been published by 22 Nov 2026" in left["2026-10-04-opec-plus-decision"]
    assert all(left.values())


def test_one_event_has_no_deviation(store):
    """The spread of one is not zero; it is not known."""
    (one,) = made(store, places=[700])
    windows = by_kind(store, "voluntary_cut", series=DAILY.id, events=[one]).groups[0].windows

    assert {(w.number, w.deviation) for w in windows} == {(1, None)}
    assert windows[0].mean == windows[0].median


def test_nothing_known_yet_is_no_group(store):
    """A reader before the first event gets no groups and no error."""
    events = made(store)
    found = by_kind(store, "voluntary_cut", series=DAILY.id, as_of="2010-06-01", events=events)

    assert found.groups == ()
    assert len(found.frame()) == 0
    assert "voluntary_cut" in str(found)


def test_the_frame_has_a_row_a_group_and_window(filled):
    """Groups and windows are the index."""
    frame = by_kind(filled, "voluntary_cut").frame()

    assert frame.index.names == ["group", "window"]
    assert frame.loc[("all", "[0,+1]"), "number"] == 14


def test_a_kind_that_nobody_knows_is_refused(filled):
    """The refusal lists those there are."""
    with pytest.raises(InputError, match="no kind of event 'opek'; known: opec, sanctions"):
        by_kind(filled, "opec,opek")


def test_the_largest_decisions_are_ranked_by_percentile_then_by_move(filled):
    """The four that docs/impact.md prints, in that order."""
    found = largest(filled, "opec_decision,opec_plus_decision,voluntary_cut", 4)

    assert [one.event for one in found] == [
        "2026-03-01-opec-plus-decision", "1998-03-22-voluntary-cut", "2016-11-30-opec-decision",
        "2001-11-14-opec-decision",
    ]  # fmt: skip
    sizes = [one.windows[1].percentile_size for one in found]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] == 100
