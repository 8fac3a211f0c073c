"""The one ASGI process: the dashboard under uvicorn."""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import uvicorn
from streamlit.starlette import App

from oilwatch.errors import OilwatchError
from oilwatch.settings import bundled


@asynccontextmanager
async def _warm(_app: App) -> AsyncIterator[None]:
    """Import what the first page needs before the first visitor comes, and keep it out of collections."""
    from oilwatch.app import warm

    warm.up()
    gc.collect()
    gc.freeze()
    yield


def application() -> App:
    """Return the ASGI application."""
    return App(bundled("streamlit_app.py"), lifespan=_warm)


def run(host: str, port: int) -> None:
    """Serve until stopped; raise OilwatchError where the port cannot be had."""
    config = uvicorn.Config(application(), host=host, port=port, log_level="warning", lifespan="on")
    try:
        listening = config.bind_socket()
    except SystemExit:
        raise OilwatchError(f"port {port} on {host} cannot be had; choose another with --port") from None
    print(f"oilwatch is on http://{host}:{port} (Ctrl-C stops it)", flush=True)
    uvicorn.Server(config).run(sockets=[listening])
