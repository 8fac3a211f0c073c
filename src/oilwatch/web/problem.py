"""Refusals and failures as ``application/problem+json`` (RFC 9457)."""

from collections.abc import Mapping

import orjson
from starlette.requests import HTTPConnection
from starlette.responses import Response

MEDIA_TYPE = "application/problem+json"
RETRY_AFTER = 60
"""Seconds after which to ask again while the store cannot be read."""
UNSET = "the server's settings cannot be used; `oilwatch doctor` says why"
"""What is told of a setting that cannot be used."""
REQUEST_ID = "oilwatch.request_id"
"""Where a scope holds the id of its request."""


def problem(
    status: int,
    title: str,
    detail: str,
    request: HTTPConnection,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Return a problem of HTTP *status* in plain words; *title* is the same for each of its kind.

    Beside the members of the RFC it has ``request_id``, by which the server's log tells more. Never cached.
    """
    body: dict[str, object] = {
        "type": "about:blank",
        "title": title,
        "status": status,
        "detail": detail,
        "instance": str(request.scope.get("path", "")),
    }
    if request_id := request.scope.get(REQUEST_ID):
        body["request_id"] = request_id
    return Response(
        orjson.dumps(body),
        status,
        {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", **(headers or {})},
        MEDIA_TYPE,
    )


def unavailable(request: HTTPConnection) -> Response:
    """Return 503 for a store that cannot be read: no address, no password, only when to ask again."""
    text = "The store cannot be read just now; ask again in a minute. (`oilwatch doctor` says why.)"
    return problem(503, "Store unavailable", text, request, {"Retry-After": str(RETRY_AFTER)})
