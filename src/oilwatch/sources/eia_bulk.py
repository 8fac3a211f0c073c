"""The same series by EIA's bulk files, which need no key. Publisher: EIA (United States).

Each archive holds one text of JSON lines, one a series, newest period first; refreshed twice a day. It is
read as a stream: only the lines of our series are kept, and they are what is archived and parsed.
"""

import lzma
import re
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from functools import lru_cache
from typing import IO, Any

import orjson

from oilwatch import catalog, periods
from oilwatch.errors import SourceError
from oilwatch.http import Manner
from oilwatch.sources import (
    OPEN_END,
    Ask,
    Copy,
    Observation,
    Page,
    Receipt,
    Source,
    read_value,
    spans,
    streams,
)
from oilwatch.sources.eia_units import in_stored_unit, units_of
from oilwatch.sources.outlook import edition_month, split

MANNER = Manner(deadline=900, most=2_000_000_000)
MOST_TEXT = 20_000_000_000
LONGEST_LINE = 16_000_000
_ID = re.compile(rb'"series_id"\s*:\s*"([^"]{1,80})"')
_FORMS = {"M": 6, "D": 8, "W": 8}
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error,
    EOFError, OSError, RuntimeError, ValueError, LookupError,
)  # fmt: skip
"""What zipfile raises of an archive that is damaged, depending on where."""


def parse(body: bytes) -> Iterator[Observation]:
    """Yield one observation a period of each line that is a series of ours; ``--`` and ``NA`` are no value.

    Raises SourceError for a line that is not whole, a period or a unit that is not as expected.
    """
    ours = catalog.by_publisher_id()
    for line in body.splitlines():
        found = _line(line)
        name = str(found.get("series_id"))
        series_id = ours.get(name)
        if series_id is None:
            continue
        form, unit = _FORMS[name.rpartition(".")[2]], str(found.get("units", ""))
        given, stored = units_of(unit, series_id)
        for compact, cell in found["data"]:
            value, mark = read_value(cell)
            if given != stored:
                value = in_stored_unit(value, unit, series_id)
            yield Observation(series_id, _period(str(compact), form), value, mark)


def _line(line: bytes) -> dict[str, Any]:
    try:
        found = orjson.loads(line)
    except orjson.JSONDecodeError:
        name = _ID.search(line[:4096])
        which = name.group(1).decode(errors="replace") if name else "a series"
        raise SourceError(
            f"EIA's file has a broken line for {which}; try again after its next refresh"
        ) from None
    if not isinstance(found, dict) or not isinstance(found.get("data"), list):
        raise SourceError("EIA's file has a line without data; its form has changed")
    return found


@lru_cache(maxsize=32_768)
def _period(compact: str, form: int) -> str:
    if len(compact) != form or not compact.isdigit():
        came = f"{compact[:20]!r}, expected {form} digits"
        raise SourceError(f"EIA's file has the period {came}; look for a newer oilwatch")
    return "-".join(filter(None, (compact[:4], compact[4:6], compact[6:])))


def pick(lines: Iterator[bytes], wanted: set[str]) -> Iterator[bytes]:
    """Yield the lines of wanted series."""
    for line in lines:
        found = _ID.search(line[:4096]) or _ID.search(line)
        if found and found.group(1).decode(errors="replace") in wanted:
            yield line if line.endswith(b"\n") else line + b"\n"


def lines_of(archive: IO[bytes]) -> Iterator[bytes]:
    """Yield the lines of the one text in a zip archive; raise SourceError where it is none."""
    try:
        with zipfile.ZipFile(archive) as opened:
            texts = [info for info in opened.infolist() if not info.is_dir()]
            if len(texts) != 1:
                raise SourceError(
                    f"expected one text in EIA's archive, got {len(texts)} files; try again later"
                )
            read = 0
            with opened.open(texts[0]) as text:
                while line := text.readline(LONGEST_LINE):
                    read += len(line)
                    if read > MOST_TEXT or len(line) >= LONGEST_LINE:
                        raise SourceError("EIA's archive is far larger than it should be; try again later")
                    yield line
    except _DAMAGED as error:
        raise SourceError(f"EIA's archive is damaged ({str(error)[:60]}); try again later") from None


def read(ask: Ask, name: str) -> Iterator[Copy]:
    """Yield one copy of all our series in an archive; raise SourceError afterwards for those it lacks."""
    ours = {key: series for key, series in catalog.by_publisher_id().items() if key.startswith(f"{name}.")}
    with tempfile.TemporaryFile() as archive:
        ask.note(f"{name}.zip")
        answer = ask.client.get(ask.url("EIA", f"/bulk/{name}.zip"), manner=MANNER, into=archive)
        archive.seek(0)
        if answer.status != 200 or archive.read(4) != b"PK\x03\x04":
            raise SourceError(
                f"EIA sent no archive for {name}.zip (status {answer.status}); try again later",
                wait=answer.wait,
            )
        digest = streams.digest(archive)
        ask.note(f"{name}.zip, reading")
        extract = b"".join(pick(lines_of(archive), set(ours)))
    headers = f"the lines of our series from an archive with SHA-256 {digest}"
    receipt = Receipt(extract, answer.address, answer.retrieved_at, headers)
    edition = _edition(extract, ask) if name == "STEO" else ""
    known, expected = split(parse(extract), edition)
    shown = {row.series for row in known}
    if shown:
        end = periods.before(edition) if edition else OPEN_END
        yield Copy(receipt.retrieved_at, (Page(receipt, known, expected),), spans(known, "", end))
    ask.warn_of_missing("EIA", set(ours.values()), shown)


def _edition(extract: bytes, ask: Ask) -> str:
    """Return the month of the outlook's edition: when its lines were last updated, where they say so."""
    found = re.findall(rb'"last_updated"\s*:\s*"(\d{4}-\d{2})', extract)
    return max(found).decode() if found else edition_month(ask.now)


def _source(name: str) -> Source:
    named = f"eia-bulk-{name.lower()}"
    return Source(named, "EIA", "EIA", lambda ask: read(ask, name), (f"{name}.",), unless_key="EIA_API_KEY")


SOURCES = (_source("PET"), _source("INTL"), _source("STEO"))
