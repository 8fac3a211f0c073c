"""The store of the settings, opened once a process for every route, and anew where its file is another."""

import os
from threading import Lock

from oilwatch import ingest, settings
from oilwatch.errors import StoreError
from oilwatch.store import Store

LONGEST_WAIT = 10.0
"""Seconds to wait for another request that opens the store."""

Mark = tuple[int, ...]
_stores: dict[str, tuple[Store, Mark]] = {}
_turns: dict[str, int] = {}
_lock = Lock()


def store(address: str = "") -> Store:
    """Return the store at *address* (default: the settings'); the first time it is made and filled.

    It is opened anew where its file was taken away or is another one: a database goes on from a file that
    is gone as if nothing had happened. It reads files and may wait: call it in a thread, never in the event
    loop. Raise StoreError where the store cannot be had, InputError where the settings cannot be read.
    """
    address = address or settings.load().db
    if found := _held(address):
        return found
    if not _lock.acquire(timeout=LONGEST_WAIT):
        raise StoreError("the store is still being opened; ask again in a minute")
    try:
        return _held(address) or _open(address)
    finally:
        _lock.release()


def _held(address: str) -> Store | None:
    held = _stores.get(address)
    return held[0] if held and held[1] == mark(address) else None


def _open(address: str) -> Store:
    if before := _stores.pop(address, None):
        before[0].close()  # first: what it still has open belongs to the file that is gone
    opened = ingest.open_store(address)
    _turns[address] = _turns.get(address, 0) + 1
    _stores[address] = opened, mark(address)
    return opened


def turn(address: str = "") -> int:
    """Return how often the store was opened: what was kept of an earlier turn may be of another file."""
    return _turns.get(address or settings.load().db, 0)


def mark(address: str) -> Mark:
    """Return which file a store is in; empty: there is none, or an empty one, or it is on a server.

    The file is not opened for it: to close it again would give up the locks that SQLite holds on it.
    """
    kind, _, path = address.partition(":///")
    if not kind.startswith("sqlite"):
        return ()
    try:
        about = os.stat(path)
    except OSError:
        return ()
    return (about.st_dev, about.st_ino) if about.st_size else ()
