"""Text in files that spreadsheets open: nothing in it becomes a formula, whoever wrote it."""

import re
import unicodedata

from oilwatch import units

_LEAD = " \t\r\n\v\f\u00a0\u200b\u200c\u200d\u200e\u200f\u2060\u3000\ufeff\"'`´“”„‘’‚«»"
"""Blanks and quotes that a spreadsheet, or who pastes into one, may strip before it looks for a formula."""
_ARMED = tuple("=+-@|\t\r\n")
_QUOTED = re.compile(r'[,;"#\t\r\n]|^\s|\s$')
_INNER = re.compile(rf"([;\t\r\n])(?=[{re.escape(_LEAD)}]*[=+\-@|＝＋－＠])")
_COMMENT = re.compile(rf"([,;\t])(?=[{re.escape(_LEAD)}]*[=+\-@|＝＋－＠])")


def disarmed(text: str) -> str:
    """Return text that no spreadsheet takes for a formula: an apostrophe stands before what could be one.

    A formula starts with ``= + - @`` (OWASP, "CSV Injection"), also in full width, behind blanks or quotes;
    ``|`` is of an older form that calls other programs (DDE).
    """
    start = unicodedata.normalize("NFKC", text.lstrip(_LEAD)[:1])
    armed = start.startswith(_ARMED) or text.startswith(_ARMED)
    return f"'{text}" if armed else text


def shown(value: object) -> str:
    """Return a value as text: numbers without exponent, nothing for None, text disarmed."""
    if value is None:
        return ""
    if isinstance(value, float):
        return units.number(value)
    return str(value) if isinstance(value, int) else disarmed(str(value))


def csv_cell(value: object) -> str:
    """Return a value as a cell of a CSV file: as text, disarmed all through, and quoted as needed."""
    text = shown(value)
    if value is None or isinstance(value, int | float):
        return text
    text = _INNER.sub(_apart, text)  # some spreadsheets cut at semicolons
    return f'"{text.replace(chr(34), chr(34) * 2)}"' if _QUOTED.search(text) else text


def comment(note: str) -> str:
    """Return a note as a comment line of a CSV file (no line end).

    A spreadsheet does not know comments and cuts the line at commas: no part of it is a formula either, and
    none opens a quote that would swallow the lines below.
    """
    return f"# {_COMMENT.sub(_apart, ' '.join(note.split()).replace(chr(34), chr(39)))}"


def _apart(found: re.Match[str]) -> str:
    return f"{found[1]}'"
