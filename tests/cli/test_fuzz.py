"""Whatever a file or a date holds: InputError, or figures that read back; nothing else comes out."""

import json
import math
import re
import shutil
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from oilwatch import export, ingest, periods, status
from oilwatch.errors import InputError
from oilwatch.store import Store
from tests.kit import DAILY, MONTHLY, NOW, WEEKLY

SERIES = st.sampled_from([DAILY, WEEKLY, MONTHLY])
TRICKY_PERIODS = """
    2024-01-02 2024-01-05 2024-01 1999-12-31 0000-00-00 0000-01 0001-01-01 0001-01 0001-01-05 0001-01-06
    9999-12-31 9999-12 2026-11-22 2026-11-23 2026-11 2026-12 2024-02-30 2024-W01 2024-1-2 2024/01/02
    ２０２４-01-02 2024-01-02T00:00 20240102 -2024-01 2024-001 24-01-02
""".split()
TRICKY_VALUES = """
    80 80.5 -36.98 1e3 1e14 1e15 1e300 1e999 -1e999 nan NaN inf -Infinity 1_000 1,000 1.000,5 １２ ١٢ +5 -0
    .5 5. 0x10 1e-320 5e-324 1e-400 80€ (80) ½ 1__0 --5 +-5 1e 1e5.0 true None null -- n/a #N/A
""".split()
TRICKY_MOMENTS = """
    2024-06-01 2026-11-22 2026-11-23 2026-11-22T12:00:00Z 2026-11-22T12:00:01Z 2026-11-22T14:00+02:00
    9999-12-31 9999-12-31T23:59:59-14:00 0001-01-01 0001-01-01T00:00:00+14:00 2024-06-01T24:00
    2024-06-01T10:00:60 2024-06-01T10 2024-06-01T10:00:00.123456789Z 2024-06-01T10:00+99:99
    2024-06-01T１0:00 yesterday
""".split()
blank = st.text(" \t\u00a0\u2003", max_size=2)
anything = st.text(max_size=12)


def cells(tricky):
    """Return a strategy of cells: known traps, what passes for numbers and dates, and any text."""
    near = st.from_regex(r"[+-]?[0-9０-９]{0,6}[.,]?[0-9]{0,4}([eE][+-]?[0-9]{0,3})?", fullmatch=True)
    dated = st.from_regex(r"[0-9]{4}-[0-9]{2}(-[0-9]{2})?", fullmatch=True)
    return st.tuples(blank, st.sampled_from(["", *tricky]) | near | dated | anything, blank).map("".join)


rows = st.lists(
    st.tuples(cells(TRICKY_PERIODS), cells(TRICKY_VALUES), cells(TRICKY_MOMENTS)), min_size=1, max_size=4
)
good_rows = st.lists(
    st.tuples(
        st.sampled_from(["2024-01-05", "2024-01-12", "2024-01", "2024-02"]),
        st.sampled_from(["", "1", "2", "-3.5"]),
        st.sampled_from(["", "2024-03-01", "2024-04-01", "2024-04-01T10:00Z"]),
    ),
    max_size=8,
)
quotes = st.sampled_from(['"{}"', "{}", '"{}', '""{}"', "{}\n", "{}\r"])


@contextmanager
def refusal():
    """Let an InputError pass if it says something; nothing else may come out."""
    try:
        yield
    except InputError as error:
        if not str(error).strip():
            raise


@contextmanager
def opened(blank_store: Path):
    """Give a store of its own, where it is noon on 22 November 2026."""
    with TemporaryDirectory() as folder:
        copy = shutil.copy(blank_store, Path(folder) / "oilwatch.db")
        with closing(Store(f"sqlite:///{copy}", now=lambda: NOW)) as store:
            yield store


def check_import(blank_store, series, body, **options):
    """Import bytes: refused with one usable sentence and nothing changed, or figures that read back."""
    with opened(blank_store) as store:
        path = Path(store.address.removeprefix("sqlite:///")).with_name("own.csv")
        path.write_bytes(body)
        counts = None
        with refusal():
            counts = ingest.import_csv(store, path, series.id, **options)
        if counts is None:
            assert (store.history(series.id), store.copies(series.id)) == ([], [])
        else:
            assert counts.new + counts.revised + counts.withdrawn + counts.unchanged > 0
            check_figures(store, series)


def check_figures(store, series):
    """Assert that what is in the store can be read, judged and written by everything that does so."""
    held = store.history(series.id)
    for row in held:
        assert periods.check(row.period, series.frequency) == row.period
        assert row.value is None or math.isfinite(row.value)
        assert periods.start(row.period, series.frequency).isoformat() <= row.seen_from[:10]
    assert store.problems() == []
    assert len(status.report(store, NOW.date())) == 3
    about, seen = store.seen(series.id)
    lines = export.observations(about, seen)
    printed = export.render(export.OBSERVATION_COLUMNS, lines, "csv").decode().splitlines()
    assert [line.split(",")[0] for line in printed[1:]] == [row.period for row in seen]
    assert len(json.loads(export.render(export.OBSERVATION_COLUMNS, lines, "json"))["rows"]) == len(seen)
    assert [float(line.split(",")[1]) for line in printed[1:]] == pytest.approx(
        [r.value for r in seen], rel=1e-14
    )


@given(SERIES, st.lists(rows | good_rows, max_size=2), st.sampled_from(["\n", "\r\n", "\r"]), st.booleans())
@settings(max_examples=300, deadline=None)
def test_rows_of_any_cells(upgraded_file, series, parts, ending, dated):
    """Cells that look like figures, and some that do not, with any line ending."""
    head = "period,value,seen_from" if dated else "period,value"
    lines = [",".join(row[: 3 if dated else 2]) for part in parts for row in part]
    body = "\ufeff" + ending.join([head, *lines])

    check_import(upgraded_file, series, body.encode("utf-8", "replace"))


@given(SERIES, good_rows, st.sampled_from(["", "kb/d", "mb/d", "b/d", "USD/bbl", "cents/bbl", "tonnes"]))
@settings(max_examples=150, deadline=None)
def test_rows_in_any_unit(upgraded_file, series, rows, unit):
    """Rows that are in order, contradictions between them, and every unit."""
    body = "\n".join(["period,value,seen_from", *map(",".join, rows)])

    check_import(upgraded_file, series, body.encode(), unit=unit)


@given(SERIES, st.sampled_from(TRICKY_PERIODS), st.sampled_from(TRICKY_VALUES), quotes)
@settings(max_examples=150, deadline=None)
def test_cells_in_broken_quotes(upgraded_file, series, period, value, quote):
    """Quotes that open, close or double at the wrong place."""
    body = f"period,value\n{quote.format(period)},{quote.format(value)}\n2024-01-05,1\n"

    check_import(upgraded_file, series, body.encode())


@given(
    SERIES, st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace"))
)
@example(MONTHLY, b"period,value\n2024-01,\xc2\x85 1\n")
@example(DAILY, "period,value\n2024-01-02\u2028,1\n".encode())
@settings(max_examples=300, deadline=None)
def test_any_bytes_at_all(upgraded_file, series, body):
    """Bytes of every kind, alone and behind a good header."""
    check_import(upgraded_file, series, body)
    check_import(upgraded_file, series, b"period,value\n" + body)


@pytest.mark.parametrize("value", ["１２", "١٢"])
def test_a_number_in_other_digits_is_the_number_it_shows(upgraded_file, tmp_path, value):
    """Digits of other scripts are read as what they mean to their reader."""
    path = tmp_path / "own.csv"
    path.write_text(f"period,value\n2024-01-02,{value}\n", encoding="utf-8")

    with opened(upgraded_file) as store:
        ingest.import_csv(store, path, DAILY.id)

        assert [row.value for row in store.history(DAILY.id)] == [12.0]


dates = (
    st.none() | anything | st.sampled_from(TRICKY_PERIODS + TRICKY_MOMENTS)
    | st.from_regex(r"[0-9]{4}-[0-9]{2}(-[0-9]{2})?(T[0-9]{2}:[0-9]{2}[+-][0-9]{4})?", fullmatch=True)
)  # fmt: skip


@given(dates, dates, dates)
@settings(max_examples=500, deadline=None)
def test_any_span_and_any_day(filled, start, end, as_of):
    """Whatever stands behind --from, --to and --as-of: figures inside the span, or InputError."""
    with refusal():
        _, seen = filled.seen("production.usa.crude", start=start, end=end, as_of=as_of)
        cited = filled.series("production.usa.crude", start=start, end=end, as_of=as_of).attrs["citation"]
        assert "United States" in cited
        assert all((start or "")[:7] <= row.period <= (end or "9999-12")[:7] for row in seen)


@given(dates, dates)
@settings(max_examples=200, deadline=None)
def test_any_span_of_events(filled, start, end):
    """The catalogue of events answers any span, or refuses it in a sentence."""
    with refusal():
        days = filled.events(start=start, end=end).index.strftime("%Y-%m-%d")
        assert all((start or "")[:10] <= day for day in days)


@given(
    anything | st.from_regex(r"[a-z0-9_.]{0,90}", fullmatch=True), st.none() | anything, st.none() | anything
)
@settings(max_examples=300, deadline=None)
def test_any_series_of_ones_own(series_id, title, unit):
    """An id, a title and a unit make a description, or are refused in a sentence."""
    with refusal():
        own = ingest.own_series(series_id, title=title, unit=unit or "kb/d", frequency="daily")
        assert own.title.isprintable()
        assert re.fullmatch(r"[a-z0-9_.]+", own.id)
