"""The event lane: no event is lost, none is shown twice, and no two marks lie on each other."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from oilwatch import catalog
from oilwatch.charts import lane
from oilwatch.charts.lane import LEAST_APART, count_text, marks

FIRST, LAST = date(2019, 1, 1), date(2023, 12, 31)
PATTERN = catalog.events()[0]


@st.composite
def crowds(draw):
    """Return up to sixty events in a span of five years, in any order."""
    days = draw(st.lists(st.integers(0, (LAST - FIRST).days), max_size=60))
    lanes = st.sampled_from(list(catalog.LANES))
    return [
        replace(PATTERN, id=f"event-{number}", date=FIRST + timedelta(days=day), lane=draw(lanes))
        for number, day in enumerate(days)
    ]


def apart(found, pixels):
    """Return the distances, in pixels, of neighbours in each row."""
    per_day = pixels / (LAST - FIRST).days
    rows = {}
    for mark in found:
        rows.setdefault(mark.lane, []).append(mark.day)
    return [(after - before).days * per_day for days in rows.values() for before, after in pairwise(days)]


@given(crowds(), st.integers(120, 1200), st.booleans())
def test_every_event_is_in_exactly_one_mark(events, pixels, rows):
    """Whatever merges, each event is drawn once, in the row of its kind or in the only one."""
    found = marks(events, (FIRST, LAST), pixels, rows=rows)

    assert Counter(event.id for mark in found for event in mark.events) == Counter(e.id for e in events)
    assert all({event.lane for event in mark.events} == {mark.lane} for mark in found if rows)
    assert {mark.lane for mark in found} <= (set(catalog.LANES) if rows else {""})


@given(crowds(), st.integers(120, 1200), st.booleans())
def test_marks_of_a_row_do_not_touch(events, pixels, rows):
    """Neighbours are 24 pixels apart or more, from left to right, each amid its own events."""
    found = marks(events, (FIRST, LAST), pixels, rows=rows)

    assert all(gap >= LEAST_APART for gap in apart(found, pixels))
    assert all(mark.events[0].date <= mark.day <= mark.events[-1].date for mark in found)


@given(crowds(), st.integers(120, 1200))
def test_the_counts_add_up(events, pixels):
    """Shown singly and in groups is always the total, and the total is written."""
    found = marks(events, (FIRST, LAST), pixels)

    text = count_text(found, len(events))

    single = sum(len(mark.events) == 1 for mark in found)
    groups = len(found) - single
    assert text.startswith(f"{len(events)} of {len(events)} events shown")
    words = f"{single} singly, {len(events) - single} in {groups} group{'s' * (groups > 1)}"
    assert text.endswith(words) == bool(groups)


def test_two_events_of_one_day_share_a_mark():
    """On one day of one kind there is one mark; of two kinds there are two, unless all is one row."""
    same = [replace(PATTERN, id=name, date=FIRST, lane="opec") for name in "ab"]
    other = replace(PATTERN, id="c", date=FIRST, lane="supply")

    assert [len(mark.events) for mark in marks([*same, other], (FIRST, LAST), 1000)] == [2, 1]
    assert [len(mark.events) for mark in marks([*same, other], (FIRST, LAST), 1000, rows=False)] == [3]
    assert len(marks([other], (FIRST, FIRST), 1000)) == 1
    assert lane.marks([], (FIRST, LAST), 1000) == []
