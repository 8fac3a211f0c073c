"""Loading again and again ends when it is told to; bad times are refused; offline nobody is asked."""

import signal
import subprocess
import sys
import time
from contextlib import contextmanager

import pytest

from tests.cli.command import refused
from tests.load.loading import FIGURES, SINCE, by_source

WATCHED = """
import sys
def told(event, found):
    if event in ("socket.connect", "socket.getaddrinfo"):
        print(event, file=sys.stderr)
sys.addaudithook(told)
from oilwatch.cli import main
main()
"""
"""The command, telling of every connection that is begun and every name that is looked up."""


@contextmanager
def going_on(loads, *words):
    """Start the command, and end it in any case."""
    with loads.run.start("load", *words, *SINCE, env=loads.environment()) as process:
        try:
            yield process
        finally:
            process.kill()


def ended(process) -> tuple[int, str]:
    """Return exit code and stderr of a process that is about to end."""
    err = process.communicate(timeout=60)[1].decode()
    return process.returncode, err


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_it_goes_on_after_the_first_cycle_until_it_is_stopped(loaded, sign):
    """The first cycle is printed at once; a signal ends the wait without a traceback."""
    with going_on(loaded, "fred", "--every", "1m") as process:
        first = process.stdout.readline().decode()
        goes_on = process.poll() is None
        process.send_signal(sign)
        code, err = ended(process)

    assert first.startswith("fred  ")
    assert goes_on
    assert code in (130, -signal.SIGTERM, 128 + signal.SIGTERM)
    assert "Traceback" not in err
    assert err.strip().count("\n") == 0


def test_a_signal_ends_a_load_that_waits_for_an_answer(loaded):
    """Though a service says nothing, the command ends promptly, and what was recorded is kept."""
    loaded.outside.jodi.fault = "hang"
    before = loaded.known()

    with going_on(loaded, "jodi") as process:
        while not loaded.outside.jodi.hits and process.poll() is None:
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        code, err = ended(process)

    assert (code, "Traceback" in err) == (130, False)
    assert err.strip().startswith("oilwatch: stopped; ")
    assert loaded.known() == before


def test_a_cycle_that_fails_is_told_and_does_not_end_it(loaded):
    """The next cycle may go well, so that the command goes on."""
    loaded.outside.fred.fault = "404"

    with going_on(loaded, "fred", "--every", "1d") as process:
        first = process.stdout.readline().decode()
        time.sleep(0.5)
        goes_on = process.poll() is None

    assert "FAILED: " in first
    assert goes_on


@pytest.mark.parametrize("text", ["0m", "5", "1w", "-1m", "1.5h", "m", "99999m", "1m; 2m", "soon"])
def test_a_time_that_is_none_is_refused(begin, text):
    """In one line that says how to write it; nobody is asked and no store is made."""
    loads = begin()

    done = loads("load", "fred", "--every", text)

    refused(done, 2, "expected a time such as 30m, 6h or 1d")
    assert not loads.outside.fred.hits
    assert not loads.run.file.exists()


def test_offline_nobody_is_asked(loaded, press):
    """No connection is begun, no name looked up, and each source says why; what is stored stays."""
    settings = loaded.environment(OILWATCH_OFFLINE="1", **press[1])
    before = loaded.known()

    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", WATCHED, "load", *SINCE],
        env=loaded.run.environment(settings), cwd=loaded.run.home, capture_output=True,
        timeout=120, check=False,
    )  # fmt: skip

    told = done.stdout.decode().splitlines()
    assert (done.returncode, done.stderr.decode()) == (1, "")
    failed = [line for line in told if "FAILED: " in line]
    assert len(failed) == 9
    assert all("OILWATCH_OFFLINE" in line for line in failed)
    outside = loaded.outside
    for service in (outside.eia, outside.fred, outside.alfred, outside.yahoo, outside.jodi, press[0].replay):
        assert not service.hits
    assert loaded.known() == before


def test_offline_with_keys_names_the_setting_too(loaded):
    """Sources that take a key say the same, also the one that is asked by name only."""
    done = loaded.load(*FIGURES, "alfred", "--json", keys=True, OILWATCH_OFFLINE="yes")

    asked = [row for row in by_source(done).values() if row["status"] != "skipped"]
    assert (done.code, len(asked)) == (1, 10)
    assert all(row["reason"].count("OILWATCH_OFFLINE") >= 1 for row in asked)
    assert not loaded.outside.eia.hits + loaded.outside.fred.hits + loaded.outside.alfred.hits
