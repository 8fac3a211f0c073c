"""The receipt of a number over a real socket: a page, JSON and text; and nothing for a hostile address."""

import json

import pytest
import requests

from oilwatch import receipts, report, views
from oilwatch.claims import check
from oilwatch.model import Story
from oilwatch.views.source import today
from tests.web.test_share import get, raw

FIGURE = "/receipt/production.sau.crude/2026-02"
HOSTILE = [
    b"/receipt/", b"/receipt/x", b"/receipt/price.brent.spot", b"/receipt/price.brent.spot/",
    b"/receipt/price.brent.spot/2026", b"/receipt/price.brent.spot/2026-02",
    b"/receipt/nobody.at.all/2026-02",
    b"/receipt/price.brent.spot/2026-99-99", b"/receipt/price.brent.spot/1900-01-01",
    b"/receipt/<script>alert(1)</script>/2026-02", b"/receipt/%3Cscript%3E.x/2026-02",
    b"/receipt/price.brent.spot/2026-03-17%0d%0aSet-Cookie:%20a=b",
    b"/receipt/" + b"a." * 4_000 + b"a/2026-02",
    b"/receipt/price.brent.spot'%20OR%201=1--/2026-02", b"/receipt/price.brent.spot/2026-03-16.exe",
    b"/receipt/%E2%80%AEprice.brent.spot/2026-03-16", b"/receipt/price.brent.spot/%E2%92%882026-03",
    b"/receipt/production.sau.crude/2026-02?version=999999999",
    b"/receipt/production.sau.crude/2026-02?unit=USD/bbl",
]  # fmt: skip
CLIMBING = [
    b"/receipt/../../etc/passwd", b"/receipt/%2e%2e/%2e%2e/etc/passwd", b"/receipt/%00/2026-02",
    b"/receipt/production.sau.crude/2026-02%0a", b"/receipt/production.sau.crude/2026-02.json%0a",
    b"/receipt/production.sau.crude%2f2026-02", b"/receipt\\production.sau.crude/2026-02",
]  # fmt: skip
"""Paths that are refused before any route sees them."""
BROKEN = [b"/receipt/\xe2\x80\xaeprice.brent.spot/2026-03-16"]
"""A path that is none: no HTTP."""
EVERY = HOSTILE + CLIMBING + BROKEN


def test_a_page_tells_every_fact_of_the_receipt(server, kept):
    """The figure in its title, each fact beside its name, and the same as text to copy."""
    found = receipts.receipt(kept, "production.sau.crude", "2026-02", unit="mb/d")

    answer = get(server, f"{FIGURE}?unit=mb/d")

    assert answer.status_code == 200
    assert f"<h1>{receipts.title(found)}</h1>" in answer.text
    for name, text in receipts.facts(found):
        assert f"<dt>{name}</dt>" in answer.text.replace("&#39;", "'")
        if "http" not in text and name != "Read from the file":
            assert text in answer.text.replace("&#39;", "'"), name
    assert "10,760 kb/d / 1,000 = 10.76 mb/d" in answer.text
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Referrer-Policy"] == "no-referrer"


def test_json_and_text_tell_the_same(server, kept):
    """As ``receipts.as_dict`` and ``receipts.text`` give it."""
    found = receipts.receipt(kept, "production.sau.crude", "2026-02")

    document, text = get(server, f"{FIGURE}.json"), get(server, f"{FIGURE}.txt")

    assert document.json() == json.loads(json.dumps(receipts.as_dict(found)))
    assert text.content.decode() == receipts.text(found)
    assert text.headers["Content-Type"].startswith("text/plain")


def test_a_receipt_that_is_held_is_not_sent_again(server):
    """304 for who has it, and 405 for who would write."""
    first = get(server, FIGURE)

    assert get(server, FIGURE, **{"If-None-Match": first.headers["ETag"]}).status_code == 304
    refused = requests.post(f"{server}{FIGURE}", timeout=60)
    assert (refused.status_code, refused.headers["Allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize("target", EVERY, ids=range(len(EVERY)))
def test_a_hostile_address_is_404_and_nothing_of_it_comes_back(server, target):
    """Whatever stands where series and period are expected; 400 where it is no path at all."""
    said = raw(server, target)

    assert said.split(b" ")[1] == (b"400" if target in BROKEN else b"404")
    assert b"script>alert" not in said
    assert b"Set-Cookie: a" not in said
    assert b"passwd" not in said


@pytest.mark.parametrize(
    "query", ["as_of=yesterday", "version=-1", "unit=<b>", "version=1e3", "as_of=2026-1-1"]
)
def test_a_query_that_cannot_be_read_is_refused(server, query):
    """400, in the form that was asked for, and nothing of it in the page."""
    answer, document = get(server, f"{FIGURE}?{query}"), get(server, f"{FIGURE}.json?{query}")

    assert (answer.status_code, document.status_code) == (400, 400)
    assert query.split("=")[1] not in answer.text
    assert document.headers["Content-Type"] == "application/problem+json"


def test_every_receipt_that_a_check_links_to_is_there(server, kept):
    """The links of a check, as its page and its published file have them, answer with a receipt."""
    story = Story(
        title="Brent settled at $101.04", published="2026-03-17",
        text="Brent crude spot was at $101.04 a barrel on March 16, 2026. Saudi output was 10.76 mb/d in "
        "February.",
    )  # fmt: skip
    found = check(story, kept, published="2026-06-10")
    paths = [path for card in report.words.cards(found) for path in card.receipts if path]
    assert paths

    for path in paths:
        assert get(server, path).status_code == 200
    published = report.html([found], address="https://oil.example/check?c=abc")
    assert f'href="https://oil.example{paths[0].split("?")[0]}' in published
    assert "/receipt/" not in report.html([found])


def test_the_address_of_every_number_of_a_view_is_a_receipt(server, kept):
    """As ``receipts.address`` gives it for the rows of a view."""
    from oilwatch import view

    held = views.content(views.current(kept), view.default("production"), today())
    for row in views.rows(held)[-1:] + views.rows(held)[:1]:
        answer = get(server, f"{receipts.address(row.series, row.period, version=held.version, unit='mb/d')}")
        assert answer.status_code == 200
        assert f"{row.value:g}" in answer.text
