"""XLSX workbooks in which no cell is a formula, and whose bytes depend on their content alone."""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from oilwatch.export.cells import disarmed

DAY = "2000-01-01"
"""The day that stands as made and changed in a workbook that is given none; a clock would change it."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
_WIDEST = 60


def book(sheets: Mapping[str, Iterable[Sequence[object]]], *, day: str = DAY) -> bytes:
    """Return a workbook of the sheets by name: text as text (disarmed), numbers as numbers.

    *day* (YYYY-MM-DD) is the day it says that it was made.
    """
    from openpyxl import Workbook

    made = Workbook(write_only=True)
    for name, rows in sheets.items():
        held = [list(row) for row in rows]
        sheet = made.create_sheet(name)
        for place, width in enumerate(_widths(held)):
            sheet.column_dimensions[chr(ord("A") + place)].width = width
        for row in held:
            sheet.append([_cell(sheet, value) for value in row])
    out = io.BytesIO()
    made.save(out)
    return _settled(out.getvalue(), day)


def _cell(sheet: Any, value: object) -> object:
    """Return a value as openpyxl takes it; what it would take for a formula is set to be text."""
    if not isinstance(value, str):
        return value
    from openpyxl.cell import WriteOnlyCell

    text = disarmed(value)
    if not text.startswith("="):
        return text  # written as text (data type "s"): openpyxl guesses at nothing but formulas
    cell = WriteOnlyCell(sheet, value=text)
    cell.data_type = "s"
    return cell


def _widths(rows: Sequence[Sequence[object]]) -> list[int]:
    """Return the width of each column, in characters, by its first rows; at most 26 columns."""
    most = max((len(row) for row in rows[:100]), default=0)
    cells = [[len(str(row[at])) for row in rows[:100] if at < len(row)] for at in range(min(most, 26))]
    return [min(max(column, default=8) + 2, _WIDEST) for column in cells]


def _settled(body: bytes, day: str) -> bytes:
    """Return the workbook with *day* instead of the moments that openpyxl and zip write."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(body)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                part = re.sub(rb">\d{4}-\d\d-\d\dT[\d:.]+Z<", f">{day}T00:00:00Z<".encode(), part)
            held = zipfile.ZipInfo(name, _EPOCH)
            held.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(held, part)
    return out.getvalue()
