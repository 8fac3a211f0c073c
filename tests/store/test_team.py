"""What a team adds: kept beside the catalogue, all or none, by whom and when, and never lost."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select

from oilwatch import catalog
from oilwatch.errors import InputError
from oilwatch.model import Event
from oilwatch.store import engine
from oilwatch.store.schema import note, team_event
from oilwatch.store.team import MOST_AUTHOR, MOST_NOTE, MOST_TITLE

STRIKE = Event(
    id="", date=date(2024, 5, 6), title="Strike at the terminal", kind="supply_outage", lane="supply",
    countries=("Iraq", "OPEC+"), size_kbd=-120.5, effective_from="2024-05", importance=2, confidence="",
    source_url="https://news.example/strike?a=1&b=2", time="09:30", zone="Asia/Baghdad",
)  # fmt: skip
TALKS = replace(STRIKE, date=date(2024, 5, 1), title="Talks at the terminal", size_kbd=None, time="", zone="")
LATE = "2026-11-22T12:00:00.000Z"
ADD = """
import sys
from contextlib import closing
from datetime import date
from oilwatch.model import Event
from oilwatch.store import Store

with closing(Store(sys.argv[1])) as store:
    for day in range(1, 21):
        what = (f"Day {day}", "supply_outage", "supply", (), None, "", 1, "", "")
        store.team.add([Event("", date(2024, 5, day), *what)], sys.argv[2])
"""
HOSTILE = {
    "nul": "Strike\0 at the terminal",
    "control": "Strike\x1b[31m at\r\nthe\tterminal\x07",
    "turned": "Strike \u202elanimret eht ta\u202c",
    "markup": "<script>alert(1)</script> **bold** [x](javascript:alert(1)) %{y}",
    "sql": "'); DROP TABLE team_event; --",
    "wide": "罢工 😀 إضراب",
    "half": "Strike \ud800 at the terminal",
}


def kept(address, table):
    """Return how many rows a table holds, removed ones included."""
    database = engine.connect(address)
    with engine.reading(database) as connection:
        number = connection.execute(select(func.count()).select_from(table)).scalar_one()
    database.dispose()
    return number


def test_an_event_is_kept_as_it_was_added(store):
    """It comes back with an id of its own, in the team's lane, oldest first, and with who added it."""
    added = store.team.add([STRIKE, TALKS], "  Ann\tBee ")

    assert [event.id[:16] for event in added] == ["team-2024-05-06-", "team-2024-05-01-"]
    assert added[0] == replace(STRIKE, id=added[0].id, lane="team")
    assert store.team.events() == [
        replace(event, id=known.id, lane="team", confidence="high")
        for event, known in ((TALKS, added[1]), (STRIKE, added[0]))
    ]
    assert store.team.authors() == {event.id: ("Ann Bee", LATE) for event in added}
    assert not {event.id for event in added} & set(catalog.event_ids())


def test_what_stands_there_is_not_kept_twice(store, address):
    """The same day and title is one event, in one call or in several; another day is another event."""
    store.team.add([STRIKE], "Ann")

    again = store.team.add([STRIKE, TALKS, TALKS, replace(STRIKE, date=date(2024, 5, 7))], "Ben")

    assert [(event.date.day, event.title) for event in again] == [(1, TALKS.title), (7, STRIKE.title)]
    assert len(store.team.events()) == kept(address, team_event) == 3


@pytest.mark.parametrize("title", ["", "  ", "\0\x07", "x" * (MOST_TITLE + 1), "x" * 10_000])
def test_one_broken_title_stops_all(store, address, title):
    """Where one event of several has no usable title none is kept, and the store does not change."""
    before = store.data_version()

    with pytest.raises(InputError, match="expected a title in 1 to 300 characters"):
        store.team.add([TALKS, replace(STRIKE, title=title)], "Ann")

    assert kept(address, team_event) == 0
    assert store.data_version() == before


@pytest.mark.parametrize("author", ["", " \n ", "\0", "x" * (MOST_AUTHOR + 1)])
def test_nothing_is_kept_of_nobody(store, address, author):
    """Events and notes need the name of who wrote them."""
    with pytest.raises(InputError, match="expected who adds it in 1 to 80"):
        store.team.add([STRIKE], author)
    with pytest.raises(InputError, match="expected who writes it in 1 to 80"):
        store.team.write_note("2022-10-05-opec-plus-decision", "a note", author)

    assert kept(address, team_event) == kept(address, note) == 0


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_title_is_one_visible_line(store, text):
    """What hides, turns or breaks a line becomes a space; the rest stays to the letter."""
    store.team.add([replace(STRIKE, title=text)], text)

    [event] = store.team.events()
    assert event.title.isprintable()
    assert event.title == " ".join("".join(c if c.isprintable() else " " for c in text).split())
    assert store.team.authors()[event.id][0] == event.title


def test_a_removed_event_is_gone_from_every_list_and_still_kept(store, address):
    """It can be brought back as it was; who added it stays known."""
    [strike, _] = store.team.add([STRIKE, TALKS], "Ann")
    before = store.team.events()

    store.team.remove(strike.id)

    assert [event.title for event in store.team.events()] == [TALKS.title]
    assert [event.id for event in store.team.events(removed=True)] == [strike.id]
    assert kept(address, team_event) == 2
    assert store.team.authors()[strike.id] == ("Ann", LATE)
    store.team.restore(strike.id)
    assert (store.team.events(), store.team.events(removed=True)) == (before, [])


def test_a_removed_event_can_be_added_anew(store, address):
    """What stands there no longer is no obstacle; the removed one stays in the table."""
    [first] = store.team.add([STRIKE], "Ann")
    store.team.remove(first.id)

    [second] = store.team.add([STRIKE], "Ben")

    assert second.id != first.id
    assert [event.id for event in store.team.events()] == [second.id]
    assert kept(address, team_event) == 2


@pytest.mark.parametrize(
    "name", ["", "team-2024-05-06-00000000", "2022-10-05-opec-plus-decision", "' OR 1=1"]
)
def test_what_is_not_there_can_be_neither_removed_nor_restored(store, name):
    """An unknown id, one of the catalogue, or one removed already: the words say to look again."""
    [event] = store.team.add([STRIKE], "Ann")
    before = store.data_version()

    for act in (store.team.remove, store.team.restore, store.team.remove_note):
        with pytest.raises(InputError, match="changed by somebody else"):
            act(name)
    with pytest.raises(InputError, match="no removed event"):
        store.team.restore(event.id)

    assert len(store.team.events()) == 1
    assert store.data_version() == before


def test_notes_stand_on_events_of_the_catalogue_and_of_the_team(store, address):
    """Oldest first, by event or all; a removed one is gone from the lists and kept in the table."""
    [event] = store.team.add([STRIKE], "Ann")
    known = "2022-10-05-opec-plus-decision"
    first = store.team.write_note(known, "  Two lines,\nand 😀  ", "Ann")
    second = store.team.write_note(event.id, "x" * MOST_NOTE, "Ben")
    third = store.team.write_note(known, "Third", "Cay")

    assert (first.text, first.author, first.written_at) == ("Two lines,\nand 😀", "Ann", LATE)
    assert store.team.notes() == [first, second, third]
    assert store.team.notes(known) == [first, third]
    store.team.remove_note(first.code)
    assert store.team.notes(known) == [third]
    assert kept(address, note) == 3
    with pytest.raises(InputError, match="no such note"):
        store.team.remove_note(first.code)


@pytest.mark.parametrize("text", ["", " \n", "\0", "x" * (MOST_NOTE + 1), "x" * 10_000])
def test_a_note_is_neither_empty_nor_a_book(store, address, text):
    """The words say how long it may be, and nothing is kept."""
    with pytest.raises(InputError, match=r"expected a note of 1 to 2,000 characters, got [\d,]+"):
        store.team.write_note("2022-10-05-opec-plus-decision", text, "Ann")

    assert kept(address, note) == 0


@pytest.mark.parametrize("text", [text for name, text in HOSTILE.items() if name != "half"])
def test_a_hostile_note_is_kept_as_text(store, text):
    """Only the NUL that no database keeps is left out; showing it safely is the pages' work."""
    store.team.write_note("2022-10-05-opec-plus-decision", text, "Ann")

    assert [one.text for one in store.team.notes()] == [text.replace("\0", "").strip()]


def test_each_change_is_a_new_data_version(store):
    """What pages have drawn is drawn anew after adding, removing, restoring and each note."""
    code = ""
    seen = [store.data_version()]
    [event] = store.team.add([STRIKE], "Ann")
    seen.append(store.data_version())
    code = store.team.write_note(event.id, "a note", "Ann").code
    seen.append(store.data_version())
    store.team.remove_note(code)
    seen.append(store.data_version())
    store.team.remove(event.id)
    seen.append(store.data_version())
    store.team.restore(event.id)
    seen.append(store.data_version())

    assert seen == sorted(set(seen))
    assert "team" not in [run.source for run in store.loads.outside()]


def test_threads_that_add_at_once_lose_nothing_and_double_nothing(store, opened, address):
    """Four that add the same twenty events leave each once."""
    events = [replace(STRIKE, date=date(2024, 5, day)) for day in range(1, 21)]
    others = [opened(address) for _ in range(4)]

    with ThreadPoolExecutor() as pool:
        jobs = [pool.submit(other.team.add, [event], "Ann") for event in events for other in others]
        added = [event for job in jobs for event in job.result(timeout=60)]

    assert len(added) == 20
    assert [event.date.day for event in store.team.events()] == list(range(1, 21))


def test_processes_that_add_at_once_lose_nothing_and_double_nothing(store, address):
    """Two that add the same events leave each once, under the name of one of them."""
    command = (sys.executable, "-W", "error", "-c", ADD, address)
    started = [
        subprocess.Popen([*command, name], stderr=subprocess.PIPE, text=True) for name in ("Ann", "Ben")
    ]
    errors = [process.communicate(timeout=60)[1] for process in started]

    assert errors == ["", ""]
    assert [event.title for event in store.team.events()] == [f"Day {day}" for day in range(1, 21)]
    assert {by for by, _ in store.team.authors().values()} <= {"Ann", "Ben"}
