"""Raw answers, kept by SHA-256, so that every figure can show its receipt and be parsed again."""

import hashlib
import zlib

from sqlalchemy import Connection, insert, select

from oilwatch.model import Receipt
from oilwatch.store.schema import raw


def digest(body: bytes) -> str:
    """Return the name under which an answer is kept."""
    return hashlib.sha256(body).hexdigest()


def keep(connection: Connection, receipt: Receipt) -> int:
    """Keep an answer and return its key; the same bytes are kept once, as they first came."""
    name = digest(receipt.body)
    key = connection.execute(select(raw.c.key).where(raw.c.sha256 == name)).scalar()
    if key is not None:
        return int(key)
    values = {
        "sha256": name,
        "address": receipt.address,
        "retrieved_at": receipt.retrieved_at,
        "headers": receipt.headers,
        "body": zlib.compress(receipt.body, 3),
    }
    return int(connection.execute(insert(raw).values(**values).returning(raw.c.key)).scalar_one())


def find(connection: Connection, name: str) -> Receipt | None:
    """Return the answer with this SHA-256, or None where none is kept."""
    row = connection.execute(select(raw).where(raw.c.sha256 == name)).first()
    if row is None:
        return None
    return Receipt(zlib.decompress(row.body), row.address, row.retrieved_at, row.headers)
