"""The command for a team's own events, which stand beside the catalogue."""

from pathlib import Path

import click

from oilwatch import terminal
from oilwatch.cli import person, root
from oilwatch.cli.root import app
from oilwatch.errors import InputError

COLUMNS = ("date", "id", "kind", "title", "countries", "size_kbd", "source_url")


@app.command()
@click.option("--add", "file", metavar="FILE.csv", type=click.Path(path_type=Path),
              help="Add the events of a CSV: date, kind, title, and others of events.csv.")  # fmt: skip
@click.option("--remove", "gone", metavar="ID", help="Take an event off every page; it is kept.")
@click.option("--restore", "back", metavar="ID", help="Bring a removed event back.")
@click.option("--author", metavar="NAME", default="", help="Who adds them.")
@terminal.FORMAT
@terminal.JSON
@terminal.OUTPUT
@click.pass_obj
def team(db: str | None, file: Path, gone: str, back: str, author: str, form: str, as_json: bool,
         output: Path) -> None:  # fmt: skip
    """Print the events of your team, after adding or removing some."""
    from oilwatch import export, own_events

    mine = root.ready(db).team
    if file:
        try:
            body = file.read_bytes()
        except OSError as error:
            raise InputError(f"{file}: cannot be read ({error.strerror})") from error
        added = mine.add(own_events.from_csv(body, name=file.name), author)
        click.echo(f"{len(added)} added", err=True)
    if gone:
        mine.remove(gone, by=person.by())
    if back:
        mine.restore(back, by=person.by())
    rows = [
        (str(e.date), e.id, e.kind, e.title, ";".join(e.countries), e.size_kbd, e.source_url)
        for e in mine.events()
    ]
    form = terminal.allowed("json" if as_json else form, output)
    terminal.emit(export.render(COLUMNS, rows, form), output)
