"""The one ASGI process: the dashboard, the API, shared views, the feed and health, under uvicorn.

``oilwatch serve`` and ``streamlit run streamlit_app.py`` serve the same: both compose :func:`parts`.
"""

import gc
import logging
import signal
import socket
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from pathlib import Path
from typing import Any, TypedDict

import uvicorn
from starlette.middleware import Middleware
from starlette.routing import BaseRoute
from streamlit import config as streamlit_config
from streamlit import file_util
from streamlit.starlette import App

from oilwatch import api, settings, web
from oilwatch.app import site, warm
from oilwatch.errors import OilwatchError, StoreError
from oilwatch.store import Store
from oilwatch.web import head, hosts, journal, logs
from oilwatch.web.handshake import Careful

GRACE = 10
"""Seconds that open requests have to end in when the server is stopped."""
_MOST_MESSAGE = 4_000_000
"""Bytes of one message of a browser over the websocket; files come another way."""
_WIDE = (
    "oilwatch listens at {host}: anyone who reaches that address can read everything and, where no sign-in "
    "is set up, add events and notes. Bind to 127.0.0.1, or set up sign-in and a proxy (docs/serving.md)."
)


class Parts(TypedDict):
    """What an application is made of besides the script of its pages."""

    routes: Sequence[BaseRoute]
    middleware: Sequence[Middleware]
    lifespan: Callable[[App], AbstractAsyncContextManager[None]]


def parts(host: str = "") -> Parts:
    """Return what the application is made of, for a server that listens at *host* (default: Streamlit's).

    Raise InputError for settings that cannot be used.
    """
    chosen = settings.load()
    with suppress(StoreError):  # a store that cannot be had now may be later; an address that is none, never
        Store(chosen.db).close()
    host = host or str(streamlit_config.get_option("server.address") or "0.0.0.0")
    index = Path(file_util.get_static_dir()) / "index.html"
    scripts = head.scripts(index.read_bytes() if index.exists() else b"", head.HEAD)
    return {
        "routes": [*web.routes(), *api.routes()],
        "middleware": web.middleware(chosen, host, tuple(site.PAGES), scripts),
        "lifespan": _lifespan(host, chosen.log),
    }


def _lifespan(host: str, log: str) -> Callable[[App], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def warmed(_app: App) -> AsyncIterator[None]:
        """Import what the first page needs before the first visitor comes, and keep it out of collections."""
        if not hosts.local(host):
            _warn(_WIDE.format(host=host), log)
        warm.up()
        _logged(log)
        gc.collect()
        gc.freeze()
        yield

    return warmed


def _warn(text: str, log: str) -> None:
    """Say on stderr what who runs the server should know, as a line of the log where there is one."""
    journal.say(journal.line(level="WARNING", message=text) if log == "json" else text)


def _logged(log: str) -> None:
    """Let uvicorn and Streamlit tell what matters only, and in the same lines as requests where wanted."""
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger("uvicorn.error").addFilter(logs.amiss)
    if log == "json":
        logs.settle()


def application(host: str = "127.0.0.1") -> App:
    """Return the ASGI application of a server that listens at *host*."""
    made = App(settings.bundled("streamlit_app.py"), **parts(host))
    # Pages ask Streamlit where it listens, to warn. Not before there is the App, which finds the settings.
    streamlit_config.set_option("server.address", host)
    return made


def run(host: str, port: int, made: App | None = None) -> None:
    """Serve until stopped, *made* or else :func:`application`; raise OilwatchError where there is no port."""
    server = uvicorn.Server(_config(made or application(host), host, port))
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listening = socket.create_server((host, port), family=family)
    except (OSError, UnicodeError):
        raise OilwatchError(f"port {port} on {host} cannot be had; choose another with --port") from None
    # To be stopped is no failure: uvicorn ends open requests, then sends itself the signal once more.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: setattr(server, "should_exit", True))
    named = f"[{host}]" if ":" in host else host
    print(f"oilwatch is on http://{named}:{port} (Ctrl-C stops it)", flush=True)
    server.run(sockets=[listening])


def _config(made: App, host: str, port: int) -> uvicorn.Config:
    proxies: Any = list(settings.load().proxies)
    return uvicorn.Config(
        made, host=host, port=port, log_level="warning", access_log=False, use_colors=False,
        server_header=False, proxy_headers=bool(proxies), forwarded_allow_ips=proxies,
        http=Careful, timeout_graceful_shutdown=GRACE, ws_max_size=_MOST_MESSAGE, ws_per_message_deflate=True,
    )  # fmt: skip
