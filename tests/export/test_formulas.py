"""Nothing in a file is a formula to a spreadsheet, whoever wrote its texts."""

import csv
import io
import re
import unicodedata
import zipfile

import openpyxl
import pytest

from oilwatch import export

FORMULA = '=HYPERLINK("http://example.org";"x")'
ATTACKS = [
    "=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "\r=1+1", "  =1+1", "\u00a0=1+1", '"=1+1', "'=1+1", "“=1+1",
    "＝1+1", "＋1+1", "－1+1", "＠SUM(A1)", "\u200b=1+1", "\ufeff=1+1", FORMULA, "=cmd|'/c calc'!A0",
    "+cmd|'/c calc'!A0", "@cmd|'/c calc'!A0", "-2+3+cmd|'/c calc'!A0", "|calc", "x,=1+1", "x;=1+1",
    'x, "=1+1', 'x;"＝1+1', "x\t=1+1", "x\n=1+1", 'x","=1+1', 'x";"=1+1', '=DDE("cmd";"/C calc";"!A0")',
]  # fmt: skip
BLANK = " \t\r\n\u00a0\u200b\ufeff"


def alive(cell):
    """Return whether a spreadsheet could take a cell for a formula; a number is none."""
    text = cell.strip(BLANK)
    if text.startswith("'"):
        return False
    if re.fullmatch(r"-?[0-9.]+", text):
        return False
    start = unicodedata.normalize("NFKC", text.lstrip("\"“'" + BLANK)[:1])
    return bool(start) and start in "=+-@|"


def test_the_attacks_are_alive_where_nothing_is_done():
    """The judge of this file knows a formula when it sees one."""
    cells = [cell for text in ATTACKS for sign in ",;\t\n" for cell in text.replace('"', "").split(sign)]

    assert all(any(alive(cell) for cell in [t, *re.split("[,;\t\n]", t)]) for t in ATTACKS if t[0] != "'")
    assert not alive("'=1+1")
    assert not alive("-12.5")
    assert len(cells) > 100


@pytest.mark.parametrize("text", ATTACKS)
def test_no_cell_of_a_csv_file_is_a_formula(armed, text):
    """Not in the rows, not in the comment lines, and not where a reader cuts at semicolons or tabs."""
    body = export.file(*armed(text), "csv").decode()

    cells = {
        sign: [cell for row in csv.reader(io.StringIO(body, newline=None), delimiter=sign) for cell in row]
        for sign in ",;\t"
    }

    assert {sign: [cell for cell in found if alive(cell)] for sign, found in cells.items()} == {
        ",": [], ";": [], "\t": []
    }  # fmt: skip
    assert body.count("\nprice.evil.spot,") == 2


@pytest.mark.parametrize("text", ATTACKS)
def test_no_cell_of_a_workbook_is_a_formula(armed, text):
    """No sheet has a formula, and no text would become one where a sheet is saved as CSV."""
    body = export.file(*armed(text), "xlsx")

    cells = [
        c for sheet in openpyxl.load_workbook(io.BytesIO(body)) for row in sheet.iter_rows() for c in row
    ]
    with zipfile.ZipFile(io.BytesIO(body)) as parts:
        sheets = b"".join(parts.read(name) for name in parts.namelist() if "sheet" in name)

    assert b"<f>" not in sheets
    assert {cell.data_type for cell in cells} <= {"s", "n", "inlineStr"}
    assert [c.value for c in cells if isinstance(c.value, str) and alive(c.value)] == []
    assert [c.value for c in cells if c.column_letter == "D"][1:3] == [-2, -3]


@pytest.mark.parametrize(
    "text", [*ATTACKS, "</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>"]
)
def test_no_text_of_a_page_is_markup_or_a_formula(armed, text):
    """What others wrote ends no element and begins none, and no cell of a table is a formula when pasted."""
    body = export.file(*armed(text), "html").decode()

    seen = re.sub(r"<script.*?</script>", "", body, flags=re.S)
    cells = re.findall(r"<td>([^<\n]*)", seen)

    assert body.count("<script") == body.count("</script>") == 3
    assert "onerror=alert(1)>" not in body
    assert [cell for cell in cells if alive(cell)] == []
    assert len(cells) == 8


@pytest.mark.parametrize("text", ATTACKS)
def test_what_is_copied_begins_no_formula_but_the_one_that_was_asked_for(armed, text):
    """A sentence is no formula; the one for Google Sheets is only an import of our own address."""
    _, content = armed(text)

    copies = export.copies(content, 'https://oil.example.org/"&A1&"')

    assert not alive(copies["AP style"])
    formula = re.fullmatch(r'=IMPORTDATA\("((?:[^"]|"")*)"\)', copies["Google Sheets"])
    assert formula[1].startswith('https://oil.example.org/""&A1&""/api/v1/series/price.evil.spot.csv')
    assert copies["BibTeX"].startswith("@misc{oilwatch-market-2026-11-22-")
    code = [line for line in copies["pandas"].splitlines() if not line.startswith("#")]
    assert "\n".join(code).count("=1+1") == 0


@pytest.mark.parametrize("text", ATTACKS)
def test_a_plain_table_is_disarmed_as_well(text):
    """``render`` and ``to_csv`` treat titles and column names alike."""
    body = export.to_csv([text, "b"], [[text, 1.5]], notes=[text]).decode()

    cells = [
        cell
        for sign in ",;\t"
        for row in csv.reader(io.StringIO(body, newline=None), delimiter=sign)
        for cell in row
    ]

    assert [cell for cell in cells if alive(cell)] == []
    assert export.render(["a"], [[text]], "xlsx") == export.render(["a"], [[text]], "xlsx")
