"""The tables of the store, for SQLite and PostgreSQL alike.

``observation`` is append-only: a row says that from ``seen_from`` on a period read ``value`` (null: the
publication no longer showed it). ``observation_current`` holds what each period reads now and changes in
the same transaction. ``unchanged`` remembers which periods a copy showed with no change, so that an older
copy recorded later cannot overrule it: by name, or as the span from ``first`` to ``last`` that it covered
whole. ``held_aside`` has figures that were not believed, ``forecast`` what a publisher expects, ``mark`` the
publisher's own marks on figures; all three grow by a row only where something differs. ``saved_check`` is
what people kept of the checks of their stories, ``verdict_change`` which of their verdicts a later load
changed, ``share`` the views that have a short link, ``change`` who changed what: no parts of the record.

``run`` of an observation and of a copy is the load run that wrote it: what the store knew at a data version
is what has a run no younger than it; 0: written before runs were kept. Two things are changed in place, and
what they were before stands beside them: ``span_before`` has what a copy was known to cover up to the run
*before* which it was found to cover more, ``series_before`` how a series was described up to such a run.
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
    String,
    Table,
    Text,
)

from oilwatch.store.schema_kinds import KEY, PERIOD, TIME, metadata, texts
from oilwatch.store.schema_people import (
    change,
    note,
    saved_check,
    share,
    story,
    story_tie,
    team_event,
    tie_state,
    verdict_change,
)

__all__ = [
    "change",
    "forecast",
    "held_aside",
    "load_run",
    "mark",
    "metadata",
    "note",
    "observation",
    "observation_current",
    "raw",
    "saved_check",
    "series",
    "series_before",
    "share",
    "span_before",
    "story",
    "story_tie",
    "team_event",
    "tie_state",
    "unchanged",
    "validator",
    "verdict_change",
]

series = Table(
    "series",
    metadata,
    Column("key", KEY, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    *texts("title measure entity entity_name definition unit frequency"),
    *texts("publisher publisher_id source_url licence"),
    Column("lag_days", Integer, nullable=False),
    Column("preference", Integer, nullable=False),
    Column("first_copy", TIME),
)

raw = Table(
    "raw",
    metadata,
    Column("key", KEY, primary_key=True),
    Column("sha256", String(64), nullable=False, unique=True),
    Column("address", Text, nullable=False),
    Column("retrieved_at", TIME, nullable=False),
    Column("headers", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
)


def _by_period(name: str, *columns: Column[Any]) -> Table:
    """Return a table with a row a series, period and moment at which it was seen."""
    return Table(
        name,
        metadata,
        Column("series", KEY, ForeignKey("series.key"), primary_key=True),
        Column("period", PERIOD, primary_key=True),
        Column("seen_from", TIME, primary_key=True),
        *columns,
        sqlite_with_rowid=False,
    )


def _run() -> Column[Any]:
    return Column("run", Integer, nullable=False, server_default="0")


def _raw() -> Column[Any]:
    return Column("raw", KEY, ForeignKey("raw.key"), index=True)


observation = _by_period("observation", Column("value", Float(53)), _raw(), _run())

observation_current = Table(
    "observation_current",
    metadata,
    Column("series", KEY, primary_key=True),
    Column("period", PERIOD, primary_key=True),
    Column("seen_from", TIME, nullable=False),
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
    Column("series", KEY, ForeignKey("series.key"), primary_key=True),
    Column("seen_from", TIME, primary_key=True),
    Column("periods", LargeBinary, nullable=False),
    Column("first", PERIOD),
    Column("last", PERIOD),
    _run(),
    sqlite_with_rowid=False,
)

span_before = Table(
    "span_before",
    metadata,
    Column("series", KEY, ForeignKey("series.key"), primary_key=True),
    Column("seen_from", TIME, primary_key=True),
    Column("before", Integer, primary_key=True),
    Column("first", PERIOD),
    Column("last", PERIOD),
    sqlite_with_rowid=False,
)

series_before = Table(
    "series_before",
    metadata,
    Column("series", KEY, ForeignKey("series.key"), primary_key=True),
    Column("before", Integer, primary_key=True),
    Column("described", Text, nullable=False),
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

load_run = Table(
    "load_run",
    metadata,
    Column("key", KEY, primary_key=True),
    Column("source", Text, nullable=False),
    Column("started_at", TIME, nullable=False),
    Column("finished_at", TIME, nullable=False),
    Column("status", Text, nullable=False),
    Column("new", Integer, nullable=False),
    Column("revised", Integer, nullable=False),
    Column("withdrawn", Integer, nullable=False),
    Column("unchanged", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Column("held", Integer, nullable=False, server_default="0"),
    Column("altered", Integer, nullable=False, server_default="1"),
    Column("next_try", TIME),
    Index("load_run_source", "source", "key"),
    Index("load_run_altered", "altered", "key"),
)
