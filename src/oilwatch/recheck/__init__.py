"""Stale figures: saved checks are run again after a load, and what is told otherwise is kept.

The document that was saved stays as it is. What changes a verdict is what the record says: a figure came out,
was revised or withdrawn, or a copy of before was added. See docs/stale.md.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from oilwatch.errors import InputError, OilwatchError
from oilwatch.model import Evidence
from oilwatch.store import Store
from oilwatch.store.rechecks import Again, Kept

if TYPE_CHECKING:
    from oilwatch.claims import Record

__all__ = ["LONGEST", "MOST", "Rechecked", "after", "run"]

MOST = 500
"""Most checks that are run again after one load; the others are run after the next."""
LONGEST = 120.0
"""Seconds after which no further check is begun."""
_TOGETHER = 25
"""Checks whose findings are written in one transaction."""


@dataclass(frozen=True, slots=True)
class Rechecked:
    """How many saved checks were run again, and how many of their figures are told otherwise than before.

    *failure* says why no more were; empty: nothing failed.
    """

    checked: int = 0
    changed: int = 0
    failure: str = ""

    @property
    def words(self) -> str:
        """The same in one line; empty where there was nothing to do."""
        told = []
        if self.checked:
            told.append(f"{_number(self.checked, 'saved check')} run again, "
                        f"{_number(self.changed, 'figure')} told otherwise")  # fmt: skip
        if self.failure:
            told.append(f"FAILED: {self.failure}; run again after the next load")
        return "; ".join(told)


def run(store: Store, *, most: int = MOST) -> Rechecked:
    """Run the saved checks again that were not run since the store changed; again: nothing is done.

    At most *most* of them, those not run for longest first. Two processes may do so at once: each change is
    kept once. Raises StoreError.
    """
    again, version = store.checks.again, store.data_version()
    done, total, end = 0, Rechecked(), time.monotonic() + LONGEST
    while keys := again.due(version, min(_TOGETHER, most - done)):
        if done == 0:
            from oilwatch import claims  # only here: most loads find no check to run

            record = claims.Record(store)
        found = filter(None, map(again.find, keys))
        kept = [one for one in found if one.rechecked < version]  # another process may have been faster
        checked, changed = again.keep([_again(one, store, record) for one in kept], version)
        total = Rechecked(total.checked + checked, total.changed + changed)
        done += len(keys)
        if time.monotonic() > end:
            break
    return total


def after(store: Store) -> Rechecked:
    """Do what :func:`run` does after a load, which must not fail of it: an error is told, not raised."""
    try:
        return run(store)
    except OilwatchError as error:
        return Rechecked(failure=" ".join(str(error).split()))


def _again(kept: Kept, store: Store, record: "Record") -> Again:
    """Return what a saved check finds today; a document that is none, or has no day, is left as it is."""
    from oilwatch import claims, report
    from oilwatch.recheck import told
    from oilwatch.report.document import story_day

    reads = partial(told.reads, record)
    try:
        saved = report.from_dict(kept.document)
        if not saved.as_of or not saved.verdicts:
            return Again(kept, None, ())
        before = partial(_read_before, (store, _last(kept)), reads)
        first = told.check(saved, before) if kept.latest is None else kept.latest["told"]
        found = claims.check(saved.story, store, published=story_day(saved), as_of=saved.as_of, record=record)
    except InputError:
        return Again(kept, None, ())
    document = report.as_dict(found)
    readings = (kept.document["claims"], document["claims"])
    changes, now = told.changes(first, told.check(found, reads), readings)
    return Again(kept, {**document, "told": now} if changes else None, changes)


def _last(kept: Kept) -> int:
    """Return the data version up to which a check is known to be told as it was saved."""
    made = kept.document["data_version"]
    return max(kept.rechecked, made) if isinstance(made, int) else kept.rechecked


def _read_before(
    known: tuple[Store, int], reads: Callable[[Evidence], float | None], one: Evidence
) -> float | None:
    """Return what the period of a recorded figure read at a data version of a store."""
    if reads(one) == one.value:
        return one.value  # as a rule; what had been revised and was taken back since is told by the verdict
    store, version = known
    seen = store.seen(one.series, start=one.period, end=one.period, version=version)[1]
    return seen[0].value if seen else None


def _number(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"
