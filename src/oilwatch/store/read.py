"""Reading: what a series reads now or read as of a moment, and what is known of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, Row, func, select, union

from oilwatch import periods
from oilwatch.errors import UnknownSeries
from oilwatch.model import Recorded, Series
from oilwatch.store import vintage
from oilwatch.store.schema import load_run, observation, observation_current, raw, series, unchanged
from oilwatch.store.vintage import EARLIEST_COPY, PUBLISHED, Copies, Seen, Span


def current(connection: Connection, about: Row[Any], span: Span) -> list[Seen]:
    """Return what each period of a series reads now."""
    table = observation_current
    query = (
        select(table.c.period, table.c.value, table.c.seen_from)
        .where(table.c.series == about.key, table.c.period.between(*span))
        .order_by(table.c.period)
    )
    rows = connection.execute(query).all()
    partial = spans(connection, about.key, upto=about.first_copy).values()
    if all(low <= row.period and high >= periods.OPEN_END for low, high in partial for row in rows[:1]):
        first = about.first_copy  # it covers every one of these periods
        return [
            Seen(p, value, seen, EARLIEST_COPY if seen == first else PUBLISHED) for p, value, seen in rows
        ]
    known = copies(connection, about.key)
    return [
        Seen(p, value, seen, EARLIEST_COPY if seen == known.first(p) else PUBLISHED)
        for p, value, seen in rows
    ]


def as_of(connection: Connection, about: Row[Any], span: Span, moment: str) -> list[Seen]:
    """Return what a reader at *moment* saw of a series."""
    return vintage.as_of(
        history(connection, about, span),
        moment,
        lag_days=about.lag_days,
        copies=copies(connection, about.key),
    )


def history(
    connection: Connection, about: Row[Any], span: Span, version: int | None = None
) -> list[Recorded]:
    """Return every row recorded of a series (up to a data version), by period and moment."""
    table = observation
    query = (
        select(table.c.period, table.c.value, table.c.seen_from)
        .where(table.c.series == about.key, table.c.period.between(*span))
        .order_by(table.c.period, table.c.seen_from)
    )
    if version is not None:
        query = query.where(table.c.run <= version)
    return [Recorded(*row) for row in connection.execute(query)]


@dataclass(frozen=True, slots=True)
class Kept:
    """All that the record has of a series: every row, the copies, and each row's raw answer by SHA-256."""

    about: Series
    rows: list[Recorded]
    copies: Copies
    digests: list[str]


def kept(connection: Connection, about: Row[Any]) -> Kept:
    """Return all that the record has of a series, rows by period and moment."""
    table = observation
    query = (
        select(table.c.period, table.c.value, table.c.seen_from, table.c.raw)
        .where(table.c.series == about.key)
        .order_by(table.c.period, table.c.seen_from)
    )
    found = connection.execute(query).all()
    used = select(table.c.raw).where(table.c.series == about.key)
    named = select(raw.c.key, raw.c.sha256).where(raw.c.key.in_(used))
    names = {row.key: row.sha256 for row in connection.execute(named)}
    rows = [Recorded(period, value, seen) for period, value, seen, _ in found]
    return Kept(
        described(about), rows, copies(connection, about.key), [names.get(row.raw, "") for row in found]
    )


def spans(connection: Connection, key: int, *, upto: str | None = None) -> dict[str, Span]:
    """Return what span each partial copy of a series covers, by moment; *upto*: of copies no younger."""
    query = select(unchanged.c.seen_from, unchanged.c.first, unchanged.c.last).where(
        unchanged.c.series == key, unchanged.c.first.is_not(None), unchanged.c.first > ""
    )
    if upto is not None:
        query = query.where(unchanged.c.seen_from <= upto)
    return {moment: (first, last) for moment, first, last in connection.execute(query)}


def copies(connection: Connection, key: int) -> Copies:
    """Return the copies kept of a series."""
    both = union(
        select(observation.c.seen_from).where(observation.c.series == key),
        select(unchanged.c.seen_from).where(unchanged.c.series == key),
    )
    return Copies(sorted(connection.execute(both).scalars()), spans(connection, key))


def catalogue(connection: Connection) -> Sequence[Row[Any]]:
    """Return the row of every series, by id."""
    return connection.execute(select(series).order_by(series.c.id)).all()


def about(connection: Connection, series_id: str) -> Row[Any] | None:
    """Return the row of a series, or None."""
    return connection.execute(select(series).where(series.c.id == series_id)).first()


def need(connection: Connection, series_id: str) -> Row[Any]:
    """Return the row of a series; raise UnknownSeries where there is none."""
    row = about(connection, series_id)
    if row is None:
        raise UnknownSeries(f"no series {series_id!r}; `oilwatch series` lists those there are")
    return row


def described(row: Row[Any]) -> Series:
    """Return the description of a series from its row."""
    return Series(**{name: getattr(row, name) for name in Series.__slots__})


def newest(connection: Connection) -> dict[str, tuple[str, float, str]]:
    """Return the newest period of each series with its value and ``seen_from``, by id of the series."""
    table = observation_current
    top = (
        select(table.c.period)
        .where(table.c.series == series.c.key)
        .order_by(table.c.period.desc())
        .limit(1)
        .correlate(series)
        .scalar_subquery()
    )
    query = select(series.c.id, table.c.period, table.c.value, table.c.seen_from).join(
        table, (table.c.series == series.c.key) & (table.c.period == top)
    )
    return {name: (period, value, seen) for name, period, value, seen in connection.execute(query)}


def receipt(connection: Connection, about: Row[Any], period: str) -> Any:
    """Return SHA-256, address, time and headers of the raw answer that a current value came from."""
    now = observation_current
    query = (
        select(raw.c.sha256, raw.c.address, raw.c.retrieved_at, raw.c.headers)
        .join(observation, observation.c.raw == raw.c.key)
        .join(
            now,
            (now.c.series == observation.c.series)
            & (now.c.period == observation.c.period)
            & (now.c.seen_from == observation.c.seen_from),
        )
        .where(observation.c.series == about.key, observation.c.period == period)
    )
    return connection.execute(query).first()


def holds(connection: Connection, key: int, digest: str) -> bool:
    """Return whether a series has rows that came from the raw answer with this SHA-256."""
    query = (
        select(observation.c.period)
        .join(raw, observation.c.raw == raw.c.key)
        .where(raw.c.sha256 == digest, observation.c.series == key)
    )
    return connection.execute(query.limit(1)).first() is not None


def runs(connection: Connection, limit: int) -> Sequence[Row[Any]]:
    """Return the newest load runs that changed something, newest first."""
    query = select(load_run).where(load_run.c.altered == 1)
    return connection.execute(query.order_by(load_run.c.key.desc()).limit(limit)).all()


def data_version(connection: Connection) -> int:
    """Return a number that grows whenever the store changes."""
    newest_change = select(func.coalesce(func.max(load_run.c.key), 0)).where(load_run.c.altered == 1)
    return int(connection.execute(newest_change).scalar_one())


def problems(connection: Connection) -> list[str]:
    """Return what an integrity check finds: the database's own, and current values against the record."""
    found = []
    if connection.dialect.name == "sqlite":
        answers = connection.exec_driver_sql("PRAGMA integrity_check").scalars()
        found += [answer for answer in answers if answer != "ok"]
        found += [
            f"broken reference in {row[0]}" for row in connection.exec_driver_sql("PRAGMA foreign_key_check")
        ]
    for row in catalogue(connection):
        whole = ("", periods.OPEN_END)
        held = groupby(history(connection, row, whole), key=attrgetter("period"))
        standing = (vintage.standing(list(group)) for _, group in held)
        record = [(r.period, r.value, r.seen_from) for r in standing if r is not None and r.value is not None]
        if record != [(s.period, s.value, s.seen_from) for s in current(connection, row, whole)]:
            found.append(f"{row.id}: current values differ from the record")
    return found
