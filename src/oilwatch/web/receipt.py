"""``/receipt/SERIES/PERIOD``: where one number comes from, as a page, as JSON and as plain text.

Whatever else the path holds the answer is the same 404; nothing of the address is in it.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from oilwatch import receipts, units, views
from oilwatch.errors import InputError, OilwatchError, StoreError
from oilwatch.feed.shelf import Shelf
from oilwatch.receipts import Receipt
from oilwatch.store import Store
from oilwatch.web import conditional, page, stores
from oilwatch.web.page import Head, link, told
from oilwatch.web.problem import RETRY_AFTER, UNSET, problem

MOST_KEPT = 256
"""Answers that are kept over all figures."""
_PATH = re.compile(r"([a-z0-9_]+(?:\.[a-z0-9_]+)+)/([0-9]{4}-[0-9]{2}(?:-[0-9]{2})?)(?:\.(json|txt))?")
_LONGEST = 120
"""Characters of a series, a period and a form together."""
_QUERY = {
    "as_of": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?Z?)?"),
    "version": re.compile(r"[1-9][0-9]{0,8}"),
    "unit": re.compile("|".join(map(re.escape, units.known()))),
}
_TYPES = {"": "text/html; charset=utf-8", "json": "application/json", "txt": "text/plain; charset=utf-8"}
_UNREADABLE = "Expected as_of as a day or a time (YYYY-MM-DD), version as a number and unit as one of " + (
    ", ".join(units.known()) + "; got something else."
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an address asks for: a figure, how it is read and shown, and in which form it is told."""

    series: str
    period: str
    form: str = ""
    as_of: str = ""
    version: str = ""
    unit: str = ""


def routes() -> list[Route]:
    """Return the routes of receipts."""
    return [Route("/receipt/{rest:path}", endpoint=ReceiptRoute())]


class ReceiptRoute:
    """Receipts over HTTP: GET and HEAD, conditional, from the store of the settings."""

    def __init__(self) -> None:
        self._kept: Shelf[bytes] = Shelf(MOST_KEPT)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one request."""
        request = Request(scope)
        if request.method in ("GET", "HEAD"):
            response = await run_in_threadpool(self._answer, request)
        else:
            response = _refused(request, 405, "A receipt is only read", "Read it with GET or HEAD.")
            response.headers["Allow"] = "GET, HEAD"
        await response(scope, receive, send)

    def _answer(self, request: Request) -> Response:
        rest = request.path_params["rest"]
        found = _PATH.fullmatch(rest) if len(rest) <= _LONGEST else None
        if found is None:
            return _nothing(request)
        asked = {name: request.query_params.get(name, "") for name in _QUERY}
        if any(text and not _QUERY[name].fullmatch(text) for name, text in asked.items()):
            return _refused(request, 400, "The address cannot be read", _UNREADABLE)
        wanted = Wanted(found[1], found[2], found[3] or "", **asked)
        try:
            source = views.current(_store())
            key = (stores.turn(), *source.key, source.store.now().date(), wanted)
            body = self._kept.get(key, lambda: _made(source.store, wanted))
        except InputError:
            return _nothing(request)
        except OilwatchError:  # its text may name places of this machine; `oilwatch doctor` tells it all
            return _refused(
                request, 503, "Not to be had just now", "Ask again in a minute. (`oilwatch doctor` says why.)"
            )
        return _sent(request, wanted, body)


def _store() -> Store:
    """Return the store; raise StoreError also where the settings lead to none: that is no missing figure."""
    try:
        return stores.store()
    except InputError:
        raise StoreError(UNSET) from None


def _made(store: Any, wanted: Wanted) -> bytes:
    held = receipts.receipt(
        store, wanted.series, wanted.period, wanted.as_of or None,
        int(wanted.version) if wanted.version else None, wanted.unit or None,
    )  # fmt: skip
    if wanted.form == "json":
        return json.dumps(receipts.as_dict(held), ensure_ascii=False, indent=1).encode()
    if wanted.form == "txt":
        return receipts.text(held).encode()
    title = receipts.title(held)
    return page.document(Head(f"Receipt: {title}", receipts.text(held)[:300]), _body(held, title))


def _body(held: Receipt, title: str) -> Iterator[str]:
    """Yield the body of the page: the figure, its facts, and the same as text to copy."""
    yield f'<header><p class="quiet">Receipt</p><h1>{told(title)}</h1></header><dl class="facts">'
    for name, text in receipts.facts(held):
        shown = link(text, text) if name in ("Address", "Publisher's page") else told(text)
        code = name.startswith(("Row", "SHA-256", "Series", "Publisher's id"))
        yield f"<dt>{told(name)}</dt><dd>{f'<code>{shown}</code>' if code else shown}</dd>"
    yield "</dl>"
    path, _, query = held.path.partition("?")
    forms = {"json": "JSON", "txt": "plain text"}
    more = f"?{query}" if query else ""
    files = "".join(f'<li><a href="{told(f"{path}.{form}{more}")}">{forms[form]}</a></li>' for form in forms)
    source = f"<li>{link(held.series.source_url, 'publisher')}</li>" if held.series.source_url else ""
    yield f'<ul class="actions"><li><a href="/">Open the dashboard</a></li>{source}{files}</ul>'
    lines = "<br>".join(map(told, receipts.text(held).splitlines()))
    yield f'<details><summary>Text to copy</summary><p class="small"><code>{lines}</code></p></details>'


def _sent(request: Request, wanted: Wanted, body: bytes) -> Response:
    response = conditional.fresh(
        request, body, etag=conditional.etag(body, weak=True), media_type=_TYPES[wanted.form],
        cache="no-cache",
    )  # fmt: skip
    closed = {"Content-Security-Policy": "default-src 'none'; sandbox", "X-Content-Type-Options": "nosniff"}
    response.headers.update(closed if wanted.form else page.headers())
    return response


def _nothing(request: Request) -> Response:
    return _refused(request, 404, "No such figure", "There is no figure at this address, as it is read here.")


def _refused(request: Request, status: int, title: str, text: str) -> Response:
    """Return why not: a page, or for who asks for JSON a problem; nothing of the address is in the page."""
    wait = RETRY_AFTER if status == 503 else 0
    if request.url.path.endswith(".json"):
        return problem(status, title, text, request, {"Retry-After": str(wait)} if wait else {})
    return page.refusal(status, title, text, wait=wait)
