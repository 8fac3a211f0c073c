"""The figures of a store at one data version are read once and shared."""

import threading
import time

import pytest

from oilwatch import views
from tests.kit import APR, DAILY, MAR, daily


def test_one_source_serves_all_until_the_store_changes(store):
    """The same one is given as long as the data version stays; after a load another."""
    store.record([daily("2024-03-04", 81.0)], seen_from=MAR)
    first = views.current(store)

    assert views.current(store) is first
    store.record([daily("2024-03-04", 82.0)], seen_from=APR)
    assert views.current(store) is not first
    assert first.frame(DAILY.id) is first.frame(DAILY.id)


def test_what_many_ask_at_once_is_made_once(store):
    """While one thread makes an answer, the others wait for it."""
    source, made = views.Source(store, 1), []

    def make() -> str:
        made.append(1)
        time.sleep(0.05)
        return "answer"

    found = []
    threads = [threading.Thread(target=lambda: found.append(source.once("key", make))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == ["answer"] * 8
    assert len(made) == 1


def test_who_fails_leaves_the_way_free_for_the_next(store):
    """An answer that could not be made is made anew when it is asked for again."""
    source = views.Source(store, 1)

    def fail() -> str:
        raise ValueError("not now")

    for _ in range(2):
        with pytest.raises(ValueError, match="not now"):
            source.once("key", fail)
    assert source.once("key", lambda: "then") == "then"
