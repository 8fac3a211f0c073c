"""End labels: apart, in order, near their lines, and inside the chart."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oilwatch.charts import style
from oilwatch.charts.style import EndLabel, Look

HEIGHTS = st.lists(st.floats(-100, 500), max_size=8)


@given(HEIGHTS, st.floats(1, 40))
def test_labels_are_kept_apart_and_in_order(heights, gap):
    """No two labels are nearer than the gap, and a higher line keeps the higher label."""
    placed = style.spread_labels(heights, gap)

    order = sorted(range(len(heights)), key=lambda at: heights[at])
    upward = [placed[at] for at in order]
    assert len(placed) == len(heights)
    assert all(above - below >= gap - 1e-6 for below, above in pairwise(upward))


@given(HEIGHTS, st.floats(1, 40))
def test_labels_move_no_further_than_they_must(heights, gap):
    """Labels that have room stay where they are; a crowd is centred on its lines."""
    placed = style.spread_labels(heights, gap)

    assert sum(placed) == pytest.approx(sum(heights), abs=1e-6)
    assert max((abs(a - b) for a, b in zip(placed, heights, strict=True)), default=0) <= gap * len(heights)
    if all(abs(a - b) >= gap for i, a in enumerate(heights) for b in heights[:i]):
        assert placed == pytest.approx(heights)


def test_two_lines_that_end_together_part_evenly():
    """Worked by hand: two labels at one height go half the gap up and down."""
    assert style.spread_labels([100.0, 100.0], 16) == [92.0, 108.0]
    assert style.spread_labels([100.0, 50.0, 104.0], 16) == [94.0, 50.0, 110.0]
    assert style.spread_labels([]) == []


def test_labels_are_written_where_their_lines_end():
    """Each label hangs on its line's last value, in its colour, with the margin its text needs."""
    fig = style.figure(Look(), height=452)
    labels = [
        EndLabel("<b>Brent</b> $95.29", 95.29, "#0B5FA5"),
        EndLabel("<b>WTI</b> $95.00", 95.0, "#B8500C"),
    ]

    style.end_labels(fig, labels, (0.0, 100.0), 400)

    first, second = fig.layout.annotations
    assert [(note.y, note.font.color) for note in (first, second)] == [(95.29, "#0B5FA5"), (95.0, "#B8500C")]
    assert (first.y * 4 + first.yshift) - (second.y * 4 + second.yshift) == pytest.approx(style.LABEL_GAP)
    assert style.room_for(labels) > style.room_for(labels[1:]) > style.room_for([]) > 0


@given(st.lists(st.floats(-1e9, 1e9), max_size=9))
def test_every_value_lies_inside_the_padded_range(values):
    """The range of an axis holds its values with room at both ends, even where there is one or none."""
    low, high = style.padded(values)

    assert low < high
    assert all(low < value < high for value in values)
