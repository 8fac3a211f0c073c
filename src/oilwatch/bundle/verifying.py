"""Verifying a bundle: the container, the sums, and every file made again from the record."""

import hashlib
from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import orjson

from oilwatch.bundle import record as records
from oilwatch.bundle.container import LARGEST, damaged, pack, unpack
from oilwatch.bundle.findings import CONTAINER, DIFFERENCE, MADE, Finding, Verified
from oilwatch.bundle.libraries import HANDS, made_with, others
from oilwatch.bundle.manifest import FORMAT, KIND, NAME, manifest, unsealed
from oilwatch.bundle.readme import FILES
from oilwatch.bundle.record import Record
from oilwatch.bundle.source import RecordSource
from oilwatch.bundle.writing import Asked, parts
from oilwatch.errors import InputError, OilwatchError
from oilwatch.report.safe import line
from oilwatch.views import links

if TYPE_CHECKING:
    from oilwatch.store import Store

Files = dict[str, bytes]
_BROKEN = (OilwatchError, ValueError, LookupError, TypeError, ArithmeticError, AttributeError, RecursionError)
"""What reading and drawing a record raises that somebody made up."""


def verify(body: bytes, store: "Store | None" = None) -> Verified:
    """Return what differs of a bundle from what its own record gives, and, of *store*, from what that holds.

    Sums are looked at where the container is sound, and files are made again where the sums agree. Raises
    InputError where *body* is no bundle, or one of a format that is not known here.
    """
    digest = hashlib.sha256(body).hexdigest()
    if len(body) > LARGEST:
        raise InputError(f"no proof bundle: {len(body):,} bytes, expected at most {LARGEST:,}")
    files, problem = unpack(body)
    if not _meant(body, files):
        raise InputError("no proof bundle; expected a file that `oilwatch export VIEW_LINK --bundle` wrote")
    if problem:
        return Verified((Finding(CONTAINER, problem),), digest)
    told = unsealed(files.get(NAME, b""))
    if told is None or told.get("kind") != KIND:
        text = "is not as it was sealed" if NAME in files else "is not there"
        return Verified((Finding(NAME, text),), digest)
    if told.get("format") != FORMAT:
        raise InputError(f"a proof bundle of format {line(str(told.get('format')))[:20]}; this oilwatch "
                         f"reads format {FORMAT}: take a newer one")  # fmt: skip
    link = line(str(told.get("link", "")))
    found = tuple(_sums(body, files, told)) or _made_again(files, told, body)
    if not found and store is not None:
        from oilwatch.bundle.beside import beside

        found = tuple(beside(store, records.from_json(files["record.json"])))
    return Verified(found, digest, link)


def _meant(body: bytes, files: Files) -> bool:
    """Return whether a file is, or once was, a bundle: it says so, or has the names of its files."""
    return NAME in files or KIND.encode() in body or all(name.encode() in body for name in FILES)


def _sums(body: bytes, files: Files, told: Mapping[str, Any]) -> Iterator[Finding]:
    listed = told.get("files")
    listed = listed if isinstance(listed, dict) else {}
    for name in sorted({*FILES, *files, *listed} - {NAME}):
        if name not in files:
            yield Finding(line(name)[:80], "is not there")
        elif name not in FILES or name not in listed:
            yield Finding(line(name)[:80], "is no file of a bundle, or the manifest does not list it")
        else:
            sums = {"bytes": len(files[name]), "sha256": hashlib.sha256(files[name]).hexdigest()}
            if listed[name] != sums:
                yield Finding(name, "is not the file whose SHA-256 stands in the manifest")
    wrong = [name for name in damaged(body, files) if name == NAME or listed.get(name)]
    for name in wrong:
        yield Finding(CONTAINER, f"its checksum of {line(name)[:80]} does not fit that file")


def _made_again(files: Files, told: Mapping[str, Any], body: bytes) -> tuple[Finding, ...]:
    """Return how the files differ from those that the record gives."""
    try:
        record = records.from_json(files["record.json"])
    except _BROKEN as error:
        return (Finding("record.json", f"cannot be read as a record: {_short(error)}"),)
    try:
        again, said = parts(record, _asked(record, files["view.json"]))
    except _BROKEN as error:
        return (Finding("record.json", f"with view.json gives no figures: {_short(error)}"),)
    there, here = _versions(told), made_with()
    found = [_other(name, there, here) for name in again if again[name] != files[name]]
    if files[NAME] != manifest(said, {name: files[name] for name in again}, there):
        found.append(Finding(NAME, "says something else of the view than its record"))
    if not found and pack({**again, NAME: manifest(said, again, there)}) != body:
        found.append(Finding(CONTAINER, "differs from the one made again"))
    return tuple(found)


def _asked(record: Record, body: bytes) -> Asked:
    """Return what ``view.json`` asks for; raise InputError where the record has no answer to it."""
    held = orjson.loads(body)
    page, query, base_url = (held[name] for name in ("page", "query", "base_url"))
    if page not in links.PAGES.values() or not isinstance(query, str) or not isinstance(base_url, str):
        raise InputError("expected the page, query and base_url of a view")
    view, notices = links.decoded(RecordSource(record), page, query, date.max)
    if notices or (view.as_of, view.version) != (record.as_of, record.version):
        raise InputError(notices[0] if notices else "the view is not frozen at the record's data version")
    return Asked(view, base_url)


def _versions(told: Mapping[str, Any]) -> dict[str, str]:
    held = told.get("made_with")
    return {line(str(name)): line(str(text)) for name, text in held.items()} if isinstance(held, dict) else {}


def _other(name: str, there: Mapping[str, str], here: Mapping[str, str]) -> Finding:
    """Return that a file is not the one made again, and whether libraries of another version explain it."""
    makers = others(there, here, name) if name in HANDS else []
    if makers:
        text = f"figures identical; the file was made by another {'; '.join(makers)}"
        return Finding(name, text, MADE)
    also = others(there, here)
    text = "is not what the record gives"
    return Finding(name, f"{text} ({'; '.join(also)})" if also else text, DIFFERENCE)


def _short(error: BaseException) -> str:
    return line(f"{type(error).__name__} {error}")[:200]
