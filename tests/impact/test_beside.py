"""Stories beside unusual moves: those that say so, then those of an event near, each with the reason."""

from datetime import date

import pytest

from oilwatch import catalog
from oilwatch.impacts import beside
from oilwatch.model import Link, Move
from tests import tellings
from tests.tellings import CUT, DECISION, keep

BRENT = catalog.series()["price.brent.spot"]
UP = Move(date(2022, 10, 5), date(2022, 10, 4), 98.0, 93.0, 5.0, 5.4, 97.0, 1_250, ((DECISION, "same day"),))
JUMP = tellings.story("Oil jumps 5%", "2022-10-05T20:00:00.000Z", "Evening")
RISE = tellings.story("Oil prices rise", "2022-10-05T19:00:00.000Z", "Late")
DROP = tellings.story("Oil falls 5%", "2022-10-05T18:00:00.000Z", "Contrary")
OTHER_DAY = tellings.story("Oil surges 5%", "2022-10-06T18:00:00.000Z", "Next")


@pytest.fixture
def told(store):
    """A store with stories of the session, each its own; one tells of the decision."""
    keep(store, CUT, JUMP, RISE, DROP, OTHER_DAY, tellings.CHOIR)
    link = Link(DECISION, 0.9, "same day, names OPEC+")
    store.ties.keep([(key, key, link if one == CUT else None) for key, one in store.ties.untied()])
    return store


def titles(moves):
    """Return the headlines beside each move."""
    return [[story.title for story, _ in move.stories] for move in moves]


def test_stories_stand_by_a_move_by_rank(told):
    """The one that tells size and way first, then the way alone, then the event near; others not at all."""
    [move] = beside.with_stories(told, [UP], BRENT)

    assert titles([move]) == [[JUMP.title, RISE.title, CUT.title]]
    assert [why for _, why in move.stories] == [
        "same session, says oil rose about 5% (Brent +5.4%)",
        "same session, says oil rose (Brent +5.4%)",
        "tells of an event near it: same day, names OPEC+",
    ]


def test_a_fall_is_told_by_other_stories_than_a_rise(told):
    """The same session, had it fallen: only the headline that says so, and the event's."""
    fall = Move(UP.day, UP.base_day, 88.0, 93.0, -5.0, -5.4, 97.0, 1_250)

    assert titles(beside.with_stories(told, [fall], BRENT)) == [[DROP.title]]


def test_where_no_story_is_near_none_is_named(told, store):
    """A move of days without stories, and one that has no change in percent and no event near it."""
    far = Move(date(2020, 3, 9), date(2020, 3, 6), 31.0, 45.0, -14.0, -31.0, 99.9, 1_250)
    bare = Move(UP.day, UP.base_day, 98.0, -3.0, 101.0, None, 99.9, 1_250)

    assert titles(beside.with_stories(told, [far, bare], BRENT)) == [[], []]
    assert beside.with_stories(told, [], BRENT) == []


def test_at_most_five_stories_stand_by_a_move(store):
    """Of many that say so the first five, in one order however they were kept."""
    keep(
        store,
        *(tellings.story(f"Oil jumps 5% {n}", f"2022-10-05T{n:02}:00:00.000Z") for n in range(9, 0, -1)),
    )
    store.ties.keep([(key, key, None) for key, _ in store.ties.untied()])

    assert titles(beside.with_stories(store, [UP], BRENT)) == [[f"Oil jumps 5% {n}" for n in range(1, 6)]]


def test_the_days_since_the_session_before_belong_to_a_move(store):
    """What was told over a weekend stands by Monday's move; what was told on Friday does not."""
    monday = Move(date(2022, 10, 10), date(2022, 10, 7), 98.0, 93.0, 5.0, 5.4, 97.0, 1_250)
    days = ("2022-10-07", "2022-10-08", "2022-10-10", "2022-10-11")
    keep(store, *(tellings.story(f"Oil jumps 5% on {day}", f"{day}T12:00:00.000Z") for day in days))
    store.ties.keep([(key, key, None) for key, _ in store.ties.untied()])

    [found] = titles(beside.with_stories(store, [monday], BRENT))

    assert [title[-10:] for title in found] == ["2022-10-08", "2022-10-10"]
