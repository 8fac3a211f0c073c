"""A story without a date gets the day that its own dates and figures tell, says so, and is never guessed."""

import random
from datetime import date

import pytest

from oilwatch import catalog
from oilwatch.claims import dating
from oilwatch.news import page
from tests.claims import undated

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def values():
    """The bundled figures as they read now, by series and period."""
    names = [name for name in catalog.with_figures() if name.startswith(("price.", "production."))]
    found = {(name, row.period): row.value for name in names for row in catalog.history(name)[0]}
    return lambda series, period: found.get((series, period))


def empty(series, period):
    """A record without figures."""


def test_a_full_date_with_its_weekday_is_the_day_of_the_story():
    """What somebody is told to have said on a named full day is news of that day."""
    found = dating.infer("The minister said on Tuesday 5 June 2018 that all was well.", empty, today=TODAY)
    assert found == dating.Dated(
        date(2018, 6, 5), "inferred: 5 June 2018, the full date that its text names", True
    )


@pytest.mark.parametrize(
    "text",
    [
        "The minister said on Monday 5 June 2018 that all was well.",
        "The talks will begin on Tuesday 5 June 2018, he said.",
        "OPEC agreed on 30 November 2016 to pump less.",
        "He said on Tuesday 5 June 2018 what he repeated in March 2020.",
        "He said on Tuesday 5 June 2018 that all was well, and again on Friday.".replace("2018", "2031"),
        "Prices rose on Monday and fell on Tuesday.",
        "",
        "\n" * 1000,
    ],
)
def test_a_date_that_is_not_clear_is_not_taken(text):
    """A wrong weekday, a day to come, a day of history, an older day than another one: no day at all."""
    assert dating.infer(text, empty, today=TODAY) is None


def test_figures_that_fit_no_month_more_than_others_tell_no_day(values):
    """One round price does not tell a month, and neither do figures that are far from all recorded ones."""
    for text in (
        "Brent settled at $60 a barrel.",
        "Brent settled at $900 a barrel; Iraq pumped 99 million b/d.",
    ):
        assert dating.infer(text, values, today=TODAY) is None


def test_a_story_with_figures_gets_its_month_and_says_that_it_was_inferred(values):
    """Months without a year and six figures tell the year, the month and the part of the month."""
    text = (
        "Brent settled at $65.45 a barrel on Tuesday, 23 percent down since early October. Iraq pumped"
        " 4.82 million b/d in October and the United States 11.51 million. WTI closed at $55.63."
        " New cuts will hold from December."
    )
    found = dating.infer(text, values, today=TODAY)
    assert found is not None
    assert (found.day.year, found.day.month, found.sure) == (2018, 11, False)
    assert found.words.startswith("inferred: mid-November 2018, from its dates and ")


@pytest.mark.slow
def test_no_made_up_story_is_put_into_a_wrong_month(values):
    """Of 20 stories of any month from 1995 to 2026 at least ten get their month, and none a wrong one."""
    source = random.Random(4)
    days = undated.days(source, 20)
    found = [
        (day, dating.infer(undated.story(day, values, source), values, today=date(2026, 11, 22)))
        for day in days
    ]
    wrong = [
        (day, got) for day, got in found if got and (got.day.year, got.day.month) != (day.year, day.month)
    ]
    assert wrong == []
    assert sum(got is not None for _, got in found) >= 10


def test_the_stories_of_the_real_page_get_what_their_dates_allow(shared, values):
    """Four stories: one names its day, one is dated by its figures, two do not tell."""
    paths = sorted((shared / "stories").glob("*.txt"))
    if not paths:
        pytest.skip("no stories in the shared folder")
    stories = page.from_text(paths[0].read_text(encoding="utf-8"))
    found = [dating.infer(story.text, values, today=TODAY) for story in stories]
    assert found[0] is not None
    assert (found[0].day, found[0].sure) == (date(2016, 11, 3), True)
    assert found[1] is None
    assert found[2] is None
    assert found[3] is not None
    assert found[3].words.startswith("inferred: mid-November 2018")
