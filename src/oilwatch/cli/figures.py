"""The commands that fill the store from data/ and files, and that read it."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from oilwatch import terminal
from oilwatch.cli import person, root
from oilwatch.cli.root import app

if TYPE_CHECKING:
    from oilwatch.store import Store


@app.command()
@terminal.JSON
@click.pass_obj
def init(db: str | None, as_json: bool) -> None:
    """Create or upgrade the store and load the bundled figures; again: nothing changes."""
    from oilwatch import ingest

    store = root.store(db)
    counts = terminal.with_progress(lambda progress: ingest.fill(store, progress))
    terminal.print_counts("store", store.address, counts, as_json)
    root.recheck(store)


@app.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--series", "series_id", required=True, metavar="ID", help="The series the figures belong to.")
@click.option("--unit", help="Unit of the file (kb/d, mb/d, b/d, USD/bbl, cents/bbl); default: the series'.")
@click.option(
    "--frequency",
    type=click.Choice(["daily", "weekly", "monthly"]),
    help="Of a series of your own: how often it comes.",
)
@click.option("--title", help="Of a series of your own: its name; default: its id.")
@terminal.JSON
@click.pass_obj
def import_(
    db: str | None, file: Path, series_id: str, unit: str, frequency: str, title: str, as_json: bool
) -> None:
    """Record figures of your own from FILE, a CSV with columns period,value[,seen_from].

    For a series that is not in the catalogue give --frequency and --unit too.
    """
    from oilwatch import ingest

    own = ingest.own_series(series_id, title=title, unit=unit, frequency=frequency) if frequency else None
    store = root.ready(db)
    counts = ingest.import_csv(store, file, series_id, unit=unit or "", own=own, by=person.by())
    terminal.print_counts("series", series_id, counts, as_json)
    root.recheck(store)


@app.command()
@click.argument("series_id", metavar="[ID]", required=False)
@terminal.FROM
@terminal.TO
@click.option("--as-of", metavar="DATE", help="Read the figures as they were known on this day.")
@click.option("--compare", is_flag=True, help="Beside all other definitions and publishers of the same.")
@click.option("--forecast", is_flag=True, help="Print what its publisher expects, kept apart from figures.")
@terminal.FORMAT
@terminal.JSON
@terminal.OUTPUT
@click.pass_obj
def series(db: str | None, series_id: str | None, start: str, end: str, as_of: str, compare: bool,
           forecast: bool, form: str, as_json: bool, output: Path | None) -> None:  # fmt: skip
    """Print the figures of a series, or list the series there are.

    With --compare and without --from and --to: the newest period that the series has.
    """
    from oilwatch import export

    store, form = root.ready(db), terminal.allowed("json" if as_json else form, output)
    if series_id is None:
        columns = ("id", "title", "unit", "frequency", "publisher", "publisher_id")
        rows = [tuple(getattr(item, name) for name in columns) for item in store.catalogue().values()]
        terminal.emit(export.render(columns, rows, form), output)
        return
    if compare or forecast:
        rows = (
            _sides(store, series_id, (start, end, as_of)) if compare else _expected(store, series_id, as_of)
        )
        terminal.emit(export.render(COMPARED if compare else EXPECTED, rows, form), output)
        return
    about, seen = store.seen(series_id, start=start, end=end, as_of=as_of)
    standing = as_of or date.today().isoformat()
    facts = export.facts(about, standing)
    body = export.render(
        export.OBSERVATION_COLUMNS,
        export.observations(about, seen),
        form,
        about=facts,
    )
    terminal.emit(body, output)
    if form == "table" and not output:
        click.echo(
            f"\n{facts['citation']}\n{len(seen)} values" if seen else f"no data for {series_id} in that span"
        )


COMPARED = ("period", "series", "value", "unit", "difference", "percent", "seen_from", "vintage", "publisher",
            "definition")  # fmt: skip
EXPECTED = ("period", "value", "unit", "seen_from")


def _sides(store: "Store", series_id: str, span: tuple[str, str, str]) -> list[tuple[object, ...]]:
    from oilwatch import compare

    sides = compare.side_by_side(store, series_id, start=span[0], end=span[1], as_of=span[2])
    return [
        (s.period, s.series.id, s.seen.value, s.series.unit, s.difference, s.percent, s.seen.seen_from,
         s.seen.vintage, s.series.publisher, s.series.definition)
        for s in sides
    ]  # fmt: skip


def _expected(store: "Store", series_id: str, as_of: str) -> list[tuple[object, ...]]:
    frame = store.loads.forecasts(series_id, as_of=as_of)
    rows = frame.to_numpy().tolist()
    return [(f"{day:%Y-%m}", *row) for day, row in zip(frame.index, rows, strict=True)]
