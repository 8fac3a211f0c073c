"""Sharing in a real browser: links made on the dashboard, opened by others, before and after a revision."""

import re
from contextlib import closing
from dataclasses import replace
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import expect

from oilwatch import views
from oilwatch.app import framing
from oilwatch.app.sharing import FILES
from oilwatch.model import Observation
from oilwatch.view import View, default, link
from oilwatch.views import links
from oilwatch.views.source import today
from tests.browser.driver import WATCH, popover, press, pressed, prices, ready, same_charts, shut
from tests.browser.ledger import Ledger
from tests.server.conftest import running
from tests.web.conftest import copied

ARTEFACTS = Path(__file__).resolve().parent.parent.parent / "artefacts"
WIDTHS = (1280, 768, 390)
AUTUMN = "/?from=2022-09-01&to=2022-11-30"
EVENT = View(page="events", series=(), event=("2022-10-05-opec-plus-decision",))
PAGES = {"market": default("market"), "production": default("production"), "event": EVENT}
OF = "production.{}"
FRAMED = PAGES | {
    "lines": replace(
        default("production"),
        series=tuple(
            map(OF.format, ("sau.crude", "sau.crude_only", "usa.crude", "usa.crude_weekly", "irq.crude"))
        ),
        transform="change",
    ),
    "six": replace(
        default("production"),
        series=tuple(OF.format(f"{one}.crude") for one in ("sau", "rus", "usa", "irq", "irn", "are")),
    ),
}
_ABOVE = """() => [...document.querySelectorAll('.js-plotly-plot')].flatMap(chart => {
    const box = chart.getBoundingClientRect();
    return [...chart.querySelectorAll('.annotation-text')]
      .filter(one => { const own = one.getBoundingClientRect();
                       return own.top < box.top || own.bottom > box.bottom; })
      .map(one => one.textContent);
})"""
_OUTSIDE = """() => {
    const wide = document.documentElement.scrollWidth > innerWidth ? ['the page scrolls sideways'] : [];
    return [...wide, ...[...document.querySelectorAll('.js-plotly-plot')].flatMap(chart => {
      const box = chart.getBoundingClientRect();
      return [...chart.querySelectorAll('.annotation-text, .xtick text, .ytick text, .y2tick text')]
        .filter(one => { const own = one.getBoundingClientRect();
                         return own.left < box.left - 1 || own.right > box.right + 1; })
        .map(one => one.textContent);
    })];
}"""


@pytest.fixture(scope="module")
def kept(filled, tmp_path_factory):
    """A store of our own with all bundled figures, to be written to while it is served."""
    with closing(copied(filled, tmp_path_factory.mktemp("sharing") / "oilwatch.db")) as store:
        yield store


@pytest.fixture(scope="module")
def shown_at(kept):
    """The address of a server over that store; it may be framed by the same place."""
    folder = Path(kept.address.removeprefix("sqlite:///")).parent
    with running(folder, OILWATCH_DB=kept.address, OILWATCH_RATE="0") as told:
        yield told.address


@pytest.fixture
def look(chromium, shown_at):
    """A function (path, width, scheme, options) that opens a page; in none may anything go wrong."""
    ledger, contexts = Ledger(shown_at), []

    def go(path, width=1280, scheme="light", **options):
        context = chromium.new_context(
            color_scheme=scheme, viewport={"width": width, "height": 900}, **options
        )
        contexts.append(context)
        context.set_default_timeout(30_000)
        context.add_init_script(WATCH)
        ledger.follow(context)
        page = context.new_page()
        page.goto(path if path.startswith("http") else f"{shown_at}{path}")
        if options.get("java_script_enabled", True):
            page.wait_for_selector("[data-drawn]") if "/s/" in path else ready(page)
        return page

    yield go
    for context in contexts:
        context.close()
    assert ledger.take() == []
    assert all(host.split("//")[1] == shown_at.split("//")[1] for host in ledger.hosts)


@pytest.fixture
def site():
    """Another site, with one page: its ``address``, and the ``body`` that is put on the page."""

    class Site(ThreadingHTTPServer):
        body = ""
        daemon_threads = True

    class Page(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(self.server.body.encode())

        def log_message(self, *_):
            return

    with Site(("127.0.0.1", 0), Page) as held:
        held.address = f"http://127.0.0.1:{held.server_port}"
        Thread(target=held.serve_forever, daemon=True).start()
        yield held
        held.shutdown()


def short(page, kind):
    """Make a short link on the dashboard and return it."""
    if pressed(page, "Below the chart") != ["Share"]:
        press(page, "Below the chart", "Share")
    page.get_by_role("button", name=f"Short link ({kind})").click()
    told = {"frozen": "Always the numbers of", "latest": "Always the latest"}[kind]
    expect(page.get_by_text(told)).to_be_visible()
    ready(page)
    made = page.get_by_test_id("stCode").filter(has_text="/s/")
    return made.inner_text().strip()


def figures(page):
    """Return the figures of the table of a shared page, by row."""
    rows = page.locator("table").last.locator("tbody tr").all_inner_texts()
    return [re.split(r"\s*[\t\n]\s*", row.strip()) for row in rows]


def test_a_frozen_link_shows_the_same_after_a_revision_and_says_what_was_revised(look, kept):
    """By its short page and in the dashboard: the old number in the chart and the table, and the sentence."""
    maker = look(AUTUMN)
    frozen, live = short(maker, "frozen"), short(maker, "latest")
    before = look(frozen)
    old, drawn = figures(before), prices(before, "Brent")
    assert "None of" in before.locator("#since").inner_text()

    kept.record([Observation("price.brent.spot", "2022-10-05", 61.25)], seen_from=today().isoformat())
    after, latest = look(frozen), look(live)
    after.get_by_role("link", name="Open in the dashboard").click()
    ready(after)

    again = look(frozen)
    assert figures(again) == old
    assert prices(again, "Brent") == drawn
    assert drawn["2022-10-05"] != 61.25
    assert prices(latest, "Brent") == drawn | {"2022-10-05": 61.25}
    assert latest.locator("#since").count() == 0
    sentence = again.locator("#since").inner_text()
    largest = r"largest [-+]\$\d+\.\d\d \(Brent, 5 Oct 2022\)"
    assert re.match(rf"1 of 1\d\d values revised since .*, {largest}", sentence)
    assert prices(after, "Brent") == drawn
    assert sentence in after.locator(".ow-note").first.inner_text()
    after.get_by_text("Revised figures: 1").click()
    expect(after.get_by_test_id("stDataFrame").first).to_be_visible()
    after.get_by_role("link", name="Show the latest").click()
    after.wait_for_function("() => !location.search.includes('version=')", polling=50)
    ready(after)
    same_charts(after, look(AUTUMN))
    assert "from=2022-09-01" in after.url


def test_a_frozen_view_stays_frozen_while_its_controls_are_used(look, kept):
    """Another series or range keeps day and version; leaving the day brings the latest."""
    frozen = links.frozen(views.current(kept), View(), today())
    page = look(link(frozen))

    press(page, "Series", "WTI")
    page.wait_for_function("() => location.search.includes('series=')", polling=50)
    ready(page)

    assert f"version={frozen.version}" in page.url
    body = popover(page, "Dates, as of")
    assert str(today().year) in body.inner_text()
    shut(page)


def test_without_scripts_there_is_a_picture_and_the_table(look, kept):
    """The card stands where the chart would, and all figures are in the page."""
    code = links.share(views.current(kept), View(), today())

    page = look(f"/s/{code}", java_script_enabled=False)

    image = page.locator("noscript img, img").first
    expect(image).to_be_visible()
    assert image.evaluate("one => one.naturalWidth") == 1200
    assert page.locator(".charts").is_hidden()
    assert len(figures(page)) == 60


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_a_shared_page_fits_every_window(look, kept, name, scheme):
    """At each width nothing scrolls sideways and no label is cut; the charts are drawn for the window."""
    ARTEFACTS.mkdir(exist_ok=True)
    code = links.share(views.current(kept), PAGES[name], today())
    page = look(f"/s/{code}", scheme=scheme)
    wrong, looks = {}, []
    for width, kind in zip(WIDTHS, ("desktop", "tablet", "phone"), strict=True):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_selector(f"[data-drawn={kind}-{scheme}]")
        page.wait_for_timeout(150)
        wrong[width] = page.evaluate(_OUTSIDE)
        looks.append(page.locator("[data-drawn]").get_attribute("data-drawn"))
        page.screenshot(path=ARTEFACTS / f"shared-{name}-{width}-{scheme}.png", full_page=True)

    assert wrong == {width: [] for width in WIDTHS}
    assert len(set(looks)) == 3


def test_a_theme_that_is_switched_draws_a_shared_chart_anew(look, kept):
    """When night falls the words of the chart are light."""
    page = look(f"/s/{links.share(views.current(kept), View(), today())}")

    page.emulate_media(color_scheme="dark")
    page.wait_for_selector("[data-drawn=desktop-dark]")

    ink = page.evaluate("() => document.querySelector('.js-plotly-plot')._fullLayout.font.color")
    assert ink == "#E6EAEE"


def test_the_line_to_embed_shows_the_chart_where_the_settings_allow(look, chromium, site, kept, shown_at):
    """A page of a site that is named holds the chart; that of a server that names none stays empty."""
    maker = look(AUTUMN)
    press(maker, "Below the chart", "Share")
    maker.get_by_role("button", name="Embed").click()
    code = maker.get_by_test_id("stCode").filter(has_text="<iframe")
    expect(code).to_be_visible()
    line = code.inner_text()
    folder = Path(kept.address.removeprefix("sqlite:///")).parent / "framing"
    folder.mkdir()
    with running(folder, OILWATCH_DB=kept.address, OILWATCH_FRAME_ANCESTORS=site.address) as told:
        framed = {}
        for server in (told.address, shown_at):
            site.body = line.replace(shown_at, server)
            page = chromium.new_page()
            page.goto(site.address)
            frame = page.frame_locator("iframe")
            if server == told.address:
                frame.locator("[data-drawn]").wait_for()
            page.wait_for_timeout(500)
            framed[server] = (frame.locator(".js-plotly-plot").count(), frame.locator("table").count())
            page.close()

    assert framed == {told.address: (1, 0), shown_at: (0, 0)}


@pytest.mark.parametrize("name", FRAMED)
def test_nothing_scrolls_inside_a_frame(chromium, kept, shown_at, name):
    """The line to embed asks for the height of what it shows, on a phone as on a desk; no label is cut."""
    source = views.current(kept)
    height = framing.height(source, views.content(source, FRAMED[name], today()))
    place = f"{shown_at}/s/{links.share(source, FRAMED[name], today())}?embed=1"
    needed, cut = {}, {}
    for width in (1280, 640, 390):
        page = chromium.new_page(viewport={"width": width, "height": 300})
        page.goto(place)
        page.wait_for_selector("[data-drawn]")
        needed[width] = page.evaluate("document.documentElement.scrollHeight")
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(150)
        cut[width] = [*page.evaluate(_OUTSIDE), *page.evaluate(_ABOVE)]
        labels = page.locator(".js-plotly-plot .annotation-text")
        if name == "lines":
            assert labels.count() == len(FRAMED[name].series)
        page.screenshot(path=ARTEFACTS / f"embedded-{name}-{width}.png")
        page.close()

    assert cut == {1280: [], 640: [], 390: []}
    assert max(needed.values()) <= height < 1.2 * max(needed.values())


def test_a_hostile_title_runs_nothing_in_a_shared_page(look, kept):
    """Markup in the title of a team's event is letters in the list and in the chart."""
    bad = "<img src=x onerror=window.pwned=1><b>x</b>"
    source = views.current(kept)
    event = next(iter(source.events().values()))
    (added,) = kept.team.add([replace(event, title=bad, date=date(2022, 10, 12), source_url="")], "Ada")
    view = View(start=date(2022, 9, 1), end=date(2022, 11, 30), event=(added.id,))
    page = look(f"/s/{links.share(views.current(kept), view, today())}")

    assert page.evaluate("window.pwned") is None
    assert bad in page.inner_text("main")
    assert page.locator("main img").count() == 0


def test_what_is_cited_can_be_copied_and_saved(look, tmp_path):
    """Each file comes under its name; what to paste is chosen by its form."""
    page = look(AUTUMN)
    press(page, "Below the chart", "Cite and download")
    for ending, (label, _) in FILES.items():
        with page.expect_download() as waiting:
            page.get_by_role("button", name=f"Download {label}", exact=True).click()
        waiting.value.save_as(tmp_path / waiting.value.suggested_filename)
        assert waiting.value.suggested_filename == f"oilwatch-market-{today()}.{ending}"
        assert (tmp_path / waiting.value.suggested_filename).stat().st_size > 1_000

    page.get_by_role("combobox", name="Copy as").click()
    page.get_by_role("option", name="BibTeX", exact=True).click()
    expect(page.get_by_test_id("stCode").filter(has_text="@misc{")).to_have_count(1)
