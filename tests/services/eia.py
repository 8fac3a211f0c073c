"""The interface (version 2) and the bulk files of the U.S. Energy Information Administration, replayed."""

import random
import re
from dataclasses import replace
from types import MappingProxyType
from typing import Any, ClassVar

from tests.services import eia_bulk
from tests.services.eia_rows import FORMS, ROUTES, Row, route_of, rows, series, written
from tests.services.server import Replay, Reply, Request, json_reply
from tests.services.world import World

REGISTER = "https://www.eia.gov/opendata/register.php"
HEADERS = {
    "Content-Type": "application/json",
    "Cache-Control": "max-age=0, no-cache, no-store",
    "Expires": "Thu, 09 Jul 2026 02:59:37 GMT",
    "Pragma": "no-cache",
    "Vary": "Accept-Encoding",
}


def refusal(status: int, text: str) -> Reply:
    """Return an error in the envelope that most have."""
    return json_reply({"error": text, "code": status}, status)


def key_refusal(status: int, code: str, text: str) -> Reply:
    """Return an error in the envelope of whoever guards the keys."""
    return json_reply({"error": {"code": code, "message": text}}, status)


NO_KEY = key_refusal(
    403, "API_KEY_MISSING", f"No api_key was supplied.  Please register for one at {REGISTER}"
)
BAD_KEY = key_refusal(403, "API_KEY_INVALID", f"An invalid api_key was supplied.  Get one at {REGISTER}")
OVER_RATE = key_refusal(
    429,
    "OVER_RATE_LIMIT",
    "You have exceeded your rate limit. Try again later or contact us at "
    "https://api.eia.gov/contact/ for assistance",
)
WARNING = {
    "warning": "incomplete return",
    "description": "The API can only return 5000 rows in JSON format.  Please consider constraining your "
    "request with facet, start, or end, or using offset to paginate results.",
}
LIMITS = {"X-RateLimit-Limit": "9000", "X-RateLimit-Remaining": "0"}


class Eia(Replay):
    """``/v2/{route}/data/``, ``/v2/seriesid/{id}`` and ``/bulk/``; attributes change its manners."""

    packs = True
    faults: ClassVar = MappingProxyType({
        "no api_key": NO_KEY,
        "bad api_key": BAD_KEY,
        "bad facet id": refusal(
            400,
            "Invalid facet 'None' provided. The only valid facets are 'duoarea', 'product', 'process', "
            "and 'series'.",
        ),
        "bad data column": refusal(400, "Invalid data 'prce' provided. The only valid data are 'value'."),
        "bad frequency": refusal(
            400,
            "Invalid frequency 'millenially' provided. The only valid frequencies are 'monthly', "
            "'quarterly', and 'annual'.",
        ),
        "unknown route": refusal(404, "Not found."),
        "400 in 200": replace(refusal(400, "Invalid facet 'None' provided."), status=200),
        "over rate": replace(OVER_RATE, headers={**OVER_RATE.headers, **LIMITS, "Retry-After": "7"}),
        "over rate 403": replace(OVER_RATE, status=403),
        **eia_bulk.FAULTS,
    })  # fmt: skip

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self.key = "EiaReplayKey0123456789abcdefghij"
        self.cap = 5000
        self.total: Any = str
        """Makes ``total`` of the number of rows: ``int`` as until 2023, or what counts wrong."""
        self.numbers = False
        """Values as numbers, as until 2024."""
        self.unstable = False
        """Rows that sorting does not tell apart come in another order each time, as until 2025."""

    def answer(self, request: Request) -> Reply | str:
        """Answer as the service does, with 503 to HEAD."""
        if request.method == "HEAD":
            return "503"
        if request.path.startswith("/bulk/"):
            return eia_bulk.answer(self.world, request.path)
        return self._interface(request)

    def _interface(self, request: Request) -> Reply:
        if "api_key" not in request.params:
            return NO_KEY
        if request.get("api_key") != self.key:
            return BAD_KEY
        path = request.path.removeprefix("/v2/").strip("/")
        if path.startswith("seriesid/"):
            name = path.removeprefix("seriesid/")
            return self._legacy(request, name) if name in series(self.world) else refusal(404, "Not found.")
        route = path.removesuffix("/data")
        if route not in ROUTES or not request.path.startswith("/v2/"):
            return refusal(404, "Not found.")
        return self._data(request, route) if path != route else self._described(request, route)

    def _data(self, request: Request, route: str) -> Reply:
        facets = _listed(request, "facets")
        frequency = request.get("frequency", next(iter(ROUTES[route].frequencies)))
        columns = _columns(request)
        for kind, given, valid in (
            ("frequency", [frequency], list(ROUTES[route].frequencies)),
            ("facet", list(facets), list(ROUTES[route].facets)),
            ("data", columns, ["value"]),
        ):
            if wrong := [name for name in given if name not in valid]:
                return refusal(400, _invalid(kind, wrong[0], valid))
        letter = ROUTES[route].frequencies[frequency]
        chosen = [row for row in rows(self.world, route, letter) if _matches(row, facets)]
        low, high = request.get("start"), request.get("end", "~")
        chosen = [row for row in chosen if low <= str(row["period"]) <= high]  # as text, like the service
        return self._paged(request, chosen, (frequency, letter, ROUTES[route].described))

    def _legacy(self, request: Request, name: str) -> Reply:
        letter = name.rpartition(".")[2]
        route = str(route_of(name))
        frequency = next(word for word, sign in ROUTES[route].frequencies.items() if sign == letter)
        found = [row for row in rows(self.world, route, letter) if _series_id(row, letter) == name]
        asked = request._replace(params={**request.params, "data[]": ["value"]})
        return self._paged(asked, found, (frequency, letter, ROUTES[route].described))

    def _paged(self, request: Request, chosen: list[Row], told: tuple[str, str, str]) -> Reply:
        if self.unstable:
            random.shuffle(chosen)
        for number in range(9, -1, -1):
            if column := request.get(f"sort[{number}][column]"):
                down = request.get(f"sort[{number}][direction]", "asc") == "desc"
                chosen.sort(key=lambda row, column=column: str(row.get(column)), reverse=down)
        offset, length = int(request.get("offset", "0")), int(request.get("length", "5000"))
        part = chosen[offset : offset + min(length, self.cap)]
        body: dict[str, Any] = {}
        if length > self.cap or len(chosen) - offset > self.cap:
            body["warnings"] = [WARNING]
        with_value = bool(_listed(request, "data"))
        body |= {"total": self.total(len(chosen)), "dateFormat": FORMS[told[1]], "frequency": told[0]}
        body |= {"data": [self._shown(row, with_value) for row in part], "description": told[2]}
        return self._enveloped(request, body)

    def _shown(self, row: Row, with_value: bool) -> Row:
        if not with_value:
            return {name: value for name, value in row.items() if name != "value"}
        return row if self.numbers else {**row, "value": written(row["value"])}

    def _described(self, request: Request, route: str) -> Reply:
        found = ROUTES[route]
        periods = sorted(
            str(row["period"]) for row in rows(self.world, route, next(iter(found.frequencies.values())))
        )
        frequencies = [{"id": word, "format": FORMS[sign]} for word, sign in found.frequencies.items()]
        body = {
            "id": route.rpartition("/")[2], "description": found.described, "frequency": frequencies,
            "facets": [{"id": name, "description": name} for name in found.facets], "data": {"value": {}},
            "startPeriod": periods[0] if periods else "", "endPeriod": periods[-1] if periods else "",
        }  # fmt: skip
        return self._enveloped(request, body)

    def _enveloped(self, request: Request, body: dict[str, Any]) -> Reply:
        echo = {name: values[-1] for name, values in request.params.items() if "[" not in name}
        echo |= {"facets": _listed(request, "facets"), "data": _columns(request)}
        whole = {"response": body, "request": {"command": request.path, "params": echo}}
        made = json_reply({**whole, "apiVersion": "2.1.13", "ExcelAddInVersion": "2.1.0"})
        return replace(made, headers=HEADERS)


def _listed(request: Request, name: str) -> dict[str, list[str]]:
    """Return the values of ``name[a][]=``, ``name[]=`` or ``name[0]=``, by the word in brackets."""
    found: dict[str, list[str]] = {}
    for given, values in request.params.items():
        if match := re.fullmatch(rf"{name}\[([^\]]*)\](\[\d*\])?", given):
            found.setdefault(match[1], []).extend(values)
    return found


def _columns(request: Request) -> list[str]:
    return [value for values in _listed(request, "data").values() for value in values]


def _matches(row: Row, facets: dict[str, list[str]]) -> bool:
    return all(row[name] in values for name, values in facets.items())


def _series_id(row: Row, letter: str) -> str:
    if "productId" in row:
        parts = (row[name] for name in ("productId", "activityId", "countryRegionId", "unit"))
        return f"INTL.{'-'.join(map(str, parts))}.{letter}"
    return f"STEO.{row['seriesId']}.{letter}" if "seriesId" in row else f"PET.{row['series']}.{letter}"


def _invalid(kind: str, given: str, valid: list[str]) -> str:
    quoted = [f"'{name}'" for name in valid]
    listed = quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])}, and {quoted[-1]}"
    plural = {"frequency": "frequencies", "facet": "facets", "data": "data"}[kind]
    return f"Invalid {kind} '{given}' provided. The only valid {plural} are {listed}."
