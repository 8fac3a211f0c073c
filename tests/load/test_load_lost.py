"""What nobody foresaw, in one source or in the store, ends the run promptly, in a line, without harm."""

import json
import subprocess

import pytest

from tests.load.loading import SINCE, Loads
from tests.services.replay import Reply

ODD = {
    "rows that are none": {"response": {"total": "1", "frequency": "daily", "data": [5]}},
    "a period that is none": {
        "response": {
            "total": "1",
            "frequency": "daily",
            "data": [{"series": "RBRTE", "period": None, "value": "1", "units": "$/BBL"}],
        }
    },
    "an observation without a day": {"count": 1, "observations": [{"value": "1"}]},
}
"""Answers of status 200 in a form that nobody has seen yet."""


def ended(loads: Loads, *words: str) -> tuple[int, str, str]:
    """Run a load by keys that may not end; return exit code, output and errors."""
    with loads.run.start("load", *words, *SINCE, env=loads.environment(keys=True)) as process:
        try:
            out, err = process.communicate(timeout=60)
        except subprocess.TimeoutExpired:
            process.kill()
            pytest.fail("the load did not end")
    return process.returncode, out.decode(), err.decode()


@pytest.mark.parametrize("form", ODD)
def test_an_answer_in_an_unknown_form_is_the_failure_of_its_source_alone(loaded, form):
    """Its line says so, the sources that wait for it go on, and every other one is told as it ended."""
    body = Reply(json.dumps(ODD[form]).encode(), 200, {"Content-Type": "application/json"})
    service = loaded.outside.fred if "observation" in form else loaded.outside.eia
    service.faults, service.fault = {**service.faults, "odd": body}, "odd"
    before = loaded.known()

    code, out, err = ended(loaded, "eia", "fred", "jodi")

    failed = {line[:18].rstrip() for line in out.splitlines() if "FAILED: " in line}
    assert (code, err) == (1, "")
    assert failed == ({"fred"} if service is loaded.outside.fred else failed - {"fred", "jodi"}) != set()
    assert "jodi               0 new" in out
    assert loaded.known() == before


@pytest.mark.parametrize("table", ["load_run", "observation"])
def test_a_store_that_takes_no_more_ends_the_load_in_a_line(begin, loaded, table):
    """No traceback, no waiting: exit 1, and what was stored stays."""
    for name in ("PET.RBRTE.D", "JODI.SA"):
        known = loaded.outside.world.figures[name]
        period = sorted(p for p, value in known.items() if isinstance(value, float))[-2]
        loaded.outside.world.revise(name, period, known[period] + 1)
    full = "SELECT RAISE(ABORT, 'database or disk is full')"
    loaded.run.change(f"CREATE TRIGGER full BEFORE INSERT ON {table} BEGIN {full}; END")
    before = loaded.known()

    code, out, err = ended(loaded, "eia-spot", "fred", "jodi")

    assert (code, "Traceback" in err) == (1, False)
    assert "the disk is full; make room" in out + err
    assert loaded.known() == before
