"""Load runs: every source that can be asked, side by side where hosts differ.

A source that fails stops no other, is reported with its reason, and leaves what is stored as it was.
"""

import gc
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from oilwatch import catalog, news, periods, plugins, sources
from oilwatch.errors import InputError, StoreError
from oilwatch.http import Client, origin
from oilwatch.load import tying
from oilwatch.load.one import Outcome, Run, left_alone, one
from oilwatch.news import NewsSource
from oilwatch.settings import Settings
from oilwatch.sources import Ask, Source
from oilwatch.store import Store

__all__ = ["Outcome", "figures", "known", "prepare", "run"]

REGISTERS = {
    "EIA_API_KEY": "free at https://www.eia.gov/opendata/register.php",
    "FRED_API_KEY": "free at https://fred.stlouisfed.org/docs/api/api_key.html",
}
AnySource = Source | NewsSource


@cache
def figures() -> tuple[Source, ...]:
    """Return every source of figures."""
    return tuple(plugins.discover(sources, "SOURCES", Source))


def known() -> dict[str, AnySource]:
    """Return every source by name."""
    found: list[AnySource] = [*figures()]
    found += plugins.discover(news, "SOURCES", NewsSource)
    return {source.name: source for source in found}


def prepare(store: Store) -> None:
    """Create or upgrade the store's tables and its catalogue; figures come by loading or by ``init``."""
    if not store.is_current():
        store.upgrade()
    store.sync(catalog.series().values())


def run(
    store: Store,
    chosen: Settings,
    names: Sequence[str] = (),
    *,
    since: date | None = None,
    told: Callable[[str, str], None] = lambda _source, _text: None,
) -> list[Outcome]:
    """Ask the sources of these *names* (none: all that can be), and record what they gave.

    *told* is called with (source, what it does). Raises InputError for a name that is not known.
    """
    wanted = _wanted(names)
    with few_collections():
        return _run(store, chosen, wanted, (since, bool(names), told))


@contextmanager
def few_collections() -> Iterator[None]:
    """Within, the garbage collector looks less often at rows, of which it never finds one to collect."""
    before = gc.get_threshold()
    gc.set_threshold(100_000, 50, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _run(
    store: Store,
    chosen: Settings,
    wanted: Sequence[AnySource],
    how: tuple[date | None, bool, Callable[[str, str], None]],
) -> list[Outcome]:
    since, by_name, told = how
    prepare(store)
    newest = {series_id: row[0] for series_id, row in store.newest().items()}
    places = [*chosen.services.values(), *chosen.feeds]
    client = Client(
        trusted=frozenset(origin(place) for place in places),
        secrets=tuple(chosen.keys.values()),
        allow_private=chosen.allow_private,
        offline=chosen.offline,
    )
    ask = Ask(client, chosen, store.catalogue(), newest, store.now(), since)
    under_way = Run(store, replace(ask, validators=store.loads.validators()), told)
    _all(under_way, wanted, asked_by_name=by_name)
    if any(isinstance(source, NewsSource) for source in wanted):
        told("stories", "tying")
        with suppress(StoreError):  # what could not be tied now is tied after the next load
            tying.tie(store)
        told("stories", "")
    return [under_way.outcomes[source.name] for source in wanted]


def _wanted(names: Sequence[str]) -> list[AnySource]:
    every = known()
    if not names:
        return [s for s in every.values() if not (isinstance(s, Source) and s.on_request)]
    found: dict[str, AnySource] = {}
    for name in (name.lower().replace("_", "-") for name in names):
        group = [s for s in every.values() if s.name == name or s.name.startswith(f"{name}-")]
        if name == "news":
            group = [s for s in every.values() if isinstance(s, NewsSource)]
        if not group:
            raise InputError(
                f"no source {name!r}; known: {', '.join(sorted(every))}, and eia, eia-bulk, news"
            )
        found |= {source.name: source for source in group}
    return list(found.values())


def _all(under_way: Run, wanted: Sequence[AnySource], *, asked_by_name: bool) -> None:
    """Run each service's sources one after another, the services side by side."""
    groups: dict[str, list[AnySource]] = {}
    for source in wanted:
        under_way.ended[source.name] = threading.Event()
        groups.setdefault(source.service, []).append(source)
    alone = asked_by_name and len(wanted) == 1
    threads = [
        threading.Thread(target=_group, args=(under_way, group, alone), daemon=True)
        for group in groups.values()
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for source in wanted:
        lost = "ended by a fault of oilwatch: see the traceback, and report it"
        under_way.outcomes.setdefault(source.name, Outcome(source.name, "failed", reason=lost))


def _group(under_way: Run, group: Sequence[AnySource], alone: bool) -> None:
    """Run the sources of one service, up to the one that is told that it is asked too often."""
    try:
        for source in group:
            outcome = _skipped(under_way, source, alone=alone)
            if outcome is None and source.service in under_way.limited:
                outcome = left_alone(under_way, source)
            under_way.outcomes[source.name] = outcome or one(under_way, source)
            under_way.ended[source.name].set()
            under_way.told(source.name, "")
    finally:  # whoever waits for one of these must not wait for ever
        for source in group:
            under_way.ended[source.name].set()


def _skipped(under_way: Run, source: AnySource, *, alone: bool) -> Outcome | None:
    """Return why a source is not asked, or None."""
    keys = under_way.ask.settings.keys
    if isinstance(source, Source):
        if source.needs_key and source.needs_key not in keys:
            told = f"needs {source.needs_key} ({REGISTERS[source.needs_key]})"
            return Outcome(source.name, "failed" if alone else "skipped", reason=told)
        if source.unless_key and source.unless_key in keys and not alone:
            return Outcome(source.name, "skipped", reason=f"not needed: {source.unless_key} is set")
    return None if alone and isinstance(source, Source) else _resting(under_way, source)


def _resting(under_way: Run, source: AnySource) -> Outcome | None:
    """Return that a source wants to be left alone for a while, where it does."""
    now = under_way.store.now()
    last = under_way.store.loads.last().get(source.name)
    if last is None:
        return None
    ready = last.next_try
    if last.status == "done" and isinstance(source, NewsSource):
        ended = periods.parse_moment(last.finished_at)
        ready = periods.moment(ended + timedelta(seconds=source.rest))
    if ready <= periods.moment(now):
        return None
    told = f"asked a moment ago; not again before {ready[11:16]} UTC"
    return Outcome(source.name, "skipped", reason=told, next_try=ready)
