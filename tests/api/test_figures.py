"""Series, figures and receipts over HTTP: the same as the command line gives, and as of any day."""

import os
import subprocess
import sys
from urllib.parse import urlsplit

import orjson
import pytest

from tests.kit import APR, DAILY, FEB, JAN, MAR, MONTHLY, daily, monthly

BRENT = "/series/price.brent.spot"
LATER = "2026-11-21"


def printed(store, *arguments):
    """Return what the command prints over a store."""
    done = subprocess.run(
        [sys.executable, "-m", "oilwatch", *arguments], capture_output=True, timeout=120, check=True,
        env={**os.environ, "OILWATCH_DB": store._engine.url.render_as_string(hide_password=False)},
    )  # fmt: skip
    return done.stdout


def values(said):
    """Return (period, value) of an answer's rows."""
    return [(row["period"], row["value"]) for row in said.json()["rows"]]


@pytest.mark.parametrize(
    ("series_id", "options"),
    [
        ("price.brent.spot", {"as_of": "2024-06-30"}),
        ("production.sau.crude", {"from": "2018-01", "to": "2019-06", "as_of": "2020-01-31"}),
        ("target.sau.required", {"as_of": LATER}),
        ("price.wti.spot", {"from": "2020-04", "to": "2020-04", "as_of": LATER}),
    ],
)
def test_figures_are_those_that_the_command_prints(filled, ask, series_id, options):
    """JSON has all that the command's JSON has, with the same values; the CSV has the same bytes."""
    flags = [part for name, value in options.items() for part in (f"--{name.replace('_', '-')}", value)]
    as_json = orjson.loads(printed(filled, "series", series_id, *flags, "--json"))
    as_csv = printed(filled, "series", series_id, *flags, "--format", "csv")
    said = ask(f"/series/{series_id}.json", **options).json()

    assert len(as_json["rows"]) > 5
    assert {name: said[name] for name in as_json} == as_json
    assert ask(f"/series/{series_id}.csv", **options).content == as_csv


def test_the_list_walked_page_by_page_has_every_series_once(filled, ask):
    """The next page is in the body and in the Link header; the last one has none."""
    found, link = [], f"{ask.base}/api/v1/series?limit=7"
    while link:
        said = ask(link)
        found += [one["id"] for one in said.json()["series"]]
        following = said.json()["next"]
        link = f"{ask.base}{following}" if following else ""
        assert said.headers.get("Link") == (f'<{following}>; rel="next"' if following else None)

    assert found == list(filled.catalogue())


def test_figures_walked_page_by_page_come_each_once(ask):
    """Also with other parameters, which the next page keeps."""
    whole = values(ask(f"{BRENT}.json", from_="2019-01", as_of="2024-01-31"))
    found, path = [], f"{ask.base}/api/v1{BRENT}.json?from=2019-01&as_of=2024-01-31&limit=170"
    while path:
        said = ask(path)
        found += values(said)
        path = said.json()["next"] and ask.base + said.json()["next"]

    assert found == whole
    assert len(found) > 1_000


def test_the_list_has_what_is_needed_to_use_a_series(filled, ask):
    """Description, licence and newest figure; filters take measure and entity."""
    told = ask("/series", measure="price", entity="brent").json()["series"]
    spot = next(one for one in told if one["id"] == "price.brent.spot")

    assert {one["entity"] for one in told} == {"BRENT"}
    assert spot["licence"].startswith("US government work")
    assert list(spot["latest"].values()) == list(filled.newest()["price.brent.spot"])


def test_a_frozen_answer_never_changes_and_a_live_one_does(store, asking):
    """With a day and a data version the bytes stay the same after a revision, and may be kept for ever."""
    store.record([daily("2024-01-02", 80.0)], seen_from=JAN)
    frozen = {"as_of": "2026-11-22", "version": store.data_version()}
    path = f"/series/{DAILY.id}.json"
    before, live = asking(path, **frozen), asking(path)
    store.record([daily("2024-01-02", 81.5)], seen_from=MAR)
    after = asking(path, **frozen)

    assert after.content == before.content
    assert after.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert after.headers["ETag"] == before.headers["ETag"]
    assert live.headers["Cache-Control"] == "no-cache"
    assert values(live) == [("2024-01-02", 80.0)]
    assert values(asking(path)) == [("2024-01-02", 81.5)]
    assert values(asking(path, as_of=FEB)) == [("2024-01-02", 80.0)]


def test_a_moment_reads_as_of_that_moment(store, asking):
    """A time between two copies of one day sees the first of them."""
    store.record([daily("2024-01-02", 80.0)], seen_from="2024-03-01T08:00:00Z")
    store.record([daily("2024-01-02", 81.0)], seen_from="2024-03-01T16:00:00Z")

    said = asking(f"/series/{DAILY.id}.json", as_of="2024-03-01T14:00:00+02:00")
    assert values(said) == [("2024-01-02", 80.0)]
    assert said.json()["as_of"] == "2024-03-01T12:00:00.000Z"


def test_a_receipt_shows_what_stood_before(store, asking):
    """Value, moment and vintage of one figure, and every earlier one, oldest first."""
    store.record([monthly("2023-11", 10.0)], seen_from=JAN)
    store.record([monthly("2023-11", 11.0)], seen_from=FEB)
    store.record([monthly("2023-11", 12.0)], seen_from=MAR)
    path = f"/series/{MONTHLY.id}/figures/2023-11.json"
    now, then = asking(path).json(), asking(path, as_of=FEB).json()

    assert (now["value"], now["seen_from"], now["unit"]) == (12.0, MAR, "kb/d")
    assert [(row["value"], row["seen_from"]) for row in now["earlier"]] == [(10.0, JAN), (11.0, FEB)]
    assert (then["value"], [row["value"] for row in then["earlier"]]) == (11.0, [10.0])


def test_a_receipt_of_a_bundled_figure_names_its_file_and_hash(ask):
    """The hash is that of the answer the figure stands in; the address has no key in it."""
    told = ask(f"{BRENT}/figures/2020-04-21.json").json()

    assert told["value"] == 9.12
    assert len(told["receipt"]["sha256"]) == 64
    assert urlsplit(told["receipt"]["address"]).query == ""


@pytest.mark.parametrize("period", ["2020-04-25", "2020-04", "1900-01-01", "x", "2020-99-99"])
def test_a_period_without_a_figure_is_not_there(ask, period):
    """A weekend, a month of a daily series, a day before the first: 404."""
    assert ask(f"{BRENT}/figures/{period}.json").status_code == 404


def test_a_withdrawn_figure_is_not_there(store, asking):
    """It is no figure any more; as of the day before it still is."""
    store.record([monthly("2023-11", 10.0)], seen_from=MAR)
    store.record([monthly("2023-11", None)], seen_from=APR)
    path = f"/series/{MONTHLY.id}/figures/2023-11.json"

    assert asking(path).status_code == 404
    assert asking(path, as_of=MAR).json()["value"] == 10.0
