"""What stands beside the record: figures held aside, forecasts, and the publishers' own marks."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select, update

from oilwatch.model import Aside
from oilwatch.store import write
from oilwatch.store.schema import forecast, held_aside, mark, series

_HELD = ("series", "period", "seen_from", "value", "reason", "source", "settled", "raw")


def hold(connection: Connection, key: int, asides: Sequence[Aside], raw: Callable[[str], int]) -> list[Aside]:
    """Hold figures aside; return those that were not waiting with the same value already."""
    if not asides:
        return []
    t = held_aside
    query = select(t.c.period, t.c.value, t.c.seen_from, t.c.settled).where(t.c.series == key)
    rows = connection.execute(query).all()
    waiting = {(period, value) for period, value, _, settled in rows if not settled}
    then = {(period, seen_from) for period, _, seen_from, _ in rows}
    news = [a for a in asides if (a.period, a.value) not in waiting and (a.period, a.seen_from) not in then]
    fresh = [(key, a.period, a.seen_from, a.value, a.reason, a.source, "", raw(a.period)) for a in news]
    write.insert_many(connection, held_aside, _HELD, fresh)
    return news


def settle(connection: Connection, key: int, believed: set[str], moment: str, how: str = "corrected") -> int:
    """Mark what waits of *believed* periods as settled, where it is of *moment* or before."""
    t = held_aside
    waits = (t.c.series == key) & (t.c.settled == "") & (t.c.seen_from <= moment)
    found = set(connection.execute(select(t.c.period).where(waits)).scalars()) & believed
    if found:
        query = update(t).where(waits & (t.c.period == bindparam("p"))).values(settled=how)
        connection.execute(query, [{"p": period} for period in found])
    return len(found)


def waiting(connection: Connection) -> list[tuple[Row[Any], Aside]]:
    """Return what waits to be accepted, each with the row of its series, by series and period."""
    t = held_aside
    query = (
        select(series, t.c.period, t.c.value, t.c.seen_from, t.c.reason, t.c.source, t.c.raw)
        .join(series, series.c.key == t.c.series)
        .where(t.c.settled == "")
        .order_by(series.c.id, t.c.period, t.c.seen_from)
    )
    return [
        (row, Aside(row.id, row.period, row.value, row.seen_from, row.reason, row.source))
        for row in connection.execute(query)
    ]


def expect(
    connection: Connection, key: int, rows: Mapping[str, float | None], moment: str, raw: Callable[[str], int]
) -> bool:
    """Keep what a publication expects, where it differs from what it expected before."""
    if not rows:
        return False
    known = expected(connection, key, moment)
    news = [(key, p, moment, v, raw(p)) for p, v in rows.items() if known.get(p, ("", None))[1] != v]
    write.insert_many(connection, forecast, ("series", "period", "seen_from", "value", "raw"), news)
    return bool(news)


def expected(connection: Connection, key: int, moment: str) -> dict[str, tuple[str, float | None]]:
    """Return (seen from, value) of each period as the publication expected it at *moment*."""
    t = forecast
    query = (
        select(t.c.period, t.c.seen_from, t.c.value)
        .where(t.c.series == key, t.c.seen_from <= moment)
        .order_by(t.c.period, t.c.seen_from)
    )
    return {period: (seen_from, value) for period, seen_from, value in connection.execute(query)}


def put_marks(connection: Connection, key: int, marked: Mapping[str, str], moment: str) -> None:
    """Keep the publisher's marks by period, where one differs from the one before."""
    if not marked:
        return
    known = marks(connection, key)
    news = [(key, p, moment, text) for p, text in marked.items() if known.get(p) != text]
    held = {(p, at) for p, at in _marked_at(connection, key, moment)}
    fresh = [row for row in news if (row[1], moment) not in held]
    write.insert_many(connection, mark, ("series", "period", "seen_from", "mark"), fresh)


def marks(connection: Connection, key: int) -> dict[str, str]:
    """Return the newest mark of each period."""
    query = select(mark.c.period, mark.c.mark).where(mark.c.series == key)
    return dict(connection.execute(query.order_by(mark.c.period, mark.c.seen_from)).all())


def _marked_at(connection: Connection, key: int, moment: str) -> list[Any]:
    query = select(mark.c.period, mark.c.seen_from)
    return list(connection.execute(query.where(mark.c.series == key, mark.c.seen_from == moment)).all())
