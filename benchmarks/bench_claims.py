"""Reading and checking figures: sentences a second beside quantulum3, and whether cost grows with size.

Run: ``python benchmarks/bench_claims.py``; the peer needs ``pip install 'oilwatch[bench]'`` (or
QUANTULUM_PYTHON names another Python that has quantulum3). Both read the same report, made here, in the same
run. Each hostile text is read at one, two and four times its size: the cost must about double each time.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date

from oilwatch.claims import reading
from oilwatch.claims.check import check
from oilwatch.claims.record import Record
from oilwatch.ingest import fill
from oilwatch.model import Story
from oilwatch.store import Store

LEAST_RATIO, LEAST_SPEED, MOST_GROWTH = 50, 5_000, 2.6
DAY = date(2018, 11, 13)
SENTENCES, FOR_PEER = 2_000, 600
PEER = """
import json, sys, time
from quantulum3 import parser
told = json.load(sys.stdin)
parser.parse(told[0])
took = []
for run in range(3):
    began = time.perf_counter()
    for sentence in told[run::3]:
        parser.parse(sentence)
    took.append(3 * (time.perf_counter() - began))
print(min(took))
"""
_WITH = (
    "Brent finished the session at ${a}.{b} a barrel, up {c} percent on the day.",
    "Iraq's wells gave {d}.{b} million barrels per day in September, the ministry said.",
    "U.S. crude lost {c}.{d} percent in the week and ended at ${a}.",
    "Nigerian output of 1.{b} million bpd was {a},000 bpd below that of August.",
    "The group agreed to pump {a}0,000 barrels a day less from January.",
    "Russia and Saudi Arabia together produced 2{d}.{c} million b/d in October.",
)
_WITHOUT = (
    "The minister arrived in Vienna late and left without a word to the reporters.",
    "Traders spoke of a nervous market in which nobody wanted to be the first to sell.",
    "Refiners in Asia were said to be looking for cargoes from West Africa.",
    "The pipeline through the desert has been a worry for as long as anyone remembers.",
    "Analysts doubted that the alliance would hold together under such strain.",
    "It was a quiet morning, brokers in London said, with most of them on holiday.",
)
SHAPES: dict[str, tuple[Callable[[int], str], int]] = {
    "plain report": (lambda n: " ".join(report(n)), 1_000),
    "figures only": (lambda n: "Brent rose 2.1 percent to $66.12. " * n, 4_000),
    "no sentence ends": (lambda n: "Saudi output rose 2 percent and " * n, 4_000),
    "one figure after another": (lambda n: "Iraq pumped " + "4.1 million b/d, " * n, 4_000),
    "brackets": (lambda n: "(" * n + "Brent fell 2%" + ")" * n, 50_000),
    "right-to-left marks": (lambda n: "\u202eBrent \u200ffell\u200e 2%\u202c " * n, 4_000),
    "Arabic": (lambda n: "ارتفع خام برنت ٢٪ إلى ٦٦ دولارا للبرميل. " * n, 3_000),
    "Russian": (lambda n: "Нефть Brent подорожала на 2,1% до 66,12 доллара за баррель. " * n, 3_000),
    "Chinese": (lambda n: "布伦特原油上涨2.1%至每桶66.12美元。" * n, 5_000),
    "1,1,1": (lambda n: "1," * n, 50_000),
    "1,111,111": (lambda n: "1" + ",111" * n, 50_000),
    "a a a": (lambda n: "a " * n, 50_000),
    "$$$": (lambda n: "$" * n, 50_000),
    "million million": (lambda n: "1 " + "million " * n, 30_000),
    "digits": (lambda n: "1" * n, 500_000),
    "digits b/d": (lambda n: "1" * n + " b/d of Brent", 500_000),
    "commas": (lambda n: "," * n, 50_000),
    "one word": (lambda n: "x" * n, 1_250_000),
    "new lines": (lambda n: "\n" * n, 100_000),
    "lines of figures": (lambda n: "Brent 66.12\n" * n, 10_000),
    "since since": (lambda n: "Brent fell 2% " + "since " * n, 30_000),
    "and and": (lambda n: "Iraq pumped 2 million b/d " + "and " * n, 30_000),
    "names and names": (lambda n: "Iraq, Iran and Kuwait, " * n + "each pumped 2 million b/d", 5_000),
    "dates": (lambda n: "from January 2018 to March 2018 " * n + "Brent fell 2%", 5_000),
    "highest since": (lambda n: "the highest since the highest " * n, 8_000),
    "hyphens": (lambda n: "four-" * n, 30_000),
    "full stops": (lambda n: "." * n, 50_000),
    "U.S.U.S.": (lambda n: "U.S." * n, 20_000),
    "spaces": (lambda n: "Brent fell" + " " * n + "2%", 500_000),
    "table": (lambda n: "Output, million b/d\n" + "Iraq | 4.1 | 4.2\n" * n, 4_000),
}
"""Texts that break readers, as functions of their size, and the smallest size that is timed."""


def report(count: int) -> list[str]:
    """Return the sentences of a made-up market report; every second one has no figure."""
    source = random.Random(1)
    told = []
    for number in range(count):
        form = source.choice(_WITHOUT if number % 2 else _WITH)
        figures = {"a": source.randint(20, 99), "b": source.randint(10, 99)}
        told.append(form.format(**figures, c=source.randint(1, 9), d=source.randint(2, 9)))
    return told


def seconds(text: str, runs: int = 3) -> float:
    """Return the shortest time that reading *text* takes."""
    took = []
    for _ in range(runs):
        began = time.perf_counter()
        reading.read(text, DAY)
        took.append(time.perf_counter() - began)
    return min(took)


def peer(told: list[str]) -> float:
    """Return the seconds that quantulum3 takes for the sentences; stop where it is missing."""
    python = os.environ.get("QUANTULUM_PYTHON") or sys.executable
    done = subprocess.run(
        [python, "-c", PEER], input=json.dumps(told), capture_output=True, text=True, check=False
    )
    if done.returncode:
        reason = done.stderr.strip().splitlines()[-1:] or ["no reason given"]
        raise SystemExit(f"no peer to measure against ({reason[0]}): pip install 'oilwatch[bench]'")
    return float(done.stdout.split()[-1])


def speed() -> list[str]:
    """Print the speed of reading and checking beside the peer's; return what is missed."""
    told = report(SENTENCES)
    text = " ".join(told)
    reading.read(text, DAY)
    read = SENTENCES / seconds(text)
    theirs = FOR_PEER / peer(told[:FOR_PEER])
    checked = SENTENCES / checking(text)
    print(f"\n{'on one core':<24}{'sentences/s':>12}{'x quantulum3':>14}")
    for name, rate in (("quantulum3", theirs), ("reading", read), ("reading and checking", checked)):
        print(f"{name:<24}{rate:12,.0f}{rate / theirs:14.1f}")
    missed = []
    if read / theirs < LEAST_RATIO:
        missed.append(
            f"reading is {read / theirs:.0f} times as fast as the peer, {LEAST_RATIO} were promised"
        )
    if read < LEAST_SPEED:
        missed.append(f"{read:,.0f} sentences a second are read, {LEAST_SPEED:,} were promised")
    return missed


def checking(text: str) -> float:
    """Return the seconds that checking *text* takes against the bundled figures, the record in memory."""
    story = Story("A report", "", "", published=DAY.isoformat(), text=text)
    with tempfile.TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{folder}/oilwatch.db")
        fill(store)
        record = Record(store)
        took = []
        for _ in range(3):
            began = time.perf_counter()
            check(story, store, record=record)
            took.append(time.perf_counter() - began)
        store.close()
    return min(took)


def growth() -> list[str]:
    """Print the cost of each hostile text at one, two and four times its size; return what grows too fast."""
    print(f"{'text':<26}{'characters':>12}{'ms':>9}{'2n':>9}{'4n':>9}{'2n/n':>7}{'4n/2n':>7}")
    missed = []
    for name, (make, size) in SHAPES.items():
        texts = [make(size * times) for times in (1, 2, 4)]
        one, two, four = (seconds(text, 2) for text in texts)
        if four / two > MOST_GROWTH:  # once more, for the machine may have been busy
            one, two, four = (
                min(took, seconds(text)) for took, text in zip((one, two, four), texts, strict=True)
            )
        second = four / two
        shown = "".join(f"{took * 1e3:9.1f}" for took in (one, two, four))
        print(f"{name:<26}{len(texts[0]):12,}{shown}{two / one:7.2f}{second:7.2f}")
        if second > MOST_GROWTH and four > 0.05:
            missed.append(f"{name}: twice the text takes {second:.1f} times as long")
    return missed


def main() -> None:
    """Print both tables; exit 1 where a promise is missed."""
    missed = growth() + speed()
    if missed:
        raise SystemExit("\n".join(missed))


if __name__ == "__main__":
    main()
