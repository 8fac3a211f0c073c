"""Every form of output holds the same figures, and none of it is a formula."""

import csv
import io

import openpyxl
import pyarrow.parquet as pq
import pytest

from oilwatch.store import Store
from tests.cli.command import refused

COLUMNS = ["period", "value", "unit", "seen_from", "vintage"]
IDS = ["price.wti.spot", "production.usa.crude", "production.usa.crude_weekly", "target.rus.required"]
TINY = "0.000000000012"
FORMULA = '=HYPERLINK("http://example.org";"Dubai")'


def from_table(raw):
    """Return the rows of a printed table."""
    lines = raw.decode().split("\n\n")[0].splitlines()
    rows = [line.split(maxsplit=4) for line in lines[2:]]
    return lines[0].split(), [(row[0], float(row[1]), *row[2:]) for row in rows]


def from_csv(raw):
    """Return the rows of a CSV file."""
    head, *rows = csv.reader(io.StringIO(raw.decode()))
    return head, [(row[0], float(row[1]), *row[2:]) for row in rows]


def from_xlsx(raw):
    """Return the rows of the first sheet of a workbook."""
    head, *rows = openpyxl.load_workbook(io.BytesIO(raw))["figures"].iter_rows(values_only=True)
    return list(head), rows


def from_parquet(raw):
    """Return the rows of a Parquet file."""
    table = pq.read_table(io.BytesIO(raw))
    return table.column_names, [tuple(row.values()) for row in table.to_pylist()]


READ = {"table": from_table, "csv": from_csv, "xlsx": from_xlsx, "parquet": from_parquet}


@pytest.fixture
def held(reader):
    """A function that returns the figures of a series straight from the store."""
    store = Store(f"sqlite:///{reader.file}")

    def read(series_id):
        about, seen = store.seen(series_id)
        return [(row.period, row.value, about.unit, row.seen_from, row.vintage) for row in seen]

    yield read
    store.close()


@pytest.mark.parametrize("series_id", IDS)
@pytest.mark.parametrize("form", READ)
def test_every_form_holds_the_figures_of_the_store(reader, held, form, series_id):
    """What is printed reads back as the very numbers that are in the store."""
    done = reader.quick("series", series_id, "--format", form)

    assert (done.code, done.err) == (0, "")
    assert READ[form](done.raw) == (COLUMNS, held(series_id))


@pytest.mark.parametrize("series_id", IDS)
def test_json_holds_the_figures_of_the_store(reader, held, series_id):
    """JSON by --json and by --format is one and the same, and has the numbers of the store."""
    done = reader.quick("series", series_id, "--json")

    assert done.raw == reader.quick("series", series_id, "--format", "json").raw
    assert [tuple(row[name] for name in COLUMNS) for row in done.json["rows"]] == held(series_id)


def test_a_file_says_where_its_figures_are_from(reader):
    """A workbook and a Parquet file carry citation, licence and the reader's day, as JSON does."""
    asked = ("series", "price.brent.spot", "--from", "2022-10", "--to", "2022-10", "--as-of", "2022-11-05")
    about = reader.quick(*asked, "--json").json
    del about["rows"]

    notes = openpyxl.load_workbook(io.BytesIO(reader.quick(*asked, "--format", "xlsx").raw))["about"]
    kept = pq.read_table(io.BytesIO(reader.quick(*asked, "--format", "parquet").raw)).schema.metadata

    assert dict(notes.iter_rows(values_only=True)) == {n: v or None for n, v in about.items()}
    assert {n.decode(): v.decode() for n, v in kept.items()} == about


@pytest.mark.parametrize("value", [TINY, "123456789.012345", "-0.1", "100000000000000", "-0"])
@pytest.mark.parametrize("form", READ)
def test_a_number_comes_out_as_it_came_in(writer, form, value):
    """Small, large and long numbers of one's own are the same in every form."""
    path = writer.write("own.csv", f"period,value\n2024-01,{value}\n")
    writer.quick("import", path, "--series", "price.x.own", "--frequency", "monthly", "--unit", "USD/bbl")

    done = writer.quick("series", "price.x.own", "--format", form)

    assert READ[form](done.raw)[1][0][1] == float(value)


@pytest.fixture
def armed(writer):
    """The command over a store with a series of one's own whose title is a formula."""
    path = writer.write("own.csv", "period,value\n2024-01,-80\n")
    own = ("--series", "price.dubai.own", "--frequency", "monthly", "--unit", "USD/bbl", "--title", FORMULA)
    assert writer.quick("import", path, *own).code == 0
    return writer


def test_a_formula_in_a_title_is_only_text_in_a_csv_file(armed):
    """A title that begins like a formula gets a quote before it, and a negative number none."""
    listed = armed.quick("series", "--format", "csv").out

    rows = {row[0]: row[1] for row in csv.reader(io.StringIO(listed))}
    assert rows["price.dubai.own"] == f"'{FORMULA}"
    assert ",-80,USD/bbl," in armed.quick("series", "price.dubai.own", "--format", "csv").out


@pytest.mark.parametrize("asked", [("series",), ("series", "price.dubai.own")])
def test_a_workbook_holds_no_formula(armed, asked):
    """No cell of any sheet is a formula, and numbers are numbers."""
    book = openpyxl.load_workbook(io.BytesIO(armed.quick(*asked, "--format", "xlsx").raw))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]

    assert f"'{FORMULA}" in [cell.value for cell in cells]
    assert "f" not in {cell.data_type for cell in cells}
    assert ("n" in {cell.data_type for cell in book["figures"]["B"]}) == (len(asked) == 2)


def test_the_events_hold_no_formula_and_their_sizes_are_numbers(reader):
    """In the CSV of events no text begins like a formula, while a cut is a negative number."""
    rows = list(csv.DictReader(io.StringIO(reader.quick("events", "--format", "csv").out)))

    text = [cell for row in rows for name, cell in row.items() if name != "size_kbd"]
    assert not [cell for cell in text if cell.startswith(("=", "+", "-", "@"))]
    assert min(float(row["size_kbd"]) for row in rows if row["size_kbd"]) < 0


@pytest.mark.parametrize("title", ["a\nb", "a\x1b[2Jb", "a\x07b", b"Dubai \xff"])
def test_a_title_is_one_line_of_printable_text(writer, title):
    """What would garble a table, a terminal or a workbook is refused as a title."""
    path = writer.write("own.csv", "period,value\n2024-01,80\n")
    before = writer.contents()

    own = ("--series", "price.x.own", "--frequency", "monthly", "--unit", "USD/bbl", "--title", title)
    done = writer.quick("import", path, *own)

    refused(done, 2, "a title is one line of printable text")
    assert writer.contents() == before


def test_a_file_gets_the_form_that_its_name_ends_in(reader, tmp_path):
    """``-o x.csv`` alone writes CSV, not the table meant for reading."""
    path = tmp_path / "wti.csv"

    reader("series", "price.wti.spot", "--from", "2020-04-20", "--to", "2020-04-20", "-o", str(path))

    assert path.read_text().splitlines()[0] == "period,value,unit,seen_from,vintage"
