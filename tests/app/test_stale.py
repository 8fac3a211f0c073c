"""Figures whose verdict changed, on the check page: the list, and what a saved check says of itself."""

import pytest

from oilwatch import claims, recheck, report
from oilwatch.model import Recorded, Story
from oilwatch.store import Store
from tests.app.test_pages import html
from tests.report import made

SAU = "production.sau.crude"
TEXT = "Saudi Arabia pumped 10.7 million b/d in October 2018."
KNOWN = Recorded("2018-10", 10_700.0, "2018-12-10")


@pytest.fixture
def store(empty, monkeypatch):
    """An empty store that the pages read."""
    monkeypatch.delenv("OILWATCH_BASE_URL", raising=False)
    store = Store(empty)
    yield store
    store.close()


def record(store, value, seen):
    """Record what was published of October 2018, and run the saved checks again."""
    store.record_history({SAU: [Recorded("2018-10", value, seen)]}, source="test")
    recheck.run(store)


def save(store, title="Producers run flat out", text=TEXT):
    """Check a story and save the check; return its code."""
    found = claims.check(Story(title, text=text), store, published="2019-01-15")
    return store.checks.save(report.as_dict(found), text)


def test_before_anything_changed_the_section_says_what_will_stand_there(store, visit, whole):
    """The empty list explains itself."""
    record(store, 10_700.0, "2018-12-10")
    save(store)

    page = html(whole(visit(store.address, "check")))

    assert "Figures whose verdict changed" in page
    assert "None so far. After each load the saved checks are run again" in page


def test_a_changed_figure_is_listed_with_before_and_after(store, visit, whole):
    """The newest stands first, with story, figure, both verdicts, the day, and a link to the saved check."""
    record(store, 10_700.0, "2018-12-10")
    first, second = save(store, "First"), save(store, "Second")
    record(store, 10_300.0, "2019-06-01")

    page = html(whole(visit(store.address, "check")))
    listed = page[page.index("Figures whose verdict changed") :]

    assert (
        "“10.7 million b/d”: matches → right when published and since revised; recorded now: 10.3 mb/d"
        in listed
    )
    assert f'<a href="?c={first}">First</a>' in listed
    assert f'<a href="?c={second}">Second</a>' in listed
    assert "/feed.xml?only=checks" in listed
    assert "None so far" not in listed


def test_a_saved_check_says_what_changed_since_and_stays_as_it_was_saved(store, visit, whole):
    """Above the check stands how many verdicts changed; its cards are those of the day it was saved."""
    record(store, 10_700.0, "2018-12-10")
    code = save(store)
    before = html(whole(visit(store.address, "check", c=code)))
    record(store, 10_300.0, "2019-06-01")

    page = html(whole(visit(store.address, "check", c=code)))

    assert "changed since it was saved" not in before
    assert "<b>1 verdict changed since it was saved</b>" in page
    assert "matches → right when published and since revised" in page
    assert '<a href="#s1-a">a</a>' in page
    assert before[before.index("<section>") :] == page[page.index("<section>") :]


def test_a_revision_that_turns_no_verdict_is_told_as_one(store, visit, whole):
    """Where the figure still fits, what is recorded now is told before and after, the verdict once."""
    record(store, 10_700.0, "2018-12-10")
    code = save(store)
    record(store, 10_690.0, "2019-06-01")

    for query in ({}, {"c": code}):
        page = html(whole(visit(store.address, "check", **query)))
        assert "matches; recorded now: not revised → 10.69 mb/d" in page
    assert "<b>1 recorded figure revised since it was saved</b>" in page


def test_a_figure_that_is_as_it_was_saved_again_is_no_change(store, visit, whole):
    """A revision that was taken back is in the list of changes, and not in what the check says."""
    record(store, 10_700.0, "2018-12-10")
    code = save(store)
    record(store, 10_300.0, "2019-06-01")
    record(store, 10_700.0, "2019-07-01")

    assert "changed since it was saved" not in html(whole(visit(store.address, "check", c=code)))
    assert "10.3 mb/d → matches" in html(whole(visit(store.address, "check")))


def test_a_public_dashboard_lists_no_drafts_of_others(store, visit, whole, monkeypatch):
    """Whoever has the code of a check still sees what changed in it."""
    record(store, 10_700.0, "2018-12-10")
    code = save(store, "A draft of somebody")
    record(store, 10_300.0, "2019-06-01")
    monkeypatch.setenv("OILWATCH_BASE_URL", "https://oil.example.org")

    page = html(whole(visit(store.address, "check")))
    assert "Figures whose verdict changed" not in page
    assert "A draft of somebody" not in page
    assert "1 verdict changed" in html(whole(visit(store.address, "check", c=code)))


@pytest.mark.parametrize("text", made.HOSTILE)
def test_a_hostile_story_is_text_in_the_list_and_above_its_check(store, visit, whole, text):
    """Nothing of its title is markup."""
    record(store, 10_700.0, "2018-12-10")
    told = text.encode(errors="replace").decode()
    code = save(store, told, f"{TEXT} {told}")
    record(store, 10_300.0, "2019-06-01")

    for page in (html(whole(visit(store.address, "check", **query))) for query in ({}, {"c": code})):
        assert "right when published" in page
        assert "<script" not in page
        assert "<img src=x" not in page
        assert "\u202e" not in page
