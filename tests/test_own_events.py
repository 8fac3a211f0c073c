"""Events of a team's own from rows and CSV files: read by the catalogue's rules, all or none."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oilwatch import catalog, own_events
from oilwatch.errors import InputError
from oilwatch.own_events import from_csv, from_rows

HEAD = "date,kind,title\n"
ROW = {"date": "2024-05-06", "kind": "supply_outage", "title": "Strike at the terminal"}


def rejected(body):
    """Return what is said of a file that is refused."""
    with pytest.raises(InputError) as caught:
        from_csv(body.encode() if isinstance(body, str) else body, name="own.csv")
    return str(caught.value)


def test_a_row_of_three_cells_is_an_event():
    """Date, kind and title are enough: lane and importance are its kind's, it has no id yet."""
    [event] = from_rows([ROW], name="this event")

    assert (event.date, event.kind, event.title) == (date(2024, 5, 6), "supply_outage", ROW["title"])
    assert (event.id, event.lane, event.confidence, event.source_url) == (
        "", catalog.kinds()["supply_outage"].lane, "", "",
    )  # fmt: skip
    assert (event.size_kbd, event.countries, event.effective_from) == (None, (), "")
    assert event.importance == catalog.kinds()["supply_outage"].importance


def test_every_other_column_of_the_catalogue_is_read():
    """Who, size, effect, importance, source, and time with its zone."""
    more = {
        "countries": "OPEC+;Iraq", "size_kbd": "-500.5", "effective_from": "2024-06", "importance": "3",
        "source_url": "https://news.example/a?b=c", "time": "09:30", "zone": "Asia/Baghdad",
    }  # fmt: skip

    [event] = from_rows([{**ROW, **more}], name="this event")

    assert (event.countries, event.size_kbd, event.importance) == (("OPEC+", "Iraq"), -500.5, 3)
    assert (event.effective_from, event.source_url) == ("2024-06", more["source_url"])
    assert (event.time, event.zone) == ("09:30", "Asia/Baghdad")


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_file_is_read_as_spreadsheets_write_it(mark, end):
    """With a byte order mark or without, whatever ends a line; columns in any order."""
    lines = ["title,time,date,kind", "Strike,,2024-05-06,supply_outage", "Fire,,2024-05-07,conflict"]

    found = from_csv((mark + end.join(lines) + end).encode(), name="own.csv")

    assert [(event.title, event.date.day) for event in found] == [("Strike", 6), ("Fire", 7)]


@pytest.mark.parametrize("column", ["follows", "confidence", "id", "own column"])
def test_a_column_that_would_not_be_kept_is_refused(column):
    """Nothing that a team writes is dropped without a word; nor does the second of two columns win."""
    body = f"title,date,kind,{column}\nStrike,2024-05-06,supply_outage,\n".encode()
    with pytest.raises(InputError, match=f"got '{column}'; leave it out"):
        from_csv(body, name="own.csv")
    with pytest.raises(InputError, match="stands twice in the header"):
        from_csv(b"title,title,date,kind\na,b,2024-05-06,conflict\n", name="own.csv")


def test_quotes_and_commas_belong_to_a_title():
    """A quoted cell is its text, to the letter."""
    [event] = from_csv(
        (HEAD + '2024-05-06,supply_outage,"Strike, ""wildcat"", at Basra"\n').encode(), name="own.csv"
    )

    assert event.title == 'Strike, "wildcat", at Basra'


@pytest.mark.parametrize(
    "cell", ["=HYPERLINK(1)", "@SUM(A1)", "+1", "-1+1", "<script>alert(1)</script>", "罢工 😀"]
)
def test_what_a_spreadsheet_would_run_is_a_title_like_others(cell):
    """It is kept to the letter; what is written out of it is disarmed there."""
    [event] = from_csv(f'{HEAD}2024-05-06,supply_outage,"{cell}"\n'.encode(), name="own.csv")

    assert event.title == cell


@pytest.mark.parametrize("absent", own_events.NEEDED)
def test_a_missing_column_is_named(absent):
    """Without one of the three that are needed no row is read."""
    head = [name for name in own_events.NEEDED if name != absent]
    told = rejected(",".join(head) + "\n" + ",".join(ROW[name] for name in head) + "\n")

    assert told == f"own.csv, row 1: no column {absent!r}"


def test_each_broken_row_is_named_with_its_rule():
    """All of them at once, in the order of the file; the sound ones among them do not enter either."""
    told = rejected(
        "date,kind,title,size_kbd,source_url,time,zone\n"
        "2024-05-06,supply_outage,Sound,,,,\n"
        "2024-02-30,supply_outage,No such day,,,,\n"
        "2024-05-06,party,No such kind,,,,\n"
        "2024-05-06,supply_outage,,,,,\n"
        "2024-05-06,supply_outage,Large,200000,,,\n"
        "2024-05-06,supply_outage,Large,nan,,,\n"
        "2024-05-06,supply_outage,Link,,javascript:alert(1),,\n"
        "2024-05-06,supply_outage,Time,,,09:30,\n"
        "2024-05-06,supply_outage,Zone,,,09:30,Nowhere/At_All\n"
        "2024-05-06,supply_outage,Short\n"
    )  # fmt: skip

    rows = [part.removeprefix("own.csv, row ").partition(":")[0] for part in told.split("; ")]
    assert rows == ["3", "4", "5", "6", "7", "8", "9", "10", "11"]
    for word in (
        "'party'",
        "title is empty",
        "200000",
        "javascript",
        "time and zone",
        "IANA",
        "as many cells",
    ):
        assert word in told


def test_of_many_broken_rows_the_first_ten_are_told():
    """The rest is counted."""
    told = rejected(HEAD + "2024-05-06,party,x\n" * 25)

    assert told.count("own.csv, row ") == 10
    assert told.endswith("; and 15 more")


@pytest.mark.parametrize("sign", ["\0", "\x1b", "\n", "\u202e", "\u2028", "\x07"])
def test_a_title_that_hides_or_turns_something_is_refused(sign):
    """Control characters, line ends and turned writing have no place in a title; the row is named."""
    told = rejected(f'{HEAD}2024-05-06,supply_outage,"Strike {sign} end"\n')

    assert "own.csv" in told
    assert told.isprintable()


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "expected 1 to 5,000 rows below the header, got 0"),
        (b"date,kind,title\n", "got 0"),
        (HEAD.encode() + b"2024-05-06,conflict,x\n" * 5_001, "got 5,001"),
        (b"x" * 2_000_001, "expected at most 2 MB, got 2,000,001 bytes"),
        (HEAD.encode() + "2024-05-06,conflict,Öl".encode("latin-1"), "expected UTF-8 text (invalid"),
        (HEAD.encode("utf-16"), "expected UTF-8 text"),
        (b"PK\x03\x04\x14\x00\xff\xfe", "expected UTF-8 text"),
        (HEAD.encode() + b'2024-05-06,conflict,"open', "no readable CSV"),
        (HEAD.encode() + b'2024-05-06,conflict,"a"b\n', "no readable CSV"),
        (HEAD.encode() + b"2024-05-06,conflict," + b"x" * 200_000, "no readable CSV (field larger than"),
        (HEAD.encode() + b"2024-05-06,conflict," + b"x" * 301, "title has 301 characters"),
        (b"a;b;c\n2024-05-06;conflict;x\n", "no column"),
    ],
)
def test_a_file_that_is_none_is_refused_in_one_line(body, words):
    """Empty, endless, of another encoding or shape: what was expected and what came."""
    told = rejected(body)

    assert words in told
    assert told.startswith("own.csv")
    assert told.isprintable()


def test_the_most_rows_are_read():
    """A file of 5,000 rows is whole."""
    body = HEAD + "".join(f"2024-05-{n % 28 + 1:02},conflict,Event {n}\n" for n in range(5_000))

    assert len(from_csv(body.encode(), name="own.csv")) == 5_000


@given(
    st.binary(max_size=300) | st.text(max_size=300).map(lambda text: (HEAD + text).encode("utf-8", "replace"))
)
def test_no_file_gives_anything_but_events_or_a_reason(body):
    """Whatever the bytes are, there are events of known kinds, or one InputError."""
    try:
        found = from_csv(body, name="own.csv")
    except InputError as error:
        found, told = [], str(error)
    else:
        told = "own.csv"

    assert told.startswith("own.csv")
    assert all(event.title.strip() and event.lane for event in found)
