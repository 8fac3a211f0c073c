"""What pages share between visitors: the store, and answers kept by store and data version."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from threading import Lock
from typing import Any

import pandas as pd
import streamlit as st

from oilwatch import catalog, ingest, settings, status
from oilwatch.app import refresh
from oilwatch.errors import OilwatchError
from oilwatch.model import Event, Series
from oilwatch.store import Store

Version = tuple[str, int]
"""Address of the store and its data version: what every kept answer depends on."""


class _Opened:
    """A store, and whether this process has seen it filled."""

    def __init__(self, address: str) -> None:
        self.store = Store(address)
        self.filled = False
        self.lock = Lock()


@st.cache_resource(show_spinner=False)
def _opened(address: str) -> _Opened:
    return _Opened(address)


def begin() -> None:
    """Open the store of the settings for this run of a page, which reads all it shows at one data version.

    The first run of a process fills the store, with progress on the page.
    """
    mine = _opened(settings.load().db)
    st.session_state["store"] = mine.store
    if not mine.filled:
        _fill(mine)
    refresh.start(mine.store)
    st.session_state["version"] = (mine.store.address, mine.store.data_version())


def store() -> Store:
    """Return the store of this run."""
    held: Store = st.session_state["store"]
    return held


def version() -> Version:
    """Return what the answers kept for this run depend on."""
    held: Version = st.session_state["version"]
    return held


def _fill(mine: _Opened) -> None:
    """Fill the store; keep what there is where that fails."""
    with mine.lock:
        if mine.filled:
            return
        bar = st.progress(0.0, "Opening the store")
        try:
            ingest.fill(mine.store, _progress(bar))
        except OilwatchError as error:
            if not mine.store.is_current():
                bar.empty()
                raise
            st.warning(
                f"The bundled figures could not be brought up to date; what is stored is shown. {error}"
            )
        bar.empty()
        mine.filled = True


def _progress(bar: Any) -> Callable[[int, int, str], None]:
    return lambda done, every, name: bar.progress(
        done / every, f"Filling the store: {name}" if name else "Done"
    )


@st.cache_resource(show_spinner=False, max_entries=8)
def _catalogue(_store: Store, version: Version) -> dict[str, Series]:
    return _store.catalogue()


def catalogue() -> dict[str, Series]:
    """Return every series by id."""
    return _catalogue(store(), version())


def measures() -> dict[str, str]:
    """Return the measure of each series by id."""
    return {key: item.measure for key, item in catalogue().items()}


@st.cache_resource(show_spinner=False, max_entries=256)
def _frame(_store: Store, version: Version, series_id: str, as_of: date | None) -> pd.DataFrame:
    return _store.series(series_id, as_of=as_of)


def frame(series_id: str, as_of: date | None = None) -> pd.DataFrame:
    """Return a series as known at *as_of*, as ``Store.series`` does; not to be changed."""
    return _frame(store(), version(), series_id, as_of)


@st.cache_resource(show_spinner=False, max_entries=64)
def _revisions(_store: Store, version: Version, series_id: str) -> pd.DataFrame:
    return _store.revisions(series_id)


def revisions(series_id: str) -> pd.DataFrame:
    """Return what was revised of a series, as ``Store.revisions`` does; not to be changed."""
    return _revisions(store(), version(), series_id)


@st.cache_resource(show_spinner=False, max_entries=64)
def _copies(_store: Store, version: Version, series_id: str) -> list[str]:
    return _store.copies(series_id)


def copies(series_id: str) -> list[str]:
    """Return the dated copies kept of a series."""
    return _copies(store(), version(), series_id)


@st.cache_resource(show_spinner=False, max_entries=4)
def _freshness(_store: Store, version: Version, today: date) -> list[status.Freshness]:
    return status.report(_store, today)


def freshness() -> list[status.Freshness]:
    """Return how fresh each series is today."""
    return _freshness(store(), version(), today())


def offered(chosen: tuple[str, ...]) -> list[Series]:
    """Return the series that have figures or are *chosen* already, by id."""
    return [row.series for row in freshness() if row.period or row.series.id in chosen]


@st.cache_resource(show_spinner=False, max_entries=4)
def _events(_store: Store, version: Version) -> dict[str, Event]:
    every = [*catalog.events(), *_store.team.events()]
    return {event.id: event for event in sorted(every, key=lambda event: (event.date, event.id))}


def events() -> dict[str, Event]:
    """Return the events of the catalogue and the team's own by id, oldest first; lanes tell them apart."""
    return _events(store(), version())


@st.cache_resource(show_spinner=False, max_entries=4)
def _stories_a_day(_store: Store, version: Version) -> dict[str, int]:
    return _store.ties.per_day()


def stories_a_day() -> dict[str, int]:
    """Return how many stories there are by day, each once."""
    return _stories_a_day(store(), version())


def latest(series_ids: tuple[str, ...], as_of: date | None) -> date:
    """Return the last day that any of the series had at *as_of*; today where none has data."""
    ends = [held.index[-1].date() for series_id in series_ids if len(held := frame(series_id, as_of))]
    return max(ends, default=today())


def today() -> date:
    """Return the day it is, in UTC."""
    return datetime.now(UTC).date()
