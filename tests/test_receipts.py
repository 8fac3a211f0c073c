"""Receipts: where a number comes from, to the very row of the very answer."""

import hashlib
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oilwatch import catalog, ingest, receipts, view, views
from oilwatch.errors import InputError, UnknownSeries
from oilwatch.model import Receipt, Recorded
from oilwatch.receipts import rows
from oilwatch.receipts.one import conversion
from oilwatch.receipts.rows import Wanted
from tests.kit import DAILY, FEB, JAN, MAR, MONTHLY, NOW, daily, monthly

SAU = "production.sau.crude"
JODI = b"""REF_AREA,TIME_PERIOD,ENERGY_PRODUCT,FLOW_BREAKDOWN,UNIT_MEASURE,OBS_VALUE,ASSESSMENT_CODE
NO,2026-02,CRUDEOIL,INDPROD,KBD,10765,1
SA,2026-02,CRUDEOIL,INDPROD,KBD,10765,1
SA,2026-03,CRUDEOIL,INDPROD,KBD,10800,1
"""
API = b"""{"response":{"total":"2","frequency":"monthly","data":[
{"period":"2026-02","productId":"57","activityId":"1","countryRegionId":"RUS","unit":"TBPD","value":"9100"},
{"period":"2026-02","productId":"57","activityId":"1","countryRegionId":"SAU","unit":"TBPD","value":"10765"}]},
"apiVersion":"2.1"}"""
BULK = b"""{"series_id":"INTL.57-1-RUS-TBPD.M","units":"thousand barrels per day","data":[["202602",10765]]}
{"series_id":"INTL.57-1-SAU-TBPD.M","units":"million barrels per day","data":[["202603",9],["202602",10.765]]}
"""
XML = b"""<?xml version="1.0"?><data><row><period>2026-02</period><country>NO</country><value>1</value></row>
<row><period>2026-02</period><country>SA</country><value>10.765</value></row></data>"""
BODIES = {
    "CSV": (JODI, ("SA",), "SA,2026-02,CRUDEOIL,INDPROD,KBD,10765,1", 3, "kb/d"),
    "JSON": (API, ("57", "SAU", "TBPD"), '"countryRegionId":"SAU","unit":"TBPD","value":"10765"}', 3, "kb/d"),
    "JSON lines": (BULK, ("INTL.57-1-SAU-TBPD.M",), '["202602",10.765]', 2, "mb/d"),
    "XML": (XML, ("SA",), XML.splitlines()[1].removesuffix(b"</data>").decode(), 2, "mb/d"),
}  # fmt: skip


def wanted(*keys, value=10765.0):
    """Return what is looked for in the answers above."""
    return Wanted(SAU, "2026-02", value, "kb/d", keys)


@pytest.mark.parametrize("kind", BODIES)
def test_the_row_of_a_figure_is_found_in_each_kind_of_answer(kind):
    """Among rows of other countries with the same period, and even the same value; with its line and unit."""
    body, keys, text, line, unit = BODIES[kind]

    found = rows.find(body, wanted(*keys))

    assert found.text.endswith(text)
    assert (found.line, found.unit) == (line, unit)
    assert found.number == (10765 if unit == "kb/d" else 10.765)
    assert len(found.sha256) == 64


@pytest.mark.parametrize("kind", BODIES)
def test_a_row_that_reads_another_value_is_not_shown(kind):
    """A receipt never points at a number that it is not of."""
    body, keys, *_ = BODIES[kind]

    assert rows.find(body, wanted(*keys, value=10764.0)) is None


@pytest.mark.parametrize(
    "body",
    [b"", b"\x00" * 50, b"2026-02", b'{"2026-02"', b'["2026-02",10765' * 50, b"<a>2026-02",
     b"</b>2026-02</b>",
     b"\xff\xfe2026-02,10765"[:9], b"2026-02," + b"9" * 9000, b"<a " * 3000 + b"2026-02 10765>"],
)  # fmt: skip
def test_a_broken_answer_gives_no_row(body):
    """Cut off, not well formed, or no answer at all."""
    assert rows.find(body, wanted()) is None


@given(st.binary(max_size=200), st.sampled_from([b"", b"{", b"[", b"<a>", b"p,v\n"]))
def test_whatever_an_answer_holds_its_row_is_one_short_visible_line(noise, first):
    """Hostile bytes never come out as control characters, and never as a long text."""
    found = rows.find(first + noise + b"\n2026-02,10765," + noise + b"\n", wanted())

    assert found is None or (len(found.text) <= rows.LONGEST and found.text.isprintable())


def test_what_hides_in_a_row_is_shown():
    """A sign that turns the direction of writing is written as its code."""
    found = rows.find("2026-02,10765,\u202eevil\x1b[31m\n".encode(), wanted())

    assert found.text == "2026-02,10765,⟨U+202E⟩evil⟨U+001B⟩[31m"


def test_a_long_row_is_cut_around_its_figure():
    """The figure is inside the 300 characters."""
    found = rows.find(b"x" * 900 + b",2026-02,10765," + b"y" * 900, wanted())

    assert len(found.text) <= 300
    assert "10765" in found.text


def test_a_conversion_is_spelled_out():
    """As a sum that is right, and rounded for people where they are shown two decimals."""
    assert conversion(10765, "kb/d", "mb/d") == "10,765 kb/d / 1,000 = 10.765 mb/d, rounded 10.77 mb/d"
    assert (
        conversion(10.7, "mb/d", "kb/d", "million b/d") == "10.7 mb/d (“million b/d”) × 1,000 = 10,700 kb/d"
    )
    assert conversion(-3763, "cents/bbl", "USD/bbl") == "−3,763 cents/bbl / 100 = −37.63 USD/bbl"


def test_a_receipt_tells_what_a_publisher_sent_and_what_was_done_to_it(store):
    """Address, time, hash, the row, its unit and ours, and what the period read before."""
    first = Receipt(b"period,value\n2024-01,9.9\n", "https://example.org/a.csv", "2024-03-01T10:00:00.000Z")
    body = b'{"data":[{"period":"2024-01","units":"x","value":"10.5"}]}'
    second = Receipt(body, "https://example.org/b?id=1", "2024-04-01T10:00:00.000Z")
    store.record([monthly("2024-01", 9900)], seen_from=MAR, receipt=first)
    store.record([monthly("2024-01", 10500)], seen_from="2024-04-01", receipt=second)

    found = receipts.receipt(store, MONTHLY.id, "2024-01", unit="mb/d")

    assert (found.value, found.shown, found.unit) == (10500, 10.5, "mb/d")
    assert found.conversions == (
        "10.5 mb/d × 1,000 = 10,500 kb/d", "10,500 kb/d / 1,000 = 10.5 mb/d",
    )  # fmt: skip
    assert (found.kind, found.address) == ("answer", "https://example.org/b?id=1")
    assert found.sha256 == hashlib.sha256(body).hexdigest()
    assert found.row.text == '{"period":"2024-01","units":"x","value":"10.5"}'
    [before] = found.earlier
    assert (before.value, before.seen_from) == (9900, MAR)
    assert before.sha256 == hashlib.sha256(first.body).hexdigest()
    assert receipts.receipt(store, MONTHLY.id, "2024-01", as_of="2024-03-31").value == 9900


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        ("https://a.example/x?api_key=abc12345&id=5", "https://a.example/x?api_key=REDACTED&id=5"),
        ("https://ann:abc12345@a.example/x", "https://a.example/x"),
        ("https://a.example/x?Token=abc12345", "https://a.example/x?Token=REDACTED"),
        ("https://[abc12345", ""),
    ],
)
def test_no_key_is_in_a_receipt(store, monkeypatch, place, shown):
    """Neither in the address, nor where an answer repeats it, nor in any form of the receipt."""
    monkeypatch.setenv("EIA_API_KEY", "abc12345")
    body = b'{"request":{"api_key":"abc12345"},"data":[["2024-01-02","abc12345",80]]}'
    store.record(
        [daily("2024-01-02", 80)], seen_from=JAN, receipt=Receipt(body, place, "2024-01-31T10:00:00.000Z")
    )

    found = receipts.receipt(store, DAILY.id, "2024-01-02")

    assert found.address == shown
    assert found.row.text.endswith('["2024-01-02","REDACTED",80]')
    assert "abc12345" not in receipts.text(found) + str(receipts.as_dict(found))


def test_where_nothing_was_kept_a_receipt_says_so(store):
    """A figure that was recorded without its answer has no address, no hash and no row."""
    store.record([daily("2024-01-02", 80)], seen_from=JAN)

    found = receipts.receipt(store, DAILY.id, "2024-01-02")

    assert (found.kind, found.sha256, found.row) == ("none", "", None)
    assert "Raw answer: not kept\n" in receipts.text(found)
    assert "Conversion: none: shown as it is stored\n" in receipts.text(found)


def test_every_bundled_series_has_its_newest_row_in_its_file(filled):
    """File, line and hash: the line of the file is the one that the receipt shows."""
    seen = 0
    for series_id in sorted(catalog.with_figures()):
        _, held = filled.seen(series_id)
        found = receipts.receipt(filled, series_id, held[-1].period)
        path = catalog.data_folder().parent / found.address
        lines = path.read_bytes().splitlines()
        assert found.kind == "file"
        assert found.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
        assert hashlib.sha256(lines[found.row.line - 1].strip()).hexdigest() == found.row.sha256
        assert found.row.number == held[-1].value
        seen += 1
    assert seen > 20


def test_a_bundled_figure_without_its_answer_still_names_its_line(store):
    """The file of data/ stands in where the store kept no answer."""
    about = catalog.series()[SAU]
    store.sync([about])
    [row] = [one for one in catalog.history(SAU)[0] if one.period == "2026-02"]
    store.record_history({SAU: [Recorded(row.period, row.value, row.seen_from)]}, source="test")

    found = receipts.receipt(store, SAU, "2026-02")

    assert found.address == f"data/observations/{SAU}.csv"
    assert found.row.text == f"2026-02,{row.value:g},{row.seen_from}"


def test_a_receipt_is_read_as_of_its_day_and_version(store):
    """What is recorded later never reaches it, and its address names both."""
    store.record([daily("2024-01-02", 80)], seen_from=JAN)
    version = store.data_version()
    store.record([daily("2024-01-02", 81)], seen_from=FEB)

    found = receipts.receipt(store, DAILY.id, "2024-01-02", MAR, version)

    assert found.value == 80
    assert found.path == f"/receipt/price.test.daily/2024-01-02?as_of={MAR}&version={version}"


@pytest.mark.parametrize(
    ("error", "asked"),
    [
        (UnknownSeries, ("price.nobody.spot", "2024-01-02")),
        (InputError, (DAILY.id, "2024-01")),
        (InputError, (DAILY.id, "2024-01-03")),
        (InputError, (DAILY.id, "2024-01-02", None, 99)),
        (InputError, (DAILY.id, "2024-01-02", None, None, "mb/d")),
        (InputError, (DAILY.id, "2024-01-02", "2023-01-01")),
    ],
)
def test_what_is_not_there_has_no_receipt(store, error, asked):
    """No such series, period, figure, version or unit; and nothing before the period was published."""
    store.record([daily("2024-01-02", 80)], seen_from=JAN)

    with pytest.raises(error):
        receipts.receipt(store, *asked)


def test_an_address_holds_nothing_but_itself():
    """Whatever a document names as series or period, no other address comes out of it."""
    assert receipts.address("a.b", "2024-01") == "/receipt/a.b/2024-01"
    assert receipts.address('"><script>', "../x", "2024-01-01", 3) == (
        "/receipt/%22%3E%3Cscript%3E/..%2Fx?as_of=2024-01-01&version=3"
    )


@pytest.mark.parametrize(
    ("page", "transform", "parts"),
    [("market", "level", 1), ("market", "spread", 2), ("market", "change", 2), ("market", "rebased", 2),
     ("production", "level", 1), ("production", "change", 2), ("production", "share", 3)],
)  # fmt: skip
def test_a_number_of_a_view_is_what_its_receipts_make_of_it(filled, page, transform, parts):
    """A spread, a change, an index and a share are worked out again of the figures named."""
    shown = replace(view.default(page), transform=transform, start=date(2024, 1, 1))
    held = views.content(views.current(filled), shown, NOW.date())
    line = held.lines.lines[0]
    period = f"{line.values.index[-2]:{'%Y-%m' if page == 'production' else '%Y-%m-%d'}}"

    found = receipts.behind(filled, held, 0, period)

    values = [one.value for one in found.parts]
    again = {
        "level": lambda: found.parts[0].shown,
        "spread": lambda: values[0] - values[1],
        "change": lambda: (values[0] / values[1] - 1) * 100,
        "rebased": lambda: values[0] / values[1] * 100,
        "share": lambda: values[0] / sum(values) * 100,
    }[transform]()
    assert len(values) == parts
    assert found.value == pytest.approx(again, abs=1e-4)
    assert bool(found.formula) == (transform != "level")


def test_a_view_has_no_receipt_of_a_number_that_it_does_not_show(filled):
    """Another period, another line, or no period at all."""
    held = views.content(views.current(filled), view.default("market"), NOW.date())

    for at, period in ((0, "1900-01-01"), (9, "2024-01-02"), (0, "never")):
        with pytest.raises(InputError, match="has no number"):
            receipts.behind(filled, held, at, period)


def test_a_figure_of_an_imported_file_is_not_laid_to_the_publisher(store, tmp_path):
    """Vintage and citation name the file; a program is told too."""
    file = tmp_path / "own.csv"
    file.write_text("period,value,seen_from\n2024-01-02,77.5,2024-01-05\n")
    ingest.import_csv(store, file, DAILY.id)

    found = receipts.receipt(store, DAILY.id, "2024-01-02")
    told = dict(receipts.facts(found))

    assert told["Vintage"] == "from a file that somebody imported; not as its publisher gave it"
    assert told["Cite as"].startswith("Figure from an imported file (own.csv), in the series of: Test Office")
    assert (receipts.as_dict(found)["own_file"], receipts.as_dict(found)["citation"]) == (
        True,
        told["Cite as"],
    )
