"""What a load writes and asks of the store: whole copies, runs, figures held aside, stories."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, Row, func, select

from oilwatch import periods
from oilwatch.errors import InputError
from oilwatch.model import Aside, Change, Copy, Counts, Story
from oilwatch.store import audit, beside, copying, engine, read, runs, stories, write
from oilwatch.store.copying import Screen
from oilwatch.store.schema import load_run, observation, validator

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Run:
    """One run of one source, as it ended; *next_try* is empty where it may be asked at any time."""

    source: str
    started_at: str
    finished_at: str
    status: str
    new: int
    revised: int
    withdrawn: int
    unchanged: int
    held: int
    reason: str
    next_try: str


@dataclass(frozen=True, slots=True)
class Loads:
    """The loading side of a store, as ``Store.loads`` gives it."""

    database: Engine
    now: Callable[[], datetime]

    def record(
        self,
        source: str,
        copies: Sequence[Copy],
        *,
        screen: Screen,
        started: datetime,
        failure: tuple[str, str] = ("", ""),
    ) -> tuple[Counts, list[Aside]]:
        """Record copies, all or none, and log the run; return what changed and what is newly held aside.

        *failure* says why the source gave no more than these, and when to ask again. Raises UnknownSeries
        or InputError.
        """
        with engine.writing(self.database) as connection:
            run = _Run(runs.begin(connection, source, started), source, screen)
            total, held, altered = Counts(), list[Aside](), False
            for copy in copies:
                counts, asides, differs = _record(connection, run, copy)
                total, altered = total + counts, altered or differs
                held += asides
            more = {"held": len(held), "altered": int(altered)}
            runs.end(connection, run.key, self.now(), total, **more, **_ended(failure))
        return total, held

    def keep_stories(
        self, source: str, found: Iterable[Story], *, started: datetime, failure: tuple[str, str] = ("", "")
    ) -> Counts:
        """Keep stories that are not kept yet, and log the run; *failure*: why there are no more."""
        with engine.writing(self.database) as connection:
            run = runs.begin(connection, source, started)
            counts = stories.keep(connection, list(found), periods.moment(self.now()))
            altered = int(counts.new > 0)
            runs.end(connection, run, self.now(), counts, altered=altered, **_ended(failure))
        return counts

    def failed(self, source: str, reason: str, *, started: datetime, next_try: str = "") -> None:
        """Log a run that brought nothing; what is stored stays."""
        with engine.writing(self.database) as connection:
            run = runs.begin(connection, source, started)
            more = _ended((reason, next_try))
            runs.end(connection, run, self.now(), Counts(), altered=0, **more)

    def last(self, *, done: bool = False) -> dict[str, Run]:
        """Return the newest run of each source; *done*: the newest that brought all there was."""
        chosen = select(func.max(load_run.c.key)).group_by(load_run.c.source)
        if done:
            chosen = chosen.where(load_run.c.status == "done")
        columns = [load_run.c[name] for name in Run.__slots__]
        with engine.reading(self.database) as connection:
            rows = connection.execute(select(*columns).where(load_run.c.key.in_(chosen))).all()
        return {row.source: Run(**{**row._mapping, "next_try": row.next_try or ""}) for row in rows}

    def runs(self, limit: int = 10) -> Sequence[Row[Any]]:
        """Return the newest runs that changed something, newest first."""
        with engine.reading(self.database) as connection:
            return read.runs(connection, limit)

    def outside(self) -> list[Run]:
        """Return the newest run of each outside service, by name."""
        own = ("accept", "catalogue", "import", "record", "team", "ties")
        runs = self.last().values()
        return sorted(
            (run for run in runs if run.source not in own and not run.source.startswith("bundled ")),
            key=lambda run: run.source,
        )

    def validators(self) -> dict[str, tuple[str, str]]:
        """Return ETag and Last-Modified of the newest answer kept of each address that has them."""
        with engine.reading(self.database) as connection:
            rows = connection.execute(select(validator)).all()
        return {row.address: (row.etag, row.modified) for row in rows}

    def forecasts(self, series_id: str, *, as_of: str | None = None) -> "pd.DataFrame":
        """Return what the publisher of a series expected at *as_of* of the periods it had no figure for.

        Index ``period`` (datetime64); columns ``value`` (the series' unit), ``unit``, ``seen_from``.
        """
        from oilwatch.store import frames

        moment = periods.as_of(as_of) if as_of else "9999"
        with engine.reading(self.database) as connection:
            about = read.need(connection, series_id)
            known = beside.expected(connection, about.key, moment)
            whole = ("", periods.OPEN_END)
            held = read.as_of(connection, about, whole, moment) if known else []
        for row in held:
            known.pop(row.period, None)
        return frames.forecasts(about.unit, known)

    def marks(self, series_id: str) -> dict[str, str]:
        """Return the publisher's own marks by period: assessment codes, or its token for no figure."""
        with engine.reading(self.database) as connection:
            return beside.marks(connection, read.need(connection, series_id).key)

    def waiting(self) -> list[Aside]:
        """Return the figures held aside that wait to be accepted, by series and period."""
        with engine.reading(self.database) as connection:
            return [aside for _, aside in beside.waiting(connection)]

    def accept(self, series_id: str, period: str | None = None, *, by: str = "") -> Counts:
        """Believe what is held aside of a series (of one *period*), from when it was first seen.

        *by* says who does. Raises InputError where nothing is held aside.
        """
        started, total = self.now(), Counts()
        with engine.writing(self.database) as connection:
            newest = {a.period: (row, a) for row, a in beside.waiting(connection) if a.series == series_id}
            chosen = [(row, aside) for row, aside in newest.values() if period in (None, aside.period)]
            if not chosen:
                raise InputError(f"nothing is held aside of {series_id}; `oilwatch status` lists what is")
            run = runs.begin(connection, "accept", started)
            for row, aside in chosen:
                origin = write.Origin(run, row.raw)
                total += _accept(connection, row.key, aside, origin, periods.moment(started))
            runs.end(connection, run, self.now(), total)
            said = "; ".join(f"{aside.period}: {_value(aside.value)}" for _, aside in chosen)
            audit.note(connection, Change(periods.moment(started), by, "accepted figures", series_id, said))
        return total


@dataclass(frozen=True, slots=True)
class _Run:
    """A load while it records: its key, its source, and what says which changes are not believed."""

    key: int
    source: str
    screen: Screen


def _value(value: float | None) -> str:
    return "withdrawn" if value is None else f"{value:,.10g}"


def _ended(failure: tuple[str, str]) -> dict[str, str]:
    reason, next_try = failure
    return {"status": "failed", "reason": reason, "next_try": next_try} if reason else {}


def _record(connection: Connection, run: _Run, copy: Copy) -> tuple[Counts, list[Aside], bool]:
    """Record one copy; where the record knows another of the same moment, as of ``copy.otherwise``."""
    try:
        with connection.begin_nested():
            return _each_series(connection, run, copy)
    except copying.Contradiction:
        if not copy.otherwise:
            raise
        return _each_series(connection, run, replace(copy, seen_from=copy.otherwise))


def _each_series(connection: Connection, run: _Run, copy: Copy) -> tuple[Counts, list[Aside], bool]:
    total, held, altered = Counts(), list[Aside](), False
    for series_id, shown in copying.by_series(connection, copy, run.key).items():
        about = write.lock(connection, series_id)
        counts, asides, differs = copying.record(connection, about, shown, run.screen, run.source)
        total, altered = total + counts, altered or differs
        held += asides
    if copy.validator:
        _keep_validator(connection, copy.validator)
    return total, held, altered


def _keep_validator(connection: Connection, known: tuple[str, str, str]) -> None:
    address, etag, modified = known
    connection.execute(validator.delete().where(validator.c.address == address))
    connection.execute(validator.insert().values(address=address, etag=etag, modified=modified))


def _accept(connection: Connection, key: int, aside: Aside, origin: write.Origin, now: str) -> Counts:
    """Put a figure held aside into the record: as of when it was seen, or of now where it was passed."""
    held = write.held(connection, key).get(aside.period, [])
    passed = bool(held) and held[-1].seen_from >= aside.seen_from
    moment = now if passed else aside.seen_from
    row = (key, aside.period, moment, aside.value, origin.answer(aside.period), origin.run)
    write.insert_many(connection, observation, write.OBSERVED, [row])
    write.remove_current(connection, key, [aside.period])
    copying.copy_to_current(connection, key, moment, aside.period)
    write.begin_at(connection, key, moment)
    beside.settle(connection, key, {aside.period}, aside.seen_from, how="accepted")
    if aside.value is None:
        return Counts(withdrawn=1)
    return Counts(revised=1) if held else Counts(new=1)
