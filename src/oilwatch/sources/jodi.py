"""Crude output as countries report it, monthly, kb/d. Publisher: Joint Organisations Data Initiative.

One file a year; each can be rewritten at any time, and its Last-Modified dates the copy. Files are read as
streams and only the rows of crude output are kept. A country that has stopped reporting shows ``-``.
"""

import math
import tempfile
from collections.abc import Iterable, Iterator
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import IO

from oilwatch import catalog, periods
from oilwatch.errors import SourceError
from oilwatch.http import PROJECT, Answer, Manner
from oilwatch.sources import Ask, Copy, Observation, Page, Receipt, Source, streams

MANNER = Manner(user_agents=(f"Mozilla/5.0 (compatible; {PROJECT})",), deadline=900, most=2_000_000_000)
FIRST_YEAR = 2002
HEADER = "REF_AREA,TIME_PERIOD,ENERGY_PRODUCT,FLOW_BREAKDOWN,UNIT_MEASURE,OBS_VALUE,ASSESSMENT_CODE".split(
    ","
)
WANTED = ("CRUDEOIL", "INDPROD", "KBD")
MISSING = {"-", "x", "..", "N/A"}
LONGEST_LINE = 10_000
FOLDER = "/_resources/files/downloads/oil-data/annual-csv/primary"


def parse(body: bytes) -> Iterator[Observation]:
    """Yield crude output a country and month, kb/d; its mark is the assessment code, or the missing token.

    Raises SourceError where a token is neither a number nor one of the four that mean "none".
    """
    ours = catalog.by_publisher_id()
    for line in body.decode("utf-8-sig", errors="replace").splitlines():
        row = line.split(",")
        if row == HEADER or not line:
            continue
        if len(row) != len(HEADER):
            raise SourceError(f"JODI's file has the row {line[:60]!r}; expected {len(HEADER)} columns")
        area, period, *what, cell, code = row
        series_id = ours.get(f"JODI.{area}.CRUDEOIL.INDPROD.KBD")
        if tuple(what) != WANTED or series_id is None:
            continue
        if cell in MISSING:
            yield Observation(series_id, period, None, cell)
            continue
        try:
            value = float(cell)
            if not math.isfinite(value) or "_" in cell:
                raise ValueError(cell)
        except ValueError:
            told = "a number or one of - x .. N/A"
            raise SourceError(f"JODI shows {cell[:20]!r} for {area} {period}; expected {told}") from None
        yield Observation(series_id, period, value, code)


def pick(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the header and the rows of crude output; raise SourceError where it is not a JODI file."""
    for number, line in enumerate(lines):
        if number == 0:
            found = line.decode("utf-8-sig", errors="replace").strip()
            if found.split(",") != HEADER:
                raise SourceError(
                    f"JODI's file begins with {found[:60]!r}; expected REF_AREA,...; try again later"
                )
            yield line
        elif b"CRUDEOIL" in line and b"INDPROD" in line and b"KBD" in line:
            yield line


def _lines(file: IO[bytes]) -> Iterator[bytes]:
    while line := file.readline(LONGEST_LINE):
        yield line


def read(ask: Ask) -> Iterator[Copy]:
    """Yield a copy of each year's file that has changed since it was last read, newest first."""
    this_year = ask.now.year
    absent, last_refusal, found, same = [], "", 0, 0
    for year in range(this_year, (ask.since.year if ask.since else FIRST_YEAR) - 1, -1):
        names = [f"primaryyear{year}.csv", f"{year}.csv"]
        for name in names if year == this_year else reversed(names):
            with tempfile.TemporaryFile() as file:
                answer = _ask(ask, name, file)
                if answer.status in (200, 304):
                    found += 1
                    same += answer.status == 304
                    if answer.status == 200:
                        yield _copy(answer, file)
                    break
                last_refusal = _refusal(answer, name)
        else:
            absent.append(str(year))
    if not found:
        raise SourceError(last_refusal)
    if same:
        ask.warn(f"{same} of {found} files are as they were")
    if absent and absent != [str(this_year)]:
        ask.warn(f"JODI has no file for {', '.join(reversed(absent))}")


def _ask(ask: Ask, name: str, file: IO[bytes]) -> Answer:
    ask.note(name)
    address = ask.url("JODI", f"{FOLDER}/{name}")
    etag, modified = ("", "") if ask.since else ask.validators.get(address, ("", ""))
    known = {"If-None-Match": etag, "If-Modified-Since": modified}
    headers = {field: value for field, value in known.items() if value}
    return ask.client.get(address, manner=MANNER, headers=headers, into=file)


def _refusal(answer: Answer, name: str) -> str:
    """Return that there is no file of this name; raise SourceError where something else is wrong."""
    if answer.status == 404:
        return f"JODI has no file {name} under either name; its files may have moved (OILWATCH_JODI_URL)"
    told = "turns this program away" if answer.status in (403, 406) else "answers with an error"
    raise SourceError(f"JODI {told} (status {answer.status}); try again later", wait=answer.wait)


def _copy(answer: Answer, file: IO[bytes]) -> Copy:
    digest = streams.digest(file)
    extract = b"".join(pick(_lines(file)))
    headers = f"the rows of crude output from a file with SHA-256 {digest}"
    rows = tuple(parse(extract))
    if not rows:
        raise SourceError(
            f"JODI's file {answer.address.rpartition('/')[2]} has no rows of crude output; try again later"
        )
    years = {row.series: row.period[:4] for row in rows}
    moment = _modified(answer)
    page = Page(Receipt(extract, answer.address, answer.retrieved_at, headers), rows)
    known = (answer.address, answer.headers.get("etag", ""), answer.headers.get("last-modified", ""))
    return Copy(
        seen_from=moment,
        pages=(page,),
        whole={series: (f"{year}-01", f"{year}-12") for series, year in years.items()},
        otherwise=answer.retrieved_at,
        validator=known if any(known[1:]) else None,
    )


def _modified(answer: Answer) -> str:
    """Return when the file was last written, where it says so and that is past."""
    try:
        moment = periods.moment(parsedate_to_datetime(answer.headers["last-modified"]).astimezone(UTC))
    except (KeyError, ValueError, TypeError):
        return answer.retrieved_at
    return min(moment, answer.retrieved_at)


SOURCES = (Source("jodi", "JODI", "JODI", read, ("JODI.",)),)
