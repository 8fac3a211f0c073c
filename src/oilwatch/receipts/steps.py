"""The row of ``targets.csv`` that was in force in a month: required levels stand there by their first day."""

import csv
import hashlib
from collections.abc import Callable
from typing import TYPE_CHECKING

from oilwatch.catalog.builders import REQUIRED
from oilwatch.report.safe import line

if TYPE_CHECKING:
    from oilwatch.receipts.rows import Row, Wanted


def steps(body: bytes, wanted: "Wanted", make: Callable[..., "Row"]) -> "Row | None":
    """Return the row of the step in force, made by *make*; None: this is no file of required levels."""
    if not wanted.series.startswith("target.") or not body.startswith(b"entity,effective_from,kbd,"):
        return None
    entity, found = wanted.series.split(".")[1].upper(), None
    for number, raw in enumerate(body.splitlines(), start=1):
        cells = next(csv.reader([raw.decode(errors="replace")]), [])
        in_force = cells[:1] == [entity] and REQUIRED in cells[3:4] and cells[1][:7] <= wanted.period
        if in_force and cells[2] and float(cells[2]) == wanted.value:
            found = number, raw
    if found is None:
        return None
    text = line(found[1].decode(errors="replace"))
    shown = text if len(text) <= 300 else f"{text[:299]}…"
    return make(shown, found[0], hashlib.sha256(found[1]).hexdigest(), wanted.value, wanted.unit, "")
