"""oilwatch: the oil market with receipts.

>>> import oilwatch as ow
>>> store = ow.open()
>>> brent = store.series("price.brent.spot", as_of="2022-11-05")
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from oilwatch.errors import CatalogError, InputError, OilwatchError, StoreError, UnknownSeries
    from oilwatch.ingest import open_store as open
    from oilwatch.store import Store

__version__ = "0.1.0"
__all__ = ["CatalogError", "InputError", "OilwatchError", "Store", "StoreError", "UnknownSeries", "open"]

_ERRORS = {"CatalogError", "InputError", "OilwatchError", "StoreError", "UnknownSeries"}


def __getattr__(name: str) -> Any:
    """Load a public name on first use, so that the command line starts fast."""
    if name == "open":
        from oilwatch.ingest import open_store

        return open_store
    if name == "Store":
        from oilwatch.store import Store

        return Store
    if name in _ERRORS:
        from oilwatch import errors

        return getattr(errors, name)
    raise AttributeError(f"module 'oilwatch' has no attribute {name!r}")
