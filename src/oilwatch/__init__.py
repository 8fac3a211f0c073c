"""oilwatch: the oil market with receipts.

>>> import oilwatch as ow
>>> store = ow.open()
>>> brent = store.series("price.brent.spot", as_of="2022-11-05")
>>> verdicts = ow.check("Saudi Arabia pumped 10.7 million b/d in October.", published="2018-11-13")
>>> print(ow.impact("2022-10-05-opec-plus-decision"))
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date as Day

    from oilwatch.errors import CatalogError, InputError, OilwatchError, StoreError, UnknownSeries
    from oilwatch.ingest import open_store as open
    from oilwatch.model import Check, Claim, Evidence, Impact, KindImpact, Story, Verdict
    from oilwatch.store import Store

__version__ = "0.1.0"
__all__ = [
    "CatalogError",
    "Check",
    "Claim",
    "Evidence",
    "InputError",
    "OilwatchError",
    "Store",
    "StoreError",
    "Story",
    "UnknownSeries",
    "Verdict",
    "check",
    "impact",
    "open",
]

_ERRORS = {"CatalogError", "InputError", "OilwatchError", "StoreError", "UnknownSeries"}
_MODEL = {"Check", "Claim", "Evidence", "Story", "Verdict"}


def check(
    text: str, *, published: str | None = None, as_of: str | None = None, store: "Store | None" = None
) -> "list[Verdict]":
    """Return the verdict on each figure about oil in a text, in its order.

    *published* is the day of the text (YYYY-MM-DD), needed where the text does not tell it: without a day
    every figure is ``not_checkable``. *as_of* reads the record as of another day. *store* is by default that
    of the settings, made and filled where it is not yet. Raises InputError where a day is none.
    """
    from contextlib import ExitStack, closing

    from oilwatch import claims, ingest
    from oilwatch.errors import InputError
    from oilwatch.model import Story

    for name, given in (("a text", text), ("a day (YYYY-MM-DD)", published or ""), ("a day", as_of or "")):
        if not isinstance(given, str):
            raise InputError(f"expected {name}, got {type(given).__name__}")

    with ExitStack() as stack:
        used = store or stack.enter_context(closing(ingest.open_store()))
        found = claims.check(Story("", text=text), used, published=published, as_of=as_of)
    return list(found.verdicts)


def impact(  # noqa: PLR0913
    event_id: str | None = None,
    *,
    date: "str | Day | None" = None,
    kind: str | None = None,
    series: str = "price.brent.spot",
    as_of: "str | Day | None" = None,
    store: "Store | None" = None,
) -> "Impact | KindImpact":
    """Return what the daily prices of *series* did around one event, one day, or all events of a kind.

    Exactly one of *event_id*, *date* (YYYY-MM-DD) and *kind* (a kind or a lane). *as_of*: as known that day.
    *store* is by default that of the settings, made and filled where it is not yet. The result prints;
    ``frame()`` gives its windows as a DataFrame. Raises UnknownSeries or InputError.
    """
    from contextlib import ExitStack, closing

    from oilwatch import catalog, ingest
    from oilwatch.errors import InputError
    from oilwatch.impacts import around, by_kind, on_day

    given = [
        name for name, one in (("event_id", event_id), ("date", date), ("kind", kind)) if one is not None
    ]
    if len(given) != 1:
        raise InputError(f"expected one of event_id, date and kind, got {' and '.join(given) or 'none'}")
    with ExitStack() as stack:
        used = store or stack.enter_context(closing(ingest.open_store()))
        if event_id is not None:
            event = catalog.event(event_id, used.team.events())
            return around(used, event, series=series, as_of=as_of)
        if date is not None:
            return on_day(used, date, series=series, as_of=as_of)
        return by_kind(used, kind or "", series=series, as_of=as_of)


def __getattr__(name: str) -> Any:
    """Load a public name on first use, so that the command line starts fast."""
    if name == "open":
        from oilwatch.ingest import open_store

        return open_store
    if name == "Store":
        from oilwatch.store import Store

        return Store
    if name in _ERRORS | _MODEL:
        from oilwatch import errors, model

        return getattr(errors if name in _ERRORS else model, name)
    raise AttributeError(f"module 'oilwatch' has no attribute {name!r}")
