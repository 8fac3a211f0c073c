"""What pages share between visitors: the store, and answers kept by store and data version."""

from collections.abc import Callable
from datetime import date
from threading import Lock
from typing import Any

import pandas as pd
import streamlit as st

from oilwatch import ingest, settings, status, views
from oilwatch.app import refresh
from oilwatch.errors import OilwatchError
from oilwatch.model import Event, Series
from oilwatch.store import Store
from oilwatch.view import View
from oilwatch.views.source import Source, today
from oilwatch.web import stores

__all__ = ["today"]
Version = tuple[str, int]
"""Address of the store and its data version: what every kept answer depends on."""


class _Opened:
    """A store, and whether this process has seen it filled."""

    def __init__(self, address: str) -> None:
        self.store = Store(address)
        self.filled = False
        self.mark = stores.mark(address)
        self.lock = Lock()

    def renew(self, address: str) -> None:
        """Open the store anew where its file was taken away or replaced: it is filled again."""
        with self.lock:
            if self.filled and self.mark != stores.mark(address):
                self.store.close()
                self.store, self.filled = Store(address), False


@st.cache_resource(show_spinner=False)
def _opened(address: str) -> _Opened:
    return _Opened(address)


def begin() -> None:
    """Open the store of the settings for this run of a page, which reads all it shows at one data version.

    The first run of a process fills the store, with progress on the page.
    """
    address = settings.load().db
    mine = _opened(address)
    mine.renew(address)
    st.session_state["store"] = mine.store
    if not mine.filled:
        _fill(mine)
    refresh.start(mine.store)
    st.session_state["source"] = views.current(mine.store)
    stand(None)


def store() -> Store:
    """Return the store of this run."""
    held: Store = st.session_state["store"]
    return held


def version() -> Version:
    """Return what the answers kept for this run depend on."""
    return source().key


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
        mine.filled, mine.mark = True, stores.mark(settings.load().db)


def _progress(bar: Any) -> Callable[[int, int, str], None]:
    return lambda done, every, name: bar.progress(
        done / every, f"Filling the store: {name}" if name else "Done"
    )


def source() -> Source:
    """Return the figures of this run's store at the data version it began with."""
    held: Source = st.session_state["source"]
    return held


def catalogue() -> dict[str, Series]:
    """Return every series by id."""
    return source().catalogue()


def measures() -> dict[str, str]:
    """Return the measure of each series by id."""
    return source().measures()


def frame(series_id: str, as_of: date | None = None) -> pd.DataFrame:
    """Return a series as known at *as_of*, as ``Store.series`` does; not to be changed."""
    return source().frame(series_id, as_of)


def revisions(series_id: str) -> pd.DataFrame:
    """Return what was revised of a series, as ``Store.revisions`` does; not to be changed."""
    return source().revisions(series_id)


@st.cache_resource(show_spinner=False, max_entries=4)
def _freshness(_store: Store, version: Version, today: date) -> list[status.Freshness]:
    return status.report(_store, today)


def freshness() -> list[status.Freshness]:
    """Return how fresh each series is today."""
    return _freshness(store(), version(), today())


def offered(chosen: tuple[str, ...]) -> list[Series]:
    """Return the series that have figures or are *chosen* already, by id."""
    return [row.series for row in freshness() if row.period or row.series.id in chosen]


def copies(series_id: str) -> list[str]:
    """Return the dated copies kept of a series."""
    return source().copies(series_id)


def events() -> dict[str, Event]:
    """Return the events of the catalogue and the team's own by id, oldest first; lanes tell them apart.

    On the page of a view that is read at a data version they are those of then.
    """
    return source().events(st.session_state.get("events:version"))


def stand(version: int | None) -> None:
    """Let this run of a page see the events as they were at a data version."""
    st.session_state["events:version"] = version


def latest(shown: View) -> date:
    """Return the last day that any of a view's series has; today where none has data."""
    return source().latest(shown.series, shown.as_of, shown.version) or today()
