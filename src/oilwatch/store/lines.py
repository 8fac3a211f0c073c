"""Texts of people as they are kept: in one line, with nothing that hides or turns what stands there."""

from oilwatch.errors import InputError

_JOINERS = "\u200c\u200d"
"""They are seen by what they join: emoji, and letters of Persian or Hindi."""


def clean(text: str) -> str:
    """Return text as one line: a space for each run of signs that cannot be seen."""
    return " ".join("".join(sign if sign.isprintable() or sign in _JOINERS else " " for sign in text).split())


def line(text: str, most: int, what: str, *, least: int = 1) -> str:
    """Return text as one line; raise InputError where it has less or more characters than it may have."""
    found = clean(text)
    if not least <= len(found) <= most:
        raise InputError(f"expected {what} in {least} to {most} characters, got {len(found)}")
    return found
