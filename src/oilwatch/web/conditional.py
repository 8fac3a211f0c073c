"""Conditional requests (RFC 9110, section 13): who has the newest bytes gets 304 instead of them."""

import hashlib
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime

from starlette.requests import Request
from starlette.responses import Response


def etag(*parts: object, weak: bool = False) -> str:
    """Return an entity tag of what an answer depends on: its bytes, or a data version and a query."""
    digest = hashlib.sha256()
    for part in parts:
        data = part if isinstance(part, bytes) else str(part).encode()
        digest.update(len(data).to_bytes(8, "big") + data)
    return f'{"W/" if weak else ""}"{digest.hexdigest()[:32]}"'


def fresh(  # noqa: PLR0913  (the parts of one answer, by name)
    request: Request,
    body: bytes,
    *,
    etag: str,
    modified: datetime | None = None,
    media_type: str,
    cache: str,
) -> Response:
    """Return *body*, or 304 where the asker has it; *cache* is the Cache-Control.

    *etag* is quoted, perhaps with ``W/`` before it. A HEAD gets what a GET gets.
    """
    headers = {"ETag": etag, "Cache-Control": cache, "X-Content-Type-Options": "nosniff"}
    if modified is not None:
        headers["Last-Modified"] = format_datetime(modified.astimezone(UTC), usegmt=True)
    if held(request, etag, modified):
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers, media_type=media_type)


def held(request: Request, etag: str, modified: datetime | None = None) -> bool:
    """Return whether the asker has these very bytes: by their tag, else by their time (RFC 9110, 13.2.2)."""
    asked = request.headers
    if request.method not in ("GET", "HEAD"):
        return False
    if (known := tags(request)) is not None:
        return "*" in known or etag.removeprefix("W/") in known
    try:
        since = parsedate_to_datetime(asked.get("if-modified-since", ""))
        since = since if since.tzinfo else since.replace(tzinfo=UTC)
        return modified is not None and modified.replace(microsecond=0) <= since
    except (TypeError, ValueError, OverflowError):
        return False


def tags(request: Request) -> set[str] | None:
    """Return the tags of If-None-Match without ``W/``; None: it has none. Several lines are one list."""
    lines = request.headers.getlist("if-none-match")
    return {tag.strip().removeprefix("W/") for line in lines for tag in line.split(",")} if lines else None
