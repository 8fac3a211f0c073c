"""A story is checked as of its own day; without one it is not checked, and says what is missing."""

import pytest

from oilwatch import claims, report
from oilwatch.errors import InputError
from oilwatch.model import Recorded, Story
from oilwatch.store.vintage import as_of
from tests.claims.small import FUTURES, IRQ, SAU, a_store, days, months

TEXT = "Saudi Arabia pumped 10.7 million bpd in October 2018. It rained in Vienna."


@pytest.fixture
def store(tmp_path):
    """A store with Saudi output."""
    found = a_store(tmp_path / "o.db", {SAU: months(10_700), FUTURES: days([80 + n for n in range(30)])})
    yield found
    found.close()


def test_a_story_is_checked_as_of_its_day(store):
    """The day given comes before that of the story, and both are said."""
    found = claims.check(Story("", text=TEXT, published="2019-01-05"), store)
    assert (found.as_of, found.published_from) == ("2019-01-05", "given with the story")
    assert [each.verdict for each in found.verdicts] == ["matches"]
    given = claims.check(Story("", text=TEXT, published="2019-01-05"), store, published="2019-03-01")
    assert (given.as_of, given.published_from) == ("2019-03-01", "given")
    later = claims.check(Story("", text=TEXT), store, published="2018-11-05", as_of="2019-03-01")
    assert later.as_of == "2019-03-01"
    assert later.verdicts[0].verdict == "matches"


def test_a_story_without_a_day_is_not_checked(store):
    """Every figure says that the day of publication would make it checkable."""
    text = "Saudi Arabia pumped 10.7 million bpd last month."
    found = claims.check(Story("", text=text), store)
    assert found.as_of == ""
    assert "give the day of publication" in found.note
    assert {(each.verdict, each.reason) for each in found.verdicts} == {("not_checkable", "ambiguous")}
    assert all("day of publication" in each.summary for each in found.verdicts)


def test_a_story_without_figures_says_so(store):
    """Rain in Vienna is no figure about oil."""
    found = claims.check(Story("", text="It rained in Vienna."), store, published="2019-01-05")
    assert found.verdicts == ()
    assert found.note == "No figures about oil were found in the story."


@pytest.mark.parametrize(
    "wrong", [{"published": "2019-02-30"}, {"published": "soon"}, {"as_of": "2019-13-01"}]
)
def test_a_day_that_is_none_is_refused(store, wrong):
    """A typing error in a date is told, not guessed at."""
    with pytest.raises(InputError):
        claims.check(Story("", text=TEXT, published="2019-01-05"), store, **wrong)


def test_a_check_can_be_rendered(store):
    """What the engine says fits what is shown of it."""
    found = claims.check(Story("Title", text=TEXT), store, published="2019-01-05")
    document = report.as_dict(found)
    assert document["claims"][0]["verdict"] == "matches"
    assert document["counts"]["matches"] == 1
    assert "10.7 mb/d" in report.text(found)


def test_a_record_reads_as_the_store_does(store):
    """What was known of a period on a day is what the store's own rule gives."""
    record = claims.Record(store)
    kept = store.kept(SAU.id)
    for day in ("2018-02-01", "2018-05-15", "2019-03-01T23:59:59.999Z"):
        seen = as_of(kept.rows, day, lag_days=SAU.lag_days, copies=kept.copies)
        held = {period: record.then(SAU.id, period, day) for period in {row.period for row in kept.rows}}
        assert {p: s for p, s in held.items() if s is not None} == {s.period: s for s in seen}


def test_a_check_without_a_record_sees_what_was_recorded_since(store):
    """A check after new figures is made on them."""
    iraq = "Iraq pumped 4.5 million bpd in October 2018."
    first = claims.check(Story("", text=iraq), store, published="2019-03-01")
    assert first.verdicts[0].reason == "not_in_store"
    store.record_history({IRQ.id: months(4_500)}, source="test")
    again = claims.check(Story("", text=iraq), store, published="2019-03-01")
    assert again.verdicts[0].verdict == "matches"


def test_a_receipt_names_the_raw_answer(tmp_path):
    """Where the bytes were kept, the evidence has their SHA-256."""
    from oilwatch.model import Receipt

    store = a_store(tmp_path / "r.db", {})
    receipt = Receipt(b"figures", "https://example.org/figures", "2018-12-10T12:00:00.000Z")
    store.record_history(
        {SAU.id: [Recorded("2018-10", 10_700, "2018-12-10")]}, source="test", receipt=receipt
    )
    found = claims.check(Story("", text=TEXT), store, published="2019-01-05")
    assert len(found.verdicts[0].evidence[0].raw_sha256) == 64
    assert store.raw(found.verdicts[0].evidence[0].raw_sha256).body == b"figures"
    store.close()
