"""A run that was interrupted goes on: nothing is lost, doubled or checked again, no other file is hurt."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import orjson
import pytest

from oilwatch import batch
from oilwatch.batch import Job
from oilwatch.errors import InputError, OilwatchError
from tests.batch import checkers

ROOT = Path(__file__).resolve().parents[2]
SEED = 20_181_113


@pytest.fixture
def whole(desk):
    """The output of a run over sixty lines, two of them malformed, that nothing interrupted."""
    desk.give(*[b"nonsense" if n in (7, 50) else f"story {n}" for n in range(60)])
    desk.run()
    body = desk.target.read_bytes()
    (desk.folder / checkers.LOG).unlink()
    desk.problems.clear()
    return body


@pytest.mark.parametrize("kept", [0, 1, 10, 59, 60])
def test_what_is_there_is_not_checked_again(desk, whole, kept):
    """Behind the first lines of an output only the others are checked; the end is the same to the byte."""
    desk.target.write_bytes(b"".join(whole.splitlines(keepends=True)[:kept]))

    outcome = desk.run()

    assert desk.target.read_bytes() == whole
    assert desk.checked() == [f"story {n}" for n in range(kept, 60) if n not in (7, 50)]
    assert (outcome.held, outcome.written, outcome.errors) == (kept, 60 - kept, 2)
    assert desk.notes == (
        [f"{desk.target} holds {kept:,} lines already; going on behind them"] if kept else []
    )


@pytest.mark.parametrize("torn", [1, 8, 9, 30, -1])
def test_a_torn_last_line_is_cut_and_checked_again(desk, whole, torn):
    """Of a line that was not written to its end nothing stays, and it is said that it was cut."""
    lines = whole.splitlines(keepends=True)
    desk.target.write_bytes(b"".join(lines[:20]) + lines[20][:torn])

    outcome = desk.run()

    assert desk.target.read_bytes() == whole
    assert outcome.held == 20
    assert desk.notes == [
        f"{desk.target} holds 20 lines already and a torn one, which is cut; going on behind them"
    ]


def test_lines_that_were_added_to_the_input_are_checked(desk, whole):
    """An input that grew is gone on with where the output ends."""
    with desk.source.open("ab") as file:
        file.write(orjson.dumps({"id": 61, "text": "a new one"}) + b"\n")

    desk.run()

    assert desk.checked() == ["a new one"]
    assert desk.target.read_bytes().startswith(whole)


def changed(at, line):
    """Return a change of the input at a line."""

    def change(desk):
        lines = desk.source.read_bytes().splitlines()
        lines[at : at + 1] = line
        desk.source.write_bytes(b"\n".join(lines) + b"\n")

    return change


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            changed(3, [b'{"id": "x", "text": "story 3"}']),
            "line 4 of the input is 'x', but .* has the story 4",
        ),
        (changed(3, [b'{"id": 4, "text": "other"}']), "line 4 of the input is changed, but .* another text"),
        (changed(3, []), "line 4 of the input is 5, but .* has the story 4 there"),
        (changed(7, [b'{"id": 8, "text": "mended"}']), "line 8 of the input is 8, but .* has the story None"),
        (changed(40, [b"[]", b"[]"]), "line 41 of the input is malformed, but .* has the story 41"),
        (changed(59, []), "has more lines than the input"),
    ],
)
def test_an_output_of_another_input_is_left_alone(desk, whole, change, words):
    """Where answers and lines do not agree the line is named, with what to do, and not a byte changes."""
    change(desk)

    with pytest.raises(InputError, match=f"{words}.*--restart"):
        desk.run()

    assert desk.target.read_bytes() == whole
    assert desk.checked() == []


@pytest.mark.parametrize(
    "body",
    [b"My notes\n", b"My notes, one line", b"{}", b'{"a": 1}\n', b"\0" * 99, b"[]\n", b'{"story": 1}\n'],
)
def test_a_file_of_another_kind_is_left_alone(desk, body):
    """A file that no batch has written is not overwritten without being told to."""
    desk.give("one", "two")
    desk.target.write_bytes(body)

    with pytest.raises(InputError, match="holds what no batch has written; give another -o, or --restart"):
        desk.run()

    assert desk.target.read_bytes() == body


def test_a_restart_writes_the_output_anew(desk, whole):
    """Told to, it overwrites whatever is there."""
    desk.target.write_bytes(b"My notes\n" * 10_000)

    assert desk.run(restart=True).held == 0
    assert desk.target.read_bytes() == whole


def test_two_runs_do_not_write_to_one_file(desk):
    """While one run writes, another is refused, and the output is that of one."""
    desk.give(*["story !sleep:0.2"] * 20)
    with subprocess.Popen(program(desk), cwd=ROOT) as first:
        while not desk.target.exists() or not desk.checked():
            time.sleep(0.01)
        with pytest.raises(OilwatchError, match="another run is writing"):
            desk.run(restart=True)
        assert first.wait(60) == 0

    assert len(desk.out()) == 20


def program(desk):
    """Return the command that runs the batch in processes of its own."""
    return [
        sys.executable,
        "-W",
        "error",
        "-m",
        "tests.batch.checkers",
        str(desk.source),
        str(desk.target),
        "2",
    ]


def running(pid):
    """Return the helpers of a process, whichever of its threads has started them."""
    started = [n for task in Path(f"/proc/{pid}/task").glob("*/children") for n in task.read_text().split()]
    return [int(n) for n in started if b"spawn_main" in Path(f"/proc/{n}/cmdline").read_bytes()]


def gone(pid):
    """Return whether a process has ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] in "ZX"
    except OSError:
        return True


@pytest.mark.slow
def test_killed_at_any_moment_no_line_is_lost_or_doubled(desk):
    """Run and killed over and over at random moments, the output ends as that of a single run.

    Between the kills it is always a beginning of it, and no line that was complete is checked again.
    """
    chance = random.Random(SEED)
    desk.give(*[f"story {n} {'x' * chance.randrange(8_000)} !sleep:0.002" for n in range(1_500)])
    desk.run()
    whole, kills = desk.target.read_bytes(), 0
    desk.target.unlink()
    (desk.folder / checkers.LOG).unlink()

    while True:
        before = desk.target.read_bytes().count(b"\n") if desk.target.exists() else 0
        with subprocess.Popen(program(desk), cwd=ROOT) as process:
            while process.poll() is None and not desk.checked():
                time.sleep(0.005)
            time.sleep(chance.random())
            helpers = running(process.pid) if process.poll() is None else []
            process.kill()
        for text in desk.checked():
            assert int(text.split()[1]) >= before
        (desk.folder / checkers.LOG).unlink(missing_ok=True)
        assert whole.startswith(desk.target.read_bytes())
        wait(lambda pids=helpers: all(gone(pid) for pid in pids))
        if process.returncode == 0:
            break
        kills += 1

    assert desk.target.read_bytes() == whole
    assert kills >= 3


def wait(done):
    """Wait until something is so; fail after ten seconds."""
    until = time.monotonic() + 10
    while not done():
        assert time.monotonic() < until
        time.sleep(0.01)


@pytest.mark.slow
def test_a_process_that_is_killed_from_outside_loses_nothing(desk):
    """Helpers killed one after the other while they work: the output is whole, and each death is told."""
    chance = random.Random(SEED)
    desk.give(*[f"story {n} !sleep:0.01" for n in range(400)])

    with subprocess.Popen(program(desk), cwd=ROOT) as process:
        wait(desk.checked)
        for _ in range(3):
            os.kill(chance.choice(running(process.pid)), signal.SIGKILL)
            time.sleep(0.3)
        assert process.wait(60) == 0

    assert [line["story"]["id"] for line in desk.out()] == list(range(1, 401))
    assert all("error" not in line for line in desk.out())


def test_an_output_that_is_no_file_is_just_written_to(desk):
    """A device has nothing to go on from."""
    desk.give("one", "two")
    desk.target.symlink_to("/dev/null")

    assert desk.run().written == 2


def test_a_full_disk_leaves_what_can_be_gone_on_with(desk):
    """Where there is no room the reason is told, with the way on."""
    desk.give("one")

    with pytest.raises(OilwatchError, match=r"cannot write /dev/full \(No space left.*goes on there"):
        batch.run(
            str(desk.source), "/dev/full", Job(str(desk.folder), opener=checkers.opened), checkers.told([])
        )
