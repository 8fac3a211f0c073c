"""A store that cannot be had: each wrong address or setting is one line that says what to do."""

import pytest

from tests.cli.command import refused

COMMANDS = [("init",), ("status",), ("series",), ("import", "own.csv", "--series", "price.wti.spot")]
WRONG = [
    ("oil", "expected sqlite:////path/to/oilwatch.db or postgresql://"),
    ("://", "expected sqlite:////path"),
    ("mysql://host/oil", "names 'mysql'; expected sqlite:////path"),
    ("sqlite://", "in memory would be lost"),
    ("sqlite:///:memory:", "in memory would be lost"),
    ("sqlite:////tmp/x.db?timeout=abc", "takes no driver and no ?options"),
    ("sqlite:////tmp/x.db?mode=ro&uri=true", "takes no driver and no ?options"),
    ("sqlite+aiosqlite:////tmp/x.db", "takes no driver and no ?options"),
    ("postgresql://host:port/oil", "is no database address; expected"),
    ("postgresql://[::1/oil", "is no database address; expected"),
    (f"sqlite:////{'x' * 300}.db", "cannot be opened"),
]


@pytest.mark.parametrize(("address", "words"), WRONG)
def test_an_address_that_is_none_is_refused(bare, address, words):
    """What is no address of SQLite or PostgreSQL is refused with the form of those that are."""
    done = bare.quick("init", env={"OILWATCH_DB": address})

    refused(done, 1 if words == "cannot be opened" else 2, words)


@pytest.mark.parametrize(("address", "words"), WRONG)
def test_doctor_reports_a_wrong_address_as_a_problem(bare, address, words):
    """Doctor does not fail over an address: it says what is wrong and ends with 1."""
    done = bare.quick("--db", address, "doctor", "--json")

    assert (done.code, done.err) == (1, "")
    assert [check["ok"] for check in done.json] == [True] * (len(done.json) - 1) + [False]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_a_server_that_does_not_answer_is_named(bare, command):
    """Where no database server answers, the address is named without its password."""
    pytest.importorskip("psycopg")

    done = bare(*command, env={"OILWATCH_DB": "postgresql://me:hush@127.0.0.1:1/oil"})

    refused(done, 1, "nobody answers there; start the database server or check OILWATCH_DB")
    assert "//me:***@127.0.0.1:1/oil" in done.err
    assert "hush" not in done.err


@pytest.mark.parametrize("command", COMMANDS[1:], ids=lambda command: command[0])
def test_without_a_store_a_command_says_how_to_make_one(bare, command):
    """A command that needs a store names init, and makes none itself."""
    done = bare.quick(*command)

    refused(done, 1, "is not set up for this version; run: oilwatch init")
    assert list(bare.home.iterdir()) == []


@pytest.mark.parametrize("command", [*COMMANDS, ("doctor",)], ids=lambda command: command[0])
def test_a_store_of_a_newer_version_is_left_alone(writer, command):
    """A schema that a newer oilwatch made is named, and not a byte of the store changes."""
    writer.write("own.csv", "period,value\n2024-01-02,80\n")
    writer.change("UPDATE alembic_version SET version_num = '9999'")
    before = writer.contents()

    done = writer.quick(*command)

    told = done.out if command == ("doctor",) else done.err
    assert done.code == 1
    assert "has schema '9999', made by a newer oilwatch; this one knows up to '0005': upgrade" in told
    assert done.err.count("\n") == (command != ("doctor",))
    assert writer.contents() == before


@pytest.mark.parametrize(
    "body", [b"period,value\n" * 500, b"\x00" * 4096, b"SQLite format 3\x00" + b"\xff" * 4080]
)
@pytest.mark.parametrize("command", [*COMMANDS, ("doctor",)], ids=lambda command: command[0])
def test_a_file_that_is_no_database_is_left_alone(bare, command, body):
    """A file of another kind at the store's place is refused and stays as it is."""
    bare.write("own.csv", "period,value\n2024-01-02,80\n")
    bare.file.write_bytes(body)

    done = bare.quick(*command)

    assert done.code == 1
    assert "the file is no SQLite database" in (done.out if command == ("doctor",) else done.err)
    assert done.err.count("\n") == (command != ("doctor",))
    assert bare.file.read_bytes() == body


def test_a_damaged_store_is_a_problem_and_no_traceback(writer):
    """A store with pages of noise is found out by doctor, and refused by a command that reads them."""
    whole = writer.file.read_bytes()
    writer.file.write_bytes(whole[:8192] + b"\xa5" * (len(whole) - 8192))

    doctor, read = writer("doctor"), writer.quick("series", "price.wti.spot")

    assert (doctor.code, doctor.err) == (1, "")
    assert "PROBLEM" in doctor.out
    refused(read, 1, "the file is damaged; restore it from a backup")


def test_a_database_of_someone_else_is_not_touched(bare):
    """Tables that are not ours and would be in the way make init stop before it changes anything."""
    bare.change("CREATE TABLE series (name TEXT)")
    bare.change("INSERT INTO series VALUES ('mine')")

    done = bare("init")

    refused(done, 1, "table series already exists")
    assert bare.contents() == {"series": [("mine",)]}


def test_an_empty_file_becomes_a_store(bare):
    """A file of no bytes is an empty database, as SQLite has it."""
    bare.file.write_bytes(b"")

    assert bare("init").code == 0
    assert bare("doctor").code == 0


@pytest.mark.parametrize("body", [b"OILWATCH_DB = ", b"\xff\xfe", b"OILWATCH_DB = 'a'\nOILWATCH_DB = 'b'\n"])
@pytest.mark.parametrize("command", ["status", "doctor"])
def test_a_settings_file_that_cannot_be_read_is_named(bare, command, body):
    """A fault in oilwatch.toml is one line with the file, from every command."""
    bare.write("oilwatch.toml", body)

    refused(bare.quick(command), 2, "oilwatch.toml cannot be read as TOML")


def test_a_home_that_is_a_file_is_refused(bare):
    """Where the folder of the store is a file the line says so."""
    bare.write("file", b"")

    refused(bare.quick("init", env={"OILWATCH_HOME": str(bare.home / "file")}), 1, "set OILWATCH_DB")


def test_a_home_of_a_user_who_is_not_there_is_a_plain_folder_name(bare):
    """A tilde that means nobody is no reason to fail."""
    done = bare("doctor", env={"OILWATCH_HOME": "~nobody-of-this-name/x"})

    assert (done.code, done.err) == (1, "")
    assert "run: oilwatch init" in done.out


def test_a_working_folder_that_is_gone_does_no_harm(reader, tmp_path):
    """A command runs also from a folder that was removed meanwhile."""
    gone = tmp_path / "gone"
    gone.mkdir()

    done = reader("series", "--json", preexec_fn=gone.rmdir, cwd=gone)

    assert (done.code, done.err) == (0, "")


@pytest.mark.parametrize(
    ("option", "value"),
    [
        (option, value)
        for option in ("--from", "--to", "--as-of")
        for value in ("yesterday", "2024-13", "2024-02-30", "20240101", "２０２４-01-02", "0000-00-00",
                      "2024-1-2", "-1", "10000-01-01", "2024-01-01'; DROP TABLE series", "x" * 5000)
    ],
)  # fmt: skip
def test_a_date_that_is_none_is_refused(reader, option, value):
    """Each option that takes a day says which form it expects, and never repeats a long text whole."""
    done = reader.quick("series", "price.wti.spot", f"{option}={value}")

    refused(done, 2, "expected a")
    assert len(done.err) < 300


@pytest.mark.parametrize(
    "arguments", [("--from", "9999-12-31"), ("--to", "0001-01-01"), ("--as-of", "0001-01-01"),
                  ("--as-of", "0001-01-01T00:00+14:00"), ("--from", "2024-02", "--to", "2024-01")],
)  # fmt: skip
def test_a_date_at_the_end_of_time_is_an_empty_answer_or_a_plain_refusal(reader, arguments):
    """Days that are real but far away print nothing or one line; none is a traceback."""
    done = reader.quick("series", "price.wti.spot", *arguments)

    if done.code == 0:
        assert done.out.endswith("no data for price.wti.spot in that span\n")
    else:
        refused(done, 2, "expected a day")


@pytest.mark.parametrize("series_id", ["nope", "price.wti", "PRICE.WTI.SPOT", "' OR 1=1 --", "", "x" * 3000])
def test_an_unknown_series_is_refused_with_the_way_to_the_list(reader, series_id):
    """A series that is not there is bad input, and the line says where those are that are."""
    refused(reader.quick("series", series_id), 2, "`oilwatch series` lists those there are")


def test_an_unknown_kind_of_event_is_refused_with_those_there_are(reader):
    """The line names the lanes and the kinds."""
    refused(reader.quick("events", "--kind", "nope"), 2, "no kind of event 'nope'; known: opec, sanctions")


@pytest.mark.parametrize("arguments", [("series", b"\xff"), ("--db", b"sqlite:////tmp/\xff.db", "init")])
def test_a_name_that_is_not_utf8_is_one_line(reader, arguments):
    """Bytes that are no text in UTF-8 make an error like any other."""
    done = reader.quick(*arguments)

    assert done.code in (1, 2)
    assert done.err.startswith("oilwatch: ")
    assert done.err.count("\n") == 1
