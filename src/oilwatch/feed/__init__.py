"""Following along: new events, stories tied to them, revisions, and changed verdicts, as an Atom feed."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import oilwatch
from oilwatch import catalog, periods, settings, view
from oilwatch.feed import asked, atom, entries, revised, verdicts
from oilwatch.feed.asked import KINDS, PATH, Asked
from oilwatch.feed.atom import Entry
from oilwatch.feed.entries import Known
from oilwatch.feed.shelf import Shelf
from oilwatch.model import Series
from oilwatch.store import Store

__all__ = ["KINDS", "PATH", "Feed", "Feeds"]

_NAMED = "c: this dashboard has a public address; name the saved checks to follow by their codes."
Revised = Callable[[Series], list[revised.Revision]]


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as it is sent: its bytes, their ETag (weak, as they may be sent compressed), its last change."""

    body: bytes
    etag: str
    modified: datetime


class Feeds:
    """The feeds of the stores of a process, each made once a state of its store; for many threads."""

    def __init__(self) -> None:
        self._made: Shelf[Feed] = Shelf(32)
        self._known: Shelf[Known] = Shelf(4)
        self._revised: Shelf[list[revised.Revision]] = Shelf(64)

    def get(self, store: Store, query: str, base: str) -> Feed:
        """Return the feed that *query* (no ``?``) asks for; its links lead to the dashboard at *base*.

        What is not usable in *query* falls back, with a notice in the subtitle. Two calls give the same
        bytes unless the store has changed, or a day with an event has come. Raises StoreError.
        """
        today = store.now().date()
        state = (store.address, store.data_version(), today)
        there = self._known.get(state, lambda: entries.known(store, today))
        wanted = asked.read(query, there.series, there.events)
        if _hidden(wanted):
            wanted = replace(wanted, notices=(*wanted.notices, _NAMED))
        changed = store.checks.again.newest() if "checks" in wanted.kinds else 0

        def changes(about: Series) -> list[revised.Revision]:
            return self._revised.get(
                (*state[:2], about.id), lambda: revised.found(about, store.history(about.id))
            )

        def make() -> Feed:
            found = entries.newest(_entries(store, wanted, there, base=base, changes=changes))
            return _feed(atom.document(_head(wanted, there, base), found), _changed(store, found))

        return self._made.get((state, changed, base, wanted.query, wanted.notices), make)


def _hidden(wanted: Asked) -> bool:
    """Return whether saved checks are asked for that may not be told: a public address lists no drafts."""
    return "checks" in wanted.kinds and not wanted.codes and bool(settings.load().base_url)


def _entries(store: Store, wanted: Asked, there: Known, *, base: str, changes: Revised) -> list[Entry]:
    """Return the entries of every kind that is wanted, more than are shown."""
    found: list[Entry] = []
    if "events" in wanted.kinds:
        chosen = [event for event in there.events.values() if wanted.has(event)]
        days = [event for event in chosen if wanted.in_days(event.date.isoformat())]
        found += entries.newest(entries.events(days, there, base))
    if "stories" in wanted.kinds:
        tied = [event.id for event in there.events.values() if wanted.has(event)]
        start, end = wanted.view.start, wanted.view.end
        clusters = store.ties.newest(tied, start=start, end=end, limit=entries.MOST)
        found += entries.stories(
            [one for one in clusters if one.link and one.link.event in tied], there, base
        )
    if "revisions" in wanted.kinds:
        for about in (there.series[name] for name in wanted.series(there.series)):
            shown = [one for one in changes(about) if wanted.in_days(one.seen_from[:10])]
            found += entries.revisions(shown[: entries.MOST], base)
    if "checks" in wanted.kinds and not _hidden(wanted):
        span = periods.bounds("daily", wanted.view.start, wanted.view.end)
        told = store.checks.again.recent(entries.MOST, wanted.codes or None, days=span)
        found += verdicts.entries(told, base)
    return found


def _head(wanted: Asked, there: Known, base: str) -> atom.Head:
    query = wanted.query
    return atom.Head(
        title=asked.title(wanted, there.series, there.events),
        subtitle=" ".join(wanted.notices),
        query=query,
        address=f"{base}{PATH}{'?' if query else ''}{query}",
        home=view.link(view.default("market"), base),
        version=oilwatch.__version__,
    )


def _changed(store: Store, found: list[Entry]) -> datetime:
    """Return when the newest of all that a feed is made of has changed, to the second."""
    runs = [run.finished_at for run in store.loads.runs(1)]
    shown = [entry.updated for entry in found[:1]]
    newest = max(
        (periods.parse_moment(text) for text in (*runs, *shown)), default=datetime.fromtimestamp(0, UTC)
    )
    bundled = (catalog.data_folder() / "events.csv").stat().st_mtime
    return max(newest, datetime.fromtimestamp(bundled, UTC)).replace(microsecond=0)


def _feed(body: bytes, modified: datetime) -> Feed:
    return Feed(body, f'W/"{hashlib.sha256(body).hexdigest()[:32]}"', modified)
