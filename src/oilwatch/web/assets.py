"""Files that our own pages load: plotly's basic bundle, a script, a style sheet, an icon.

Each is for ever: its name holds the hash of its bytes, so a browser keeps it;
it is packed once a process, not at each request.
"""

import gzip
import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from oilwatch import assets
from oilwatch.charts import style
from oilwatch.report import look
from oilwatch.web import conditional
from oilwatch.web.answer import unpacks

PATH = "/assets/"
FOR_EVER = "public, max-age=31536000, immutable"
_TYPES = {"js": "text/javascript", "css": "text/css", "svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that pages load: its name (with the hash of its bytes), itself, and itself packed by gzip."""

    name: str
    body: bytes
    packed: bytes

    @property
    def path(self) -> str:
        """Where the server has it, from its root."""
        return f"{PATH}{self.name}"

    @property
    def media_type(self) -> str:
        """What it is."""
        return _TYPES[self.name.rpartition(".")[2]]


@cache
def known() -> dict[str, Asset]:
    """Return every asset by the name it has among us: plotly, script, sheet, icon."""
    folder = files(__package__).joinpath("files")
    sheet = f"{_colours()}{folder.joinpath('share.css').read_text(encoding='utf-8')}"
    return {
        "plotly": _asset("plotly-basic", "min.js", assets.plotly_basic()),
        "script": _asset("share", "js", folder.joinpath("share.js").read_bytes()),
        "sheet": _asset("share", "css", sheet.encode()),
        "icon": _asset("icon", "svg", folder.joinpath("icon.svg").read_bytes()),
    }


def path(name: str) -> str:
    """Return where the asset of that name is, from the server's root."""
    return known()[name].path


def route() -> Route:
    """Return the route of the assets."""
    return Route(f"{PATH}{{name}}", endpoint=AssetRoute())


class AssetRoute:
    """An asset over HTTP: GET and HEAD, conditional, packed where the asker can unpack."""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one request."""
        request = Request(scope)
        if request.method in ("GET", "HEAD"):
            response = await run_in_threadpool(_answer, request)
        else:
            response = PlainTextResponse("Read it with GET or HEAD.\n", 405, {"Allow": "GET, HEAD"})
        await response(scope, receive, send)


def _answer(request: Request) -> Response:
    wanted = request.path_params["name"]
    found = next((one for one in known().values() if one.name == wanted), None)
    if found is None:
        return PlainTextResponse("There is no such file.\n", 404, {"Cache-Control": "no-store"})
    packed = unpacks(request.scope)
    tag = f'"{found.name.split(".")[1]}{"-gzip" if packed else ""}"'
    response = conditional.fresh(
        request, found.packed if packed else found.body,
        etag=tag, media_type=found.media_type, cache=FOR_EVER,
    )  # fmt: skip
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    if packed and response.status_code == 200:
        response.headers["Content-Encoding"] = "gzip"
    return response


def _asset(name: str, ending: str, body: bytes) -> Asset:
    digest = hashlib.sha256(body).hexdigest()[:16]
    return Asset(f"{name}.{digest}.{ending}", body, gzip.compress(body, 9, mtime=0))


def _colours() -> str:
    """Return the colours of both themes as variables, light on paper, and the type."""
    light, dark = (
        "".join(f"--{name}:{colour};" for name, colour in look.palette(dark=dark).items())
        for dark in (False, True)
    )
    return (
        f":root{{color-scheme:light dark;{light}}}"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}"
        f"body{{font-family:{style.FONT}}}\n"
    )
