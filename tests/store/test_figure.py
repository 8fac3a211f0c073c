"""A figure leads to the answer that first showed it, and to all that stood in its place before."""

import hashlib

import pytest

from oilwatch.errors import InputError, UnknownSeries
from oilwatch.model import Receipt, Recorded
from tests.kit import APR, DAILY, FEB, JAN, MAR, MONTHLY, daily, monthly

DAY = "2024-01-02"
FIRST, SECOND, THIRD = (
    Receipt(f"{name}".encode(), f"https://example.org/{name}", f"2024-0{number}-28T10:00:00.000Z", name)
    for number, name in ((1, "first"), (2, "second"), (3, "third"))
)


def sha(receipt):
    """Return the SHA-256 under which an answer is kept."""
    return hashlib.sha256(receipt.body).hexdigest()


def test_a_figure_shows_receipt_and_history(store):
    """Value, moment, vintage, the raw answer, and the earlier values each with its own."""
    store.record([daily(DAY, 80.0)], seen_from=JAN, receipt=FIRST)
    store.record([daily(DAY, None)], seen_from=FEB, receipt=SECOND)
    store.record([daily(DAY, 81.5)], seen_from=MAR, receipt=THIRD)

    found = store.figure(DAILY.id, DAY)

    assert (found.series, found.period, found.value) == (DAILY, DAY, 81.5)
    assert (found.seen_from, found.vintage) == (MAR, "published")
    assert (found.sha256, found.address) == (sha(THIRD), THIRD.address)
    assert (found.retrieved_at, found.headers) == (THIRD.retrieved_at, "third")
    assert found.history == (Recorded(DAY, 80.0, JAN), Recorded(DAY, None, FEB))
    assert found.digests == (sha(FIRST), sha(SECOND))


def test_a_figure_of_before_knows_nothing_of_later(store):
    """As of February, and at the version of February, neither the value nor the history of March is there."""
    store.record([daily(DAY, 80.0)], seen_from=JAN, receipt=FIRST)
    version = store.data_version()
    store.record([daily(DAY, 81.5)], seen_from=MAR, receipt=THIRD)

    for known in ({"as_of": FEB}, {"version": version}, {"as_of": APR, "version": version}):
        found = store.figure(DAILY.id, DAY, **known)
        assert (found.value, found.sha256, found.history, found.digests) == (80.0, sha(FIRST), (), ())


def test_a_value_that_was_confirmed_keeps_the_answer_that_introduced_it(store):
    """Later answers with the same value change nothing, nor does an older one found between them."""
    store.record([daily(DAY, 80.0)], seen_from=JAN, receipt=FIRST)
    store.record([daily(DAY, 80.0)], seen_from=APR, receipt=THIRD)
    confirmed = store.figure(DAILY.id, DAY)

    store.record([daily(DAY, 79.0)], seen_from=FEB, receipt=SECOND)

    restored = store.figure(DAILY.id, DAY)
    assert (confirmed.sha256, confirmed.seen_from, confirmed.history) == (sha(FIRST), JAN, ())
    assert (restored.value, restored.seen_from, restored.sha256) == (80.0, APR, sha(FIRST))
    assert restored.digests == (sha(FIRST), sha(SECOND))


def test_an_earliest_copy_is_told_as_such(store):
    """A reader of before the first copy gets that copy's figure, flagged, with its receipt."""
    store.record([monthly("2024-01", 9000.0)], seen_from="2024-09-10", receipt=FIRST)
    store.record([monthly("2024-01", 9100.0)], seen_from="2024-10-10", receipt=SECOND)

    found = store.figure(MONTHLY.id, "2024-01", as_of="2024-06-01")

    assert (found.value, found.vintage, found.sha256) == (9000.0, "earliest copy", sha(FIRST))
    assert found.history == ()


def test_a_figure_without_an_answer_has_empty_fields(store):
    """Nothing is made up where no raw answer was kept."""
    store.record([daily(DAY, 80.0)], seen_from=JAN)

    found = store.figure(DAILY.id, DAY)

    assert (found.sha256, found.address, found.retrieved_at, found.headers) == ("", "", "", "")


def test_where_no_figure_is_seen_there_is_none(store):
    """A period without figure, one withdrawn, and one not yet published then: None."""
    store.record([daily(DAY, 80.0), daily("2024-01-03", 1.0)], seen_from=JAN)
    store.record([daily("2024-01-03", None)], seen_from=FEB)

    assert store.figure(DAILY.id, "2024-01-04") is None
    assert store.figure(DAILY.id, "2024-01-03") is None
    assert store.figure(DAILY.id, DAY, as_of="2024-01-01") is None


def test_what_is_no_figure_is_refused(store):
    """An unknown series, a period of another form and a version that is not there say what is expected."""
    with pytest.raises(UnknownSeries):
        store.figure("price.nowhere.spot", DAY)
    with pytest.raises(InputError, match="expected a daily period"):
        store.figure(DAILY.id, "2024-01'--")
    with pytest.raises(InputError, match="no data version 99"):
        store.figure(DAILY.id, DAY, version=99)
