"""The cells of a row of events.csv: each by its own rule; an InputError says which one it breaks."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from oilwatch import periods
from oilwatch.catalog import table
from oilwatch.catalog.table import Row
from oilwatch.errors import InputError
from oilwatch.model import EventKind

FILLED = frozenset(("id", "importance", "confidence", "source_url"))
"""Columns in which a required cell may not be empty; date, kind and title never may."""
RELATIONS = ("extends", "reverses", "unwinds", "confirms")
"""What an event may do to an earlier one."""
LONGEST_TITLE, LARGEST_KBD = 300, 100_000
_ID = re.compile(r"[0-9a-z][0-9a-z-]{0,99}")
_NUMBER = re.compile(r"[+-]?[0-9]{1,9}(\.[0-9]{1,6})?")
_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a row: the kinds it may be of, and the columns it must have."""

    kinds: Mapping[str, EventKind]
    required: frozenset[str]

    def cell(self, row: Row, name: str) -> str:
        """Return a cell; raise InputError where it must be filled and is not; absent: empty."""
        text = table.one_line(row.get(name, ""), name)
        if not text and name in FILLED & self.required:
            raise InputError(f"{name} is empty")
        return text


def _id(row: Row, asked: Asked) -> str:
    text = asked.cell(row, "id")
    if text and not _ID.fullmatch(text):
        raise InputError(f"id {table.short(text)} is not made of small letters, digits and hyphens")
    if "id" in asked.required and not text.startswith(day := row.get("date", "")):
        raise InputError(f"id {table.short(text)} does not begin with the date {day}")
    return text


def _date(row: Row, _asked: Asked) -> date:
    return date.fromisoformat(periods.check(row.get("date", ""), "daily"))


def _title(row: Row, asked: Asked) -> str:
    text = asked.cell(row, "title")
    if not text.strip():
        raise InputError("title is empty")
    if len(text) > LONGEST_TITLE:
        raise InputError(f"title has {len(text)} characters; at most {LONGEST_TITLE} are allowed")
    return text


def _kind(row: Row, asked: Asked) -> str:
    text = asked.cell(row, "kind")
    if text not in asked.kinds:
        raise InputError(
            f"kind {table.short(text)} is not in event_kinds.csv, which has {', '.join(asked.kinds)}"
        )
    return text


def _lane(row: Row, asked: Asked) -> str:
    found = asked.kinds.get(row.get("kind", ""))
    return found.lane if found else ""


def _size(row: Row, asked: Asked) -> float | None:
    text = asked.cell(row, "size_kbd")
    if not text:
        return None
    if not _NUMBER.fullmatch(text.replace("−", "-")):
        raise InputError(f"size_kbd {table.short(text)} is no number such as -500 or 137.5")
    size = float(text.replace("−", "-"))
    if not abs(size) <= LARGEST_KBD:
        raise InputError(f"size_kbd {table.short(text)} is not within +-{LARGEST_KBD:,} kb/d")
    return size


def _effective(row: Row, asked: Asked) -> str:
    text = asked.cell(row, "effective_from")
    if text:
        periods.bounds("daily", text, None)
    return text


def _importance(row: Row, asked: Asked) -> int:
    text = asked.cell(row, "importance")
    if text:
        if text not in ("1", "2", "3"):
            raise InputError(f"importance {table.short(text)} is none of 1, 2 and 3")
        return int(text)
    kind = asked.kinds.get(row.get("kind", ""))
    return kind.importance if kind else 1


def _confidence(row: Row, asked: Asked) -> str:
    text = asked.cell(row, "confidence")
    return table.one_of(text, ("high", "medium", "low")) if text else ""


def _source(row: Row, asked: Asked) -> str:
    text = asked.cell(row, "source_url")
    return table.address(text) if text else ""


def _time(row: Row, asked: Asked) -> str:
    text, zone = asked.cell(row, "time"), asked.cell(row, "zone")
    if text and not _TIME.fullmatch(text):
        raise InputError(f"time {table.short(text)} is no time of day (HH:MM)")
    if bool(text) != bool(zone):
        raise InputError("time and zone stand together: give both, or neither")
    return text


def _zone(row: Row, asked: Asked) -> str:
    text = asked.cell(row, "zone")
    try:
        if text:
            ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise InputError(f"zone {table.short(text)} is no IANA time zone, such as Europe/Vienna") from None
    return text


def _follows(row: Row, asked: Asked) -> tuple[tuple[str, str], ...]:
    pairs = []
    for part in filter(None, asked.cell(row, "follows").split(";")):
        relation, _, of = part.partition(":")
        if relation not in RELATIONS or not of:
            raise InputError(
                f"follows {table.short(part)} is not one of {', '.join(RELATIONS)}, a colon, an id"
            )
        pairs.append((relation, of))
    if len(set(pairs)) != len(pairs):
        raise InputError("follows names one event twice")
    return tuple(pairs)


FIELDS: dict[str, Callable[[Row, Asked], object]] = {
    "kind": _kind,
    "title": _title,
    "date": _date,
    "id": _id,
    "lane": _lane,
    "countries": lambda row, asked: tuple(filter(None, asked.cell(row, "countries").split(";"))),
    "size_kbd": _size,
    "effective_from": _effective,
    "importance": _importance,
    "confidence": _confidence,
    "source_url": _source,
    "scheduled": lambda row, asked: table.one_of(asked.cell(row, "scheduled"), ("", "yes", "no")),
    "time": _time,
    "zone": _zone,
    "follows": _follows,
}
"""How each field of an event is read from its row; whatever a row breaks is told in this order."""
