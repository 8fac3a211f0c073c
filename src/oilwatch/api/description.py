"""``/openapi.json``: the API described by the very table that it is run from."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from starlette.requests import Request

import oilwatch
from oilwatch.api import schemas
from oilwatch.api.endpoint import LIVE, READABLE, not_allowed, refused
from oilwatch.api.operation import JSON, Operation, dumps
from oilwatch.api.parameters import Parameter
from oilwatch.api.problems import TITLES
from oilwatch.web import conditional

PATH = "/openapi.json"
_ABOUT = (
    "The oil market with receipts: prices, output and decisions, each figure with its source and the day it "
    "was first seen. Units are USD/bbl and kb/d. `as_of` reads figures as they were known then, `version` as "
    "the store held them; with both an answer never changes. No key is needed; errors are problem details "
    "(RFC 9457). The licence of each series is its publisher's and stands beside its figures."
)
_ETAG = {"description": "Send it back in If-None-Match to get 304 while nothing changed.",
         "schema": {"type": "string"}}  # fmt: skip
_LINK = {"description": 'The next page, as rel="next".', "schema": {"type": "string"}}
_CACHE = {"description": "immutable where as_of and version are given.", "schema": {"type": "string"}}
_STORY = {"text": "Brent settled at $41.20 a barrel on Monday.", "published": "2020-09-08"}


class Described:
    """``/openapi.json`` over HTTP; an ASGI application."""

    def __init__(self, operations: Iterable[Operation]) -> None:
        self._operations = tuple(operations)

    @cached_property
    def _body(self) -> bytes:
        return dumps(document(self._operations))

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one request."""
        request = Request(scope)
        if request.method not in ("GET", "HEAD"):
            response = refused(not_allowed(("GET", "HEAD")), request)
        else:
            tag = conditional.etag(self._body)
            response = conditional.fresh(request, self._body, etag=tag, media_type=JSON, cache=LIVE)
        response.headers.update(READABLE)
        await response(scope, receive, send)


def document(operations: Iterable[Operation]) -> dict[str, Any]:
    """Return the OpenAPI 3.1 description of operations."""
    paths: dict[str, dict[str, Any]] = {}
    for operation in operations:
        paths.setdefault(operation.path, {})[operation.method.lower()] = _operation(operation)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "oilwatch", "version": oilwatch.__version__, "description": _ABOUT,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {"schemas": schemas.schemas()},
    }  # fmt: skip


def _operation(operation: Operation) -> dict[str, Any]:
    told: dict[str, Any] = {
        "operationId": operation.name,
        "summary": operation.summary,
        "parameters": [_parameter(each) for each in operation.parameters],
        "responses": _responses(operation),
    }
    if operation.method == "POST":
        schema = {"$ref": "#/components/schemas/Story"}
        told["requestBody"] = {
            "required": True,
            "content": {JSON: {"schema": schema, "example": _STORY}},
        }
    return told


def _parameter(each: Parameter) -> dict[str, Any]:
    told = {
        "name": each.name, "in": each.where, "required": each.where == "path", "description": each.what,
        "schema": dict(each.form.schema),
    }  # fmt: skip
    return told if each.example is None else told | {"example": each.example}


def _responses(operation: Operation) -> dict[str, Any]:
    if operation.schema:
        content: dict[str, Any] = {"schema": {"$ref": f"#/components/schemas/{operation.schema}"}}
    else:
        content = {"schema": {"type": "string"}, "example": operation.sample}
    headers: dict[str, Any] = {}
    found: dict[str, Any] = {}
    if operation.method == "GET":
        headers = {"ETag": _ETAG, "Cache-Control": _CACHE}
        if any(each.name == "offset" for each in operation.parameters):
            headers["Link"] = _LINK
        found["304"] = {"description": "Nothing changed since the answer with this ETag."}
    found["200"] = {
        "description": operation.summary, "content": {operation.media: content}, "headers": headers,
    }  # fmt: skip
    for status in operation.problems:
        found[str(status)] = {
            "description": TITLES[status],
            "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
    return dict(sorted(found.items()))
