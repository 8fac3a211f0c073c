"""The commands that say how fresh the store is, and that settle what was held aside."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from oilwatch import terminal
from oilwatch.cli import person, root
from oilwatch.cli.root import app

if TYPE_CHECKING:
    from oilwatch.store import Store

COLUMNS = (
    "series",
    "period",
    "value",
    "unit",
    "seen_from",
    "source",
    "age_days",
    "next_due",
    "overdue",
    "note",
)
HELD = ("series", "first", "last", "count", "value", "seen_from", "source", "reason")
SOURCES = ("source", "finished_at", "status", "new", "revised", "withdrawn", "held", "next_try", "reason")


@app.command()
@terminal.JSON
@click.pass_obj
def status(db: str | None, as_json: bool) -> None:
    """Show per series the latest figure, its age and whether the next is overdue; sources; the last runs."""
    from oilwatch import export
    from oilwatch import status as freshness

    store = root.ready(db)
    rows = _series(store)
    sources = [tuple(getattr(run, name) for name in SOURCES) for run in store.loads.outside()]
    held = [tuple(getattr(aside, name) for name in HELD) for aside in freshness.held_aside(store)]
    runs = [dict(run._mapping) for run in store.loads.runs()]
    if as_json:
        parts = {"series": (COLUMNS, rows), "sources": (SOURCES, sources), "quarantined": (HELD, held)}
        named = {
            name: [dict(zip(columns, row, strict=True)) for row in found]
            for name, (columns, found) in parts.items()
        }
        terminal.print_json({**named, "runs": runs})
        return
    shown = [(*row[:-2], "overdue" if row[-2] else "", row[-1]) for row in rows]
    click.echo(export.render(COLUMNS, shown, "table").decode(), nl=False)
    if sources:
        click.echo("\nsources, when last asked")
    for name, when, ended, *_, next_try, reason in sources:
        told = f": {reason}" if reason else ""
        later = f" (not before {next_try[:16]}Z)" if next_try else ""
        click.echo(f"{when[:16]}Z  {name:<18} {ended}{told}{later}")
    if held:
        click.echo("\nquarantined: held aside until `oilwatch accept SERIES [PERIOD]`")
    for series_id, start, end, count, _, seen_from, source, reason in held:
        span = start if count == 1 else f"{start} to {end} ({count:,})"
        click.echo(f"{seen_from[:16]}Z  {series_id} {span} by {source}: {reason}")
    click.echo("\nlast runs that changed something")
    for run in runs:
        changed = f"{run['new']} new, {run['revised']} revised, {run['withdrawn']} withdrawn"
        when = f"{run['finished_at'][:19]}Z"
        click.echo(f"{when}  {run['source']}  {run['status']}: {changed}  {run['reason']}".rstrip())


def _series(store: "Store") -> list[tuple[object, ...]]:
    from oilwatch import status as freshness

    return [
        (s.series.id, s.period, s.value, s.series.unit, s.seen_from, s.series.publisher, s.age_days, s.due,
         s.overdue, s.note)
        for s in freshness.report(store, datetime.now(UTC).date())
    ]  # fmt: skip


@app.command()
@click.argument("series_id", metavar="SERIES")
@click.argument("period", required=False)
@terminal.JSON
@click.pass_obj
def accept(db: str | None, series_id: str, period: str | None, as_json: bool) -> None:
    """Believe what was held aside of SERIES (only of PERIOD), from the moment it was first seen.

    `oilwatch status` lists what is held aside, and why.
    """
    store = root.ready(db)
    counts = store.loads.accept(series_id, period, by=person.by())
    root.recheck(store)
    terminal.print_counts("series", series_id, counts, as_json)
