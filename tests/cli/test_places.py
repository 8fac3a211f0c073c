"""Full disks and read-only folders: one line, nothing half done, and the next run completes."""

import pytest

from tests.cli import places
from tests.cli.command import figures, refused

OWN = ("--series", "price.x.own", "--frequency", "daily", "--unit", "USD/bbl")
ROWS = "".join(
    f"{year}-{month:02}-{day:02},{day}\n"
    for year in range(1950, 2010) for month in range(1, 13) for day in range(1, 28)
)  # fmt: skip
COUNT = ROWS.count("\n")
FULL = ("the disk is full; make room and run the command again", "input/output error or is full; check it")


def told_full(done):
    """Assert that a run said in one line that there is no room."""
    refused(done, 1, "run the command again")
    assert any(words in done.err for words in FULL)


def sound(run):
    """Assert that the store is sound, or not there yet."""
    found = {check["check"]: check for check in run("doctor", "--json").json}
    assert found["store"]["ok"]
    assert not found["schema"]["ok"] or found["integrity"]["finding"] == "sound"


@pytest.mark.parametrize("kilobytes", [16, 600, 4300])
def test_init_on_a_full_disk_completes_when_there_is_room(bare, filled_contents, kilobytes):
    """Wherever the disk fills up, what is there is sound, and the next init adds what is missing."""
    with places.small_disk(bare.home, kilobytes) as make_room:
        first = bare("init")
        make_room()
        sound(bare)
        second = bare("init")

        told_full(first)
        assert (second.code, second.err) == (0, "")
        assert figures(bare.contents()) == filled_contents


def test_import_on_a_full_disk_records_nothing_until_there_is_room(writer):
    """A file is imported whole or not at all, and doctor can look at the store on the full disk."""
    path = writer.write("own.csv", f"period,value\n{ROWS}")
    before = writer.contents()
    size = sum(item.stat().st_size for item in writer.home.iterdir()) // 1024 + 300

    with places.small_disk(writer.home, size) as make_room:
        first = writer("import", path, *OWN)
        sound(writer)
        kept = writer.contents()
        make_room()
        second = writer("import", path, *OWN, "--json")
        sound(writer)

    told_full(first)
    assert kept == before
    assert (second.code, second.json["new"]) == (0, COUNT)


@pytest.mark.parametrize("kilobytes", [64, 2500])
def test_init_under_a_limit_on_file_sizes_completes_without_it(bare, filled_contents, kilobytes):
    """A disk that refuses to take more of a file is told like a full one."""
    first = bare("init", preexec_fn=places.file_limit(kilobytes))
    sound(bare)
    second = bare("init")

    told_full(first)
    assert (second.code, second.err) == (0, "")
    assert figures(bare.contents()) == filled_contents


def test_import_under_a_limit_on_file_sizes_is_all_or_nothing(writer):
    """An import that the disk refuses leaves every row as it was."""
    path = writer.write("own.csv", f"period,value\n{ROWS}")
    before = writer.contents()

    first = writer("import", path, *OWN, preexec_fn=places.file_limit(300))

    told_full(first)
    assert writer.contents() == before
    assert writer("import", path, *OWN, "--json").json["new"] == COUNT


def test_init_in_a_read_only_folder_says_so(bare):
    """Where no store can be made the line says what to set."""
    with places.read_only(bare.home):
        done = bare("init")

        refused(
            done,
            1,
            "it cannot be opened; check that the folder exists and can be written, or set OILWATCH_DB",
        )
        assert list(bare.home.iterdir()) == []


@pytest.mark.parametrize("command", [("init",), ("import", "own.csv", *OWN), ("status",), ("doctor",)])
def test_a_store_in_a_read_only_folder_stays_as_it_is(writer, command):
    """A command over a read-only store works or is one line; not a byte changes."""
    writer.write("own.csv", "period,value\n2024-01-02,80\n")
    before = writer.file.read_bytes()

    with places.read_only(writer.home):
        done = writer(*command)

    assert done.err.count("\n") == (done.code != 0 and command != ("doctor",))
    assert "Traceback" not in done.err
    assert done.code == (1 if command[0] == "import" else done.code)
    assert writer.file.read_bytes() == before


def test_a_home_that_cannot_be_made_is_named(bare):
    """A folder that the system does not let us make is named with the reason."""
    refused(bare("init", env={"OILWATCH_HOME": "/proc/oilwatch"}), 1, "cannot make the folder /proc/oilwatch")
