"""``/healthz``: whether this process and its store are well, for those that watch over them."""

import asyncio
import re
from contextlib import closing
from datetime import UTC, date, datetime
from typing import Any

import orjson
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from oilwatch import __version__, periods, settings
from oilwatch.errors import InputError, OilwatchError
from oilwatch.store import Store
from oilwatch.web.problem import problem

PATH = "/healthz"
LONGEST = 2.0
"""Seconds after which a store that does not answer is taken for one that cannot be reached."""
STALE_HOURS = 48.0
"""Hours after which a newest successful load is old, where loading is on and not rarer than that."""

_KNOWN = ("nobody answers there", "it holds no tables yet", "the file is damaged",
          "the file is no SQLite database", "the disk")  # fmt: skip


def route() -> Route:
    """Return the route."""
    return Route(PATH, endpoint=Health())


class Health:
    """GET and HEAD: 200 where pages can be shown (``ok``, ``degraded``), 503 where not (``down``)."""

    def __init__(self) -> None:
        self._asking: asyncio.Task[dict[str, Any]] | None = None

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one request."""
        request = Request(scope)
        if request.method in ("GET", "HEAD"):
            found = await self._found()
            headers = {"Cache-Control": "no-store"}
            status = 503 if found["status"] == "down" else 200
            response = Response(orjson.dumps(found), status, headers, "application/json")
        else:
            text = "Health is read with GET or HEAD."
            response = problem(405, "Method not allowed", text, request, {"Allow": "GET, HEAD"})
        await response(scope, receive, send)

    async def _found(self) -> dict[str, Any]:
        """Return what is found in time; whoever asks meanwhile gets the same, so that none pile up."""
        if self._asking is None or self._asking.done():
            self._asking = asyncio.create_task(run_in_threadpool(examine))
        await asyncio.wait({self._asking}, timeout=LONGEST)
        if self._asking.done():
            return self._asking.result()
        return _down(f"the store did not answer within {LONGEST:g} seconds")


def examine(now: datetime | None = None) -> dict[str, Any]:
    """Return the state of the store of the settings at *now* as plain values; it never makes or fills one."""
    now = now or datetime.now(UTC)
    try:
        chosen = settings.load()
        with closing(Store(chosen.db)) as store:  # what is open already may be a file that is gone
            if not store.is_current():
                return _told(["the store is not made or upgraded yet; the first visit does it"])
            return _state(store, chosen, now)
    except OilwatchError as error:
        return _down(_plain(error))


def _state(store: Store, chosen: settings.Settings, now: datetime) -> dict[str, Any]:
    figures = _figures(store, now.date())
    ended = max((run.finished_at for run in store.loads.last(done=True).values()), default="")
    loaded = [run.finished_at for run in store.loads.outside() if run.status == "done"]
    hours = _hours(max(loaded), now) if loaded else None
    reasons = [] if figures else ["the store holds no figures"]
    allowed = max(STALE_HOURS, 2 * chosen.refresh_hours)
    if chosen.refresh_hours and not chosen.offline and (hours is None or hours > allowed):
        reasons.append(f"no load of an outside source has succeeded within {allowed:g} hours")
    return _told(
        reasons,
        data_version=store.data_version(),
        newest_run_hours=_hours(ended, now) if ended else None,
        newest_load_hours=hours,
        figures=figures,
    )


def _figures(store: Store, today: date) -> dict[str, dict[str, Any]]:
    """Return the newest period of each measure, and the days since it ended."""
    known, newest = store.catalogue(), dict[str, date]()
    for series_id, (period, _, _) in store.newest().items():
        measure, ended = known[series_id].measure, periods.end(period)
        newest[measure] = max(ended, newest.get(measure, ended))
    return {
        measure: {"newest": ended.isoformat(), "age_days": (today - ended).days}
        for measure, ended in sorted(newest.items())
    }


def _told(reasons: list[str], **more: Any) -> dict[str, Any]:
    return {
        "status": "degraded" if reasons else "ok",
        "store": "reachable",
        "reasons": reasons,
        "version": __version__,
        **more,
    }


def _down(reason: str) -> dict[str, Any]:
    return {"status": "down", "store": "unreachable", "reasons": [reason], "version": __version__}


def _plain(error: OilwatchError) -> str:
    """Return why without where: an error's text may name addresses and places of this machine."""
    if isinstance(error, InputError):
        return "a setting of the server cannot be used; `oilwatch doctor` says which"
    cause = re.sub(r"^.*?the store \S+?:? ", "", str(error)).partition(";")[0]
    known = (
        "nobody answers there",
        "it holds no tables yet",
        "the file is damaged",
        "the file is no SQLite database",
        "the disk",
    )
    said = next((one for one in known if one in cause), "")
    return f"the store cannot be read{f': {said}' if said else ''}; `oilwatch doctor` says why"


def _hours(moment: str, now: datetime) -> float:
    return round((now - periods.parse_moment(moment)).total_seconds() / 3600, 1)
