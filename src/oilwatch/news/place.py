"""The stories of a place that a person names: an address, a file, or what comes on standard input."""

from pathlib import Path
from typing import IO

from oilwatch.errors import InputError
from oilwatch.http import Client
from oilwatch.model import Story
from oilwatch.news import page, page_html
from oilwatch.settings import Settings

_PAGES = (".html", ".htm", ".xhtml")
_NO_TEXT = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a packed document",
    b"\x1f\x8b": "packed",
    b"\x89PNG": "a picture",
}
_INSTEAD = "copy the text of the story into a file, or save its page as HTML"


def client(chosen: Settings) -> Client:
    """Return what asks for pages, as a person's settings allow it."""
    secrets = tuple(chosen.keys.values())
    return Client(secrets=secrets, allow_private=chosen.allow_private, offline=chosen.offline)


def stories(place: str, client: Client, *, folder: Path = Path()) -> list[Story]:
    """Return the stories at an address, or in a file (a page or plain text) whose path is seen from *folder*.

    Raises InputError or SourceError where there is nothing to read.
    """
    if "://" in place:
        return page.from_address(client, place)
    path = folder / place
    try:
        with path.open("rb") as file:
            return read(file, place)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise InputError(
            f"cannot read {place[:200]!r} ({reason}); expected a file, an address such as "
            "https://example.org/page, or - for standard input"
        ) from error


def read(file: IO[bytes], name: str) -> list[Story]:
    """Return the stories of an open file; *name* tells a page by its ending and stands in errors."""
    body = file.read(page_html.MOST_RAW + 1)
    shown = repr(name[:200])
    if not body.strip():
        raise InputError(f"{shown} is empty; expected the text of a story or a page of HTML")
    if len(body) > page_html.MOST_RAW:
        raise InputError(f"{shown} has more than {page_html.MOST_RAW:,} bytes; give one story at a time")
    for start, kind in _NO_TEXT.items():
        if body.startswith(start):
            raise InputError(f"{shown} is {kind} and no text; {_INSTEAD}")
    if b"\0" in body and not body.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError(f"{shown} is no text; {_INSTEAD}")
    if name.lower().endswith(_PAGES):
        return page.from_html(body)
    return page.from_text(page_html.decoded(body))
