"""All that a store knew of a series at a data version, row by row with the raw answer of each."""

from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import select

from oilwatch.model import Series
from oilwatch.store import Store, read, reading
from oilwatch.store.schema import observation, raw
from oilwatch.store.vintage import Copies


class KnownRow(NamedTuple):
    """One row of the record: from *seen_from* on the period read *value* (none: withdrawn), by *run*.

    *sha256* names the raw answer that it came from; empty: none was kept.
    """

    period: str
    seen_from: str
    value: float | None
    run: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Known:
    """A series as it was described, its copies, its rows by period and moment, and their raw answers.

    *answers*: address and time of retrieval by SHA-256.
    """

    about: Series
    copies: Copies
    rows: tuple[KnownRow, ...]
    answers: dict[str, tuple[str, str]]


def known(store: Store, series_id: str, version: int) -> Known:
    """Return what *store* knew of a series at a data version, in one reading.

    Raises UnknownSeries, or InputError for a version that is not there.
    """
    t = observation.c
    query = (
        select(t.period, t.seen_from, t.value, t.run, raw.c.sha256, raw.c.address, raw.c.retrieved_at)
        .outerjoin(raw, raw.c.key == t.raw)
        .order_by(t.period, t.seen_from)
    )
    with store._reading() as connection:
        row = read.need(connection, series_id)
        about, copies = reading.known(connection, row, version)
        found = connection.execute(query.where(t.series == row.key, t.run <= version)).all()
    rows = tuple(KnownRow(one[0], one[1], one[2], one[3], one[4] or "") for one in found)
    return Known(about, copies, rows, {one[4]: (one[5], one[6]) for one in found if one[4]})
