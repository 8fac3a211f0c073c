"""What a copy of a publication changed of what the record had: one revision a series and copy. Pure."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import attrgetter

from oilwatch import periods, units
from oilwatch.model import Recorded, Series

MOST = 20
"""Most periods of one revision that are listed."""
_MINUS = "−"


@dataclass(frozen=True, slots=True)
class Change:
    """One period that a copy showed otherwise: the first value kept, the one before, the new; none: none."""

    period: str
    first: float | None
    before: float | None
    now: float | None

    @property
    def difference(self) -> float | None:
        """The new value less the one before; none where one of the two is none."""
        return None if self.before is None or self.now is None else self.now - self.before


@dataclass(frozen=True, slots=True)
class Revision:
    """What the copy of *seen_from* changed of a series; of *changes* only the largest are kept."""

    about: Series
    seen_from: str
    revised: int
    withdrawn: int
    again: int
    """Periods that had been withdrawn and are shown again."""
    changes: tuple[Change, ...]

    @property
    def count(self) -> int:
        """How many periods were changed."""
        return self.revised + self.withdrawn + self.again


def found(about: Series, rows: Sequence[Recorded]) -> list[Revision]:
    """Return the revisions in the rows of a series (by period and moment), the newest copy first."""
    copies: dict[str, list[Change]] = defaultdict(list)
    for _, of_period in groupby(rows, key=attrgetter("period")):
        for moment, change in _changes(list(of_period)):
            copies[moment].append(change)
    return [_revision(about, moment, copies[moment]) for moment in sorted(copies, reverse=True)]


def _changes(rows: Sequence[Recorded]) -> Iterator[tuple[str, Change]]:
    first = next((row.value for row in rows if row.value is not None), None)
    shown = rows[0].value is not None
    for before, row in pairwise(rows):
        if shown and before.value != row.value:
            yield row.seen_from, Change(row.period, first, before.value, row.value)
        shown = shown or row.value is not None


def _revision(about: Series, moment: str, changes: list[Change]) -> Revision:
    revised = [change for change in changes if change.difference is not None]
    revised.sort(key=lambda change: (abs(change.difference or 0.0), change.period), reverse=True)
    gone = [change for change in reversed(changes) if change.now is None]
    again = [change for change in reversed(changes) if change.before is None]
    kept = (*revised, *gone, *again)[:MOST]
    return Revision(about, moment, len(revised), len(gone), len(again), kept)


def name(about: Series) -> str:
    """Return a series in few words: ``Brent spot``, ``Saudi Arabia production (crude)``."""
    tail = about.id.rsplit(".", 1)[-1].replace("_", " ")
    what = f"production ({tail})" if about.measure == "production" else tail
    return f"{about.entity_name} {what}"


def title(one: Revision) -> str:
    """Return ``5 values of Brent spot revised on 7 May 2026, largest −0.12 USD/bbl (5 Oct 2022)``."""
    day = periods.period_text(one.seen_from[:10])
    kinds = ((one.revised, "revised"), (one.withdrawn, "withdrawn"), (one.again, "shown again"))
    (number, verb), *more = [(number, verb) for number, verb in kinds if number]
    text = f"{number:,} value{'' if number == 1 else 's'} of {name(one.about)} {verb} on {day}"
    if one.revised:
        top = one.changes[0]
        text += f", {_largest(one)}{_signed(top.difference)} {one.about.unit} ({_period(top)})"
    return text + "".join(f"; {number:,} {verb}" for number, verb in more)


def content(one: Revision) -> str:
    """Return the periods that were changed, one a line: first value kept, value before, value now."""
    unit = one.about.unit
    rows = [
        f"{_period(change)}: first {_value(change.first)}, before {_value(change.before)}, "
        f"now {_value(change.now)} {unit}{_by(change)}"
        for change in one.changes
    ]
    left = one.count - len(rows)
    return "\n".join([*rows, *([f"and {left:,} more"] if left else [])])


def _largest(one: Revision) -> str:
    return "largest " if one.revised > 1 else ""


def _period(change: Change) -> str:
    return periods.period_text(change.period)


def _by(change: Change) -> str:
    return "" if change.difference is None else f" ({_signed(change.difference)})"


def _value(value: float | None) -> str:
    return "none" if value is None else units.number(value)


def _signed(value: float | None) -> str:
    text = units.number(float(f"{value or 0.0:.6g}"))
    return f"{_MINUS}{text[1:]}" if text.startswith("-") else f"+{text}"
