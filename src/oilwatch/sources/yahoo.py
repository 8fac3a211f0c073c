"""Front-month futures, daily, US dollars a barrel, by yfinance. Publisher: Yahoo Finance (NYMEX).

Not adjusted where one contract follows another. The last bar is the session that goes on: it is left out
until the next one has begun. yfinance speaks to Yahoo by a connection of its own.
"""

import logging
import math
import warnings
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import orjson

from oilwatch import periods, settings
from oilwatch.errors import SourceError
from oilwatch.sources import OPEN_END, Ask, Copy, Observation, Page, Receipt, Source

SERIES = {"BZ=F": "price.brent.futures", "CL=F": "price.wti.futures"}
TIMEOUT = 20
AGAIN = "3mo"
ZONE = "America/New_York"
"""Where both contracts are traded."""
COLUMNS = ["Open", "High", "Low", "Close", "Volume"]


def parse(body: bytes) -> Iterator[Observation]:
    """Yield the close of each finished session, USD/bbl; a bar without close is none.

    *body* is what :func:`_fetch` writes down: the symbol, the day of the last trade, and the bars.
    """
    whole = orjson.loads(body)
    for day, *bar in whole["bars"]:
        close = bar[3]
        if close is not None and day != whole["unfinished"]:
            yield Observation(SERIES[whole["symbol"]], day, round(float(close), 4))


def read(ask: Ask) -> Iterator[Copy]:
    """Yield a copy of each contract; raise SourceError afterwards for those that failed."""
    failures: list[SourceError] = []
    for symbol, series_id in SERIES.items():
        ask.note(symbol)
        try:
            body = _fetch(ask, symbol, ask.newest.get(series_id))
        except SourceError as error:
            failures.append(error)
            continue
        rows = tuple(parse(body))
        if not rows:
            failures.append(SourceError(f"Yahoo shows no finished session of {symbol}; try again later"))
            continue
        moment = periods.moment(ask.now)
        address = ask.url("YAHOO", f"/v8/finance/chart/{symbol}")
        first = min(row.period for row in rows)
        yield Copy(moment, (Page(Receipt(body, address, moment), rows),), {series_id: (first, OPEN_END)})
    if failures:
        told = "; ".join(dict.fromkeys(str(error) for error in failures))
        raise SourceError(told, wait=max(error.wait for error in failures))


def _fetch(ask: Ask, symbol: str, newest: str | None) -> bytes:
    """Return the bars of a contract, written down with the day of the session that goes on."""
    import curl_cffi.requests.exceptions as curl
    from yfinance import exceptions

    if ask.client.offline:
        raise SourceError("not asked: OILWATCH_OFFLINE is set")
    try:
        frame, meta = _history(ask, symbol, newest)
    except exceptions.YFRateLimitError:
        told = "Yahoo turns away too many requests from this address; try again in half an hour"
        raise SourceError(told) from None
    except exceptions.YFPricesMissingError as error:
        reason = getattr(error, "yahoo_reason", None) or "no prices in its answer"
        raise SourceError(f"Yahoo has nothing for {symbol}: {str(reason)[:120]}; try again later") from None
    except exceptions.YFException:
        raise SourceError("Yahoo is down for the moment; try again later") from None
    except curl.RequestException as error:
        raise SourceError(f"Yahoo cannot be reached ({type(error).__name__}); try again later") from None
    except (ValueError, KeyError, TypeError, AttributeError, IndexError):
        raise SourceError("Yahoo answered with a page instead of prices; try again later") from None
    if frame.empty:
        raise SourceError(f"Yahoo sent no bars for {symbol}; try again later")
    bars = [
        [f"{stamp:%Y-%m-%d}", *(None if math.isnan(cell) else float(cell) for cell in row)]
        for stamp, row in zip(frame.index, frame[COLUMNS].to_numpy().tolist(), strict=True)
    ]
    traded = _local_day(meta.get("regularMarketTime"), str(meta.get("exchangeTimezoneName")))
    return orjson.dumps(
        {"symbol": symbol, "contract": meta.get("shortName"), "unfinished": traded, "bars": bars}
    )


def _history(ask: Ask, symbol: str, newest: str | None) -> tuple[Any, Any]:
    import yfinance
    from yfinance import base, data
    from yfinance.scrapers import history

    place = ask.settings.services["YAHOO"]
    base._BASE_URL_ = history._BASE_URL_ = place
    source = data.YfData()
    if place != settings.SERVICES["YAHOO"]:  # a mirror has no cookies of Yahoo's to give
        source._get_cookie_and_crumb = lambda *_, **__: (None, "basic")
    data.YfData.cache_get.cache_clear()
    yfinance.config.debug.hide_exceptions = False
    logging.getLogger("yfinance").setLevel(logging.CRITICAL)  # what matters is raised
    yfinance.set_tz_cache_location(str(ask.settings.home / "yfinance"))
    source._session.allow_redirects = False  # they could lead anywhere
    ticker = yfinance.Ticker(symbol)
    ticker._tz = ZONE  # else it is asked for first, and where that fails at an address that is not ours
    span = {"start": ask.since} if ask.since else {"period": AGAIN if newest else "max"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pandas warns of what yfinance does
        frame = ticker.history(**span, interval="1d", auto_adjust=False, actions=False, timeout=TIMEOUT)
    return frame, ticker.history_metadata


def _local_day(moment: Any, zone: str) -> str:
    """Return the day at the exchange of a moment in epoch seconds or with a zone; empty: not said."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    if isinstance(moment, datetime):
        return f"{moment:%Y-%m-%d}"
    try:
        return f"{datetime.fromtimestamp(float(moment), ZoneInfo(zone)):%Y-%m-%d}"
    except (TypeError, ValueError, OverflowError, OSError, ZoneInfoNotFoundError):
        return ""


SOURCES = (Source("yahoo", "Yahoo Finance", "YAHOO", read, tuple(SERIES)),)
