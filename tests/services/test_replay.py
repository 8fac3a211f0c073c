"""The replayed interface of the EIA does what its contract says, so that tests against it can be trusted."""

import pytest
import requests

from tests.services import replay
from tests.services.asking import ask, bulk_lines, table

BRENT = "PET.RBRTE.D"
SAUDI = "INTL.57-1-SAU-TBPD.M"


def eia(outside, route, *params):
    """Return the answer of a route of the EIA to the parameters, key and column given."""
    return ask(
        outside.eia, f"/v2/{route}/data/", [("api_key", outside.eia.key), ("data[]", "value"), *params]
    )


def test_a_saudi_month_reads_the_same_by_every_way_of_the_eia(outside):
    """Route, legacy id and bulk file give one figure, the route as text, with the columns of the contract."""
    wanted = outside.world.figures[SAUDI]["2026-01"]
    facets = [("facets[productId][]", "57"), ("facets[countryRegionId][]", "SAU"), ("facets[unit][]", "TBPD")]

    row = eia(outside, "international", *facets, ("start", "2026-01"), ("end", "2026-01")).json()
    legacy = ask(outside.eia, f"/v2/seriesid/{SAUDI}", {"api_key": outside.eia.key}).json()
    bulk = bulk_lines(ask(outside.eia, "/bulk/INTL.zip").content)

    (found,) = row["response"]["data"]
    assert float(found["value"]) == wanted
    assert isinstance(found["value"], str)
    assert row["response"]["total"] == "1"
    assert (found["unit"], found["unitName"], found["countryRegionName"]) == (
        "TBPD", "thousand barrels per day", "Saudi Arabia",
    )  # fmt: skip
    assert {r["period"]: float(r["value"]) for r in legacy["response"]["data"]}["2026-01"] == wanted
    assert dict(bulk[SAUDI]["data"])["202601"] == wanted
    assert [period for period, _ in bulk[SAUDI]["data"]] == sorted(dict(bulk[SAUDI]["data"]), reverse=True)


def test_the_eia_gives_other_units_to_who_names_none_and_no_value_to_who_asks_none(outside):
    """The quirks that silently spoil a series are there."""
    facets = [("facets[countryRegionId][]", "SAU"), ("facets[productId][]", "57"), ("start", "2026-01")]

    units = {row["unit"] for row in eia(outside, "international", *facets).json()["response"]["data"]}
    bare = ask(outside.eia, "/v2/international/data", [("api_key", outside.eia.key), *facets]).json()

    assert units == {"TBPD", "QBTU", "TJ"}
    assert not any("value" in row for row in bare["response"]["data"])


def test_the_eia_pages_warns_and_repeats_the_key(outside):
    """Pages end at the cap with a warning and go on by offset; the key stands in the answer."""
    outside.eia.cap = 100
    params = [("facets[series][]", "RBRTE"), ("frequency", "daily"), ("sort[0][column]", "period")]

    first = eia(outside, "petroleum/pri/spt", *params)
    second = eia(outside, "petroleum/pri/spt", *params, ("offset", "100")).json()["response"]["data"]

    body = first.json()["response"]
    periods = [row["period"] for row in body["data"] + second]
    assert len(periods) == 200
    assert periods == sorted(set(periods))
    assert body["warnings"][0]["warning"] == "incomplete return"
    assert int(body["total"]) == sum(v is not None for v in outside.world.figures[BRENT].values())
    assert first.json()["request"]["params"]["api_key"] == outside.eia.key
    assert rb"\/v2\/petroleum" in first.content
    assert first.headers["Content-Encoding"] == "gzip"


def test_the_eia_compares_bounds_as_text(outside):
    """A day as the start of a monthly series leaves its month out."""
    params = [("facets[series][]", "MCRFPUS2"), ("sort[0][column]", "period")]

    found = eia(outside, "petroleum/crd/crpdn", *params, ("start", "2026-02-01")).json()["response"]["data"]

    assert found[0]["period"] == "2026-03"
    assert found[0]["units"] == "MBBL/D"


@pytest.mark.parametrize(
    ("params", "status", "text"),
    [
        pytest.param({}, 403, "API_KEY_MISSING", id="no api_key"),
        pytest.param({"api_key": "x"}, 403, "API_KEY_INVALID", id="bad api_key"),
        pytest.param({"api_key": "", "facets[None][]": "1"}, 400, "Invalid facet 'None'", id="bad facet id"),
        pytest.param({"api_key": "", "data[]": "prce"}, 400, "Invalid data 'prce'", id="bad data column"),
        pytest.param({"api_key": "", "frequency": "millenially"}, 400, "frequency 'mil", id="bad frequency"),
    ],
)
def test_the_eia_refuses_as_it_does(outside, params, status, text):
    """What is asked wrongly is refused in the service's own words."""
    params = {k: v or outside.eia.key if k == "api_key" else v for k, v in params.items()}

    answer = ask(outside.eia, "/v2/steo/data/", params)

    assert (answer.status_code, text in answer.text) == (status, True)


def test_a_head_of_the_eia_is_refused_and_an_unknown_facet_value_gives_nothing(outside):
    """HEAD gives 503; a value that no row has gives an empty page and no error."""
    assert requests.head(f"{outside.eia.url}/v2/steo/data/", timeout=20).status_code == 503
    assert eia(outside, "steo", ("facets[seriesId][]", "NONE")).json()["response"]["total"] == "0"
    assert eia(outside, "nowhere").status_code == 404


def test_a_revision_and_a_withdrawal_are_seen_everywhere_at_once(outside):
    """One call changes the route, the bulk file and FRED, and a series that has two names under both."""
    outside.world.revise(BRENT, "2026-11-03", 1.25)
    outside.world.withdraw(BRENT, "2026-11-04")
    outside.world.revise("PET.MCRFPUS2.M", "2026-01", "--")

    asked = [
        ("facets[series][]", "RBRTE"),
        ("frequency", "daily"),
        ("start", "2026-11-03"),
        ("end", "2026-11-04"),
    ]
    rows = eia(outside, "petroleum/pri/spt", *asked).json()["response"]["data"]
    days = {"id": "DCOILBRENTEU", "cosd": "2026-11-03", "coed": "2026-11-04"}

    assert [(row["period"], row["value"]) for row in rows] == [("2026-11-03", "1.25")]
    assert table(ask(outside.fred, "/graph/fredgraph.csv", days))[1:] == [["2026-11-03", "1.25"]]
    assert (
        dict(bulk_lines(ask(outside.eia, "/bulk/INTL.zip").content)["INTL.57-1-USA-TBPD.M"]["data"])["202601"]
        == "--"
    )


def test_the_world_is_the_same_for_the_same_seed():
    """A seed makes one world."""
    assert replay.default_world(3) == replay.default_world(3) != replay.default_world(4)
