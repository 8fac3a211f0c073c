"""Unusual moves: one-day changes that were large beside those of the five years before, and what was near."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator, Sequence
from datetime import date

import numpy as np

from oilwatch import periods
from oilwatch.errors import InputError
from oilwatch.impacts.one import BRENT
from oilwatch.impacts.prices import Record, When, read
from oilwatch.impacts.windows import FEWEST, GAP, Floats, Prices, changes, years_before
from oilwatch.model import Event, Move
from oilwatch.store import Store

EARLIER = 2
"""Days before the span of a move in which an event counts as shortly before."""


def moves(  # noqa: PLR0913
    store: Store,
    *,
    series: str = BRENT,
    start: str | date | None = None,
    end: str | date | None = None,
    min_percentile: float = 95.0,
    as_of: When | None = None,
    events: Sequence[Event] | None = None,
) -> list[Move]:
    """Return the one-day changes from *start* to *end* that rank at *min_percentile* or above by size.

    The largest percentile first, then the most recent. Each is compared with the changes from close to close
    of the five years before; where there are fewer than 250, none is told. *events*: instead of the
    catalogue's. Raises UnknownSeries or InputError.
    """
    if not 0 <= min_percentile <= 100:
        raise InputError(f"expected a percentile from 0 to 100, got {min_percentile:g}")
    low, high = periods.bounds("daily", start, end)
    record = read(store, series, as_of, events)
    days = record.prices.days
    first = int(np.searchsorted(days, np.datetime64(low, "D")))
    last = int(np.searchsorted(days, np.datetime64(high, "D"), side="right"))
    ranks, numbers = ranked(record.prices)
    chosen = [at for at in range(max(first, 1), last) if ranks[at] >= min_percentile]
    chosen.sort(key=lambda at: (ranks[at], at), reverse=True)
    return [_move(record, at, float(ranks[at]), int(numbers[at])) for at in chosen]


def ranked(prices: Prices) -> tuple[Floats, Floats]:
    """Return the percentile by size of the change to each session, and with how many it is compared.

    NaN where there is none: the first session, one behind a gap, fewer than 250 to compare with. In percent,
    or in dollars where a close is not above zero.
    """
    number = len(prices.days)
    ranks, counts = np.full(number, np.nan), np.zeros(number)
    if number < 2:
        return ranks, counts
    scales = [_Sliding(_sizes(prices, unit)) for unit in ("percent", "dollars")]
    first = np.searchsorted(prices.days, years_before(prices.days)).tolist()
    near = (np.diff(prices.days).astype(np.int64) <= GAP).tolist()
    for at in range(1, number):
        for scale in scales:
            scale.move(first[at - 1], at)
        if near[at - 1]:
            ranks[at], counts[at] = next(scale.rank(at) for scale in scales if scale.has(at))
    return ranks, counts


def _sizes(prices: Prices, unit: str) -> list[float]:
    """Return the size of the change to each session; NaN for the first and behind a gap."""
    found = np.abs(changes(prices.closes[:-1], prices.closes[1:], unit))
    found[np.diff(prices.days).astype(np.int64) > GAP] = np.nan
    return [float("nan"), *found.tolist()]


class _Sliding:
    """The sizes inside a window that only moves forward, sorted."""

    def __init__(self, sizes: list[float]) -> None:
        self._sizes, self._sorted = sizes, list[float]()
        self._out, self._in = 1, 1

    def move(self, base: int, end: int) -> None:
        """Hold the changes from close *base* on to the one before session *end*."""
        for size in self._take(self._in, end):
            insort(self._sorted, size)
        self._in = max(self._in, end)
        for size in self._take(self._out, base + 1):
            del self._sorted[bisect_left(self._sorted, size)]
        self._out = max(self._out, base + 1)

    def _take(self, first: int, last: int) -> Iterator[float]:
        return (size for size in self._sizes[first:last] if size == size)  # noqa: PLR0124 (NaN is none)

    def has(self, at: int) -> bool:
        """Return whether there is a size of the change to session *at*."""
        return self._sizes[at] == self._sizes[at]

    def rank(self, at: int) -> tuple[float, int]:
        """Return the percentile of the change to session *at* (NaN: too few), and among how many."""
        number, size = len(self._sorted), self._sizes[at]
        if number < FEWEST:
            return float("nan"), number
        return 50 * (bisect_left(self._sorted, size) + bisect_right(self._sorted, size)) / number, number


def _move(record: Record, at: int, percentile: float, number: int) -> Move:
    prices = record.prices
    ends = prices.closes[at - 1 : at], prices.closes[at : at + 1]
    percent = float(changes(*ends, "percent")[0])
    return Move(
        prices.day(at), prices.day(at - 1), float(ends[1][0]), float(ends[0][0]),
        float(changes(*ends, "dollars")[0]), None if np.isnan(percent) else percent,
        percentile, number, _near(record, prices.day(at), prices.day(at - 1)),
    )  # fmt: skip


def _near(record: Record, day: date, base: date) -> tuple[tuple[str, str], ...]:
    """Return the events that can have moved a session, then those shortly before, each with the reason."""
    since = date.fromordinal(max(base.toordinal() - EARLIER, 1))
    found = [
        (reached <= base, -event.importance, (day - reached).days, event)
        for reached, event in record.between(since, day)
    ]
    found.sort(key=lambda row: (*row[:3], row[3].id))
    return tuple((event.id, _why(event, day, earlier=earlier)) for earlier, _, _, event in found)


def _why(event: Event, day: date, *, earlier: bool) -> str:
    dated = f"{event.date:%a} {periods.day_text(event.date)}"
    if earlier:
        return f"shortly before: {dated}"
    if event.date == day:
        return f"the same day: {dated}"
    return f"dated {dated}, and this is the first session that can hold it"
