"""Raw answers are kept once, by their SHA-256, and every figure leads to the one it came from."""

import hashlib

from oilwatch.model import Receipt
from tests.kit import DAILY, FEB, JAN, MAR, daily

FIRST = Receipt(
    b"period,value\n2024-01-02,80\n", "https://example.org/a", "2024-01-31T10:00:00.000Z", "etag: 1"
)
SECOND = Receipt(b"period,value\n2024-01-02,81\n", "https://example.org/b", "2024-02-29T10:00:00.000Z")


def sha(receipt):
    """Return the SHA-256 under which an answer is kept."""
    return hashlib.sha256(receipt.body).hexdigest()


def test_a_figure_shows_its_receipt(store):
    """The receipt of a value names the answer that it came from, and the answer reads back byte for byte."""
    store.record([daily("2024-01-02", 80.0)], seen_from=JAN, receipt=FIRST)

    receipt = store.receipt(DAILY.id, "2024-01-02")

    assert (receipt.sha256, receipt.address, receipt.headers) == (sha(FIRST), FIRST.address, "etag: 1")
    assert store.raw(receipt.sha256) == FIRST


def test_the_same_bytes_are_kept_once(store):
    """An answer that came twice is kept as it first came."""
    again = Receipt(FIRST.body, "https://elsewhere.example/", "2024-02-29T10:00:00.000Z")
    store.record([daily("2024-01-02", 80.0)], seen_from=JAN, receipt=FIRST)
    store.record([daily("2024-01-03", 80.0)], seen_from=FEB, receipt=again)

    assert store.receipt(DAILY.id, "2024-01-03").sha256 == sha(FIRST)
    assert store.raw(sha(FIRST)) == FIRST


def test_a_revised_value_leads_to_the_newer_answer(store):
    """After a revision the receipt is that of the answer that brought it."""
    store.record([daily("2024-01-02", 80.0)], seen_from=JAN, receipt=FIRST)
    store.record([daily("2024-01-02", 81.0)], seen_from=FEB, receipt=SECOND)

    assert store.receipt(DAILY.id, "2024-01-02").sha256 == sha(SECOND)


def test_an_unchanged_value_keeps_its_first_receipt(store):
    """A younger answer that shows the same value does not take the receipt over."""
    store.record([daily("2024-01-02", 80.0)], seen_from=JAN, receipt=FIRST)
    store.record([daily("2024-01-02", 80.0)], seen_from=FEB, receipt=SECOND)

    assert store.receipt(DAILY.id, "2024-01-02").sha256 == sha(FIRST)


def test_an_older_answer_recorded_late_does_not_take_a_younger_value_over(store):
    """A value that stands by a younger copy never leads to an older answer that showed another value."""
    store.record([daily("2024-01-02", 80.0)], seen_from=JAN, receipt=FIRST)
    store.record([daily("2024-01-02", 80.0)], seen_from=MAR)

    store.record([daily("2024-01-02", 81.0)], seen_from=FEB, receipt=SECOND)

    assert store.seen(DAILY.id)[1][0].value == 80.0
    assert store.receipt(DAILY.id, "2024-01-02").sha256 == sha(FIRST)


def test_where_there_is_no_answer_there_is_no_receipt(store):
    """Figures recorded without an answer, withdrawn figures and unknown sums have none."""
    store.record([daily("2024-01-02", 80.0), daily("2024-01-03", 1.0)], seen_from=JAN)
    store.record([daily("2024-01-03", None)], seen_from=FEB, receipt=FIRST)

    assert store.receipt(DAILY.id, "2024-01-02") is None
    assert store.receipt(DAILY.id, "2024-01-03") is None
    assert store.raw("0" * 64) is None


def test_the_store_knows_whether_it_holds_an_answer(store):
    """A store holds an answer for the series whose figures came from it, and for no other."""
    store.record([daily("2024-01-02", 80.0)], seen_from=JAN, receipt=FIRST)

    assert store.holds(DAILY.id, FIRST)
    assert not store.holds(DAILY.id, SECOND)
    assert not store.holds("price.nowhere", FIRST)
