"""With a store, a bundle is held against what that store has."""

import zlib

import pytest

from oilwatch import bundle, views
from oilwatch.model import Observation, Receipt
from oilwatch.view import View
from tests.bundle.conftest import TODAY
from tests.kit import DAILY


@pytest.fixture
def made(address, store):
    """A bundle of the store at *address*."""
    for body, value in ((b"first", 71.0), (b"second", 72.0)):
        rows = [Observation(DAILY.id, "2024-01-02", value)]
        moment = "2024-01-10" if body == b"first" else "2024-01-11"
        store.record(rows, seen_from=moment, receipt=Receipt(body, "https://example.org/a", moment))
    return bundle.write(views.current(store), View(series=(DAILY.id,)), TODAY)


def test_the_store_it_came_from_confirms_it(store, made):
    """On either kind of database."""
    assert bundle.verify(made, store).findings == ()


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE observation SET value = 73 WHERE value = 72", "reads other figures of price.test"),
        ("UPDATE observation SET value = 70 WHERE value = 71", "another record of price.test.daily: 2 rows"),
        ("UPDATE series SET id = 'x' WHERE id = 'price.test.daily'", "has no series price.test.daily"),
        ("UPDATE series SET title = 'Other' WHERE id = 'price.test.daily'", "described otherwise"),
        ("UPDATE raw SET sha256 = 'x' WHERE sha256 LIKE '16%'", "does not keep: raw answer 16367aac"),
    ],
)  # fmt: skip
def test_a_store_that_was_changed_contradicts_it(address, store, made, sql, statement, words):
    """The bundle alone is sound; the store differs, and it is told in what."""
    sql(address, statement)

    found = bundle.verify(made, store).findings

    assert bundle.verify(made).ok
    assert {one.where for one in found} == {"the store"}
    assert words in "; ".join(one.text for one in found)


@pytest.mark.parametrize("body", [zlib.compress(b"forged"), b"no zlib"])
def test_a_raw_answer_with_other_bytes_is_found(address, store, made, sql, body):
    """The bytes that are kept are counted anew."""
    text = body.hex()
    literal = f"x'{text}'" if address.startswith("sqlite") else f"'\\x{text}'"
    sql(address, f"UPDATE raw SET body = {literal.replace(':', '')} WHERE sha256 LIKE '16%'")

    found = bundle.verify(made, store).findings

    assert [one.text.split(":")[0] for one in found] in (
        ["keeps other bytes than those of"],
        ["keeps bytes that cannot be unpacked"],
    )


def test_a_store_that_never_was_at_that_version_cannot_confirm_it(bundled, store):
    """It says so."""
    [found] = bundle.verify(bundled("/?from=2026-07-01"), store).findings

    assert found.where == "the store"
    assert "it cannot have the bundle's, " in found.text
