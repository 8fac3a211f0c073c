"""What a team adds: events of its own and notes on any event, kept beside the catalogue and never in it."""

import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Row, insert, or_, select, update

from oilwatch import periods
from oilwatch.errors import InputError
from oilwatch.model import Change, Counts, Event, Note
from oilwatch.store import audit, engine, lines, runs
from oilwatch.store.schema import note, team_event

LANE = "team"
MOST_NOTE, MOST_AUTHOR, MOST_TITLE, MOST_ID = 2_000, 80, 300, 120
"""Characters of the longest note, name, title and id that are kept."""
_MEANWHILE = "it may have been changed by somebody else"
_TEXTS = ("title", "kind", "effective_from", "source_url", "time", "zone")


@dataclass(frozen=True, slots=True)
class Team:
    """The team's side of a store, as ``Store.team`` gives it."""

    database: Engine
    now: Callable[[], datetime]

    def events(self, *, removed: bool = False, version: int | None = None) -> list[Event]:
        """Return the team's events, oldest first, all of lane ``team``; or those that were *removed*.

        At a data *version*: those that stood then, whatever was added or removed since.
        """
        t = team_event.c
        query = select(team_event).order_by(t.date, t.key)
        with engine.reading(self.database) as connection:
            if version is None:
                query = query.where(t.removed_at.is_not(None) if removed else t.removed_at.is_(None))
            else:
                last = runs.ended(connection, version)
                query = query.where(t.written_at <= last, or_(t.removed_at.is_(None), t.removed_at > last))
            return [_event(row) for row in connection.execute(query)]

    def authors(self) -> dict[str, tuple[str, str]]:
        """Return who wrote each event of the team and when (UTC), by id."""
        columns = (team_event.c.id, team_event.c.author, team_event.c.written_at)
        with engine.reading(self.database) as connection:
            return {row[0]: (row[1], row[2]) for row in connection.execute(select(*columns))}

    def add(self, events: Sequence[Event], author: str) -> list[Event]:
        """Keep events, all or none, and return those that are new, with the ids they were given.

        An event that stands there already with the same day and title is not kept twice. Raises
        InputError for an empty author or title.
        """
        who = lines.line(author, MOST_AUTHOR, "who adds it")
        with self._writing() as connection:
            live = team_event.c.removed_at.is_(None)
            stands = connection.execute(select(team_event.c.date, team_event.c.title).where(live))
            known = {(row.date, row.title) for row in stands}
            added = []
            for event in events:
                title = lines.line(event.title, MOST_TITLE, "a title")
                if (event.date.isoformat(), title) in known:
                    continue
                known.add((event.date.isoformat(), title))
                name = f"team-{event.date}-{secrets.token_hex(4)}"
                added.append(replace(event, id=name, title=title, lane=LANE))
                connection.execute(insert(team_event).values(**_row(added[-1]), **self._by(who)))
                self._note(connection, who, "added event", (name, title))
        return added

    def remove(self, event_id: str, *, by: str = "") -> None:
        """Take an event of the team off every page; it is kept. Raises InputError where there is none.

        *by* says who does, here and below.
        """
        with self._writing() as connection:
            row = _marked(connection, team_event.c.id == event_id, self.now())
            if row is None:
                raise InputError(f"no event of the team {event_id!r}; {_MEANWHILE}")
            self._note(connection, by, "removed event", (row.id, row.title))

    def restore(self, event_id: str, *, by: str = "") -> None:
        """Bring a removed event back. Raises InputError where there is none."""
        with self._writing() as connection:
            row = _marked(connection, team_event.c.id == event_id, None)
            if row is None:
                raise InputError(f"no removed event {event_id!r}; {_MEANWHILE}")
            self._note(connection, by, "restored event", (row.id, row.title))

    def write_note(self, event_id: str, text: str, author: str) -> Note:
        """Keep a note on an event of the catalogue or of the team; raise InputError for an empty one."""
        words = text.replace("\0", "").encode(errors="replace").decode().strip()
        if not 0 < len(event_id) <= MOST_ID:
            raise InputError(f"expected the id of an event, got {len(event_id)} characters")
        if not words or len(words) > MOST_NOTE:
            raise InputError(f"expected a note of 1 to {MOST_NOTE:,} characters, got {len(words):,}")
        who, code = lines.line(author, MOST_AUTHOR, "who writes it"), secrets.token_urlsafe(12)
        with self._writing() as connection:
            row = {"code": code, "event": event_id, "text": words, **self._by(who)}
            connection.execute(insert(note).values(**row))
            self._note(connection, who, "wrote note", (event_id, words))
        return Note(code, event_id, words, who, str(row["written_at"]))

    def notes(self, event_id: str | None = None) -> list[Note]:
        """Return the notes on an event (None: on all), oldest first."""
        query = select(*(note.c[name] for name in Note.__slots__)).where(note.c.removed_at.is_(None))
        if event_id is not None:
            query = query.where(note.c.event == event_id)
        with engine.reading(self.database) as connection:
            return [Note(*row) for row in connection.execute(query.order_by(note.c.key))]

    def remove_note(self, code: str, *, by: str = "") -> None:
        """Take a note off every page; it is kept. Raises InputError where there is none."""
        with self._writing() as connection:
            row = _marked(connection, note.c.code == code, self.now())
            if row is None:
                raise InputError(f"no such note; {_MEANWHILE}")
            self._note(connection, by, "removed note", (row.event, row.text))

    # -- how it is written -----------------------------------------------------------------------------

    def _by(self, who: str) -> dict[str, str]:
        return {"author": who, "written_at": periods.moment(self.now())}

    def _note(self, connection: Connection, who: str, action: str, of: tuple[str, str]) -> None:
        """Add to the list of changes what was done *of* an event (id, and its title or a note's text)."""
        audit.note(connection, Change(periods.moment(self.now()), who, action, *of))

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """Give a write transaction, logged as a run: what pages have drawn is drawn anew."""
        started = self.now()
        with engine.writing(self.database) as connection:
            run = runs.begin(connection, LANE, started)
            yield connection
            runs.end(connection, run, self.now(), Counts())


def _event(row: Row[Any]) -> Event:
    return Event(
        id=row.id, date=date.fromisoformat(row.date), title=row.title, kind=row.kind, lane=LANE,
        countries=tuple(filter(None, row.countries.split(";"))), size_kbd=row.size_kbd,
        effective_from=row.effective_from, importance=row.importance, confidence="high",
        source_url=row.source_url, time=row.time, zone=row.zone,
    )  # fmt: skip


def _row(event: Event) -> dict[str, object]:
    texts = {name: getattr(event, name) for name in _TEXTS}
    return {
        **texts, "id": event.id, "date": event.date.isoformat(), "countries": ";".join(event.countries),
        "size_kbd": event.size_kbd, "importance": event.importance,
    }  # fmt: skip


def _marked(connection: Connection, which: ColumnElement[bool], moment: datetime | None) -> Row[Any] | None:
    """Set (None: clear) when a row was removed; return the row, None where there is no such one."""
    table = which.left.table
    there = table.c.removed_at.is_(None) if moment else table.c.removed_at.is_not(None)
    at = periods.moment(moment) if moment else None
    return connection.execute(
        update(table).where(which, there).values(removed_at=at).returning(table)
    ).first()
