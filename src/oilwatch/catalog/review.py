"""Every broken row of the catalogue's files at once, for whoever reviews a change of them."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

from oilwatch.catalog import builders, event_rows, table
from oilwatch.errors import CatalogError, InputError
from oilwatch.model import Event, EventKind, Target

T = TypeVar("T")


def problems(folder: Path) -> list[str]:
    """Return what :func:`oilwatch.catalog.problems` promises."""
    broken: list[str] = []
    described = _built("series.csv", builders.series, folder, broken)
    broken += _order("series.csv", [one.id for one in described])
    kinds = {kind.id: kind for kind in _built("event_kinds.csv", builders.kind, folder, broken)}
    events = _events(folder, kinds, broken)
    steps = list(enumerate(_built("targets.csv", builders.target, folder, broken), start=2))
    broken += unknown_decisions(steps, {event.id: event for event in events})
    _built("differences.csv", builders.difference, folder, broken)
    for path in sorted((folder / "observations").glob("*.csv")):
        _built(f"observations/{path.name}", builders.recorded, folder, broken)
    return broken


def unknown_decisions(steps: list[tuple[int, Target]], events: Mapping[str, Event]) -> list[str]:
    """Return the steps, by their rows, whose decision is no event or is later than they are."""
    broken = []
    for number, step in steps:
        if step.event and step.event not in events:
            broken.append(f"targets.csv, row {number}: event {step.event!r} is not in events.csv")
        elif step.event and events[step.event].date > step.effective_from:
            broken.append(f"targets.csv, row {number}: event {step.event!r} is later than the step")
    return broken


def file_problems(
    path: Path, kinds: Mapping[str, EventKind], known: tuple[Event, ...]
) -> tuple[int, list[str]]:
    """Return what :func:`oilwatch.catalog.file_problems` promises."""
    try:
        rows = table.read(path, path.name)
    except OSError as error:
        raise InputError(f"cannot read {path} ({error.strerror}); name a CSV file") from error
    if not rows:
        return 0, [f"{path.name}: expected the columns of events.csv and at least one row, got none"]
    ids = {row.get("id") for row in rows}
    apart = () if any(event.id in ids for event in known) else known
    events, broken = event_rows.parse(
        rows, name=path.name, kinds=kinds, required=event_rows.COLUMNS, earlier=apart
    )
    return len(rows), broken + event_rows.unsorted(events, path.name)


def _events(folder: Path, kinds: Mapping[str, EventKind], broken: list[str]) -> list[Event]:
    try:
        rows = table.rows("events.csv", folder)
    except (CatalogError, OSError) as error:
        broken.append(_told("events.csv", error))
        return []
    events, found = event_rows.parse(
        rows, name="events.csv", kinds=kinds, required=event_rows.COLUMNS, earlier=()
    )
    broken += found + event_rows.unsorted(events, "events.csv")
    return events


def _built(name: str, build: Callable[[table.Row], T], folder: Path, broken: list[str]) -> list[T]:
    """Return the objects of a file; what its rows break is added to *broken*."""
    try:
        rows = table.rows(name, folder)
    except (CatalogError, OSError) as error:
        broken.append(_told(name, error))
        return []
    built = list(table.each(name, rows, build))
    broken += [str(one) for one in built if isinstance(one, CatalogError)]
    return [one for one in built if not isinstance(one, CatalogError)]


def _told(name: str, error: CatalogError | OSError) -> str:
    return f"{name}: cannot be read ({error.strerror})" if isinstance(error, OSError) else str(error)


def _order(name: str, ids: list[str]) -> list[str]:
    try:
        table.sorted_and_unique(name, ids)
    except CatalogError as error:
        return [str(error)]
    return []
