"""What goes wrong with a request, as it is told: problem details for HTTP (RFC 9457)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

TITLES = {
    400: "The request cannot be read",
    404: "There is nothing here",
    405: "This method does not work here",
    413: "The body is too large",
    415: "The body has to be JSON",
    422: "The request cannot be answered as it is",
    429: "Too many requests",
    503: "Not just now",
}
"""The statuses with which the API refuses a request."""
_LONGEST = 80


@dataclass(frozen=True, eq=False)
class Problem(Exception):
    """A request that is not fulfilled, and why: *detail* says what was expected, what came, what to do."""

    status: int
    detail: str
    headers: Mapping[str, str] = field(default_factory=dict)


def of_parameter(name: str, expected: str, got: str, *, status: int = 400) -> Problem:
    """Return the problem with one parameter: what was expected of it, and what came (cut short)."""
    return Problem(status, f"parameter {name}: expected {expected}, got {short(got)!r}")


def short(text: str) -> str:
    """Return what came, no longer than an error should be, without signs that cannot be printed."""
    plain = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in text)
    return plain if len(plain) <= _LONGEST else f"{plain[:_LONGEST]}..."
