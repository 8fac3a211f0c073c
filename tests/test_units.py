"""Units of production and price."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oilwatch import units
from oilwatch.errors import InputError


@pytest.mark.parametrize(
    ("value", "unit", "to", "expected"),
    [
        (10.76, "mb/d", "kb/d", 10760.0),
        (9000.0, "kb/d", "mb/d", 9.0),
        (9_000_000.0, "b/d", "kb/d", 9000.0),
        (-3698.0, "cents/bbl", "USD/bbl", -36.98),
        (82.5, "USD/bbl", "USD/bbl", 82.5),
        (0.1 + 0.2, "kb/d", "kb/d", 0.1 + 0.2),
    ],
)
def test_a_value_is_converted(value, unit, to, expected):
    """A converted value has no noise of floating point, and one in its own unit stays as it is."""
    assert units.convert(value, unit, to) == expected


@given(st.integers(-(10**9), 10**9).map(lambda whole: whole / 1000))
def test_there_and_back_is_the_same_value(value):
    """A value converted and converted back is the value again."""
    assert units.convert(units.convert(value, "mb/d", "kb/d"), "kb/d", "mb/d") == value


def test_price_and_production_do_not_convert():
    """There is no way from barrels a day to dollars, and the error says so."""
    with pytest.raises(InputError, match="kb/d measures production and USD/bbl measures price"):
        units.convert(1.0, "kb/d", "USD/bbl")


def test_an_unknown_unit_names_the_known_ones():
    """A unit that oilwatch does not know is refused with the list of those it does."""
    with pytest.raises(InputError, match="'gallons' is not known; use one of kb/d, mb/d"):
        units.convert(1.0, "gallons", "kb/d")


def test_every_stored_unit_is_known_and_measures_what_it_is_stored_for():
    """The units of the store are units that figures may come in."""
    assert set(units.STORED.values()) <= set(units.known())
    assert {units.measure(unit): unit for unit in units.STORED.values()} == units.STORED


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (82.50, "82.5"),
        (9000.0, "9000"),
        (-36.98, "-36.98"),
        (-0.0, "0"),
        (1e-7, "0.0000001"),
        (1e10, "10000000000"),
    ],
)
def test_a_number_is_written_as_people_write_it(value, text):
    """No trailing zeros, no exponent and no minus zero."""
    assert units.number(value) == text
