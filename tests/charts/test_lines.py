"""From figures to lines: cut, transformed, in the unit asked for, and what is refused with its reason."""

import pytest

from oilwatch.charts import lines

BRENT, WTI = "price.brent.spot", "price.wti.spot"


def ends(held):
    """Return {name: last value} of the lines."""
    return {line.name: round(float(line.values.iloc[-1]), 2) for line in held.lines}


def test_a_log_scale_is_refused_where_a_price_was_negative(read):
    """The reason names the series, the first such value and its day; a linear scale is shown."""
    _, held = read(scale="log")

    assert not held.log
    assert len(held.notices) == 1
    assert all(part in held.notices[0] for part in ("WTI", "36.98", "20 Apr 2020", "linear"))


@pytest.mark.parametrize(
    ("changes", "allowed"),
    [
        ({"start": "2020-04-21"}, True),
        ({"start": "2020-04-20"}, False),
        ({"end": "2020-04-17"}, True),
        ({"series": (BRENT,)}, True),
        ({"start": "2022-01-01", "transform": "change"}, False),
        ({"start": "2022-01-01", "transform": "rebased"}, True),
    ],
)
def test_a_log_scale_is_drawn_where_every_value_is_above_zero(read, changes, allowed):
    """It is what is shown that counts: the range, the series and what is done to them."""
    _, held = read(scale="log", **changes)

    assert (held.log, len(held.notices)) == (allowed, int(not allowed))


def test_a_log_scale_is_not_spoken_of_where_none_was_asked_for(read):
    """On a linear scale negative prices need no notice."""
    _, held = read()

    assert (held.log, held.notices) == (False, ())


def test_production_is_shown_in_the_unit_that_was_chosen(read):
    """The store's kb/d are 1,000 to the mb/d: Saudi output of 10,764 is 10.76, and 10,764 in kb/d."""
    _, millions = read("production", start="2022-01-01", end="2022-12-31")
    _, thousands = read("production", start="2022-01-01", end="2022-12-31", unit="kb/d")

    assert (millions.unit, thousands.unit) == ("mb/d", "kb/d")
    for few, many in zip(millions.lines, thousands.lines, strict=True):
        assert (few.values * 1000).tolist() == pytest.approx(many.values.tolist())
        assert 5 < few.values.iloc[-1] < 15


def test_a_price_has_no_other_unit(read):
    """The unit of production does not touch prices, which are in dollars a barrel."""
    _, held = read(unit="kb/d", start="2022-10-31", end="2022-10-31")

    assert (held.unit, ends(held)) == ("USD/bbl", {"Brent": 93.3, "WTI": 86.54})


def test_figures_are_read_as_of_the_day_of_the_view(read):
    """Brent of 31 October 2022 was 94.64 to a reader on 4 November, and is 93.30 to one of today."""
    day = {"start": "2022-10-31", "end": "2022-10-31", "series": (BRENT,)}
    _, then = read(**day, as_of="2022-11-04")
    _, now = read(**day)

    assert (ends(then), ends(now)) == ({"Brent": 94.64}, {"Brent": 93.3})


def test_a_spread_is_the_first_series_less_the_second(read):
    """Of two series there is one line in dollars; the order of the link is its sign."""
    day = {"start": "2022-10-31", "end": "2022-10-31", "transform": "spread"}
    _, held = read(**day)
    _, turned = read(**day, series=(WTI, BRENT))

    assert (held.unit, ends(held)) == ("USD/bbl", {"Brent less WTI": 6.76})
    assert ends(turned) == {"WTI less Brent": -6.76}


def test_a_spread_of_one_series_is_its_level_and_says_so(read):
    """With nothing to subtract the price is shown, under a notice."""
    _, held = read(series=(BRENT,), transform="spread", start="2022-10-31", end="2022-10-31")

    assert (ends(held), len(held.notices)) == ({"Brent": 93.3}, 1)


def test_a_change_on_year_starts_with_the_range_not_a_year_later(read):
    """The year before a range is read for the comparison, though it is not shown."""
    _, held = read(transform="change", start="2022-01-03", end="2022-12-30")

    assert held.unit.startswith("%")
    assert all(f"{line.values.index[0]:%Y-%m-%d}" == "2022-01-03" for line in held.lines)


def test_shares_are_of_the_series_that_are_shown(read):
    """In every month the shares of the three producers add up to 100%."""
    _, held = read("production", transform="share")

    total = sum(line.values for line in held.lines)
    assert held.unit.startswith("%")
    assert total.min() == pytest.approx(100, abs=2e-4)
    assert total.max() == pytest.approx(100, abs=2e-4)


@pytest.mark.parametrize("transform", ["level", "rebased", "change", "spread"])
def test_a_range_without_figures_has_no_lines_and_no_error(read, transform):
    """Before the first price there is nothing: no span, no value, whatever is asked of it."""
    shown, held = read(end="1950-01-01", transform=transform, scale="log")

    assert held.span is None
    assert all(line.values.empty for line in held.lines)
    assert lines.read(shown, [], {}).span is None
