"""What became of saved checks: which are to be run again, and which of their figures are told otherwise."""

import zlib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import Connection, Engine, Row, Select, func, insert, select, update

from oilwatch import periods
from oilwatch.store import engine
from oilwatch.store.schema import saved_check, verdict_change

QUOTED = 300
"""Most characters of a quoted figure that are kept with its change."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A saved check as it is run again.

    *document* is as it was saved, its text under ``text``, and never changes; *latest* is the newest run that
    found something else, None: there was none; *rechecked* is the data version of the last run.
    """

    key: int
    saved_at: str
    rechecked: int
    document: Mapping[str, Any]
    latest: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Change:
    """One figure that is told otherwise: its place among the figures of its check, and how it is told.

    *before* and *after* hold ``verdict``, ``now`` (what is recorded now) and ``words``, for people.
    """

    place: int
    quoted: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Again:
    """What a new run of a saved check found; *latest* is None where nothing is told otherwise."""

    kept: Kept
    latest: Mapping[str, Any] | None
    changes: Sequence[Change]


@dataclass(frozen=True, slots=True)
class Changed:
    """A change as it was kept: of which check, when (UTC) and by which data version. *key* grows."""

    key: int
    code: str
    title: str
    changed_at: str
    version: int
    change: Change


@dataclass(frozen=True, slots=True)
class Rechecks:
    """The saved checks of a store as they are run again, as ``Store.checks.again`` gives them."""

    database: Engine
    now: Callable[[], datetime]

    def due(self, version: int, limit: int) -> list[int]:
        """Return the keys of checks not run since *version*: the longest not run first, then the newest."""
        t = saved_check.c
        query = select(t.key).where(t.rechecked < version).order_by(t.rechecked, t.key.desc())
        with engine.reading(self.database) as connection:
            return list(connection.execute(query.limit(max(limit, 0))).scalars())

    def find(self, key: int) -> Kept | None:
        """Return the saved check with this key; None: there is none any more."""
        t = saved_check.c
        query = select(t.key, t.saved_at, t.rechecked, t.document, t.text, t.latest).where(t.key == key)
        with engine.reading(self.database) as connection:
            row = connection.execute(query).first()
        if row is None:
            return None
        document = {**_read(row.document), "text": zlib.decompress(row.text).decode()}
        latest = None if row.latest is None else _read(row.latest)
        return Kept(row.key, row.saved_at, row.rechecked, document, latest)

    def keep(self, found: Sequence[Again], version: int) -> tuple[int, int]:
        """Keep what new runs at a data version found; return how many were kept, and how many changes.

        A check that another process has run since it was read is left alone: it is due again, or done.
        """
        kept, changes, moment = 0, 0, periods.moment(self.now())
        with engine.writing(self.database) as connection:
            for one in found:
                if _mark(connection, one, version):
                    kept, changes = kept + 1, changes + len(one.changes)
                    _insert(connection, one, moment, version)
        return kept, changes

    def recent(
        self, limit: int, codes: Collection[str] | None = None, *, days: tuple[str, str] | None = None
    ) -> list[Changed]:
        """Return the newest changes first: of all checks or of these *codes*, found on any of *days*."""
        t = verdict_change.c
        query = _changes() if codes is None else _changes().where(saved_check.c.code.in_(list(codes)))
        if days is not None:
            query = query.where(t.changed_at >= days[0], t.changed_at < f"{days[1]}U")  # "U" follows on "T"
        query = query.order_by(t.changed_at.desc(), t.key.desc()).limit(max(limit, 0))
        with engine.reading(self.database) as connection:
            return [_changed(row) for row in connection.execute(query)]

    def of(self, code: str) -> list[Changed]:
        """Return every change of the check with this code, oldest first."""
        query = _changes().where(saved_check.c.code == code).order_by(verdict_change.c.key)
        with engine.reading(self.database) as connection:
            return [_changed(row) for row in connection.execute(query)]

    def newest(self) -> int:
        """Return a number that grows with each change; 0: there is none."""
        query = select(func.coalesce(func.max(verdict_change.c.key), 0))
        with engine.reading(self.database) as connection:
            return int(connection.execute(query).scalar_one())


def _read(packed: bytes) -> dict[str, Any]:
    found: dict[str, Any] = orjson.loads(zlib.decompress(packed))
    return found


def _mark(connection: Connection, one: Again, version: int) -> bool:
    """Note that a check was run at *version*; return False where it is not as it was when it was read."""
    t = saved_check.c
    values: dict[str, Any] = {"rechecked": version}
    if one.latest is not None:
        values["latest"] = zlib.compress(orjson.dumps(one.latest))
    same = (t.key == one.kept.key, t.rechecked == one.kept.rechecked)
    return connection.execute(update(saved_check).where(*same).values(**values)).rowcount == 1


def _insert(connection: Connection, one: Again, moment: str, version: int) -> None:
    rows = [
        {
            "saved": one.kept.key, "place": change.place, "changed_at": moment, "version": version,
            "quoted": change.quoted.replace("\0", " ")[:QUOTED],
            "before": orjson.dumps(change.before).decode(), "after": orjson.dumps(change.after).decode(),
        }
        for change in one.changes
    ]  # fmt: skip
    if rows:
        connection.execute(insert(verdict_change), rows)


def _changes() -> Select[Any]:
    t = verdict_change.c
    shown = select(
        t.key, saved_check.c.code, saved_check.c.title, t.changed_at, t.version, t.place, t.quoted, t.before,
        t.after,
    )  # fmt: skip
    return shown.join(saved_check, saved_check.c.key == t.saved)


def _changed(row: Row[Any]) -> Changed:
    change = Change(row.place, row.quoted, orjson.loads(row.before), orjson.loads(row.after))
    return Changed(row.key, row.code, row.title, row.changed_at, row.version, change)
