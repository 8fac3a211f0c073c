"""The one ASGI process: the dashboard under uvicorn."""

import gc
import logging
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import uvicorn
from starlette.middleware import Middleware
from streamlit.starlette import App

from oilwatch import routes
from oilwatch.app import site, warm
from oilwatch.errors import OilwatchError
from oilwatch.settings import bundled

_HEAD = (
    b'<script>window.__streamlit = {BACKEND_BASE_URL: window.location.origin + "/"}</script>'
    b"<title>oilwatch</title>"
    b'<link rel="alternate" type="application/atom+xml" title="oilwatch" href="/feed.xml">'
)
"""Tells the page where the server's root is, which it would otherwise find out by failing requests."""


class PageHead:
    """Middleware that puts our head into the HTML of pages."""

    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Pass everything through; change only the HTML of a page."""
        if scope["type"] != "http" or scope["path"].strip("/") not in ("", *site.PAGES):
            await self.app(scope, receive, send)
            return
        plain = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        start: dict[str, Any] = {}
        body = b""

        async def held(message: Any) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                start = message
                return
            body += message.get("body", b"")
            if not message.get("more_body"):
                changed = body.replace(b"<title>Streamlit</title>", _HEAD, 1)
                size = (b"content-length", str(len(changed)).encode())
                start["headers"] = [pair for pair in start["headers"] if pair[0] != size[0]] + [size]
                await send(start)
                await send({"type": "http.response.body", "body": changed})

        await self.app({**scope, "headers": plain}, receive, held)


@asynccontextmanager
async def _warm(_app: App) -> AsyncIterator[None]:
    """Import what the first page needs before the first visitor comes, and keep it out of collections."""
    warm.up()
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        logging.getLogger(name).setLevel(logging.WARNING)
    gc.collect()
    gc.freeze()
    yield


def application() -> App:
    """Return the ASGI application."""
    script, middleware = bundled("streamlit_app.py"), [Middleware(PageHead)]
    return App(script, lifespan=_warm, routes=[routes.feed()], middleware=middleware)


def run(host: str, port: int) -> None:
    """Serve until stopped; raise OilwatchError where the port cannot be had."""
    config = uvicorn.Config(application(), host=host, port=port, log_level="warning", access_log=False)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listening = socket.create_server((host, port), family=family)
    except (OSError, UnicodeError):
        raise OilwatchError(f"port {port} on {host} cannot be had; choose another with --port") from None
    print(f"oilwatch is on http://{host}:{port} (Ctrl-C stops it)", flush=True)
    uvicorn.Server(config).run(sockets=[listening])
