"""Where the output goes: a file whole or not at all, a pipe that closes, a device that is full."""

import os
import pty
import signal
import stat
import subprocess
from pathlib import Path

import pytest

from tests.cli import places
from tests.cli.command import START, refused

WTI = ("series", "price.wti.spot", "--from", "2020-01")
READ = ("series", "price.wti.spot", "--format")


def files(home):
    """Return the names of what is in a folder, hidden files too."""
    return sorted(path.name for path in home.iterdir())


@pytest.mark.parametrize("form", ["table", "csv", "json", "parquet", "xlsx"])
def test_a_file_holds_what_would_have_been_printed(writer, form):
    """-o writes the bytes that go to a pipe otherwise, prints nothing, and leaves no other file."""
    done = writer("series", "price.brent.spot", "--from", "2026-08-01", "--format", form, "-o", "out.bin")

    printed = writer.quick("series", "price.brent.spot", "--from", "2026-08-01", "--format", form).raw
    written = (writer.home / "out.bin").read_bytes()
    assert (done.code, done.raw, done.err) == (0, b"", "")
    assert files(writer.home) == ["oilwatch.db", "out.bin"]
    if form == "table":
        assert printed.startswith(written)
    elif form != "xlsx":  # a workbook holds the second at which it was made
        assert written == printed


def test_a_file_replaces_the_one_before(writer):
    """What was in a file before is gone, and a link goes on pointing where it did."""
    target = writer.write("old.csv", "old and much longer than what comes now" * 1000)
    link = writer.home / "link.csv"
    link.symlink_to(target)

    writer(*READ, "csv", "--from", "2020-04-20", "--to", "2020-04-20", "-o", link)

    assert link.is_symlink()
    assert target.read_text().splitlines()[1].startswith("2020-04-20,-36.98,")
    assert len(target.read_text().splitlines()) == 2


@pytest.mark.parametrize("place", [".", "absent/out.csv", "oilwatch.db/out.csv", f"{'x' * 300}.csv"])
def test_a_file_that_cannot_be_written_is_named(writer, place):
    """A folder, a missing folder and a name that no system takes are refused, and nothing is left behind."""
    refused(writer.quick(*READ, "csv", "-o", place), 1, "cannot write")
    assert files(writer.home) == ["oilwatch.db"]


def test_a_device_is_not_replaced_by_a_file(writer):
    """-o to a device is refused: renaming a file over it would take it from the whole machine."""
    device = writer.home / "pipe"
    os.mkfifo(device)

    refused(writer(*READ, "csv", "-o", device), 1, "it is no file")
    refused(writer(*READ, "csv", "-o", "/dev/null"), 1, "it is no file")

    assert stat.S_ISFIFO(device.stat().st_mode)
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


def test_a_file_in_a_read_only_folder_is_refused(reader, tmp_path):
    """A folder that cannot be written is named with the reason of the system."""
    with places.read_only(tmp_path):
        refused(reader(*READ, "csv", "-o", tmp_path / "out.csv"), 1, "cannot write")


def test_a_file_is_whole_or_not_there_when_there_is_no_room(writer):
    """Where the disk takes only a part of a file, the file of before stays and no part is left."""
    before = writer.write("out.json", b"before")

    done = writer(*READ, "json", "-o", before, preexec_fn=places.file_limit(40))

    refused(done, 1, "cannot write")
    assert before.read_bytes() == b"before"
    assert files(writer.home) == ["oilwatch.db", "out.json"]


@pytest.mark.parametrize(
    "command", [WTI, ("status",), ("events",), ("doctor",), ("--help",), ("init", "--json")]
)
def test_an_output_that_is_full_is_one_line(writer, command):
    """A device without room is told in one line, not by a traceback."""
    with open("/dev/full", "wb") as full:
        done = writer(*command, stdout=full)

    refused(done, 1, "the output: No space left on device; make room or choose another place")


@pytest.mark.parametrize("command", [WTI, ("status",), ("events",), ("series", "--json")])
def test_a_reader_that_goes_away_ends_the_command_quietly(reader, command):
    """`oilwatch ... | head` is no error to talk about."""
    ours, theirs = os.pipe()
    os.close(ours)

    done = reader(*command, stdout=theirs)
    os.close(theirs)

    assert (done.code, done.err) == (1, "")


@pytest.mark.parametrize("closed", ["1>&-", "2>&-", "0<&-"])
def test_a_closed_stream_is_no_traceback(writer, closed):
    """Started without stdin, stdout or stderr, as some schedulers do, the command does its work."""
    for command in ("init", "series price.wti.spot --to 1990-01"):
        line = f'exec "$@" {command} {closed}'
        ended = subprocess.run(
            ["sh", "-c", line, "sh", *START], env=writer.environment({}), cwd=writer.home, check=False,
            capture_output=True,
        )  # fmt: skip
        assert (ended.returncode, ended.stderr) == (0, b"")


def on_terminal(run, *arguments, **options):
    """Run the command with stdout and stderr on a terminal; return (exit code, what the terminal got)."""
    ours, theirs = pty.openpty()
    streams = {"stdout": theirs, "stderr": theirs, **options}
    with run.start(*arguments, **streams) as process:
        os.close(theirs)
        got = b""
        while chunk := _read(ours):
            got += chunk
    os.close(ours)
    return process.returncode, got.decode()


def _read(terminal):
    try:
        return os.read(terminal, 4096)
    except OSError:  # the last process that had the terminal open is gone
        return b""


def test_a_terminal_sees_how_far_the_filling_is(bare):
    """On a terminal init draws a bar that ends full, and then the counts."""
    code, got = on_terminal(bare, "init")

    assert code == 0
    assert "Filling the store" in got
    assert "100%" in got
    assert got.rstrip().endswith("0 unchanged")


def test_a_pipe_sees_no_bar(bare):
    """In a pipe stderr stays empty, also where stdout is a terminal."""
    code, got = on_terminal(bare, "init", stderr=subprocess.PIPE)

    assert code == 0
    assert "Filling" not in got
    assert "\r\n" in got


@pytest.mark.parametrize("form", ["parquet", "xlsx"])
def test_bytes_do_not_go_to_a_terminal(reader, form):
    """A form that is no text is refused on a terminal with the way out."""
    code, got = on_terminal(reader, *READ, form)

    assert code == 2
    assert got == f"oilwatch: {form} is not for a terminal; name a file with -o\r\n"


def test_a_terminal_can_show_titles_of_any_language(reader):
    """A terminal that knows only ASCII gets an answer, not a traceback."""
    done = reader("events", "--json", env={"PYTHONIOENCODING": "ascii", "LC_ALL": "C"})

    assert (done.code, done.err) == (0, "")


def test_ctrl_c_stops_in_one_line(bare):
    """Interrupted in the middle, init says that what is there is kept; the next run completes."""
    with bare.start("init") as process:
        while not (bare.home / "oilwatch.db-wal").exists():
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        out, err = process.communicate()

    assert (process.returncode, out) == (130, b"")
    assert err.strip() == b"oilwatch: stopped; what was recorded is kept, run it again to complete"
    assert bare("init").code == 0
    assert bare("doctor").code == 0
