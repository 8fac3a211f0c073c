"""Publishers, one a file: requests, and a pure ``parse`` of their answers.

A module that has ``SOURCES`` is found by itself. A source yields copies: what one reading of a publication
showed of some series, from one or more answers. Nothing here reads or writes the store.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from oilwatch import settings
from oilwatch.errors import SourceError
from oilwatch.http import Client, joined
from oilwatch.model import Copy, Observation, Page, Receipt, Series
from oilwatch.periods import OPEN_END

__all__ = ["OPEN_END", "Ask", "Copy", "Observation", "Page", "Receipt", "Source", "read_value", "spans"]


@dataclass(frozen=True, slots=True)
class Ask:
    """What a source is given: who asks, for which series, since when."""

    client: Client
    settings: settings.Settings
    catalogue: Mapping[str, Series]
    newest: Mapping[str, str]
    """Newest period held, by series."""
    now: datetime
    since: date | None = None
    """Read from this day on, instead of from what is held."""
    note: Callable[[str], None] = lambda _text: None
    """Called with what is being done, for people who watch."""

    warn: Callable[[str], None] = lambda _text: None
    """Called with what a person should know of an answer that could be used."""
    validators: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """ETag and Last-Modified of what was read before, by address."""

    def warn_of_missing(self, who: str, wanted: set[str], shown: set[str]) -> None:
        """Warn of series that an answer lacks; raise SourceError where it has none of them."""
        if missing := sorted(wanted - shown):
            named = ", ".join(missing[:3]) + (f" and {len(missing) - 3} more" if len(missing) > 3 else "")
            if not shown:
                raise SourceError(f"{who} gave no figures for {named}: renamed or withdrawn there?")
            self.warn(f"{who} gave no figures for {named}")

    def url(self, service: str, path: str) -> str:
        """Return an address of a service, at the place that the settings name."""
        return joined(self.settings.services[service], path)


def spans(rows: Iterable[Observation], start: str, end: str) -> dict[str, tuple[str, str]]:
    """Return what a reading of series covers: from *start* (none: its own first period) to *end*.

    What a publication held before its first period of today it may have cut off; that withdraws nothing.
    """
    first: dict[str, str] = {}
    for row in rows:
        if row.period < first.get(row.series, "9999"):
            first[row.series] = row.period
    return {series: (start or period, end) for series, period in first.items()}


@dataclass(frozen=True, slots=True)
class Source:
    """A publisher's service: how it is read, and what a person has to know of it."""

    name: str
    publisher: str
    service: str
    """Its name in the settings; sources of one service are asked one after another."""
    read: Callable[[Ask], Iterator[Copy]]
    ids: tuple[str, ...]
    """How the publisher's ids of its series begin."""
    needs_key: str = ""
    unless_key: str = ""
    """Not asked where this key is set: another source gives the same, better."""
    stands_in_for: str = ""
    """What publishes the same series first; where that delivered, this one is only compared with it."""
    on_request: bool = False
    """Asked by name only."""

    def gives(self, publisher_id: str) -> bool:
        """Return whether the series of this id is one that the source gives."""
        return publisher_id.startswith(self.ids)


_NUMBER = re.compile(r"[+-]?\d{1,15}(\.\d{0,20})?([eE][+-]?\d{1,2})?|[+-]?\.\d{1,20}")
_MARKER = re.compile(r"[A-Za-z*().\u2013 -]{1,12}")


def read_value(cell: object) -> tuple[float | None, str]:
    """Return (value, publisher's mark) of a cell; a marker such as ``--`` or ``NA`` is no value, never zero.

    Raises SourceError for anything that is neither.
    """
    if cell is None:
        return None, ""
    if isinstance(cell, int | float):
        return float(cell), ""
    text = str(cell).strip()
    if _NUMBER.fullmatch(text):
        return float(text), ""
    if text in ("", "."):
        return None, ""
    if not _MARKER.fullmatch(text):
        raise SourceError(f"expected a number or a marker such as --, got {text[:40]!r}")
    return None, text
