"""Recording: what a copy of a publication adds to the store, in one transaction with the current values."""

import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Table, bindparam, delete, insert, select, update

from oilwatch import periods
from oilwatch.model import Counts, Recorded, Series
from oilwatch.store import read, vintage
from oilwatch.store.schema import held_aside, load_run, observation, observation_current, series, unchanged

Raw = int | None | Callable[[str], int]
"""The key of the raw answer that rows came from, or what gives it by period."""


def sync_series(connection: Connection, catalogue: Iterable[Series]) -> int:
    """Add or update the description of series; return how many differed."""
    columns = Series.__slots__
    held = {row.id: tuple(row)[1:] for row in connection.execute(select(series.c.id, *_described(columns)))}
    differing = 0
    for item in catalogue:
        values = {name: getattr(item, name) for name in columns}
        if item.id not in held:
            connection.execute(insert(series).values(**values))
        elif held[item.id] != tuple(values.values()):
            connection.execute(update(series).where(series.c.id == item.id).values(**values))
        else:
            continue
        differing += 1
    return differing


def _described(columns: Sequence[str]) -> list[Any]:
    return [series.c[name] for name in columns]


def record(
    connection: Connection, about: Row[Any], answer: Sequence[Recorded], *, raw: Raw, now: str
) -> tuple[Counts, bool]:
    """Record the rows of one series (*about*: its row, locked by the caller).

    Returns what changed, and whether a reader at any moment may see something else than before. Raises
    InputError, and nothing is written, where a row is malformed or contradicts the record.
    """
    for row in answer:
        vintage.check(row, about.frequency, now)
    known = held(connection, about.key)
    added = vintage.add(known, answer, _confirmations(connection, about.key, answer, known))
    _append(connection, about.key, added.rows, raw)
    _mend_receipts(connection, about.key, added.rows, answer)
    newest = max((rows[-1].seen_from for rows in known.values() if rows), default="")
    older = any(moment < newest for moment in confirm(connection, about.key, added.confirmed))
    if added.rows:
        _renew_current(connection, about.key, known, {row.period for row in added.rows})
        begin_at(connection, about.key, min(row.seen_from for row in added.rows))
    return added.counts, bool(added.rows) or older


def record_all(
    connection: Connection, answer: Mapping[str, Sequence[Recorded]], *, raw: int | None, now: str
) -> tuple[Counts, bool]:
    """Record rows by series, as :func:`record` does for one."""
    total, altered = Counts(), False
    for series_id in sorted(answer):
        counts, differs = record(connection, lock(connection, series_id), answer[series_id], raw=raw, now=now)
        total, altered = total + counts, altered or differs
    return total, altered


def lock(connection: Connection, series_id: str) -> Row[Any]:
    """Return the row of a series, held against other writers to the end of the transaction."""
    query = select(series).where(series.c.id == series_id).with_for_update()
    return connection.execute(query).first() or read.need(connection, series_id)


def begin_at(connection: Connection, key: int, moment: str) -> None:
    """Remember the moment of a series' first copy, where it is none later."""
    later = series.c.first_copy.is_(None) | (series.c.first_copy > moment)
    connection.execute(update(series).where(series.c.key == key, later).values(first_copy=moment))


def log_run(
    connection: Connection,
    source: str,
    counts: Counts,
    took: tuple[datetime, datetime],
    **more: str | int,
) -> None:
    """Add a row to the list of load runs; *took* is when the run started and when it was done."""
    values = {
        "source": source,
        "started_at": periods.moment(took[0]),
        "finished_at": periods.moment(took[1]),
        "status": "done",
        "reason": "",
        **more,
    }
    counted = {name: getattr(counts, name) for name in Counts.__slots__}
    connection.execute(insert(load_run).values(**values, **counted))


def held(connection: Connection, key: int) -> dict[str, list[Recorded]]:
    """Return every row of a series by period, oldest first."""
    query = select(observation.c.period, observation.c.value, observation.c.seen_from)
    rows: dict[str, list[Recorded]] = defaultdict(list)
    for row in connection.execute(
        query.where(observation.c.series == key).order_by(observation.c.period, observation.c.seen_from)
    ):
        rows[row[0]].append(Recorded(*row))
    return rows


def _confirmations(
    connection: Connection, key: int, answer: Sequence[Recorded], known: Mapping[str, Sequence[Recorded]]
) -> dict[str, list[str]]:
    """Return, by period, the copies no older than *answer* that showed it unchanged; *known*: the record."""
    rows = {(row.period, row.seen_from) for of_period in known.values() for row in of_period}
    doubted = select(held_aside.c.period, held_aside.c.seen_from).where(held_aside.c.series == key)
    rows |= {(period, moment) for period, moment in connection.execute(doubted)}
    oldest = min((row.seen_from for row in answer), default="")
    columns = (unchanged.c.seen_from, unchanged.c.periods, unchanged.c.first, unchanged.c.last)
    query = select(*columns).where(unchanged.c.series == key, unchanged.c.seen_from >= oldest)
    found: dict[str, list[str]] = defaultdict(list)
    asked = {row.period for row in answer}
    for moment, packed, first, last in connection.execute(query):
        covered = {p for p in asked if first <= p <= last} if first is not None else set()
        covered -= {p for p in covered if (p, moment) in rows}
        for period in covered.union(_unpack(packed)):
            found[period].append(moment)
    return found


def _append(connection: Connection, key: int, rows: Sequence[Recorded], raw: Raw) -> None:
    names = ("series", "period", "seen_from", "value", "raw")
    insert_many(
        connection,
        observation,
        names,
        [(key, r.period, r.seen_from, r.value, _of(raw, r.period)) for r in rows],
    )


def _of(raw: Raw, period: str) -> int | None:
    return raw(period) if callable(raw) else raw


def insert_many(
    connection: Connection, table: Table, names: Sequence[str], rows: list[tuple[Any, ...]]
) -> None:
    """Insert many rows by the driver's own call, four times as fast as by the expression language."""
    if rows:
        mark = "?" if connection.dialect.name == "sqlite" else "%s"
        marks = ", ".join([mark] * len(names))
        connection.exec_driver_sql(f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({marks})", rows)


def _mend_receipts(
    connection: Connection, key: int, rows: Sequence[Recorded], answer: Sequence[Recorded]
) -> None:
    """Give a row that restores a value the answer which showed that value before, not this one."""
    here = {(row.period, row.seen_from) for row in answer}
    for row in rows:
        if (row.period, row.seen_from) in here:
            continue
        known = observation.c
        of_period = (known.series == key) & (known.period == row.period)
        before = of_period & (known.seen_from < row.seen_from) & known.value.is_not_distinct_from(row.value)
        newest_first = select(known.raw).where(before).order_by(known.seen_from.desc()).limit(1)
        source = connection.execute(newest_first).scalar()
        restored = of_period & (known.seen_from == row.seen_from)
        connection.execute(update(observation).where(restored).values(raw=source))


def confirm(connection: Connection, key: int, confirmed: Mapping[str, list[str]]) -> list[str]:
    """Remember which copies showed which periods unchanged; return the moments of which that is news."""
    news = []
    for moment, found in confirmed.items():
        where = (unchanged.c.series == key) & (unchanged.c.seen_from == moment)
        kept = connection.execute(select(unchanged).where(where)).first()
        packed = kept.periods if kept else None
        known = set(_unpack(packed or b""))
        covered = {p for p in found if kept and kept.first is not None and kept.first <= p <= kept.last}
        if set(found) <= known | covered:
            continue
        body = zlib.compress("\n".join(sorted(known | set(found))).encode("ascii"))
        if packed is None:
            connection.execute(insert(unchanged).values(series=key, seen_from=moment, periods=body))
        else:
            connection.execute(update(unchanged).where(where).values(periods=body))
        news.append(moment)
    return news


def _unpack(packed: bytes) -> list[str]:
    return zlib.decompress(packed).decode("ascii").split("\n") if packed else []


def remove_current(connection: Connection, key: int, periods: Sequence[str]) -> None:
    """Remove the current values of some periods."""
    table = observation_current
    if periods:
        query = delete(table).where(table.c.series == key, table.c.period == bindparam("p"))
        connection.execute(query, [{"p": period} for period in periods])


def _renew_current(
    connection: Connection, key: int, held: Mapping[str, Sequence[Recorded]], touched: set[str]
) -> None:
    remove_current(connection, key, sorted(touched))
    rows = [row for period in sorted(touched) if (row := vintage.standing(held[period])) is not None]
    shown = [(key, row.period, row.seen_from, row.value) for row in rows if row.value is not None]
    insert_many(connection, observation_current, ("series", "period", "seen_from", "value"), shown)
