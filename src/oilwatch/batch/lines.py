"""The lines of a batch: read as they come, in constant memory, and what each one asks for."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

import orjson

from oilwatch.errors import InputError

MOST = 5_000_000
"""Bytes of the longest line."""
BLOCK = 1 << 18
CHUNK_LINES, CHUNK_BYTES = 64, 1 << 16
"""What a worker gets at a time: enough that handing it over costs little, and all get their share."""
_FORM = 'expected {"id", "published", "text"} or {"id", "url_or_path"}'


class Line(NamedTuple):
    """A line of the input that is not blank, with its number; no body: it is longer than MOST bytes."""

    number: int
    body: bytes | None

    @property
    def size(self) -> int:
        """Bytes in memory."""
        return len(self.body or b"")


class Asked(NamedTuple):
    """What a line asks for: the check of a text, or of what stands at a place."""

    id: str | int | None
    title: str
    published: str
    text: str
    place: str


class Malformed(InputError):
    """A line that asks for nothing that can be done; *id* is the story's where it can be read."""

    def __init__(self, message: str, id_: str | int | None = None) -> None:
        super().__init__(message)
        self.id = id_


def read(block: Callable[[int], bytes]) -> Iterator[list[Line]]:
    """Yield the lines that each block of the input completes; *block* returns at most so many bytes."""
    held, size, number = list[bytes](), 0, 0
    while more := block(BLOCK):
        *ends, rest = more.split(b"\n")
        found = []
        for piece in ends:
            number, size = number + 1, size + len(piece)
            found.append(Line(number, b"".join([*held, piece]) if size <= MOST else None))
            held, size = [], 0
        size += len(rest)
        held = [*held, rest] if size <= MOST else []
        yield _told(found)
    if size:
        yield _told([Line(number + 1, b"".join(held) if size <= MOST else None)])


def _told(found: Iterable[Line]) -> list[Line]:
    """Return lines without those that are blank, and without the mark that some editors put first."""
    plain = (
        line._replace(body=line.body.removeprefix(b"\xef\xbb\xbf"))
        if line.number == 1 and line.body
        else line
        for line in found
    )
    return [line for line in plain if line.body is None or line.body.strip()]


def chunks(blocks: Iterable[list[Line]]) -> Iterator[list[Line]]:
    """Yield lines in portions for a worker; none waits for lines that are not there yet."""
    for block in blocks:
        chunk, size = list[Line](), 0
        for line in block:
            if chunk and (len(chunk) == CHUNK_LINES or size + line.size > CHUNK_BYTES):
                yield chunk
                chunk, size = [], 0
            chunk.append(line)
            size += line.size
        if chunk:
            yield chunk


def parse(line: Line) -> Asked:
    """Return what a line asks for; raise Malformed where it asks for nothing that can be done."""
    found = _object(line)
    name = found.get("id")
    if isinstance(name, bool) or not isinstance(name, str | int | None):
        raise Malformed(f"its id is {_kind(name)}; expected text or a whole number")
    told = {}
    for field in ("title", "published", "text", "url_or_path"):
        value = found.get(field)
        if not isinstance(value, str | None):
            raise Malformed(f"its {field} is {_kind(value)}; expected text", name)
        told[field] = value or ""
    text, place = told["text"], told["url_or_path"]
    if bool(text.strip()) == bool(place.strip()):
        raise Malformed(f"it has {'both text and url_or_path' if text.strip() else 'no text'}; {_FORM}", name)
    return Asked(name, told["title"], told["published"], text if text.strip() else "", place)


def _object(line: Line) -> dict[str, Any]:
    if line.body is None:
        raise Malformed(f"it is longer than {MOST:,} bytes; a line is one story")
    try:
        found = orjson.loads(line.body)
    except orjson.JSONDecodeError as error:
        raise Malformed(f"{_why(line.body, error)}; {_FORM}") from None
    if not isinstance(found, dict):
        raise Malformed(f"it is {_kind(found)}; {_FORM}")
    return found


def _why(body: bytes, error: orjson.JSONDecodeError) -> str:
    try:
        body.decode()
    except UnicodeDecodeError:
        return "it is not in UTF-8"
    return f"it is no JSON ({error.msg}, at character {error.pos + 1:,})"


def _kind(value: object) -> str:
    kinds = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object"}
    return kinds.get(type(value), "null" if value is None else "text")
