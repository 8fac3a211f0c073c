"""The row of a raw answer in which a figure stands: a CSV line, a JSON record or an XML element. Pure.

Answers are searched as bytes and never loaded as a whole: what is shown is what was sent. Anything may stand
in them, so a row is only believed where it holds the period and, in some unit, the very value.
"""

import hashlib
import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from oilwatch import units
from oilwatch.errors import SourceError
from oilwatch.receipts.steps import steps
from oilwatch.report.safe import line

LONGEST = 300
"""Characters of a row that are shown."""
_FAR = 4_000
"""Bytes before and after a period in which its record begins and ends."""
_MOST = 50_000
"""Places in one answer that are looked at."""
_TAG = re.compile(rb"<(/?)([A-Za-z_][\w:.-]*)[^<>]*?(/?)>")
_NUMBER = re.compile(r"(?<![\w.+-])[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d{1,3})?(?![\w-])")
_SPLIT = re.compile(r"""[\s,;"'<>{}\[\]]+""")
_UNIT = '"{}"\\s*:\\s*"([^"]{{1,80}})"'
Span = tuple[int, int, int]
"""Where a record begins and ends, and where the line that it is in begins."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The figure that is looked for: its *value* in *unit*, and what else is known of its row."""

    series: str
    period: str
    value: float
    unit: str
    keys: tuple[str, ...] = ()
    """Texts that its row may have: parts of the publisher's id, the moment of the copy."""


@dataclass(frozen=True, slots=True)
class Row:
    """The row of a figure: as it stands there (one visible line, cut), and which line it is, from 1."""

    text: str
    line: int
    sha256: str
    """Of the row's own bytes, whole."""
    number: float
    """The figure as it is written there, in *unit*."""
    unit: str
    told: str = ""
    """The unit in the publisher's words; empty: the row does not say."""


def find(body: bytes, wanted: Wanted) -> Row | None:
    """Return the row of a figure, of several the one that fits best; None: it was not found."""
    best, score, held = None, -1, (0, 0)
    for start, end, head in _records(body, wanted.period):
        if start <= held[0] and end >= held[1] > 0:
            continue  # what is around a row that was found already
        text = body[start:end].decode(errors="replace")
        around = body[head : min(start, head + _FAR)].decode(errors="replace") if start > head else ""
        if not _stands(text, wanted.period) or (found := _figure(text, around, wanted)) is None:
            continue
        held = (start, end)
        have = set(_SPLIT.split(f"{text} {around}"))
        fits = sum(key in have for key in wanted.keys)
        if fits > score:
            score, best = fits, (start, end, text, around, found)
    if best is None:
        return steps(body, wanted, Row)
    start, end, text, around, (number, unit, told, at) = best
    begin = f"{around[:120].rstrip()} … " if text.startswith("[") and around else ""
    digest = hashlib.sha256(body[start:end]).hexdigest()
    return Row(_cut(begin, text, at), body.count(b"\n", 0, start) + 1, digest, number, unit, told)


def _cut(begin: str, text: str, at: int) -> str:
    """Return a row as one visible line of at most LONGEST characters in which place *at* of it stands."""
    whole = _plain(begin + text)
    if len(whole) <= LONGEST:
        return whole
    if len(begin) + at < LONGEST - 40:
        return f"{whole[: LONGEST - 1]}…"
    return _plain(f"{(begin + text)[:100]} … {text[max(at - 80, 0) : at + 60]}")[: LONGEST - 1] + "…"


def _plain(text: str) -> str:
    """Return bytes of others as one line in which every sign can be seen, if only as its code."""
    return "".join(one if one.isprintable() else f"⟨U+{ord(one):04X}⟩" for one in line(text))


def _stands(text: str, period: str) -> bool:
    """Return whether a period stands in a row by itself, and not as the beginning of a longer one."""
    compact = period.replace("-", "")
    return re.search(rf"(?<![\w-])(?:{re.escape(period)}|{compact})(?![\w-])", text) is not None


def _figure(text: str, around: str, wanted: Wanted) -> tuple[float, str, str, int] | None:
    """Return the number in a row that is the value looked for: itself, its unit, that in words, its place."""
    given, told = _unit(text, around, wanted)
    for unit in given:
        for found in _NUMBER.finditer(text):
            number = float(found[0])
            if math.isclose(
                units.convert(number, unit, wanted.unit), wanted.value, rel_tol=1e-9, abs_tol=5e-5
            ):
                return number, unit, told, found.start()
    return None


def _unit(text: str, around: str, wanted: Wanted) -> tuple[list[str], str]:
    """Return the units that a row may be in, the likeliest first, and what it says itself."""
    from oilwatch.sources import eia_units

    measure = units.measure(wanted.unit)
    may = [
        wanted.unit,
        *(one for one in units.known() if one != wanted.unit and units.measure(one) == measure),
    ]
    if wanted.series.split(".")[0] not in units.STORED:
        return may, ""
    for where in (text, around):
        for name in ("unit", "units", "unitName"):
            if found := re.search(_UNIT.format(name), where):
                try:
                    return [eia_units.units_of(found[1], wanted.series)[0]], _plain(found[1])
                except SourceError:
                    continue
    return may, ""


def _records(body: bytes, period: str) -> Iterator[Span]:
    """Yield the records of an answer that may hold a period, by the kind of answer it is."""
    first = body[:64].removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    kinds: dict[bytes, Callable[[bytes, str], Iterator[Span]]] = {b"{": _json, b"[": _json, b"<": _xml}
    return kinds.get(first, _lines)(body, period)


def _places(body: bytes, token: bytes) -> Iterator[int]:
    at = -1
    for _ in range(_MOST):
        if (at := body.find(token, at + 1)) < 0:
            return
        yield at


def _lines(body: bytes, period: str) -> Iterator[Span]:
    for at in _places(body, period.encode()):
        start = body.rfind(b"\n", max(at - _FAR, 0), at) + 1 or max(at - _FAR, 0)
        end = body.find(b"\n", at, at + _FAR)
        yield start, end if end >= 0 else min(at + _FAR, len(body)), start


def _json(body: bytes, period: str) -> Iterator[Span]:
    """Yield the innermost object or list around each period (``2026-03-17`` or ``20260317``, in quotes)."""
    for form in (period, period.replace("-", "")):
        head, before = 0, 0
        for at in _places(body, f'"{form}"'.encode()):
            head, before = max(head, body.rfind(b"\n", before, at) + 1), at
            start = max(body.rfind(one, max(at - _FAR, 0), at) for one in (b"{", b"["))
            ends = [found for one in (b"}", b"]") if (found := body.find(one, at, at + _FAR)) >= 0]
            if start >= 0 and ends:
                yield start, min(ends) + 1, head


def _xml(body: bytes, period: str) -> Iterator[Span]:
    """Yield the elements that hold the period, from the inside out."""
    opened: list[tuple[bytes, int]] = []
    token = period.encode()
    for tag in _TAG.finditer(body):
        closes, name, empty = tag.groups()
        if not closes and not empty:
            opened.append((name, tag.start()))
            continue
        start = tag.start()
        if closes:
            if not opened or opened[-1][0] != name:
                continue  # not well formed: no element ends here
            start = opened.pop()[1]
        if tag.end() - start <= 2 * _FAR and token in body[start : tag.end()]:
            yield start, tag.end(), start
