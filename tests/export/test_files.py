"""Every file of a view holds the view's numbers, and says where they are from."""

import io
import json
import re

import openpyxl
import pyarrow.parquet as pq
import pytest

from oilwatch import export, views
from oilwatch.errors import InputError
from oilwatch.view import View
from tests.export.conftest import BASE, TODAY
from tests.export.reading import READ, Tables

LINKS = [
    "/?from=2018-09-01&to=2018-12-31&events=opec,sanctions",
    "/?from=2018-09-01&to=2018-12-31&as_of=2018-11-13",
    "/?from=2020-01-01&to=2020-06-30&transform=rebased",
    "/?from=2020-01-01&to=2021-06-30&transform=change&series=price.wti.spot",
    "/?from=2022-01-01&transform=spread",
    "/production",
    "/production?unit=kb/d&series=production.usa.crude_weekly,production.usa.crude",
    "/production?transform=share",
    "/production?transform=change&from=2020-01-01",
    "/events?event=2023-04-02-voluntary-cut",
    "/?from=2026-01-01&as_of=2026-11-01&version=NEWEST",
    "/?series=price.brent.futures",
]
FROZEN = LINKS[-2]
FORMS = list(export.FORMS)


@pytest.mark.parametrize("link", LINKS)
def test_every_number_in_every_form_is_the_number_of_the_view(source, shown, link):
    """CSV, XLSX, JSON, Parquet and HTML read back as the rows of the view, whole and in order."""
    content = shown(link)
    rows = [tuple(row) for row in views.rows(content)]

    read = {form: READ[form](export.file(source, content, form)) for form in FORMS}

    assert read == dict.fromkeys(FORMS, rows)
    assert bool(rows) == ("futures" not in link)


@pytest.mark.parametrize("form", FORMS)
def test_the_same_view_gives_the_same_bytes(filled, shown, form):
    """Nothing in a file is of the moment at which it was written."""
    sources = [views.Source(filled, filled.data_version()) for _ in range(2)]

    first, second = (
        export.file(one, views.content(one, View(start=TODAY.replace(year=2025)), TODAY), form, base_url=BASE)
        for one in sources
    )

    assert first == second
    assert len(first) > 1_000


def said(form, body):
    """Return all that a file says, as one text in which no blank stands twice."""
    if form == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(body))
        cells = [str(v) for sheet in ("about", "events") for row in book[sheet].values for v in row if v]
        return " ".join(cells)
    if form == "parquet":
        return b" ".join(pq.read_metadata(io.BytesIO(body)).metadata.values()).decode()
    return body.decode().replace("&amp;", "&").replace("&#39;", "'")


@pytest.mark.parametrize("form", FORMS)
def test_a_file_says_where_its_figures_are_from_and_as_of_when(source, shown, form):
    """Title, unit, link, day, data version, digest and, by series, source, licence, definition, citation."""
    content = shown(LINKS[0])

    text = said(form, export.file(source, content, form, base_url=BASE))

    assert content.title in text
    assert content.subtitle in text
    assert f"{BASE}{LINKS[0]}" in text
    assert content.as_of.isoformat() in text
    assert str(content.version) in text
    assert views.digest(views.rows(content)) in text
    for about in content.abouts:
        parts = (about.id, about.publisher, about.publisher_id, about.source_url, about.licence,
                 about.definition, about.unit, f"as of {content.as_of.day} Nov 2026")  # fmt: skip
        assert [part for part in parts if part not in text] == []


@pytest.mark.parametrize("form", ["xlsx", "json", "parquet", "html"])
def test_the_events_in_view_come_with_their_sources(source, shown, form):
    """Every event in the lane is there with the address where it was read."""
    content = shown(LINKS[0])

    text = said(form, export.file(source, content, form))

    assert len(content.events) >= 3
    assert [e.id for e in content.events if e.title not in text or e.source_url not in text] == []


@pytest.mark.parametrize("form", FORMS)
def test_a_frozen_view_says_what_was_revised_since(source, shown, form):
    """The sentence of the revisions is in the file of a frozen view, and in no other."""
    sentence = views.since(source, shown(FROZEN).view, TODAY).sentence

    frozen, live = (said(form, export.file(source, shown(link), form)) for link in (FROZEN, LINKS[0]))

    assert sentence in frozen
    assert "revised since 1 Nov 2026" in sentence
    assert "values revised" not in live


def test_json_is_one_object_of_four_parts(source, shown):
    """View, series, rows and events; numbers are numbers."""
    whole = json.loads(export.file(source, shown(LINKS[0]), "json", base_url=BASE))

    assert list(whole) == ["view", "series", "rows", "events"]
    assert whole["view"]["values"] == len(whole["rows"])
    assert whole["view"]["frozen"] is False
    assert set(whole["series"][0]) >= {"id", "publisher", "publisher_id", "source_url", "licence", "citation"}
    assert {type(row["value"]) for row in whole["rows"]} == {float}


def test_a_page_fetches_nothing_and_runs_only_its_own_scripts(source, shown):
    """No element of the page loads anything, and its policy forbids it too."""
    body = export.file(source, shown(LINKS[0]), "html", base_url=BASE).decode()
    page = Tables()
    page.feed(body)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', body)[1]

    assert page.scripts == [{"type": "application/json", "id": "figures"}, {}, {}]
    assert not re.search(
        r"<(?:img|link|iframe|base|object|embed)\b", re.sub(r"<script.*?</script>", "", body)
    )
    assert "default-src 'none'" in policy
    assert re.findall(r"script-src ([^;]+)", policy)[0].count("'sha256-") == 2
    assert "unsafe-inline" not in policy.split("style-src")[0]
    assert '"plotlyServerURL": ""' in body


def test_a_form_that_is_not_known_is_refused_with_those_there_are(source, shown):
    """The error names the forms."""
    with pytest.raises(InputError, match="csv, xlsx, json, parquet, html, got 'pdf'"):
        export.file(source, shown(LINKS[0]), "pdf")
