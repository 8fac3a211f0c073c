"""The command line: arguments -> one call -> print. Exit codes: 0 done, 1 a problem, 2 bad call or input."""

import json
import os
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from oilwatch.errors import InputError, OilwatchError

Progress = Callable[[int, int, str], None]

if TYPE_CHECKING:
    from oilwatch.model import Counts
    from oilwatch.store import Store

JSON = click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
OUTPUT = click.option("-o", "output", type=click.Path(path_type=Path), help="Write to this file.")
FROM = click.option("--from", "start", metavar="DATE", help="First day or month (YYYY-MM-DD or YYYY-MM).")
TO = click.option("--to", "end", metavar="DATE", help="Last day or month, included.")


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


def _print_json(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))


def _emit(body: bytes, output: Path | None) -> None:
    from oilwatch import export

    if output:
        export.write_whole(output, body)
    else:
        sys.stdout.buffer.write(body)
        sys.stdout.buffer.flush()


@app.command()
@JSON
@click.pass_obj
def init(db: str | None, as_json: bool) -> None:
    """Create or upgrade the store and load the bundled figures; again: nothing changes."""
    from oilwatch import ingest

    store = _store(db)
    counts = _with_progress(lambda progress: ingest.fill(store, progress))
    _print_counts("store", store.address, counts, as_json)


def _print_counts(what: str, name: str, counts: "Counts", as_json: bool) -> None:
    found = {field: getattr(counts, field) for field in ("new", "revised", "withdrawn", "unchanged")}
    if as_json:
        _print_json({what: name, **found})
    else:
        click.echo(f"{name}: " + ", ".join(f"{number} {field}" for field, number in found.items()))


def _with_progress(work: "Callable[[Progress | None], Counts]") -> "Counts":
    """Run *work* with a progress bar on a terminal, with none in a pipe."""
    if not sys.stderr.isatty():
        return work(None)
    with click.progressbar(length=1, label="Filling the store", file=sys.stderr) as bar:

        def step(done: int, every: int, _name: str) -> None:
            bar.length = every
            bar.update(done - bar.pos)

        return work(step)


@app.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--series", "series_id", required=True, metavar="ID", help="The series the figures belong to.")
@click.option("--unit", help="Unit of the file (kb/d, mb/d, b/d, USD/bbl, cents/bbl); default: the series'.")
@click.option(
    "--frequency", type=click.Choice(["daily", "weekly", "monthly"]), help="For a series of your own."
)
@click.option("--title", help="For a series of your own.")
@JSON
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
@JSON
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
        _print_json({"series": [dict(zip(columns, row, strict=True)) for row in rows], "runs": runs})
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
@FROM
@TO
@click.option("--as-of", metavar="DATE", help="Read the figures as they were known on this day.")
@click.option(
    "--format", "form", type=click.Choice(["table", "csv", "json", "parquet", "xlsx"]), default="table"
)
@JSON
@OUTPUT
@click.pass_obj
def series(db: str | None, series_id: str | None, start: str, end: str, as_of: str, form: str,
           as_json: bool, output: Path | None) -> None:  # fmt: skip
    """Print the figures of a series, or list the series there are."""
    from oilwatch import export

    store, form = _ready(db), "json" if as_json else form
    if series_id is None:
        columns = ("id", "title", "unit", "frequency", "publisher", "publisher_id")
        rows = [tuple(getattr(item, name) for name in columns) for item in store.catalogue().values()]
        _emit(export.render(columns, rows, _form(form, output)), output)
        return
    about, seen = store.seen(series_id, start=start, end=end, as_of=as_of)
    standing = as_of or date.today().isoformat()
    facts = export.facts(about, standing)
    body = export.render(
        export.OBSERVATION_COLUMNS, export.observations(about, seen), _form(form, output), about=facts
    )
    _emit(body, output)
    if form == "table" and not output:
        click.echo(
            f"\n{facts['citation']}\n{len(seen)} values" if seen else f"no data for {series_id} in that span"
        )


def _form(form: str, output: Path | None) -> str:
    if form in ("parquet", "xlsx") and not output and sys.stdout.isatty():
        raise InputError(f"{form} is not for a terminal; name a file with -o")
    return form


@app.command()
@click.option("--kind", metavar="K", help="A kind (opec_plus_decision) or a lane (opec).")
@FROM
@TO
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table")
@JSON
@OUTPUT
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
    form = "json" if as_json else form
    if form == "table":
        columns = ["date", "kind", "size_kbd", "title"]
    _emit(export.render(columns, plain[columns].to_numpy().tolist(), form), output)


@app.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8501, show_default=True, type=click.IntRange(1, 65535))
@click.pass_obj
def serve(db: str | None, host: str, port: int) -> None:
    """Open the dashboard; the first start fills the store."""
    from oilwatch import server

    if db:
        os.environ["OILWATCH_DB"] = db
    server.run(host, port)


@app.command()
@JSON
@click.pass_obj
def doctor(db: str | None, as_json: bool) -> None:
    """Check settings, the store, its reachability and its integrity."""
    from oilwatch import diagnosis

    checks = diagnosis.examine(db)
    if as_json:
        _print_json([{"check": c.name, "ok": c.ok, "finding": c.finding} for c in checks])
    else:
        for check in checks:
            click.echo(f"{'ok     ' if check.ok else 'PROBLEM'}  {check.name}: {check.finding}")
    if not all(check.ok for check in checks):
        raise SystemExit(1)


def main() -> None:
    """Run the command line; every error is one line on stderr that says what to do."""
    try:
        app(standalone_mode=False)
    except OilwatchError as error:
        _fail(str(error), error.exit_code)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
    except click.UsageError as error:
        path = error.ctx.command_path if error.ctx else "oilwatch"
        _fail(f"{error.format_message()} (see: {path} --help)", 2)
    except click.ClickException as error:
        _fail(error.format_message(), 2)
    except (click.Abort, KeyboardInterrupt):
        _fail("stopped; what was recorded is kept, run it again to complete", 130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(1) from None


def _fail(message: str, code: int) -> None:
    click.echo(f"oilwatch: {' '.join(message.split())}", err=True)
    raise SystemExit(code)
