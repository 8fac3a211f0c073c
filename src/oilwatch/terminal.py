"""What the commands share: options, output, progress, and errors in one line."""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import click

from oilwatch.errors import InputError
from oilwatch.model import Counts

Progress = Callable[[int, int, str], None]

JSON = click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
OUTPUT = click.option("-o", "output", type=click.Path(path_type=Path), help="Write to this file.")
FROM = click.option("--from", "start", metavar="DATE", help="First day or month (YYYY-MM-DD or YYYY-MM).")
TO = click.option("--to", "end", metavar="DATE", help="Last day or month, included.")


FORMS = ("table", "csv", "json", "parquet", "xlsx")
FORMAT = click.option(
    "--format", "form", type=click.Choice(FORMS), default="table",
    help="Print or write in this form; default: what the file's name ends in, else a table.",
)  # fmt: skip


def print_json(value: object) -> None:
    """Print a result as JSON."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))


def emit(body: bytes, output: Path | None) -> None:
    """Write a result to the file *output*, or print it."""
    from oilwatch import export

    if output:
        export.write_whole(output, body)
    else:
        click.echo(body, nl=False)


def allowed(form: str, output: Path | None) -> str:
    """Return the form to write: what the file's name ends in where no other than a table was asked for.

    Raises InputError where it would fill a terminal with bytes.
    """
    if form == "table" and output and output.suffix[1:] in FORMS:
        return output.suffix[1:]
    if form in ("parquet", "xlsx") and not output and os.isatty(1):
        raise InputError(f"{form} is not for a terminal; name a file with -o")
    return form


def with_progress(work: Callable[[Progress | None], Counts]) -> Counts:
    """Run *work* with a progress bar on a terminal, with none in a pipe."""
    if not os.isatty(2):
        return work(None)
    with click.progressbar(length=1, label="Filling the store", file=sys.stderr) as bar:

        def step(done: int, every: int, _name: str) -> None:
            bar.length = every
            bar.update(done - bar.pos)

        return work(step)


def fail(message: str, code: int) -> NoReturn:
    """Print an error as one printable line and exit with *code*."""
    line = "".join(sign if sign.isprintable() else "?" for sign in " ".join(message.split()))
    click.echo(f"oilwatch: {line}", err=True)
    raise SystemExit(code)
