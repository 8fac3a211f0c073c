"""Many readers while another process writes: every answer is whole, of one data version, and none fails."""

import os
import subprocess
import sys
import threading
import time

from tests.api.conftest import Asking, serving
from tests.kit import DAILY

READERS, SECONDS = 20, 4.0
WRITER = """
import os, sys, time
from oilwatch.model import Observation
from oilwatch.store import Store

store = Store(os.environ["STORE"])
for copy in range(1, 1_000):
    days = [f"2024-01-{n:02}" for n in range(1, 29)]
    seen = f"2024-03-{1 + copy // 1440:02}T{copy // 60 % 24:02}:{copy % 60:02}:00Z"
    store.record([Observation("price.test.daily", day, 50.0 + copy / 100) for day in days], seen_from=seen)
    print(copy, flush=True)
    time.sleep(0.02)
"""


def read(base, until, found):
    """Ask until a time has come; keep (status, version, values) of each answer, and failures."""
    ask, tag = Asking(base), ""
    while time.monotonic() < until:
        said = ask(f"/series/{DAILY.id}.json", headers={"If-None-Match": tag})
        told = said.json() if said.status_code == 200 else {"version": 0, "rows": []}
        found.append((said.status_code, told["version"], {row["value"] for row in told["rows"]}))
        tag = said.headers.get("ETag", tag)


def test_readers_are_served_while_another_process_writes(store, address):
    """Twenty readers; each copy changes every figure, so an answer that mixed two would show two values."""
    found: list[tuple[int, int, set[float]]] = []
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER], stdout=subprocess.PIPE, env={**os.environ, "STORE": address}
    )
    try:
        assert writer.stdout.readline() == b"1\n"
        with serving(lambda: store) as base:
            until = time.monotonic() + SECONDS
            threads = [threading.Thread(target=read, args=(base, until, found)) for _ in range(READERS)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join(60)
        assert writer.poll() is None, "the writer ended before the readers did"
    finally:
        writer.kill()
        writer.wait()
        writer.stdout.close()
    whole = [one for one in found if one[0] == 200]

    assert {status for status, _, _ in found} <= {200, 304}
    assert len({version for _, version, _ in whole}) > 5
    assert {len(values) for _, _, values in whole} == {1}
    kept: dict[int, set[float]] = {}
    assert all(kept.setdefault(version, values) == values for _, version, values in whole)
