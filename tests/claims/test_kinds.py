"""Extremes, streaks, ranks, shares and decisions are held against the record each in its own way."""

from dataclasses import replace

import pytest

from tests.claims.small import (
    FUTURES,
    IRQ,
    RUS,
    SAU,
    USA,
    WORLD,
    a_claim,
    a_store,
    days,
    months,
    move,
    price,
    verdict,
)

PRICES = [80, 82, 81, 83, 84, 85, 86, 85, 84, 83, 82, 90, 91]


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """Thirteen days of futures from 1 October 2018, and the output of four countries and the world."""
    found = a_store(
        tmp_path_factory.mktemp("kinds") / "o.db",
        {
            FUTURES: days(PRICES), SAU: months(10_700, 10), RUS: months(11_400), USA: months(11_450),
            IRQ: months(4_500, -10), WORLD: months(80_000),
        },
    )  # fmt: skip
    yield found
    found.close()


def extreme(span, since, day="2018-10-09", **changes):
    """Return a claim of an extreme of Brent since a day; none: a record."""
    window = (since, "2018-10-08") if since else None
    claim = price(1.0, day, kind="extreme", span=span, baseline_period=window, **changes)
    told = since or "record"
    return replace(claim, value=told, normalized_value=told, unit="date", normalized_unit="date", digits=0.0)


def count(number, span, day="2018-10-15"):
    """Return a claim of a streak."""
    claim = move(float(number), day, kind="count", span=span)
    return replace(claim, unit="count", normalized_unit="count")


def rank(number, entity, span="the world's largest producer"):
    """Return a claim of a rank in October 2018."""
    claim = a_claim(float(number), entity=entity, kind="rank", measure="rank", span=span)
    return replace(claim, unit="rank", normalized_unit="rank")


def decided(value, entity, first="2019-01-01", last="2019-01-31", **changes):
    """Return a claim of a decision."""
    claim = a_claim(
        value, entity=entity, kind="decision", measure="decision", period_start=first, period_end=last
    )
    return replace(claim, digits=changes.pop("digits", 0.5), **changes)


def test_a_high_holds_where_nothing_before_lies_above(store):
    """$86 on 9 October was the highest of the month."""
    assert verdict(store, extreme("highest since early October", "2018-10-01")).verdict == "matches"


def test_ties_are_allowed(store):
    """$85 on 10 October ties with that of the 8th, and is no higher than the 9th."""
    tied = extreme("highest since early October", "2018-10-08", "2018-10-10")
    assert verdict(store, tied).verdict == "matches"


def test_a_high_is_contradicted_where_much_lay_above(store):
    """$82 on the 15th is no high; the day that lies beyond it is named."""
    false = replace(
        extreme("highest close since early October", "2018-10-01", "2018-10-15"),
        baseline_period=("2018-10-01", "2018-10-12"),
    )
    found = verdict(store, false)
    assert found.verdict == "contradicted"
    assert "9 Oct 2018" in found.summary


def test_data_have_to_reach_back_to_the_day_named(store):
    """The series begins in October 2018: since 2014 cannot be told."""
    found = verdict(store, extreme("highest since 2014", "2014-01-01"))
    assert (found.verdict, found.reason) == ("not_checkable", "not_in_store")
    assert "begins with 1 Oct 2018" in found.summary


def test_a_record_is_one_in_the_data_there_are(store):
    """A record has no window but all that is kept."""
    assert verdict(store, extreme("record high", None)).verdict == "matches"
    assert verdict(store, extreme("record low", None)).verdict == "contradicted"


def test_the_largest_move_is_held_against_moves(store):
    """The jump of 16 October is the largest gain of the month."""
    window = ("2018-10-01", "2018-10-15")
    jump = replace(
        extreme("biggest one-day gain since early October", "2018-10-01", "2018-10-16"),
        measure="price_change", baseline_period=window,
    )  # fmt: skip
    assert verdict(store, jump).verdict == "matches"
    small = replace(jump, period_start="2018-10-17", period_end="2018-10-17")
    assert (
        verdict(store, replace(small, baseline_period=("2018-10-01", "2018-10-16"))).verdict == "contradicted"
    )


def test_a_streak_is_counted(store):
    """Four losses in a row up to 15 October."""
    assert verdict(store, count(4, "fourth straight loss")).verdict == "matches"
    assert verdict(store, count(3, "third straight loss")).verdict == "off_by"
    assert verdict(store, count(9, "ninth straight loss")).verdict == "contradicted"
    turned = verdict(store, count(4, "fourth straight gain"))
    assert (turned.verdict, turned.reason) == ("contradicted", "sign_reversed")


def test_an_output_streak_is_counted_by_months(store):
    """Saudi output rose every month."""
    claim = replace(a_claim(10.0, kind="count", span="tenth straight monthly rise"), normalized_unit="count")
    assert verdict(store, claim).verdict in ("matches", "off_by")


def test_ranks_within_one_percent_are_open(store):
    """The United States and Russia lie 0.4% apart: either may be first."""
    assert verdict(store, rank(1, "USA")).verdict == "matches"
    assert verdict(store, rank(1, "RUS")).verdict == "other_definition"


def test_a_rank_in_opec_leaves_the_others_out(store):
    """Saudi Arabia is third of all here, and first in OPEC."""
    wrong = verdict(store, rank(2, "IRQ", "OPEC's second-largest producer"))
    assert (wrong.verdict, wrong.reason) == ("not_checkable", "not_in_store")
    exporter = verdict(store, rank(1, "SAU", "the world's biggest oil exporter"))
    assert (exporter.verdict, exporter.reason) == ("not_checkable", "out_of_scope_measure")


def test_a_share_is_of_the_worlds_output(store):
    """11.45 of 80 mb/d is 14.3%."""
    share = replace(a_claim(14.3, "percent", entity="USA", kind="share"), digits=0.05)
    assert verdict(store, share).verdict == "matches"


def test_a_ratio_is_of_two_levels(store):
    """Iraq's output fell by a tenth of itself over some months."""
    ratio = a_claim(
        98.0, "percent", entity="IRQ", kind="ratio", digits=0.5, baseline_period=("2018-01-01", "2018-01-31")
    )
    assert verdict(store, ratio).verdict == "matches"


def test_a_decision_is_found_by_its_size_and_time(store):
    """OPEC+ cut by 1.2 mb/d from January 2019, 0.8 of it OPEC's."""
    found = verdict(store, decided(-1_200.0, "OPEC+"), "2018-12-10")
    assert found.verdict == "matches"
    assert found.evidence[0].role == "decision"
    assert "7 Dec 2018" in found.summary
    assert verdict(store, decided(-800.0, "OPEC"), "2018-12-10").verdict == "matches"


def test_a_size_in_brackets_counts(store):
    """Iraq's 211 kb/d of April 2023 stand in the title only."""
    claim = decided(-211.0, "IRQ", "2023-05-01", "2023-12-31", announced="2023-04-02")
    assert verdict(store, claim, "2023-04-03").verdict == "matches"


def test_decisions_add_up(store):
    """OPEC's 1.2 and the others' 0.558 are about 1.8; the monthly steps of 2025 are about 2.9."""
    both = decided(
        -1_800.0, "OPEC+", "2017-01-01", "2017-06-30", modifier="nearly", low=-1_850.0, high=-1_624.0
    )
    assert verdict(store, both, "2016-12-12").verdict == "matches"
    steps = decided(2_900.0, "OPEC+8", "2025-04-01", "2025-12-31", digits=50.0)
    found = verdict(store, steps, "2025-11-03")
    assert found.verdict == "matches"
    assert "add up to" in found.summary


def test_a_decision_a_little_off_is_worth_a_note(store):
    """546 kb/d told for 547 is no error."""
    claim = decided(546.0, "OPEC+8", "2025-09-01", "2025-09-30")
    found = verdict(store, claim, "2025-08-04")
    assert found.verdict == "rounds_to"
    assert "a note" in found.summary


def test_a_decision_that_the_catalogue_lacks_is_not_contradicted(store):
    """Nothing is known of a cut by Norway of its own."""
    found = verdict(store, decided(-250.0, "NOR", "2020-06-01", "2020-06-30"), "2020-05-01")
    assert (found.verdict, found.reason) == ("not_checkable", "not_in_store")
    assert "would make it checkable" in found.summary


def test_a_decision_of_that_day_with_another_size_is_contradicted(store):
    """OPEC+ did not cut by 5 mb/d in October 2022."""
    claim = decided(-5_000.0, "OPEC+", "2022-11-01", "2022-11-30", announced="2022-10-05")
    assert verdict(store, claim, "2022-10-06").verdict == "contradicted"


def test_a_quota_is_held_against_required_production(store):
    """Saudi Arabia's 10.311 mb/d of 2019; the level is told with its layer and what it rests on."""
    quota = replace(decided(10_311.0, "SAU", "2019-02-01", "2019-02-28"), kind="quota")
    assert verdict(store, quota).verdict == "matches"
    assert verdict(store, replace(quota, normalized_value=10_200.0)).verdict == "off_by"
    assert verdict(store, replace(quota, normalized_value=14_000.0)).verdict == "contradicted"


def test_a_quota_of_a_group_may_stand_in_a_title(store):
    """OPEC kept its 30 mb/d in November 2014."""
    quota = replace(decided(30_000.0, "OPEC", "2014-11-27", "2014-11-27"), kind="quota")
    assert verdict(store, quota, "2014-11-28").verdict == "matches"


def test_output_against_the_quota_is_a_change(store):
    """Without a series of required production it cannot be told how far output lies from it."""
    over = a_claim(
        530.0, kind="change", basis="vs_quota", digits=5.0, period_start="2019-03-01", period_end="2019-03-31"
    )
    assert verdict(store, over, "2019-06-01").verdict == "not_checkable"
