"""The commands of the catalogue of events: the list, the check of a file, announced against delivered."""

from dataclasses import asdict
from pathlib import Path

import click

from oilwatch import terminal
from oilwatch.cli import root
from oilwatch.cli.root import app
from oilwatch.errors import InputError

COLUMNS = (
    "date id kind title countries size_kbd effective_from importance confidence source_url scheduled time "
    "zone follows"
).split()
DELIVERED = (
    "series month required output gap percent_of_required base announced delivered compliance measured "
    "vintage note"
).split()


@app.command()
@click.option("--kind", metavar="K", help="A kind (opec_plus_decision) or a lane (opec).")
@terminal.FROM
@terminal.TO
@click.option("--validate", "file", metavar="FILE", type=click.Path(path_type=Path),
              help="Print every broken row of a CSV in the layout of events.csv instead.")  # fmt: skip
@terminal.FORMAT
@terminal.JSON
@terminal.OUTPUT
@click.pass_obj
def events(db: str | None, kind: str, start: str, end: str, file: Path | None, form: str, as_json: bool,
           output: Path) -> None:  # fmt: skip
    """Print the catalogue of events, each with the address where it was read.

    With --validate: whether FILE could be that catalogue; exit code 1 where a row breaks a rule.
    """
    if file:
        _validate(file, as_json)
        return
    frame = root.store(db).events(kind=kind, start=start, end=end)
    form = terminal.allowed("json" if as_json else form, output)
    columns = ["date", "id", "size_kbd", "title"] if form == "table" else COLUMNS
    terminal.emit_days(frame, columns, form, output)


def _validate(file: Path, as_json: bool) -> None:
    from oilwatch import catalog

    rows, problems = catalog.file_problems(file)
    if as_json:
        terminal.print_json({"file": str(file), "rows": rows, "problems": problems})
    else:
        for problem in problems:
            click.echo("".join(sign if sign.isprintable() else "?" for sign in problem))
        click.echo(f"{file.name}: {rows} rows, {len(problems)} problems")
    if problems:
        raise SystemExit(1)


@app.command()
@click.argument("event_id", metavar="EVENT_ID")
@click.option("--as-of", metavar="DATE", help="Read the figures as they were known on this day.")
@click.option("--months", default=6, show_default=True, metavar="N",
              type=int, help="How many months from the first in force, 1 to 60.")  # fmt: skip
@terminal.JSON
@click.pass_obj
def delivered(db: str | None, event_id: str, as_of: str, months: int, as_json: bool) -> None:
    """Set what a decision announced beside what was pumped in the months after it.

    One row a month and series of output; a month not yet published is listed with the reason.
    """
    from oilwatch import catalog, export
    from oilwatch import delivered as comparison

    store = root.ready(db)
    event = catalog.event(event_id, store.team.events())
    if catalog.kinds()[event.kind].lane != "opec":
        raise InputError(f"expected a decision on output, got {event.id}, of kind {event.kind}")
    found = comparison.report(store, event, months=months, as_of=as_of)
    if as_json:
        told = {"event": event.id, "title": event.title, "effective": found.effective, "as_of": found.as_of}
        terminal.print_json({**told, "rows": [asdict(row) for row in found.rows], "notes": found.notes})
        return
    rows = [tuple(getattr(row, name) for name in DELIVERED) for row in found.rows]
    click.echo(f"{event.title}\nin force from {found.effective}; kb/d, as of {found.as_of}\n")
    click.echo(export.render(DELIVERED, rows, "table"), nl=False)
    for note in found.notes:
        click.echo(f"* {note}")
