"""What a check says of a figure: letters, chips, facts."""

import pytest

from oilwatch.report import frame, words
from tests.report import made


def chip(said, *held, **told):
    """Return the chip of a verdict."""
    return words.chip(made.verdict(said, *held, **told))


def facts(*held, **told):
    """Return the facts of the card of a verdict."""
    return dict(words.cards(made.check(made.verdict("off_by", *held, **told)))[0].facts)


def test_figures_are_lettered_past_z():
    """The twenty-seventh is aa, and no letter is given twice."""
    letters = [words.letter(place) for place in range(800)]

    assert [letters[0], letters[25], letters[26], letters[51], letters[52], letters[701]] == [
        "a", "z", "aa", "az", "ba", "zz"
    ]  # fmt: skip
    assert len(set(letters)) == 800


def test_every_verdict_has_a_word_a_shape_and_a_tone_of_its_own():
    """No two verdicts can be mixed up where colours cannot be told apart."""
    chips = [words.PLAIN[name] for name in words.PLAIN]

    assert len({one.word for one in chips}) == len(chips)
    assert len({one.shape for one in chips}) == len(chips)
    assert {one.tone for one in chips} == set(words.TONES)


def test_how_far_off_a_figure_is_stands_in_its_chip():
    """In the unit of the figure and in percent, without a sign."""
    held = made.evidence(value=10_350.0, difference=-350.0, difference_percent=-3.4)

    assert chip("off_by", held).word == "off by 0.35 mb/d (3.4%)"


def test_percentages_differ_in_percentage_points():
    """A percentage of a percentage would say nothing."""
    of = made.claim("roughly 20 percent", -20.0, normalized_unit="percent", kind="pct_change")
    held = made.evidence(value=-14.2, unit="percent", difference=-5.8, difference_percent=40.0)

    assert chip("off_by", held, of=of).word == "off by 5.8 percentage points"


def test_a_figure_that_was_right_and_is_not_any_more_is_said_to_be_revised():
    """A revision inside what the printed digits allow changes nothing."""
    then = made.evidence()
    revised = made.evidence("now", 10_640.0)
    hardly = made.evidence("now", 10_690.0)

    assert chip("matches", then, revised).word == "right when published and since revised"
    assert chip("matches", then, hardly).word == "matches"


@pytest.mark.parametrize(
    ("reason", "text"),
    [("not_in_store", "not in the store"), ("forecast", "forecast"), ("a_new_one", "a new one")],
)
def test_why_a_figure_cannot_be_checked_stands_in_its_chip(reason, text):
    """In words, also for a reason that is not known here."""
    assert chip("not_checkable", reason=reason).word == f"cannot be checked: {text}"


def test_all_production_of_a_card_is_in_the_unit_that_fits_the_figure_claimed():
    """A cut of 547,000 is in kb/d, a level of 10.7 million in mb/d, with what was recorded."""
    small = made.claim("1.2 million b/d", -547.0, kind="decision")

    assert facts(made.evidence(difference=None), of=small)["recorded then"] == "10,680 kb/d"
    assert facts(made.evidence(), of=small)["claimed"] == "−547 kb/d"
    assert facts(made.evidence())["recorded then"] == "10.68 mb/d"


def test_a_figure_that_was_held_against_nothing_has_no_row_of_dashes():
    """Only what is claimed is told."""
    assert list(facts(tolerance_rule="")) == ["claimed"]


def test_another_day_than_that_of_the_story_is_told_and_repeated():
    """Whoever reads sees both days, and the command has both."""
    check = made.check(made.verdict(), as_of="2020-01-31")

    assert frame.dated(check) == "Story of 13 Nov 2018 (given); record as known on 31 Jan 2020"
    assert frame.command(check).endswith("--published 2018-11-13 --as-of 2020-01-31")


def test_a_range_and_a_date_are_written_as_such():
    """Values of every kind of claim can be shown."""
    assert facts(of=made.claim(said=(10_600.0, 10_800.0)))["claimed"] == "10.6 to 10.8 mb/d"
    assert facts(of=made.claim(said="2016-11", normalized_unit="date"))["claimed"] == "2016-11"


def test_the_command_repeats_the_check_and_cannot_be_made_to_run_another():
    """An address is quoted; one that is no address is left out."""
    check = made.check()
    assert frame.command(check) == "oilwatch check https://news.example/a --published 2018-11-13"

    from dataclasses import replace

    for url in ("https://e.example/a;rm -rf ~", "$(reboot)", "https://e.example/`x`"):
        hostile = replace(check, story=replace(check.story, url=url))
        assert frame.command(hostile) == "oilwatch check FILE --published 2018-11-13"
    quoted = replace(check, story=replace(check.story, url="https://e.example/?a=1&b=$HOME"))
    assert "'https://e.example/?a=1&b=$HOME'" in frame.command(quoted)


def test_of_a_change_the_change_that_was_recorded_is_told():
    """Its levels stand among the receipts; a revision of one of them is told there too."""
    of = made.claim("roughly 20 percent", -20.0, normalized_unit="percent", kind="pct_change")
    price = {"series": "price.brent.spot", "unit": "USD/bbl", "difference_percent": None}
    held = (
        made.evidence(value=69.99, period="2018-11-12", **{**price, "difference": -1.2}),
        made.evidence("base", 86.2, period="2018-10-01", **{**price, "difference": None}),
    )
    later = made.evidence("now", 70.1, **{**price, "difference": None})

    assert facts(*held, of=of)["recorded then"] == "−18.8%"
    assert facts(*held, of=of)["recorded now"] == "not revised"
    assert facts(*held, later, of=of)["recorded now"] == "revised, see below"
    card = words.cards(made.check(made.verdict("matches", *held, later, of=of)))[0]
    assert card.sources[0][0].startswith("known on the day: $69.99 · 12 Nov 2018 · price.brent.spot")
    assert card.sources[1][0].startswith("measured from: $86.20 · 1 Oct 2018")
    assert card.chip.word == "matches"


def test_what_came_out_only_later_was_not_recorded_then():
    """Of a figure that fits only a later copy, that copy is what is recorded now."""
    alone = facts(made.evidence("vintage"))
    beside = facts(made.evidence("vintage"), made.evidence("period", 10_500.0, difference=None))

    assert (alone["recorded then"], alone["recorded now"]) == ("—", "10.68 mb/d")
    assert beside == alone


def test_a_series_that_stands_in_for_another_is_said_to():
    """A spot price beside a settlement is marked as another definition."""
    assert facts(made.evidence("definition"))["recorded then"] == "10.68 mb/d (other definition)"


def test_a_decision_is_told_by_its_day_and_title():
    """It is no period of a series."""
    told = {
        "series": "",
        "period": "2018-12-07",
        "vintage": "OPEC+ cuts 1.2 mb/d",
        "difference_percent": None,
    }
    held = made.evidence("decision", -1200.0, difference=0.0, **told)
    cut = made.claim("1.2 million b/d", -1200.0, kind="decision")
    card = words.cards(made.check(made.verdict("matches", held, of=cut)))[0]

    assert card.sources[0][0] == "decision of 7 Dec 2018: OPEC+ cuts 1.2 mb/d · −1,200 kb/d"
    assert dict(card.facts)["recorded then"] == "−1.2 mb/d"


def test_a_copy_that_was_kept_later_is_not_said_to_have_been_known():
    """The earliest copy kept of a figure may be younger than the story."""
    held = made.evidence(vintage="earliest copy", seen_from="2026-03-17")
    card = words.cards(made.check(made.verdict("matches", held)))[0]

    assert dict(card.facts)["recorded then"] == "10.68 mb/d (earliest copy)"
    assert card.sources[0][0].startswith("as first kept: 10.68 mb/d")


def test_a_percentage_that_says_nothing_is_left_out():
    """Of a change that hardly was one, any other is many times as large."""
    of = made.claim("1.2 million b/d", -300.0, kind="change")

    assert (
        chip("off_by", made.evidence(difference=-250.0, difference_percent=500.0), of=of).word
        == "off by 250 kb/d"
    )
