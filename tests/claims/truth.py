"""A test of truth: sentences made of recorded figures, true and wrong in known ways, and their verdicts.

Run: ``python -m tests.claims.truth [COUNT] [--futures]``. Prints the share of right verdicts by class, an
example of each failure, and what was misread. ``--tolerance`` prints docs/tolerance.md instead.
"""

import random
import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from oilwatch.claims.check import check
from oilwatch.claims.record import Record
from oilwatch.ingest import fill
from oilwatch.model import Story, Verdict
from oilwatch.store import Store
from tests.claims import truth_facts as facts
from tests.claims.truth_classes import RIGHT, TRUE
from tests.claims.truth_facts import Fact, World
from tests.claims.truth_report import failures, report, shares, slandered, tolerance
from tests.claims.truth_shapes import SHAPES

OF_FUTURES = (facts.moves, facts.dollars, facts.years, facts.extremes)
"""Families that may be left open where futures are missing or the front month changed."""

__all__ = ["RIGHT", "TRUE", "Told", "failures", "report", "shares", "slandered", "told", "tolerance"]


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence with what it states, how it is wrong, and what was read in it and said of it."""

    text: str
    shape: str
    wrong: str
    fact: Fact
    verdict: Verdict | None
    is_open: bool = False
    """Whether it may be left open: a move or an extreme of futures."""

    @property
    def is_right(self) -> bool:
        """Whether the verdict is one that the class allows."""
        if self.verdict is None:
            return False
        left = (
            self.is_open and self.wrong in ("far", "wrong sign") and self.verdict.verdict == "not_checkable"
        )
        return left or self.verdict.verdict in RIGHT[self.wrong]

    @property
    def misread(self) -> str:
        """What the reading got wrong; empty where nothing."""
        if self.verdict is None:
            return "no claim"
        claim = self.verdict.claim
        base = (claim.baseline_period or ("",))[0][:7]
        pairs = (
            ("kind", claim.kind, self.fact.kind), ("who", claim.entity, self.fact.entity),
            ("from", claim.period_start, self.fact.first), ("to", claim.period_end, self.fact.last),
            ("base", base, self.fact.base or base),
        )  # fmt: skip
        return ", ".join(f"{name} {got} for {meant}" for name, got, meant in pairs if got != meant)


def told(record: Record, store: Store, count: int, *, prices: str = "spot", seed: int = 1) -> Iterator[Told]:
    """Yield at least *count* sentences of every shape and class with their verdicts."""
    world = World(record, random.Random(seed), prices)
    shapes = [(family(world), form, family in OF_FUTURES) for family, forms in SHAPES for form in forms]
    made = 0
    while made < count:
        for drawn, form, is_open in shapes:
            fact = next(drawn)
            for wrong, fields in fact.prints.items():
                text = form.format(**{**fact.fields, **fields})
                made += 1
                verdict = _verdict(text, fact, fields["v"], record, store)
                yield Told(text, form, wrong, fact, verdict, is_open)


def _verdict(text: str, fact: Fact, shown: str, record: Record, store: Store) -> Verdict | None:
    """Return the verdict on the figure that the sentence is about."""
    found = check(Story(text, text=text), store, published=fact.published.isoformat(), record=record)
    figure = re.search(rf"(?<![\d.,]){re.escape(shown)}(?!\d)", text)
    place = figure.start() if figure else 0
    mine = [v for v in found.verdicts if v.claim.start < place + len(shown) and v.claim.end > place]
    return next((v for v in mine if v.claim.kind == fact.kind), mine[0] if mine else None)


def imported(store: Store, folder: Path) -> None:
    """Import made-up futures: spot and half a percent, a cent at least, for both grades."""
    from oilwatch.ingest import import_csv

    for grade in ("brent", "wti"):
        _, rows = store.seen(f"price.{grade}.spot", start="2008-01-01")
        lines = [f"{row.period},{row.value * 1.005:.2f}" for row in rows]
        body = "\n".join(["period,value", *lines]) + "\n"
        path = folder / f"{grade}.csv"
        path.write_text(body, encoding="utf-8")
        import_csv(store, path, f"price.{grade}.futures")


def main() -> None:
    """Print the report for a store made of the bundled figures."""
    count = int(sys.argv[1]) if sys.argv[1:2] and sys.argv[1].isdigit() else 600
    with tempfile.TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{folder}/oilwatch.db")
        fill(store)
        futures = "--futures" in sys.argv
        if futures:
            imported(store, Path(folder))
        every = list(told(Record(store), store, count, prices="futures" if futures else "spot"))
        print(tolerance(every) if "--tolerance" in sys.argv else report(every))
        store.close()


if __name__ == "__main__":
    main()
