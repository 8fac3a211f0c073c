"""A key is sent to its service and is in nothing that is printed, logged or kept."""

import subprocess
import sys
import zlib

import pytest

from tests.load.faults import by_part
from tests.load.loading import FIGURES, SINCE
from tests.services.eia import key_refusal, refusal
from tests.services.fred import refusal as of_fred
from tests.services.replay import page
from tests.services.server import Reply

EIA, FRED = "MadeUpForTheEia-0987654321_zyx", "madeupforfred0987654321zyxwvutsr"
LOGGED = """
import logging, os, sys
logging.basicConfig(filename="all.log", level=logging.DEBUG)
for name in ("urllib3", "requests", "yfinance", "peewee"):
    logging.getLogger(name).setLevel(logging.DEBUG)
    logging.getLogger(name).addHandler(logging.StreamHandler(sys.stderr))
from datetime import date
from oilwatch import load, settings
from oilwatch.store import Store
chosen = settings.load()
found = load.run(Store(chosen.db), chosen, sys.argv[2:], since=date.fromisoformat(sys.argv[1]), told=print)
print(*found, sep=chr(10), flush=True)
sys.stderr.flush()
os._exit(0)  # the journal stays beside the store
"""
"""A load of which everything is logged, on stderr and in a file, and printed."""


def echoes(key: str) -> dict[str, Reply]:
    """Return answers that repeat a key, by name: refusals, pages, broken answers."""
    cut = f'{{"request": {{"params": {{"api_key": "{key}"}}}}, "response": '
    return {
        "told": refusal(400, f"Invalid facet '{key}' provided."),
        "told long": refusal(400, "x" * 185 + key),
        "told by the guard": key_refusal(403, "API_KEY_INVALID", f"The api_key {key} is not known."),
        "other guard": key_refusal(403, key, key),
        "page": page(f"no api_key={key}"),
        "broken": Reply(cut.encode()),
        "failing": page(f"<pre>api_key={key}</pre>", 503),
        "of fred": of_fred(f"Bad Request.  The value {key} for variable api_key is not registered."),
        "table": Reply(f"observation_date,{key}\n2026-01-02,{key}\n".encode()),
    }


@pytest.fixture
def keyed(begin):
    """A home that was loaded by keys, once in full; the services repeat them from now on."""
    loads = begin()
    outside = loads.outside
    outside.eia.key, outside.fred.key = EIA, FRED
    for service, key in ((outside.eia, EIA), (outside.fred, FRED)):
        service.faults = {**service.faults, **echoes(key)}
    return loads


def run(loads, *words) -> bytes:
    """Run the logged load; return all that it printed."""
    done = subprocess.run(
        [sys.executable, "-c", LOGGED, SINCE[1], *words], cwd=loads.run.home, timeout=120, check=False,
        env=loads.run.environment(loads.environment(keys=True)), capture_output=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout + done.stderr


def kept(loads) -> dict[str, bytes]:
    """Return every file in the home by name, and every answer that the store keeps, unpacked."""
    files = {path.name: path.read_bytes() for path in loads.run.home.rglob("*") if path.is_file()}
    bodies = [row[-1] for row in loads.run.contents()["raw"]]
    return {**files, **{f"answer {number}": zlib.decompress(body) for number, body in enumerate(bodies)}}


def nowhere(parts: dict[str, bytes]) -> None:
    """Assert that no key is in any of the parts, in capital or small letters."""
    for name, body in parts.items():
        for key in (EIA, FRED):
            assert key.lower().encode() not in body.lower(), name


def test_a_load_by_keys_keeps_and_logs_answers_without_them(keyed):
    """The services got their keys and repeated them; answers are kept with another word in their place."""
    printed = run(keyed, *FIGURES, "alfred")

    files = kept(keyed)
    eia, fred = keyed.outside.eia.hits, keyed.outside.fred.hits
    assert {hit.get("api_key") for hit in eia} == {EIA}
    assert {hit.get("api_key") for hit in fred} == {FRED}
    assert b"GET /v2/" in files["all.log"]
    assert files["oilwatch.db-wal"]
    assert any(b'"api_key": "REDACTED"' in body for body in files.values())
    nowhere({"printed": printed, **files})


def test_refusals_and_redirects_that_repeat_a_key_are_told_without_it(keyed):
    """Neither reason, log nor store has it, whatever the service does with it."""
    routes = ("pri/spt", "international/data/ 57", "international/data/ 53", "crd/crpdn", "sum/sndw", "steo")
    again = f"302 to /v2/steo/?api_key={EIA}&again={EIA}"
    ways = [
        ("told", "told long", "told by the guard", "other guard", "page", "broken"),
        ("failing", again, f"302 to ftp://{EIA}/", f"302 to http://127.0.0.1:9/{EIA}?api_key={EIA}",
         "truncated", "404"),
    ]  # fmt: skip
    printed = b""
    for refused, faults in zip(("of fred", f"302 to /fred/series?api_key={FRED}"), ways, strict=True):
        keyed.outside.eia.fault = by_part(dict(zip((*routes, "/"), (*faults, "404"), strict=True)))
        keyed.outside.fred.fault = refused
        printed += run(
            keyed, *(f"eia-{name}" for name in "spot international liquids us outlook".split()), "fred"
        )

    told = keyed("status", "--json")
    assert printed.count(b"status='failed'") == 14
    assert b"REDACTED" in printed
    assert told.code == 0
    nowhere({"printed": printed, "status": told.raw + told.err.encode(), **kept(keyed)})


def test_a_traceback_has_no_key(keyed):
    """Where a store refuses what came, what is printed of that has none either."""
    keyed.outside.fred.fault = "table"

    done = keyed.load("fred", "eia-bulk-steo", keys=True)

    assert done.code == 1
    nowhere({"printed": done.raw, "errors": done.err.encode(), **kept(keyed)})
