"""The commands of the catalogue of events: a file checked before it enters, announced against delivered."""

import pytest

from oilwatch import catalog
from tests.cli.command import refused

EVENTS = catalog.data_folder() / "events.csv"


def test_the_bundled_catalogue_is_found_sound(bare):
    """A file without a problem is told with its number of rows; nothing is made."""
    done = bare.quick("events", "--validate", EVENTS)

    assert (done.code, done.err) == (0, "")
    assert done.out == f"events.csv: {len(catalog.events())} rows, 0 problems\n"
    assert list(bare.home.iterdir()) == []


def test_every_broken_row_of_a_file_is_printed(bare):
    """Each problem is one printable line with row and rule, also as JSON, and the exit code is 1."""
    text = EVENTS.read_text(encoding="utf-8")
    text = text.replace(",opec_meeting,", ",opec_\x1bparty,", 1).replace(",high,", ",certain,", 1)
    path = bare.home / "changed.csv"
    path.write_text(text, encoding="utf-8")

    done = bare.quick("events", "--validate", path)
    told = bare.quick("events", "--validate", path, "--json")

    lines = done.out.splitlines()
    assert (done.code, told.code, done.err) == (1, 1, "")
    assert lines[0].startswith("changed.csv, row 2: kind 'opec_\\x1bparty' has a line end or a control char")
    assert lines[1].startswith("changed.csv, row 2: 'certain' is none of")
    assert lines[-1] == f"changed.csv: {len(catalog.events())} rows, {len(told.json['problems'])} problems"
    assert told.json["problems"] == lines[:-1]


def test_the_new_columns_are_printed(reader):
    """CSV and JSON have what was known ahead, the time of day and what an event follows."""
    rows = {row["id"]: row for row in reader.quick("events", "--json").json["rows"]}
    header = reader.quick("events", "--format", "csv").out.splitlines()[0]

    assert header.endswith("source_url,scheduled,time,zone,follows")
    for event in catalog.events():
        assert rows[event.id]["follows"] == catalog.follows_text(event)
        assert rows[event.id]["scheduled"] == event.scheduled


def test_what_was_delivered_is_printed(reader):
    """A decision is told with its first month in force, a row a month and series, and what to know of it."""
    done = reader.quick("delivered", "2023-06-04-voluntary-cut", "--months", "2")
    told = reader.quick("delivered", "2023-06-04-voluntary-cut", "--months", "2", "--json").json

    assert done.code == 0
    assert done.out.startswith("Saudi Arabia adds voluntary 1 mb/d cut for July\nin force from 2023-07;")
    assert [row["compliance"] for row in told["rows"]] == [73, 120, 73, 120]
    assert all(row["month"] in done.out for row in told["rows"])
    assert all(f"* {note}" in done.out for note in told["notes"])


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("2023-06-04-voluntry-cut",), "did you mean 2023-06-04-voluntary-cut"),
        (("2023-06-04-voluntary-cut", "--as-of", "2023-06-03"), "expected a day on or after the decision"),
        (("2023-06-04-voluntary-cut", "--months", "0"), "expected 1 to 60 months, got 0"),
    ],
)
def test_a_comparison_that_cannot_be_is_refused(reader, arguments, words):
    """An unknown event, a day before the decision, no months: one line and exit code 2."""
    refused(reader.quick("delivered", *arguments), 2, words)
