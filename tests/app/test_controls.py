"""Every choice of every control runs, and is written into the address."""

import pytest

from oilwatch import view
from oilwatch.app import controls
from tests.app.conftest import address


def group(page, label):
    """Return the pills or the segmented control of that label."""
    return next(one for one in page.get("button_group") if one.label == label)


@pytest.mark.parametrize(
    ("page", "preset"), [(page, one) for page, names in controls.PRESETS.items() for one in names]
)
def test_every_range_can_be_chosen(bundled, whole, page, preset):
    """Each preset of each page opens, and stays marked; the page's usual one leaves the address empty."""
    opened = bundled(page)
    other = next(one for one in controls.PRESETS[page] if one != preset)
    group(opened, "Range").set_value(other).run()

    group(opened, "Range").set_value(preset).run()

    whole(opened)
    assert group(opened, "Range").value == preset
    assert set(address(opened)) == (set() if preset == controls.USUAL[page] else {"from"})


@pytest.mark.parametrize(
    ("page", "transform"), [(page, one) for page, names in view.TRANSFORMS.items() for one in names]
)
def test_every_transformation_can_be_chosen(bundled, whole, page, transform):
    """Each is drawn without a notice, in one chart or a panel a country."""
    opened = bundled(page)

    opened.selectbox[0].set_value(transform).run()

    whole(opened)
    assert [one.value for one in opened.warning] == []
    assert address(opened) == ({} if transform == "level" else {"transform": transform})


@pytest.mark.parametrize("below", ["Table", "Cite and download"])
@pytest.mark.parametrize("page", ["market", "production"])
def test_what_stands_behind_a_chart_can_be_opened(bundled, whole, page, below):
    """The table and the citation of each page are shown, with the link of the view."""
    opened = bundled(page, **{"from": "2022-01-01", "to": "2022-12-31"})

    group(opened, "Below the chart").set_value(below).run()

    whole(opened)
    if below == "Table":
        assert len(opened.dataframe[0].value) == {"market": 258, "production": 12}[page]
    else:
        assert "from=2022-01-01&to=2022-12-31" in opened.code[0].value


def test_a_log_scale_over_negative_prices_is_refused_with_the_reason(bundled, whole):
    """The whole range holds 20 April 2020; a later one does not."""
    opened = bundled("market")

    opened.toggle[0].set_value(True).run()

    whole(opened)
    assert ["20 Apr 2020" in one.value for one in opened.warning] == [True]
    assert [
        one.value for one in whole(bundled("market", scale="log", **{"from": "2021-01-01"})).warning
    ] == []


def test_without_any_series_or_kind_the_page_still_stands(bundled, whole):
    """No series chosen shows the usual ones; no kind of event chosen shows none, and says so."""
    opened = bundled("market")

    group(opened, "Series").set_value([]).run()
    group(opened, "Kinds").set_value([]).run()

    whole(opened)
    assert address(opened) == {"events": "none"}
    assert len(opened.get("plotly_chart")) == 1


def test_events_are_found_by_words_and_kind(bundled, whole):
    """All words count, in any case; a search without a match says so."""
    opened = bundled("events")

    opened.text_input[0].set_value("SAUDI voluntary 2023").run()
    found = opened.dataframe[0].value
    opened.text_input[0].set_value("<script> no such words").run()

    whole(opened)
    assert 0 < len(found) < 20
    assert all("Saudi" in f"{row.event}" or "Saudi" in f"{row.kind}" for row in found.itertuples())
    assert len(opened.dataframe) == 0
    assert len(opened.info) == 1
