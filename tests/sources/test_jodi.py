"""JODI's yearly files: what is in them, and how they are asked for."""

from datetime import UTC, date, datetime

import pytest

from oilwatch import catalog
from oilwatch.errors import SourceError
from oilwatch.sources import jodi
from tests.sources.kit import drained, figures, one_line, published, valued

SAUDI, RUSSIA = "production.sau.jodi", "production.rus.jodi"
HEADER = "REF_AREA,TIME_PERIOD,ENERGY_PRODUCT,FLOW_BREAKDOWN,UNIT_MEASURE,OBS_VALUE,ASSESSMENT_CODE"
CRUDE = "CRUDEOIL,INDPROD,KBD"


def file(*rows, end="\n", mark=""):
    """Return a file with these rows below its header."""
    return (mark + end.join([HEADER, *rows, ""])).encode()


def parsed(raw):
    """Return (series, period, value, mark) of the rows that are kept of a file."""
    return [tuple(row) for row in jodi.parse(b"".join(jodi.pick(raw.splitlines(keepends=True))))]


def years(outside):
    """Return the names of the files that were asked for, in order."""
    return [hit.path.rpartition("/")[2] for hit in outside.jodi.hits]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_only_crude_output_in_barrels_a_day_is_kept(end, mark):
    """Either end of line; stocks, trade, other units and other countries are left out."""
    rows = ["SA,2026-06,CRUDEOIL,CLOSTLV,KBD,x,3", f"SA,2026-06,{CRUDE},7122.0000,1"]
    rows += ["SA,2026-06,CRUDEOIL,INDPROD,CONVBBL,7356.0000,3", "SA,2026-06,TOTCRUDE,INDPROD,KBD,9000.5,1"]
    rows += [
        f"NA,2026-06,{CRUDE},-,3",
        f"GB,2026-06,{CRUDE},600.0000,1",
        "US,2026-06,CRUDEOIL,STATDIFF,KBD,-8.5,3",
    ]

    assert parsed(file(*rows, end=end, mark=mark)) == [(SAUDI, "2026-06", 7122.0, "1")]


@pytest.mark.parametrize("token", ["-", "x", "..", "N/A"])
def test_four_tokens_mean_none(token):
    """Each is kept as a mark, for they mean different things; none is zero."""
    assert parsed(file(f"RU,2024-01,{CRUDE},{token},3")) == [(RUSSIA, "2024-01", None, token)]


@pytest.mark.parametrize("cell", ["n.a.", "", "X", "NaN", "nan", "inf", "1;5", "1_000", "--", " - "])
def test_any_other_token_is_said(cell):
    """A token that nobody knows yet fails with the country, the month and what stood there."""
    with pytest.raises(
        SourceError, match=r"for RU 2024-01; expected a number or one of - x \.\. N/A"
    ) as caught:
        parsed(file(f"RU,2024-01,{CRUDE},{cell},3"))

    one_line(caught.value)


@pytest.mark.parametrize(
    "row", [f"SA,2026-06,{CRUDE},7122", f"SA,2026-06,{CRUDE},7,122,1", f'SA,2026-06,{CRUDE},"7,1",1']
)
def test_a_row_with_another_number_of_columns_is_said(row):
    """A row of ours that breaks off, or has a comma too many, is not silently left out."""
    with pytest.raises(SourceError, match=r"has the row 'SA,2026-06,.*'; expected 7 columns"):
        parsed(file(row))


@pytest.mark.parametrize("raw", [b"\xe9", b"\x00", b'"'])
def test_odd_bytes_in_a_row_are_said(raw):
    """Bytes that belong in no figure are an unknown token, not a crash."""
    with pytest.raises(SourceError, match="for SA 2026-06"):
        parsed(file() + f"SA,2026-06,{CRUDE},".encode() + raw + b",1\n")


@pytest.mark.parametrize("code", ["1", "2", "3", "4"])
def test_the_assessment_is_the_mark_of_a_figure(code):
    """Whether a figure can be compared is its publisher's word, kept beside it."""
    assert parsed(file(f"SA,2026-06,{CRUDE},8135.0968,{code}")) == [(SAUDI, "2026-06", 8135.0968, code)]


def test_a_country_named_na_is_a_country(monkeypatch):
    """Namibia is NA, which many readers of tables take for a hole."""
    ours = {"JODI.NA.CRUDEOIL.INDPROD.KBD": "production.nam.jodi"}
    monkeypatch.setattr(catalog, "by_publisher_id", lambda: ours)

    assert parsed(file(f"NA,2026-06,{CRUDE},5.5,1", f"NA,2026-07,{CRUDE},N/A,3")) == [
        ("production.nam.jodi", "2026-06", 5.5, "1"), ("production.nam.jodi", "2026-07", None, "N/A"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "raw", [b"<!DOCTYPE html>\n<html>\n", b"REF_AREA;TIME_PERIOD\n", b"\xff\xfe\x00\n", b"PK\x03\x04\n"]
)
def test_what_is_no_such_file_is_said(raw):
    """The header has to be the one that is known, to the letter."""
    with pytest.raises(SourceError, match=r"begins with .*; expected REF_AREA,") as caught:
        parsed(raw)

    one_line(caught.value)


def test_every_year_is_read(outside, ask, warned):
    """The figures of all years come, each year a copy that covers its twelve months."""
    copies, error = drained(jodi.read(ask()))

    assert (error, warned) == (None, [])
    assert valued(figures(copies)[SAUDI]) == published(outside.world, "JODI.SA")
    assert [copy.whole[SAUDI] for copy in copies] == [
        (f"{year}-01", f"{year}-12") for year in range(2026, jodi.FIRST_YEAR - 1, -1)
    ]
    assert {hit.method for hit in outside.jodi.hits} == {"GET"}
    assert all(hit.headers["user-agent"].startswith("Mozilla/5.0 (compatible; ") for hit in outside.jodi.hits)


def test_a_month_that_is_shown_without_a_figure_is_none(outside, ask):
    """Russia's months are there with a token: no value, and the token is kept."""
    outside.world.figures["JODI.RU"] |= {"2025-01": 9400.0}

    (copy,) = [copy for copy in jodi.read(ask()) if copy.whole[RUSSIA][0] == "2025-01"]

    found = {row.period: (row.value, row.mark) for row in copy.pages[0].observations if row.series == RUSSIA}
    assert found["2025-01"] == (9400.0, "1")
    assert {found[period] for period in found if period > "2025-01"} == {(None, "-")}
    assert len(found) == 12


def test_the_year_that_runs_has_either_name(outside, ask):
    """It is asked for by its own name first and as an old year then; old years the other way round."""
    outside.jodi.fault = lambda hit: "404" if "primaryyear" in hit.path else None
    copies, error = drained(jodi.read(ask(since=date(2025, 1, 1))))
    both = years(outside)
    outside.jodi.hits.clear()
    outside.jodi.fault = lambda hit: None if "primaryyear" in hit.path else "404"
    drained(jodi.read(ask(since=date(2025, 1, 1))))

    assert both == ["primaryyear2026.csv", "2026.csv", "2025.csv"]
    assert years(outside) == ["primaryyear2026.csv", "2025.csv", "primaryyear2025.csv"]
    assert error is None
    assert len(copies) == 1


def test_an_old_year_that_is_gone_is_a_note(outside, ask, warned):
    """The other years are read; that of two there is no file is said, and is no failure."""
    outside.jodi.fault = lambda hit: (
        "404" if hit.path.endswith(("/2003.csv", "year2003.csv", "/2005.csv")) else None
    )
    copies, error = drained(jodi.read(ask()))

    assert error is None
    assert warned == ["JODI has no file for 2003, 2005"]
    assert len(copies) == 2026 - jodi.FIRST_YEAR + 1 - 2


def test_the_first_days_of_a_year_have_no_file_yet(outside, ask, warned):
    """In January the year that runs has no file under either name, which is as usual."""
    outside.jodi.fault = lambda hit: "404" if "2026" in hit.path else None

    copies, error = drained(jodi.read(ask()))

    assert (error, warned) == (None, [])
    assert copies[0].whole[SAUDI][0] == "2025-01"


def test_a_file_is_dated_by_when_it_was_written(outside, ask):
    """Last-Modified is the day of a copy; where it is missing, odd or to come, it is when it was read."""
    (copy, *_) = jodi.read(ask(since=date(2026, 1, 1)))
    outside.jodi.rewritten = datetime(2027, 5, 1, tzinfo=UTC)
    (ahead, *_) = jodi.read(ask(since=date(2026, 1, 1)))

    assert copy.seen_from == "2026-11-20T09:31:05.000Z"
    assert copy.otherwise == copy.pages[0].receipt.retrieved_at == "2026-11-22T12:00:00.000Z"
    assert ahead.seen_from == ahead.otherwise


def test_a_file_that_was_read_is_not_sent_again(outside, ask):
    """With what it answered last time it says that nothing changed, until something did."""
    known = {made.validator[0]: made.validator[1:] for made in jodi.read(ask())}
    outside.jodi.hits.clear()
    same, error = drained(jodi.read(ask(validators=known)))
    outside.world.revise("JODI.SA", "2025-05", 1.5)
    changed = list(jodi.read(ask(validators=known)))
    again = list(jodi.read(ask(validators=known, since=date(2024, 1, 1))))

    assert (same, error) == ([], None)
    assert len(known) == 2026 - jodi.FIRST_YEAR + 1
    assert "if-none-match" in outside.jodi.hits[0].headers
    assert [copy.whole[SAUDI][0] for copy in changed] == ["2025-01"]
    assert figures(changed)[SAUDI]["2025-05"] == 1.5
    assert len(again) == 3


def test_the_receipt_gives_the_same_figures_again(outside, ask):
    """What is kept of a file of megabytes is its rows of crude output, and the digest of all of it."""
    outside.jodi.newline = "\r\n"
    (copy, *_) = jodi.read(ask(since=date(2026, 1, 1)))

    (page,) = copy.pages
    assert tuple(jodi.parse(page.receipt.body)) == tuple(page.observations)
    assert page.receipt.body.decode().splitlines()[0] == HEADER
    assert b"TOTCRUDE" not in page.receipt.body
    assert "SHA-256" in page.receipt.headers


def test_a_failure_half_way_leaves_what_was_read(outside, ask):
    """Years that came before it are there, and what went wrong is said."""
    outside.jodi.fault = lambda hit: "503" if hit.path.endswith("/2020.csv") else None

    copies, error = drained(jodi.read(ask()))

    assert [copy.whole[SAUDI][0][:4] for copy in copies] == [str(year) for year in range(2026, 2020, -1)]
    assert one_line(error) == "JODI answers with an error (status 503); try again later"


def test_its_series_are_in_the_catalogue():
    """Every series of JODI in data/series.csv has the publisher's id by which a row finds it."""
    theirs = [row for row in catalog.series().values() if row.publisher.startswith("Joint Organisations")]

    assert SAUDI in {row.id for row in theirs}
    for row in theirs:
        area = row.publisher_id.split(".")[1]
        assert parsed(file(f"{area},2026-06,{CRUDE},1.5,1")) == [(row.id, "2026-06", 1.5, "1")]
