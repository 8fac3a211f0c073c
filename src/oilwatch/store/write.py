"""Recording: what a copy of a publication adds to the store, in one transaction with the current values."""

import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import Connection, Row, Table, bindparam, delete, insert, select, update

from oilwatch.model import Counts, Recorded, Series
from oilwatch.store import read, vintage
from oilwatch.store.schema import (
    held_aside,
    observation,
    observation_current,
    series,
    series_before,
    unchanged,
)

OBSERVED = ("series", "period", "seen_from", "value", "raw", "run")
"""The columns of an observation, in the order of :func:`insert_many`."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What wrote rows and what they came from: the keys of the load run and of the raw answer."""

    run: int
    raw: int | Callable[[str], int] | None = None
    """None: no answer was kept; or what gives the key by period."""

    def answer(self, period: str) -> int | None:
        """Return the key of the raw answer in which a period stands."""
        return self.raw(period) if callable(self.raw) else self.raw


def differing(connection: Connection, catalogue: Iterable[Series]) -> list[Series]:
    """Return the series that the store does not know, or describes otherwise; each once."""
    held = {row.id: read.described(row) for row in read.catalogue(connection)}
    return [item for item in {item.id: item for item in catalogue}.values() if held.get(item.id) != item]


def describe(connection: Connection, items: Iterable[Series], run: int) -> None:
    """Add or update descriptions that differ; what they were before *run* is kept for its readers."""
    for item in items:
        values = {name: getattr(item, name) for name in Series.__slots__}
        row = read.about(connection, item.id)
        if row is None:
            connection.execute(insert(series).values(**values))
            continue
        old = orjson.dumps(read.described(row)).decode()
        connection.execute(insert(series_before).values(series=row.key, before=run, described=old))
        connection.execute(update(series).where(series.c.key == row.key).values(**values))


def record(
    connection: Connection, about: Row[Any], answer: Sequence[Recorded], *, origin: Origin, now: str
) -> tuple[Counts, bool]:
    """Record the rows of one series (*about*: its row, locked by the caller).

    Returns what changed, and whether a reader at any moment may see something else than before. Raises
    InputError, and nothing is written, where a row is malformed or contradicts the record.
    """
    for row in answer:
        vintage.check(row, about.frequency, now)
    known = held(connection, about.key)
    added = vintage.add(known, answer, _confirmations(connection, about.key, answer, known))
    rows = [(about.key, r.period, r.seen_from, r.value, origin.answer(r.period)) for r in added.rows]
    insert_many(connection, observation, OBSERVED, [(*row, origin.run) for row in rows])
    _mend_receipts(connection, about.key, added.rows, answer)
    newest = max((rows[-1].seen_from for rows in known.values() if rows), default="")
    older = any(moment < newest for moment in confirm(connection, about.key, added.confirmed, origin.run))
    if added.rows:
        _renew_current(connection, about.key, known, {row.period for row in added.rows})
        begin_at(connection, about.key, min(row.seen_from for row in added.rows))
    return added.counts, bool(added.rows) or older


def record_all(
    connection: Connection, answer: Mapping[str, Sequence[Recorded]], *, origin: Origin, now: str
) -> tuple[Counts, bool]:
    """Record rows by series, as :func:`record` does for one."""
    total, altered = Counts(), False
    for series_id in sorted(answer):
        about = lock(connection, series_id)
        counts, differs = record(connection, about, answer[series_id], origin=origin, now=now)
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


def confirm(connection: Connection, key: int, confirmed: Mapping[str, list[str]], run: int) -> list[str]:
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
            values = {"series": key, "seen_from": moment, "periods": body, "run": run}
            connection.execute(insert(unchanged).values(**values))
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
