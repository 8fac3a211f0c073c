"""Figures as files (CSV, JSON, XLSX, Parquet) with unit, vintage and citation, and as tables to read."""

import csv
import io
import json
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from oilwatch import units
from oilwatch.citation import citation
from oilwatch.errors import OilwatchError
from oilwatch.model import Series
from oilwatch.store import Seen

if TYPE_CHECKING:
    import pandas as pd

OBSERVATION_COLUMNS = ("period", "value", "unit", "seen_from", "vintage")
Rows = Sequence[Sequence[Any]]


def observations(about: Series, seen: Sequence[Seen]) -> list[tuple[object, ...]]:
    """Return rows of OBSERVATION_COLUMNS."""
    return [(row.period, row.value, about.unit, row.seen_from, row.vintage) for row in seen]


def facts(about: Series, as_of: str) -> dict[str, object]:
    """Return what a file says of its series: id, title, unit, definition, licence, day and citation."""
    return {
        "series": about.id,
        "title": about.title,
        "unit": about.unit,
        "definition": about.definition,
        "publisher": about.publisher,
        "publisher_id": about.publisher_id,
        "source_url": about.source_url,
        "licence": about.licence,
        "as_of": as_of,
        "citation": citation(about, as_of),
    }


def render(columns: Sequence[str], rows: Rows, form: str, *, about: dict[str, object] | None = None) -> bytes:
    """Return rows as a file of the given form; *about* (citation, as of ...) goes in where the form has room.

    In JSON: an object of *about* and ``rows``. In XLSX: a second sheet. In Parquet: the file's metadata.
    """
    if form == "csv":
        return to_csv(columns, rows)
    if form == "json":
        named = [dict(zip(columns, row, strict=True)) for row in rows]
        return (json.dumps({**(about or {}), "rows": named}, ensure_ascii=False, indent=1) + "\n").encode()
    if form == "xlsx":
        return _xlsx(columns, rows, about or {})
    if form == "parquet":
        return _parquet(columns, rows, about or {})
    return _table(columns, rows).encode()


def to_csv(columns: Sequence[str], rows: Rows, *, notes: Sequence[str] = ()) -> bytes:
    """Return rows as CSV behind *notes* as comment lines; text that a spreadsheet would run is disarmed."""
    out = io.StringIO()
    for note in notes:
        out.write(f"# {' '.join(note.split())}\n")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([[_cell(value) for value in row] for row in rows])
    return out.getvalue().encode()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return units.number(value)
    return str(value) if isinstance(value, int) else disarmed(str(value))


def disarmed(text: str) -> str:
    """Return text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _xlsx(columns: Sequence[str], rows: Rows, about: dict[str, object]) -> bytes:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("figures")
    sheet.append(list(columns))
    for row in rows:
        sheet.append([disarmed(value) if isinstance(value, str) else value for value in row])
    notes = book.create_sheet("about")
    for name, value in about.items():
        notes.append([name, disarmed(str(value))])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _parquet(columns: Sequence[str], rows: Rows, about: dict[str, object]) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    data = {name: [row[place] for row in rows] for place, name in enumerate(columns)}
    table = pa.table(data).replace_schema_metadata({name: str(value) for name, value in about.items()})
    out = io.BytesIO()
    pq.write_table(table, out)
    return out.getvalue()


def _table(columns: Sequence[str], rows: Rows) -> str:
    cells = [[_cell(value) for value in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(columns, *cells, strict=True)]
    numeric = [all(isinstance(row[at], float | int | None) for row in rows) for at in range(len(columns))]
    lines = [
        "  ".join(
            c.rjust(w) if n else c.ljust(w) for c, w, n in zip(line, widths, numeric, strict=True)
        ).rstrip()
        for line in [list(columns), ["-" * width for width in widths], *cells]
    ]
    return "\n".join(lines) + "\n"


def write_whole(path: Path, body: bytes) -> None:
    """Write a file whole or not at all; raise OilwatchError where it cannot be written."""
    place = path.resolve()
    try:
        if place.exists() and not place.is_file():
            raise OilwatchError(f"cannot write {path} (it is no file); choose another place")
        with tempfile.NamedTemporaryFile(dir=place.parent, prefix=".oilwatch-", delete=False) as file:
            part = Path(file.name)
            try:
                file.write(body)
                file.flush()
                os.chmod(part, 0o644)
                part.replace(place)
            except OSError:
                part.unlink(missing_ok=True)
                raise
    except OSError as error:
        raise OilwatchError(f"cannot write {path} ({error.strerror}); choose another place") from error


def frame_csv(frame: "pd.DataFrame", notes: Sequence[str]) -> bytes:
    """Return a frame, its index first, as CSV behind *notes*; a missing value is an empty cell."""
    flat = frame.reset_index()
    plain = flat.astype(object).where(flat.notna(), None)
    return to_csv([str(name) for name in flat.columns], plain.to_numpy().tolist(), notes=notes)
