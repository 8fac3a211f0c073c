"""The store of the settings, opened once a process for every route."""

from threading import Lock

from oilwatch import ingest, settings
from oilwatch.errors import StoreError
from oilwatch.store import Store

LONGEST_WAIT = 10.0
"""Seconds to wait for another request that opens the store."""

_stores: dict[str, Store] = {}
_looked_at: dict[str, Store] = {}
_lock = Lock()


def store(address: str = "") -> Store:
    """Return the store at *address* (default: the settings'); the first time it is made and filled.

    It reads files and may wait: call it in a thread, never in the event loop. Raise StoreError where the
    store cannot be had, InputError where the settings cannot be read.
    """
    address = address or settings.load().db
    if address in _stores:
        return _stores[address]
    if not _lock.acquire(timeout=LONGEST_WAIT):
        raise StoreError("the store is still being opened; ask again in a minute")
    try:
        if address not in _stores:
            _stores[address] = ingest.open_store(address)
        return _stores[address]
    finally:
        _lock.release()


def peek(address: str) -> Store:
    """Return the store at *address* without filling it or waiting: the opened one, or one to look at."""
    if address not in _stores and address not in _looked_at:
        _looked_at[address] = Store(address)
    return _stores.get(address) or _looked_at[address]
