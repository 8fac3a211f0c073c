"""Loading: parse and record against plain inserts of the same rows, and memory against the size of files.

Both sides of the ratio run in this process, one after the other; the best of some runs counts. Files of 30
and of 300 MB are served on loopback and loaded by the command itself.
"""

import http.server
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from oilwatch import catalog, load, plausible
from oilwatch.model import Copy, Page, Receipt
from oilwatch.sources import OPEN_END, eia_bulk
from oilwatch.store import Store

LIMIT = 2.5
RUNS = 5
MOMENT = "2026-11-22T12:00:00.000Z"
MONTHS = [f"{year}-{month:02}" for year in range(1973, 2026) for month in range(1, 13)]
DAYS = [(date(1986, 1, 2) + timedelta(days=number)).isoformat() for number in range(14_000)]


def archive() -> bytes:
    """Return the lines of a bulk archive for every series of ours that it has: 300,000 figures and more."""
    lines = []
    for name in catalog.by_publisher_id():
        if name.startswith("PET.R"):
            cells, unit = (
                [[day.replace("-", ""), 50 + number % 40 / 10] for number, day in enumerate(DAYS)],
                "$/BBL",
            )
        elif name.startswith("INTL."):
            cells = [[month.replace("-", ""), 9000 + number % 70] for number, month in enumerate(MONTHS)]
            unit = "thousand barrels per day"
        else:
            continue
        line = {"series_id": name, "units": unit, "last_updated": "2026-11-20", "data": cells[::-1]}
        lines.append(json.dumps(line).encode())
    return b"\n".join(lines) + b"\n"


def plain(rows: list[tuple[object, ...]], folder: Path) -> float:
    """Return the seconds that inserting *rows* into a table of the store's shape takes, and nothing else."""
    path = folder / f"plain{time.monotonic_ns()}.db"
    Store(f"sqlite:///{path}").upgrade()
    database = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL"):
        database.execute(f"PRAGMA {pragma}")
    began = time.perf_counter()
    database.execute("BEGIN IMMEDIATE")
    database.executemany("INSERT INTO observation VALUES (?, ?, ?, ?, ?)", rows)
    database.execute("COMMIT")
    spent = time.perf_counter() - began
    database.close()
    return spent


def ours(body: bytes, folder: Path) -> float:
    """Return the seconds from the bytes of an answer to its figures in the store."""
    store = Store(f"sqlite:///{folder / f'ours{time.monotonic_ns()}.db'}")
    store.upgrade()
    store.sync(catalog.series().values())
    began = time.perf_counter()
    rows = tuple(eia_bulk.parse(body))
    page = Page(Receipt(body, "bench", MOMENT), rows)
    whole = dict.fromkeys({row.series for row in rows}, ("", OPEN_END))
    store.loads.record("bench", [Copy(MOMENT, (page,), whole)], screen=plausible.screen, started=store.now())
    spent = time.perf_counter() - began
    store.close()
    return spent


def rates() -> bool:
    """Print what loading costs against plain inserts; return whether it is within the limit."""
    body = archive()
    found = list(eia_bulk.parse(body))
    keys = {name: number for number, name in enumerate({row.series for row in found}, start=1)}
    rows: list[tuple[object, ...]] = [(keys[r.series], r.period, MOMENT, r.value, None) for r in found]
    with tempfile.TemporaryDirectory() as folder, load.few_collections():  # as in every load
        pairs = [(plain(rows, Path(folder)), ours(body, Path(folder))) for _ in range(RUNS)]
    base, spent = (min(column) for column in zip(*pairs, strict=True))
    ratio = spent / base
    print(f"{len(rows):,} figures: plain inserts {len(rows) / base / 1e3:,.0f} k/s, parse and record "
          f"{len(rows) / spent / 1e3:,.0f} k/s: {ratio:.2f} times the cost (limit {LIMIT})")  # fmt: skip
    return ratio <= LIMIT


def jodi_file(path: Path, size: int) -> None:
    """Write a JODI year file of *size* bytes."""
    head = "REF_AREA,TIME_PERIOD,ENERGY_PRODUCT,FLOW_BREAKDOWN,UNIT_MEASURE,OBS_VALUE,ASSESSMENT_CODE\n"
    year = time.gmtime().tm_year
    ours_ = "".join(f"SA,{year}-{month:02},CRUDEOIL,INDPROD,KBD,9000.0000,1\n" for month in range(1, 9))
    other = f"ZZ,{year}-01,NGL,STOCKCH,KBBL,1234.0000,3\n" * 20_000
    with path.open("w") as file:
        file.write(head + ours_)
        while file.tell() < size:
            file.write(other)


def bulk_file(path: Path, size: int) -> None:
    """Write a PET archive whose text is of *size* bytes: our series among many others."""
    cells = json.dumps([[f"{20000101 + n}", 60.5] for n in range(28)])
    line = '{{"series_id":"{}","units":"$/BBL","f":"D","data":{}}}\n'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed, packed.open("PET.txt", "w") as text:
        written = text.write(line.format("PET.RBRTE.D", cells).encode())
        other = "".join(line.format(f"PET.NOT{n}.D", cells) for n in range(1000)).encode()
        while written < size:
            written += text.write(other)


def memory(make: Callable[[Path, int], None], source: str, served: str, size: int) -> float:
    """Return the peak memory, in MB, of a load of a file of *size* bytes."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make(folder / "file", size)
        server = _serving(folder / "file", served)
        place = f"http://127.0.0.1:{server.server_port}"
        environment = os.environ | {
            "OILWATCH_HOME": name, "OILWATCH_JODI_URL": place, "OILWATCH_EIA_URL": place,
        }  # fmt: skip
        environment.pop("EIA_API_KEY", None)
        told = (
            "import resource, sys; from oilwatch.cli import main\ntry: main()\nfinally: "
            "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)"
        )
        done = subprocess.run(
            [sys.executable, "-c", told, "load", source],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        server.shutdown()
        return int(done.stderr.split()[-1]) / 1024


def _serving(path: Path, served: str) -> http.server.ThreadingHTTPServer:
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = urlsplit(self.path).path.endswith(served)
            self.send_response(200 if found else 404)
            self.send_header("Content-Length", str(path.stat().st_size if found else 0))
            self.end_headers()
            if found:
                with path.open("rb") as file:
                    while part := file.read(1 << 20):
                        self.wfile.write(part)

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def main() -> None:
    within = rates()
    for make, source, served in (
        (jodi_file, "jodi", f"{time.gmtime().tm_year}.csv"),
        (bulk_file, "eia-bulk-pet", "PET.zip"),
    ):
        small, large = (memory(make, source, served, size) for size in (30_000_000, 300_000_000))
        print(f"{source}: peak memory {small:.0f} MB for 30 MB, {large:.0f} MB for 300 MB (limit 300)")
        within = within and large < 300
    sys.exit(0 if within else 1)


if __name__ == "__main__":
    main()
