"""As of a day: the numbers are those that were known then."""

import csv
import io
import re
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.driver import address_has, cells, enter_day, popover, press, prices, shut

OCTOBER = "/production?series=production.usa.crude&from=2018-10-01&to=2018-10-31"


def test_a_day_typed_in_turns_the_chart_back(visit):
    """Brent of 31 October 2022 reads 93.30 today, and 94.64 as of 4 November 2022."""
    page = visit("/?from=2022-10-24&to=2022-11-11")
    assert prices(page, "Brent")["2022-10-31"] == 93.3

    popover(page, "Dates, as of")
    enter_day(page, "As of (empty: latest)", "2022-11-04")
    shut(page)
    address_has(page, "as_of=2022-11-04")

    assert prices(page, "Brent")["2022-10-31"] == 94.64
    assert "2022-11-11" not in prices(page, "Brent")
    assert "as known on 4 Nov 2022" in page.locator(".ow-sub").first.inner_text()


def test_the_table_has_the_figures_as_they_were_known(visit):
    """American output of October 2018 reads 11.51 mb/d today, and 11.55 as of 1 January 2021."""
    read = {}
    for day in ("", "&as_of=2021-01-01"):
        page = visit(OCTOBER + day)
        press(page, "Below the chart", "Table")
        read[day] = cells(page)

    assert read[""][:2] == ["2018-10", "11.5082"]
    assert read["&as_of=2021-01-01"][:2] == ["2018-10", "11.554"]


def test_a_downloaded_file_says_what_it_holds(visit, tmp_path):
    """The file begins with citation, licence and link as comments, then the figures as of the chosen day."""
    page = visit("/?from=2022-10-27&to=2022-10-31&as_of=2022-11-04")
    press(page, "Below the chart", "Cite and download")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download CSV").click()
    path = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(path)

    lines = Path(path).read_text().splitlines()
    notes = [line for line in lines if line.startswith("#")]
    rows = list(csv.DictReader(io.StringIO("\n".join(lines[len(notes) :]))))
    assert path.name == "oilwatch-market-2022-11-04.csv"
    assert lines[: len(notes)] == notes
    said = "\n".join(notes)
    assert all(text in said for text in ("PET.RBRTE.D", "as of 4 Nov 2022", "licence"))
    assert "/?from=2022-10-27&to=2022-10-31&as_of=2022-11-04" in said
    assert {row["period"]: row["value"] for row in rows if row["name"] == "Brent"} == {
        "2022-10-31": "94.64", "2022-10-28": "94.64", "2022-10-27": "94.17",
    }  # fmt: skip


def test_the_whole_record_of_a_series_can_be_downloaded(visit, tmp_path):
    """The data page gives every value ever seen, with the day each was first seen."""
    page = visit("/data?series=price.brent.spot")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download the whole record").click()
    path = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(path)

    text = path.read_text()
    assert path.name == "price.brent.spot.csv"
    assert text.startswith("# series: price.brent.spot\n")
    assert "\n2022-10-31,94.64,USD/bbl,2022-11-03" in text
    assert "\n2022-10-31,93.3,USD/bbl,2022-11-10" in text
    source = page.get_by_role("link", name="Source")
    expect(source).to_have_attribute("href", re.compile(r"^https://www\.eia\.gov/.*RBRTE"))
