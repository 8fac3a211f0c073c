"""The event lane: no event is lost, none is shown twice, and no two marks lie on each other."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oilwatch import catalog, view
from oilwatch.charts import lane, rows
from oilwatch.charts.gallery import timeline
from oilwatch.charts.gallery.timeline import Beside
from oilwatch.charts.lane import BIN, LEAST_APART, at, bars, count_text, marks
from oilwatch.charts.style import Look

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


SPAN = (FIRST, LAST)
STORIES = st.dictionaries(
    st.dates(FIRST - timedelta(days=90), LAST + timedelta(days=90)).map(date.isoformat), st.integers(0, 90)
)


@given(STORIES, st.integers(120, 1200))
def test_every_story_is_in_exactly_one_bar(per_day, pixels):
    """The bars of a span hold each story of its days once, in order, without an empty bar or an overlap."""
    found = bars(per_day, SPAN, pixels)

    inside = {day: number for day, number in per_day.items() if FIRST.isoformat() <= day <= LAST.isoformat()}
    assert sum(bar.stories for bar in found) == sum(inside.values())
    for bar in found:
        of = [
            number for day, number in inside.items() if bar.first.isoformat() <= day <= bar.last.isoformat()
        ]
        assert bar.stories == sum(of) > 0
    assert all(before.last < after.first for before, after in pairwise(found))
    assert all(FIRST <= bar.first <= bar.last <= LAST for bar in found)


@given(st.integers(1, 4_000), st.integers(120, 1200))
def test_bars_are_wide_enough_to_be_hit(days, pixels):
    """With a story on every day each bar but the last is 6 pixels or more, unless a day itself is wider."""
    last = FIRST + timedelta(days=days - 1)
    found = bars({(FIRST + timedelta(days=n)).isoformat(): 1 for n in range(days)}, (FIRST, last), pixels)

    widths = [((bar.last - bar.first).days + 1) * pixels / days for bar in found]
    assert all(width >= BIN for width in widths[:-1])
    assert len(found) <= pixels // BIN + 1


@given(crowds(), STORIES, st.integers(120, 1200), st.booleans())
def test_a_click_never_misses_what_is_drawn_at_its_day(events, per_day, pixels, rows_):
    """Each mark is found at its own day and each bar at every day that it covers."""
    found, told = marks(events, SPAN, pixels, rows=rows_), bars(per_day, SPAN, pixels)

    for mark in found:
        assert mark in at(found, told, mark.day, SPAN, pixels)[0]
    for bar in told:
        for day in (bar.first, bar.last):
            assert bar in at(found, told, day, SPAN, pixels)[1]


@given(crowds(), st.dates(FIRST, LAST), st.integers(120, 1200))
def test_a_click_finds_nothing_that_is_far_away(events, day, pixels):
    """What is found lies within half of what keeps marks apart, and one day of rounding."""
    found = marks(events, SPAN, pixels)

    hit, _ = at(found, [], day, SPAN, pixels)

    reach = LEAST_APART / 2 * (LAST - FIRST).days / pixels + 1
    assert all(abs((mark.day - day).days) <= reach for mark in hit)
    assert all(mark in hit for mark in found if mark.day == day)


def test_one_day_of_stories_is_one_bar():
    """A span of a day, a day without stories, and none at all."""
    day = FIRST.isoformat()

    assert bars({day: 3}, (FIRST, FIRST), 1000) == [lane.Bar(FIRST, FIRST, 3)]
    assert bars({day: 0}, (FIRST, FIRST), 1000) == bars({}, SPAN, 1000) == []
    assert rows.bar_text(lane.Bar(FIRST, FIRST, 1)) == "1 story, 1 Jan 2019; click for the list"
    assert at([], [], FIRST, (FIRST, FIRST), 1000) == ([], [])


@pytest.mark.parametrize("width", [1136, 358])
def test_thousands_of_events_and_stories_stay_a_small_figure(read, width):
    """Of 3,000 events and 30,000 stories there are at most 8 traces, and as many points as have room."""
    _, held = read(start="2019-01-01", end="2023-12-31")
    kinds = [name for name in view.LANES if name != "stories"]
    events = [
        replace(PATTERN, id=f"e{n}", date=FIRST + timedelta(days=n * 7 % 1826), lane=kinds[n % len(kinds)])
        for n in range(3_000)
    ]
    look = Look(width=width)
    per_day = {(FIRST + timedelta(days=n)).isoformat(): 30_000 // 1_826 for n in range(1_826)}
    told = bars(per_day, held.span, timeline.lane_width(look))

    fig, found = timeline.draw(held, Beside(events, (), told), look)

    lane_ = [trace for trace in fig.data if trace.yaxis == "y2"]
    rows_ = 1 if look.phone else len(kinds)
    assert len(lane_) == rows_ + 2
    assert len(fig.data) <= 2 * len(held.lines) + 8
    assert sum(len(mark.events) for mark in found) == 3_000
    assert sum(len(trace.x) for trace in lane_) == len(found) + 2 * len(told)
    assert len(found) <= rows_ * (timeline.lane_width(look) // LEAST_APART + 1)
    assert len(told) <= timeline.lane_width(look) // BIN + 1
    assert len(fig.to_json()) < 400_000


def test_what_a_mark_says_is_never_markup(read):
    """A title is letters in a hover box, cut into lines; the most important stands for the group."""
    hostile = '<img src=x onerror=alert(1)> & %{y} <a href="javascript:alert(1)">'
    few = [replace(PATTERN, id=n, date=FIRST, title=hostile, importance=i) for n, i in (("a", 1), ("b", 3))]

    [mark] = marks(few, SPAN, 1000)
    text = rows.hover_text(mark)

    assert mark.first.id == "b"
    assert text.startswith("2 events, 1 Jan 2019 – 1 Jan 2019; click for the list<br>")
    assert "<" not in text.replace("<br>", "")
    assert "%{" not in text
