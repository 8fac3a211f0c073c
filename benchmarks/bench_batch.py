"""What a batch costs besides the checks: ``oilwatch check --batch`` against a loop over the same stories.

Run: ``python benchmarks/bench_batch.py [STORIES]``. The loop and the batch with one process take turns in one
run, on the bundled figures; prints the medians, their ratio, and the most memory of the process that reads
and writes, for this many stories and for ten times as many. The start of a process (imports, reading the
store) is measured by a batch of one story and left out of the ratio.
"""

import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path

import orjson

from oilwatch import batch, ingest
from oilwatch.batch import Job, Told, lines, worker
from oilwatch.http import Client

ROUNDS = 5
STORY = (
    "Saudi Arabia pumped 10.7 million b/d in October, and Russia 11.4 million b/d. Brent crude settled at "
    "$65.47 a barrel on Tuesday, down by about a quarter since early October. Ministers of the exporting "
    "countries will meet in Vienna in December. They spoke of a cut of as much as 1.4 million b/d. "
)
SENTENCES = 4


def write(path: Path, count: int) -> None:
    """Write a batch of stories, of three to nine times the sentences each."""
    with path.open("wb") as file:
        for number in range(count):
            story = {"id": number, "published": "2018-11-14", "text": STORY * (1 + number % 3)}
            file.write(orjson.dumps(story) + b"\n")


def loop(source: Path, target: Path, job: Job) -> float:
    """Check the stories one after another in this process; return the seconds without opening the store."""
    with worker.opened(job) as check:
        began = time.perf_counter()
        found = [line for block in lines.read(source.open("rb").read) for line in block]
        target.write_bytes(worker.answer(found, job, check, Client(offline=True)).body)
        return time.perf_counter() - began


def run(source: Path, target: Path, job: Job) -> float:
    """Check them as a batch; return the seconds."""
    began = time.perf_counter()
    told = Told(print, print, lambda _done, _total: None)
    batch.run(str(source), str(target), job, told, restart=True)
    return time.perf_counter() - began


def memory() -> float:
    """Return the most memory of this process so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        one, many, more = (folder / f"{text}.jsonl" for text in ("one", "many", "more"))
        for path, number in ((one, 1), (many, count), (more, 10 * count)):
            write(path, number)
        address = f"sqlite:///{folder / 'oilwatch.db'}"
        ingest.open_store(address).close()
        job = Job(address, processes=1)
        run(many, folder / "out", job)
        before = memory()
        run(more, folder / "out", job)
        after = memory()
        took = [
            (loop(many, folder / "loop", job), run(many, folder / "out", job), run(one, folder / "x", job))
            for _ in range(ROUNDS)
        ]
        assert (folder / "loop").read_bytes() == (folder / "out").read_bytes()
    alone, whole, start = (statistics.median(column) for column in zip(*took, strict=True))
    rate = sum(SENTENCES * (1 + number % 3) for number in range(count)) / alone
    print(f"{count:,} stories in a loop {alone:.2f} s ({rate:,.0f} sentences/s); as a batch {whole:.2f} s")
    print(
        f"start {start:.2f} s; batch without it against the loop: {(whole - start) / alone:.2f} (limit 1.10)"
    )
    print(f"memory of reader and writer: {before:.0f} MB, with ten times the stories {after:.0f} MB")


if __name__ == "__main__":
    main()
