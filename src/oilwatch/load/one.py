"""One source in a load run: read it, record what it gave, say how that ended."""

import threading
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TypeVar

from oilwatch import periods, plausible
from oilwatch.errors import OilwatchError, SourceError, StoreError
from oilwatch.model import Copy, Counts
from oilwatch.news import NewsSource
from oilwatch.sources import Ask, Source
from oilwatch.store import Store

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the run of one source ended: done, failed (why, and when to try again) or skipped (why)."""

    source: str
    status: str
    counts: Counts = field(default_factory=Counts)
    held: int = 0
    reason: str = ""
    next_try: str = ""
    delivered: frozenset[str] = frozenset()


@dataclass(slots=True)
class Run:
    """A run under way: the store, who asks, and what is told to whoever watches."""

    store: Store
    ask: Ask
    told: Callable[[str, str], None] = lambda _source, _text: None
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    ended: dict[str, threading.Event] = field(default_factory=dict)
    limited: set[str] = field(default_factory=set)
    """Services that have said in this run that they are asked too often."""


def one(under_way: Run, source: Source | NewsSource) -> Outcome:
    """Read a source and record what it gave, also where it failed half-way."""
    warnings: list[str] = []
    started = under_way.store.now()
    under_way.told(source.name, "asking")
    ask = replace(under_way.ask, note=lambda text: under_way.told(source.name, text), warn=warnings.append)
    try:
        if isinstance(source, Source):
            return _figures(under_way, source, ask, warnings)
        return _stories(under_way, source, ask, warnings)
    except OilwatchError as error:
        reason, next_try = _told(under_way, source, error)
        with suppress(StoreError):  # where nothing can be written, that is the reason
            under_way.store.loads.failed(source.name, reason, started=started, next_try=next_try)
        return Outcome(source.name, "failed", reason=reason, next_try=next_try)


def _told(under_way: Run, source: Source | NewsSource, error: OilwatchError | None) -> tuple[str, str]:
    """Return what is told of a failure: its reason, and when to try again where that is known."""
    if error is None:
        return "", ""
    wait = error.wait if isinstance(error, SourceError) else 0
    if isinstance(error, SourceError) and error.limited:
        under_way.limited.add(source.service)
    next_try = periods.moment(under_way.store.now() + timedelta(seconds=wait)) if wait else ""
    return under_way.ask.client.clean(" ".join(str(error).split())), next_try


def left_alone(under_way: Run, source: Source | NewsSource) -> Outcome:
    """Return that a source was not asked, because its service is asked too often already."""
    told = f"not asked, for {source.publisher} has just turned away too many requests; try again later"
    with suppress(StoreError):
        under_way.store.loads.failed(source.name, told, started=under_way.store.now())
    return Outcome(source.name, "failed", reason=told)


def _figures(under_way: Run, source: Source, ask: Ask, warnings: Sequence[str]) -> Outcome:
    started = under_way.store.now()
    copies, failure = _drained(source.read(ask))
    if failure is not None and not copies:
        raise failure
    delivered = _delivered_by(under_way, source.stands_in_for)
    compared = _compare(under_way.store, copies, delivered) if delivered else Counts()
    under_way.told(source.name, "recording")
    reason, next_try = _told(under_way, source, failure)
    counts, held = under_way.store.loads.record(
        source.name,
        [_without(copy, delivered) for copy in copies],
        screen=plausible.screen,
        started=started,
        failure=(reason, next_try),
    )
    notes = list(warnings)
    if compared.unchanged or compared.revised:
        notes.append(f"compared with {source.stands_in_for.upper()}: {compared.revised} figures differ")
    shown = frozenset(series for copy in copies for series in copy.whole)
    status = "failed" if failure else "done"
    told = "; ".join([reason] if failure else notes)
    counts += Counts(unchanged=compared.unchanged)
    return Outcome(source.name, status, counts, len(held), told, next_try, shown)


def _stories(under_way: Run, source: NewsSource, ask: Ask, warnings: Sequence[str]) -> Outcome:
    started = under_way.store.now()
    found, failure = _drained(source.read(ask))
    if failure is not None and not found:
        raise failure
    reason, next_try = _told(under_way, source, failure)
    counts = under_way.store.loads.keep_stories(
        source.name, found, started=started, failure=(reason, next_try)
    )
    status = "failed" if failure else "done"
    told = reason or "; ".join(warnings)
    return Outcome(source.name, status, counts, reason=told, next_try=next_try)


def _drained(reading: Iterator[T]) -> tuple[list[T], SourceError | None]:
    """Return all that an iterator gives, and the error that ended it."""
    found: list[T] = []
    try:
        for item in reading:
            found.append(item)
    except SourceError as error:
        return found, error
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        told = f"it answered in a form that is not known ({type(error).__name__}); look for a newer oilwatch"
        return found, SourceError(told)
    return found, None


def _delivered_by(under_way: Run, first: str) -> frozenset[str]:
    """Wait for the sources that come first; return the series that they delivered in this run."""
    found: frozenset[str] = frozenset()
    for name, ended in under_way.ended.items():
        if first and name.startswith(first):
            ended.wait()
            outcome = under_way.outcomes.get(name)
            found |= outcome.delivered if outcome else frozenset()
    return found


def _without(copy: Copy, series: Collection[str]) -> Copy:
    """Return a copy without the figures of some series."""
    if not series:
        return copy
    pages = [
        replace(page, observations=[row for row in page.observations if row.series not in series])
        for page in copy.pages
    ]
    return replace(copy, pages=pages, whole={s: span for s, span in copy.whole.items() if s not in series})


def _compare(store: Store, copies: Sequence[Copy], series: Collection[str]) -> Counts:
    """Return how many figures of *series* are in the record as here (unchanged), and otherwise (revised)."""
    known = {name: {row.period: row.value for row in store.seen(name)[1]} for name in sorted(series)}
    rows = [row for copy in copies for page in copy.pages for row in page.observations]
    pairs = [
        (known[row.series].get(row.period), row.value)
        for row in rows
        if row.series in known and row.value is not None
    ]
    same = sum(1 for held, value in pairs if held == value)
    return Counts(unchanged=same, revised=len(pairs) - same)
