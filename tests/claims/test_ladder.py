"""The first verdict of the ladder that applies is given, and each says in one sentence what it rests on."""

from dataclasses import replace

import pytest

from oilwatch.model import Recorded
from tests.claims.small import (
    FUTURES,
    IRQ,
    RUS,
    SAU,
    SAU_ALONE,
    USA,
    WEEK,
    a_claim,
    a_store,
    days,
    months,
    move,
    moved,
    price,
    verdict,
)


@pytest.fixture
def store(tmp_path):
    """Output of several countries, and prices that rise by a dollar a day from $80."""
    revised = [row for row in months(10_700, 10) if row.period != "2018-10"]
    revised += [Recorded("2018-10", 10_700, "2018-12-10"), Recorded("2018-10", 9_900, "2019-06-01")]
    usa = months(11_000, 0)
    found = a_store(
        tmp_path / "o.db",
        {
            SAU: revised, SAU_ALONE: months(10_200, 0), RUS: months(11_000, 0), USA: usa,
            WEEK: [Recorded("2018-10-12", 11_200, "2018-10-17")], IRQ: months(4_502, 0),
            FUTURES: days([80 + n for n in range(40)]),
        },
    )  # fmt: skip
    yield found
    found.close()


def said(found):
    """Return verdict and reason."""
    return found.verdict, found.reason


def test_a_figure_inside_its_printed_digits_matches(store):
    """10.7 mb/d is right for 10,700 kb/d, and the receipt is the row known on the day."""
    found = verdict(store, a_claim(10_700.0))
    assert said(found) == ("matches", "")
    row = found.evidence[0]
    assert (row.role, row.period, row.value) == ("then", "2018-10", 10_700)
    assert "10.7 mb/d for Oct 2018" in found.summary
    assert found.tolerance_rule.startswith("digits: half a unit of the last printed digit (50 kb/d)")


def test_what_has_been_revised_since_is_shown_beside_it(store):
    """The row that stands now follows the row of the day."""
    roles = [row.role for row in verdict(store, a_claim(10_700.0)).evidence]
    assert roles == ["then", "now"]


def test_zeros_at_the_end_may_be_a_rounding(store):
    """4,500,000 for 4,502 kb/d is read as rounded, and said so."""
    found = verdict(store, a_claim(4_500.0, entity="IRQ", digits=0.5))
    assert found.verdict == "rounds_to"
    assert found.tolerance_rule.startswith("rounding")


def test_about_allows_five_percent(store):
    """About 10.3 mb/d rounds to 10.7."""
    about = a_claim(10_300.0, entity="IRN", modifier="about", low=9_785.0, high=10_815.0)
    assert verdict(store, replace(about, entity="SAU")).verdict == "rounds_to"


def test_more_than_is_true_of_all_above(store):
    """More than 10 mb/d is right for 10.7 and, understated, for much more."""
    over = a_claim(10_000.0, modifier="more_than", low=10_000.0, high=11_050.0)
    assert said(verdict(store, over)) == ("matches", "")
    far = a_claim(5_000.0, modifier="more_than", low=5_000.0, high=5_550.0)
    assert said(verdict(store, far)) == ("rounds_to", "")


def test_a_figure_of_another_vintage_is_named(store):
    """9.9 mb/d is what the period reads only since June 2019."""
    found = verdict(store, a_claim(9_900.0))
    assert found.verdict == "other_vintage"
    assert "10.7 mb/d" in found.summary
    assert "1 Jun 2019" in found.summary


def test_what_came_out_after_the_story_is_another_vintage(store):
    """On 5 November October was not out; the figure that came later fits."""
    found = verdict(store, a_claim(10_700.0), "2018-11-05")
    assert found.verdict == "other_vintage"
    assert found.evidence[0].role == "vintage"


def test_the_named_publisher_shows_that_its_figure_was_out(store):
    """A story that names the very publisher is believed that the figure was out."""
    assert verdict(store, a_claim(10_700.0, source="EIA"), "2018-11-05").verdict == "matches"


def test_a_figure_of_another_definition_is_named(store):
    """10.2 mb/d is crude without condensate."""
    found = verdict(store, a_claim(10_200.0))
    assert found.verdict == "other_definition"
    assert "Saudi crude alone" in found.summary


def test_a_known_difference_between_publishers_is_no_error(store):
    """The Russian ministry's figure lies about 4% above, and the reason is told."""
    found = verdict(store, a_claim(11_430.0, entity="RUS", digits=5.0))
    assert found.verdict == "other_definition"
    assert "ministry" in found.summary


def test_a_weekly_figure_is_held_against_the_weekly_series(store):
    """The week from Saturday to Friday is found by its Friday."""
    found = verdict(store, a_claim(11_200.0, entity="USA", definition="weekly", digits=5.0,
                                   period_start="2018-10-06", period_end="2018-10-12"))  # fmt: skip
    assert found.verdict == "matches"


def test_a_figure_of_the_day_before_is_a_hint(store):
    """$85 was Monday's close, not Tuesday's, and the day is named."""
    near = verdict(store, price(85.0, "2018-10-09"))
    assert near.verdict == "other_period"
    assert "8 Oct 2018" in near.summary


def test_inside_the_soft_band_a_figure_is_off(store):
    """4.6 mb/d for 4.502 is 2% off: no match and no error."""
    found = verdict(store, a_claim(4_600.0, entity="IRQ", digits=5.0))
    assert found.verdict == "off_by"
    assert "98 kb/d (2.2%) above" in found.summary


def test_beyond_the_band_a_figure_is_contradicted(store):
    """7.4 mb/d for Iraq's 4.5 is wrong by every reading."""
    found = verdict(store, a_claim(7_400.0, entity="IRQ"))
    assert said(found) == ("contradicted", "")


def test_a_negated_figure_turns_the_verdict(store):
    """That it was not 7.4 is right, that it was not 4.5 is wrong."""
    assert verdict(store, a_claim(7_400.0, entity="IRQ", modifier="negated")).verdict == "matches"
    assert verdict(store, a_claim(4_500.0, entity="IRQ", modifier="negated")).verdict == "contradicted"


def test_right_size_and_wrong_way_is_told_as_such(store):
    """A fall of 1.2% on a day on which the price rose by as much is contradicted for its direction."""
    assert said(verdict(store, move(1.2))) == ("matches", "")
    assert said(verdict(store, move(-1.2))) == ("contradicted", "sign_reversed")


def test_a_change_is_known_to_the_rounding_of_both_ends(store):
    """A rise of $3 in words of whole dollars is the difference of rounded ends."""
    rise = replace(move(3.0), kind="change", digits=0.5, baseline_period=("2018-10-04", "2018-10-04"))
    assert verdict(store, moved(rise, "USD/bbl")).verdict in ("matches", "rounds_to")


def test_a_change_of_output_is_soft_by_its_level(store):
    """A change that is 0.2 mb/d off is not known that well at a level of 10.7."""
    change = a_claim(200.0, kind="change", digits=5.0, baseline_period=("2018-09-01", "2018-09-30"))
    assert verdict(store, change).verdict == "off_by"


def test_tonnes_are_converted_at_the_usual_factor(store):
    """A year's tonnes are barrels a day times its days by 7.33."""
    tonnes = 11_000 * 365 / 7.33 / 1000
    found = verdict(
        store,
        moved(a_claim(round(tonnes, 1), entity="RUS", period_start="2018-01-01", period_end="2018-12-31",
                      digits=0.05), "million tonnes"),
        "2019-06-01",
    )  # fmt: skip
    assert found.verdict == "matches"
    assert "7.33 barrels a tonne" in found.summary


def test_countries_named_together_are_summed(store):
    """Saudi Arabia and Russia together pump the sum of both."""
    assert verdict(store, a_claim(21_700.0, entity="SAU+RUS")).verdict == "matches"


def test_a_price_of_a_month_is_that_of_any_day(store):
    """Any close of the month will do."""
    month = price(95.0, "2018-10-01", period_end="2018-10-31", digits=0.5)
    assert verdict(store, month).verdict == "matches"


def test_another_reading_that_fits_makes_it_unclear(store):
    """Where a runner-up reading fits, the figure is not called wrong."""
    country = a_claim(7_400.0, entity="IRQ", candidates=("RUS 2018-10-01 2018-10-31",))
    assert verdict(store, country).verdict == "contradicted"
    fits = a_claim(11_000.0, entity="IRQ", candidates=("RUS 2018-10-01 2018-10-31",))
    found = verdict(store, fits)
    assert said(found) == ("not_checkable", "ambiguous")
    assert "Cannot be checked" in found.summary


def test_every_summary_is_one_sentence_with_its_rule(store):
    """Summaries end in a full stop, and a rule has its name first."""
    for value in (10_700.0, 9_900.0, 10_200.0, 3_000.0):
        found = verdict(store, a_claim(value))
        assert found.summary.endswith(".")
        assert found.tolerance_rule.split(":")[0] in ("digits", "soft", "none", "rounding")


def test_the_day_of_the_story_decides_what_was_known(store):
    """The same figure is right in March 2019 and another vintage after the revision."""
    assert verdict(store, a_claim(10_700.0), "2019-03-01").verdict == "matches"
    assert verdict(store, a_claim(10_700.0), "2019-07-01").verdict == "other_vintage"
