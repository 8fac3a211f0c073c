"""No figure is called contradicted where the store cannot know it, and the verdict says what would help."""

from dataclasses import replace

import pytest

from oilwatch.model import Recorded
from tests.claims.small import (
    FUTURES,
    IRQ,
    RUS,
    SAU,
    SPOT,
    USA,
    WTI,
    a_claim,
    a_store,
    days,
    months,
    move,
    price,
    verdict,
)

RISING = [80 + n for n in range(40)]


@pytest.fixture
def spot_only(tmp_path):
    """A store without futures."""
    store = a_store(tmp_path / "spot.db", {SPOT: days(RISING), SAU: months(10_700)})
    yield store
    store.close()


@pytest.fixture
def both(tmp_path):
    """A store with spot and futures of Brent, and futures of WTI."""
    rows = {SPOT: days([value + 1 for value in RISING]), FUTURES: days(RISING), WTI: days([70.5] * 40)}
    output = {SAU: months(10_700), RUS: months(11_000), IRQ: months(4_500), USA: months(11_000)}
    store = a_store(tmp_path / "both.db", {**rows, **output})
    yield store
    store.close()


def said(found):
    """Return verdict and reason; a refusal has to say what would make the figure checkable."""
    if found.verdict == "not_checkable":
        assert found.summary.startswith("Cannot be checked: ")
        assert "would make it checkable" in found.summary
    return found.verdict, found.reason


@pytest.mark.parametrize("reason", ["forecast", "capacity", "price_cap", "denied_report", "other_currency"])
def test_what_nobody_records_is_not_checked(both, reason):
    """The reason that the reading gives is kept."""
    claim = a_claim(5_000.0, checkable=False, not_checkable_reason=reason)
    assert said(verdict(both, claim)) == ("not_checkable", reason)


def test_a_settlement_near_spot_is_another_definition(spot_only):
    """Without futures spot within 6% agrees, and is never a match."""
    assert said(verdict(spot_only, price(87.0)))[0] == "other_definition"
    assert said(verdict(spot_only, price(84.05)))[0] == "other_definition"


def test_a_settlement_far_from_spot_is_contradicted(spot_only):
    """$60 when spot was between $80 and $87 all month is wrong."""
    assert said(verdict(spot_only, price(60.0))) == ("contradicted", "")


def test_spot_that_moved_through_the_price_within_the_month_does_not_tell(spot_only):
    """Where spot itself stood there within the month, futures may have stood there that day."""
    found = verdict(spot_only, price(90.0, "2018-11-05"), "2018-11-06")
    assert said(found) == ("not_checkable", "not_in_store")


def test_moves_extremes_and_streaks_are_never_contradicted_from_spot_alone(spot_only):
    """Spot rose 1.2%: a fall of 5%, a record low and a run of losses cannot be judged."""
    low = price(1.0, kind="extreme", span="lowest on record")
    low = replace(low, value="record", normalized_value="record", unit="date", normalized_unit="date")
    losses = replace(move(3.0), kind="count", span_text="third straight loss", normalized_unit="count")
    for claim in (move(-5.0), low, losses):
        assert said(verdict(spot_only, claim)) == ("not_checkable", "not_in_store")


def test_the_spot_price_is_held_against_spot_where_the_story_says_so(both):
    """Dated Brent is no futures price."""
    assert verdict(both, price(88.0), text="dated brent stood at the figure").verdict == "matches"
    assert verdict(both, price(88.0)).verdict == "other_definition"


def test_a_source_that_the_store_does_not_have_is_never_contradicted(both):
    """Another publisher may have another figure."""
    claim = a_claim(7_400.0, entity="IRQ", source="SURVEY")
    assert said(verdict(both, claim)) == ("not_checkable", "not_in_store")
    agrees = verdict(both, replace(claim, value=4_500.0, normalized_value=4_500.0))
    assert said(agrees) == ("other_definition", "")


def test_a_price_within_the_day_is_only_bounded(both):
    """A price between two closes was crossed; one outside them cannot be known."""
    assert said(verdict(both, price(86.5, basis="intraday"))) == ("matches", "")
    assert said(verdict(both, price(99.0, basis="intraday"))) == ("not_checkable", "intraday_only")
    assert said(verdict(both, move(9.0, basis="intraday"))) == ("not_checkable", "intraday_only")


def test_a_named_contract_month_is_never_contradicted(both):
    """The store has front months only."""
    text = "brent for december settled at the figure"
    assert said(verdict(both, price(60.0), text=text)) == ("not_checkable", "not_in_store")


def test_a_move_on_the_first_day_of_a_front_month_is_never_contradicted(both):
    """On 1 November another contract is at the front."""
    assert said(verdict(both, move(9.0, "2018-11-01"))) == ("not_checkable", "ambiguous")
    assert said(verdict(both, move(9.0, "2018-11-07"))) == ("contradicted", "")


def test_a_missing_day_is_not_replaced_by_its_neighbour(both):
    """A Sunday has no price."""
    assert said(verdict(both, price(86.0, "2018-10-07"))) == ("not_checkable", "not_in_store")


def test_what_is_not_over_is_not_yet_published(both):
    """A month that ends after the story has no figure."""
    claim = a_claim(10_700.0, period_start="2019-03-01", period_end="2019-03-31")
    assert said(verdict(both, claim)) == ("not_checkable", "not_yet_published")


def test_a_country_without_a_series_is_not_in_the_store(both):
    """Nothing is held against another country's figures."""
    assert said(verdict(both, a_claim(600.0, entity="QAT"))) == ("not_checkable", "not_in_store")


def test_a_day_of_output_is_not_contradicted_by_its_month(both):
    """Only the mean of the month is known."""
    claim = a_claim(12_000.0, period_start="2018-10-02", period_end="2018-10-02")
    assert said(verdict(both, claim)) == ("not_checkable", "not_in_store")


def test_a_figure_far_below_output_may_be_of_something_else(both):
    """Half as much may be exports or a part: unclear, not wrong."""
    assert said(verdict(both, a_claim(2_000.0, entity="IRQ"))) == ("not_checkable", "ambiguous")


def test_two_figures_for_one_thing_make_the_one_that_does_not_fit_unclear(both):
    """Of a morning's price and a close only the close is in the record."""
    from oilwatch.claims import attached, levels
    from oilwatch.claims.figures import Case
    from oilwatch.claims.record import Record

    morning, close = price(60.0), price(87.0)
    case = Case(morning, Record(both), "2019-03-01T23:59:59.999Z", "the figure", (morning, close))
    first = levels.check(case)
    assert first.verdict == "contradicted"
    assert said(attached.elsewhere(case, first, levels.check)) == ("not_checkable", "ambiguous")


@pytest.mark.parametrize("text", ["crude stood at the figure", "brent stood at the figure"])
def test_a_figure_of_the_other_grade_is_a_hint(both, text):
    """$70.50 was WTI's price, and that is what is said."""
    assert said(verdict(both, price(70.5), text=text))[0] == "other_period"


def test_a_withdrawn_figure_is_not_used(tmp_path):
    """What the publication no longer shows on the day of the story is no figure."""
    rows = [
        *months(10_700, number=3),
        Recorded("2018-04", 10_000, "2018-06-10"),
        Recorded("2018-04", None, "2018-07-01"),
    ]
    store = a_store(tmp_path / "w.db", {SAU: rows})
    claim = a_claim(5_900.0, period_start="2018-04-01", period_end="2018-04-30")
    assert verdict(store, claim, "2018-06-20").verdict == "contradicted"
    assert verdict(store, claim, "2018-08-01").verdict == "contradicted"
    store.close()
