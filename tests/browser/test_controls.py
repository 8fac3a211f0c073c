"""The controls change the chart and the address together."""

import pytest

from tests.browser.driver import (
    address_has,
    choose,
    lanes,
    layout,
    notices,
    popover,
    press,
    pressed,
    prices,
    ready,
    shut,
)


def test_a_range_is_shown_and_written_into_the_address(visit):
    """Five years are the last five, not forty; Max takes the range out of the address again."""
    page = visit("/")
    whole = layout(page, "xaxis.range")

    press(page, "Range", "5Y")
    address_has(page, "from=")

    some = layout(page, "xaxis.range")
    assert whole[0][:4] < "1990"
    assert some[0][:4] > "2015"
    assert some[1][:7] == whole[1][:7] or some[1] < whole[1]
    assert pressed(page, "Range") == ["5Y"]
    press(page, "Range", "Max")
    page.wait_for_function("() => !location.search", polling=50)
    ready(page)
    assert layout(page, "xaxis.range") == whole


def test_a_kind_of_event_can_be_switched_off(visit):
    """Its row leaves the chart and the address names the others, also after the range was changed."""
    page = visit("/")
    press(page, "Range", "5Y")
    address_has(page, "from=")
    before = [name for name in lanes(page) if name != "Stories"]  # another test may have brought some

    kinds = popover(page, "Events")
    assert pressed(page, "Kinds") == [*before, "Team", "Stories"]
    assert before == ["OPEC+", "Policy", "Conflict", "Stocks", "Market"]
    kinds.get_by_role("button", name="Conflict").click()
    address_has(page, "events=")

    assert [name for name in lanes(page) if name != "Stories"] == ["OPEC+", "Policy", "Stocks", "Market"]
    assert "conflict" not in page.url
    kinds.get_by_text("high only").click()
    address_has(page, "importance=3")
    shut(page)
    assert set(lanes(page)) <= {"OPEC+", "Policy", "Stocks", "Market"}


def test_a_log_scale_is_refused_with_the_reason_until_it_can_be_drawn(visit):
    """Over all years WTI was negative once; from 2021 on the axis is logarithmic."""
    page = visit("/")

    page.get_by_test_id("stCheckbox").filter(has_text="Log").locator("label").click()
    address_has(page, "scale=log")

    assert ["20 Apr 2020" in text for text in notices(page)] == [True]
    assert layout(page, "yaxis.type") == "linear"
    press(page, "Range", "5Y")
    address_has(page, "from=")
    assert notices(page) == []
    assert layout(page, "yaxis.type") == "log"


def test_prices_can_be_rebased_compared_with_a_year_before_and_subtracted(visit):
    """Each choice draws its own numbers: 100 on the first day, percent, dollars between the two."""
    page = visit("/?from=2022-01-03&to=2022-12-30")
    brent, wti = prices(page, "Brent"), prices(page, "WTI")

    choose(page, "Rebased to 100")
    address_has(page, "transform=rebased")
    rebased = prices(page, "Brent")
    choose(page, "Change on year")
    address_has(page, "transform=change")
    change = prices(page, "WTI")
    choose(page, "Spread")
    address_has(page, "transform=spread")
    spread = prices(page, "Brent less WTI")

    assert rebased["2022-01-03"] == 100
    assert rebased["2022-10-31"] == pytest.approx(brent["2022-10-31"] / brent["2022-01-03"] * 100, abs=0.01)
    assert change["2022-10-31"] == pytest.approx((86.54 / 83.50 - 1) * 100, abs=0.005)
    assert spread["2022-10-31"] == pytest.approx(brent["2022-10-31"] - wti["2022-10-31"], abs=0.005)


def test_production_changes_country_unit_and_form(visit):
    """Panels per country, kb/d instead of mb/d, and shares in one chart."""
    page = visit("/production?series=production.sau.crude,production.irq.crude")
    millions = prices(page, "output")

    press(page, "Unit", "kb/d")
    address_has(page, "unit=kb")
    thousands = prices(page, "output")
    choose(page, "Share of those shown")
    address_has(page, "transform=share")

    day = next(day for day, value in millions.items() if value)
    assert thousands[day] == pytest.approx(millions[day] * 1000, rel=1e-6)
    assert page.locator(".js-plotly-plot").count() == 1
    shares = [prices(page, name) for name in ("Saudi Arabia", "Iraq")]
    last = max(shares[0])
    assert shares[0][last] + shares[1][last] == pytest.approx(100, abs=0.02)


@pytest.mark.parametrize("preset", ["1Y", "Max"])
def test_production_can_be_shown_for_any_range(visit, preset):
    """The shortest and the longest range are drawn."""
    page = visit("/production")

    press(page, "Range", preset)
    address_has(page, "from=")

    assert notices(page) == []
    assert page.locator(".js-plotly-plot").count() == 3
