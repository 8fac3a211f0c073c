"""A bundle's record beside what a store holds of the same data version."""

import hashlib
import zlib
from collections.abc import Iterator

from oilwatch.bundle.findings import Finding
from oilwatch.bundle.record import Record
from oilwatch.bundle.source import RecordStore
from oilwatch.errors import InputError
from oilwatch.report.safe import line
from oilwatch.store import Store, proving
from oilwatch.store.proving import Known

STORE = "the store"


def beside(store: Store, record: Record) -> Iterator[Finding]:
    """Yield where a store at the record's data version reads another figure or has another raw answer."""
    version = store.data_version()
    if record.version > version:
        text = f"is at data version {version:,}: it cannot have the bundle's, {record.version:,}"
        yield Finding(STORE, text)
        return
    held = RecordStore(record)
    digests: set[str] = set()
    for known in record.series:
        name = line(known.about.id)[:80]
        try:
            own = proving.known(store, known.about.id, record.version)
        except InputError:
            yield Finding(STORE, f"has no series {name}")
            continue
        if own.rows != known.rows or own.copies != known.copies or own.about != known.about:
            yield Finding(STORE, f"has another record of {name}: {_first(own, known)}")
        as_of, at = record.as_of, record.version
        if store.seen(known.about.id, as_of=as_of, version=at) != held.seen(known.about.id, as_of=as_of):
            yield Finding(STORE, f"reads other figures of {name}")
        digests |= known.answers.keys()
    yield from (_answer(digest, text) for digest in sorted(digests) if (text := _kept(store, digest)))


def _first(own: Known, known: Known) -> str:
    """Return the first row that differs, in words."""
    there, here = set(known.rows), set(own.rows)
    rows = sorted(there ^ here, key=lambda row: row[:2])
    if not rows:
        return "it is described otherwise, or has other copies"
    side = "only in the bundle" if rows[0] in there else "only in the store"
    return f"{len(rows):,} rows, first {line(rows[0].period)} seen {line(rows[0].seen_from)}, {side}"


def _answer(digest: str, text: str) -> Finding:
    return Finding(STORE, f"{text}: raw answer {line(digest)[:64]}")


def _kept(store: Store, digest: str) -> str:
    """Return what is wrong with a raw answer of the store; empty: its bytes have this SHA-256."""
    try:
        found = store.raw(digest)
    except zlib.error:
        return "keeps bytes that cannot be unpacked"
    if found is None:
        return "does not keep"
    return "" if hashlib.sha256(found.body).hexdigest() == digest else "keeps other bytes than those of"
