"""Spot prices by FRED, which repeats EIA's some days later. Publisher: Federal Reserve Bank of St. Louis.

Without a key by the file behind its graphs, with one by its API. It stands in where EIA does not deliver;
where EIA did, the two are only compared.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import orjson

from oilwatch import periods
from oilwatch.errors import SourceError
from oilwatch.http import PROJECT, Answer, Manner
from oilwatch.sources import Ask, Copy, Observation, Page, Receipt, Source, read_value, spans

MANNER = Manner(user_agents=("python-requests/2.32", PROJECT), attempts=2, deadline=30)
SERIES = {"DCOILBRENTEU": "price.brent.spot", "DCOILWTICO": "price.wti.spot"}
AGAIN_DAYS = 90
LIMIT = 100_000
HEADERS = ("observation_date", "DATE")


def parse(body: bytes) -> Iterator[Observation]:
    """Yield one observation a day and series, USD/bbl; an empty cell or ``.`` is no value."""
    rows = (line.split(",") for line in text(body).splitlines() if line)
    header = next(rows, [])
    columns = [name.partition("_")[0] for name in header[1:]]
    if not header or header[0] not in HEADERS or not columns or not set(columns) <= SERIES.keys():
        raise SourceError(f"FRED's file begins with {','.join(header)[:80]!r}; expected observation_date,...")
    for row in rows:
        if len(row) != len(header):
            raise SourceError(f"FRED's file breaks off at {','.join(row)[:40]!r}; try again later")
        for name, cell in zip(columns, row[1:], strict=True):
            yield Observation(SERIES[name], row[0], read_value(cell)[0])


def parse_api(body: bytes, name: str) -> Iterator[Observation]:
    """Yield one observation a day of an API answer for the series *name*; ``.`` is no value."""
    for row in orjson.loads(body)["observations"]:
        yield Observation(SERIES[name], row["date"], read_value(row["value"])[0])


def text(body: bytes) -> str:
    """Return the text of a graph's file; raise SourceError where a page came instead."""
    start = body[:200].lstrip().lower()
    if not start or start.startswith((b"<", b"{")):
        came = "an empty answer" if not start else "a page"
        raise SourceError(f"FRED sent {came} instead of a file: maintenance? try again later")
    return body.decode("utf-8-sig", errors="replace")


def content(answer: Answer) -> dict[str, Any]:
    """Return an API answer; raise SourceError with what to do where it is a refusal."""
    try:
        whole = orjson.loads(answer.body)
    except orjson.JSONDecodeError:
        raise SourceError(
            f"FRED sent a page instead of data (status {answer.status}); try again later"
        ) from None
    whole = whole if isinstance(whole, dict) else {}
    if answer.status == 200 and isinstance(whole.get("observations"), list):
        return dict(whole)
    told = " ".join(str(whole.get("error_message", "")).split()) or f"status {answer.status}"
    if "does not exist in ALFRED" in told:
        raise SourceError(f"ALFRED keeps no copies of so long ago: {told}; give a later --since")
    if "api_key" in told:
        raise SourceError(
            f"FRED does not accept FRED_API_KEY: {told} Take it out to read the files that need none"
        )
    if answer.status == 429:
        raise SourceError(f"FRED: {told}; try again in some minutes", wait=answer.wait, limited=True)
    advice = "try again later" if answer.status >= 500 else "look for a newer oilwatch"
    raise SourceError(f"FRED refuses the request: {told[:200]}; {advice}")


def read(ask: Ask) -> Iterator[Copy]:
    """Yield a copy of both prices; each ends with its newest figure, for FRED comes later than EIA."""
    pages = list(_by_api(ask) if "FRED_API_KEY" in ask.settings.keys else _by_file(ask))
    newest: dict[str, str] = {}
    for page in pages:
        for row in page.observations:
            if row.value is not None:
                newest[row.series] = max(row.period, newest.get(row.series, ""))
    if newest:
        rows = [row for page in pages for row in page.observations if row.series in newest]
        first = spans(rows, _start(ask), "")
        whole = {series: (first[series][0], last) for series, last in newest.items()}
        yield Copy(pages[0].receipt.retrieved_at, pages, whole)
    ask.warn_of_missing("FRED", set(SERIES.values()), set(newest))


def _by_file(ask: Ask) -> Iterator[Page]:
    query = {"id": ",".join(SERIES)} | ({"cosd": _start(ask)} if _start(ask) else {})
    ask.note("daily spot prices")
    answer = ask.client.get(ask.url("FRED", "/graph/fredgraph.csv"), query, manner=MANNER)
    if answer.status != 200:
        raise SourceError(f"FRED answers with status {answer.status}; try again later", wait=answer.wait)
    yield Page(Receipt(answer.body, answer.address, answer.retrieved_at), tuple(parse(answer.body)))


def _by_api(ask: Ask) -> Iterator[Page]:
    for name in SERIES:
        query = {"observation_start": _start(ask)} if _start(ask) else {}
        for answer in api_pages(ask, name, query):
            receipt = Receipt(answer.body, answer.address, answer.retrieved_at)
            yield Page(receipt, tuple(parse_api(answer.body, name)))


def api_pages(ask: Ask, name: str, query: dict[str, str]) -> Iterator[Answer]:
    """Yield the pages of the observations of one series."""
    fixed = {"series_id": name, "api_key": ask.settings.keys["FRED_API_KEY"], "file_type": "json", **query}
    offset = 0
    while True:
        ask.note(name)
        page = {**fixed, "limit": str(LIMIT), "offset": str(offset)}
        answer = ask.client.get(ask.url("FRED_API", "/fred/series/observations"), page, manner=MANNER)
        found = content(answer)
        yield answer
        offset += len(found["observations"])
        if not found["observations"] or offset >= int(found.get("count", 0)):
            return


def _start(ask: Ask) -> str:
    if ask.since:
        return ask.since.isoformat()
    held = [ask.newest.get(name) for name in SERIES.values()]
    if not all(held):
        return ""
    return (periods.end(min(filter(None, held))) - timedelta(days=AGAIN_DAYS)).isoformat()


SOURCES = (Source("fred", "FRED", "FRED", read, ("PET.RBRTE.", "PET.RWTC."), stands_in_for="eia"),)
