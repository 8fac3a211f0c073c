"""What was picked on a chart: a day or a span, whatever a browser sends."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oilwatch.app.picked import Picked, read

DAY = date(2022, 10, 5)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.parametrize("text", ["2022-10-05", "2022-10-05T00:00:00", "2022-10-05 12:30:00.1234"])
def test_a_click_is_known_by_its_day(text):
    """In whatever form a chart tells the day; the row does not matter."""
    assert read({"points": [{"x": text, "y": 3}, {"x": "2020-01-01"}], "box": []}) == Picked(day=DAY)


@pytest.mark.parametrize("carried", ["Line ends", ["Line ends"]])
def test_the_end_of_a_line_is_known_by_what_its_mark_carries(carried):
    """Bare or in a list, as a browser tells it; any other mark of that day is none."""
    assert read({"points": [{"x": "2022-10-05", "customdata": carried}]}) == Picked(day=DAY, end=True)
    assert read({"points": [{"x": "2022-10-05", "customdata": {"a": carried}}]}) == Picked(day=DAY)


@pytest.mark.parametrize("ends", [("2022-10-05", "2022-11-01"), ("2022-11-01 03:00", "2022-10-05 22:10")])
def test_a_box_is_known_by_its_days(ends):
    """Drawn to the right or to the left, and whatever points lie in it."""
    found = read({"box": [{"x": list(ends), "y": [1, 2]}], "points": [{"x": "2022-10-06"}]})

    assert found == Picked(span=(DAY, date(2022, 11, 1)))


@pytest.mark.parametrize(
    "selection",
    [
        {},
        {"points": [], "box": []},
        {"points": None, "box": None},
        {"points": [{}]},
        {"points": [{"x": "2022-13-45"}]},
        {"points": [{"x": 1664928000000}]},
        {"points": [{"x": "<script>"}]},
        {"box": [{}]},
        {"box": [{"x": None}]},
        {"box": [{"x": ["2022-10-05"]}]},
        {"box": [{"x": ["2022-10-05", "never"]}]},
    ],
)
def test_what_cannot_be_read_picks_nothing(selection):
    """No points, no day, a day that there is not."""
    assert read(selection) == Picked()


@given(st.lists(st.dictionaries(st.sampled_from(["x", "y"]), JSON), max_size=3), st.booleans())
def test_no_point_of_a_browser_breaks_a_page(points, box):
    """Whatever stands where a day is expected, a day is picked or none."""
    points = [{**point, "x": str(point.get("x"))} for point in points] if box else points

    found = read({"points": points, "box": []})

    assert found.span is None
    assert found.day is None or found.day.year > 0
