"""The rows of events.csv, and of files like it, as events: every rule that a row breaks is named."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from operator import itemgetter
from typing import Any

from oilwatch.catalog import table
from oilwatch.catalog.event_cells import FIELDS, Asked
from oilwatch.catalog.table import Row
from oilwatch.errors import InputError
from oilwatch.model import Event, EventKind

COLUMNS = (
    "id date kind title countries size_kbd effective_from importance confidence source_url "
    "scheduled time zone follows"
).split()
"""The columns of events.csv, in its order."""


def parse(
    found: Iterable[Row],
    *,
    name: str,
    kinds: Mapping[str, EventKind],
    required: Collection[str],
    earlier: Iterable[Event],
) -> tuple[list[Event], list[str]]:
    """Return what :func:`oilwatch.catalog.parse_events` promises."""
    rows = list(found)
    absent = [column for column in COLUMNS if column in required and rows and column not in rows[0]]
    if absent:
        return [], [f"{name}, row 1: no column {', '.join(map(repr, absent))}"]
    asked = Asked(kinds, frozenset(required))
    events: list[Event] = []
    broken: list[tuple[int, str]] = []
    placed: list[tuple[int, Event]] = []
    for number, row in enumerate(rows, start=2):
        built = _built(row, asked)
        if isinstance(built, Event):
            placed.append((number, built))
            events.append(built)
        else:
            broken += [(number, rule) for rule in built]
    days = {event.id: event.date for event in earlier}
    broken += _between(placed, days, [str(row.get("id")) for row in rows])
    return events, [f"{name}, row {number}: {rule}" for number, rule in sorted(broken, key=itemgetter(0))]


def unsorted(events: Sequence[Event], name: str) -> list[str]:
    """Return the problem of a file whose events are not sorted by date; none where they are."""
    for before, after in pairwise(events):
        if after.date < before.date:
            return [f"{name}: rows must be sorted by date; {after.id} stands after {before.id}"]
    return []


def follows_text(event: Event) -> str:
    """Return what an event does to earlier ones as its cell holds it: ``extends:ID;unwinds:ID``."""
    return ";".join(f"{relation}:{of}" for relation, of in event.follows)


def _built(row: Row, asked: Asked) -> Event | list[str]:
    """Return the event of a row, or every rule of its own that the row breaks."""
    fields: dict[str, Any] = {}
    broken: list[str] = []
    try:
        table.same_length(row)
    except InputError as error:
        return [str(error)]
    for name, build in FIELDS.items():
        try:
            fields[name] = build(row, asked)
        except (InputError, ValueError) as error:
            broken.append(str(error))
    return broken or Event(**fields)


def _between(
    placed: Sequence[tuple[int, Event]], days: Mapping[str, date], ids: Sequence[str]
) -> Iterator[tuple[int, str]]:
    """Yield the rules that rows break between them: unique ids, and what an event may follow.

    *days* are those of events outside the file; *ids* are those of all its rows, broken ones too.
    """
    known = {**days, **{event.id: event.date for _, event in placed if event.id}}
    first: dict[str, int] = {}
    for number, event in placed:
        if event.id and first.setdefault(event.id, number) != number:
            yield number, f"an id stands twice: {event.id!r} is also that of row {first[event.id]}"
        for relation, of in event.follows:
            if of == event.id:
                yield number, f"follows {relation}:{of}, which is itself"
            elif of not in known and of not in ids:
                yield (
                    number,
                    f"follows {relation}:{table.short(of)[1:-1]}, which is no event of the catalogue",
                )
            elif of in known and known[of] > event.date:
                yield number, f"follows {relation}:{of}, which is later than {event.date}"
