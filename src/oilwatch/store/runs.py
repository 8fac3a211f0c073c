"""Load runs: the row of a run is there before what it writes, which carries its key.

A run lives in one write transaction, and those are one at a time on either database: keys grow in the
order in which runs become visible, so that what a data version holds is settled once it can be read.
"""

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from oilwatch import periods
from oilwatch.model import Counts
from oilwatch.store.schema import load_run


def begin(connection: Connection, source: str, started: datetime) -> int:
    """Add the row of a run that *source* started; return its key, which names a data version."""
    moment = periods.moment(started)
    values = {"source": source, "started_at": moment, "finished_at": moment, "status": "running"}
    none = dict.fromkeys(Counts.__slots__, 0)
    row = insert(load_run).values(**values, **none, reason="", altered=0)
    return int(connection.execute(row.returning(load_run.c.key)).scalar_one())


def end(connection: Connection, run: int, finished: datetime, counts: Counts, **more: str | int) -> None:
    """Complete the row of a run that was begun: it changed something, unless *more* says otherwise."""
    counted = {name: getattr(counts, name) for name in Counts.__slots__}
    values = {"finished_at": periods.moment(finished), "status": "done", "altered": 1, **more}
    connection.execute(update(load_run).where(load_run.c.key == run).values(**values, **counted))


def ended(connection: Connection, version: int) -> str:
    """Return the moment at which the store had reached a data version; empty: it has none so old."""
    t = load_run.c
    query = select(t.finished_at).where(t.key <= version).order_by(t.key.desc()).limit(1)
    return str(connection.execute(query).scalar() or "")


def drop(connection: Connection, run: int) -> None:
    """Remove the row of a run that found nothing to tell.

    What it confirmed keeps its key. Where the database gives that key to the next run the two are read as
    one, and no version was read in between.
    """
    connection.execute(delete(load_run).where(load_run.c.key == run))
