"""The rows of the other files of the catalogue as model objects, and the required level of each month."""

from collections.abc import Iterable
from datetime import date

from oilwatch import periods, units
from oilwatch.catalog import table
from oilwatch.catalog.table import Row
from oilwatch.errors import InputError
from oilwatch.model import Difference, EventKind, Recorded, Series, Target

LANES = {
    "opec": "OPEC+",
    "sanctions": "Policy",
    "conflict": "Conflict",
    "supply": "Stocks",
    "demand": "Market",
}
"""The rows of a chart's event lane, top to bottom, by id."""
TEAM = "team"
"""The lane of what a team adds itself; no kind of the catalogue may claim it."""
REQUIRED = "after voluntary cuts"
LAST_TARGET_MONTH = "2026-11"
"""The last month for which a required level was announced (see data/SOURCES.md)."""


def series(row: Row) -> Series:
    """Return the description of a series."""
    units.measure(row["unit"])
    if row["frequency"] not in periods.FORMS:
        raise InputError(f"frequency {row['frequency']!r} is none of {', '.join(periods.FORMS)}")
    table.address(row["source_url"])
    text = {name: row[name] for name in Series.__slots__ if name not in ("lag_days", "preference")}
    return Series(**text, lag_days=int(row["lag_days"]), preference=int(row["preference"]))


def kind(row: Row) -> EventKind:
    """Return a kind of event."""
    if row["lane"] == TEAM:
        raise InputError(f"lane {TEAM!r} is kept for what a team adds itself; use {', '.join(LANES)}")
    if row["lane"] not in LANES:
        raise InputError(f"lane {row['lane']!r} is none of {', '.join(LANES)}")
    return EventKind(row["id"], row["label"], row["lane"], int(row["importance"]))


def recorded(row: Row) -> Recorded:
    """Return a row of a series' record."""
    return Recorded(row["period"], float(row["value"]) if row["value"] else None, row["seen_from"])


def target(row: Row) -> Target:
    """Return a step of required production."""
    return Target(
        entity=row["entity"],
        effective_from=date.fromisoformat(row["effective_from"]),
        kbd=_number(row["kbd"]),
        layer=row["layer"],
        basis=row["basis"],
        confidence=table.one_of(row["confidence"], ("high", "medium", "low")),
        source_url=table.address(row["source_url"]) if row["kbd"] else row["source_url"],
        event=row["event"],
        change_kbd=_number(row["change_kbd"]),
    )


def difference(row: Row) -> Difference:
    """Return a known difference between publishers."""
    low, high = float(row["low_percent"]), float(row["high_percent"])
    if not low < high:
        raise InputError(f"low_percent {low:g} is not below high_percent {high:g}")
    if not row["words"].strip():
        raise InputError("words is empty")
    sources = tuple(filter(None, row["sources"].split(";")))
    return Difference(
        row["entity"], row["series"], sources, low, high, row["words"], table.address(row["source_url"])
    )


def required(entity: str, targets: Iterable[Target], seen_from: str) -> list[Recorded]:
    """Return one row a month: the required level in force on its first day; no row where there is none."""
    steps = [t for t in targets if t.entity == entity and t.layer == REQUIRED]
    rows = []
    for step, after in zip(steps, [*steps[1:], None], strict=True):
        month = f"{step.effective_from:%Y-%m}"
        last = f"{after.effective_from:%Y-%m}" if after else periods.following(LAST_TARGET_MONTH, "monthly")
        while month < last:
            if step.kbd is not None:
                rows.append(Recorded(month, step.kbd, seen_from))
            month = periods.following(month, "monthly")
    return rows


def _number(text: str) -> float | None:
    return float(text) if text else None
