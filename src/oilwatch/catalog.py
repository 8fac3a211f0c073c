"""The bundled catalogue: ``data/*.csv`` as validated model objects.

Every rule that a row breaks is named with its file and line. An address is http or https; rows are
sorted; ids are unique; kinds, entities and periods are known and well formed. Where a function takes a
*folder*, it reads that one instead of the bundled ``data/``.
"""

import csv
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from oilwatch import periods, units
from oilwatch.errors import CatalogError, InputError
from oilwatch.model import Difference, Event, EventKind, Recorded, Series, Target
from oilwatch.settings import bundled

LANES = {
    "opec": "OPEC+",
    "sanctions": "Policy",
    "conflict": "Conflict",
    "supply": "Stocks",
    "demand": "Market",
}
"""The rows of a chart's event lane, top to bottom, by id."""
REQUIRED = "after voluntary cuts"
LAST_TARGET_MONTH = "2026-11"
"""The last month for which a required level was announced (see data/SOURCES.md)."""

Row = Mapping[str, str]
T = TypeVar("T")


def data_folder() -> Path:
    """Return the folder of the bundled figures."""
    return bundled("data")


@cache
def series(folder: Path | None = None) -> dict[str, Series]:
    """Return the published series by id, in the order of the file."""
    rows = _parse("series.csv", _series, folder)
    _sorted_and_unique("series.csv", [row.id for row in rows])
    return {row.id: row for row in rows}


@cache
def by_publisher_id() -> dict[str, str]:
    """Return the id of each series by its publisher's."""
    return {row.publisher_id: row.id for row in series().values() if row.publisher_id}


@cache
def kinds(folder: Path | None = None) -> dict[str, EventKind]:
    """Return the kinds of event by id."""
    return {row.id: row for row in _parse("event_kinds.csv", _kind, folder)}


@cache
def events(folder: Path | None = None) -> tuple[Event, ...]:
    """Return the catalogue of events, oldest first."""
    known = kinds(folder)
    rows = _parse("events.csv", lambda row: _event(row, known), folder)
    if len({row.id for row in rows}) != len(rows):
        raise CatalogError("events.csv: an id stands twice; ids must be unique")
    days = [row.date for row in rows]
    if days != sorted(days):
        raise CatalogError("events.csv: rows must be sorted by date")
    return tuple(rows)


@cache
def event_ids() -> dict[str, Event]:
    """Return the events by id."""
    return {event.id: event for event in events()}


@cache
def targets(folder: Path | None = None) -> tuple[Target, ...]:
    """Return the steps of required production, by entity, layer and date."""
    return tuple(_parse("targets.csv", _target, folder))


@cache
def differences(folder: Path | None = None) -> tuple[Difference, ...]:
    """Return the known differences between publishers."""
    return tuple(_parse("differences.csv", _difference, folder))


def history(series_id: str, folder: Path | None = None) -> tuple[list[Recorded], Path | None]:
    """Return the bundled record of a series, and the file that holds it (none: no figures bundled)."""
    path = _file(series_id, folder)
    if not path.exists():
        return [], None
    if path.name == "targets.csv":
        return _required(series_id.split(".")[1].upper(), folder), path
    return _parse(f"observations/{path.name}", _recorded, folder), path


def with_figures() -> set[str]:
    """Return the series whose figures are bundled."""
    return {series_id for series_id in series() if _file(series_id, None).exists()}


def _file(series_id: str, folder: Path | None) -> Path:
    inside = folder or data_folder()
    target = series_id.startswith("target.")
    return inside / ("targets.csv" if target else f"observations/{series_id}.csv")


def _recorded(row: Row) -> Recorded:
    return Recorded(row["period"], float(row["value"]) if row["value"] else None, row["seen_from"])


def _required(entity: str, folder: Path | None) -> list[Recorded]:
    """Return one row a month: the required level in force on its first day; no row where there is none."""
    steps = [t for t in targets(folder) if t.entity == entity and t.layer == REQUIRED]
    seen_from = _rows("targets.csv", folder)[0]["seen_from"]
    rows = []
    for step, after in zip(steps, [*steps[1:], None], strict=True):
        month = f"{step.effective_from:%Y-%m}"
        last = f"{after.effective_from:%Y-%m}" if after else periods.following(LAST_TARGET_MONTH, "monthly")
        while month < last:
            if step.kbd is not None:
                rows.append(Recorded(month, step.kbd, seen_from))
            month = periods.following(month, "monthly")
    return rows


def _series(row: Row) -> Series:
    units.measure(row["unit"])
    if row["frequency"] not in periods.FORMS:
        raise InputError(f"frequency {row['frequency']!r} is none of {', '.join(periods.FORMS)}")
    _address(row["source_url"])
    text = {name: row[name] for name in Series.__slots__ if name not in ("lag_days", "preference")}
    return Series(**text, lag_days=int(row["lag_days"]), preference=int(row["preference"]))


def _kind(row: Row) -> EventKind:
    if row["lane"] not in LANES:
        raise InputError(f"lane {row['lane']!r} is none of {', '.join(LANES)}")
    return EventKind(row["id"], row["label"], row["lane"], int(row["importance"]))


def _event(row: Row, known: Mapping[str, EventKind]) -> Event:
    if row["kind"] not in known:
        raise InputError(f"kind {row['kind']!r} is not in event_kinds.csv")
    if not row["title"].strip():
        raise InputError("title is empty")
    if not row["id"].startswith(row["date"]):
        raise InputError(f"id {row['id']!r} does not begin with the date {row['date']}")
    if row["effective_from"]:
        periods.bounds("daily", row["effective_from"], None)
    return Event(
        id=row["id"],
        date=date.fromisoformat(row["date"]),
        title=row["title"],
        kind=row["kind"],
        lane=known[row["kind"]].lane,
        countries=tuple(filter(None, row["countries"].split(";"))),
        size_kbd=float(row["size_kbd"]) if row["size_kbd"] else None,
        effective_from=row["effective_from"],
        importance=_one_of(int(row["importance"]), (1, 2, 3)),
        confidence=_one_of(row["confidence"], ("high", "medium", "low")),
        source_url=_address(row["source_url"]),
    )


def _target(row: Row) -> Target:
    return Target(
        entity=row["entity"],
        effective_from=date.fromisoformat(row["effective_from"]),
        kbd=float(row["kbd"]) if row["kbd"] else None,
        layer=row["layer"],
        basis=row["basis"],
        confidence=_one_of(row["confidence"], ("high", "medium", "low")),
        source_url=_address(row["source_url"]) if row["kbd"] else row["source_url"],
    )


def _difference(row: Row) -> Difference:
    low, high = float(row["low_percent"]), float(row["high_percent"])
    if not low < high:
        raise InputError(f"low_percent {low:g} is not below high_percent {high:g}")
    if not row["words"].strip():
        raise InputError("words is empty")
    sources = tuple(filter(None, row["sources"].split(";")))
    return Difference(
        row["entity"], row["series"], sources, low, high, row["words"], _address(row["source_url"])
    )


def _address(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise InputError(f"source address {text!r} is no http(s) address")
    return text


def _one_of(value: T, allowed: tuple[T, ...]) -> T:
    if value not in allowed:
        raise InputError(f"{value!r} is none of {allowed}")
    return value


def _rows(name: str, folder: Path | None) -> list[dict[str, str]]:
    with ((folder or data_folder()) / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _parse(name: str, build: Callable[[Row], T], folder: Path | None) -> list[T]:
    return list(_numbered(name, _rows(name, folder), build))


def _numbered(name: str, rows: list[dict[str, str]], build: Callable[[Row], T]) -> Iterator[T]:
    for number, row in enumerate(rows, start=2):
        try:
            if None in row or None in row.values():
                raise InputError("expected as many cells as there are columns")
            yield build(row)
        except KeyError as error:
            raise CatalogError(f"{name}, row {number}: no column {error}") from error
        except (InputError, ValueError) as error:
            raise CatalogError(f"{name}, row {number}: {error}") from error


def _sorted_and_unique(name: str, ids: list[str]) -> None:
    if ids != sorted(set(ids)):
        raise CatalogError(f"{name}: ids must be unique and sorted")
