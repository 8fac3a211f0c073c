"""Reads the files back: every form as rows of the view's columns, by others' readers."""

import csv
import io
import json
from html.parser import HTMLParser

import openpyxl
import pyarrow.parquet as pq

from oilwatch.export import COLUMNS


def from_csv(body):
    """Return the rows below the comment lines."""
    lines = [line for line in body.decode().splitlines() if not line.startswith("#")]
    head, *rows = csv.reader(lines)
    assert tuple(head) == COLUMNS
    return [(*row[:3], float(row[3]), *row[4:]) for row in rows]


def from_xlsx(body):
    """Return the rows of the sheet ``figures``; its numbers are numbers."""
    head, *rows = openpyxl.load_workbook(io.BytesIO(body))["figures"].iter_rows(values_only=True)
    assert head == COLUMNS
    assert all(isinstance(row[3], int | float) for row in rows)
    return [(*row[:3], float(row[3]), row[4], *(cell or "" for cell in row[5:])) for row in rows]


def from_json(body):
    """Return ``rows``."""
    return [tuple(row[name] for name in COLUMNS) for row in json.loads(body)["rows"]]


def from_parquet(body):
    """Return the rows of the table."""
    table = pq.read_table(io.BytesIO(body))
    assert tuple(table.column_names) == COLUMNS
    return [tuple(row.values()) for row in table.to_pylist()]


def from_html(body):
    """Return the rows of the tables, each under its line's name and its series and unit."""
    page = Tables()
    page.feed(body.decode())
    return page.rows


class Tables(HTMLParser):
    """Collects the cells of every table, with what stands in its caption and in the line above it."""

    def __init__(self):
        super().__init__()
        self.rows, self.scripts, self.links = [], [], []
        self._in, self._told, self._cells = "", {"summary": "", "caption": ""}, []

    def handle_starttag(self, tag, attrs):
        """Begin an element."""
        self._in = tag
        if tag in self._told:
            self._told[tag] = ""
        if tag == "td":
            self._cells.append("")
        self.scripts += [dict(attrs)] if tag == "script" else []
        self.links += [value for name, value in attrs if name in ("src", "href")]
        if tag == "tr":
            self._row()

    def handle_endtag(self, tag):
        """End a table, or what cannot hold cells."""
        if tag == "table":
            self._row()
        self._in = ""

    def handle_data(self, data):
        """Add text to where it stands."""
        if self._in in self._told:
            self._told[self._in] += data
        elif self._in == "td":
            self._cells[-1] += data.rstrip("\n")

    def _row(self):
        if self._cells:
            series, unit = self._told["caption"].split(", ", 1)
            period, value, seen, vintage = self._cells
            name = self._told["summary"].rpartition(":")[0]
            self.rows.append((series, name, period, float(value), unit, seen, vintage))
        self._cells = []


READ = {"csv": from_csv, "xlsx": from_xlsx, "json": from_json, "parquet": from_parquet, "html": from_html}
