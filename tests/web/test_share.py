"""A short link over a real socket: a page of its own, whose numbers are those of the view."""

import gzip
import io
import re
import socket
from dataclasses import replace
from datetime import date
from html import unescape
from urllib.parse import urlsplit

import pytest
import requests
from PIL import Image

from oilwatch import catalog, export, views
from oilwatch.model import Observation, Share
from oilwatch.view import View, default, encode
from oilwatch.views import links
from oilwatch.views.source import today
from tests.web.conftest import FRAMES

PRICES = View(start=date(2022, 9, 1), end=date(2022, 11, 30), event=("2022-10-05-opec-plus-decision",))
OUTPUT = replace(default("production"), start=date(2021, 1, 1))
EVENT = View(page="events", series=(), event=("2022-10-05-opec-plus-decision",))
VIEWS = {
    "market": PRICES, "spread": replace(PRICES, transform="spread"), "production": OUTPUT,
    "share": replace(OUTPUT, transform="share"), "kb/d": replace(OUTPUT, unit="kb/d"), "event": EVENT,
}  # fmt: skip
NOBODY = "AAAAAAAAAAAAAAAA"
HOSTILE = [
    b"/s/", b"/s/x", b"/s/" + b"a" * 8_000, b"/s/" + NOBODY.encode(), b"/s/" + NOBODY.encode() + b".png",
    b"/s/../../etc/passwd", b"/s/%2e%2e/%2e%2e/etc/passwd", b"/s/%00", b"/s/" + b"A" * 15 + b"%00",
    b"/s/%E2%80%AEAAAA", b"/s/\xe2\x80\xaeAAAA", b"/s/<script>alert(1)</script>", b"/s//evil.example/",
    b"/s/https://evil.example", b"/s/%0d%0aSet-Cookie:%20a=b", b"/s/" + NOBODY.encode() + b"/figures.json",
    b"/s/" + NOBODY.encode() + b".exe", b"/s/" + NOBODY.encode() + b"/../../healthz",
]  # fmt: skip


def get(server, path, **headers):
    """Return an answer, not following where it leads."""
    return requests.get(f"{server}{path}", headers=headers, timeout=60, allow_redirects=False)


def raw(server, target):
    """Return the whole answer to a target sent as it is."""
    place = urlsplit(server)
    with socket.create_connection((place.hostname, place.port), timeout=30) as wire:
        host = f"{place.hostname}:{place.port}".encode()
        wire.sendall(b"GET " + target + b" HTTP/1.1\r\nHost: " + host + b"\r\nConnection: close\r\n\r\n")
        said = b""
        while part := wire.recv(65_536):
            said += part
    return said


def plain(cell):
    """Return the number of a cell, whatever links from it."""
    return float(re.sub(r"<.*?>", "", cell).replace(",", ""))


def cells(page):
    """Return the figures of the last table of a page as text, without marks."""
    table = page[page.rindex("<table") :]
    found = re.findall(r"<td[^>]*>(.*?)</td>", table)
    return [unescape(one).rstrip("†") for one in found if one]


@pytest.mark.parametrize("name", VIEWS)
def test_the_page_has_the_numbers_of_the_view_and_where_they_are_from(server, kept, shared, name):
    """Title, words, sources with licence, and the newest sixty periods, each number as in the rows."""
    view = VIEWS[name]
    held = views.content(views.current(kept), view, today())
    rows = views.rows(held)
    newest = sorted({row.period for row in rows}, reverse=True)[:60]

    page = get(server, f"/s/{shared(view)}").text

    told = unescape(page)
    assert all(text in told for text in (held.title, held.subtitle, held.alt))
    assert all(text in told for one in held.abouts for text in (one.publisher, one.definition, one.licence))
    assert sorted(map(plain, cells(page))) == sorted(row.value for row in rows if row.period in newest)
    published = {f"{row.series}/{row.period}" for row in rows if row.period in newest and row.vintage}
    assert set(re.findall(r'<a href="/receipt/([^"?]+)', page)) == published
    assert "Live: the latest figures kept here. As of" in told
    assert f"data version {held.version:,}" in told


@pytest.mark.parametrize("frozen", [False, True])
def test_a_preview_has_words_and_a_picture_by_whole_addresses(server, shared, frozen):
    """The tags that sites read name title, sentence, and a picture that is there, of the size they say."""
    code = shared(PRICES, frozen=frozen)

    page = get(server, f"/s/{code}").text
    tags = {
        name: unescape(text)
        for name, text in re.findall(r'<meta (?:property|name)="(.*?)" content="(.*?)">', page)
    }
    picture = requests.get(tags["og:image"], timeout=60)

    assert tags["og:url"] == f"{server}/s/{code}"
    assert tags["og:title"] == "Brent and WTI crude oil spot prices"
    assert tags["og:description"].startswith("Brent and WTI crude oil spot prices. US dollars per barrel")
    assert tags["og:image:alt"] == tags["og:description"]
    assert tags["twitter:card"] == "summary_large_image"
    assert picture.headers["Content-Type"] == "image/png"
    size = (int(tags["og:image:width"]), int(tags["og:image:height"]))
    assert Image.open(io.BytesIO(picture.content)).size == size == (1200, 630)


@pytest.mark.parametrize("target", HOSTILE, ids=lambda target: repr(target[:40]))
def test_what_is_no_link_that_is_kept_gets_the_same_404(server, target):
    """Nothing of the address comes back, nothing is led elsewhere, and no header is made of it."""
    said = raw(server, target)
    head, _, body = said.partition(b"\r\n\r\n")

    assert head.split()[1] in (b"404", b"400", b"414")
    assert not re.search(rb"(?im)^(location|set-cookie):", head)
    assert not any(one in body for one in (b"alert(1)", b"evil", b"passwd", NOBODY.encode(), b"Traceback"))


def test_a_code_is_read_as_it_is_and_no_other_way(server, shared):
    """One letter more, less or in the other case is another link."""
    code = shared(PRICES)

    assert get(server, f"/s/{code}").status_code == 200
    for other in (code[:-1], f"{code}A", code.swapcase(), f"{code}/", f" {code}", f"{code}.exe", f"x/{code}"):
        assert get(server, f"/s/{other}").status_code == 404


def test_who_has_the_page_gets_304_until_the_figures_change(server, kept, shared):
    """A frozen page too: its numbers stay, what was revised since does not."""
    code = shared(PRICES, frozen=True)
    first = get(server, f"/s/{code}")
    tag = first.headers["ETag"]
    again = get(server, f"/s/{code}", **{"If-None-Match": tag})

    kept.record([Observation("price.brent.spot", "2022-10-05", 61.25)], seen_from=today().isoformat())
    after = get(server, f"/s/{code}", **{"If-None-Match": tag})

    assert (again.status_code, again.content) == (304, b"")
    assert first.headers["Cache-Control"] == "no-cache"
    assert after.status_code == 200
    assert cells(after.text) == cells(first.text)
    assert re.search(r'class="note" id="since">None of 1\d\d values revised since ', first.text)
    sentence = r">1 of 1\d\d values revised since .*?, largest [-+]\$[\d.]+ \(Brent, 5 Oct 2022\)"
    assert re.search(sentence, after.text)
    assert "<td>61.25</td>" in after.text
    revised = get(server, f"/s/{code}/revised.csv").text
    assert re.search(r"^price\.brent\.spot,Brent,2022-10-05,[\d.]+,61\.25,", revised, re.M)


@pytest.mark.parametrize("form", ["csv", "json", "xlsx", "parquet", "html"])
def test_each_file_of_a_link_is_the_file_of_its_view(server, kept, shared, form):
    """The same bytes as ``oilwatch export`` writes, saved under a name of their own, and run by nobody."""
    source = views.current(kept)
    wanted = export.file(source, views.content(source, PRICES, today()), form, base_url=server)

    said = get(server, f"/s/{(code := shared(PRICES))}.{form}")

    assert said.content == wanted
    assert said.headers["Content-Disposition"] == f'attachment; filename="oilwatch-{code}.{form}"'
    assert "sandbox" in said.headers["Content-Security-Policy"]


@pytest.mark.parametrize("name", VIEWS)
def test_the_figures_are_drawn_for_six_windows(server, shared, name):
    """Phone, tablet and desktop, light and dark: each has its figures; another look is not there."""
    code, colours = shared(VIEWS[name]), set()
    for kind in ("phone", "tablet", "desktop"):
        for theme in ("light", "dark"):
            told = get(server, f"/s/{code}/figures.json?look={kind}-{theme}").json()
            assert len(told["figures"]) == (3 if name in ("production", "kb/d") else 1)
            assert told["config"]["plotlyServerURL"] == ""
            colours.add((theme, told["figures"][0]["layout"]["font"]["color"]))

    assert len(colours) == 2
    assert get(server, f"/s/{code}/figures.json?look=<b>").status_code == 404


def test_nothing_on_the_page_runs_but_our_two_scripts(server, shared):
    """No script, style or handler stands in the page; the policy allows our own files only."""
    said = get(server, f"/s/{shared(PRICES)}")
    policy = said.headers["Content-Security-Policy"]

    scripts = re.findall(r"<script[^>]*>([^<]*)</script>", said.text)
    assert scripts == ["", ""]
    assert not re.search(r"<style|\son\w+=|\sstyle=|javascript:", said.text)
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "style-src 'self';" in policy
    assert f"frame-ancestors {FRAMES}" in policy
    assert "unsafe-inline" not in policy
    assert "X-Frame-Options" not in said.headers


def test_the_embedded_page_is_chart_source_and_link(server, shared):
    """It has no table and no list; what leads on opens outside the frame."""
    code = shared(PRICES)
    page = get(server, f"/s/{code}?embed=1").text

    assert "<table" not in page
    assert page.count("<a ") == 1
    assert f'<a href="/s/{code}" target="_blank" rel="noopener">' in page
    assert "U.S. Energy Information Administration" in page


def test_what_others_wrote_is_text_on_the_page(server, kept, shared):
    """A hostile title of an event, or of the link as kept, is letters or not there at all."""
    bad = '<script>alert(1)</script>"><img src=x onerror=alert(1)>\u202e'
    event = replace(
        catalog.events()[0],
        title=bad,
        date=date(2022, 10, 10),
        source_url="javascript:alert(1)",
        importance=3,
    )
    kept.team.add([event], "<b>Ada</b>")
    draft = Share(page="market", query="from=2022-09-01&to=2022-11-30&event=<script>", title=bad[:60],
                  description=bad[:60], author="<b>", figures="")  # fmt: skip

    page = get(server, f"/s/{kept.shares.make(draft)}").text

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert not re.search(r"<script>|<img|javascript:|<b>Ada|\u202e", page.replace("<noscript><img", ""))


def test_a_link_of_which_something_is_gone_shows_the_rest_with_a_notice(server, kept):
    """A series that is not known here is told; the page stands."""
    query = "series=price.brent.spot,price.gone.spot&from=2022-09-01&version=999999&as_of=2099-01-01"
    code = kept.shares.make(
        Share(page="market", query=query, title="", description="", author="", figures="")
    )

    page = get(server, f"/s/{code}")

    assert page.status_code == 200
    assert page.text.count('<p class="note">') >= 3
    assert "price.gone.spot” is not known here" in page.text
    assert "Brent crude oil spot price" in page.text


def test_every_shared_link_leads_to_the_view_it_was_made_of(server, kept, shared):
    """ "Open in the dashboard" is the link of the view, of a frozen one with its day and data version."""
    source = views.current(kept)
    frozen = links.frozen(source, PRICES, today())

    page = unescape(get(server, f"/s/{shared(PRICES, frozen=True)}").text)

    assert f'<a href="{links.address(frozen)}">Open in the dashboard</a>' in page
    assert f'<a href="{links.address(PRICES)}">Show the latest figures</a>' in page
    assert (frozen.as_of, frozen.version) == (today(), source.version)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_a_shared_view_is_only_read(server, shared, method):
    """Other methods are refused, with those that work."""
    said = requests.request(method, f"{server}/s/{shared(PRICES)}", timeout=60)

    assert (said.status_code, said.headers["Allow"]) == (405, "GET, HEAD")


def test_head_is_get_without_the_body(server, shared):
    """The same status, tag and type, no bytes."""
    code = shared(PRICES)
    whole = get(server, f"/s/{code}")
    told = requests.head(f"{server}/s/{code}", timeout=60)

    assert (told.status_code, told.content, told.headers["ETag"]) == (200, b"", whole.headers["ETag"])


def test_what_a_page_loads_is_packed_and_for_ever(server, shared):
    """Each file that a page names is there, packed by gzip or plain alike, and kept by a browser."""
    page = get(server, f"/s/{shared(PRICES)}").text
    names = set(re.findall(r'"(/assets/[^"]+)"', page))

    assert len(names) == 4
    for name in names:
        packed, plain = get(server, name), get(server, name, **{"Accept-Encoding": "identity"})
        assert packed.content == plain.content
        assert packed.headers["Content-Encoding"] == "gzip"
        assert "Content-Encoding" not in plain.headers
        assert packed.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert packed.headers["ETag"] != plain.headers["ETag"]
        again = get(server, name, **{"If-None-Match": packed.headers["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert int(packed.headers["Content-Length"]) == len(gzip.compress(plain.content, 9, mtime=0))
    assert get(server, "/assets/share.0000000000000000.js").status_code == 404
    assert get(server, "/assets/..%2f..%2fpyproject.toml").status_code in (400, 404)


def test_a_page_that_cannot_show_the_numbers_of_its_link_does_not_promise_them(server, kept):
    """Where the fingerprint kept with a frozen link is another, the page says so, and not "Frozen"."""
    source = views.current(kept)
    view = links.frozen(source, PRICES, today())
    share = Share(
        page="market", query=encode(view), title="t", description="d", figures="0" * 64, author="Ada"
    )  # fmt: skip

    told = unescape(get(server, f"/s/{kept.shares.make(share)}").text)

    assert "The numbers below are not those with which this link was made" in told
    assert "This link was made to keep its numbers; see below why it cannot." in told
    assert "always shows the same numbers" not in told


@pytest.mark.parametrize("ending", ["", ".csv", ".json", ".png", "/figures.json"])
def test_a_line_end_after_an_address_is_another_address(server, shared, ending):
    """What is there without it is not there with it."""
    there = f"/s/{shared(PRICES)}{ending}"

    assert get(server, there).status_code == 200
    for sign in (b"%0a", b"%0d", b"%0d%0a", b"%09", b"%7f"):
        assert raw(server, there.encode() + sign).split()[1] == b"404"
