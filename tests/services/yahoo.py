"""The chart service of Yahoo Finance, replayed: daily bars of the oil futures."""

import json
from datetime import UTC, date, datetime, time, timedelta
from types import MappingProxyType
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from tests.services.server import Replay, Reply, Request, json_reply, page
from tests.services.world import World

NEW_YORK = ZoneInfo("America/New_York")
CHART = "/v8/finance/chart/"
NAMES = {"CL=F": "Crude Oil Jan 27", "BZ=F": "Brent Crude Oil Last Day Financ"}
RANGES = {"1d": 1, "5d": 7, "1mo": 31, "3mo": 92, "6mo": 183, "1y": 366, "2y": 731, "5y": 1827, "10y": 3653}
JSON = "application/json;charset=utf-8"


def refusal(status: int, code: str, text: str, part: str = "chart") -> Reply:
    """Return an error in Yahoo's envelope."""
    return json_reply({part: {"result": None, "error": {"code": code, "description": text}}}, status, JSON)


NOT_FOUND = refusal(404, "Not Found", "No data found, symbol may be delisted")
_TOO_MANY = b"Edge: Too Many Requests"


def _without_bars(reply: Reply) -> Reply:
    body = json.loads(reply.body)
    for result in body["chart"]["result"] or []:
        result.pop("timestamp", None)
        result["indicators"] = {"quote": [{}], "adjclose": [{}]}
    return json_reply(body, content_type=JSON)


class Yahoo(Replay):
    """``/v8/finance/chart/{symbol}`` by ``range`` or ``period1`` and ``period2``."""

    packs = True
    faults: ClassVar = MappingProxyType({
        "not found": NOT_FOUND,
        "bad range": refusal(400, "Bad Request", "Data doesn't exist for startDate = 1, endDate = 2"),
        "too many requests": Reply(_TOO_MANY, 429, {"Content-Type": "text/plain"}),
        "too many requests, 200": Reply(_TOO_MANY, 200, {"Content-Type": "text/html"}),
        "invalid crumb": refusal(401, "Unauthorized", "Invalid Crumb", "finance"),
        "consent": page("Yahoo is part of the Yahoo family of brands"),
        "will be right back": Reply(b"Will be right back", 200, {"Content-Type": "text/html"}),
        "500 html": page("oops", 500),
        "no timestamp": _without_bars,
    })  # fmt: skip

    def answer(self, request: Request) -> Reply | str:
        """Answer as the service does."""
        symbol = request.path.removeprefix(CHART)
        if not request.path.startswith(CHART) or f"YAHOO.{symbol}" not in self.world.figures:
            return NOT_FOUND
        live = live_stamp(self.world, symbol)
        if "period1" in request.params or "period2" in request.params:
            low = int(request.get("period1", "0"))
            high = int(request.get("period2", str(live + 1)))
        else:
            span = RANGES.get(request.get("range", "1d"), 40_000)
            low, high = midnight(_day(live)) - (span - 1) * 86_400, live + 1
        bars = [(stamp, close) for stamp, close in self._bars(symbol, live) if low <= stamp < high]
        if not bars and low >= high:
            text = f"Data doesn't exist for startDate = {low}, endDate = {high}"
            return refusal(400, "Bad Request", text)
        return json_reply(chart(self.world, symbol, bars, request.get("range")), content_type=JSON)

    def _bars(self, symbol: str, live: int) -> list[tuple[int, float | None]]:
        values = self.world.figures[f"YAHOO.{symbol}"]
        days = sorted(values)
        stamps = [midnight(date.fromisoformat(day)) for day in days[:-1]]
        return list(zip([*stamps, live], (values[day] for day in days), strict=True))  # type: ignore[arg-type]


def midnight(day: date) -> int:
    """Return the stamp of a daily bar: midnight in New York, 04:00 or 05:00 UTC."""
    return int(datetime.combine(day, time(), NEW_YORK).timestamp())


def live_stamp(world: World, symbol: str) -> int:
    """Return ``regularMarketTime``: now while the last session runs, else the minute in which it closed."""
    last = date.fromisoformat(max(world.figures[f"YAHOO.{symbol}"]))
    closed = datetime.combine(last, time(16, 59, 59), NEW_YORK)
    return int(min(closed, world.now).timestamp())


def chart(world: World, symbol: str, bars: list[tuple[int, float | None]], span: str) -> dict[str, Any]:
    """Return an answer with these bars."""
    closes = [close for _, close in bars]
    quote = {
        "open": _moved(closes, -0.5), "high": _moved(closes, 1), "low": _moved(closes, -1), "close": closes,
        "volume": [None if close is None else 1000 for close in closes],
    }  # fmt: skip
    result: dict[str, Any] = {"meta": _meta(world, symbol, closes, span)}
    if bars:
        result["timestamp"] = [stamp for stamp, _ in bars]
    result["indicators"] = {
        "quote": [quote if bars else {}],
        "adjclose": [{"adjclose": closes} if bars else {}],
    }
    return {"chart": {"result": [result], "error": None}}


def _meta(world: World, symbol: str, closes: list[float | None], span: str) -> dict[str, Any]:
    live = live_stamp(world, symbol)
    offset = datetime.fromtimestamp(live, NEW_YORK).utcoffset() or timedelta()
    zone = {
        "timezone": "EDT" if offset == timedelta(hours=-4) else "EST",
        "gmtoffset": int(offset.total_seconds()),
    }
    start = midnight(_day(live))
    hours = {
        "pre": (start, start),
        "regular": (start, start + 86_340),
        "post": (start + 86_340, start + 86_340),
    }
    known = [float(close) for close in closes if close is not None] or [0.0]
    return {
        "currency": "USD", "symbol": symbol, "exchangeName": "NYM", "fullExchangeName": "NY Mercantile",
        "instrumentType": "FUTURE", "firstTradeDate": 967003200, "regularMarketTime": live,
        "hasPrePostMarketData": False, **zone, "exchangeTimezoneName": "America/New_York",
        "regularMarketPrice": known[-1], "fiftyTwoWeekHigh": max(known), "fiftyTwoWeekLow": min(known),
        "regularMarketDayHigh": known[-1] + 1, "regularMarketDayLow": known[-1] - 1,
        "regularMarketVolume": 11874,
        "shortName": NAMES.get(symbol, symbol), "chartPreviousClose": known[0], "priceHint": 2,
        "currentTradingPeriod": {k: {**zone, "start": a, "end": b} for k, (a, b) in hours.items()},
        "dataGranularity": "1d", "range": span, "validRanges": [*RANGES, "ytd", "max"],
    }  # fmt: skip


def _day(stamp: int) -> date:
    return datetime.fromtimestamp(stamp, UTC).astimezone(NEW_YORK).date()


def _moved(closes: list[float | None], by: float) -> list[float | None]:
    return [None if close is None else round(close + by, 2) for close in closes]
