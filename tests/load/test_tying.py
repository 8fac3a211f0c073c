"""Tying: every story in a cluster that keeps its name, linked to its event, made anew where events change."""

import random
import signal
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from oilwatch.load.tying import tie
from oilwatch.model import Story
from tests.load.loading import Loads
from tests.tellings import (
    CHOIR,
    CUT,
    CUT_AGAIN,
    CUT_LATER,
    DECISION,
    HALT,
    HALT_AGAIN,
    OWN,
    keep,
    keys,
    linked,
    story,
)

KILLED = """
import os, signal, sys
from oilwatch.store import Store
from tests.tellings import CHOIR, CUT, keep

keep(Store(sys.argv[1]), CUT, CHOIR)
os.kill(os.getpid(), signal.SIGKILL)
"""
HOSTILE = [
    "", " ", "\x1b[31mOil\x07", "\u202e5% spmuj liO", "<script>alert(1)</script>", "%s %(x)s {0} \\", "罢工",
    "😀" * 40, "OPEC+ " * 1_700, "' OR 1=1 --", "cut " * 2_000,
]  # fmt: skip


def clusters(store):
    """Return the key of each story's cluster by its title."""
    return {one.title: cluster for _, cluster, one in store.ties.tied("", "9999-12-31")}


def links(store):
    """Return the event of each story that has one, by its title."""
    frame = store.stories()
    return {title: event for title, event in zip(frame["title"], frame["event"], strict=True) if event}


def test_what_was_not_tied_is_tied(store):
    """Three tellings of one decision are one story, named by the first; what else was told stands alone."""
    keep(store, CUT_LATER, CUT, CHOIR, CUT_AGAIN)
    key = keys(store)

    assert tie(store) == 4

    assert store.ties.untied() == []
    assert clusters(store) == {
        CUT.title: key[CUT.title], CUT_AGAIN.title: key[CUT.title], CUT_LATER.title: key[CUT.title],
        CHOIR.title: key[CHOIR.title],
    }  # fmt: skip
    assert links(store) == {one.title: DECISION for one in (CUT, CUT_AGAIN, CUT_LATER)}
    assert linked(store) == {DECISION: 1}
    assert all(0.5 <= score <= 1 for score in store.stories(event=DECISION)["score"])
    assert all("same day" in why or "a day after" in why for why in store.stories(event=DECISION)["reason"])


def test_tying_twice_changes_nothing(store):
    """Where no story, event or rule is new nothing is written, and no page is drawn anew."""
    assert tie(store) == 0
    keep(store, CUT, CHOIR)
    tie(store)
    before, frame = store.data_version(), store.stories()

    assert tie(store) == 0

    assert store.data_version() == before
    assert store.stories().equals(frame)


def test_a_cluster_keeps_its_name_when_stories_come_later(store):
    """Also where the later one was told earlier: the number by which a story is known stays."""
    keep(store, CUT_AGAIN)
    tie(store)
    [name] = clusters(store).values()

    keep(store, CUT_LATER)
    tie(store)
    keep(store, CUT)
    tie(store)

    assert clusters(store) == dict.fromkeys((CUT_AGAIN.title, CUT_LATER.title, CUT.title), name)
    [found] = store.ties.clusters()
    assert (found.key, len(found.tellings)) == (name, 3)


def test_days_clusters_and_tellings_add_up(store):
    """After several loads each story is in one cluster, and each cluster counted on one day."""
    for part in ((CUT, HALT), (CHOIR, CUT_LATER), (HALT_AGAIN, CUT_AGAIN)):
        keep(store, *part)
        tie(store)

    found = store.ties.clusters()
    assert sum(len(one.tellings) for one in found) == 6
    assert store.ties.per_day() == Counter(one.day for one in found)
    assert len({one.key for one in found}) == len(found) == 3


def test_an_event_of_the_team_links_the_stories_of_its_day_anew(store):
    """Stories that told of nothing known tell of it from the next tying on; their clusters stay."""
    keep(store, HALT, HALT_AGAIN, CUT)
    tie(store)
    before = clusters(store)
    assert HALT.title not in links(store)

    [event] = store.team.add([OWN], "Ann")
    assert tie(store) == 3

    assert links(store) == {HALT.title: event.id, HALT_AGAIN.title: event.id, CUT.title: DECISION}
    assert clusters(store) == before
    store.team.remove(event.id)
    assert tie(store) == 3
    assert links(store) == {CUT.title: DECISION}
    assert tie(store) == 0


def test_a_story_without_a_time_is_tied_by_when_it_was_seen(store):
    """One that nobody dated, and one of which only the day is known, are tied and counted like others."""
    keep(store, replace(CUT, published="2022-10-05"), Story("A story of no day"), story("Bare", ""))

    assert tie(store) == 3

    assert store.ties.per_day() == {"2022-10-05": 1, "2026-11-22": 2}
    assert links(store) == {CUT.title: DECISION}


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31", "1900-01-01T00:00:00.000Z"])
def test_a_story_of_an_impossible_day_stops_no_other(store, published):
    """Whatever day a publisher claims, all stories are tied."""
    keep(store, CUT, story("Out of time", published))

    assert tie(store) == 2
    assert links(store) == {CUT.title: DECISION}


def test_hostile_headlines_are_tied_like_others(store):
    """Empty, endless, hidden or made of commands: each is tied once; without a word on oil, to no event."""
    stories = [
        Story(title, f"https://x.example/{n}", "X", "2022-10-05T14:00:00.000Z")
        for n, title in enumerate(HOSTILE)
    ]
    keep(store, *stories, CUT)

    assert tie(store) == len(HOSTILE) + 1

    assert sum(len(one.tellings) for one in store.ties.clusters()) == len(HOSTILE) + 1
    wordy = {title for title in HOSTILE if title.startswith(("OPEC+", "cut"))}
    assert {title: event for title, event in links(store).items() if title not in wordy} == {
        CUT.title: DECISION
    }


def test_killed_between_keeping_and_tying_the_next_run_ties(store, address):
    """Stories that were kept by a run that died before it tied them are tied by the next."""
    dead = subprocess.run([sys.executable, "-c", KILLED, address], timeout=60, check=False)
    assert dead.returncode == -signal.SIGKILL
    assert len(store.ties.untied()) == 2

    assert tie(store) == 2

    assert links(store) == {CUT.title: DECISION}


def test_runs_that_tie_at_once_leave_every_story_in_one_cluster(store, opened, address):
    """Four that tie the same stories lose none, and leave each in a cluster that is named by a member."""
    stories = [CUT, CUT_AGAIN, CUT_LATER, CHOIR, HALT, HALT_AGAIN]
    random.Random("tie").shuffle(stories)
    keep(store, *stories)
    others = [opened(address) for _ in range(4)]

    with ThreadPoolExecutor() as pool:
        for job in [pool.submit(tie, other) for other in others]:
            job.result(timeout=60)

    found = store.ties.clusters()
    assert sum(len(one.tellings) for one in found) == 6
    assert len(found) == 3
    assert store.ties.untied() == []


def test_a_load_of_news_ties_what_it_brought(begin, press):
    """After the command every story has its cluster; a second load, and one of figures, tie nothing anew."""
    _, settings = press
    loads: Loads = begin(**settings)

    assert loads.load("news").code == 0

    rows = loads("stories", "--json").json["rows"]
    assert len(rows) > 3
    assert all(isinstance(row["cluster"], int) for row in rows)
    before = loads.version()
    assert loads.load("news").code == 0
    assert loads.version() == before
