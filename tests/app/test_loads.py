"""What loading brought, on the pages: failing sources, doubted figures, definitions side by side."""

import time
from datetime import UTC, datetime

import pytest

from oilwatch import plausible
from oilwatch.app import loads, refresh
from oilwatch.model import Copy, Observation, Page, Receipt
from oilwatch.store import Store
from tests.services.replay import services

MOMENT = "2026-11-20T09:00:00.000Z"


@pytest.fixture
def store(empty):
    """An empty store that the pages read."""
    store = Store(empty)
    yield store
    store.close()
    loads._runs.clear()


def record(store, series_id, values, *, moment=MOMENT, forecasts=None):
    """Record a copy of one series, read from a made-up answer."""
    rows = [Observation(series_id, *row) for row in values.items()]
    expected = [Observation(series_id, *row) for row in (forecasts or {}).items()]
    receipt = Receipt(f"{series_id} {moment}".encode(), "https://example.org/answer", moment)
    copy = Copy(moment, (Page(receipt, rows, expected),), {})
    store.loads.record("eia-bulk-intl", [copy], screen=plausible.screen, started=store.now())


def said(page):
    """Return all that a page says in captions and in HTML of ours."""
    return " ".join([one.value for one in page.caption] + [one.proto.body for one in page.get("html")])


def test_a_chart_whose_source_failed_says_so_and_stays(store, visit, whole):
    """The last good figures stay on the chart, and below stand when the source failed and why."""
    record(store, "price.brent.spot", {"2026-11-16": 70.0, "2026-11-17": 71.0})
    store.loads.failed(
        "eia-bulk-pet", "EIA sent no archive (status 503); try again later", started=store.now()
    )

    page = whole(visit(store.address, "market"))

    assert "Could not be read when last asked" in said(page)
    assert "status 503" in said(page)
    assert "Brent" in said(page)


def test_another_way_to_the_same_figures_silences_the_failure(store, visit, whole):
    """Where FRED delivered on the day on which EIA failed, a price chart has no trouble to tell of."""
    record(store, "price.brent.spot", {"2026-11-16": 70.0})
    store.loads.failed("eia-bulk-pet", "EIA is down; try again later", started=store.now())
    store.loads.record("fred", [], screen=plausible.screen, started=store.now())

    assert "Could not be read" not in said(whole(visit(store.address, "market")))


def test_what_is_held_aside_is_listed_and_can_be_accepted(store, visit, whole):
    """A figure that was not believed stands on the data page with its reason until it is accepted."""
    record(store, "production.sau.crude", {"2026-05": 9000.0, "2026-06": 9_100_000.0})

    page = whole(visit(store.address, "data", series="production.sau.crude"))
    listed = next(one.value for one in page.dataframe if "periods" in one.value)
    assert listed["periods"].tolist() == ["2026-06"]
    next(one for one in page.button if "Accept" in one.label).click()
    whole(page.run())

    assert store.loads.waiting() == []
    assert store.newest()["production.sau.crude"][:2] == ("2026-06", 9_100_000.0)


def test_definitions_and_publishers_stand_side_by_side(store, visit, whole):
    """Of one country and month each definition has its value and its distance from the one chosen."""
    record(store, "production.sau.crude", {"2026-05": 9000.0})
    record(store, "production.sau.liquids", {"2026-05": 10_000.0})

    page = whole(visit(store.address, "data", series="production.sau.crude"))

    sides = next(one.value for one in page.dataframe if "difference" in one.value)
    assert sides["series"].tolist() == ["production.sau.crude", "production.sau.liquids"]
    assert sides["difference"].tolist() == [0.0, 1000.0]


def test_a_forecast_stands_apart_from_the_figures(store, visit, whole):
    """What a publisher expects has a table of its own, and is not the newest figure."""
    series = "production.usa.crude_only"
    record(store, series, {"2026-10": 13_400.0}, forecasts={"2026-11": 13_500.0})

    page = whole(visit(store.address, "data", series=series))

    assert "Forecast" in said(page)
    assert store.newest()[series][0] == "2026-10"


def test_every_service_and_its_last_run_is_listed(store, visit, whole):
    """The data page says of each service when it was asked, what it brought, or why it failed."""
    store.loads.failed(
        "jodi", "JODI turns this program away (status 406); try again later", started=store.now()
    )

    page = whole(visit(store.address, "data"))

    asked = next(one.value for one in page.dataframe if "last asked, UTC" in one.value)
    assert asked["source"].tolist() == ["jodi"]
    assert "406" in asked["reason"].iloc[0]


def test_the_dashboard_loads_in_a_process_of_its_own(store, monkeypatch):
    """When a load is due it is run beside the pages; they read what it brought."""
    with services() as outside:
        for name, value in outside.environment().items():
            monkeypatch.setenv(name, value)
        for name in ("OILWATCH_GDELT_URL", "OILWATCH_GOOGLE_NEWS_URL", "OILWATCH_FEEDS"):
            monkeypatch.setenv(name, outside.eia.url)
        monkeypatch.setenv("OILWATCH_DB", store.address)
        monkeypatch.setattr(refresh, "FIRST_AFTER", 0.1)

        refresher = refresh.Refresher(store, 6)
        limit = time.monotonic() + 90
        while not (store.newest() and not refresher.running) and time.monotonic() < limit:
            time.sleep(0.2)

    assert "price.brent.spot" in store.newest()
    assert refresh.due(store, 6) > datetime.now(UTC)


def test_nothing_is_loaded_where_that_is_switched_off(store, monkeypatch):
    """Offline, or with no hours set, no process is ever started."""
    monkeypatch.setenv("OILWATCH_OFFLINE", "1")
    monkeypatch.setenv("OILWATCH_REFRESH_HOURS", "6")

    assert refresh.start(store).hours == 0
