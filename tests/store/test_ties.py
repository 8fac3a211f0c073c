"""The ties of stories: each story in one cluster, counted once, linked by event, and never half kept."""

import signal
import subprocess
import sys
from collections import Counter

import pytest

from oilwatch.model import Link, Story
from tests import tellings
from tests.tellings import CHOIR, CUT, CUT_AGAIN, CUT_LATER, DECISION, HALT, keep, keys, linked

LINK = Link(DECISION, 0.9, "same day")
COLUMNS = (
    "title url outlet published published_how seen first_seen source language country "
    "cluster event score reason"
).split()
DIE = """
import os, signal, sys
from oilwatch.store import Store, engine, write
from oilwatch.store.schema import story_tie

store = Store(sys.argv[1])
rows = [(key, key, "", 0.0, "", "2026-11-22") for key, _ in store.ties.untied()]
with engine.writing(engine.connect(sys.argv[1])) as connection:
    write.insert_many(connection, story_tie, "story cluster event score reason tied_at".split(), rows)
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def tied(store):
    """A store with three tellings of a decision as one story, and two stories of their own; its keys."""
    keep(store, CUT, CUT_AGAIN, CUT_LATER, CHOIR, HALT)
    key = keys(store)
    rows = [(key[one.title], key[CUT.title], LINK) for one in (CUT, CUT_AGAIN, CUT_LATER)]
    rows += [(key[one.title], key[one.title], None) for one in (CHOIR, HALT)]
    assert store.ties.keep(rows, made_from="a") == 5
    return key


def test_what_is_not_tied_is_told_oldest_first(store):
    """Each with its key and as it was kept; tying takes it off the list."""
    assert store.ties.untied() == []
    keep(store, CUT_LATER, CUT, CHOIR)

    untied = store.ties.untied()
    store.ties.keep([(untied[0][0], untied[0][0], None)])

    assert [one for _, one in untied] == [CUT, CHOIR, CUT_LATER]
    assert store.ties.untied() == untied[1:]
    assert store.ties.tied("2022-10-05", "2022-10-05") == [(untied[0][0], untied[0][0], CUT)]


def test_a_cluster_is_told_with_all_its_tellings(store, tied):
    """The founder's key and day, outlets and languages once each, and of which event it tells."""
    [found] = store.ties.clusters(event=DECISION)

    assert (found.key, found.day, found.link) == (tied[CUT.title], "2022-10-05", LINK)
    assert found.tellings == (CUT, CUT_AGAIN, CUT_LATER)
    assert found.outlets == ("Wire", "Paper", "Post")
    assert found.languages == ("English",)


def test_clusters_come_newest_first_by_the_day_of_the_first_telling(store, tied):
    """Days, an event and a limit choose among them; a later telling does not move a story to its day."""
    ties = store.ties

    def titles(**chosen):
        return [one.tellings[0].title for one in ties.clusters(**chosen)]

    assert titles() == [HALT.title, CHOIR.title, CUT.title]
    assert titles(limit=1) == [HALT.title]
    assert titles(start="2022-10-05", end="2022-10-05") == [CHOIR.title, CUT.title]
    assert titles(start="2022-10-06", end="2022-10-06") == []
    assert titles(start="2022-10", end="2022-10", event=DECISION) == [CUT.title]
    assert titles(event="no-such-event") == titles(event="' OR 1=1 --") == []


def test_the_days_and_the_clusters_add_up(store, tied):
    """Each story is counted once, on the day of its first telling, as in the list of that day."""
    per_day = store.ties.per_day()

    assert per_day == {"2022-10-05": 2, "2024-05-06": 1} == Counter(c.day for c in store.ties.clusters())
    assert store.ties.per_day(start="2024-01-01") == {"2024-05-06": 1}
    assert sum(len(one.tellings) for one in store.ties.clusters()) == len(store.stories()) == 5
    for day, number in per_day.items():
        assert len(store.ties.clusters(start=day, end=day)) == number


def test_stories_are_counted_and_found_by_event(store, tied):
    """A story told three times is one, and given once where its event is among those asked."""
    assert linked(store) == {DECISION: 1}
    assert [one.key for one in store.ties.newest([DECISION, "x"], limit=5)] == [tied[CUT.title]]
    assert store.ties.newest([DECISION], start="2024-01-01", limit=5) == []
    assert store.ties.newest([], limit=5) == store.ties.newest(["x"], limit=5) == []


def test_ties_are_replaced_and_not_added(store, tied):
    """A story tied anew has its new tie only; that is a new data version, nothing kept is none."""
    before = store.data_version()
    assert store.ties.keep([]) == 0
    assert store.data_version() == before

    again = Link("2016-11-30-opec-decision", 0.8, "other rules")
    store.ties.keep([(tied[CHOIR.title], tied[CHOIR.title], again)], made_from="b")

    assert store.data_version() > before
    assert linked(store) == {DECISION: 1, again.event: 1}
    assert store.ties.made_from() == "b"
    assert len(store.stories()) == 5


def test_a_story_follows_the_one_that_it_is_named_by(store, tied):
    """Where two runs that tie at once put a founder into another cluster, its followers go with it."""
    before = sum(len(one.tellings) for one in store.ties.clusters())

    store.ties.keep([(tied[CUT.title], tied[CHOIR.title], None)])

    found = {one.key: one.tellings for one in store.ties.clusters()}
    assert tied[CUT.title] not in found
    assert {CUT, CUT_AGAIN, CUT_LATER} <= set(found[tied[CHOIR.title]])
    assert sum(map(len, found.values())) == before


def test_the_frame_of_stories_has_each_with_its_tie(store, tied):
    """One row a telling, newest first; cluster, event, score and reason are those of its tie."""
    keep(store, tellings.HALT_AGAIN)

    frame = store.stories()

    assert list(frame.columns) == COLUMNS
    assert frame.index.name == "day"
    assert frame.index.is_monotonic_decreasing
    rows = frame.set_index("title")
    assert rows.loc[CUT_LATER.title, ["cluster", "event", "score", "reason"]].tolist() == [
        tied[CUT.title], DECISION, 0.9, "same day",
    ]  # fmt: skip
    assert rows.loc[CHOIR.title, ["event", "reason"]].tolist() == ["", ""]
    assert rows["cluster"].isna().tolist() == [title == tellings.HALT_AGAIN.title for title in rows.index]
    assert rows.loc[tellings.HALT_AGAIN.title, "event"] == ""


def test_the_frame_of_stories_can_be_that_of_an_event(store, tied):
    """Only tellings that tell of it, in the days asked for; an unknown event gives an empty frame as well."""
    assert set(store.stories(event=DECISION)["title"]) == {CUT.title, CUT_AGAIN.title, CUT_LATER.title}
    assert store.stories(event=DECISION, start="2022-10-06")["title"].tolist() == [CUT_LATER.title]
    empty = store.stories(event="'; DROP TABLE story; --")
    assert (list(empty.columns), len(empty)) == (COLUMNS, 0)


def test_a_story_without_a_time_has_that_at_which_it_was_first_seen(store):
    """Nobody told when it came out: it lies on the day on which this store saw it."""
    keep(store, Story("A story of no day", "https://wire.example/none"))

    [(key, untied)] = store.ties.untied()
    store.ties.keep([(key, key, None)])

    assert (untied.published, untied.seen[:10]) == ("", "2026-11-22")
    assert store.ties.per_day() == {"2026-11-22": 1}
    assert store.ties.clusters()[0].tellings[0].published == ""


def test_a_killed_writer_leaves_no_tie(store, address):
    """A process killed in the middle of keeping ties leaves none of them, and locks nobody out."""
    keep(store, CUT, CHOIR)
    dead = subprocess.run([sys.executable, "-c", DIE, address], timeout=60, check=False)

    assert dead.returncode == -signal.SIGKILL
    assert len(store.ties.untied()) == 2
    assert store.ties.keep([(key, key, None) for key, _ in store.ties.untied()]) == 2


@pytest.mark.slow
def test_thirty_thousand_stories_are_tied_and_read(store):
    """More rows than any statement has room for: kept, replaced, counted and listed."""
    count = 30_000
    for at in range(0, count, 10_000):
        keep(
            store, *(tellings.story(f"Story {n}", f"2024-01-{n % 28 + 1:02}") for n in range(at, at + 10_000))
        )
    every = [key for key, _ in store.ties.untied()]

    for _ in range(2):
        rows = [(key, every[at - at % 3], LINK if at < 3 else None) for at, key in enumerate(every)]
        assert store.ties.keep(rows) == count

    assert store.ties.untied() == []
    assert sum(store.ties.per_day().values()) == count // 3
    clusters = store.ties.clusters()
    assert len(clusters) == count // 3
    assert {len(one.tellings) for one in clusters} == {3}
    assert linked(store) == {DECISION: 1}
