"""The HTTP API: series, figures, events, stories, views and checks, described by ``/openapi.json``.

One table of operations both describes the API and reads its requests; every answer comes from
``views.current``, so that it is made of figures that are read once a data version.
"""

from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.routing import Route

from oilwatch.api import checks, description, figures, happenings, showing
from oilwatch.api.endpoint import READABLE, Endpoint, refused
from oilwatch.api.operation import Operation
from oilwatch.api.problems import Problem
from oilwatch.store import Store
from oilwatch.web import stores

__all__ = ["OPERATIONS", "routes"]

OPERATIONS: tuple[Operation, ...] = (
    *figures.OPERATIONS,
    *showing.OPERATIONS,
    *happenings.OPERATIONS,
    checks.OPERATION,
)
"""All that the API does."""


def routes(opened: Callable[[], Store] = stores.store) -> list[Route]:
    """Return the routes of the API; *opened* gives the store and may wait and raise OilwatchError.

    The last ones answer whatever else is asked for below ``/api``, with a problem.
    """
    found = [Route(one.path, endpoint=Endpoint(one, opened), name=one.name) for one in OPERATIONS]
    found.append(Route(description.PATH, endpoint=description.Described(OPERATIONS)))
    return [*found, Route("/api", endpoint=Nowhere()), Route("/api/{rest:path}", endpoint=Nowhere())]


class Nowhere:
    """What stands where nothing is."""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one request."""
        request = Request(scope)
        response = refused(
            Problem(404, f"there is nothing at this address; {description.PATH} lists what is there"), request
        )
        response.headers.update(READABLE)
        await response(scope, receive, send)
