"""Recording into a store: each call one transaction, logged as a run where it changed something."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine

from oilwatch import periods
from oilwatch.model import Counts, Observation, Receipt, Recorded, Series
from oilwatch.store import engine, raw, write


@dataclass(frozen=True, slots=True)
class Recording:
    """The writing side of a store; ``Store`` says what each call does."""

    database: Engine
    now: Callable[[], datetime]

    def sync(self, catalogue: Iterable[Series]) -> int:
        """Add or update descriptions of series; return how many differed."""
        started = self.now()
        with engine.writing(self.database) as connection:
            differing = write.sync_series(connection, catalogue)
            if differing:
                write.log_run(connection, "catalogue", Counts(), (started, self.now()))
        return differing

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
            altered = describe is not None and write.sync_series(connection, [describe]) > 0
            key = raw.keep(connection, receipt) if receipt else None
            now = periods.moment(started) if by_clock else periods.OPEN_END
            total, differs = write.record_all(connection, answer, raw=key, now=now)
            if altered or differs:
                write.log_run(connection, source, total, (started, self.now()))
        return total


def by_series(observations: Iterable[Observation], moment: str) -> dict[str, list[Recorded]]:
    """Return observations, all seen at *moment*, as rows by series."""
    found: dict[str, list[Recorded]] = {}
    for item in observations:
        found.setdefault(item.series, []).append(Recorded(item.period, item.value, moment))
    return found
