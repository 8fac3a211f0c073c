"""Raw answers, kept by SHA-256, so that every figure can show its receipt and be parsed again."""

import hashlib
import zlib

from sqlalchemy import Connection, insert, select

from oilwatch.model import Receipt
from oilwatch.store.schema import raw


def keep(connection: Connection, receipt: Receipt) -> int:
    """Keep an answer and return its key; the same bytes are kept once, as they first came."""
    digest = hashlib.sha256(receipt.body).hexdigest()
    key = connection.execute(select(raw.c.key).where(raw.c.sha256 == digest)).scalar()
    if key is not None:
        return int(key)
    values = {
        "sha256": digest,
        "address": receipt.address,
        "retrieved_at": receipt.retrieved_at,
        "headers": receipt.headers,
        "body": zlib.compress(receipt.body),
    }
    return int(connection.execute(insert(raw).values(**values).returning(raw.c.key)).scalar_one())


def find(connection: Connection, digest: str) -> Receipt | None:
    """Return the answer with this SHA-256, or None where none is kept."""
    row = connection.execute(select(raw).where(raw.c.sha256 == digest)).first()
    if row is None:
        return None
    return Receipt(zlib.decompress(row.body), row.address, row.retrieved_at, row.headers)
