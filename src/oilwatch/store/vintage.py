"""The one rule of what a reader saw at a moment, and of what a copy adds to the record. Pure.

As of T a reader sees, for each period, the newest value with ``seen_from`` <= T, marked ``published``
(``earliest copy`` where it comes from the series' first copy kept, whose true day is unknown). Where no
copy of T or before holds the period although it must have been out by then (its end plus the usual lag
has passed, and no copy in between was without it), he gets the value of the earliest copy that does,
marked ``earliest copy``. He sees nothing else: no period that was not yet published at T.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import groupby
from operator import attrgetter

from oilwatch import periods
from oilwatch.errors import InputError
from oilwatch.model import Counts, Recorded

PUBLISHED = "published"
EARLIEST_COPY = "earliest copy"


Span = tuple[str, str]
"""Lowest and highest period, both included."""


@dataclass(frozen=True, slots=True)
class Copies:
    """The moments of all copies kept of a series, sorted, and what span those cover that are partial."""

    moments: Sequence[str]
    spans: Mapping[str, Span] = field(default_factory=dict)

    def cover(self, moment: str, period: str) -> bool:
        """Return whether the copy of *moment* would have held *period*, had it been published."""
        first, last = self.spans.get(moment, ("", "9999"))
        return first <= period <= last

    def first(self, period: str) -> str:
        """Return the moment of the first copy that covers *period*."""
        return next((moment for moment in self.moments if self.cover(moment, period)), "")

    def before(self, moment: str, period: str) -> str:
        """Return the moment of the last copy before *moment* that covers *period*; empty: none does."""
        place = bisect_left(self.moments, moment)
        while place and not self.cover(self.moments[place - 1], period):
            place -= 1
        return self.moments[place - 1] if place else ""


@dataclass(frozen=True, slots=True)
class Seen:
    """A value as a reader sees it."""

    period: str
    value: float
    seen_from: str
    vintage: str


def as_of(rows: Iterable[Recorded], moment: str, *, lag_days: int, copies: Copies) -> list[Seen]:
    """Return what a reader at *moment* sees of *rows* (sorted by period, then ``seen_from``).

    The first of *copies* that covers a period decides whether it is marked ``earliest copy``.
    """
    seen = []
    for period, group in groupby(rows, key=attrgetter("period")):
        held = list(group)
        row = standing(held, moment)
        if row is None and _must_have_been_out(period, held[0], moment, (lag_days, copies)):
            seen.append(Seen(period, held[0].value or 0.0, held[0].seen_from, EARLIEST_COPY))
        elif row is not None and row.value is not None:
            first = row.seen_from == copies.first(period)
            seen.append(Seen(period, row.value, row.seen_from, EARLIEST_COPY if first else PUBLISHED))
    return seen


def standing(held: Sequence[Recorded], moment: str | None = None) -> Recorded | None:
    """Return the row that stands at *moment* (none: now), dated to when its value was first seen unbroken."""
    found: Recorded | None = None
    for row in held:
        if moment is not None and row.seen_from > moment:
            break
        if found is None or row.value != found.value:
            found = row
    return found


def _must_have_been_out(period: str, first: Recorded, moment: str, known: tuple[int, Copies]) -> bool:
    lag_days, copies = known
    if first.value is None:
        return False
    due = (periods.end(period) + timedelta(days=lag_days)).isoformat()
    without = copies.before(first.seen_from, period)
    if without >= due:  # late: it was not out yet when that copy was taken
        missed = periods.end(without[:10])
        due = (missed + timedelta(days=max(lag_days, 1))).isoformat()
    return due <= moment[:10]


def check(row: Recorded, frequency: str, now: str) -> None:
    """Raise InputError where a row can be no observation of a series of *frequency*, seen by *now*."""
    periods.check(row.period, frequency)
    if row.value is not None and not abs(row.value) < 1e15:
        raise InputError(f"{row.period}: expected a number, got {row.value}")
    if row.seen_from > now:
        raise InputError(f"{row.period}: seen_from {row.seen_from} is in the future")
    if periods.start(row.period, frequency).isoformat() > row.seen_from[:10]:
        raise InputError(
            f"{row.period} had not begun on {row.seen_from[:10]}: a value cannot have been seen then; "
            "forecasts are no observations"
        )


@dataclass(slots=True)
class Addition:
    """What recording a copy adds: rows, periods it showed unchanged by copy, and the counts."""

    rows: list[Recorded]
    confirmed: dict[str, list[str]]
    counts: Counts


def add(
    record: dict[str, list[Recorded]],
    answer: Iterable[Recorded],
    confirmations: Mapping[str, Sequence[str]],
) -> Addition:
    """Return what *answer* adds to *record*, which is updated in place (rows by period, oldest first).

    *confirmations* are, by period, the moments of copies that showed it unchanged. Raises InputError
    where the record holds another value for the same period and moment.
    """
    out = Addition([], {}, Counts())
    totals = {"new": 0, "revised": 0, "withdrawn": 0, "unchanged": 0}
    shown = {period: list(moments) for period, moments in confirmations.items()}
    for row in sorted(answer, key=attrgetter("seen_from")):
        held, also = record.setdefault(row.period, []), shown.setdefault(row.period, [])
        _agree(held, row, also)
        kind, added = _place(held, row, also)
        totals[kind] += 1
        out.rows += added
        if not added and all(other.seen_from != row.seen_from for other in held):
            out.confirmed.setdefault(row.seen_from, []).append(row.period)
            also.append(row.seen_from)
    out.counts = Counts(**totals)
    return out


def _agree(held: Sequence[Recorded], row: Recorded, confirmed: Sequence[str]) -> None:
    known = standing(held, row.seen_from)
    shown = row.seen_from in confirmed or any(other.seen_from == row.seen_from for other in held)
    if shown and known is not None and known.value != row.value:
        raise InputError(
            f"{row.period} seen {row.seen_from} is {_text(known)} in the record and {_text(row)} here; "
            "give the correction a later seen_from"
        )


def _place(held: list[Recorded], row: Recorded, confirmed: Sequence[str]) -> tuple[str, list[Recorded]]:
    place = bisect_left(held, row.seen_from, key=attrgetter("seen_from"))
    if place < len(held) and held[place].seen_from == row.seen_from:
        return "unchanged", []
    before = held[place - 1] if place else None
    if before is not None and before.value == row.value:
        return "unchanged", []
    upto = held[place].seen_from if place < len(held) else None
    kind = "withdrawn" if row.value is None else "revised" if held else "new"
    added = [row]
    again = next((c for c in sorted(confirmed) if c > row.seen_from and (upto is None or c < upto)), None)
    if again is not None:
        added.append(Recorded(row.period, before.value if before else None, again))
    held[place:place] = added
    return kind, added


def _text(row: Recorded) -> str:
    return "withdrawn" if row.value is None else f"{row.value:g}"
