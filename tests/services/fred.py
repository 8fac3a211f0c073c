"""The interface of FRED, its keyless table, and that of ALFRED, which has earlier editions: replayed."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any, ClassVar

from tests.services.server import Replay, Reply, Request, json_reply, page
from tests.services.world import FRED, Periods, Value, World

OPEN = "9999-12-31"
READ_MORE = "Read https://fred.stlouisfed.org/docs/api/api_key.html for more information."


def refusal(text: str, status: int = 400) -> Reply:
    """Return an error as FRED tells it: two spaces after the sentence."""
    return json_reply({"error_code": status, "error_message": text}, status)


NO_KEY = refusal(f"Bad Request.  Variable api_key is not set.  {READ_MORE}")
BAD_KEY = refusal(
    "Bad Request.  The value for variable api_key is not a 32 character alpha-numeric lower-case string.  "
    + READ_MORE
)
UNKNOWN_KEY = refusal(f"Bad Request.  The value for variable api_key is not registered.  {READ_MORE}")
NO_SERIES = refusal("Bad Request.  The series does not exist.")
NOT_ARCHIVED = refusal("Bad Request.  The series does not exist in ALFRED but may exist in FRED.")
NO_PATH = refusal("Not Found.  Not found.", 404)


class Fred(Replay):
    """``/fred/series...`` with a key and ``/graph/fredgraph.csv`` without; attributes change its manners."""

    packs = True
    faults: ClassVar = MappingProxyType({
        "api_key absent": NO_KEY,
        "api_key malformed": BAD_KEY,
        ">120/min": refusal("Too Many Requests.  Exceeded Rate Limit", 429),
        "unknown series_id": NO_SERIES,
        "not in ALFRED": NOT_ARCHIVED,
        "maintenance": page("FRED is down for maintenance"),
    })  # fmt: skip

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self.key = "0123456789abcdef0123456789abcdef"
        self.cap = 100_000
        self.old_table = False
        """The table as it was: a column ``DATE``, and ``.`` where there is no value."""

    def answer(self, request: Request) -> Reply | str:
        """Answer as the service does; a browser is cut off."""
        if request.path == "/graph/fredgraph.csv":
            if request.headers.get("user-agent", "").startswith("Mozilla/"):
                return "reset"
            return self._table(request)
        paths: dict[str, Callable[[Request], Reply]] = {
            "/fred/series": self._series,
            "/fred/series/observations": self._observations,
            "/fred/series/vintagedates": self._vintages,
        }
        if request.path not in paths:
            return NO_PATH
        if refused := self._refused(request):
            return refused
        return paths[request.path](request)

    def _refused(self, request: Request) -> Reply | None:
        key = request.get("api_key")
        if key != self.key:
            return NO_KEY if not key else UNKNOWN_KEY if re.fullmatch("[0-9a-z]{32}", key) else BAD_KEY
        return None if request.get("series_id") in FRED else NO_SERIES

    def _table(self, request: Request) -> Reply:
        names = [name for name in request.get("id").split(",") if name]
        if not names or any(name not in FRED for name in names):
            return page("404 Not Found - FRED", 404)
        columns = {name: self.world.figures[FRED[name]] for name in names}  # a vintage_date is not looked at
        empty, first = (".", "DATE") if self.old_table else ("", "observation_date")
        return table(request, columns, first=first, empty=empty)

    def _observations(self, request: Request) -> Reply:
        low, high = _realtime(self.world, request)
        editions = self.world.editions(FRED[request.get("series_id")])
        if max(high) < editions[0][0]:
            return NOT_ARCHIVED
        first, last = request.get("observation_start", "1776-07-04"), request.get("observation_end", OPEN)
        found = [
            {
                "realtime_start": max(begun, asked),
                "realtime_end": min(ended, until),
                "date": day,
                "value": value,
            }
            for asked, until in zip(low, high, strict=True)
            for day, begun, ended, value in spans(editions)
            if begun <= until and ended >= asked and first <= day <= last
        ]
        found.sort(key=lambda row: (row["date"], row["realtime_start"]))
        return self._paged(request, "observations", found)

    def _vintages(self, request: Request) -> Reply:
        days = [day for day, _ in self.world.editions(FRED[request.get("series_id")])]
        low, high = request.get("realtime_start", "1776-07-04"), request.get("realtime_end", OPEN)
        return self._paged(request, "vintage_dates", [day for day in days if low <= day <= high])

    def _paged(self, request: Request, name: str, found: list[Any]) -> Reply:
        if request.get("sort_order") == "desc":
            found.reverse()
        limit, offset = int(request.get("limit", str(self.cap))), int(request.get("offset", "0"))
        if not 1 <= limit <= 100_000:
            return refusal("Bad Request.  Variable limit is not between 1 and 100000.")
        part = found[offset : offset + min(limit, self.cap)]
        if request.get("file_type", "xml") != "json":
            return _xml(name, part)
        asked = _realtime(self.world, request)
        body = {
            "realtime_start": asked[0][0], "realtime_end": asked[1][-1],
            "observation_start": request.get("observation_start", "1600-01-01"),
            "observation_end": request.get("observation_end", OPEN), "units": "lin", "output_type": 1,
            "file_type": "json", "order_by": "observation_date",
            "sort_order": request.get("sort_order", "asc"),
            "count": len(found), "offset": offset, "limit": limit, name: part,
        }  # fmt: skip
        return json_reply(body, content_type="application/json; charset=UTF-8")

    def _series(self, request: Request) -> Reply:
        name = request.get("series_id")
        today, periods = self.world.now.date().isoformat(), sorted(self.world.figures[FRED[name]])
        updated = self.world.editions(FRED[name])[-1][0]
        entry = {
            "id": name, "realtime_start": today, "realtime_end": today, "title": f"Crude Oil Prices: {name}",
            "observation_start": periods[0], "observation_end": periods[-1], "frequency": "Daily",
            "frequency_short": "D", "units": "Dollars per Barrel", "units_short": "$ per Barrel",
            "seasonal_adjustment": "Not Seasonally Adjusted", "seasonal_adjustment_short": "NSA",
            "last_updated": f"{updated} 12:31:01-05", "popularity": 83, "notes": "",
        }  # fmt: skip
        return json_reply({"realtime_start": today, "realtime_end": today, "seriess": [entry]})


class Alfred(Replay):
    """``/graph/alfredgraph.csv``: a series as it was published on a day, in a column named after the day."""

    def answer(self, request: Request) -> Reply | str:
        """Answer as the service does; a day before the first edition has no page."""
        name = request.get("id")
        if request.path != "/graph/alfredgraph.csv" or name not in FRED:
            return page("404 Not Found - ALFRED", 404)
        if request.headers.get("user-agent", "").startswith("Mozilla/"):
            return "reset"
        day = request.get("vintage_date", self.world.now.date().isoformat())
        shown = [edition for made, edition in self.world.editions(FRED[name]) if made <= day]
        if not shown:
            return page("404 Not Found - ALFRED", 404)
        return table(
            request, {f"{name}_{day.replace('-', '')}": shown[-1]}, first="observation_date", empty=""
        )


def table(request: Request, columns: dict[str, Periods], *, first: str, empty: str) -> Reply:
    """Return a table of series: a row for each day that one of them has, between ``cosd`` and ``coed``."""
    low, high = request.get("cosd", "0000"), request.get("coed", OPEN)
    days = sorted({day for values in columns.values() for day in values if low <= day <= high})
    rows = [[day, *(_cell(values.get(day), empty) for values in columns.values())] for day in days]
    text = "".join(",".join(row) + "\n" for row in [[first, *columns], *rows])
    return Reply(text.encode(), 200, {"Content-Type": "application/csv"})


def spans(editions: list[tuple[str, Periods]]) -> list[tuple[str, str, str, str]]:
    """Return (period, first day, last day, value) for each value that was published, from when to when."""
    found = []
    for day in sorted({period for _, edition in editions for period in edition}):
        begun, value = "", ""
        for made, edition in [*editions, (OPEN, {})]:
            now = _cell(edition[day], ".") if day in edition else ""
            if now == value:
                continue
            if value:
                last = OPEN if made == OPEN else str(date.fromisoformat(made) - timedelta(days=1))
                found.append((day, begun, last, value))
            begun, value = made, now
    return found


def _realtime(world: World, request: Request) -> tuple[list[str], list[str]]:
    """Return the first and the last days asked for; several where ``vintage_dates`` names them."""
    if days := [day for day in request.get("vintage_dates").split(",") if day]:
        return days, days
    today = world.now.date().isoformat()
    return [request.get("realtime_start", today)], [request.get("realtime_end", today)]


def _cell(value: Value, empty: str) -> str:
    return f"{value:.2f}" if isinstance(value, int | float) else value or empty


def _xml(name: str, part: list[Any]) -> Reply:
    inside = "".join(
        f'<observation date="{row["date"]}" value="{row["value"]}"/>' for row in part if "date" in row
    )
    text = f'<?xml version="1.0" encoding="utf-8" ?>\n<{name}>{inside}</{name}>\n'
    return Reply(text.encode(), 200, {"Content-Type": "text/xml; charset=UTF-8"})
