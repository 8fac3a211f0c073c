"""FRED, with a key and without: what its answers mean, and how it is asked."""

import json
from datetime import date

import pytest

from oilwatch import catalog
from oilwatch.errors import SourceError
from oilwatch.sources import fred
from tests.sources.kit import answered, drained, figures, one_line, published, valued

BRENT, WTI = "price.brent.spot", "price.wti.spot"
THEIRS = {"PET.RBRTE.D": BRENT, "PET.RWTC.D": WTI}
HELD = {BRENT: "2026-11-13", WTI: "2026-11-03"}


def parsed(text):
    """Return (series, period, value) of a file."""
    return [(row.series, row.period, row.value) for row in fred.parse(text.encode())]


def api(*rows, **more):
    """Return an answer of the interface with these rows of (day, value)."""
    found = [
        {"realtime_start": "2026-11-22", "realtime_end": "2026-11-22", "date": d, "value": v} for d, v in rows
    ]
    return json.dumps(
        {"count": len(rows), "offset": 0, "limit": 100000, "observations": found, **more}
    ).encode()


@pytest.mark.parametrize("header", ["observation_date", "DATE"])
@pytest.mark.parametrize("missing", ["", "."])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_file_reads_alike_in_all_its_forms(header, missing, end, mark):
    """Both headers, both kinds of missing, both ends of line, with a byte order mark or without."""
    lines = [
        f"{header},DCOILBRENTEU,DCOILWTICO",
        "2020-04-20,17.36,-36.98",
        f"2020-04-21,9.12,{missing}",
        "",
    ]

    assert parsed(mark + end.join(lines)) == [
        (BRENT, "2020-04-20", 17.36), (WTI, "2020-04-20", -36.98),
        (BRENT, "2020-04-21", 9.12), (WTI, "2020-04-21", None),
    ]  # fmt: skip


def test_one_column_or_two_in_any_order():
    """The column says which price it is."""
    assert parsed("observation_date,DCOILWTICO\n2026-11-03,60.5\n") == [(WTI, "2026-11-03", 60.5)]
    assert parsed("DATE,DCOILWTICO,DCOILBRENTEU\n2026-11-03,1,2\n") == [
        (WTI, "2026-11-03", 1.0), (BRENT, "2026-11-03", 2.0),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "an empty answer"), ("\n \n", "an empty answer"), ("<!DOCTYPE html>", "a page"),
        ('{"error_code":400}', "a page"), ("observation_date\n2026-11-03\n", "begins with"),
        ("observation_date,GDPC1\n2026-11-03,1\n", "begins with"), ("a,b\n1,2\n", "begins with 'a,b'"),
        ("observation_date,DCOILWTICO\n2026-11-03,60.5\n2026-11", "breaks off at '2026-11'"),
        ("observation_date,DCOILWTICO\n2026-11-03,60.5,7\n", "breaks off at"),
        ("observation_date,DCOILWTICO\n2026-11-03,6o.5\n", "expected a number or a marker"),
        ("observation_date,DCOILWTICO\n2026-11-03,1_0\n", "expected a number or a marker"),
    ],
)  # fmt: skip
def test_what_is_no_such_file_is_said(text, words):
    """A page, nothing, another file and one that breaks off are told apart."""
    with pytest.raises(SourceError, match=words) as caught:
        parsed(text)

    one_line(caught.value)


def test_a_point_is_no_value_and_a_number_is_one():
    """The interface gives text; a point is a holiday, a negative price a price."""
    rows = fred.parse_api(
        api(("2020-04-20", "-36.98"), ("2026-07-03", "."), ("2026-07-06", "70")), "DCOILWTICO"
    )

    assert [(row.series, row.period, row.value) for row in rows] == [
        (WTI, "2020-04-20", -36.98), (WTI, "2026-07-03", None), (WTI, "2026-07-06", 70.0),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        (b"[]", 200), (b"null", 200), (b"7", 200), (b"{}", 200), (b"", 200), (b"<html>", 200), (b"{", 500),
        (b'{"observations": null}', 200), (b'{"observations": {"a": 1}}', 200), (b"[]", 500), 
        (b'"text"', 400), (b'{"error_message": null}', 400),
    ],
)  # fmt: skip
def test_whatever_json_comes_instead_is_one_line(raw, status):
    """What is no answer of the interface is said in one line, whatever it is."""
    with pytest.raises(SourceError) as caught:
        fred.content(answered(raw, status))

    one_line(caught.value)


@pytest.mark.parametrize("keys", [False, True])
def test_both_prices_are_read_whole(outside, ask, keys):
    """Every price that FRED has comes, and each copy covers up to its newest figure and no further."""
    copies, error = drained(fred.read(ask(keys=keys)))

    assert error is None
    for theirs, ours in THEIRS.items():
        wanted = published(outside.world, theirs)
        assert valued(figures(copies)[ours]) == wanted
        assert copies[0].whole[ours] == (min(figures(copies)[ours]), max(wanted))
    assert {hit.method for hit in outside.fred.hits} == {"GET"}
    assert not outside.eia.hits


@pytest.mark.parametrize("keys", [False, True])
def test_the_older_of_the_newest_decides_where_reading_begins(outside, ask, keys):
    """Ninety days before it, also in what the copy claims to cover; since when is given overrules it."""
    (copy,) = fred.read(ask(keys=keys, newest=HELD))
    (since,) = fred.read(ask(keys=keys, newest=HELD, since=date(2026, 10, 1)))
    (one,) = fred.read(ask(keys=keys, newest={WTI: "2026-11-03"}))

    field = "observation_start" if keys else "cosd"
    started = list(dict.fromkeys(hit.get(field) for hit in outside.fred.hits))
    assert started == ["2026-08-05", "2026-10-01", ""]
    assert [made.whole[BRENT][0] for made in (copy, since, one)] == [*started[:2], "2025-01-01"]
    assert min(figures([copy])[BRENT]) == "2026-08-05"


def test_the_older_table_gives_the_same_prices(outside, ask):
    """``DATE`` and points read like ``observation_date`` and empty cells."""
    (new,) = fred.read(ask())
    outside.fred.old_table = True
    (old,) = fred.read(ask())

    assert figures([old]) == figures([new])


def test_pages_of_the_interface_are_joined(outside, ask):
    """Where it gives fewer rows than were asked for, reading goes on after them."""
    outside.fred.cap = 90

    (copy,) = fred.read(
        ask(keys=True, newest={BRENT: "2026-11-13", WTI: "2026-11-13"}, since=date(2026, 1, 1))
    )

    whole = published(outside.world, "PET.RBRTE.D")
    assert valued(figures([copy])[BRENT]) == {p: v for p, v in whole.items() if p >= "2026-01-01"}
    assert [hit.get("offset") for hit in outside.fred.hits if hit.get("series_id") == "DCOILBRENTEU"][:3] == [
        "0", "90", "180",
    ]  # fmt: skip


def test_nobody_says_to_be_a_browser(outside, ask):
    """A browser is cut off there; the second name is tried where the first is not answered."""
    outside.fred.fault = lambda hit: "silent" if "python-requests" in hit.headers["user-agent"] else None

    (copy,) = fred.read(ask())

    agents = [hit.headers["user-agent"] for hit in outside.fred.hits]
    assert len(agents) == 2
    assert not [agent for agent in agents if "mozilla" in agent.lower()]
    assert set(copy.whole) == {BRENT, WTI}


def test_the_key_is_in_nothing_that_is_kept(outside, ask):
    """Neither receipt nor address has it."""
    (copy,) = fred.read(ask(keys=True))

    assert len(copy.pages) == 2
    assert all(outside.fred.key not in f"{page.receipt}" for page in copy.pages)
    assert all(hit.get("api_key") == outside.fred.key for hit in outside.fred.hits)


@pytest.mark.parametrize("keys", [False, True])
def test_a_price_without_any_figure_is_missed(outside, ask, warned, keys):
    """An empty span is a warning for one series and an error for both."""
    late = date(2026, 11, 16)
    days = [day for day in outside.world.figures["PET.RBRTE.D"] if day >= str(late)]
    for day in days:
        outside.world.withdraw("PET.RBRTE.D", day)
    copies, error = drained(fred.read(ask(keys=keys, since=late)))

    for day in list(outside.world.figures["PET.RWTC.D"]):
        outside.world.withdraw("PET.RWTC.D", day)
    nothing, told = drained(fred.read(ask(keys=keys, since=late)))

    assert error is None
    assert list(copies[0].whole) == [WTI]
    assert warned == [f"FRED gave no figures for {BRENT}"]
    assert nothing == []
    assert "renamed or withdrawn" in one_line(told)


def test_its_series_are_in_the_catalogue():
    """Both prices are in data/series.csv, and FRED stands in for EIA."""
    assert set(fred.SERIES.values()) == {BRENT, WTI} <= catalog.series().keys()
    assert [row.stands_in_for for row in fred.SOURCES] == ["eia"]
