"""The bundled catalogue: ``data/*.csv`` as validated model objects.

Every rule that a row breaks is named with its file and row. An address is http or https; rows are
sorted; ids are unique; kinds, entities and periods are known and well formed; what an event follows is
there and not later. Where a function takes a *folder*, it reads that one instead of the bundled ``data/``.
"""

from collections.abc import Collection, Iterable, Mapping
from functools import cache
from pathlib import Path

from oilwatch.catalog import builders, event_rows, review, table
from oilwatch.catalog.builders import LANES, LAST_TARGET_MONTH, REQUIRED
from oilwatch.catalog.event_cells import RELATIONS
from oilwatch.catalog.event_rows import COLUMNS as EVENT_COLUMNS
from oilwatch.catalog.event_rows import follows_text
from oilwatch.catalog.names import NAMES
from oilwatch.catalog.table import data_folder
from oilwatch.errors import CatalogError, InputError
from oilwatch.model import Difference, Event, EventKind, Recorded, Series, Target

__all__ = [
    "EVENT_COLUMNS",
    "LANES",
    "LAST_TARGET_MONTH",
    "NAMES",
    "RELATIONS",
    "REQUIRED",
    "by_publisher_id",
    "data_folder",
    "differences",
    "event",
    "event_ids",
    "events",
    "file_problems",
    "follows_text",
    "history",
    "kinds",
    "parse_events",
    "problems",
    "series",
    "targets",
    "with_figures",
]


@cache
def series(folder: Path | None = None) -> dict[str, Series]:
    """Return the published series by id, in the order of the file."""
    rows = table.parse("series.csv", builders.series, folder)
    table.sorted_and_unique("series.csv", [row.id for row in rows])
    return {row.id: row for row in rows}


@cache
def by_publisher_id() -> dict[str, str]:
    """Return the id of each series by its publisher's."""
    return {row.publisher_id: row.id for row in series().values() if row.publisher_id}


@cache
def kinds(folder: Path | None = None) -> dict[str, EventKind]:
    """Return the kinds of event by id."""
    return {row.id: row for row in table.parse("event_kinds.csv", builders.kind, folder)}


@cache
def events(folder: Path | None = None) -> tuple[Event, ...]:
    """Return the catalogue of events, oldest first; raise CatalogError for the first broken row."""
    found, broken = parse_events(table.rows("events.csv", folder), name="events.csv", known=kinds(folder))
    broken += event_rows.unsorted(found, "events.csv")
    if broken:
        raise CatalogError(broken[0])
    return tuple(found)


@cache
def event_ids() -> dict[str, Event]:
    """Return the events by id."""
    return {event.id: event for event in events()}


def event(event_id: str, own: Iterable[Event] = ()) -> Event:
    """Return an event of the catalogue, or one of a team's *own*, by its id.

    Raises InputError that names the nearest ids where there is none.
    """
    known = {**{event.id: event for event in own}, **event_ids()}
    if event_id in known:
        return known[event_id]
    from difflib import get_close_matches

    like = get_close_matches(event_id[:100], known, n=3)
    hint = f"did you mean {' or '.join(like)}?" if like else "`oilwatch events` lists their ids"
    raise InputError(f"expected the id of an event, got {table.short(event_id)}; {hint}")


@cache
def targets(folder: Path | None = None) -> tuple[Target, ...]:
    """Return the steps of required production, by entity, layer and date."""
    return tuple(table.parse("targets.csv", builders.target, folder))


@cache
def differences(folder: Path | None = None) -> tuple[Difference, ...]:
    """Return the known differences between publishers."""
    return tuple(table.parse("differences.csv", builders.difference, folder))


def parse_events(
    rows: Iterable[Mapping[str, str]],
    *,
    name: str,
    known: Mapping[str, EventKind] | None = None,
    required: Collection[str] = EVENT_COLUMNS,
    earlier: Iterable[Event] = (),
) -> tuple[list[Event], list[str]]:
    """Return the events of *rows* (the first is row 2 of the file *name*) and every rule that rows break.

    *known* are the kinds allowed (default: the catalogue's), *required* the columns that must be there:
    another may be absent or empty (``id`` and ``confidence`` stay empty then, ``importance`` is its kind's),
    and an ``id`` that is not required need not begin with the date. Date, kind and title are always needed.
    An event may follow one of *rows* or of *earlier*. A row with a problem is none of the events.
    """
    allowed = kinds() if known is None else known
    return event_rows.parse(rows, name=name, kinds=allowed, required=required, earlier=earlier)


def problems(folder: Path | None = None) -> list[str]:
    """Return every broken row of a folder's files as ``file, row: rule``; none: the catalogue is sound."""
    return review.problems(folder or data_folder())


def file_problems(path: Path) -> tuple[int, list[str]]:
    """Return how many rows a file in the layout of events.csv has, and every rule that they break.

    What an event follows must be in the file, or, where the file has none of the catalogue's events, in the
    catalogue. Raises InputError where the file cannot be read or is no CSV.
    """
    return review.file_problems(path, kinds(), events())


def history(series_id: str, folder: Path | None = None) -> tuple[list[Recorded], Path | None]:
    """Return the bundled record of a series, and the file that holds it (none: no figures bundled)."""
    path = _file(series_id, folder)
    if not path.exists():
        return [], None
    if path.name == "targets.csv":
        seen_from = table.rows("targets.csv", folder)[0]["seen_from"]
        return builders.required(series_id.split(".")[1].upper(), targets(folder), seen_from), path
    return table.parse(f"observations/{path.name}", builders.recorded, folder), path


def with_figures() -> set[str]:
    """Return the series whose figures are bundled."""
    return {series_id for series_id in series() if _file(series_id, None).exists()}


def _file(series_id: str, folder: Path | None) -> Path:
    inside = folder or data_folder()
    target = series_id.startswith("target.")
    return inside / ("targets.csv" if target else f"observations/{series_id}.csv")
