"""Which stories are one story, and of which event they tell: made by ``oilwatch.load.tying``, read by pages.

A cluster is named by the key of the story that founded it, so that its number never changes. Ties can be
made anew from the stories at any time; they are no part of the record.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Row, delete, func, insert, select, update

from oilwatch import periods
from oilwatch.model import Counts, Link, Story
from oilwatch.store import engine, runs, write
from oilwatch.store.schema import story, story_tie, tie_state

_SHOWN = ("title", "url", "outlet", "published", "published_how", "seen", "source", "language", "country")
_TIED = ("story", "cluster", "event", "score", "reason", "tied_at")


@dataclass(frozen=True, slots=True)
class Cluster:
    """One story as it was told by one or more outlets.

    *key* names it; *day* is that of the telling that founded it, which stands first, *first_seen* the
    earliest of all. *link* says of which event it tells, None: of none.
    """

    key: int
    day: str
    first_seen: str
    tellings: tuple[Story, ...]
    link: Link | None

    @property
    def outlets(self) -> tuple[str, ...]:
        """The outlets that carried it, each once."""
        return tuple(dict.fromkeys(one.outlet for one in self.tellings if one.outlet))

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages in which it was told, each once."""
        return tuple(dict.fromkeys(one.language for one in self.tellings if one.language))


@dataclass(frozen=True, slots=True)
class Ties:
    """The ties of a store, as ``Store.ties`` gives them."""

    database: Engine
    now: Callable[[], datetime]

    # -- reading ---------------------------------------------------------------------------------------

    def clusters(
        self,
        *,
        start: str | None = None,
        end: str | None = None,
        event: str | None = None,
        limit: int | None = None,
    ) -> list[Cluster]:
        """Return the stories whose first telling is of some days (or that tell of *event*), newest first."""
        first = select(story_tie.c.cluster).join(story, story.c.key == story_tie.c.story)
        first = first.where(*_founders(periods.bounds("daily", start, end)))
        if event is not None:
            tells = select(story_tie.c.cluster).where(story_tie.c.event == event)
            first = first.where(story_tie.c.cluster.in_(tells))
        first = first.order_by(story.c.day.desc(), story.c.key.desc())
        if limit is not None:
            first = first.limit(limit)
        with engine.reading(self.database) as connection:
            return _told(connection, list(connection.execute(first).scalars()))

    def newest(
        self,
        events: Collection[str],
        *,
        start: str | date | None = None,
        end: str | date | None = None,
        limit: int,
    ) -> list[Cluster]:
        """Return the stories that tell of any of *events*, the one seen last first; days as in `clusters`."""
        founder = story.alias()
        first = select(story_tie.c.cluster).join(founder, founder.c.key == story_tie.c.cluster)
        first = first.where(founder.c.day.between(*periods.bounds("daily", start, end)))
        first = first.where(story_tie.c.event.in_(list(events))).group_by(story_tie.c.cluster)
        seen_last = func.min(story_tie.c.story).desc()  # keys grow with the time at which stories were seen
        with engine.reading(self.database) as connection:
            found = connection.execute(first.order_by(seen_last).limit(limit)).scalars()
            return _told(connection, list(found))

    def per_day(self, *, start: str | None = None, end: str | None = None) -> dict[str, int]:
        """Return how many stories there are by day, each once, on the day of its first telling."""
        query = (
            select(story.c.day, func.count())
            .join(story_tie, story.c.key == story_tie.c.story)
            .where(*_founders(periods.bounds("daily", start, end)))
            .group_by(story.c.day)
        )
        with engine.reading(self.database) as connection:
            return {row[0]: row[1] for row in connection.execute(query)}

    # -- what tying asks and writes --------------------------------------------------------------------

    def untied(self) -> list[tuple[int, Story]]:
        """Return the stories that are not tied yet, oldest first, each with its key."""
        query = _stories().outerjoin(story_tie, story_tie.c.story == story.c.key)
        query = query.where(story_tie.c.story.is_(None)).order_by(story.c.day, story.c.key)
        with engine.reading(self.database) as connection:
            return [(row.key, _timed(row)) for row in connection.execute(query)]

    def tied(self, start: str, end: str) -> list[tuple[int, int, Story]]:
        """Return (key, cluster, story) of what is tied already, of some days."""
        query = _stories().add_columns(story_tie.c.cluster).join(story_tie, story_tie.c.story == story.c.key)
        query = query.where(story.c.day.between(start, end)).order_by(story.c.day, story.c.key)
        with engine.reading(self.database) as connection:
            return [(row.key, row.cluster, _timed(row)) for row in connection.execute(query)]

    def keep(self, found: Iterable[tuple[int, int, Link | None]], *, made_from: str = "") -> int:
        """Keep (story, cluster, link) of stories, in place of what was kept of them; return how many.

        *made_from* says from what events and rules all links were made. Stories that were tied by another
        process meanwhile are tied anew.
        """
        started, moment = self.now(), periods.moment(self.now())
        rows = [
            (key, cluster, *((link.event, link.score, link.reason) if link else ("", 0.0, "")), moment)
            for key, cluster, link in found
        ]
        with engine.writing(self.database) as connection:
            for at in range(0, len(rows), 500):
                keys = [row[0] for row in rows[at : at + 500]]
                connection.execute(delete(story_tie).where(story_tie.c.story.in_(keys)))
            write.insert_many(connection, story_tie, _TIED, rows)
            _mend(connection)
            if made_from:
                connection.execute(delete(tie_state))
                connection.execute(insert(tie_state).values(name="made_from", value=made_from))
            if rows:
                runs.end(connection, runs.begin(connection, "ties", started), self.now(), Counts())
        return len(rows)

    def made_from(self) -> str:
        """Return from what events and rules the links were made; empty: from none."""
        with engine.reading(self.database) as connection:
            return connection.execute(select(tie_state.c.value)).scalar() or ""


def _mend(connection: Connection) -> None:
    """Move stories whose founder another run has meanwhile put into a cluster to that cluster."""
    founder = story_tie.alias()
    own = founder.c.story == story_tie.c.cluster
    moved = select(founder.c.story).where(own, founder.c.cluster != founder.c.story).exists()
    where = select(founder.c.cluster).where(own).scalar_subquery()
    connection.execute(update(story_tie).where(moved).values(cluster=where))


def _founders(span: tuple[str, str]) -> tuple[ColumnElement[bool], ...]:
    return story_tie.c.story == story_tie.c.cluster, story.c.day.between(*span)


def _stories() -> Any:
    return select(story.c.key, story.c.day, story.c.first_seen, *(story.c[name] for name in _SHOWN))


def _story(row: Row[Any] | Mapping[str, Any]) -> Story:
    return Story(**{name: getattr(row, name) for name in _SHOWN})


def _timed(row: Row[Any]) -> Story:
    """Return a story that has a time: where nobody told one, when it was first seen here."""
    found = _story(row)
    return found if found.published or found.seen else replace(found, seen=row.first_seen)


def _told(connection: Connection, clusters: Sequence[int]) -> list[Cluster]:
    """Return stories by the keys of their clusters, in that order."""
    members: dict[int, list[Row[Any]]] = defaultdict(list)
    tie = story_tie.c
    query = _stories().add_columns(tie.cluster, tie.event, tie.score, tie.reason)
    query = query.join(story_tie, tie.story == story.c.key).order_by(story.c.first_seen, story.c.key)
    for at in range(0, len(clusters), 500):
        for row in connection.execute(query.where(tie.cluster.in_(clusters[at : at + 500]))):
            members[row.cluster].append(row)
    return [_one(key, members[key]) for key in clusters]


def _one(key: int, rows: Sequence[Row[Any]]) -> Cluster:
    best = max(rows, key=lambda row: (row.score, -row.key))
    link = Link(best.event, best.score, best.reason) if best.event else None
    ordered = sorted(rows, key=lambda row: row.key != key)
    first_seen = min(row.first_seen for row in rows)
    return Cluster(key, ordered[0].day, first_seen, tuple(map(_story, ordered)), link)
