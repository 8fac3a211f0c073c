"""The first start on an empty folder."""


def test_the_first_visitor_sees_progress_and_then_the_chart(first_visit):
    """While the store is filled the page says so; then prices are there, and no error ever."""
    assert first_visit["exceptions"] == []
    assert first_visit["progress"]
    assert any("price.brent.spot" in text or "Filling" in text for text in first_visit["progress"])
    assert [len(chart) > 2 for chart in first_visit["charts"]] == [True]
    assert "Traceback" not in first_visit["text"]


def test_what_was_filled_is_kept(first_visit, folder, visit):
    """The store is one file in the folder, and the next visitor has the chart without any progress."""
    page = visit("/")

    assert (folder / "oilwatch.db").stat().st_size > 1_000_000
    assert page.evaluate("window.seen.progress") == []
    assert page.locator(".js-plotly-plot").count() == 1
