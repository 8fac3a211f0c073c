"""Announced against delivered: what a decision asked for, and what was pumped in the months after it.

Each row is one month of one series of output, so that definitions are never mixed: a row says whether its
series counts what the required level counts. All figures read as of one day, and a month that was not
published by then is listed with the reason. Nothing is filled in.
"""

from collections.abc import Sequence
from datetime import date, datetime

from oilwatch import catalog, periods
from oilwatch.delivered import asked, measure
from oilwatch.delivered.asked import Window, effective
from oilwatch.delivered.measure import Side
from oilwatch.delivered.records import Report, Row
from oilwatch.errors import InputError
from oilwatch.model import Event, Series
from oilwatch.store import Store

__all__ = ["Report", "Row", "effective", "report"]

LONGEST = 60
"""For so many months at most."""


def report(
    store: Store, event: Event, *, months: int = 6, as_of: str | date | datetime | None = None
) -> Report:
    """Return what was announced and delivered over *months* months from a decision's first month in force.

    That is the month of its ``effective_from``, or where it states none the month after it. Rows by country,
    definition and month, for every country and group that it names and, where it is of a group, for the
    members with recorded levels; see docs/delivered.md. Raises InputError where *months* is not 1 to 60, or
    *as_of* is no day or lies before the decision.
    """
    if not 1 <= months <= LONGEST:
        raise InputError(f"expected 1 to {LONGEST} months, got {months}")
    today = periods.as_of(as_of)[:10] if as_of else store.now().date().isoformat()
    if today < event.date.isoformat():
        raise InputError(f"expected a day on or after the decision ({event.date}), got {today}")
    window = asked.window(event, months, today, as_of)
    known, filled = store.catalogue(), store.newest()
    rows: list[Row] = []
    notes, empty = [], []
    for name, entity in asked.covered(event, known):
        found = [known[i] for i in asked.ids(entity) if i in known]
        empty += [about.id for about in found if about.id not in filled]
        found = [about for about in found if about.id in filled]
        if not found:
            notes.append(f"{name}: the store has no output of it")
        for about in found:
            rows += measure.rows(_side(store, about, event, (name, window)), window)
    if empty:
        notes.append(f"no figures in the store yet: {', '.join(empty)}")
    notes += _said(event, rows, window)
    return Report(event, window.months[0], today, tuple(rows), tuple(notes))


def _side(store: Store, about: Series, event: Event, place: tuple[str, Window]) -> Side:
    name, window = place
    first, last = min(window.base, window.months[0]), window.months[-1]
    _, seen = store.seen(about.id, start=first, end=last, as_of=window.as_of)
    target, levels = f"target.{about.entity.lower()}.required", {}
    if target in store.catalogue():
        levels = {
            row.period: row.value for row in store.seen(target, start=first, end=last, as_of=window.as_of)[1]
        }
    alone = event.lane == "opec" and event.countries == (name,)
    return Side(
        about,
        {row.period: row for row in seen},
        levels,
        event.size_kbd if alone else None,
        catalog.NAMES.get(name) in asked.LEVELS,
    )


def _said(event: Event, rows: Sequence[Row], window: Window) -> list[str]:
    """Return what is true of the report as a whole."""
    notes = []
    if not event.countries:
        notes.append("the event names no country and no group: there is no output to set beside it")
    if rows and event.size_kbd is None:
        notes.append("the decision states no size")
    elif rows and all(row.announced is None for row in rows):
        notes.append(
            "the decision states no change for any of these alone: it names several, or is none of output"
        )
    if any("membership changed" in row.note for row in rows):
        notes += [
            f"membership changed in {since} ({other.title}): a group's output before and after may not be"
            " that of the same members"
            for since, other in window.breaks
        ]
    return notes
