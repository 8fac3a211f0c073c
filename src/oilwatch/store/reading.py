"""What a reader sees who stands at a moment, at a data version, or at both; and where a figure came from.

A data version is the key of a load run. A reader at one sees what runs up to it wrote, described and dated
as it was then; what is recorded later, of whatever moment, never reaches him.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import orjson
from sqlalchemy import Connection, Row, select, union

from oilwatch import periods
from oilwatch.errors import InputError
from oilwatch.model import Recorded, Series, Traced
from oilwatch.store import read, vintage
from oilwatch.store.schema import observation, raw, series_before, span_before, unchanged
from oilwatch.store.vintage import Copies, Seen

Bound = str | date | None


@dataclass(frozen=True, slots=True)
class Standpoint:
    """Where a reader stands: a day or moment (None: now) and a data version (None: the newest)."""

    as_of: str | date | datetime | None = None
    version: int | None = None

    @property
    def moment(self) -> str:
        """The last moment that the reader can have seen."""
        return periods.OPEN_END if self.as_of is None else periods.as_of(self.as_of)


def seen(
    connection: Connection, series_id: str, bounds: tuple[Bound, Bound], at: Standpoint
) -> tuple[Series, list[Seen]]:
    """Return the description of a series and what it reads between two days or months, oldest first.

    Raises UnknownSeries, or InputError for a version that is not there.
    """
    row = read.need(connection, series_id)
    if at.version is not None:
        return _at_version(connection, row, bounds, at)
    span = periods.bounds(row.frequency, *bounds)
    if at.as_of is None:
        return read.described(row), read.current(connection, row, span)
    return read.described(row), read.as_of(connection, row, span, at.moment)


def _at_version(
    connection: Connection, row: Row[Any], bounds: tuple[Bound, Bound], at: Standpoint
) -> tuple[Series, list[Seen]]:
    about, copies = known(connection, row, at.version)
    rows = read.history(connection, row, periods.bounds(about.frequency, *bounds), at.version)
    return about, vintage.as_of(rows, at.moment, lag_days=about.lag_days, copies=copies)


def figure(connection: Connection, series_id: str, period: str, at: Standpoint) -> Traced | None:
    """Return one figure as a reader saw it, with its receipt and what stood before; None: he saw none.

    Raises UnknownSeries, or InputError for a version that is not there or no period of the series.
    """
    row = read.need(connection, series_id)
    about, copies = known(connection, row, at.version)
    periods.check(period, about.frequency)
    rows = _rows(connection, row.key, period, at.version)
    held = [Recorded(one.period, one.value, one.seen_from) for one in rows]
    found = vintage.as_of(held, at.moment, lag_days=about.lag_days, copies=copies)
    if not found:
        return None
    [shown] = found
    place = next(n for n, one in enumerate(held) if one.seen_from == shown.seen_from)
    digests = [one.sha256 or "" for one in rows]
    source = rows[place]
    return Traced(
        about, period, shown.value, shown.seen_from, shown.vintage,
        sha256=digests[place], address=source.address or "", retrieved_at=source.retrieved_at or "",
        headers=source.headers or "", history=tuple(held[:place]), digests=tuple(digests[:place]),
    )  # fmt: skip


def _rows(connection: Connection, key: int, period: str, version: int | None) -> list[Row[Any]]:
    """Return the rows of a period with the receipt of each, oldest first."""
    t = observation.c
    query = (
        select(t.period, t.value, t.seen_from, raw.c.sha256, raw.c.address, raw.c.retrieved_at, raw.c.headers)
        .outerjoin(raw, raw.c.key == t.raw)
        .where(t.series == key, t.period == period)
        .order_by(t.seen_from)
    )
    return list(connection.execute(query if version is None else query.where(t.run <= version)))


def known(connection: Connection, row: Row[Any], version: int | None) -> tuple[Series, Copies]:
    """Return how a series was described, and which copies of it there were, at a data version."""
    if version is None:
        return read.described(row), read.copies(connection, row.key)
    newest = read.data_version(connection)
    if not 1 <= version <= newest:
        raise InputError(
            f"no data version {str(version)[:20]}: the newest of this store is {newest}"
            + (", the first is 1" if newest else "; nothing was recorded yet")
        )
    return _described(connection, row, version), _copies(connection, row.key, version)


def _described(connection: Connection, row: Row[Any], version: int) -> Series:
    t = series_before.c
    later = select(t.described).where(t.series == row.key, t.before > version).order_by(t.before).limit(1)
    found = connection.execute(later).scalar()
    return read.described(row) if found is None else Series(**orjson.loads(found))


def _copies(connection: Connection, key: int, version: int) -> Copies:
    rows, held, old = observation.c, unchanged.c, span_before.c
    both = union(
        select(rows.seen_from).where(rows.series == key, rows.run <= version),
        select(held.seen_from).where(held.series == key, held.run <= version),
    )
    moments = sorted(connection.execute(both).scalars())
    covered = select(held.seen_from, held.first, held.last).where(held.series == key, held.run <= version)
    narrower = select(old.seen_from, old.first, old.last).where(old.series == key, old.before > version)
    spans = {moment: (first, last) for moment, first, last in connection.execute(covered)}
    for moment, first, last in connection.execute(narrower.order_by(old.before.desc())):
        if moment in spans:  # else nobody knew yet what it covers
            spans[moment] = (first, last)
    return Copies(moments, {moment: span for moment, span in spans.items() if span[0]})
