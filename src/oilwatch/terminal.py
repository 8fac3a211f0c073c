"""What the commands share: options, output, progress, and errors in one line."""

import json
import os
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from oilwatch.errors import InputError
from oilwatch.model import Counts

if TYPE_CHECKING:
    import pandas as pd

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


def print_counts(what: str, name: str, counts: Counts, as_json: bool) -> None:
    """Print what recording changed."""
    found = {field: getattr(counts, field) for field in ("new", "revised", "withdrawn", "unchanged")}
    if as_json:
        print_json({what: name, **found})
    else:
        click.echo(f"{name}: " + ", ".join(f"{number} {field}" for field, number in found.items()))


def emit(body: bytes, output: Path | None) -> None:
    """Write a result to the file *output*, or print it."""
    from oilwatch import export

    if output:
        export.write_whole(output, body)
    else:
        click.echo(body, nl=False)


def emit_days(frame: "pd.DataFrame", columns: list[str], form: str, output: Path | None) -> None:
    """Write columns of a frame whose index is days, itself one of the columns; a gap stays empty."""
    from oilwatch import export

    flat = frame.reset_index()
    flat[frame.index.name] = flat[frame.index.name].dt.strftime("%Y-%m-%d")
    plain = flat.astype(object).where(flat.notna(), None)
    emit(export.render(columns, plain[columns].to_numpy().tolist(), form), output)


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


class Board:
    """What each source is doing, in one line on a terminal that is written anew; nothing in a pipe."""

    def __init__(self, *, quiet: bool) -> None:
        self._doing: dict[str, str] = {}
        self._lock = threading.Lock()
        self._shown = not quiet and os.isatty(2)

    def __enter__(self) -> "Board":
        return self

    def __exit__(self, *_: object) -> None:
        self._write("")

    def told(self, source: str, text: str) -> None:
        """Show what a source does; nothing: it has ended."""
        with self._lock:
            self._doing.pop(source, None)
            if text:
                self._doing[source] = text
            self._write(" · ".join(f"{name}: {doing}" for name, doing in self._doing.items()))

    def _write(self, line: str) -> None:
        if self._shown:
            width = os.get_terminal_size(2).columns - 1
            sys.stderr.write(f"\r\x1b[K{line[:width]}")
            sys.stderr.flush()


class Meter:
    """How far a long work has come, in a line on a terminal, and what is said beside it."""

    def __init__(self) -> None:
        self._shown, self._next = os.isatty(2), 0.0

    def __enter__(self) -> "Meter":
        return self

    def __exit__(self, *_: object) -> None:
        self._write("")

    def at(self, done: int, total: int) -> None:
        """Show how much of *total* is done; 0: nobody knows how much there is."""
        if total and (time.monotonic() >= self._next or done >= total):
            part = min(done / total, 1)
            self._next = time.monotonic() + 0.1
            self._write(f"[{'#' * int(part * 36):<36}] {part:4.0%}")

    def said(self, message: str) -> None:
        """Print a line of its own on stderr."""
        self._write("")
        warn(message)

    def _write(self, line: str) -> None:
        if self._shown:
            sys.stderr.write(f"\r\x1b[K{line}")
            sys.stderr.flush()


def warn(message: str) -> None:
    """Print what went wrong as one printable line on stderr."""
    line = "".join(sign if sign.isprintable() else "?" for sign in " ".join(message.split()))
    click.echo(f"oilwatch: {line}", err=True)


def fail(message: str, code: int) -> NoReturn:
    """Print an error as one printable line and exit with *code*."""
    warn(message)
    raise SystemExit(code)
