"""The record as many checks read it: what each period read on a day, loaded once and kept in memory."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from oilwatch import periods
from oilwatch.model import Recorded, Series
from oilwatch.store import Seen, Store
from oilwatch.store.vintage import EARLIEST_COPY, PUBLISHED, Copies, as_of, standing

if TYPE_CHECKING:
    from oilwatch.claims.closes import Line

MOST_KEPT = 200_000
"""How many answers are remembered before they are forgotten all at once."""
PRICES = "price"


class Figure(NamedTuple):
    """A recorded figure as a reader on a day saw it; not *known*: it came out only later."""

    about: Series
    seen: Seen
    known: bool = True


@dataclass(slots=True)
class _Held:
    """A series in memory."""

    about: Series
    rows: dict[str, list[Recorded]]
    copies: Copies
    digests: dict[tuple[str, str], str]
    periods: list[str] = field(default_factory=list)
    values: "np.ndarray[tuple[int], np.dtype[np.float64]]" = field(default_factory=lambda: np.empty(0))
    """What each of *periods* reads now."""
    revised: list[str] = field(default_factory=list)


class Record:
    """A store made ready for many checks: it reads what it needs once, when first asked for it."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._held: dict[str, _Held] = {}
        self._known: dict[tuple[str, str, str], Seen | None] = {}
        self._found: dict[tuple[str, str, str], tuple[Series, ...]] = {}
        self.lines: dict[tuple[str, str], Line] = {}
        """Series put together by weeks, months and years."""

    @cached_property
    def version(self) -> int:
        """The data version of the store when it was first asked."""
        return self._store.data_version()

    @cached_property
    def today(self) -> date:
        """The day of the store's clock."""
        return self._store.now().date()

    @cached_property
    def catalogue(self) -> dict[str, Series]:
        """Every series that has data, by id."""
        filled = self._store.newest()
        return {name: about for name, about in self._store.catalogue().items() if name in filled}

    def find(self, measure: str, entity: str, frequency: str) -> tuple[Series, ...]:
        """Return the series of a thing that have data, the one to use first before the others."""
        key = (measure, entity, frequency)
        if key not in self._found:
            mine = [a for a in self.catalogue.values() if (a.measure, a.entity, a.frequency) == key]
            self._found[key] = tuple(sorted(mine, key=lambda about: (about.preference, about.id)))
        return self._found[key]

    def held(self, series_id: str) -> _Held:
        """Return a series in memory."""
        found = self._held.get(series_id)
        if found is None:
            found = self._held[series_id] = self._load(series_id)
        return found

    def _load(self, series_id: str) -> _Held:
        kept = self._store.kept(series_id)
        rows = {period: list(group) for period, group in groupby(kept.rows, key=attrgetter("period"))}
        digests = {
            (row.period, row.seen_from): digest
            for row, digest in zip(kept.rows, kept.digests, strict=True)
            if digest
        }
        now = {p: row.value for p, held in rows.items() if (row := standing(held)) and row.value is not None}
        values = np.fromiter(now.values(), np.float64, len(now))
        revised = [period for period, held in rows.items() if len(held) > 1]
        return _Held(kept.about, rows, kept.copies, digests, list(now), values, revised)

    def then(self, series_id: str, period: str, moment: str) -> Seen | None:
        """Return what a reader at *moment* saw for a period, by the rule of :mod:`oilwatch.store.vintage`."""
        key = (series_id, period, moment)
        try:
            return self._known[key]
        except KeyError:
            pass
        held = self.held(series_id)
        rows = held.rows.get(period, ())
        found = as_of(rows, moment, lag_days=held.about.lag_days, copies=held.copies)
        if len(self._known) >= MOST_KEPT:
            self._known.clear()
        self._known[key] = answer = found[0] if found else None
        return answer

    def figure(self, about: Series, period: str, moment: str) -> Figure | None:
        """Return what was known of a period, else the first that is kept of it where it was over by *moment*.

        A price is known to the market when its day is over, whenever a copy of it was first kept.
        """
        seen = self.then(about.id, period, moment)
        if seen is not None:
            return Figure(about, seen)
        if period > moment or periods.end(period).isoformat() > moment[:10]:
            return None
        first = self.first(about, period)
        return Figure(about, first, about.measure == PRICES) if first else None

    def first(self, about: Series, period: str) -> Seen | None:
        """Return the first value kept of a period."""
        held = self.held(about.id)
        for row in held.rows.get(period, ()):
            if row.value is not None:
                return self._seen(held, row)
        return None

    def vintages(self, about: Series, period: str) -> list[Seen]:
        """Return every value ever kept of a period, oldest first."""
        held = self.held(about.id)
        return [self._seen(held, row) for row in held.rows.get(period, ()) if row.value is not None]

    def now(self, about: Series, period: str) -> Seen | None:
        """Return what a period reads now; None: nothing, or withdrawn."""
        held = self.held(about.id)
        row = standing(held.rows.get(period, ()))
        return self._seen(held, row) if row is not None and row.value is not None else None

    def reads(self, series_id: str, period: str) -> float | None:
        """Return the value that a period reads now; None: no such series or figure."""
        about = self.catalogue.get(series_id)
        seen = self.now(about, period) if about is not None else None
        return seen.value if seen is not None else None

    @staticmethod
    def _seen(held: _Held, row: Recorded) -> Seen:
        first = row.seen_from == held.copies.first(row.period)
        return Seen(row.period, row.value or 0.0, row.seen_from, EARLIEST_COPY if first else PUBLISHED)

    def span(self, about: Series) -> tuple[str, str]:
        """Return the first and the last period that a series has."""
        held = self.held(about.id)
        return (held.periods[0], held.periods[-1]) if held.periods else ("", "")

    def between(self, about: Series, first: str, last: str) -> Sequence[str]:
        """Return the periods of a series from *first* to *last*, days or months."""
        low, high = self.places(about, first, last)
        return self.held(about.id).periods[low:high]

    def places(self, about: Series, first: str, last: str) -> tuple[int, int]:
        """Return where the periods from *first* to *last* stand among those of a series."""
        if about.frequency == "monthly":
            first, last = first[:7], last[:7]
        known = self.held(about.id).periods
        return bisect_left(known, first), bisect_right(known, last)

    def digest(self, about: Series, seen: Seen) -> str:
        """Return the SHA-256 of the raw answer that a figure came from; empty where none was kept."""
        return self.held(about.id).digests.get((seen.period, seen.seen_from), "")
