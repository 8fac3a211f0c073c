"""The parameters of the API: one table that both describes them and reads them."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import parse_qsl

from oilwatch import periods
from oilwatch.api.problems import Problem, of_parameter, short
from oilwatch.errors import InputError

MOST_FIELDS, LONGEST = 40, 16_000
"""The most parameters of a request, and the longest query, in characters."""
_DAY = {"type": "string", "format": "date"}
_MONTH = {"type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$"}
_WHOLE = re.compile(r"-?[0-9]{1,12}")


class Malformed(ValueError):
    """A value that is not of its parameter's form."""


@dataclass(frozen=True, slots=True)
class Form:
    """What values a parameter takes: as a JSON schema, in words, and as the function that reads them.

    *read* raises Malformed for what is not of the form, InputError for what is but cannot be used.
    """

    schema: Mapping[str, Any]
    expected: str
    read: Callable[[str], Any]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a request, in the query or (*where* ``path``) in the path."""

    name: str
    what: str
    form: Form
    example: Any = None
    where: str = "query"

    def value(self, text: str) -> Any:
        """Return what *text* gives; raise Problem: 400 where it is malformed, 422 where it is unusable.

        In a path it is 404: nothing is at such an address.
        """
        try:
            return self.form.read(text)
        except Malformed:
            status = 404 if self.where == "path" else 400
            raise of_parameter(self.name, self.form.expected, text, status=status) from None
        except InputError:
            raise of_parameter(self.name, self.form.expected, text, status=422) from None


def whole(low: int, high: int, default: int | None = None) -> Form:
    """Return the form of a whole number between two, both included."""

    def read(text: str) -> int:
        if not _WHOLE.fullmatch(text) or not low <= int(text) <= high:
            raise Malformed
        return int(text)

    more = {} if default is None else {"default": default}
    schema = {"type": "integer", "minimum": low, "maximum": high, **more}
    return Form(schema, f"a whole number from {low:,} to {high:,}", read)


def text(pattern: str, longest: int, expected: str) -> Form:
    """Return the form of a text that a pattern matches whole."""
    whole_text = re.compile(pattern)

    def read(text: str) -> str:
        if len(text) > longest or not whole_text.fullmatch(text):
            raise Malformed
        return text

    return Form(
        {"type": "string", "pattern": f"^{pattern}$", "minLength": 1, "maxLength": longest}, expected, read
    )


def choice(*allowed: str) -> Form:
    """Return the form of one of some words; the first is what stands where none is given."""

    def read(text: str) -> str:
        if text not in allowed:
            raise Malformed
        return text

    schema = {"type": "string", "enum": list(allowed), "default": allowed[0]}
    return Form(schema, f"one of {', '.join(allowed)}", read)


def part_of_link(longest: int) -> Form:
    """Return the form of a part of a link to a view, which is read as the dashboard reads it."""

    def read(text: str) -> str:
        if len(text) > longest:
            raise Malformed
        return text

    return Form({"type": "string", "maxLength": longest}, f"at most {longest:,} characters", read)


def _day_or_month(text: str) -> str:
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}(-[0-9]{2})?", text) is None:
        raise Malformed
    periods.bounds("daily", text, None)
    return text


def _moment(text: str) -> date | datetime:
    try:
        seen = periods.seen(text)
    except InputError:
        raise Malformed from None
    return date.fromisoformat(seen) if len(seen) == 10 else periods.parse_moment(seen)


DAY_OR_MONTH = Form({"anyOf": [_DAY, _MONTH]}, "a day (YYYY-MM-DD) or a month (YYYY-MM)", _day_or_month)
MOMENT = Form(
    {"anyOf": [_DAY, {"type": "string", "format": "date-time"}]},
    "a day (YYYY-MM-DD) or a time (YYYY-MM-DDTHH:MM:SSZ)",
    _moment,
)


def read(table: Iterable[Parameter], query: str, path: Mapping[str, str]) -> dict[str, Any]:
    """Return the values of a request by parameter, None where one was not given.

    Raises Problem for a name that is not in *table*, one that comes twice, and values that do not fit.
    """
    known = {each.name: each for each in table}
    given = {name: text for name, text in path.items() if name in known}
    allowed = [name for name, each in known.items() if each.where == "query"]
    for name, text in _pairs(query):
        if name not in allowed:
            listed = f"one of {', '.join(allowed)}" if allowed else "no parameter"
            raise Problem(400, f"unknown parameter {short(name)!r}: expected {listed}")
        if name in given:
            raise of_parameter(name, "one value", "more than one")
        given[name] = text
    return {name: each.value(given[name]) if name in given else None for name, each in known.items()}


def _pairs(query: str) -> list[tuple[str, str]]:
    if len(query) > LONGEST:
        raise Problem(400, f"expected a query of at most {LONGEST:,} characters, got {len(query):,}")
    try:
        return parse_qsl(query, keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="strict")
    except UnicodeDecodeError:
        raise Problem(400, "expected a query in UTF-8, got bytes that are not") from None
    except ValueError:
        raise Problem(400, f"expected at most {MOST_FIELDS} parameters, got more") from None
