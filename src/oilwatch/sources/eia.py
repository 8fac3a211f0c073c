"""Prices, production and the outlook by EIA's API v2, which needs a key. Publisher: EIA (United States).

Revised: spot prices within days, production years back (read whole each time), the outlook with each edition,
whose figures from its own month on are forecasts. The API repeats the key in its answers; the client takes
it out.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import orjson

from oilwatch import catalog, periods
from oilwatch.errors import SourceError
from oilwatch.http import Answer, Manner
from oilwatch.sources import OPEN_END, Ask, Copy, Observation, Page, Receipt, Source, read_value, spans
from oilwatch.sources.eia_units import in_stored_unit
from oilwatch.sources.outlook import edition_month, split

MANNER = Manner(deadline=120)
LENGTH = 5000
MOST_PAGES = 200
REGISTER = "https://www.eia.gov/opendata/register.php"


@dataclass(frozen=True, slots=True)
class Route:
    """A part of the API: its path, the facet that names a series, and how far back it is read again."""

    path: str
    prefix: str
    facet: str
    frequency: str
    again_days: int | None
    """Days before the newest period from which on it is read again; none: it is read whole."""
    fixed: Mapping[str, str]

    def series(self) -> dict[str, str]:
        """Return our series of this route by the publisher's id."""
        found = catalog.by_publisher_id()
        end = f".{self.frequency[0].upper()}"
        return {key: name for key, name in found.items() if key.startswith(self.prefix) and key.endswith(end)}


SPOT = Route("petroleum/pri/spt", "PET.R", "series", "daily", 90, {})
MONTHLY = Route("petroleum/crd/crpdn", "PET.M", "series", "monthly", None, {})
WEEKLY = Route("petroleum/sum/sndw", "PET.W", "series", "weekly", 400, {})
OUTLOOK = Route("steo", "STEO.", "seriesId", "monthly", None, {})
_WORLD = {"activityId": "1", "unit": "TBPD"}
CRUDE = Route("international", "INTL.57-", "countryRegionId", "monthly", None, {"productId": "57", **_WORLD})
LIQUIDS = Route(
    "international", "INTL.53-", "countryRegionId", "monthly", None, {"productId": "53", **_WORLD}
)


class _Unknown(SourceError):
    """EIA knows no such route."""


def parse(body: bytes) -> Iterator[Observation]:
    """Yield one observation a row of a series of ours, in its unit; a marker such as ``--`` is no value.

    Raises SourceError where a row lacks its value column or comes in a unit that is not known.
    """
    answer = orjson.loads(body)["response"]
    ours = catalog.by_publisher_id()
    for row in answer["data"]:
        series_id = ours.get(_publisher_id(row, answer["frequency"]))
        if series_id is None:
            continue
        if "value" not in row:
            raise SourceError("EIA sent rows without a value column; its API has changed")
        value, mark = read_value(row["value"])
        unit = row.get("unit") or row.get("units") or row.get("unitName") or ""
        yield Observation(series_id, row["period"], in_stored_unit(value, unit, series_id), mark)


def _publisher_id(row: Mapping[str, Any], frequency: str) -> str:
    end = frequency[:1].upper()
    if "countryRegionId" in row:
        parts = (row.get("productId"), row.get("activityId"), row["countryRegionId"], row.get("unit"))
        return "INTL.{}-{}-{}-{}.{}".format(*parts, end)
    return f"STEO.{row['seriesId']}.{end}" if "seriesId" in row else f"PET.{row.get('series')}.{end}"


def content(answer: Answer) -> dict[str, Any]:
    """Return the ``response`` of an answer; raise SourceError with what to do where it is a refusal."""
    try:
        whole = orjson.loads(answer.body)
    except orjson.JSONDecodeError:
        told = "broken JSON" if answer.body[:1] == b"{" else "a page instead of data"
        raise _later(f"EIA answered with {told}", answer) from None
    refusal = whole.get("error") if isinstance(whole, dict) else whole
    if isinstance(refusal, dict):
        raise _refused(str(refusal.get("code")), str(refusal.get("message")), answer)
    if answer.status == 429:
        raise _refused("OVER_RATE_LIMIT", "", answer)
    if refusal:
        raise _refused("", str(refusal), answer)
    found = whole.get("response") if isinstance(whole, dict) else None
    if answer.status != 200 or not isinstance(found, dict) or not isinstance(found.get("data"), list):
        raise _later("EIA answered without data", answer)
    return found


def _later(told: str, answer: Answer) -> SourceError:
    told = f"{told} (status {answer.status}); try again later"
    return SourceError(told, wait=answer.wait, limited=answer.status == 429)


def _refused(code: str, message: str, answer: Answer) -> SourceError:
    if code in ("API_KEY_MISSING", "API_KEY_INVALID", "API_KEY_DISABLED", "API_KEY_UNVERIFIED"):
        return SourceError(
            f"EIA does not accept the key ({code}): set EIA_API_KEY to one from {REGISTER}, or take it out "
            "to read the files that need none"
        )
    if code == "OVER_RATE_LIMIT":
        told = "EIA has suspended the key for too many requests (OVER_RATE_LIMIT); try again within the hour"
        return SourceError(told, wait=answer.wait, limited=True)
    told = " ".join([f"{answer.status} {code}".strip(), *message[:200].split()])
    advice = "try again later" if answer.status >= 500 else "look for a newer oilwatch"
    kind = _Unknown if answer.status == 404 else SourceError
    return kind(f"EIA refuses the request: {told}; {advice}")


def _pages(ask: Ask, route: Route, start: str, names: Sequence[str]) -> Iterator[Answer]:
    """Yield the pages of an answer; its total is not to be relied on, so an empty page is the end."""
    query = [("api_key", ask.settings.keys["EIA_API_KEY"]), ("frequency", route.frequency)]
    query += [("data[0]", "value"), *((f"facets[{name}][]", value) for name, value in route.fixed.items())]
    query += [(f"facets[{route.facet}][]", name) for name in names]
    query += [("sort[0][column]", "period"), ("sort[0][direction]", "asc")]
    query += [("sort[1][column]", route.facet), ("sort[1][direction]", "asc")]
    query += [("start", start)] if start else []
    received = 0
    for number in range(MOST_PAGES):
        ask.note(f"{route.path}, page {number + 1}")
        page = [("offset", str(received)), ("length", str(LENGTH))]
        answer = ask.client.get(ask.url("EIA", f"/v2/{route.path}/data/"), query + page, manner=MANNER)
        found = content(answer)
        received += len(found["data"])
        yield answer
        total = str(found.get("total"))
        complete = received >= int(total) if total.isdigit() else True
        if not found["data"] or (complete and len(found["data"]) < LENGTH and not found.get("warnings")):
            return
    raise SourceError(f"EIA sends {route.path} without end; stopped after {MOST_PAGES} pages")


def read(ask: Ask, route: Route) -> Iterator[Copy]:
    """Yield one copy of all series of a route; raise SourceError afterwards for those it lacks."""
    series, start = route.series(), _start(ask, route)
    facets = [_facet(key) for key in series]
    try:
        answers = list(_pages(ask, route, start, facets))
    except _Unknown:  # the same under the names of the API before this one
        answers = [_legacy(ask, key) for key in series]
    moment = answers[0].retrieved_at
    last = edition_month(ask.now) if route is OUTLOOK else ""
    pages = []
    for answer in answers:
        known, expected = split(parse(answer.body), last)
        receipt = Receipt(answer.body, answer.address, answer.retrieved_at)
        pages.append(Page(receipt, known, expected))
    shown = {row.series for page in pages for row in page.observations}
    end = periods.before(last) if last else OPEN_END
    if shown:
        rows = [row for page in pages for row in page.observations]
        yield Copy(moment, pages, spans(rows, start, end))
    ask.warn_of_missing("EIA", set(series.values()), shown)


def _legacy(ask: Ask, publisher_id: str) -> Answer:
    query = {"api_key": ask.settings.keys["EIA_API_KEY"]}
    answer = ask.client.get(ask.url("EIA", f"/v2/seriesid/{publisher_id}"), query, manner=MANNER)
    content(answer)
    return answer


def _facet(publisher_id: str) -> str:
    name = publisher_id.split(".")[1]
    return name.split("-")[2] if publisher_id.startswith("INTL.") else name


def _start(ask: Ask, route: Route) -> str:
    """Return the first period to ask for, in the form of the route; empty: all."""
    if ask.since:
        day = ask.since
    else:
        held = [ask.newest.get(name) for name in route.series().values()]
        if route.again_days is None or not all(held):
            return ""
        newest = min(filter(None, held))
        day = periods.end(newest) - timedelta(days=route.again_days)
    return f"{day:%Y-%m}" if route.frequency == "monthly" else day.isoformat()


def _source(name: str, route: Route) -> Source:
    return Source(name, "EIA", "EIA", lambda ask: read(ask, route), (route.prefix,), needs_key="EIA_API_KEY")


SOURCES = (
    _source("eia-spot", SPOT),
    _source("eia-international", CRUDE),
    _source("eia-liquids", LIQUIDS),
    _source("eia-us", MONTHLY),
    _source("eia-us-weekly", WEEKLY),
    _source("eia-outlook", OUTLOOK),
)
