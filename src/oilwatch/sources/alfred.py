"""Earlier copies of the spot prices, with their true dates. Publisher: ALFRED (St. Louis Fed).

With a key every change with its day; without one a copy a week by the file behind ALFRED's graphs. It is
asked by name only.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

import orjson

from oilwatch import periods
from oilwatch.errors import InputError, SourceError
from oilwatch.sources import OPEN_END, Ask, Copy, Observation, Page, Receipt, Source, fred, read_value

STEP_DAYS = 7
BACK_DAYS = 60
"""How many days of prices a weekly copy is read for."""


def parse(body: bytes) -> tuple[str, tuple[Observation, ...]]:
    """Return (vintage day, observations) of a file, whose column is named ``ID_YYYYMMDD``, USD/bbl."""
    rows = [line.split(",") for line in fred.text(body).splitlines()]
    header = rows[0] if rows else []
    named = re.fullmatch(r"([A-Z0-9]+)_(\d{4})(\d\d)(\d\d)", header[1]) if len(header) == 2 else None
    if header[:1] not in (["observation_date"], ["DATE"]) or not named or named[1] not in fred.SERIES:
        raise SourceError(
            f"ALFRED's file begins with {','.join(header)[:80]!r}; expected a column ID_YYYYMMDD"
        )
    series_id = fred.SERIES[named[1]]
    found = tuple(Observation(series_id, row[0], read_value(row[1])[0]) for row in rows[1:] if len(row) == 2)
    return f"{named[2]}-{named[3]}-{named[4]}", found


def parse_api(body: bytes, name: str) -> dict[str, list[Observation]]:
    """Return by day what changed then: a row says from when to when its value was shown."""
    found: dict[str, list[Observation]] = {}
    for row in orjson.loads(body)["observations"]:
        value = read_value(row["value"])[0]
        found.setdefault(row["realtime_start"], []).append(Observation(fred.SERIES[name], row["date"], value))
        if row["realtime_end"] < OPEN_END and value is not None:
            after = (date.fromisoformat(row["realtime_end"]) + timedelta(days=1)).isoformat()
            found.setdefault(after, []).append(Observation(fred.SERIES[name], row["date"], None))
    return {day: _last_word(rows) for day, rows in sorted(found.items())}


def _last_word(rows: list[Observation]) -> list[Observation]:
    """Return one row a period: the new value of a day overrules the end of the one before."""
    kept: dict[str, Observation] = {}
    for row in rows:
        if kept.get(row.period) is None or row.value is not None:
            kept[row.period] = row
    return list(kept.values())


def read(ask: Ask) -> Iterator[Copy]:
    """Yield the copies since ``--since``, oldest first; raise InputError where that is not given."""
    if ask.since is None:
        raise InputError("alfred needs to know since when: oilwatch load alfred --since 2020-01-01")
    if "FRED_API_KEY" in ask.settings.keys:
        yield from _by_api(ask, ask.since)
    else:
        yield from _by_file(ask, ask.since)


def _by_api(ask: Ask, since: date) -> Iterator[Copy]:
    query = {"realtime_start": since.isoformat(), "realtime_end": OPEN_END}
    query["observation_start"] = (since - timedelta(days=BACK_DAYS)).isoformat()
    today = ask.now.date().isoformat()
    for name in fred.SERIES:
        for answer in fred.api_pages(ask, name, query):
            receipt = Receipt(answer.body, answer.address, answer.retrieved_at)
            for day, rows in parse_api(answer.body, name).items():
                if day <= today:
                    yield Copy(day, (Page(receipt, rows),), {}, yields=True)


def _by_file(ask: Ask, since: date) -> Iterator[Copy]:
    found = 0
    for name in fred.SERIES:
        day = since
        while day <= ask.now.date():
            for copy in _one(ask, name, day):
                found += 1
                yield copy
            day += timedelta(days=STEP_DAYS)
    if not found:
        raise SourceError(f"ALFRED keeps no copies since {since}; give a later --since")


def _one(ask: Ask, name: str, day: date) -> Iterator[Copy]:
    ask.note(f"{name} as of {periods.day_text(day)}")
    start = (day - timedelta(days=BACK_DAYS)).isoformat()
    query = {"id": name, "vintage_date": day.isoformat(), "cosd": start, "coed": day.isoformat()}
    answer = ask.client.get(ask.url("ALFRED", "/graph/alfredgraph.csv"), query, manner=fred.MANNER)
    if answer.status in (400, 404):
        told = answer.body[:2000].decode(errors="replace")
        if "does not exist in ALFRED" in told or answer.status == 404:
            return  # before its first copy
    if answer.status != 200:
        raise SourceError(f"ALFRED answers with status {answer.status}; try again later", wait=answer.wait)
    vintage, rows = parse(answer.body)
    valued = [row.period for row in rows if row.value is not None and row.period >= start]
    if valued:
        receipt = Receipt(answer.body, answer.address, answer.retrieved_at)
        whole = {fred.SERIES[name]: (start, max(valued))}
        kept = tuple(row for row in rows if row.period >= start)
        yield Copy(vintage, (Page(receipt, kept),), whole, yields=True)


SOURCES = (Source("alfred", "ALFRED", "ALFRED", read, ("PET.RBRTE.", "PET.RWTC."), on_request=True),)
