"""Checks that people saved: opened again by their code, and no part of the record."""

import re

import pytest

from oilwatch.errors import InputError
from oilwatch.store.checks import MOST_TEXT
from tests.kit import DAILY, JAN, daily

TEXT = "Saudi Arabia pumped 10.7 million b/d — said “sources”.\n\0 Brent fell."
DOCUMENT = {
    "story": {"title": "Three big\nproducers\0 run flat out", "published": "2018-11-13"},
    "as_of": "2018-11-13",
    "data_version": 7,
    "claims": [{"span_text": "10.7 million b/d", "value": [10.7, None], "verdict": "matches"}],
    "counts": {"matches": 1},
}
SINCE = (
    "verdict_change saved_check share change span_before series_before story_tie tie_state team_event note"
).split()
"""Tables that the second schema had not, in the order in which they can be dropped."""


def test_a_saved_check_reads_back_with_its_text(store):
    """What was saved is found by its code, field by field, and the text to the last sign."""
    code = store.checks.save(DOCUMENT, TEXT)

    assert store.checks.find(code) == {**DOCUMENT, "text": TEXT}


def test_the_code_cannot_be_guessed(store):
    """A code has 16 random signs that an address can hold, and says nothing of its check."""
    codes = {store.checks.save(DOCUMENT, f"{TEXT} {number}") for number in range(20)}

    assert len(codes) == 20
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{16}", code) for code in codes)
    assert len({code[:4] for code in codes}) > 15


def test_the_same_check_saved_again_has_the_same_code(store, address, opened):
    """The same document and text give one code, also by another process and with fields in another order."""
    code = store.checks.save(DOCUMENT, TEXT)
    again = opened(address).checks.save(dict(reversed(DOCUMENT.items())), TEXT)

    assert again == code
    assert len(store.checks.recent()) == 1


@pytest.mark.parametrize("other", [({**DOCUMENT, "data_version": 8}, TEXT), (DOCUMENT, TEXT + " ")])
def test_another_check_has_a_code_of_its_own(store, other):
    """Where the record or the text differs the check is another, and both are found."""
    first, second = store.checks.save(DOCUMENT, TEXT), store.checks.save(*other)

    assert first != second
    assert store.checks.find(first)["data_version"] == 7
    assert store.checks.find(second) == {**other[0], "text": other[1]}


@pytest.mark.parametrize("code", ["", "x" * 16, "x" * 15 + "\0", "' OR 1=1 --    ", "é" * 16, "x" * 9999])
def test_a_code_that_is_none_finds_nothing(store, code):
    """Whatever stands in an address, it opens no check that has not that code."""
    store.checks.save(DOCUMENT, TEXT)

    assert store.checks.find(code) is None


def test_the_newest_checks_come_first(store):
    """The list shows title in one line, time and verdicts of the checks saved last."""
    codes = [store.checks.save(DOCUMENT, str(number)) for number in range(3)]

    recent = store.checks.recent(2)

    assert [saved.code for saved in recent] == codes[:0:-1]
    assert recent[0].title == "Three big producers run flat out"
    assert recent[0].saved_at == "2026-11-22T12:00:00.000Z"
    assert recent[0].counts == {"matches": 1}
    assert store.checks.recent(0) == []


def test_saving_a_check_changes_nothing_of_the_record(store):
    """Neither the data version nor the list of runs moves, and the store stays sound."""
    store.record([daily("2024-01-02", 80.0)], seen_from=JAN)
    before = (store.data_version(), store.loads.runs(), store.history(DAILY.id))

    store.checks.save(DOCUMENT, TEXT)

    assert (store.data_version(), store.loads.runs(), store.history(DAILY.id)) == before
    assert store.problems() == []


@pytest.mark.parametrize(
    ("document", "text", "words"),
    [
        (DOCUMENT, "é" * (MOST_TEXT // 2) + "x", "expected at most 5,000,000"),
        (DOCUMENT, "\ud800", "expected text in UTF-8"),
        ({"story": {"title": "\ud800"}}, "text", "expected text in UTF-8"),
        ({"story": object()}, "text", "plain JSON"),
    ],
)
def test_what_cannot_be_kept_is_refused(store, document, text, words):
    """A text that is too long, or that is no text, is refused in words, and nothing is kept."""
    with pytest.raises(InputError, match=words):
        store.checks.save(document, text)

    assert store.checks.recent() == []


def test_a_text_of_the_greatest_length_is_kept(store):
    """The cap itself is allowed."""
    code = store.checks.save(DOCUMENT, "x" * MOST_TEXT)

    assert len(store.checks.find(code)["text"]) == MOST_TEXT


def test_a_store_of_before_is_upgraded_with_its_figures(address, opened, sql):
    """A store made before checks, ties and notes keeps every figure when it is upgraded, and saves checks."""
    store = opened(address)
    store.record([daily("2024-01-02", 80.0)], seen_from=JAN)
    before = (store.history(DAILY.id), store.data_version())
    for table in SINCE:
        sql(address, f"DROP TABLE {table}")
    for table in ("observation", "unchanged"):
        sql(address, f"ALTER TABLE {table} DROP COLUMN run")
    sql(address, "UPDATE alembic_version SET version_num = '0002'")

    upgraded = opened(address)

    assert not upgraded.is_current()
    assert upgraded.upgrade()
    assert (upgraded.history(DAILY.id), upgraded.data_version()) == before
    assert upgraded.checks.find(upgraded.checks.save(DOCUMENT, TEXT)) is not None
    assert upgraded.seen(DAILY.id, version=upgraded.data_version()) == store.seen(DAILY.id)
