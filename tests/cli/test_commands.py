"""Each command: what it prints, as text and as JSON, and how it ends."""

import json
import re
import socket
from contextlib import closing

import pytest

from oilwatch import catalog
from tests.cli.command import refused

COUNTS = ("new", "revised", "withdrawn", "unchanged")


def test_init_makes_the_store_and_says_what_came_in(bare):
    """The first run makes the file, and prints where it is and what was recorded."""
    done = bare("init")

    assert (done.code, done.err) == (0, "")
    assert re.fullmatch(
        rf"sqlite:///{bare.file}: \d+ new, \d+ revised, \d+ withdrawn, 0 unchanged\n", done.out
    )


def test_init_again_changes_nothing(writer):
    """A second run finds every figure in place and leaves each row of the store as it was."""
    before = writer.contents()

    done = writer("init", "--json")

    assert (done.code, done.err) == (0, "")
    assert {name: done.json[name] for name in COUNTS[:3]} == dict.fromkeys(COUNTS[:3], 0)
    assert done.json["unchanged"] > 30_000
    assert writer.contents() == before


def test_import_counts_what_it_recorded(writer):
    """A file of one's own is counted, as text and as JSON."""
    path = writer.write("own.csv", "period,value\n2024-01,80\n2024-02,81.5\n")
    own = ("import", path, "--series", "price.dubai.own")

    first = writer(*own, "--frequency", "monthly", "--unit", "USD/bbl")
    again = writer(*own, "--json")

    assert first.out == "price.dubai.own: 2 new, 0 revised, 0 withdrawn, 0 unchanged\n"
    assert again.json == {
        "series": "price.dubai.own", "new": 0, "revised": 0, "withdrawn": 0, "unchanged": 2
    }  # fmt: skip
    assert (first.code, again.code, first.err, again.err) == (0, 0, "", "")


def test_status_has_a_line_per_series_and_the_last_runs(reader):
    """Every series of the catalogue is there with its newest figure, and below are the last runs."""
    lines = reader("status").out.splitlines()

    head = "series period value unit seen_from source age_days next_due overdue note"
    assert lines[0].split() == head.split()
    assert [line.split()[0] for line in lines[2:51]] == list(catalog.series())
    assert lines[51:53] == ["", "last runs that changed something"]
    assert all("bundled" in line and "  done: " in line for line in lines[53:])
    assert not any("'" in line for line in lines)


def test_status_as_json_says_the_same(reader):
    """As JSON each series has its newest figure, its age in days and whether the next is overdue."""
    found = reader("status", "--json").json

    wti = next(row for row in found["series"] if row["series"] == "price.wti.spot")
    assert [row["series"] for row in found["series"]] == list(catalog.series())
    assert (wti["period"], wti["value"], wti["unit"]) == ("2026-08-18", 86.48, "USD/bbl")
    assert isinstance(wti["age_days"], int)
    assert isinstance(wti["overdue"], bool)
    assert {run["status"] for run in found["runs"]} == {"done"}


def test_status_of_a_series_in_the_year_one_is_no_trouble(writer):
    """A period of the first century has its age; of figures of one's own nothing is ever due."""
    path = writer.write("old.csv", "period,value\n0001-01,1\n")
    writer("import", path, "--series", "price.rome.own", "--frequency", "monthly", "--unit", "USD/bbl")

    rows = writer("status", "--json").json["series"]

    rome = next(row for row in rows if row["series"] == "price.rome.own")
    assert (rome["period"], rome["next_due"], rome["overdue"]) == ("0001-01", "", False)


def test_series_without_an_id_lists_those_there_are(reader):
    """The list has every series with its unit, frequency and publisher."""
    text, found = reader("series").out, reader("series", "--json").json["rows"]

    assert [row["id"] for row in found] == list(catalog.series())
    assert [line.split()[0] for line in text.splitlines()[2:]] == list(catalog.series())
    assert found[0]["unit"] == "USD/bbl"


def test_a_table_ends_with_where_the_figures_are_from(reader):
    """Below the figures stand the citation and how many there are."""
    lines = reader("series", "price.wti.spot", "--from", "2020-04", "--to", "2020-04").out.splitlines()

    assert lines[0].split() == ["period", "value", "unit", "seen_from", "vintage"]
    assert lines[-2].startswith("U.S. Energy Information Administration, Cushing, Oklahoma WTI")
    assert lines[-1] == f"{len(lines) - 5} values"


def test_no_data_is_an_answer_and_no_error(reader):
    """A span without figures prints that there are none, and ends well."""
    done = reader("series", "price.wti.spot", "--from", "1950-01", "--to", "1950-12")

    assert (done.code, done.err) == (0, "")
    assert done.out.endswith("no data for price.wti.spot in that span\n")


def test_events_are_printed_whole(reader):
    """Every event of the catalogue is in the table, the CSV and the JSON."""
    total = len(catalog.events())

    assert len(reader("events").out.splitlines()) == total + 2
    assert len(reader("events", "--format", "csv").out.splitlines()) == total + 1
    assert [row["id"] for row in reader("events", "--json").json["rows"]] == [
        event.id for event in catalog.events()
    ]


@pytest.mark.parametrize("kind", ["opec", "opec_plus_decision"])
def test_events_may_be_of_one_kind_and_span(reader, kind):
    """A kind or a lane, and the first and last day, choose among the events; the last is included."""
    rows = reader("events", "--kind", kind, "--from", "2026-01-01", "--to", "2026-01-04", "--json").json[
        "rows"
    ]

    assert [row["id"][:10] for row in rows] == ["2026-01-04"]


def test_events_need_no_store(bare):
    """The catalogue of events is read without a store, and none is made."""
    done = bare("events", "--from", "2026-01", "--to", "2026-01")

    assert (done.code, done.err) == (0, "")
    assert not bare.file.exists()


def test_doctor_finds_a_filled_store_sound(reader):
    """Over the bundled figures every check is well, as text and as JSON."""
    text, found = reader("doctor"), reader("doctor", "--json")

    assert (text.code, found.code, text.err, found.err) == (0, 0, "", "")
    assert all(check["ok"] for check in found.json)
    assert {"check": "integrity", "ok": True, "finding": "sound"} in found.json
    assert "ok       integrity: sound\n" in text.out


def test_doctor_finds_a_store_that_is_missing(bare):
    """Without a store doctor ends with 1, says what to run and makes none."""
    text, found = bare("doctor"), bare("doctor", "--json")

    assert (text.code, found.code, text.err) == (1, 1, "")
    assert text.out.endswith("PROBLEM  schema: no tables of this version; run: oilwatch init\n")
    assert [check["check"] for check in found.json if not check["ok"]] == ["schema"]
    assert not bare.file.exists()


def test_doctor_finds_a_current_value_that_is_not_the_records(writer):
    """A current value changed behind the store's back is a problem that names the series."""
    writer.change("UPDATE observation_current SET value = 1 WHERE period = '2020-04-20'")

    found = writer("doctor", "--json")

    said = [check["finding"] for check in found.json if not check["ok"]]
    assert found.code == 1
    assert "price.wti.spot: current values differ from the record" in said


def test_doctor_hides_the_password(bare):
    """An address is shown without its password, whatever is wrong with it."""
    done = bare("doctor", env={"OILWATCH_DB": "postgresql://me:hush@127.0.0.1:1/oil?password=hush"})

    assert done.code == 1
    assert "hush" not in done.out + done.err
    assert "nobody answers there" in done.out


def test_serve_says_that_a_port_is_taken(bare):
    """Where another process has the port, serve ends with the flag that helps."""
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]

        done = bare("serve", "--port", port)

    refused(done, 1, f"port {port} on 127.0.0.1 cannot be had; choose another with --port")


def test_the_flag_for_the_store_comes_before_the_environment(reader, tmp_path):
    """--db names the store, whatever OILWATCH_DB says."""
    done = reader("--db", f"sqlite:///{reader.file}", "series", "--json", env={"OILWATCH_DB": "nonsense"})

    assert (done.code, len(done.json["rows"])) == (0, len(catalog.series()))


def test_nothing_at_all_prints_the_help(bare):
    """Without a command the help is printed, and that is no error."""
    done = bare()

    assert (done.code, done.err) == (0, "")
    assert done.out == bare("--help").out


def test_the_version_is_printed(bare):
    """--version prints one line."""
    assert bare("--version").out.startswith("oilwatch, version ")


@pytest.mark.parametrize(
    "arguments",
    [
        ("status",), ("series",), ("series", "target.sau.required"), ("events", "--kind", "membership"),
        ("doctor",), ("series", "price.wti.spot", "--from", "1950-01", "--to", "1950-02"),
        ("events", "--from", "2050-01"),
    ],
)  # fmt: skip
def test_json_is_json_and_nothing_else(reader, arguments):
    """With --json a run prints one valid JSON value, without NaN, and nothing on stderr."""
    done = reader.quick(*arguments, "--json")

    def no_constant(name):
        raise AssertionError(name)

    assert (done.code, done.err) == (0, "")
    assert json.loads(done.raw, parse_constant=no_constant)
