"""Saved checks: what was found of a story, kept with its text under a code that nobody can guess."""

import hashlib
import re
import secrets
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import Connection, Engine, insert, select

from oilwatch import periods
from oilwatch.errors import InputError
from oilwatch.store import engine, read
from oilwatch.store.rechecks import Rechecks
from oilwatch.store.schema import saved_check

MOST_TEXT = 5_000_000
"""Bytes of the longest text that is kept."""
TITLE = 300
_CODE = re.compile(r"[A-Za-z0-9_-]{16}")


@dataclass(frozen=True, slots=True)
class Saved:
    """A saved check as a list shows it; *counts* are its verdicts by name, *saved_at* is in UTC."""

    code: str
    title: str
    saved_at: str
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Checks:
    """The saved checks of a store, as ``Store.checks`` gives them."""

    database: Engine
    now: Callable[[], datetime]

    @property
    def again(self) -> Rechecks:
        """The same checks as they are run again, and what was found otherwise."""
        return Rechecks(self.database, self.now)

    def save(self, document: Mapping[str, Any], text: str) -> str:
        """Keep a check as ``report.as_dict`` gives it, and the text that was checked; return its code.

        The same check of the same text has one code. Raises InputError where the text is longer than
        MOST_TEXT bytes, or where document or text hold what is no text in UTF-8.
        """
        words, body = _encoded(document, text)
        digest = hashlib.sha256(body + b"\0" + words).hexdigest()
        with engine.writing(self.database) as connection:
            known = select(saved_check.c.code).where(saved_check.c.digest == digest)
            code = connection.execute(known).scalar()
            if code is None:
                code = secrets.token_urlsafe(12)
                values = {"code": code, "digest": digest, "saved_at": periods.moment(self.now())}
                made_at = {"rechecked": _made_at(connection, document)}
                packed = {"document": zlib.compress(body), "text": zlib.compress(words), **made_at}
                connection.execute(insert(saved_check).values(**values, **packed, **_shown(document)))
        return str(code)

    def find(self, code: str) -> dict[str, Any] | None:
        """Return the check with this code, the text of its story under ``text``; None: there is none."""
        if not _CODE.fullmatch(code):
            return None
        query = select(saved_check.c.document, saved_check.c.text).where(saved_check.c.code == code)
        with engine.reading(self.database) as connection:
            row = connection.execute(query).first()
        if row is None:
            return None
        return {**orjson.loads(zlib.decompress(row.document)), "text": zlib.decompress(row.text).decode()}

    def recent(self, limit: int = 20) -> list[Saved]:
        """Return the checks saved last, newest first."""
        t = saved_check.c
        query = select(t.code, t.title, t.saved_at, t.counts).order_by(t.key.desc()).limit(max(limit, 0))
        with engine.reading(self.database) as connection:
            return [Saved(*row[:3], counts=orjson.loads(row[3])) for row in connection.execute(query)]


def _made_at(connection: Connection, document: Mapping[str, Any]) -> int:
    """Return the data version that a check was made at, up to which it need not be run again."""
    version = document.get("data_version")
    return min(version, read.data_version(connection)) if isinstance(version, int) and version > 0 else 0


def _encoded(document: Mapping[str, Any], text: str) -> tuple[bytes, bytes]:
    """Return text and document as bytes; the order of the document's fields makes no difference."""
    try:
        words = text.encode()
        if len(words) > MOST_TEXT:
            raise InputError(
                f"the text has {len(words):,} bytes; expected at most {MOST_TEXT:,}: save one story"
            )
        body = orjson.dumps({**document, "text": ""}, option=orjson.OPT_SORT_KEYS)
    except (UnicodeEncodeError, orjson.JSONEncodeError) as error:
        raise InputError(
            f"the check cannot be kept ({error}); expected text in UTF-8 and plain JSON"
        ) from error
    return words, body


def _shown(document: Mapping[str, Any]) -> dict[str, str]:
    """Return what a list shows of a check without opening it."""
    story = document.get("story") or {}
    title = " ".join(str(story.get("title") or "").replace("\0", " ").split())
    return {"title": title[:TITLE], "counts": orjson.dumps(document.get("counts") or {}).decode()}
