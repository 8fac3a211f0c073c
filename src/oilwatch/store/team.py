"""What a team adds: events of its own and notes on any event, kept beside the catalogue and never in it."""

import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, Table, insert, select, update

from oilwatch import periods
from oilwatch.errors import InputError
from oilwatch.model import Counts, Event, Note
from oilwatch.store import engine, write
from oilwatch.store.schema import note, team_event

LANE = "team"
MOST_NOTE, MOST_AUTHOR, MOST_TITLE, MOST_ID = 2_000, 80, 300, 120
"""Characters of the longest note, name, title and id that are kept."""
_JOINERS = "\u200c\u200d"
"""They are seen by what they join: emoji, and letters of Persian or Hindi."""
_TEXTS = ("title", "kind", "effective_from", "source_url", "time", "zone")


@dataclass(frozen=True, slots=True)
class Team:
    """The team's side of a store, as ``Store.team`` gives it."""

    database: Engine
    now: Callable[[], datetime]

    def events(self, *, removed: bool = False) -> list[Event]:
        """Return the team's events, oldest first, all of lane ``team``; or those that were *removed*."""
        gone = team_event.c.removed_at.is_not(None) if removed else team_event.c.removed_at.is_(None)
        query = select(team_event).where(gone).order_by(team_event.c.date, team_event.c.key)
        with engine.reading(self.database) as connection:
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
        who = _line(author, MOST_AUTHOR, "who adds it")
        with self._writing() as connection:
            live = team_event.c.removed_at.is_(None)
            stands = connection.execute(select(team_event.c.date, team_event.c.title).where(live))
            known = {(row.date, row.title) for row in stands}
            added = []
            for event in events:
                title = _line(event.title, MOST_TITLE, "a title")
                if (event.date.isoformat(), title) in known:
                    continue
                known.add((event.date.isoformat(), title))
                name = f"team-{event.date}-{secrets.token_hex(4)}"
                added.append(replace(event, id=name, title=title, lane=LANE))
                connection.execute(insert(team_event).values(**_row(added[-1]), **self._by(who)))
        return added

    def remove(self, event_id: str) -> None:
        """Take an event of the team off every page; it is kept. Raises InputError where there is none."""
        self._mark(team_event, team_event.c.id == event_id, self.now(), f"no event of the team {event_id!r}")

    def restore(self, event_id: str) -> None:
        """Bring a removed event back. Raises InputError where there is none."""
        self._mark(team_event, team_event.c.id == event_id, None, f"no removed event {event_id!r}")

    def write_note(self, event_id: str, text: str, author: str) -> Note:
        """Keep a note on an event of the catalogue or of the team; raise InputError for an empty one."""
        words = text.replace("\0", "").encode(errors="replace").decode().strip()
        if not 0 < len(event_id) <= MOST_ID:
            raise InputError(f"expected the id of an event, got {len(event_id)} characters")
        if not words or len(words) > MOST_NOTE:
            raise InputError(f"expected a note of 1 to {MOST_NOTE:,} characters, got {len(words):,}")
        who, code = _line(author, MOST_AUTHOR, "who writes it"), secrets.token_urlsafe(12)
        with self._writing() as connection:
            row = {"code": code, "event": event_id, "text": words, **self._by(who)}
            connection.execute(insert(note).values(**row))
        return Note(code, event_id, words, who, str(row["written_at"]))

    def notes(self, event_id: str | None = None) -> list[Note]:
        """Return the notes on an event (None: on all), oldest first."""
        query = select(*(note.c[name] for name in Note.__slots__)).where(note.c.removed_at.is_(None))
        if event_id is not None:
            query = query.where(note.c.event == event_id)
        with engine.reading(self.database) as connection:
            return [Note(*row) for row in connection.execute(query.order_by(note.c.key))]

    def remove_note(self, code: str) -> None:
        """Take a note off every page; it is kept. Raises InputError where there is none."""
        self._mark(note, note.c.code == code, self.now(), "no such note")

    # -- how it is written -----------------------------------------------------------------------------

    def _by(self, who: str) -> dict[str, str]:
        return {"author": who, "written_at": periods.moment(self.now())}

    def _mark(self, table: Table, which: Any, moment: datetime | None, missing: str) -> None:
        """Set or clear when a row was removed."""
        there = table.c.removed_at.is_(None) if moment else table.c.removed_at.is_not(None)
        at = periods.moment(moment) if moment else None
        with self._writing() as connection:
            if not connection.execute(update(table).where(which, there).values(removed_at=at)).rowcount:
                raise InputError(f"{missing}; it may have been changed by somebody else")

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """Give a write transaction, logged as a run: what pages have drawn is drawn anew."""
        started = self.now()
        with engine.writing(self.database) as connection:
            yield connection
            write.log_run(connection, LANE, Counts(), (started, self.now()))


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


def _line(text: str, most: int, what: str) -> str:
    """Return text as one line; raise InputError where it is empty or too long."""
    clean = " ".join(
        "".join(sign if sign.isprintable() or sign in _JOINERS else " " for sign in text).split()
    )
    if not clean or len(clean) > most:
        raise InputError(f"expected {what} in 1 to {most} characters, got {len(clean)}")
    return clean
