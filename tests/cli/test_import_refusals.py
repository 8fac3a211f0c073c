"""Files that cannot be imported: one line, exit 2, and the store as it was."""

import os
from datetime import UTC, datetime, timedelta

import pytest

from tests.cli.command import refused

HEAD = "period,value\n"
SOON = f"{datetime.now(UTC).date() + timedelta(days=3)}"
DAILY, WEEKLY, MONTHLY = "price.wti.spot", "production.usa.crude_weekly", "production.usa.crude"
BAD = [
    ("", "expected the columns period,value[,seen_from], got none"),
    ("\n\n", "expected the columns"),
    (HEAD, "no rows below the header"),
    (f"{HEAD}\n\n", "no rows below the header"),
    ("date,price\n2026-11-02,80\n", "got date,price"),
    ("period;value\n2026-11-02;80\n", "got period;value"),
    ("2026-11-02,80\n", "expected the columns"),
    ("period,value,period\n2026-11-02,80,1\n", "expected the columns"),
    ("\x1b[2Jperiod,value\n", "got ?[2jperiod,value"),
    (f"{HEAD}2026-11-02,eighty\n", "line 2: value is 'eighty', expected a number"),
    (f"{HEAD}2026-11-02,1_000\n", "line 2: value is '1_000'"),
    (f'{HEAD}2026-11-02,"1,000"\n', "line 2: value is '1,000'"),
    (f'{HEAD}2026-11-02,"1 000"\n', "line 2: value is '1 000'"),
    (f'{HEAD}2026-11-02,"80,5"\n', "line 2: value is '80,5'"),
    (f"{HEAD}2026-11-02,0x10\n", "line 2: value is '0x10'"),
    (f"{HEAD}2026-11-02,−5\n", "line 2: value is '−5'"),
    (f"{HEAD}2026-11-02,nan\n", "line 2: value is 'nan'"),
    (f"{HEAD}2026-11-02,inf\n", "line 2: value is 'inf'"),
    (f"{HEAD}2026-11-02,-Infinity\n", "line 2: value is '-Infinity'"),
    (f"{HEAD}2026-11-02,1e999\n", "line 2: value is '1e999'"),
    (f"{HEAD}2026-11-02,1e15\n", "expected a number, got"),
    (f"{HEAD}2026-11-02\n", "line 2: expected 2 cells, got 1"),
    (f"{HEAD}2026-11-02,1,2\n", "line 2: expected 2 cells, got 3"),
    (f"{HEAD}2026-11,80\n", "line 2: expected a daily period (YYYY-MM-DD)"),
    (f"{HEAD}02.11.2026,80\n", "line 2: expected a daily period"),
    (f"{HEAD}20261102,80\n", "line 2: expected a daily period"),
    (f"{HEAD}2026-11-31,80\n", "there is no such day"),
    (f"{HEAD}0000-00-00,80\n", "there is no such day"),
    (f"{HEAD}２０２６-11-02,80\n", "line 2: expected a daily period"),
    (f"{HEAD}9999-12-31,80\n", "9999-12-31 had not begun"),
    (f"{HEAD}{SOON},80\n", f"{SOON} had not begun"),
    (f"{HEAD}2026-11-02,80\n2026-11-02,81\n", "line 3: 2026-11-02 stands twice in the file"),
    (f"period,value,seen_from\n2018-11-02,80,{SOON}\n", "is in the future"),
    ("period,value,seen_from\n2018-11-02,80,9999-12-31T23:59:59-12:00\n", "expected a day"),
    ("period,value,seen_from\n2018-11-02,80,2018-11-01\n", "2018-11-02 had not begun on 2018-11-01"),
    ("period,value,seen_from\n2018-11-02,80,soon\n", "line 2: expected a day (YYYY-MM-DD)"),
    (f"{HEAD}2026-11-02,{'8' * 200_000}\n", "no readable CSV (field larger"),
    (f"{HEAD}{'x' * 100_000},80\n", "line 2: expected a daily period"),
    (f"{HEAD}2026-11-02,{'x' * 100_000}\n", "line 2: value is 'xxx"),
    (f"{HEAD}2026-11-02,\x00\n", "line 2: value is"),
    (f'{HEAD}2026-11-02,"80\n', "no readable CSV"),
    (b"\x00" * 1000, "expected the columns"),
    (b"\xff\xfe" + HEAD.encode("utf-16-le"), "expected UTF-8 text"),
    (b"period,value\n2026-11-02,80 \xe9\n", "expected UTF-8 text (invalid continuation byte"),
    (b"\x1f\x8b\x08\x00" + bytes(range(256)), "expected UTF-8 text"),
]


def check_refused(run, words, *arguments):
    """Assert that an import is refused in one short line and leaves each row of the store as it was."""
    before = run.contents()

    done = run.quick("import", *arguments)

    refused(done, 2, words)
    assert len(done.err) < 500
    assert run.contents() == before


@pytest.mark.parametrize(
    ("body", "words"), BAD, ids=lambda part: str(part)[:40] if isinstance(part, str) else ""
)
def test_a_bad_file_is_refused_whole(writer, body, words):
    """Each fault is told in one short line, with the number of the line where one line is at fault."""
    path = writer.write("own.csv", body)

    check_refused(writer, words, path, "--series", DAILY)


@pytest.mark.parametrize(
    ("series_id", "period"),
    [
        (WEEKLY, "2024-01-04"), (WEEKLY, "2024-01"), (WEEKLY, "2024-W01"), (WEEKLY, "0001-01-05"),
        (MONTHLY, "2024-01-02"), (MONTHLY, "2024-13"), (MONTHLY, "2024-00"), (MONTHLY, "0000-01"),
        (MONTHLY, "2024-1"), (MONTHLY, "9999-12"),
    ],
)  # fmt: skip
def test_a_period_must_have_the_form_of_its_series(writer, series_id, period):
    """A week is named by its Friday, a month by year and month."""
    path = writer.write("own.csv", f"{HEAD}2023-12-29,1\n{period},80\n" if series_id == WEEKLY else
                        f"{HEAD}2023-12,1\n{period},80\n")  # fmt: skip

    check_refused(writer, "own.csv", path, "--series", series_id)


def test_good_rows_before_a_fault_are_not_recorded(writer):
    """The real command refuses a file whole, however late the fault comes."""
    good = "".join(f"2024-{month:02}-{day:02},80\n" for month in range(1, 13) for day in range(1, 29))
    path = writer.write("own.csv", f"{HEAD}{good}2025-01-01,many\n")
    before = writer.contents()

    done = writer("import", path, "--series", "price.x.own", "--frequency", "daily", "--unit", "USD/bbl")

    refused(done, 2, "own.csv, line 338: value is 'many'")
    assert writer.contents() == before


def test_a_file_that_is_not_there_is_named(writer):
    """A path without a file is refused with what the system says."""
    check_refused(writer, "absent.csv: cannot be read (No such file", "absent.csv", "--series", DAILY)


def test_a_folder_is_no_file(writer):
    """A path to a folder is refused with what the system says."""
    check_refused(writer, "cannot be read (Is a directory)", writer.home, "--series", DAILY)


def test_a_name_that_is_too_long_is_no_file(writer):
    """A path that no system takes is refused as well."""
    check_refused(writer, "cannot be read (File name too long)", "x" * 300, "--series", DAILY)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("price.nowhere.spot",), "no series 'price.nowhere.spot'; `oilwatch series` lists"),
        (("price.x.own", "--unit", "kb/d"), "give --frequency and --unit"),
        (("price.x.own", "--frequency", "daily"), "needs its --unit"),
        (
            ("price.x.own", "--frequency", "daily", "--unit", "tonnes"),
            "unit 'tonnes' is not known; use one of",
        ),
        ((DAILY, "--unit", "kb/d"), "kb/d measures production and USD/bbl measures price"),
        ((DAILY, "--unit", "litres"), "unit 'litres' is not known"),
        (("PRICE.X", "--frequency", "daily", "--unit", "kb/d"), "expected a series id such as"),
        (("../x.own", "--frequency", "daily", "--unit", "kb/d"), "expected a series id such as"),
        ((f"a.{'b' * 90}", "--frequency", "daily", "--unit", "kb/d"), "expected a series id such as"),
    ],
)
def test_a_series_that_cannot_be_is_refused(writer, arguments, words):
    """An unknown series, unit or id adds nothing, not even the description of a series."""
    path = writer.write("own.csv", f"{HEAD}2024-01-02,80\n")

    check_refused(writer, words, path, "--series", *arguments)


@pytest.mark.parametrize(
    "body",
    [
        b"\xef\xbb\xbfperiod,value\r\n2024-01-02,80.5\r\n2024-01-03,\r\n",
        b'Value,Period\n" +80.50 "," 2024-01-02 "\n',
        b"period,value,seen_from\n2024-01-02,80.5,2024-01-05\n2024-01-02,80.5,\n",
        b"period,value\n\n2024-01-02,8.05E1\n",
    ],
)
def test_what_a_spreadsheet_writes_is_taken(writer, body):
    """A byte-order mark, CRLF, quotes, blanks and another order of columns are no faults."""
    own = ("--series", "price.x.own", "--frequency", "daily", "--unit", "USD/bbl")

    done = writer.quick("import", writer.write("own.csv", body), *own)

    rows = writer.quick("series", "price.x.own", "--json").json["rows"]
    assert (done.code, done.err) == (0, "")
    assert [(row["period"], row["value"]) for row in rows] == [("2024-01-02", 80.5)]


def test_a_file_name_that_is_not_utf8_is_taken(writer):
    """An old file name of another encoding is no fault of the figures."""
    name = b"f\xf6rderung.csv"
    os.rename(writer.write("own.csv", f"{HEAD}2024-01-02,80\n"), bytes(writer.home / "") + b"/" + name)

    done = writer("import", name, "--series", "price.x.own", "--frequency", "daily", "--unit", "USD/bbl")

    assert (done.code, done.err) == (0, "")
    assert writer("doctor").code == 0
