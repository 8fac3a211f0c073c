"""Recording into a store: each call one transaction, logged as a run where it changed something."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine

from oilwatch import periods
from oilwatch.model import Change, Counts, Observation, Receipt, Recorded, Series
from oilwatch.store import audit, engine, raw, runs, write

IMPORT = "import"
"""What a run of figures of one's own is logged as."""


@dataclass(frozen=True, slots=True)
class Recording:
    """The writing side of a store; ``Store`` says what each call does."""

    database: Engine
    now: Callable[[], datetime]
    by: str = ""
    """Who asked for it; empty: nobody said."""

    def sync(self, catalogue: Iterable[Series]) -> int:
        """Add or update descriptions of series; return how many differed."""
        started = self.now()
        with engine.writing(self.database) as connection:
            differing = write.differing(connection, catalogue)
            if differing:
                run = runs.begin(connection, "catalogue", started)
                write.describe(connection, differing, run)
                runs.end(connection, run, self.now(), Counts())
        return len(differing)

    def history(
        self,
        answer: dict[str, list[Recorded]],
        *,
        source: str,
        receipt: Receipt | None = None,
        describe: Series | None = None,
        by_clock: bool = True,
    ) -> Counts:
        """Record dated rows by series, all or none."""
        started = self.now()
        with engine.writing(self.database) as connection:
            run = runs.begin(connection, source, started)
            described = write.differing(connection, [describe] if describe else [])
            write.describe(connection, described, run)
            origin = write.Origin(run, raw.keep(connection, receipt) if receipt else None)
            now = periods.moment(started) if by_clock else periods.OPEN_END
            total, differs = write.record_all(connection, answer, origin=origin, now=now)
            if not described and not differs:
                runs.drop(connection, run)
                return total
            runs.end(connection, run, self.now(), total)
            if source == IMPORT:
                done = self._imported(answer, total, receipt)
                audit.note(connection, done)
        return total

    def _imported(self, answer: dict[str, list[Recorded]], total: Counts, receipt: Receipt | None) -> Change:
        """Return what the list of changes says of figures that somebody imported."""
        detail = f"{total.new} new, {total.revised} revised, {total.withdrawn} withdrawn"
        detail += f", from {receipt.address}" if receipt else ""
        moment = periods.moment(self.now())
        return Change(moment, self.by, "imported figures", ", ".join(sorted(answer)), detail)


def by_series(observations: Iterable[Observation], moment: str) -> dict[str, list[Recorded]]:
    """Return observations, all seen at *moment*, as rows by series."""
    found: dict[str, list[Recorded]] = {}
    for item in observations:
        found.setdefault(item.series, []).append(Recorded(item.period, item.value, moment))
    return found
