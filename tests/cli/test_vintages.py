"""Figures that the field remembers, printed as they read on a day."""

import csv
import io

import pytest


def printed(run, series_id, month_or_day, *more):
    """Return (value, vintage) of one period of a series as the CSV has it; None: no row."""
    span = ("--from", month_or_day, "--to", month_or_day)
    rows = list(
        csv.DictReader(io.StringIO(run.quick("series", series_id, *span, "--format", "csv", *more).out))
    )
    assert len(rows) < 2
    return (float(rows[0]["value"]), rows[0]["vintage"]) if rows else None


def test_the_day_that_oil_cost_less_than_nothing(reader):
    """WTI of 20 April 2020 is printed with its unit, the day it was seen and its vintage."""
    done = reader("series", "price.wti.spot", "--from", "2020-04-20", "--to", "2020-04-20", "--format", "csv")

    head, row = done.out.splitlines()
    assert head == "period,value,unit,seen_from,vintage"
    assert row.startswith("2020-04-20,-36.98,USD/bbl,2020-0")


@pytest.mark.parametrize(
    ("series_id", "period", "as_of", "value"),
    [
        ("price.brent.spot", "2022-10-31", "2022-11-05", 94.64),
        ("price.brent.spot", "2022-10-31", "2022-11-15", 93.3),
        ("production.usa.crude", "2018-10", "2021-01-01", 11554.0),
        ("production.usa.crude", "2018-10", None, 11508.2),
        ("production.sau.crude", "2026-04", None, 6600.0),
    ],
)
def test_a_figure_reads_as_it_did_on_the_day(reader, series_id, period, as_of, value):
    """The same period reads differently before and after its revision."""
    found = printed(reader, series_id, period, *(["--as-of", as_of] if as_of else []))

    assert found is not None
    assert found[0] == value


def test_what_was_not_out_yet_is_not_there(reader):
    """Saudi production of April 2026 had not been published by 15 May 2026."""
    assert printed(reader, "production.sau.crude", "2026-04", "--as-of", "2026-05-15") is None


def test_the_citation_names_the_day_of_the_reader(reader):
    """With --as-of the citation says that day."""
    about = reader("series", "price.brent.spot", "--from", "2022-10", "--as-of", "2022-11-05", "--json").json

    assert about["as_of"] == "2022-11-05"
    assert "as of 5 Nov 2022" in about["citation"]
