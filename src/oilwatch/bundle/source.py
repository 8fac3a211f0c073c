"""A source of figures that has nothing but a record: what it shows is settled by the record alone. Pure."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time

from oilwatch import periods
from oilwatch.bundle.record import Record
from oilwatch.errors import UnknownSeries
from oilwatch.model import Event, Recorded, Series
from oilwatch.store import Seen, Store, vintage
from oilwatch.store.proving import Known
from oilwatch.views import Source

When = str | date | datetime


class RecordStore(Store):
    """Answers as a store at the record's data version would; it has no database and cannot be written."""

    now: Callable[[], datetime]

    def __init__(self, record: Record) -> None:
        self._held = {known.about.id: known for known in record.series}
        self._version = record.version
        self.now = lambda: datetime.combine(record.as_of, time(), UTC)

    @property
    def address(self) -> str:
        """No address: it is no database."""
        return "a bundle"

    def data_version(self) -> int:
        """Return the data version of the record."""
        return self._version

    def catalogue(self) -> dict[str, Series]:
        """Return the descriptions of the record's series by id."""
        return {name: known.about for name, known in sorted(self._held.items())}

    def copies(self, series_id: str, *, version: int | None = None) -> list[str]:  # noqa: ARG002
        """Return the moments of the copies that were kept of a series."""
        return list(self._need(series_id).copies.moments)

    def history(self, series_id: str, *, version: int | None = None) -> list[Recorded]:  # noqa: ARG002
        """Return every row of a series."""
        return [Recorded(row.period, row.value, row.seen_from) for row in self._need(series_id).rows]

    def seen(
        self,
        series_id: str,
        *,
        start: str | date | None = None,
        end: str | date | None = None,
        as_of: When | None = None,
        version: int | None = None,  # noqa: ARG002  (there is one)
    ) -> tuple[Series, list[Seen]]:
        """Return a series' description and what it reads at *as_of*, by the rule of the store."""
        known = self._need(series_id)
        low, high = periods.bounds(known.about.frequency, start, end)
        rows = [row for row in self.history(series_id) if low <= row.period <= high]
        moment = periods.OPEN_END if as_of is None else periods.as_of(as_of)
        found = vintage.as_of(rows, moment, lag_days=known.about.lag_days, copies=known.copies)
        return known.about, found

    def _need(self, series_id: str) -> Known:
        if series_id not in self._held:
            raise UnknownSeries(f"the record has no series {series_id[:80]!r}")
        return self._held[series_id]


class RecordSource(Source):
    """The figures, events and stories of a record."""

    def __init__(self, record: Record) -> None:
        super().__init__(RecordStore(record), record.version)
        self._record = record

    def events(self, version: int | None = None) -> dict[str, Event]:  # noqa: ARG002
        """Return the record's events by id, oldest first."""
        ordered = sorted(self._record.events, key=lambda event: (event.date, event.id))
        return {event.id: event for event in ordered}

    def stories_a_day(self) -> dict[str, int]:
        """Return the record's number of stories by day."""
        return self._record.stories
