"""The command for a team's own events, and stories by event: what is printed, and what is refused."""

import json
from contextlib import closing

import pytest

from oilwatch.load.tying import tie
from oilwatch.store import Store
from tests import tellings
from tests.cli.command import refused
from tests.tellings import DECISION

CSV = (
    "date,kind,title,countries,size_kbd\n"
    '2024-05-06,supply_outage,"Strike, at Basra",Iraq,-120\n'
    "2024-05-01,market_event,=HYPERLINK(1),,\n"
)


@pytest.fixture
def own(writer):
    """The command over a copy of the bundled figures, to which two events were added; and those, by title."""
    path = writer.write("own.csv", CSV)
    done = writer.quick("team", "--add", path, "--author", "Ann", "--json")
    assert (done.code, done.err) == (0, "2 added\n")
    return writer, {row["title"]: row for row in done.json["rows"]}


def test_a_store_without_own_events_prints_none(reader):
    """No row as JSON, the head alone as CSV."""
    assert reader.quick("team", "--json").json["rows"] == []
    head = reader.quick("team", "--format", "csv").out
    assert head == "date,id,kind,title,countries,size_kbd,source_url\n"


def test_a_file_of_events_is_added_and_printed(own):
    """Oldest first, each with the id it was given; adding them again adds none."""
    run, rows = own

    again = run.quick("team", "--add", run.home / "own.csv", "--author", "Ben")

    assert list(rows) == ["=HYPERLINK(1)", "Strike, at Basra"]
    assert rows["Strike, at Basra"]["id"].startswith("team-2024-05-06-")
    assert (rows["Strike, at Basra"]["countries"], rows["Strike, at Basra"]["size_kbd"]) == ("Iraq", -120)
    assert (again.code, again.err) == (0, "0 added\n")
    assert all(row["id"] in again.out for row in rows.values())


def test_what_a_spreadsheet_would_run_is_disarmed_in_a_csv(own):
    """A title that is a formula comes out of the CSV as text."""
    out = own[0].quick("team", "--format", "csv").out

    assert "=HYPERLINK" in out
    assert ",=HYPERLINK" not in out


def test_an_event_is_removed_and_brought_back(own):
    """It is gone from the list, and is there again as it was."""
    run, rows = own
    name = rows["Strike, at Basra"]["id"]

    gone = run.quick("team", "--remove", name, "--json")
    back = run.quick("team", "--restore", name, "--json")

    assert [row["title"] for row in gone.json["rows"]] == ["=HYPERLINK(1)"]
    assert back.json["rows"] == list(rows.values())


def test_events_are_written_to_a_file(own):
    """The file's name says in what form."""
    run, rows = own

    done = run.quick("team", "-o", run.home / "out.json")

    assert (done.code, done.out) == (0, "")
    assert json.loads((run.home / "out.json").read_text())["rows"] == list(rows.values())


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--add", "none.csv", "--author", "Ann"), "none.csv: cannot be read"),
        (("--add", ".", "--author", "Ann"), "cannot be read"),
        (("--add", "own.csv"), "expected who adds it in 1 to 80 characters, got 0"),
        (("--add", "bad.csv", "--author", "Ann"), "bad.csv, row 2: kind 'party' is not in event_kinds.csv"),
        (("--remove", "team-2024-05-06-none"), "no event of the team 'team-2024-05-06-none'"),
        (("--remove", DECISION), f"no event of the team '{DECISION}'"),
        (("--restore", "\x1b[31m"), "no removed event"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(writer, arguments, words):
    """One line and exit code 2; the store holds no event of the team."""
    writer.write("own.csv", CSV)
    writer.write("bad.csv", "date,kind,title\n2024-05-06,party,x\n2024-05-06,conflict,Sound\n")

    refused(writer.quick("team", *arguments), 2, words)

    assert writer.quick("team", "--json").json["rows"] == []


def test_one_broken_row_of_a_file_stops_all_and_every_one_is_told(writer):
    """All broken rows stand in the one line."""
    path = writer.write("bad.csv", "date,kind,title\n2024-05-06,party,x\n2024-13-01,conflict,y\n")

    done = writer.quick("team", "--add", path, "--author", "Ann")

    refused(done, 2, "bad.csv, row 2")
    assert "bad.csv, row 3" in done.err


def test_stories_can_be_those_of_an_event(writer):
    """As a table, JSON and CSV only tellings of that event, of one cluster; an unknown event is an error."""
    with closing(Store(f"sqlite:///{writer.file}")) as store:
        tellings.keep(store, tellings.CUT, tellings.CUT_AGAIN, tellings.CHOIR)
        tie(store)

    rows = writer.quick("stories", "--event", DECISION, "--json").json["rows"]
    table = writer.quick("stories", "--event", DECISION).out
    every = writer.quick("stories", "--format", "csv").out

    assert {row["title"] for row in rows} == {tellings.CUT.title, tellings.CUT_AGAIN.title}
    assert len({row["cluster"] for row in rows}) == 1
    assert {row["event"] for row in rows} == {DECISION}
    assert DECISION in table
    assert tellings.CHOIR.title not in table
    assert tellings.CHOIR.title in every
    assert every.startswith("day,title,url,")
    unknown = writer.quick("stories", "--event", "no-such-event", "--json")
    assert (unknown.code, "no-such-event" in unknown.err) == (2, True)
