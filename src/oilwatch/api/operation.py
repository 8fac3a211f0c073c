"""What a request asks for and gets: the types that the handlers of the API share."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import quote, urlencode

import orjson

from oilwatch import periods
from oilwatch.api.parameters import Parameter
from oilwatch.api.problems import Problem, of_parameter
from oilwatch.model import Series
from oilwatch.views import Source

JSON, CSV = "application/json", "text/csv"
LIST = "/api/v1/series"


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that was read: its values by parameter, and the figures that it is answered from."""

    source: Source
    values: Mapping[str, Any]
    path: str
    pinned: int | None = None
    """The data version to read where the request names none: set while the store is being written."""
    body: bytes = b""

    @property
    def today(self) -> date:
        """The day of the store's clock."""
        return self.source.store.now().date()

    @property
    def version(self) -> int | None:
        """The data version that the figures are read at; None: the newest."""
        return self.values.get("version") or self.pinned

    @property
    def as_of(self) -> date | datetime | None:
        """The day or moment that the figures are read as of; raise Problem where it has not come yet."""
        found: date | datetime | None = self.values.get("as_of")
        if found is None:
            return None
        now = periods.moment(self.source.store.now())
        given = periods.seen(found)
        if given > now[: len(given)]:  # both are text of one form, a day or a moment
            raise of_parameter("as_of", f"a moment that has come (it is {now}, UTC)", given, status=422)
        return found

    @property
    def standing(self) -> str:
        """The day or moment that the figures are read as of, as text; today's where none was given."""
        return periods.seen(self.as_of or self.today)

    def span(self, frequency: str = "daily") -> tuple[str, str]:
        """Return the lowest and highest period asked for; raise Problem where none can be between them."""
        first, last = self.values["from"], self.values["to"]
        low, high = periods.bounds("daily", first, last)
        if low > high:
            raise of_parameter("from", f"a day that is not after to ({last})", first, status=422)
        return periods.bounds(frequency, first, last)

    def series(self) -> Series:
        """Return the series that the path names; raise Problem where there is none."""
        found = self.source.catalogue().get(self.values["id"])
        if found is None:
            raise Problem(404, f"there is no series of this id; GET {LIST} lists those there are")
        self.check_version()
        return self.source.about(found.id, self.as_of, self.version)

    def check_version(self) -> None:
        """Raise Problem where the store is not at the data version asked for yet."""
        newest, given = self.source.version, self.values.get("version")
        if given and given > newest:
            expected = f"a data version of this store, which is at {newest:,}"
            raise of_parameter("version", expected, str(given), status=422)

    def page(self, total: int, most: int) -> "Paged":
        """Return which of *total* rows are asked for; *most* where no limit is given."""
        offset, limit = self.values["offset"] or 0, self.values["limit"] or most
        after = offset + limit
        link = ""
        if after < total:
            kept = {
                name: text if isinstance(text, str | int) else periods.seen(text)
                for name, text in self.values.items()
                if text is not None and name != "id"
            }
            link = f"{quote(self.path)}?{urlencode({**kept, 'limit': limit, 'offset': after})}"
        return Paged(slice(offset, after), total, link)


@dataclass(frozen=True, slots=True)
class Paged:
    """A page of a list: which rows, how many there are in all, and the address of the next page."""

    rows: slice
    total: int
    next: str

    def told(self) -> dict[str, Any]:
        """Return what an answer says of it."""
        return {"total": self.total, "offset": self.rows.start, "next": self.next or None}


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: its bytes, and the address of the next page where there is one."""

    body: bytes
    next: str = ""


def _never(_values: Mapping[str, Any]) -> bool:
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One thing that the API does: what it takes, what it gives, and the function that does it."""

    name: str
    path: str
    summary: str
    parameters: tuple[Parameter, ...] = ()
    answer: Callable[[Asked], Reply]
    media: str = JSON
    schema: str = ""
    """The name of the schema of the answer; empty: CSV."""
    sample: str = ""
    """A CSV answer's first lines."""
    problems: tuple[int, ...] = (400, 405, 422, 429, 503)
    method: str = "GET"
    frozen: Callable[[Mapping[str, Any]], bool] = _never
    """Whether the answer to these values never changes."""

    @property
    def methods(self) -> tuple[str, ...]:
        """The methods that work on its path."""
        return ("GET", "HEAD", "OPTIONS") if self.method == "GET" else (self.method, "OPTIONS")


def dumps(value: Any) -> bytes:
    """Return an answer as JSON, with a line end."""
    return orjson.dumps(value, option=orjson.OPT_APPEND_NEWLINE)
