"""Short links: views kept under a code that nobody can guess. No part of the record."""

import hashlib
import re
import secrets
import string
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

import orjson
from sqlalchemy import Connection, Engine, insert, select

from oilwatch import periods
from oilwatch.errors import InputError
from oilwatch.model import Share
from oilwatch.store import engine, lines
from oilwatch.store.schema import share

MOST_PAGE, MOST_QUERY, MOST_TITLE, MOST_DESCRIPTION, MOST_AUTHOR = 40, 4_000, 300, 2_000, 80
"""Characters of the longest page name, query, title, description and name that are kept."""
_CODE = re.compile(r"[A-Za-z0-9_-]{16}")
_LETTERS = string.ascii_letters + string.digits
_SUM = re.compile(r"([0-9a-f]{64})?")
_COLUMNS = tuple(share.c[name] for name in Share.__slots__)


@dataclass(frozen=True, slots=True)
class Shares:
    """The short links of a store, as ``Store.shares`` gives them."""

    database: Engine
    now: Callable[[], datetime]

    def make(self, draft: Share) -> str:
        """Keep a view and return its code; *draft* needs neither code nor time.

        The same page, query, title, description and figures have one code, whoever asked first is its
        author. It makes no new data version. Raises InputError where a text is too long or broken.
        """
        kept = _checked(draft)
        name = _digest(kept)
        with engine.reading(self.database) as connection:
            code = _known(connection, name)
        if code is None:
            with engine.writing(self.database) as connection:  # one at a time: nobody comes in between
                code = _known(connection, name) or self._keep(connection, kept, name)
        return code

    def find(self, code: str) -> Share | None:
        """Return the view with this code; None: there is none."""
        if not _CODE.fullmatch(code):
            return None
        with engine.reading(self.database) as connection:
            row = connection.execute(select(*_COLUMNS).where(share.c.code == code)).first()
        return None if row is None else Share(**row._mapping)

    def recent(self, limit: int = 20) -> list[Share]:
        """Return the views shared last, newest first."""
        query = select(*_COLUMNS).order_by(share.c.key.desc()).limit(max(limit, 0))
        with engine.reading(self.database) as connection:
            return [Share(**row._mapping) for row in connection.execute(query)]

    def _keep(self, connection: Connection, kept: Share, name: str) -> str:
        row = replace(kept, code=_code(), made_at=periods.moment(self.now()))
        values = {field: getattr(row, field) for field in Share.__slots__}
        connection.execute(insert(share).values(**values, digest=name))
        return row.code


def _known(connection: Connection, name: str) -> str | None:
    return connection.execute(select(share.c.code).where(share.c.digest == name)).scalar()


def _digest(kept: Share) -> str:
    parts = [kept.page, kept.query, kept.title, kept.description, kept.figures]
    return hashlib.sha256(orjson.dumps(parts)).hexdigest()


def _checked(draft: Share) -> Share:
    """Return a share with its texts in one line each; raise InputError where one cannot be kept."""
    if not draft.query.isprintable() or len(draft.query) > MOST_QUERY:
        raise InputError(
            f"expected the query of a view in at most {MOST_QUERY:,} printable characters, "
            f"got {len(draft.query):,}: share a view with fewer series"
        )
    if not _SUM.fullmatch(draft.figures):
        raise InputError(f"expected a SHA-256 in lower case or nothing, got {draft.figures[:80]!r}")
    return replace(
        draft,
        page=lines.line(draft.page, MOST_PAGE, "the name of a page"),
        title=lines.line(draft.title, MOST_TITLE, "a title", least=0),
        description=lines.line(draft.description, MOST_DESCRIPTION, "a description", least=0),
        author=lines.line(draft.author, MOST_AUTHOR, "who shares it", least=0),
    )


def _code() -> str:
    """Return sixteen letters and digits: 95 bits that nobody guesses, no mark that a text would change."""
    return "".join(secrets.choice(_LETTERS) for _ in range(16))
