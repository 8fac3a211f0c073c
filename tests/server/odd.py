"""``oilwatch serve`` with routes that no good server has: one that fails, and one that is slow."""

import sys

import anyio
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from streamlit.starlette import App

from oilwatch import server, settings


async def broken(request: Request) -> PlainTextResponse:
    """Fail with a secret in the error."""
    raise RuntimeError(f"hunter2 {request.url.path}")


async def slow(request: Request) -> PlainTextResponse:
    """Answer after a while, and tell that it has begun."""
    print("begun", flush=True)
    await anyio.sleep(1.5)
    return PlainTextResponse("whole")


async def size(request: Request) -> PlainTextResponse:
    """Tell how much was sent."""
    return PlainTextResponse(str(len(await request.body())))


async def client(request: Request) -> PlainTextResponse:
    """Tell who asks, as the server sees it."""
    return PlainTextResponse(request.client.host)


def main(port: int) -> None:
    """Serve with these routes besides."""
    parts = server.parts("127.0.0.1")
    more = [
        Route("/odd/broken", broken), Route("/odd/slow", slow), Route("/odd/client", client),
        Route("/odd/size", size, methods=["POST"]),
    ]  # fmt: skip
    parts["routes"] = [*more, *parts["routes"]]
    server.run("127.0.0.1", port, App(settings.bundled("streamlit_app.py"), **parts))


if __name__ == "__main__":
    main(int(sys.argv[-1]))
