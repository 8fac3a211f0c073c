"""``/s/CODE``: a shared view as a page of its own, its picture, its figures and its files.

Whatever the address holds beside a code that is kept, the answer is the same 404, with nothing of it inside.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from oilwatch import settings, views
from oilwatch.charts import style
from oilwatch.charts.style import Look
from oilwatch.errors import OilwatchError
from oilwatch.feed.shelf import Shelf
from oilwatch.views import links
from oilwatch.views.drawing import figures
from oilwatch.views.source import today
from oilwatch.web import assets, conditional, page, sections, stores
from oilwatch.web.page import Head
from oilwatch.web.problem import RETRY_AFTER
from oilwatch.web.sections import Shared

WIDTHS = {"phone": 358, "tablet": 704, "desktop": 1136}
"""Width of the charts' box, in pixels, by kind of window; the same as the dashboard's."""
LOOKS = {
    f"{kind}-{theme}": Look(dark=theme == "dark", width=width)
    for kind, width in WIDTHS.items()
    for theme in ("light", "dark")
}
MOST_KEPT = 64
"""Pages, and files, that are kept over all links."""
_WANTED = re.compile(
    r"([A-Za-z0-9_-]{16})"
    r"(?:\.(csv|xlsx|json|parquet|html|png|svg)|/(figures\.json|revised\.csv))?"
)
_TYPES = {
    "": "text/html; charset=utf-8", "csv": "text/csv; charset=utf-8", "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet", "html": "text/html; charset=utf-8", "png": "image/png",
    "svg": "image/svg+xml", "figures.json": "application/json", "revised.csv": "text/csv; charset=utf-8",
}  # fmt: skip
_SAVED = ("csv", "xlsx", "json", "parquet", "html", "revised.csv")
"""What a browser saves to a file: none of it runs as a page of ours."""
_CONFIG = {**style.CONFIG, "displayModeBar": False, "showTips": False}


def routes() -> list[Route]:
    """Return the routes of shared views, and of the files that their pages load."""
    return [Route("/s/{rest:path}", endpoint=ShareRoute()), assets.route()]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an address asks for: the code, which of its answers (empty: the page), and how it is to look."""

    code: str
    what: str = ""
    look: str = ""
    embed: bool = False


class ShareRoute:
    """Shared views over HTTP: GET and HEAD, conditional, from the store of the settings."""

    def __init__(self) -> None:
        self._pages: Shelf[bytes] = Shelf(MOST_KEPT)
        self._files: Shelf[bytes] = Shelf(MOST_KEPT)  # apart: no page waits while a workbook is written

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one request."""
        request = Request(scope)
        if request.method in ("GET", "HEAD"):
            response = await run_in_threadpool(self._answer, request)
        else:
            response = page.refusal(405, "A shared view is only read", "Read it with GET or HEAD.")
            response.headers["Allow"] = "GET, HEAD"
        await response(scope, receive, send)

    def _answer(self, request: Request) -> Response:
        try:
            wanted = asked(request)
            if wanted is None:
                return _nothing()
            if not (base := page.base(request)):
                return page.refusal(400, "No such host", "The header Host names no host.")
            shared = find(wanted.code, base)
            if shared is None:
                return _nothing()
            key = (stores.turn(), *shared.source.key, shared.content.today, base, wanted)
            kept = self._files if wanted.what in sections.FILES else self._pages
            body = kept.get(key, lambda: made(shared, wanted))
        except OilwatchError:  # its text may name places of this machine; `oilwatch doctor` tells it all
            return page.refusal(
                503, "Not to be had just now", "Ask again in a minute. (`oilwatch doctor` says why.)",
                wait=RETRY_AFTER,
            )  # fmt: skip
        return _sent(request, wanted, body)


def asked(request: Request) -> Wanted | None:
    """Return what a request asks for; None: nothing that could be there."""
    found = _WANTED.fullmatch(request.path_params["rest"])
    if found is None:
        return None
    what = found[2] or found[3] or ""
    if what == "figures.json":
        look = request.query_params.get("look", "desktop-light")
        return Wanted(found[1], what, look) if look in LOOKS else None
    return Wanted(found[1], what, embed=not what and request.query_params.get("embed") == "1")


def find(code: str, base: str) -> Shared | None:
    """Return a short link and what it shows today; None: there is none of this code. Raise StoreError."""
    store = stores.store()
    share = store.shares.find(code)
    if share is None:
        return None
    source, day = views.current(store), today()
    view, notices = links.stored(source, share, day)
    held = views.content(source, view, day)
    if share.figures and share.figures != views.digest(views.rows(held)):
        notices = [*notices, sections.BROKEN]
    return Shared(code, source, held, tuple(notices), base, kept=not (share.figures and notices))


def made(shared: Shared, wanted: Wanted) -> bytes:
    """Return the bytes of one answer."""
    if not wanted.what:
        return _page(shared, embed=wanted.embed)
    if wanted.what == "figures.json":
        return _figures(shared, LOOKS[wanted.look])
    if wanted.what == "revised.csv":
        return _revised(shared)
    if wanted.what in ("png", "svg"):
        return _card(shared, wanted.what)
    from oilwatch import export

    return export.file(shared.source, shared.content, wanted.what, base_url=shared.base)


def _page(shared: Shared, *, embed: bool) -> bytes:
    held = shared.content
    head = Head(held.title, held.alt, shared.url, f"{shared.url}.png", drawing=True)
    body = sections.embedded(shared) if embed else sections.whole(shared)
    return page.document(head, body, kind="embedded" if embed else "")


def _figures(shared: Shared, look: Look) -> bytes:
    held = shared.content
    drawn = figures(shared.source, held.view, look, held.today)
    inside = ",".join(one.figure.to_json() for one in drawn)
    return f'{{"figures":[{inside}],"config":{json.dumps(_CONFIG)}}}'.encode()


def _revised(shared: Shared) -> bytes:
    from oilwatch import export

    found = shared.since
    changes = found.revised if found else ()
    notes = [shared.content.title, found.sentence if found else "This link is not frozen.", shared.url]
    columns = ("series", "name", "period", "before", "now", "difference", "unit")
    lines = [
        (one.series, one.name, one.period, one.before, one.after, one.difference, one.unit) for one in changes
    ]
    return export.to_csv(columns, lines, notes=notes)


def _card(shared: Shared, form: str) -> bytes:
    from oilwatch import pictures

    draw: Callable[..., bytes] = pictures.card if form == "png" else pictures.card_svg
    note = shared.since.sentence if shared.since else ""
    return draw(shared.content, shared.url, note=note)


def _sent(request: Request, wanted: Wanted, body: bytes) -> Response:
    response = conditional.fresh(
        request, body, etag=conditional.etag(body, weak=True), media_type=_TYPES[wanted.what],
        cache="no-cache",
    )  # fmt: skip
    frames = settings.load().frame_ancestors
    closed = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox"}
    response.headers.update(closed if wanted.what else page.headers(frames))
    if wanted.what in _SAVED:
        name = f"oilwatch-{wanted.code}.{wanted.what}"
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _nothing() -> Response:
    return page.refusal(
        404,
        "No such link",
        "There is no shared view at this address. It may have been cut short.",
    )
