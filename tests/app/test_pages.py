"""Every page, without a browser: over bundled figures, over none, over a database that is not there."""

import pytest

from oilwatch import catalog, view
from tests.app.conftest import PAGES, ROOT

DRAWS = {"market": 1, "production": 3, "events": 0, "check": 0, "data": 1}
"""How many charts each page shows by itself."""


def html(page):
    """Return all that a page writes as HTML."""
    return " ".join(one.proto.body for one in page.get("html"))


def test_there_is_a_test_for_every_page():
    """The pages tested here are those there are."""
    assert {path.stem for path in (ROOT / "src/oilwatch/app/pages").glob("*.py")} == set(PAGES)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_on_the_bundled_figures(bundled, whole, page):
    """It runs to its end, without a notice, with its charts and a title."""
    opened = whole(bundled(page))

    assert len(opened.get("plotly_chart")) == DRAWS[page]
    assert [one.value for one in opened.warning] == []
    assert 'class="ow-title"' in html(opened)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_on_a_store_without_figures(visit, whole, empty, page):
    """With every series known and none recorded there are charts that say so, never an error."""
    opened = whole(visit(empty, page))

    assert len(opened.get("plotly_chart")) == DRAWS[page]


@pytest.mark.parametrize("query", [{"series": "production.irq.crude"}, {"transform": "change"}])
def test_production_opens_without_figures_in_every_form(visit, whole, empty, query):
    """Another country or another transformation of nothing is nothing still."""
    whole(visit(empty, "production", **query))


@pytest.mark.parametrize("transform", view.TRANSFORMS["market"])
def test_the_market_page_opens_without_figures_in_every_form(visit, whole, empty, transform):
    """Also nothing rebased, changed or subtracted, and an event inside it."""
    whole(visit(empty, "market", transform=transform, event="2022-10-05-opec-plus-decision", scale="log"))


def test_an_event_has_its_page_without_figures(visit, whole, empty):
    """What was decided is known even where no price is."""
    opened = whole(visit(empty, "events", event="2022-10-05-opec-plus-decision"))

    assert "OPEC+ cuts 2 mb/d" in html(opened)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("postgresql://reader:hush@127.0.0.1:1/oil", "nobody answers"),
        ("mysql://127.0.0.1/oil", "expected sqlite"),
        ("oil prices", "expected sqlite"),
    ],
)
def test_a_database_that_nobody_answers_for_is_told_in_one_line(visit, page, address, words):
    """The page says in one line what is wrong and what to do, without the password."""
    opened = visit(address, page)

    errors = [one.value for one in opened.error]
    assert [one.message for one in opened.exception] == []
    assert len(errors) == 1
    assert words in errors[0]
    assert "\n" not in errors[0]
    assert "hush" not in errors[0]


def test_a_file_that_is_no_database_is_told_in_one_line(visit, tmp_path):
    """Any other file in the place of the store is left alone and named."""
    path = tmp_path / "notes.db"
    path.write_text("these are my notes, not a database\n" * 100)

    opened = visit(f"sqlite:///{path}", "market")

    assert [one.message for one in opened.exception] == []
    assert ["notes.db" in one.value for one in opened.error] == [True]
    assert path.read_text().startswith("these are my notes")


def test_every_event_has_a_page(bundled, whole):
    """Of 8 events spread over the catalogue each opens with its source and a chart of its own."""
    chosen = [*catalog.events()[::36], catalog.events()[-1]]
    for event in chosen:
        opened = whole(bundled("events", event=event.id))

        assert opened.get("plotly_chart")[0].key == f"event:{event.id}"
        assert [one.proto.url for one in opened.get("link_button")] == [event.source_url]
    assert len(chosen) > 7


def test_every_series_has_its_source_and_revisions(bundled, whole):
    """Every fourth of the published series opens on the data page, with its id in the address."""
    for series_id in list(catalog.series())[::4]:
        opened = whole(bundled("data", series=series_id))

        assert opened.selectbox[0].value == series_id
        assert catalog.series()[series_id].publisher.split(",")[0] in html(opened)
