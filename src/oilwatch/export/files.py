"""A view as a file: the long rows of its figures with source, licence, day and link, in five forms."""

import json
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from oilwatch.errors import InputError

if TYPE_CHECKING:
    from oilwatch.export.about import About
    from oilwatch.views import Content, Source

FORMS = ("csv", "xlsx", "json", "parquet", "html")
COLUMNS = ("series", "name", "period", "value", "unit", "seen_from", "vintage")
"""The columns of the figures in every form: those of ``views.Row``."""


def file(source: "Source", content: "Content", form: str, *, base_url: str = "") -> bytes:
    """Return a view as a file of one of FORMS; the same content gives the same bytes.

    *base_url* is where the link of the view leads (``https://oil.example.org``). Raises InputError for a
    form that is not known.
    """
    if form == "html":
        from oilwatch.export.page import page

        return page(source, content, base_url)
    if form not in _WRITERS:
        raise InputError(f"expected one of the forms {', '.join(FORMS)}, got {form[:20]!r}")
    from oilwatch.export.about import about

    return _WRITERS[form](about(source, content, base_url))


def _csv(held: "About") -> bytes:
    from oilwatch.export.tables import to_csv

    return to_csv(COLUMNS, held.rows, notes=[f"{name}: {_text(value)}" for name, value in held.flat])


def _xlsx(held: "About") -> bytes:
    from oilwatch.export.about import EVENT_COLUMNS
    from oilwatch.export.book import book

    sheets: dict[str, list[Sequence[object]]] = {
        "figures": [COLUMNS, *held.rows],
        "about": [(name, _text(value)) for name, value in held.flat],
        "events": [EVENT_COLUMNS, *held.events],
    }
    return book(sheets, day=str(held.view["as_of"]))


def _json(held: "About") -> bytes:
    """Return one object: ``view``, ``series``, ``rows`` and ``events``; a row of figures a line."""
    from oilwatch.export.about import EVENT_COLUMNS

    events = [dict(zip(EVENT_COLUMNS, row, strict=True)) for row in held.events]
    parts = {
        "view": json.dumps(held.view, ensure_ascii=False, indent=1),
        "series": json.dumps(held.series, ensure_ascii=False, indent=1),
        "rows": _lines([row._asdict() for row in held.rows]),
        "events": _lines(events),
    }
    return ("{" + ",\n".join(f'"{name}": {text}' for name, text in parts.items()) + "}\n").encode()


def _lines(found: Sequence[dict[str, object]]) -> str:
    return "[" + ",\n".join(json.dumps(one, ensure_ascii=False, allow_nan=False) for one in found) + "]"


def _parquet(held: "About") -> bytes:
    """Return the figures; the file's metadata has ``view``, ``series`` and ``events`` as JSON."""
    import pyarrow as pa

    from oilwatch.export.about import EVENT_COLUMNS
    from oilwatch.export.tables import parquet

    fields = [pa.field(name, pa.float64() if name == "value" else pa.string()) for name in COLUMNS]
    columns = list(zip(*held.rows, strict=True)) or [()] * len(COLUMNS)
    table = pa.table(
        [pa.array(column, field.type) for column, field in zip(columns, fields, strict=True)],
        schema=pa.schema(fields),
    )
    events = [dict(zip(EVENT_COLUMNS, row, strict=True)) for row in held.events]
    told = {"view": held.view, "series": held.series, "events": events}
    return parquet(table, {name: json.dumps(value, ensure_ascii=False) for name, value in told.items()})


def _text(value: object) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


_WRITERS: dict[str, Callable[["About"], bytes]] = {
    "csv": _csv, "xlsx": _xlsx, "json": _json, "parquet": _parquet,
}  # fmt: skip
