"""The command line: arguments -> one call -> print. Exit codes: 0 done, 1 a problem, 2 bad call or input."""

import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from oilwatch import terminal
from oilwatch.errors import OilwatchError

if TYPE_CHECKING:
    from oilwatch.model import Counts
    from oilwatch.store import Store


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--db", metavar="URL", help="Database address; default: OILWATCH_DB, else a file of yours.")
@click.version_option(package_name="oilwatch")
@click.pass_context
def app(context: click.Context, db: str | None) -> None:
    """The oil market with receipts: prices, production and decisions, each figure with its source."""
    context.obj = db


def _store(db: str | None) -> "Store":
    from oilwatch import settings
    from oilwatch.store import Store

    return Store(settings.load(db).db)


def _ready(db: str | None) -> "Store":
    return _store(db).require()


@app.command()
@terminal.JSON
@click.pass_obj
def init(db: str | None, as_json: bool) -> None:
    """Create or upgrade the store and load the bundled figures; again: nothing changes."""
    from oilwatch import ingest

    store = _store(db)
    counts = terminal.with_progress(lambda progress: ingest.fill(store, progress))
    _print_counts("store", store.address, counts, as_json)


def _print_counts(what: str, name: str, counts: "Counts", as_json: bool) -> None:
    found = {field: getattr(counts, field) for field in ("new", "revised", "withdrawn", "unchanged")}
    if as_json:
        terminal.print_json({what: name, **found})
    else:
        click.echo(f"{name}: " + ", ".join(f"{number} {field}" for field, number in found.items()))


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
    counts = ingest.import_csv(_ready(db), file, series_id, unit=unit or "", own=own)
    _print_counts("series", series_id, counts, as_json)


@app.command()
@terminal.JSON
@click.pass_obj
def status(db: str | None, as_json: bool) -> None:
    """Show per series the latest figure, its age and whether the next is overdue; and the last runs."""
    from oilwatch import export
    from oilwatch import status as freshness

    store = _ready(db)
    rows = [
        (
            s.series.id,
            s.period,
            s.value,
            s.series.unit,
            s.seen_from,
            s.series.publisher,
            s.age_days,
            s.due,
            s.overdue,
        )
        for s in freshness.report(store, datetime.now(UTC).date())
    ]
    columns = ("series", "period", "value", "unit", "seen_from", "source", "age_days", "next_due", "overdue")
    runs = [dict(run._mapping) for run in store.runs()]
    if as_json:
        terminal.print_json({"series": [dict(zip(columns, row, strict=True)) for row in rows], "runs": runs})
        return
    shown = [(*row[:-1], "overdue" if row[-1] else "") for row in rows]
    click.echo(export.render(columns, shown, "table").decode(), nl=False)
    click.echo("\nlast runs")
    for run in runs:
        changed = f"{run['new']} new, {run['revised']} revised, {run['withdrawn']} withdrawn"
        when = f"{run['finished_at'][:19]}Z"
        click.echo(f"{when}  {run['source']}  {run['status']}: {changed}  {run['reason']}".rstrip())


@app.command()
@click.argument("series_id", metavar="[ID]", required=False)
@terminal.FROM
@terminal.TO
@click.option("--as-of", metavar="DATE", help="Read the figures as they were known on this day.")
@terminal.FORMAT
@terminal.JSON
@terminal.OUTPUT
@click.pass_obj
def series(db: str | None, series_id: str | None, start: str, end: str, as_of: str, form: str,
           as_json: bool, output: Path | None) -> None:  # fmt: skip
    """Print the figures of a series, or list the series there are."""
    from oilwatch import export

    store, form = _ready(db), terminal.allowed("json" if as_json else form, output)
    if series_id is None:
        columns = ("id", "title", "unit", "frequency", "publisher", "publisher_id")
        rows = [tuple(getattr(item, name) for name in columns) for item in store.catalogue().values()]
        terminal.emit(export.render(columns, rows, form), output)
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


@app.command()
@click.option("--kind", metavar="K", help="A kind (opec_plus_decision) or a lane (opec).")
@terminal.FROM
@terminal.TO
@terminal.FORMAT
@terminal.JSON
@terminal.OUTPUT
@click.pass_obj
def events(db: str | None, kind: str, start: str, end: str, form: str, as_json: bool, output: Path) -> None:
    """Print the catalogue of events, each with the address where it was read."""
    from oilwatch import export

    frame = _store(db).events(kind=kind, start=start, end=end)
    columns = ["date", "id", "kind", "title", "countries", "size_kbd", "effective_from", "importance",
               "confidence", "source_url"]  # fmt: skip
    flat = frame.reset_index()
    flat["date"] = flat["date"].dt.strftime("%Y-%m-%d")
    plain = flat.astype(object).where(flat.notna(), None)
    form = terminal.allowed("json" if as_json else form, output)
    if form == "table":
        columns = ["date", "kind", "size_kbd", "title"]
    terminal.emit(export.render(columns, plain[columns].to_numpy().tolist(), form), output)


@app.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Listen on this address.")
@click.option(
    "--port", default=8501, show_default=True, type=click.IntRange(1, 65535), help="Listen on this port."
)
@click.pass_obj
def serve(db: str | None, host: str, port: int) -> None:
    """Open the dashboard; the first start fills the store."""
    from oilwatch import server

    if db:
        os.environ["OILWATCH_DB"] = db
    server.run(host, port)


@app.command()
@terminal.JSON
@click.pass_obj
def doctor(db: str | None, as_json: bool) -> None:
    """Check settings, the store, its reachability and its integrity."""
    from oilwatch import diagnosis

    checks = diagnosis.examine(db)
    if as_json:
        terminal.print_json([{"check": c.name, "ok": c.ok, "finding": c.finding} for c in checks])
    else:
        for check in checks:
            click.echo(f"{'ok     ' if check.ok else 'PROBLEM'}  {check.name}: {check.finding}")
    if not all(check.ok for check in checks):
        raise SystemExit(1)


def main() -> None:
    """Run the command line; every error is one line on stderr that says what to do."""
    try:
        app(prog_name="oilwatch", standalone_mode=False)
    except OilwatchError as error:
        terminal.fail(str(error), error.exit_code)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
    except click.UsageError as error:
        path = error.ctx.command_path if error.ctx else "oilwatch"
        terminal.fail(f"{error.format_message()} (see: {path} --help)", 2)
    except click.ClickException as error:
        terminal.fail(error.format_message(), 2)
    except (click.Abort, KeyboardInterrupt):
        terminal.fail("stopped; what was recorded is kept, run it again to complete", 130)
    except UnicodeEncodeError as error:
        terminal.fail(f"{error.object[:80]!r} cannot be written as {error.encoding}; use names in UTF-8", 2)
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what is left of the output goes nowhere
        if isinstance(error, BrokenPipeError):
            raise SystemExit(1) from None
        terminal.fail(
            f"{error.filename or 'the output'}: {error.strerror}; make room or choose another place", 1
        )
