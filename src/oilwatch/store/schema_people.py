"""The tables of what stands beside the record: stories, and what people keep, share, write and change."""

from typing import Any

from sqlalchemy import Column, Float, ForeignKey, Integer, LargeBinary, String, Table, Text

from oilwatch.store.schema_kinds import KEY, TIME, metadata, texts

story = Table(
    "story",
    metadata,
    Column("key", KEY, primary_key=True),
    Column("address_key", String(64), nullable=False, unique=True),
    Column("first_seen", TIME, nullable=False),
    *texts("title url outlet published published_how seen source language country author"),
    Column("day", TIME, nullable=False, index=True),
)

saved_check = Table(
    "saved_check",
    metadata,
    Column("key", KEY, primary_key=True),
    Column("code", String(16), nullable=False, unique=True),
    Column("digest", String(64), nullable=False, unique=True),
    Column("saved_at", TIME, nullable=False),
    Column("title", Text, nullable=False),
    Column("counts", Text, nullable=False),
    Column("document", LargeBinary, nullable=False),
    Column("text", LargeBinary, nullable=False),
    Column("rechecked", Integer, nullable=False, server_default="0"),
    Column("latest", LargeBinary),
)

verdict_change = Table(
    "verdict_change",
    metadata,
    Column("key", KEY, primary_key=True),
    Column("saved", KEY, ForeignKey("saved_check.key"), nullable=False, index=True),
    Column("place", Integer, nullable=False),
    Column("changed_at", TIME, nullable=False),
    Column("version", Integer, nullable=False),
    *texts("quoted before after"),
)

share = Table(
    "share",
    metadata,
    Column("key", KEY, primary_key=True),
    Column("code", String(16), nullable=False, unique=True),
    Column("digest", String(64), nullable=False, unique=True),
    Column("made_at", TIME, nullable=False),
    *texts("author page query title description"),
    Column("figures", String(64), nullable=False),
)

change = Table(
    "change",
    metadata,
    Column("key", KEY, primary_key=True),
    Column("changed_at", TIME, nullable=False),
    *texts("who action what detail"),
)

story_tie = Table(
    "story_tie",
    metadata,
    Column("story", KEY, ForeignKey("story.key"), primary_key=True),
    Column("cluster", KEY, ForeignKey("story.key"), nullable=False, index=True),
    Column("event", Text, nullable=False, index=True),
    Column("score", Float(53), nullable=False),
    Column("reason", Text, nullable=False),
    Column("tied_at", TIME, nullable=False),
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
        Column("written_at", TIME, nullable=False),
        Column("removed_at", TIME),
    ]


team_event = Table(
    "team_event",
    metadata,
    Column("key", KEY, primary_key=True),
    Column("id", String(40), nullable=False, unique=True),
    *texts("date title kind countries effective_from source_url time zone"),
    Column("size_kbd", Float(53)),
    Column("importance", Integer, nullable=False),
    *_written(),
)

note = Table(
    "note",
    metadata,
    Column("key", KEY, primary_key=True),
    Column("code", String(16), nullable=False, unique=True),
    Column("event", String(120), nullable=False, index=True),
    Column("text", Text, nullable=False),
    *_written(),
)
