"""Front-month futures by yfinance itself, against a chart service on this machine."""

import csv
import json
from datetime import UTC, date, datetime

import pytest

from oilwatch import catalog
from oilwatch.errors import SourceError
from oilwatch.sources import OPEN_END, yahoo
from tests.sources.kit import asking, drained, figures, one_line, published, valued

BRENT, WTI = "price.brent.futures", "price.wti.futures"
THEIRS = {"YAHOO.BZ=F": BRENT, "YAHOO.CL=F": WTI}


def written(*bars, unfinished=""):
    """Return what is kept of an answer, with bars of (day, close)."""
    shown = [[day, 1.0, 2.0, 0.5, close, 100.0] for day, close in bars]
    return json.dumps(
        {"symbol": "CL=F", "contract": "Jan 27", "unfinished": unfinished, "bars": shown}
    ).encode()


def parsed(raw):
    """Return (series, period, value)."""
    return [tuple(row)[:3] for row in yahoo.parse(raw)]


def test_the_session_that_goes_on_is_left_out():
    """The bar of the day of the last trade is no close yet; where no day is said all bars are."""
    bars = [("2020-04-17", 18.27), ("2020-04-20", -37.63)]

    assert parsed(written(*bars, unfinished="2020-04-20")) == [(WTI, "2020-04-17", 18.27)]
    assert parsed(written(*bars)) == [(WTI, "2020-04-17", 18.27), (WTI, "2020-04-20", -37.63)]


def test_a_bar_without_a_close_is_none():
    """A hole in the arrays is no figure; binary noise in a close is rounded off."""
    bars = [("2026-11-02", None), ("2026-11-03", 60.540000915527344), ("2026-11-04", 60)]

    assert parsed(written(*bars)) == [(WTI, "2026-11-03", 60.54), (WTI, "2026-11-04", 60.0)]


def test_every_finished_session_is_read(outside, ask):
    """All closes come but that of the last session; holidays are left out; a copy covers from its first."""
    copies, error = drained(yahoo.read(ask()))

    assert error is None
    for theirs, ours in THEIRS.items():
        wanted = published(outside.world, theirs)
        del wanted[max(wanted)]
        assert figures(copies)[ours] == wanted
        assert valued(figures(copies)[ours]) == wanted
    assert [copy.whole for copy in copies] == [
        {ours: (min(figures(copies)[ours]), OPEN_END)} for ours in (BRENT, WTI)
    ]


def test_a_negative_close_is_one(outside, ask):
    """The futures closed below zero on 20 April 2020."""
    outside.world.revise("YAHOO.CL=F", "2026-11-03", -37.63)

    assert figures(yahoo.read(ask()))[WTI]["2026-11-03"] == -37.63


def test_the_last_session_is_read_once_the_next_has_begun(outside, ask):
    """Friday's close comes with Monday's first trades, also while it is Friday in New York only."""
    outside.world.now = datetime(2026, 11, 21, 3, tzinfo=UTC)
    friday = figures(yahoo.read(ask()))[WTI]
    outside.world.figures["YAHOO.CL=F"]["2026-11-23"] = 61.0
    outside.world.now = datetime(2026, 11, 23, 15, tzinfo=UTC)
    monday = figures(yahoo.read(ask()))[WTI]

    assert max(friday) == "2026-11-19"
    assert max(monday) == "2026-11-20"
    assert monday["2026-11-20"] == outside.world.figures["YAHOO.CL=F"]["2026-11-20"]


def test_three_months_are_read_again_where_figures_are_held(outside, ask):
    """All there is at first, the last months afterwards, and since when is given where it is."""
    held, since = {BRENT: "2026-11-18", WTI: "2026-11-18"}, date(2026, 11, 2)

    firsts = [
        {series: copy.whole[series][0] for copy in yahoo.read(asked) for series in copy.whole}
        for asked in (ask(), ask(newest=held), ask(newest=held, since=since))
    ]

    assert [first[WTI] for first in firsts] == ["2025-01-02", "2026-08-24", "2026-11-02"]


def test_an_error_is_asked_twice_and_then_told(outside, ask):
    """From status 400 on a second try is made in another way; both failed."""
    outside.yahoo.fault = "not found"

    copies, error = drained(yahoo.read(ask()))

    assert copies == []
    assert len(outside.yahoo.hits) == 4
    told = one_line(error)
    assert told.count("No data found, symbol may be delisted") == 2
    assert "BZ=F" in told
    assert "CL=F" in told


def test_one_contract_that_fails_does_not_take_the_other_with_it(outside, ask):
    """The one that came is kept, the reason of the other told."""
    outside.yahoo.fault = lambda hit: "not found" if hit.path.endswith("BZ=F") else None

    copies, error = drained(yahoo.read(ask()))

    assert [list(copy.whole) for copy in copies] == [[WTI]]
    assert (
        one_line(error)
        == "Yahoo has nothing for BZ=F: No data found, symbol may be delisted; try again later"
    )


def test_what_both_fail_by_is_told_once(outside, ask):
    """One reason for both contracts is one sentence; too many requests ask for a rest."""
    outside.yahoo.fault = "too many requests"

    _, error = drained(yahoo.read(ask()))

    assert one_line(error).count("too many requests") == 1
    assert "try again" in str(error)


def test_a_chart_of_the_running_session_alone_is_no_success(outside, ask):
    """Where nothing is finished yet there is nothing to keep, and that is said."""
    for name in THEIRS:
        outside.world.figures[name] = {"2026-11-20": 60.0}

    copies, error = drained(yahoo.read(ask()))

    assert copies == []
    assert "no finished session of BZ=F" in one_line(error)


def test_nothing_is_asked_offline(outside, tmp_path):
    """yfinance has a connection of its own; it obeys all the same."""
    asked = asking(outside, tmp_path)
    asked.client.offline = True

    with pytest.raises(SourceError, match="not asked: OILWATCH_OFFLINE is set"):
        list(yahoo.read(asked))

    assert not outside.yahoo.hits


def test_the_receipt_gives_the_same_figures_again(outside, ask):
    """What is kept names the contract and the session left out, and reads as it was read."""
    for copy in yahoo.read(ask()):
        (page,) = copy.pages
        assert tuple(yahoo.parse(page.receipt.body)) == tuple(page.observations)
        assert json.loads(page.receipt.body)["unfinished"] == "2026-11-20"
        assert json.loads(page.receipt.body)["contract"]


def test_its_series_are_in_the_catalogue():
    """Each symbol is the publisher's id of its series in data/series.csv."""
    assert yahoo.SERIES
    for symbol, series_id in yahoo.SERIES.items():
        assert catalog.series()[series_id].publisher_id == symbol


def test_a_redirect_is_not_followed(outside, ask):
    """An answer that points elsewhere is a failure; nobody else is asked, wherever it points."""
    outside.yahoo.fault = f"302 to {outside.jodi.url}/elsewhere"

    found, failure = drained(yahoo.read(ask()))

    assert found == []
    assert "try again later" in one_line(failure)
    assert outside.yahoo.hits
    assert outside.jodi.hits == []


def test_the_closes_of_all_years_come_through(outside, ask, shared):
    """Front-month closes since 2000, one of them negative, are read as they are but for the last session."""
    files = {"CL=F": "wti_futures_daily.csv", "BZ=F": "brent_futures_daily.csv"}
    for symbol, name in files.items():
        with (shared / "futures" / name).open(encoding="utf-8", newline="") as file:
            closes = {row["period"]: float(row["close"]) for row in csv.DictReader(file)}
        outside.world.figures[f"YAHOO.{symbol}"] = closes

    found, failure = drained(yahoo.read(ask()))

    assert failure is None
    for symbol, series_id in yahoo.SERIES.items():
        closes = outside.world.figures[f"YAHOO.{symbol}"]
        finished = {day: round(close, 4) for day, close in closes.items() if day != max(closes)}
        assert figures(found)[series_id] == finished
    assert outside.world.figures["YAHOO.CL=F"]["2020-04-20"] == -37.63
