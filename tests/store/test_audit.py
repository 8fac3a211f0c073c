"""Who changed what: every act of a person is listed with the change itself, or not at all."""

from dataclasses import replace

import pytest

from oilwatch.errors import InputError
from oilwatch.model import Change, Receipt, Recorded
from oilwatch.store import audit, engine
from tests.kit import DAILY, FEB, JAN, MONTHLY, daily
from tests.store.test_copying_aside import STEADY, load
from tests.store.test_team import STRIKE, TALKS

LATE = "2026-11-22T12:00:00.000Z"
EVENT = "2022-10-05-opec-plus-decision"


def listed(store):
    """Return (who, action, what, detail) of all changes, oldest first."""
    return [(one.who, one.action, one.what, one.detail) for one in reversed(store.audit.recent())]


def test_what_a_team_does_is_listed(store):
    """Events and notes that were added, removed and restored stand there with who did it."""
    [strike] = store.team.add([STRIKE], "Ann")
    store.team.remove(strike.id, by="Ben")
    store.team.restore(strike.id, by="Cem")
    note = store.team.write_note(EVENT, "Cut of 2 mb/d\non paper", "Dee")
    store.team.remove_note(note.code, by="Eva")

    assert listed(store) == [
        ("Ann", "added event", strike.id, STRIKE.title),
        ("Ben", "removed event", strike.id, STRIKE.title),
        ("Cem", "restored event", strike.id, STRIKE.title),
        ("Dee", "wrote note", EVENT, "Cut of 2 mb/d on paper"),
        ("Eva", "removed note", EVENT, "Cut of 2 mb/d on paper"),
    ]
    assert {one.changed_at for one in store.audit.recent()} == {LATE}


def test_an_import_is_listed_where_it_changed_something(store):
    """It says of which series, how many figures, and from which file; loads by machines are not listed."""
    rows = {DAILY.id: [Recorded("2024-01-02", 80.0, JAN), Recorded("2024-01-02", 81.0, FEB)]}
    receipt = Receipt(b"period,value", "own.csv", LATE)

    store.record([daily("2024-01-01", 79.0)], seen_from=JAN)
    store.record_import(rows, receipt=receipt, by="Ann")
    store.record_import(rows, receipt=receipt, by="Ben")

    assert listed(store) == [
        ("Ann", "imported figures", DAILY.id, "1 new, 1 revised, 0 withdrawn, from own.csv")
    ]


def test_figures_that_are_accepted_are_listed(store):
    """It says which figures of which series were believed, by whom."""
    load(store, JAN, STEADY)
    load(store, FEB, STEADY | {"2023-12": 90_230.0})

    store.loads.accept(MONTHLY.id, by="Ann")

    assert listed(store) == [("Ann", "accepted figures", MONTHLY.id, "2023-12: 90,230")]


def test_where_nobody_said_who_it_was_somebody(store):
    """No name, or one of nothing that can be seen, is somebody."""
    [strike, talks] = store.team.add([STRIKE, TALKS], "Ann")
    store.team.remove(strike.id)
    store.team.remove(talks.id, by=" \0\u202e ")

    assert [one[0] for one in listed(store)[2:]] == ["somebody", "somebody"]


def test_what_fails_is_not_listed(store):
    """An act that is refused leaves no trace, and a name that is too long stops the act."""
    [strike] = store.team.add([STRIKE], "Ann")
    before, version = listed(store), store.data_version()

    for act, words in (
        (lambda: store.team.remove("team-none", by="Ben"), "no event of the team"),
        (lambda: store.team.restore(strike.id, by="Ben"), "no removed event"),
        (lambda: store.team.remove_note("none", by="Ben"), "no such note"),
        (lambda: store.loads.accept(MONTHLY.id, by="Ben"), "nothing is held aside"),
        (lambda: store.team.remove(strike.id, by="x" * 81), "who does it in 0 to 80"),
        (lambda: store.team.add([replace(TALKS, title="")], "Ben"), "a title"),
    ):
        with pytest.raises(InputError, match=words):
            act()

    assert (listed(store), store.data_version()) == (before, version)
    assert [event.id for event in store.team.events()] == [strike.id]


def test_hostile_texts_are_kept_in_one_short_visible_line(store, address):
    """Whatever is written into the list, it is one line of limited length."""
    database = engine.connect(address)
    with engine.writing(database) as connection:
        change = Change(LATE, "Ann\n\x1b[31m", "wrote note", "id\0" * 99, "<script>\u202e\r\n" * 99)
        audit.note(connection, change)
    database.dispose()

    [found] = store.audit.recent()
    assert found.who == "Ann [31m"
    assert (len(found.what), len(found.detail)) == (audit.MOST_WHAT, audit.MOST_DETAIL)
    assert (found.what + found.detail).isprintable()


def test_the_list_is_read_page_by_page(store):
    """The newest come first, and *before* goes on where a page ended, also inside one moment."""
    store.team.add([replace(STRIKE, title=f"Strike {number}") for number in range(5)], "Ann")

    first = store.audit.recent(2)
    second = store.audit.recent(2, before=first[-1].key)

    assert [one.detail for one in first + second] == ["Strike 4", "Strike 3", "Strike 2", "Strike 1"]
    assert store.audit.recent(0) == store.audit.recent(-1) == []
