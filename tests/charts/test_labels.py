"""End labels: apart, in order, near their lines, and inside the chart."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oilwatch.charts import labels, style
from oilwatch.charts.labels import EndLabel
from oilwatch.charts.style import Look

HEIGHTS = st.lists(st.floats(-100, 500), max_size=8)


@given(HEIGHTS, st.floats(1, 40))
def test_labels_are_kept_apart_and_in_order(heights, gap):
    """No two labels are nearer than the gap, and a higher line keeps the higher label."""
    placed = labels.spread(heights, gap)

    order = sorted(range(len(heights)), key=lambda at: heights[at])
    upward = [placed[at] for at in order]
    assert len(placed) == len(heights)
    assert all(above - below >= gap - 1e-6 for below, above in pairwise(upward))


@given(HEIGHTS, st.floats(1, 40))
def test_labels_move_no_further_than_they_must(heights, gap):
    """Labels that have room stay where they are; a crowd is centred on its lines."""
    placed = labels.spread(heights, gap)

    assert sum(placed) == pytest.approx(sum(heights), abs=1e-6)
    assert max((abs(a - b) for a, b in zip(placed, heights, strict=True)), default=0) <= gap * len(heights)
    if all(abs(a - b) >= gap for i, a in enumerate(heights) for b in heights[:i]):
        assert placed == pytest.approx(heights)


def test_two_lines_that_end_together_part_evenly():
    """Worked by hand: two labels at one height go half the gap up and down."""
    assert labels.spread([100.0, 100.0], 16) == [92.0, 108.0]
    assert labels.spread([100.0, 50.0, 104.0], 16) == [94.0, 50.0, 110.0]
    assert labels.spread([]) == []


def test_labels_are_written_where_their_lines_end():
    """Each label hangs on its line's last value, in its colour, with the margin its text needs."""
    fig = style.figure(Look(), height=452)
    ends = [EndLabel("Brent", "$75.29", 75.29, "#0B5FA5"), EndLabel("WTI", "$75.00", 75.0, "#B8500C")]

    labels.write(fig, ends, (0.0, 100.0), 400)

    first, second = fig.layout.annotations
    assert [(note.y, note.font.color) for note in (first, second)] == [(75.29, "#0B5FA5"), (75.0, "#B8500C")]
    assert (first.y * 4 + first.yshift) - (second.y * 4 + second.yshift) == pytest.approx(labels.GAP)
    assert labels.room_for(ends) > labels.room_for(ends[1:]) > labels.room_for([]) > 0


@given(HEIGHTS, st.floats(60, 400))
def test_labels_stay_inside_the_plot_however_many_there_are(heights, pixels):
    """None leaves the plot; they keep their order, and the gap wherever there is room for it."""
    placed = labels.within(heights, labels.EDGE, pixels - labels.EDGE)

    order = sorted(range(len(heights)), key=lambda at: heights[at])
    gap = min(labels.GAP, (pixels - 2 * labels.EDGE) / max(len(heights) - 1, 1))
    assert all(labels.EDGE - 1e-6 <= place <= pixels - labels.EDGE + 1e-6 for place in placed)
    assert all(placed[b] - placed[a] >= gap - 1e-6 for a, b in pairwise(order))


def test_five_lines_that_end_at_the_top_have_their_labels_in_the_plot():
    """Written at the top of a chart they go down from its edge, each apart from the next."""
    fig = style.figure(Look(), height=452)
    ends = [EndLabel(f"Line {at}", "$100.00", 99.0 + at / 10, "#0B5FA5") for at in range(5)]

    labels.write(fig, ends, (0.0, 100.0), 400)

    middles = [note.y * 4 + note.yshift for note in fig.layout.annotations]
    assert max(middles) == pytest.approx(400 - labels.EDGE)
    assert all(above - below == pytest.approx(labels.GAP) for below, above in pairwise(middles))


@pytest.mark.parametrize("width", [1120, 704, 358])
def test_labels_have_a_share_of_the_width(width):
    """Where they have no room the values go first; then names lose their middle and still differ."""
    ends = [
        EndLabel(f"United States of the long name ({end})", "13.93, Apr 2026", 1.0, "#0B5FA5")
        for end in ("crude only", "crude weekly")
    ]

    fitted = labels.fitted(ends, Look(width=width))

    assert labels.room_for(fitted) <= labels.SHARE * width + 1
    assert len({label.name for label in fitted}) == 2
    assert fitted == ends or all(label.value == "" for label in fitted)
    assert any("…" in label.name for label in fitted) == (width < 1000)
    short = [EndLabel("WTI", "$86.48", 1.0, "#B8500C")]
    assert labels.fitted(short, Look(width=width)) == short


@given(st.lists(st.floats(-1e9, 1e9), max_size=9))
def test_every_value_lies_inside_the_padded_range(values):
    """The range of an axis holds its values with room at both ends, even where there is one or none."""
    low, high = style.padded(values)

    assert low < high
    assert all(low < value < high for value in values)
