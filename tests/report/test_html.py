"""The file and the marked story: what stands in them, colours that can be read, and lines."""

import re
import time
from dataclasses import replace
from itertools import product

import pytest

from oilwatch import report
from oilwatch.report import look, review, spark, words
from tests.charts import colour
from tests.report import made

LINE = [(f"2017-{month:02d}", 10_000.0 + 10 * month) for month in range(1, 13)] + [("2018-10", 10_680.0)]
THEMES = {"light": look.palette(dark=False), "dark": look.palette(dark=True)}


@pytest.mark.parametrize(("theme", "ground"), list(product(THEMES, ("page", "card"))))
def test_everything_written_stands_out_from_what_it_is_written_on(theme, ground):
    """Text, quiet text, links and every chip are at 4.5:1 or more on the page and on a card."""
    inks = THEMES[theme]
    weak = {name for name in ("text", "muted", "link", *words.TONES)
            if colour.contrast(inks[name], inks[ground]) < 4.5}  # fmt: skip

    assert weak == set()


@pytest.mark.parametrize("theme", THEMES)
def test_a_letter_can_be_read_on_its_tone(theme):
    """It is written in the page's colour, at 4.5:1 or more."""
    inks = THEMES[theme]

    assert [one for one in words.TONES if colour.contrast(inks["page"], inks[one]) < 4.5] == []


def test_both_themes_name_the_same_colours_and_the_sheet_uses_no_other():
    """A colour that is missing in a theme would be no colour at all."""
    used = set(re.findall(r"var\(--owr-(\w+)\)", look.file_sheet())) - {"tone"}

    assert THEMES["light"].keys() == THEMES["dark"].keys()
    assert used <= THEMES["light"].keys()
    assert set(words.TONES) <= used


def test_the_file_stands_by_itself():
    """It names nothing that would be fetched, runs nothing, and forbids both."""
    page = report.html([made.every()], [{0: LINE}])

    assert (
        re.findall(r"<script(?! type=\"application/ld\+json\")|<link|<iframe| on\w+=|@import|url\(", page)
        == []
    )
    assert re.findall(r' src="(?!data:)', page) == []
    assert "default-src 'none'" in page
    assert "prefers-color-scheme:dark" in page
    assert "@media print" in page


def test_each_figure_has_a_card_to_which_its_letter_leads():
    """Eight figures, eight letters in the text, eight cards with those names."""
    page = report.html([made.every()])

    letters = re.findall(r'href="#(s1-\w)"', page)
    assert sorted(letters) == [f"s1-{name}" for name in "abcdefgh"]
    assert re.findall(r'<article class="owr-card" id="(s1-\w)"', page) == sorted(letters)


def test_a_chip_has_word_shape_and_tone():
    """Nothing is told by colour alone."""
    page = report.html([made.every()])

    assert 'owr-off"><span aria-hidden="true">△</span> off by 0.42 mb/d (3.8%)</span>' in page
    assert 'owr-wrong"><span aria-hidden="true">✕</span> contradicted</span>' in page
    assert 'owr-open"><span aria-hidden="true">○</span> cannot be checked: forecast</span>' in page


def test_readings_that_were_possible_are_shown_as_options():
    """Nothing is guessed in silence."""
    page = report.html([made.every()])

    assert 'It could also be read as:</p><ul class="owr-others"><li>a forecast of WTI</li>' in page


def test_several_stories_are_several_sections_of_one_file():
    """Their cards do not share a name, and one without figures says so."""
    page = report.html([made.every(), made.check(text="Nothing of oil."), made.every()])

    names = re.findall(r' id="(\S+)"', page)
    assert len(names) == len(set(names)) == 16
    assert page.count("<section>") == 3
    assert "No figures about oil" in page
    assert "<title>3 stories checked" in page


def test_what_the_check_rests_on_stands_at_its_foot():
    """Data version, method, limits and the command that repeats it."""
    page = report.html([made.every()])

    assert re.findall(r"<dt>([^<]*): </dt>", page) == ["Data version", "Method", "Limits", "Repeat"]
    assert "<code>oilwatch check https://news.example/a --published 2018-11-13</code>" in page


def test_the_line_shows_the_recorded_and_the_claimed_point():
    """Each where it belongs, and in words for those who cannot see it."""
    held = made.verdict("matches", made.evidence())

    drawn = spark.svg(held, LINE, "var(--{})".format)

    assert drawn.count("<circle") == drawn.count("<polygon") == 1
    assert "13 recorded periods, 2017-01 to 2018-10; recorded 10680; claimed 10700" in drawn


def test_a_change_is_drawn_as_the_level_it_leads_to():
    """A cut of 1.2 million is not drawn at minus 1.2 million, and not at all where its start is not known."""
    cut = made.claim("1.2 million b/d", -1200.0, kind="change")
    base = made.evidence("base", 11_000.0, period="2017-12")
    alone = made.verdict("matches", made.evidence(), of=cut)
    based = made.verdict("matches", made.evidence(), base, of=cut)

    assert spark.points(alone, LINE) == spark.Points((12, 10_680.0), None)
    assert spark.points(based, LINE).claimed == (12, 9_800.0)


def test_a_line_that_never_moves_is_drawn_in_the_middle():
    """No division by a range of nothing."""
    flat = [("2018-09", 10_700.0), ("2018-10", 10_700.0)]

    assert 'points="8.0,32.0 272.0,32.0"' in spark.svg(made.verdict("matches", made.evidence()), flat, str)


def test_a_review_quotes_the_sentence_of_its_figure():
    """A decimal point is no end of a sentence; a new line is."""
    stating = review.sentences(made.every())
    quoted = [stating(one) for one in made.every().verdicts]

    assert quoted[0].startswith("October saw Saudi Arabia's wells give up 10.7 million b/d;")
    assert quoted[0].endswith("managed 11.4 million.")
    assert quoted[3] == "Crude is roughly 20 percent cheaper than in early October."
    assert quoted[5].startswith("OPEC+ is to cut 1.2 million b/d")


def test_a_long_story_is_written_in_time():
    """A thousand figures in half a megabyte are a matter of a second, not of minutes."""
    text = (made.TEXT + "\n\n") * 1_000
    size = len(made.TEXT) + 2
    one = made.verdict("matches", made.evidence())
    at = [
        replace(one.claim, start=one.claim.start + size * k, end=one.claim.end + size * k)
        for k in range(1_000)
    ]
    check = made.check(*(replace(one, claim=claim) for claim in at), text=text)

    started = time.process_time()
    report.html([check])

    assert time.process_time() - started < 5
