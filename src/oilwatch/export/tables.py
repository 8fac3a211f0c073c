"""Rows as files (CSV, XLSX, JSON, Parquet) with what is said of them, and as tables to read."""

import io
import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from oilwatch.citation import citation
from oilwatch.export.cells import comment, csv_cell, shown
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
        from oilwatch.export.book import book

        return book({"figures": [columns, *rows], "about": list((about or {}).items())})
    if form == "parquet":
        return _parquet(columns, rows, about or {})
    return _table(columns, rows).encode()


def to_csv(columns: Sequence[str], rows: Rows, *, notes: Sequence[str] = ()) -> bytes:
    """Return rows as CSV behind *notes* as comment lines; text that a spreadsheet would run is disarmed.

    UTF-8, lines end with ``\\n``; a cell that holds ``#`` is quoted, so that readers that skip comments
    read it whole.
    """
    lines = [comment(note) for note in notes]
    lines += [",".join(map(csv_cell, row)) for row in (columns, *rows)]
    return ("\n".join(lines) + "\n").encode()


def frame_csv(frame: "pd.DataFrame", notes: Sequence[str]) -> bytes:
    """Return a frame, its index first, as CSV behind *notes*; a missing value is an empty cell."""
    flat = frame.reset_index()
    plain = flat.astype(object).where(flat.notna(), None)
    return to_csv([str(name) for name in flat.columns], plain.to_numpy().tolist(), notes=notes)


def _parquet(columns: Sequence[str], rows: Rows, about: Mapping[str, object]) -> bytes:
    import pyarrow as pa

    data = {name: [row[place] for row in rows] for place, name in enumerate(columns)}
    return parquet(pa.table(data), about)


def parquet(table: Any, about: Mapping[str, object]) -> bytes:
    """Return an Arrow table as a Parquet file with *about* as its metadata."""
    import pyarrow.parquet as pq

    out = io.BytesIO()
    pq.write_table(table.replace_schema_metadata({name: str(value) for name, value in about.items()}), out)
    return out.getvalue()


def _table(columns: Sequence[str], rows: Rows) -> str:
    cells = [[shown(value) for value in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(columns, *cells, strict=True)]
    numeric = [all(isinstance(row[at], float | int | None) for row in rows) for at in range(len(columns))]
    lines = [
        "  ".join(
            c.rjust(w) if n else c.ljust(w) for c, w, n in zip(line, widths, numeric, strict=True)
        ).rstrip()
        for line in [list(columns), ["-" * width for width in widths], *cells]
    ]
    return "\n".join(lines) + "\n"
