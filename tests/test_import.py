"""Figures of one's own from a CSV file: read whole, or refused whole with the file and the line."""

import pytest

from oilwatch import ingest
from oilwatch.errors import InputError
from oilwatch.model import Counts
from tests.kit import DAILY, FEB, JAN, MONTHLY

NAME = "own.csv"


@pytest.fixture
def load(store, tmp_path):
    """A function that imports the given bytes as a file."""

    def run(body, series_id=DAILY.id, **options):
        path = tmp_path / NAME
        path.write_bytes(body)
        return ingest.import_csv(store, path, series_id, **options)

    return run


def shown(store, series_id=DAILY.id, **options):
    """Return what a series reads, by period."""
    return {row.period: row.value for row in store.seen(series_id, **options)[1]}


def test_a_file_of_periods_and_values_is_read(store, load):
    """A plain file is recorded as seen now, with the file as the receipt of each figure."""
    counts = load(b"period,value\n2024-01-02,80.5\n2024-01-03,-1\n")

    receipt = store.receipt(DAILY.id, "2024-01-03")
    assert counts == Counts(new=2)
    assert shown(store) == {"2024-01-02": 80.5, "2024-01-03": -1.0}
    assert store.copies(DAILY.id) == ["2026-11-22T12:00:00.000Z"]
    assert (receipt.address, store.raw(receipt.sha256).body[:12]) == (NAME, b"period,value")
    assert store.loads.runs()[0].source == "import"


@pytest.mark.parametrize(
    "body",
    [
        b"\xef\xbb\xbfperiod,value\r\n2024-01-02,80.5\r\n",
        b'"value","Period"\n"80.5","2024-01-02"\n\n',
        b" period , value \n 2024-01-02 , 80.5 ",
        b"period,value,seen_from\n2024-01-02,80.5,\n",
        b"period,value\n2024-01-02,8.05e1\n2024-01-02,80.50\n",
    ],
)
def test_what_spreadsheets_write_is_understood(store, load, body):
    """A byte-order mark, CRLF, quotes, blanks, another order of columns and repeated rows do no harm."""
    load(body)

    assert shown(store) == {"2024-01-02": 80.5}


def test_dated_rows_keep_their_dates(store, load):
    """With seen_from a file carries a history: a revision, and a withdrawal as an empty value."""
    rows = [f"2024-01-02,80,{JAN}", f"2024-01-02,81,{FEB}", f"2024-01-03,5,{JAN}", f"2024-01-03,,{FEB}"]

    counts = load("\n".join(["period,value,seen_from", *rows]).encode())

    assert counts == Counts(new=2, revised=1, withdrawn=1)
    assert shown(store, as_of=JAN) == {"2024-01-02": 80.0, "2024-01-03": 5.0}
    assert shown(store) == {"2024-01-02": 81.0}


def test_the_same_file_twice_changes_nothing(store, load):
    """Importing a file again is no news."""
    load(b"period,value\n2024-01-02,80.5\n")
    version = store.data_version()

    assert load(b"period,value\n2024-01-02,80.5\n") == Counts(unchanged=1)
    assert store.data_version() == version


def test_a_file_may_be_in_another_unit(store, load):
    """Values in mb/d become kb/d, and a unit of another measure is refused."""
    load(b"period,value\n2024-01,9.25\n", MONTHLY.id, unit="mb/d")

    assert shown(store, MONTHLY.id) == {"2024-01": 9250.0}
    with pytest.raises(InputError, match="cents/bbl measures price and kb/d measures production"):
        load(b"period,value\n2024-02,9.25\n", MONTHLY.id, unit="cents/bbl")


def test_a_series_of_ones_own_is_added(store, load):
    """A series that is not in the catalogue is described with its first file, and found without it later."""
    own = ingest.own_series("price.dubai.own", title="Dubai", unit="cents/bbl", frequency="monthly")

    load(b"period,value\n2024-01,7850\n", own.id, unit="cents/bbl", own=own)
    load(b"period,value\n2024-02,81.5\n", own.id)

    assert store.catalogue()[own.id] == own
    assert shown(store, own.id) == {"2024-01": 78.5, "2024-02": 81.5}


@pytest.mark.parametrize(
    "series_id",
    ["dubai", "Price.Dubai", "price..dubai", "price.dubai/../x", "production.x.own", "price.a." + "b" * 80],
)
def test_a_series_of_ones_own_needs_an_id_of_the_usual_form(series_id):
    """An id that could not stand in a link or a file name is refused."""
    with pytest.raises(InputError, match=r"price\.dubai\.own"):
        ingest.own_series(series_id, title=None, unit="USD/bbl", frequency="monthly")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "own.csv, line 1: expected the columns period,value"),
        (b"date,price\n2024-01-02,80\n", "line 1: expected the columns .*, got date,price"),
        (b"period,value,value\n2024-01-02,80,80\n", "line 1: expected the columns"),
        (b"period;value\n2024-01-02;80\n", "line 1: expected the columns"),
        (b"GOOD2024-01-03,eighty\n", "line 3: value is 'eighty', expected a number"),
        (b"GOOD2024-01-03,1_000\n", "line 3: value is '1_000', expected a number"),
        (b'GOOD2024-01-03,"1,000"\n', "line 3: value is '1,000', expected a number"),
        (b"GOOD2024-01-03,nan\n", "line 3: value is 'nan', expected a number"),
        (b"GOOD2024-01-03,-inf\n", "line 3: value is '-inf', expected a number"),
        (b"GOOD2024-01-03,1e300\n", "own.csv, line 3: 2024-01-03: expected a number"),
        (b"GOOD2024-01,81\n", "line 3: expected a daily period .YYYY-MM-DD., got '2024-01'"),
        (b"GOOD2024-02-30,81\n", "line 3: .* no such day"),
        (b"GOOD,81\n", "line 3: expected a daily period"),
        (b"GOOD2027-01-01,81\n", "own.csv, line 3: 2027-01-01 had not begun"),
        (b"GOOD2024-01-03\n", "line 3: expected 2 cells, got 1"),
        (b"GOOD2024-01-03,81,5\n", "line 3: expected 2 cells, got 3"),
        (b'GOOD2024-01-03,"81\n', "no readable CSV"),
        (b'GOOD2024-01-03,"81"5\n', "line 3: no readable CSV"),
        (b"GOOD2024-01-03,8\x001\n", "line 3: "),
        (b"GOOD2024-01-03\x00,81\n", "line 3: expected a daily period"),
        (b"\x00\x00\x00\x00", "line 1: expected the columns"),
        (b"GOOD2024-01-03,81\xff\n", "own.csv: expected UTF-8 text .* at byte 40"),
        ("period,value\n2024-01-02,80\n".encode("utf-16"), "own.csv: expected UTF-8 text"),
        (b"GOOD2024-01-02,80.5\n", "own.csv, line 3: 2024-01-02 stands twice"),
        (b"GOOD2024-01-03," + b"8" * 200_000 + b"\n", "line 3: no readable CSV .field larger"),
        (b"period,value,seen_from\n2024-01-02,80,Monday\n", "line 2: expected a day"),
        (b"period,value,seen_from\n2024-01-02,80,2030-01-01\n", "own.csv, line 2: .* is in the future"),
    ],
)
def test_a_bad_file_is_refused_whole(store, load, body, words):
    """Each fault names the file, and where one line is at fault the line; nothing of the file is recorded."""
    with pytest.raises(InputError, match=words):
        load(body.replace(b"GOOD", b"period,value\n2024-01-02,80\n"))

    assert store.history(DAILY.id) == []
    assert store.copies(DAILY.id) == []
    assert [run.source for run in store.loads.runs()] == ["catalogue"]


def test_a_file_that_contradicts_the_record_is_refused_whole(store, load):
    """A value that differs at a moment already on record is a conflict; the file's other rows stay out."""
    load(f"period,value,seen_from\n2024-01-02,80,{JAN}\n".encode())

    with pytest.raises(InputError, match="give the correction a later seen_from"):
        load(f"period,value,seen_from\n2024-01-03,1,{JAN}\n2024-01-02,81,{JAN}\n".encode())

    assert shown(store) == {"2024-01-02": 80.0}


def test_a_series_of_ones_own_is_not_added_by_a_bad_file(store, load):
    """Where the first file of a new series is refused, the series is not there either."""
    own = ingest.own_series("price.dubai.own", title="Dubai", unit="USD/bbl", frequency="monthly")

    with pytest.raises(InputError, match="had not begun"):
        load(b"period,value\n2024-01,78\n2027-01,80\n", own.id, own=own)

    assert own.id not in store.catalogue()


def test_an_unknown_series_says_how_to_make_one(load):
    """A series that is neither in the catalogue nor described is refused with the way to do it."""
    with pytest.raises(InputError, match="a series of your own give --frequency and --unit"):
        load(b"period,value\n2024-01-02,80\n", "price.nowhere.spot")


@pytest.mark.parametrize("name", ["absent.csv", "."])
def test_a_file_that_cannot_be_read_is_named(store, tmp_path, name):
    """A path that is no file is an InputError with the reason of the system."""
    with pytest.raises(InputError, match="cannot be read"):
        ingest.import_csv(store, tmp_path / name, DAILY.id)


def test_a_series_that_exists_is_not_described_anew(store, load):
    """Another frequency for a series that there is would be dropped in silence; it is refused."""
    own = ingest.own_series("price.dubai.own", title="Dubai", unit="USD/bbl", frequency="daily")
    load(b"period,value\n2024-01-02,80\n", series_id=own.id, own=own)
    weekly = ingest.own_series("price.dubai.own", title=None, unit="USD/bbl", frequency="weekly")

    with pytest.raises(InputError, match="exists with the frequency 'daily', got 'weekly'"):
        load(b"period,value\n2024-01-05,80\n", series_id=own.id, own=weekly)
