"""The entries of a feed: events (the catalogue's and the team's), stories tied to them, revisions."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlsplit

from oilwatch import catalog, periods, units, view
from oilwatch.feed import atom, revised
from oilwatch.feed.atom import Entry
from oilwatch.model import Event, Series
from oilwatch.report import safe
from oilwatch.store import Store
from oilwatch.store.ties import Cluster
from oilwatch.view import View

MOST = 100
"""Most entries of a feed."""
_TEAM = "team"


@dataclass(frozen=True, slots=True)
class Known:
    """What filters are about: series and events by id (events oldest first), and who wrote the team's."""

    series: Mapping[str, Series]
    events: Mapping[str, Event]
    authors: Mapping[str, tuple[str, str]]


def known(store: Store, today: date) -> Known:
    """Return what there is today; an event to come is not there yet."""
    every = [event for event in (*catalog.events(), *store.team.events()) if event.date <= today]
    events = {event.id: event for event in sorted(every, key=lambda event: (event.date, event.id))}
    return Known(store.catalogue(), events, store.team.authors())


def newest(entries: Iterable[Entry]) -> list[Entry]:
    """Return the newest entries, newest first, in an order that is the same each time."""
    return sorted(entries, key=lambda entry: (entry.updated, entry.name), reverse=True)[:MOST]


def events(chosen: Sequence[Event], there: Known, base: str) -> list[Entry]:
    """Return an entry for each event: one of the team's is as new as its writing, others as their day."""
    return [_event(event, *there.authors.get(event.id, ("", "")), base) for event in chosen]


def _event(event: Event, author: str, written: str, base: str) -> Entry:
    mine = event.lane == _TEAM
    return Entry(
        name=f"event/{event.id}",
        updated=atom.moment(written if mine and written else event.date.isoformat()),
        title=event.title,
        summary=". ".join(filter(None, _event_facts(event))) + ".",
        link=event_address(event.id, base),
        via=event.source_url,
        author=author if mine else "",
    )


def _event_facts(event: Event) -> list[str]:
    kind = catalog.kinds()[event.kind].label if event.kind in catalog.kinds() else event.kind
    label = f"Team, {kind.lower()}" if event.lane == _TEAM else kind
    importance = {1: "low", 2: "medium", 3: "high"}.get(event.importance, str(event.importance))
    size = "" if event.size_kbd is None else f"Size as stated: {_signed(event.size_kbd)} kb/d"
    host = urlsplit(event.source_url).netloc if safe.address(event.source_url) else ""
    return [
        f"{label}, {periods.day_text(event.date)}, {importance} importance",
        f"Who: {', '.join(event.countries)}" if event.countries else "",
        size,
        f"Effective from {event.effective_from}" if event.effective_from else "",
        f"Confidence: {event.confidence}" if event.confidence != "high" else "",
        f"Source: {host}" if host else "",
    ]


def _signed(size: float) -> str:
    return f"{'−' if size < 0 else '+' if size > 0 else ''}{units.number(abs(size))}"


def stories(clusters: Sequence[Cluster], there: Known, base: str) -> list[Entry]:
    """Return an entry for each story that is tied to an event that is there: of its first telling."""
    return [_story(one, there.events[one.link.event], base) for one in clusters if one.link]


def _story(cluster: Cluster, event: Event, base: str) -> Entry:
    first = cluster.tellings[0]
    reason = cluster.link.reason if cluster.link else ""
    number = len(cluster.outlets)
    told = f"Told by {atom.line(first.outlet, 100)}" if first.outlet else ""
    more = f" and {number - 1} other outlet{'' if number == 2 else 's'}" if told and number > 1 else ""
    tied = f"Tied to “{atom.line(event.title, 200)}” ({periods.day_text(event.date)})"
    facts = [
        f"{told}{more}",
        f"Published {_when(first.published)}" if first.published else "",
        f"First seen {_when(cluster.first_seen)}",
        f"{tied}: {atom.line(reason, 300)}" if reason else tied,
    ]
    return Entry(
        name=f"story/{_digest(first.url or f'{first.outlet} {first.title}')}",
        updated=atom.moment(cluster.first_seen),
        title=first.title,
        summary=". ".join(filter(None, facts)) + ".",
        link=first.url,
        related=event_address(event.id, base),
        author=first.outlet,
        published=_published(first.published),
    )


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode(errors="replace")).hexdigest()[:24]


def _when(text: str) -> str:
    """Return a day, or a moment to the minute, for people; what is neither as it is."""
    try:
        day = periods.day_text(date.fromisoformat(text[:10]))
    except ValueError:
        return atom.line(text, 40)
    return f"{day}, {text[11:16]} UTC" if _published(text) else day


def _published(text: str) -> str:
    """Return a time of publication where it is one to the second, in UTC; a day is no time."""
    try:
        given = datetime.fromisoformat(text)
        return periods.moment(given) if len(text) > 10 and given.tzinfo is not None else ""
    except (ValueError, OverflowError):
        return ""


def revisions(found: Iterable[revised.Revision], base: str) -> list[Entry]:
    """Return an entry for each revision, dated to the copy that showed it."""
    return [_revision(one, base) for one in found]


def _revision(one: revised.Revision, base: str) -> Entry:
    about = one.about
    summary = f"{revised.title(one)}. {about.title}, {about.unit}. Source: {about.publisher}."
    return Entry(
        name=f"revision/{about.id}/{one.seen_from}",
        updated=atom.moment(one.seen_from),
        title=revised.title(one),
        summary=summary,
        link=view.link(View(page="data", series=(about.id,)), base),
        via=about.source_url,
        author=about.publisher,
        content=f"{summary}\n{revised.content(one)}",
    )


def event_address(event_id: str, base: str) -> str:
    """Return the address of an event's page."""
    return view.link(View(page="events", series=(), event=(event_id,)), base)
