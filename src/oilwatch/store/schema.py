"""The tables of the store, for SQLite and PostgreSQL alike.

``observation`` is append-only: a row says that from ``seen_from`` on a period read ``value`` (null: the
publication no longer showed it). ``observation_current`` holds what each period reads now and changes in
the same transaction. ``unchanged`` remembers which periods a copy showed with no change, so that an older
copy recorded later cannot overrule it: by name, or as the span from ``first`` to ``last`` that it covered
whole. ``held_aside`` has figures that were not believed, ``forecast`` what a publisher expects, ``mark`` the
publisher's own marks on figures; all three grow by a row only where something differs. ``saved_check`` is
what people kept of the checks of their stories, and no part of the record.
"""

from typing import Any

from sqlalchemy import (
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

metadata = MetaData()

_key = Integer
_time = String(24).with_variant(String(24, collation="C"), "postgresql")
_period = String(10).with_variant(String(10, collation="C"), "postgresql")

series = Table(
    "series",
    metadata,
    Column("key", _key, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("measure", Text, nullable=False),
    Column("entity", Text, nullable=False),
    Column("entity_name", Text, nullable=False),
    Column("definition", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("frequency", Text, nullable=False),
    Column("publisher", Text, nullable=False),
    Column("publisher_id", Text, nullable=False),
    Column("source_url", Text, nullable=False),
    Column("licence", Text, nullable=False),
    Column("lag_days", Integer, nullable=False),
    Column("preference", Integer, nullable=False),
    Column("first_copy", _time),
)

raw = Table(
    "raw",
    metadata,
    Column("key", _key, primary_key=True),
    Column("sha256", String(64), nullable=False, unique=True),
    Column("address", Text, nullable=False),
    Column("retrieved_at", _time, nullable=False),
    Column("headers", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
)


def _by_period(name: str, *columns: Column[Any]) -> Table:
    """Return a table with a row a series, period and moment at which it was seen."""
    return Table(
        name,
        metadata,
        Column("series", _key, ForeignKey("series.key"), primary_key=True),
        Column("period", _period, primary_key=True),
        Column("seen_from", _time, primary_key=True),
        *columns,
        sqlite_with_rowid=False,
    )


def _raw() -> Column[Any]:
    return Column("raw", _key, ForeignKey("raw.key"), index=True)


observation = _by_period("observation", Column("value", Float(53)), _raw())

observation_current = Table(
    "observation_current",
    metadata,
    Column("series", _key, primary_key=True),
    Column("period", _period, primary_key=True),
    Column("seen_from", _time, nullable=False),
    Column("value", Float(53), nullable=False),
    ForeignKeyConstraint(
        ["series", "period", "seen_from"],
        ["observation.series", "observation.period", "observation.seen_from"],
    ),
    sqlite_with_rowid=False,
)

unchanged = Table(
    "unchanged",
    metadata,
    Column("series", _key, ForeignKey("series.key"), primary_key=True),
    Column("seen_from", _time, primary_key=True),
    Column("periods", LargeBinary, nullable=False),
    Column("first", _period),
    Column("last", _period),
    sqlite_with_rowid=False,
)

held_aside = _by_period(
    "held_aside",
    Column("value", Float(53)),
    Column("reason", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("settled", Text, nullable=False),
    _raw(),
)

forecast = _by_period("forecast", Column("value", Float(53)), _raw())

mark = _by_period("mark", Column("mark", Text, nullable=False))

validator = Table(
    "validator",
    metadata,
    Column("address", Text, primary_key=True),
    Column("etag", Text, nullable=False),
    Column("modified", Text, nullable=False),
)

story = Table(
    "story",
    metadata,
    Column("key", _key, primary_key=True),
    Column("address_key", String(64), nullable=False, unique=True),
    Column("first_seen", _time, nullable=False),
    *(
        Column(name, Text, nullable=False)
        for name in "title url outlet published published_how seen source language country author".split()
    ),
    Column("day", _time, nullable=False, index=True),
)

load_run = Table(
    "load_run",
    metadata,
    Column("key", _key, primary_key=True),
    Column("source", Text, nullable=False),
    Column("started_at", _time, nullable=False),
    Column("finished_at", _time, nullable=False),
    Column("status", Text, nullable=False),
    Column("new", Integer, nullable=False),
    Column("revised", Integer, nullable=False),
    Column("withdrawn", Integer, nullable=False),
    Column("unchanged", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Column("held", Integer, nullable=False, server_default="0"),
    Column("altered", Integer, nullable=False, server_default="1"),
    Column("next_try", _time),
    Index("load_run_source", "source", "key"),
    Index("load_run_altered", "altered", "key"),
)

saved_check = Table(
    "saved_check",
    metadata,
    Column("key", _key, primary_key=True),
    Column("code", String(16), nullable=False, unique=True),
    Column("digest", String(64), nullable=False, unique=True),
    Column("saved_at", _time, nullable=False),
    Column("title", Text, nullable=False),
    Column("counts", Text, nullable=False),
    Column("document", LargeBinary, nullable=False),
    Column("text", LargeBinary, nullable=False),
)

story_tie = Table(
    "story_tie",
    metadata,
    Column("story", _key, ForeignKey("story.key"), primary_key=True),
    Column("cluster", _key, ForeignKey("story.key"), nullable=False, index=True),
    Column("event", Text, nullable=False, index=True),
    Column("score", Float(53), nullable=False),
    Column("reason", Text, nullable=False),
    Column("tied_at", _time, nullable=False),
    sqlite_with_rowid=False,
)

tie_state = Table(
    "tie_state",
    metadata,
    Column("name", String(16), primary_key=True),
    Column("value", Text, nullable=False),
)


def _written() -> list[Column[Any]]:
    """Return who wrote a row of the team's, when, and when it was removed (null: it was not)."""
    return [
        Column("author", Text, nullable=False),
        Column("written_at", _time, nullable=False),
        Column("removed_at", _time),
    ]


team_event = Table(
    "team_event",
    metadata,
    Column("key", _key, primary_key=True),
    Column("id", String(40), nullable=False, unique=True),
    *(
        Column(name, Text, nullable=False)
        for name in "date title kind countries effective_from source_url time zone".split()
    ),
    Column("size_kbd", Float(53)),
    Column("importance", Integer, nullable=False),
    *_written(),
)

note = Table(
    "note",
    metadata,
    Column("key", _key, primary_key=True),
    Column("code", String(16), nullable=False, unique=True),
    Column("event", String(120), nullable=False, index=True),
    Column("text", Text, nullable=False),
    *_written(),
)
