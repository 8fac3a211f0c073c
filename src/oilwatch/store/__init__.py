"""The store that forgets nothing: every value ever seen of every series, readable as of any moment."""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from sqlalchemy import Row

from oilwatch import periods
from oilwatch.errors import StoreError
from oilwatch.model import Counts, Observation, Receipt, Recorded, Series, Traced
from oilwatch.store import engine as _engine
from oilwatch.store import raw as _raw
from oilwatch.store import read as _read
from oilwatch.store import reading as _reading
from oilwatch.store import stories as _stories
from oilwatch.store import upgrade as _upgrade
from oilwatch.store.audit import Audit
from oilwatch.store.checks import Checks
from oilwatch.store.loads import Loads
from oilwatch.store.reading import Standpoint
from oilwatch.store.recording import IMPORT, Recording, by_series
from oilwatch.store.shares import Shares
from oilwatch.store.team import Team
from oilwatch.store.ties import Ties
from oilwatch.store.vintage import Seen

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Seen", "Store"]

When = str | date | datetime
Rows = dict[str, list[Recorded]]


class Store:
    """A database of observations. Open one with ``oilwatch.open()`` or ``Store(address)``.

    *address* is a SQLAlchemy URL (``sqlite:////path/file.db``, ``postgresql://...``); *now* gives the time.
    """

    def __init__(self, address: str, *, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        """Prepare access to the database at *address*; raise InputError where it is no such address."""
        self._engine = _engine.connect(address)
        self._reading = partial(_engine.reading, self._engine)
        self.now = now
        side = (self._engine, now)
        self.loads = Loads(*side)  # what loaders write and ask: copies, runs, figures held aside
        self.checks = Checks(*side)  # checks of stories that were saved
        self.shares = Shares(*side)  # short links to views
        self.team = Team(*side)  # events and notes that people of the team wrote
        self.audit = Audit(*side)  # who changed what
        self.ties = Ties(*side)  # which stories are one, and of which event they tell

    @property
    def address(self) -> str:
        """The address of the database, its password hidden."""
        return _engine.where(self._engine)

    def close(self) -> None:
        """Give back all connections."""
        self._engine.dispose()

    def upgrade(self) -> bool:
        """Create or upgrade the tables; return whether anything had to be done."""
        return _upgrade.upgrade(self._engine)

    def is_current(self) -> bool:
        """Return whether the tables are there and up to date; raise StoreError where they are newer."""
        return _upgrade.is_current(self._engine)

    def require(self) -> "Store":
        """Return the store itself; raise StoreError where it has to be made or upgraded first."""
        if not self.is_current():
            raise StoreError(f"the store {self.address} is not set up for this version; run: oilwatch init")
        return self

    def series(
        self,
        series_id: str,
        *,
        start: str | date | None = None,
        end: str | date | None = None,
        as_of: When | None = None,
        version: int | None = None,
    ) -> "pd.DataFrame":
        """Return a series as known at *as_of* (a day counts to its end; default: now).

        At *version*, a data version: from what the store held then; InputError where there is none such.
        Index ``period`` (datetime64; a month by its first day, a week by its Friday); columns ``value``
        (USD/bbl or kb/d), ``unit``, ``seen_from`` (text) and ``vintage`` (``published`` or ``earliest
        copy``). An empty frame means no data. ``attrs`` hold ``series``, ``as_of``, ``citation`` and, where
        it was given, ``version``.
        """
        from oilwatch.store import frames

        about, seen = self.seen(series_id, start=start, end=end, as_of=as_of, version=version)
        return frames.series(about, seen, as_of=as_of, version=version, today=self.now().date())

    def seen(
        self,
        series_id: str,
        *,
        start: str | date | None = None,
        end: str | date | None = None,
        as_of: When | None = None,
        version: int | None = None,
    ) -> tuple[Series, list[Seen]]:
        """Return what :meth:`series` does as the series' description and a plain list, oldest first."""
        with self._reading() as connection:
            return _reading.seen(connection, series_id, (start, end), Standpoint(as_of, version))

    def figure(
        self, series_id: str, period: str, *, as_of: When | None = None, version: int | None = None
    ) -> Traced | None:
        """Return one figure with its receipt and what its period read before; None: no reader saw one.

        *as_of* and *version* as in :meth:`series`; InputError also where *period* is none of the series.
        """
        with self._reading() as connection:
            return _reading.figure(connection, series_id, period, Standpoint(as_of, version))

    def history(self, series_id: str, *, version: int | None = None) -> list[Recorded]:
        """Return all rows recorded of a series (up to *version*) by period, moment; no value: withdrawn."""
        with self._reading() as connection:
            return _read.history(connection, _read.need(connection, series_id), periods.WHOLE, version)

    def kept(self, series_id: str) -> _read.Kept:
        """Return all that the record has of a series in one reading: its rows, copies and raw answers."""
        with self._reading() as connection:
            return _read.kept(connection, _read.need(connection, series_id))

    def revisions(self, series_id: str) -> "pd.DataFrame":
        """Return every period whose figure was changed or withdrawn since it was first kept, newest first.

        Index ``period`` (text); columns ``first``, ``first_seen``, ``now`` (none: withdrawn), ``now_seen``,
        ``difference`` (now less first, in the series' unit) and ``changes`` (how many there were).
        """
        from oilwatch.store import frames

        return frames.revisions(self.history(series_id))

    def copies(self, series_id: str, *, version: int | None = None) -> list[str]:
        """Return the moments of the dated copies kept of a series (up to *version*), oldest first."""
        with self._reading() as connection:
            return list(_reading.known(connection, _read.need(connection, series_id), version)[1].moments)

    def catalogue(self) -> dict[str, Series]:
        """Return the description of every series in the store by id."""
        with self._reading() as connection:
            return {row.id: _read.described(row) for row in _read.catalogue(connection)}

    def newest(self) -> dict[str, tuple[str, float, str]]:
        """Return (period, value, ``seen_from``) of the newest period of each series that has data."""
        with self._reading() as connection:
            return _read.newest(connection)

    def receipt(self, series_id: str, period: str) -> Row[Any] | None:
        """Return sha256, address, retrieved_at and headers of the raw answer behind a current value."""
        with self._reading() as connection:
            found: Row[Any] | None = _read.receipt(connection, _read.need(connection, series_id), period)
        return found

    def raw(self, digest: str) -> Receipt | None:
        """Return the raw answer with this SHA-256, or None."""
        with self._reading() as connection:
            return _raw.find(connection, digest)

    def holds(self, series_id: str, receipt: Receipt) -> bool:
        """Return whether figures of a series were recorded from the very bytes of *receipt*."""
        with self._reading() as connection:
            row = _read.about(connection, series_id)
            return row is not None and _read.holds(connection, row.key, _raw.digest(receipt.body))

    def data_version(self) -> int:
        """Return a number that grows whenever the store changes."""
        with self._reading() as connection:
            return _read.data_version(connection)

    def problems(self) -> list[str]:
        """Return what an integrity check of the database finds; nothing: it is sound."""
        with self._reading() as connection:
            return _read.problems(connection)

    def events(
        self, *, kind: str | None = None, start: str | None = None, end: str | None = None
    ) -> "pd.DataFrame":
        """Return the catalogue of events, oldest first; *kind* is a kind or a lane (``opec``).

        Index ``date`` (datetime64); columns id, kind, lane, title, countries, size_kbd (signed, kb/d),
        effective_from, importance (1 to 3), confidence, source_url, scheduled, time, zone and follows.
        """
        from oilwatch.store import frames

        return frames.events(kind=kind, start=start, end=end)

    def stories(
        self, *, start: str | None = None, end: str | None = None, event: str | None = None
    ) -> "pd.DataFrame":
        """Return the stories kept (that tell of *event*), newest first, by day of publication, else as seen.

        Index ``day`` (datetime64); columns title, url, outlet, published (UTC; empty: not known),
        published_how, seen (by an aggregator), first_seen (by this store), source, language, country;
        cluster (one number a story, whoever told it), event (an id), score (0 to 1) and reason of that tie.
        """
        from oilwatch.store import frames

        with self._reading() as connection:
            span = periods.bounds("daily", start, end)
            return frames.stories(_stories.between(connection, *span, event))

    def sync(self, catalogue: Iterable[Series]) -> int:
        """Add or update descriptions of series; return how many differed."""
        return Recording(self._engine, self.now).sync(catalogue)

    def record(
        self, observations: Iterable[Observation], *, seen_from: When, receipt: Receipt | None = None
    ) -> Counts:
        """Record a copy taken at *seen_from*: one value a period, each of a series that is known.

        Recording the same copy again changes nothing; an older copy may be recorded after a younger one.
        """
        rows = by_series(observations, periods.seen(seen_from))
        return self.record_history(rows, source="record", receipt=receipt)

    def record_import(
        self, answer: Rows, *, receipt: Receipt | None = None, describe: Series | None = None, by: str = ""
    ) -> Counts:
        """Record figures that somebody (*by*) brought, as :meth:`record_history` does; it is audited."""
        recording = Recording(self._engine, self.now, by)
        return recording.history(answer, source=IMPORT, receipt=receipt, describe=describe)

    def record_history(
        self,
        answer: Rows,
        *,
        source: str,
        receipt: Receipt | None = None,
        describe: Series | None = None,
        by_clock: bool = True,
    ) -> Counts:
        """Record dated rows by series, all or none, and log the run where it changed something.

        *describe* adds a series that is not known yet. A moment in the future *by_clock* is refused; bundled
        rows are right also where this machine's clock is not. Raises UnknownSeries or InputError.
        """
        made = Recording(self._engine, self.now)
        return made.history(answer, source=source, receipt=receipt, describe=describe, by_clock=by_clock)
