"""Reading a CSV of the catalogue: its rows, and each row as an object or as the rules that it breaks."""

import csv
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from oilwatch.errors import CatalogError, InputError
from oilwatch.settings import bundled

Row = Mapping[str, str]
T = TypeVar("T")
LONGEST_ADDRESS = 2000
TURNS = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Signs that turn the direction of what follows, so that a text shows as another than it is."""


def data_folder() -> Path:
    """Return the folder of the bundled figures."""
    return bundled("data")


def rows(name: str, folder: Path | None) -> list[dict[str, str]]:
    """Return the rows of a CSV in *folder* (none: the bundled); raise CatalogError where it is no CSV."""
    return read((folder or data_folder()) / name, name)


def read(path: Path, name: str) -> list[dict[str, str]]:
    """Return the rows of a CSV file; raise CatalogError, which calls it *name*, where it is none."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))
    except (UnicodeDecodeError, csv.Error) as error:
        raise CatalogError(f"{name}: expected a CSV file in UTF-8: {error}") from error


def parse(name: str, build: Callable[[Row], T], folder: Path | None) -> list[T]:
    """Return the rows of a file as objects; raise CatalogError with row and rule for the first broken one."""
    return [whole(built) for built in each(name, rows(name, folder), build)]


def each(name: str, found: Iterable[Row], build: Callable[[Row], T]) -> Iterator[T | CatalogError]:
    """Yield each row as an object, or as the error that names its file, its row and the rule it breaks."""
    for number, row in enumerate(found, start=2):
        try:
            same_length(row)
            yield build(row)
        except KeyError as error:
            yield CatalogError(f"{name}, row {number}: no column {error}")
        except (InputError, ValueError) as error:
            yield CatalogError(f"{name}, row {number}: {error}")


def whole(built: T | CatalogError) -> T:
    """Return an object that :func:`each` gave; raise it where it is an error."""
    if isinstance(built, CatalogError):
        raise built
    return built


def same_length(row: Row) -> None:
    """Raise InputError where a row has more or fewer cells than there are columns."""
    if None in row or None in row.values():
        raise InputError("expected as many cells as there are columns")


def sorted_and_unique(name: str, ids: Sequence[str]) -> None:
    """Raise CatalogError where the ids of a file are not sorted, or one stands twice."""
    if list(ids) != sorted(set(ids)):
        raise CatalogError(f"{name}: ids must be unique and sorted")


def address(text: str) -> str:
    """Return the address of a source; raise InputError where it is no http(s) address."""
    parts = urlsplit(one_line(text, "source address"))
    if parts.scheme not in ("http", "https") or not parts.netloc or len(text) > LONGEST_ADDRESS:
        raise InputError(f"source address {short(text)} is no http(s) address")
    return text


def one_of(value: T, allowed: Sequence[T]) -> T:
    """Return *value*; raise InputError where it is not allowed."""
    if value not in allowed:
        raise InputError(f"{short(value)} is none of {allowed}")
    return value


def one_line(text: str, what: str) -> str:
    """Return *text*; raise InputError where it has line ends, control characters or turns its direction."""
    if any(unicodedata.category(sign) in ("Cc", "Zl", "Zp", "Cs") or sign in TURNS for sign in text):
        raise InputError(f"{what} {short(text)} has a line end or a control character; write it in one line")
    return text


def short(value: object) -> str:
    """Return a value as an error shows it: quoted, at most 60 characters."""
    return repr(f"{value[:60]}..." if isinstance(value, str) and len(value) > 60 else value)
