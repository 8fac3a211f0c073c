"""FRED, ALFRED, Yahoo and JODI as replayed do what their contracts say."""

import pytest
import requests

from tests.services.asking import ask, spell, table
from tests.services.jodi import COLUMNS, FOLDER

BRENT = "PET.RBRTE.D"
BROWSER = {"User-Agent": "Mozilla/5.0 (compatible; test)"}


def test_fred_and_alfred_publish_the_prices_of_the_eia(outside):
    """FRED has the newest edition whatever day is named; ALFRED that of the day, its column renamed."""
    days = {"cosd": "2026-10-01", "coed": "2026-10-30"}
    first, known = outside.world.editions(BRENT)[0]

    now = table(
        ask(outside.fred, "/graph/fredgraph.csv", {"id": "DCOILBRENTEU", "vintage_date": first, **days})
    )
    then = table(ask(outside.alfred, "/graph/alfredgraph.csv", {"id": "DCOILBRENTEU", "vintage_date": first}))

    assert now[0] == ["observation_date", "DCOILBRENTEU"]
    assert {d: float(v) for d, v in now[1:]} == spell(
        outside.world.figures[BRENT], "2026-10-01", "2026-10-30"
    )
    assert then[0] == ["observation_date", f"DCOILBRENTEU_{first.replace('-', '')}"]
    assert {d: float(v) for d, v in then[1:] if v} == spell(known, "0", "9")


def test_fred_marks_holidays_and_cuts_browsers_off(outside):
    """A holiday is empty, or a point in the older table; a browser's name gets a reset."""
    asked = {"id": "DCOILBRENTEU,DCOILWTICO", "cosd": "2025-12-25", "coed": "2025-12-25"}

    new = ask(outside.fred, "/graph/fredgraph.csv", asked).text
    outside.fred.old_table = True
    old = ask(outside.fred, "/graph/fredgraph.csv", asked).text

    assert new == "observation_date,DCOILBRENTEU,DCOILWTICO\n2025-12-25,,\n"
    assert old == "DATE,DCOILBRENTEU,DCOILWTICO\n2025-12-25,.,.\n"
    with pytest.raises(requests.ConnectionError):
        ask(outside.fred, "/graph/fredgraph.csv", asked, **{"User-Agent": "Mozilla/5.0"})


def test_the_vintages_of_fred_tell_from_when_to_when_a_value_stood(outside):
    """A revised price has two spans that touch; the days of the editions are listed."""
    name, asked = (
        "DCOILBRENTEU",
        {"api_key": outside.fred.key, "file_type": "json", "series_id": "DCOILBRENTEU"},
    )
    period = max(outside.world.figures[BRENT])
    before = outside.world.figures[BRENT][period]
    outside.world.later()
    outside.world.revise(name, period, 12.34)

    spans = {"realtime_start": "1776-07-04", "realtime_end": "9999-12-31", "observation_start": period}
    rows = ask(outside.fred, "/fred/series/observations", asked | spans).json()["observations"]
    days = ask(outside.fred, "/fred/series/vintagedates", asked).json()["vintage_dates"]
    plain = ask(
        outside.fred, "/fred/series/observations", asked | {"limit": "1", "sort_order": "desc"}
    ).json()
    early = ask(outside.fred, "/fred/series/observations", asked | {"vintage_dates": "1990-01-01"})

    assert [(row["value"], row["realtime_end"]) for row in rows] == [
        (f"{before:.2f}", "2026-11-22"), ("12.34", "9999-12-31"),
    ]  # fmt: skip
    assert (rows[1]["realtime_start"], days[-1], len(days)) == ("2026-11-23", "2026-11-23", 6)
    assert [row["value"] for row in plain["observations"]] == ["12.34"]
    assert plain["count"] == len(outside.world.figures[BRENT])
    assert (early.status_code, "does not exist in ALFRED" in early.text) == (400, True)


@pytest.mark.parametrize(
    ("params", "text"),
    [
        pytest.param({}, "Bad Request.  Variable api_key is not set.", id="api_key absent"),
        pytest.param({"api_key": "ABC"}, "not a 32 character", id="api_key malformed"),
        pytest.param({"api_key": "", "series_id": "X"}, "The series does not exist.", id="unknown series_id"),
    ],
)
def test_fred_refuses_as_it_does(outside, params, text):
    """Keys and series are looked at as the service does."""
    params = {k: v or outside.fred.key if k == "api_key" else v for k, v in params.items()}

    answer = ask(outside.fred, "/fred/series", params)

    assert (answer.status_code, answer.json()["error_code"]) == (400, 400)
    assert text in answer.json()["error_message"]


def test_yahoo_stamps_midnight_in_new_york_and_the_running_session_by_the_minute(outside):
    """Daily bars begin at 04:00 or 05:00 UTC; the last has the time of the market; holidays are null."""
    result = ask(outside.yahoo, "/v8/finance/chart/CL=F", {"range": "1y", "interval": "1d"}).json()["chart"][
        "result"
    ]

    (found,) = result
    closes = found["indicators"]["quote"][0]["close"]
    assert {stamp % 86_400 for stamp in found["timestamp"][:-1]} == {4 * 3600, 5 * 3600}
    assert found["timestamp"][-1] == found["meta"]["regularMarketTime"]
    assert None in closes
    assert closes[-1] == outside.world.figures["YAHOO.CL=F"]["2026-11-20"]
    assert found["meta"]["shortName"] == "Crude Oil Jan 27"


def test_yahoo_takes_periods_and_knows_two_symbols(outside):
    """Seconds bound the bars, the end not included; an unknown symbol is not found."""
    whole = ask(outside.yahoo, "/v8/finance/chart/BZ=F", {"period1": "0"}).json()["chart"]["result"][0]
    low, high = whole["timestamp"][10], whole["timestamp"][12]

    part = ask(outside.yahoo, "/v8/finance/chart/BZ=F", {"period1": low, "period2": high}).json()

    assert part["chart"]["result"][0]["timestamp"] == whole["timestamp"][10:12]
    assert len(whole["timestamp"]) == len(outside.world.figures["YAHOO.BZ=F"])
    assert ask(outside.yahoo, "/v8/finance/chart/NO=F").json()["chart"]["error"]["code"] == "Not Found"


def test_jodi_has_a_file_a_year_and_another_name_for_the_year_that_runs(outside):
    """The figure asked for is one among many rows; the other name is a page that says 404."""
    outside.jodi.newline = "\r\n"
    rows = table(ask(outside.jodi, f"{FOLDER}primaryyear2026.csv", **BROWSER))

    wanted = [row for row in rows if row[:5] == ["SA", "2026-01", "CRUDEOIL", "INDPROD", "KBD"]]
    assert ",".join(rows[0]) == COLUMNS
    assert [(float(row[5]), row[6]) for row in wanted] == [(outside.world.figures["JODI.SA"]["2026-01"], "1")]
    assert {"-", "x", "..", "N/A"} < {row[5] for row in rows}
    for missing in ("2026.csv", "primaryyear2025.csv"):
        answer = ask(outside.jodi, FOLDER + missing, **BROWSER)
        assert (answer.status_code, answer.headers["Content-Type"]) == (404, "text/html")
    assert ask(outside.jodi, f"{FOLDER}2025.csv").status_code == 406


def test_jodi_sends_a_file_once_and_again_when_it_was_rewritten(outside):
    """Either validator gives 304 until a figure of the year changes."""
    path = f"{FOLDER}2025.csv"
    first = ask(outside.jodi, path, **BROWSER)
    tag = {"If-None-Match": first.headers["ETag"]}
    since = {"If-Modified-Since": first.headers["Last-Modified"]}

    same = [ask(outside.jodi, path, **BROWSER, **held) for held in (tag, since)]
    outside.world.revise("JODI.SA", "2025-05", 1.0)
    changed = [ask(outside.jodi, path, **BROWSER, **held) for held in (tag, since)]

    assert [(answer.status_code, answer.content) for answer in same] == [(304, b"")] * 2
    assert [answer.status_code for answer in changed] == [200, 200]
