"""Tying stories: which of them are one story, and of which event each tells."""

import hashlib
from collections.abc import Sequence
from datetime import date, timedelta

from oilwatch import catalog, periods
from oilwatch.model import Event, Link, Story
from oilwatch.news.cluster import clusters
from oilwatch.news.link import Linker
from oilwatch.store import Store

RULES = 2
"""To be raised with the rules by which stories are linked, so that all are linked anew."""
REACH = timedelta(days=4)
"""How far from a new story the stories lie that it can be one with."""


def tie(store: Store) -> int:
    """Tie the stories that are not tied yet, and link all anew where events or rules have changed.

    A story that is tied stays in its cluster. Returns how many stories were tied or linked anew.
    """
    events = [*catalog.events(), *store.team.events()]
    made_from, untied = _made_from(events), store.ties.untied()
    same = store.ties.made_from() == made_from
    if same and not untied:
        return 0
    linker = Linker(events)
    fresh = _fresh(store, untied, linker)
    if same:
        return store.ties.keep(fresh)
    new = {key for key, *_ in fresh}  # another run may have tied them meanwhile
    old = [row for row in store.ties.tied("", periods.OPEN_END) if row[0] not in new]
    links = linker.all([story for *_, story in old], [cluster for _, cluster, _ in old])
    anew = [(key, cluster, link) for (key, cluster, _), link in zip(old, links, strict=True)]
    return store.ties.keep([*fresh, *anew], made_from=made_from)


def _fresh(
    store: Store, untied: Sequence[tuple[int, Story]], linker: Linker
) -> list[tuple[int, int, Link | None]]:
    """Return (key, cluster, link) of the stories that are not tied yet."""
    if not untied:
        return []
    days = [story.published[:10] or story.seen[:10] for _, story in untied]
    known = store.ties.tied(*_around(min(days), max(days)))
    held = [(story, cluster) for _, cluster, story in known]
    stories, labels = [story for _, story in untied], [cluster for _, cluster in held]
    found = clusters(stories, known=held, event_of=linker.event_of)
    founder = {label: label for label in labels}  # a cluster is named by the key of its first story
    for (key, _), label in zip(untied, found, strict=True):
        founder.setdefault(label, key)
    links = linker.all([*stories, *(story for story, _ in held)], [*found, *labels])[: len(stories)]
    return [(key, founder[label], link) for (key, _), label, link in zip(untied, found, links, strict=True)]


def _around(first: str, last: str) -> tuple[str, str]:
    """Return the days REACH before and after two days; all days where one of them is none."""
    try:
        return (
            (date.fromisoformat(first) - REACH).isoformat(),
            (date.fromisoformat(last) + REACH).isoformat(),
        )
    except (ValueError, OverflowError):
        return "", periods.OPEN_END


def _made_from(events: Sequence[Event]) -> str:
    """Return a digest of the events and the rules from which links are made."""
    told = [(e.id, str(e.date), e.kind, e.title, e.countries, e.size_kbd) for e in events]
    return hashlib.sha256(f"{RULES} {told}".encode()).hexdigest()
