"""Loading in the background: a process of its own, so that no page waits for it."""

import os
import shutil
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta

import streamlit as st

from oilwatch import periods, settings
from oilwatch.errors import OilwatchError
from oilwatch.store import Store

FIRST_AFTER = 30.0
"""Seconds after the first visitor, who is not to be slowed down."""
LONGEST = 3600.0


class Refresher:
    """Runs ``oilwatch load`` every so many hours while this process serves pages."""

    def __init__(self, store: Store, hours: float) -> None:
        self.store = store
        self.hours = hours
        self.running = False
        self.failure = ""
        self._wake = threading.Event()
        if hours:
            threading.Thread(target=self._go_on, name="refresh", daemon=True).start()

    def now(self) -> None:
        """Load at the next opportunity instead of when it is due."""
        self._wake.set()

    def _go_on(self) -> None:
        wait = FIRST_AFTER
        while True:
            asked = self._wake.wait(wait)
            self._wake.clear()
            try:
                ready = due(self.store, self.hours)
                if asked or ready <= datetime.now(UTC):
                    self._load()
                    ready = datetime.now(UTC) + timedelta(hours=self.hours)
                wait = min(max((ready - datetime.now(UTC)).total_seconds(), 60.0), 3600.0)
            except OilwatchError as error:  # the store is not to be had: pages say so themselves
                self.failure, wait = str(error), 600.0

    def _load(self) -> None:
        command = [sys.executable, "-m", "oilwatch", "load", "--json"]
        if nice := shutil.which("nice"):
            command = [nice, "-n", "10", *command]
        self.running = True
        try:
            subprocess.run(
                command, env=os.environ | {"OILWATCH_DB": settings.load().db}, timeout=LONGEST, check=False,
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )  # fmt: skip
            self.failure = ""
        except (subprocess.TimeoutExpired, OSError) as error:
            self.failure = f"the load in the background did not end well ({type(error).__name__})"
        finally:
            self.running = False


def due(store: Store, hours: float) -> datetime:
    """Return when the next load is due: some hours after any process last loaded."""
    ended = [run.finished_at for run in store.loads.outside()]
    if not ended:
        return datetime.now(UTC)
    return periods.parse_moment(max(ended)) + timedelta(hours=hours)


@st.cache_resource(show_spinner=False)
def _started(address: str, _store: Store, hours: float) -> Refresher:
    return Refresher(_store, hours)


def start(store: Store) -> Refresher:
    """Return what loads in the background for this process; started by the first visit."""
    chosen = settings.load()
    return _started(store.address, store, 0.0 if chosen.offline else chosen.refresh_hours)
