"""EIA's interface with a key: what its answers mean, and how it is asked."""

import json
from datetime import date

import pytest

from oilwatch import catalog
from oilwatch.errors import SourceError
from oilwatch.sources import OPEN_END, eia
from tests.sources.kit import answered, drained, figures, one_line, published, source, valued

BRENT, SAUDI = "price.brent.spot", "production.sau.crude"
ROUTES = {
    "eia-spot": {"PET.RBRTE.D": BRENT, "PET.RWTC.D": "price.wti.spot"},
    "eia-international": {"INTL.57-1-SAU-TBPD.M": SAUDI, "INTL.57-1-RUS-TBPD.M": "production.rus.crude"},
    "eia-liquids": {"INTL.53-1-SAU-TBPD.M": "production.sau.liquids"},
    "eia-us": {"PET.MCRFPUS2.M": "production.usa.crude"},
    "eia-us-weekly": {"PET.WCRFPUS2.W": "production.usa.crude_weekly"},
}
ALL = [*ROUTES, "eia-outlook"]


def body(frequency, *rows, **more):
    """Return an answer of the interface with these rows, its slashes escaped as they come."""
    told = {"total": str(len(rows)), "frequency": frequency, "data": rows, **more}
    return json.dumps({"response": told, "apiVersion": "2.1.13"}).replace("/", "\\/").encode()


def saudi(value, **changes):
    """Return a row of the international route."""
    row = {"period": "2026-04", "productId": "57", "activityId": "1", "countryRegionId": "SAU"}
    return {**row, "unitName": "thousand barrels per day", "value": value, "unit": "TBPD", **changes}


def price(value, **changes):
    """Return a row of the spot prices."""
    return {"period": "2026-11-03", "series": "RBRTE", "value": value, "units": "$/BBL", **changes}


def parsed(raw):
    """Return (period, value, mark) of an answer."""
    return [(row.period, row.value, row.mark) for row in eia.parse(raw)]


@pytest.mark.parametrize(
    ("cell", "value", "mark"),
    [
        ("6600", 6600.0, ""), (6600, 6600.0, ""), (6600.5, 6600.5, ""), ("0", 0.0, ""), (None, None, ""),
        ("", None, ""), ("--", None, "--"), ("NA", None, "NA"), ("w", None, "w"), ("ie", None, "ie"),
        ("-", None, "-"), ("nan", None, "nan"), ("inf", None, "inf"),
    ],
)  # fmt: skip
def test_a_value_may_be_text_a_number_or_a_marker(cell, value, mark):
    """Text and numbers are read alike; a marker is no value, never zero, and is kept as it stood."""
    assert parsed(body("monthly", saudi(cell))) == [("2026-04", value, mark)]


@pytest.mark.parametrize("cell", ["1,234", "12 thousand barrels", "1_000", "6600kb", ["6600"], {"v": 1}])
def test_what_is_neither_a_number_nor_a_marker_is_said(cell):
    """A cell that nobody understands fails with what stood there."""
    with pytest.raises(SourceError, match="expected a number or a marker such as --, got"):
        parsed(body("monthly", saudi(cell)))


def test_each_row_finds_its_series():
    """Country, product, unit and frequency name an international series; others their id; strays none."""
    monthly = body("monthly", saudi("1"), saudi("2", unit="TJ"), saudi("3", countryRegionId="XXX"))
    liquids = body("monthly", saudi("4", productId="53"), saudi("5", activityId="2"))
    outlook = {"period": "2026-04", "seriesId": "COPR_SA", "value": "7.5", "unit": "million barrels per day"}

    rows = [*eia.parse(monthly), *eia.parse(liquids), *eia.parse(body("monthly", outlook))]
    rows += [*eia.parse(body("daily", price("64.2"))), *eia.parse(body("weekly", price("64.2")))]

    assert [(row.series, row.value) for row in rows] == [
        (SAUDI, 1.0), ("production.sau.liquids", 4.0), ("production.sau.crude_only", 7500.0), (BRENT, 64.2),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("frequency", "row"),
    [
        ("monthly", {"period": "2026-04", "series": "MCRFPUS2", "value": "1", "units": "MBBL"}),
        ("monthly", {"period": "2026-04", "seriesId": "COPR_SA", "value": "1", "unit": "billion cubic feet"}),
        ("daily", price("1", units="$/GAL")),
        ("daily", price("1", units="MBBL/D")),
        ("daily", price("1", units="")),
        ("daily", price("1", units=None)),
    ],
)
def test_a_wrong_unit_is_refused(frequency, row):
    """A series that comes in a unit of something else, or in none, is not taken for what it is not."""
    with pytest.raises(SourceError, match=r"EIA gives \S+ in '.*'; expected a unit such as (kb/d|USD/bbl)"):
        parsed(body(frequency, row))


def test_negative_and_low_prices_are_prices():
    """WTI was below zero once, and Brent below ten: both stand as published."""
    rows = [price("-36.98", series="RWTC", period="2020-04-20"), price("9.12", period="2020-04-21")]

    assert parsed(body("daily", *rows)) == [("2020-04-20", -36.98, ""), ("2020-04-21", 9.12, "")]


def test_rows_without_a_value_column_are_an_error():
    """An answer to who forgot the column has rows and no values; that is no empty answer."""
    row = price("1")
    del row["value"]

    with pytest.raises(SourceError, match="without a value column"):
        parsed(body("daily", row))


@pytest.mark.parametrize(
    "raw",
    [
        b"[]",
        b"null",
        b"0",
        b'"x"',
        b"{}",
        b'{"response": []}',
        b'{"response": {"data": null}}',
        b"",
        b"{",
        b"<",
    ],
)
def test_what_is_no_answer_is_told_apart_from_an_empty_one(raw):
    """Whatever JSON comes instead of an answer is one line with what to do."""
    with pytest.raises(SourceError, match=r"try again later|refuses") as caught:
        eia.content(answered(raw))

    one_line(caught.value)


@pytest.mark.parametrize("name", ROUTES)
def test_a_route_is_read_whole(outside, ask, name):
    """Every figure that a route publishes of our series comes, in our unit, in a copy from the first on."""
    copies = list(source(eia, name).read(ask(keys=True)))

    found = figures(copies)
    for theirs, ours in ROUTES[name].items():
        assert valued(found[ours]) == published(outside.world, theirs)
        assert copies[0].whole[ours] == (min(found[ours]), OPEN_END)


@pytest.mark.parametrize(
    "total", [str, int, lambda n: str(n * 3), lambda n: "1", lambda n: 0, lambda n: "many", lambda n: None]
)
@pytest.mark.parametrize("cap", [5000, 100])
def test_no_total_and_no_cap_loses_a_row(outside, ask, total, cap):
    """However the interface counts its rows, and however few it gives at once, all of them are read."""
    outside.eia.total, outside.eia.cap, outside.eia.unstable = total, cap, True

    copies, error = drained(source(eia, "eia-spot").read(ask(keys=True)))

    assert error is None
    for theirs, ours in ROUTES["eia-spot"].items():
        assert valued(figures(copies)[ours]) == published(outside.world, theirs)
    rows = [(row.series, row.period) for page in copies[0].pages for row in page.observations]
    assert len(rows) == len(set(rows))


@pytest.mark.parametrize("name", ALL)
def test_what_is_asked_is_sorted_without_ties_and_never_by_head(outside, ask, name):
    """Pages are only stable where the order leaves nothing open; HEAD is refused there."""
    drained(source(eia, name).read(ask(keys=True)))

    assert outside.eia.hits
    for hit in outside.eia.hits:
        facet = next(given[7:-3] for given in hit.params if given.startswith("facets[s") or "Region" in given)
        assert (hit.method, hit.get("data[0]")) == ("GET", "value")
        assert (hit.get("sort[0][column]"), hit.get("sort[1][column]")) == ("period", facet)
        assert not hit.get("start")


def test_the_start_has_the_form_of_the_route(outside, ask):
    """Bounds are compared as text, so a monthly route gets a month and a daily one a day."""
    since = ask(keys=True, since=date(2026, 2, 17))
    for name in ("eia-spot", "eia-us", "eia-us-weekly", "eia-outlook"):
        drained(source(eia, name).read(since))

    started = {hit.path: hit.get("start") for hit in outside.eia.hits}
    assert started == {
        "/v2/petroleum/pri/spt/data/": "2026-02-17", "/v2/petroleum/crd/crpdn/data/": "2026-02",
        "/v2/petroleum/sum/sndw/data/": "2026-02-17", "/v2/steo/data/": "2026-02",
    }  # fmt: skip


def test_prices_are_read_again_from_some_days_before_the_older_of_the_newest(outside, ask):
    """What is held decides where reading begins, and the copy claims to cover no more than that."""
    held = {BRENT: "2026-11-13", "price.wti.spot": "2026-11-03"}

    (copy,) = source(eia, "eia-spot").read(ask(keys=True, newest=held))
    (other,) = source(eia, "eia-spot").read(ask(keys=True, newest={BRENT: "2026-11-13"}))

    assert outside.eia.hits[0].get("start") == "2026-08-05"
    assert copy.whole[BRENT] == ("2026-08-05", OPEN_END)
    assert min(figures([copy])[BRENT]) == "2026-08-05"
    assert other.whole[BRENT] == (min(published(outside.world, "PET.RBRTE.D")), OPEN_END)


def test_the_key_is_in_nothing_that_is_kept(outside, ask):
    """The interface repeats the key in its answers; neither receipt nor address has it."""
    (copy,) = source(eia, "eia-spot").read(ask(keys=True))

    for page in copy.pages:
        assert outside.eia.key.encode() not in page.receipt.body
        assert outside.eia.key not in page.receipt.address
        assert b"REDACTED" in page.receipt.body
    assert all(hit.get("api_key") == outside.eia.key for hit in outside.eia.hits)


def test_a_series_that_is_gone_is_missed(outside, ask, warned):
    """One of two is a warning; none at all is an error, for nothing was measured."""
    del outside.world.figures["PET.RWTC.D"]
    (copy,) = source(eia, "eia-spot").read(ask(keys=True))
    del outside.world.figures["PET.RBRTE.D"]
    copies, error = drained(source(eia, "eia-spot").read(ask(keys=True)))

    assert set(copy.whole) == {BRENT}
    assert warned == ["EIA gave no figures for price.wti.spot"]
    assert copies == []
    assert "renamed or withdrawn" in one_line(error)


def test_numbers_as_until_2024_read_like_text(outside, ask):
    """The interface sent numbers before it sent text."""
    outside.eia.numbers = True

    (copy,) = source(eia, "eia-us").read(ask(keys=True))

    assert valued(figures([copy])["production.usa.crude"]) == published(outside.world, "PET.MCRFPUS2.M")


def test_every_route_has_series_of_the_catalogue():
    """Each route serves at least one series, and those it serves are in data/series.csv."""
    routes = [eia.SPOT, eia.MONTHLY, eia.WEEKLY, eia.OUTLOOK, eia.CRUDE, eia.LIQUIDS]

    served = [set(route.series().values()) for route in routes]

    assert all(served)
    assert set().union(*served) <= catalog.series().keys()
    assert len(set().union(*served)) == sum(map(len, served))
    assert {row.name for row in eia.SOURCES} == set(ALL)
