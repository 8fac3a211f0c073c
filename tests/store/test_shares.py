"""Short links: one code a view, that nobody can guess, and no part of the record."""

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from oilwatch.errors import InputError
from oilwatch.model import Share
from oilwatch.store.shares import MOST_AUTHOR, MOST_DESCRIPTION, MOST_PAGE, MOST_QUERY, MOST_TITLE

LATE = "2026-11-22T12:00:00.000Z"
DRAFT = Share(
    page="market", query="series=price.brent.spot&as_of=2024-03-01&version=7", title="Brent spot, 2022–24",
    description="A line that ends at 83.6 USD/bbl", author="Ann", figures="a" * 64,
)  # fmt: skip


def test_a_shared_view_is_found_by_its_code(store):
    """Every field comes back, with the code and the time at which it was made; the record is as before."""
    before = store.data_version()

    code = store.shares.make(DRAFT)

    assert re.fullmatch(r"[A-Za-z0-9]{16}", code)
    assert store.shares.find(code) == replace(DRAFT, code=code, made_at=LATE)
    assert store.data_version() == before


def test_the_same_view_has_one_code(store, address, opened):
    """Whoever shares it again, in another process, gets the code that there is; its author stays."""
    code = store.shares.make(DRAFT)

    again = opened(address).shares.make(replace(DRAFT, author="Ben", code="x" * 16, made_at="2020-01-01"))

    assert again == code
    assert [share.author for share in store.shares.recent()] == ["Ann"]


@pytest.mark.parametrize("field", ["page", "query", "title", "description", "figures"])
def test_another_view_has_a_code_of_its_own(store, field):
    """One field that differs makes another share."""
    changed = replace(DRAFT, **{field: "b" * 64 if field == "figures" else "other"})

    assert store.shares.make(changed) != store.shares.make(DRAFT)
    assert len(store.shares.recent()) == 2


def test_fields_do_not_run_into_one_another(store):
    """What ends one text and begins the next is told apart."""
    one, two = replace(DRAFT, title="ab", description="c"), replace(DRAFT, title="a", description="bc")

    assert store.shares.make(one) != store.shares.make(two)


@pytest.mark.parametrize(
    "code", ["", "x" * 16, "x" * 15 + "\0", "x" * 16 + "\n", "' OR 1=1 --    ", "é" * 16, "x" * 9999]
)
def test_a_code_that_is_none_finds_nothing(store, code):
    """Whatever stands in an address, it opens no view that has not that code."""
    store.shares.make(DRAFT)

    assert store.shares.find(code) is None


@pytest.mark.parametrize("code", ["", "short", "x" * 17, "x" * 15 + "/", "x" * 15 + "é"])
def test_what_cannot_be_a_code_is_not_asked_for(blank, opened, code):
    """It is refused without the database, which here has not even tables."""
    assert opened(blank).shares.find(code) is None


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("page", "", "the name of a page in 1 to 40"),
        ("page", "x" * (MOST_PAGE + 1), "the name of a page in 1 to 40"),
        ("query", "x" * (MOST_QUERY + 1), "at most 4,000 printable characters"),
        ("query", "series=a\0b", "printable"),
        ("query", "series=\ud800", "printable"),
        ("title", "x" * (MOST_TITLE + 1), "a title in 0 to 300"),
        ("description", "x" * (MOST_DESCRIPTION + 1), "a description in 0 to 2000"),
        ("author", "x" * (MOST_AUTHOR + 1), "who shares it in 0 to 80"),
        ("figures", "a" * 63, "SHA-256"),
        ("figures", "A" * 64, "SHA-256"),
        ("figures", "a" * 64 + "\n", "SHA-256"),
    ],
)
def test_what_cannot_be_kept_is_refused(store, field, text, words):
    """A text that is too long or broken is named, and nothing is kept."""
    with pytest.raises(InputError, match=words):
        store.shares.make(replace(DRAFT, **{field: text}))

    assert store.shares.recent() == []


def test_hostile_texts_are_kept_in_one_visible_line(store):
    """Nothing hides, turns or breaks a line; markup stays text."""
    share = replace(DRAFT, title="<b>x</b>\r\n\u202egnp\0", author="\x1b[31m Ann \ud800")

    found = store.shares.find(store.shares.make(share))

    assert (found.title, found.author) == ("<b>x</b> gnp", "[31m Ann")


def test_a_view_of_the_greatest_length_is_kept(store):
    """The caps themselves are allowed, and a view without title, author and figures is."""
    long = Share(page="x" * MOST_PAGE, query="q" * MOST_QUERY, title="", description="d" * MOST_DESCRIPTION)

    assert store.shares.find(store.shares.make(long)).query == long.query


def test_the_newest_come_first(store):
    """The list is as long as asked for."""
    codes = [store.shares.make(replace(DRAFT, title=str(number))) for number in range(4)]

    assert [share.code for share in store.shares.recent(3)] == codes[:0:-1]
    assert store.shares.recent(0) == store.shares.recent(-5) == []


def test_many_who_share_one_view_at_once_get_one_code(store, address, opened):
    """Side by side on connections of their own, nobody meets an error and one row is made."""
    others = [opened(address) for _ in range(6)]

    with ThreadPoolExecutor(6) as pool:
        jobs = [pool.submit(other.shares.make, DRAFT) for _ in range(3) for other in others]
        codes = {job.result(timeout=60) for job in jobs}

    assert len(codes) == 1
    assert len(store.shares.recent()) == 1
