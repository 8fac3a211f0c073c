"""The figures of a store at one data version: each read once, and shared by all that show them."""

from collections.abc import Callable, Hashable
from datetime import UTC, date, datetime
from threading import Condition
from typing import Any, TypeVar

import pandas as pd
from cachetools import LRUCache

from oilwatch import catalog, periods
from oilwatch.model import Event, Series
from oilwatch.store import Store

MOST_KEPT = 512
"""Answers kept of one data version: frames, charts, lists."""
MOST_SOURCES = 4
T = TypeVar("T")
Key = tuple[str, int]


class Source:
    """What a store holds at one data version. Answers are shared between threads and not to be changed."""

    def __init__(self, store: Store, version: int) -> None:
        self.store = store
        self.version = version
        self._kept: LRUCache[Hashable, Any] = LRUCache(MOST_KEPT)
        self._making: set[Hashable] = set()
        self._free = Condition()

    @property
    def key(self) -> Key:
        """Address of the store and data version: what every answer depends on."""
        return self.store.address, self.version

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what *make* gives, made once for *key* while it is kept; others wait for who makes it."""
        with self._free:
            self._free.wait_for(lambda: key not in self._making)
            if key in self._kept:
                held: T = self._kept[key]
                return held
            self._making.add(key)
        try:
            made = make()
            with self._free:
                self._kept[key] = made
            return made
        finally:
            with self._free:
                self._making.discard(key)
                self._free.notify_all()

    def catalogue(self) -> dict[str, Series]:
        """Return every series by id."""
        return self.once("catalogue", self.store.catalogue)

    def measures(self) -> dict[str, str]:
        """Return the measure of each series by id."""
        return {key: item.measure for key, item in self.catalogue().items()}

    def frame(self, series_id: str, as_of: date | None = None, version: int | None = None) -> pd.DataFrame:
        """Return a series as ``Store.series`` does, as known at *as_of* from what *version* held."""
        return self._read(series_id, as_of, version)[1]

    def about(self, series_id: str, as_of: date | None = None, version: int | None = None) -> Series:
        """Return the description of a series, as it was at *version*."""
        return self.catalogue()[series_id] if version is None else self._read(series_id, as_of, version)[0]

    def _read(self, series_id: str, as_of: date | None, version: int | None) -> tuple[Series, pd.DataFrame]:
        return self.once(
            ("frame", series_id, as_of, version), lambda: self._framed(series_id, as_of, version)
        )

    def _framed(self, series_id: str, as_of: date | None, version: int | None) -> tuple[Series, pd.DataFrame]:
        from oilwatch.store import frames

        about, seen = self.store.seen(series_id, as_of=as_of, version=version)
        today = self.store.now().date()
        return about, frames.series(about, seen, as_of=as_of, version=version, today=today)

    def revisions(
        self, series_id: str, as_of: date | None = None, version: int | None = None
    ) -> pd.DataFrame:
        """Return what was revised of a series, as ``Store.revisions`` does, as known at *as_of*."""
        return self.once(
            ("revisions", series_id, as_of, version), lambda: self._revisions(series_id, as_of, version)
        )

    def _revisions(self, series_id: str, as_of: date | None, version: int | None) -> pd.DataFrame:
        from oilwatch.store import frames

        last = periods.as_of(as_of) if as_of else periods.OPEN_END
        rows = self.store.history(series_id, version=version)
        return frames.revisions([row for row in rows if row.seen_from <= last])

    def copies(self, series_id: str, version: int | None = None) -> list[str]:
        """Return the dated copies kept of a series."""
        return self.once(
            ("copies", series_id, version), lambda: self.store.copies(series_id, version=version)
        )

    def events(self, version: int | None = None) -> dict[str, Event]:
        """Return the events of the catalogue and the team's own, as they were at *version*, oldest first."""
        return self.once(("events", version), lambda: self._events(version))

    def _events(self, version: int | None) -> dict[str, Event]:
        every = [*catalog.events(), *self.store.team.events(version=version)]
        return {event.id: event for event in sorted(every, key=lambda event: (event.date, event.id))}

    def stories_a_day(self) -> dict[str, int]:
        """Return how many stories there are by day, each once."""
        return self.once("stories", self.store.ties.per_day)

    def latest(
        self, series_ids: tuple[str, ...], as_of: date | None = None, version: int | None = None
    ) -> date | None:
        """Return the last day that any of the series has; None where none has data."""
        frames = [self.frame(series_id, as_of, version) for series_id in series_ids]
        return max((held.index[-1].date() for held in frames if len(held)), default=None)


_sources: LRUCache[Key, Source] = LRUCache(MOST_SOURCES)
_lock = Condition()


def current(store: Store) -> Source:
    """Return what *store* holds now; one for all as long as its data version stays."""
    version = store.data_version()
    with _lock:
        key = store.address, version
        if key not in _sources or _sources[key].store is not store:
            _sources[key] = Source(store, version)
        return _sources[key]


def today() -> date:
    """Return the day it is, in UTC."""
    return datetime.now(UTC).date()
