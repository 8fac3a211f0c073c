"""Who changed what: a list that only grows, written in the transaction of the change itself."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine, insert, select

from oilwatch.model import Change
from oilwatch.store import engine, lines
from oilwatch.store.schema import change

MOST_SHOWN = 1_000
"""Changes that one question brings at most."""
MOST_WHO, MOST_WHAT, MOST_DETAIL = 80, 120, 300
"""Characters of the longest name, id and detail that are kept."""
SOMEBODY = "somebody"
"""Who did it where nobody said."""
_COLUMNS = tuple(change.c[name] for name in Change.__slots__)


@dataclass(frozen=True, slots=True)
class Audit:
    """The list of changes of a store, as ``Store.audit`` gives it."""

    database: Engine
    now: Callable[[], datetime]

    def recent(self, limit: int = 50, before: int | None = None) -> list[Change]:
        """Return the newest changes (older than the one whose ``key`` is *before*), newest first."""
        query = select(*_COLUMNS).order_by(change.c.key.desc()).limit(min(max(limit, 0), MOST_SHOWN))
        if before is not None:
            query = query.where(change.c.key < before)
        with engine.reading(self.database) as connection:
            return [Change(*row) for row in connection.execute(query)]


def note(connection: Connection, done: Change) -> None:
    """Add a change to the list, inside the transaction that makes it; long texts are cut.

    Raises InputError where the name of who did it is too long.
    """
    who = lines.line(done.who, MOST_WHO, "who does it", least=0) or SOMEBODY
    values = {"changed_at": done.changed_at, "who": who, "action": done.action}
    texts = {"what": _cut(done.what, MOST_WHAT), "detail": _cut(done.detail, MOST_DETAIL)}
    connection.execute(insert(change).values(**values, **texts))


def _cut(text: str, most: int) -> str:
    found = lines.clean(text)
    return found if len(found) <= most else f"{found[: most - 1]}…"
