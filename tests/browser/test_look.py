"""How it looks: at each width, light and dark, nothing scrolls sideways, overlaps or fades away."""

from pathlib import Path

import pytest

from tests.browser.driver import lanes, layout, ready
from tests.browser.test_pages import EFFECTS, EVENT, PAGES, TEAM
from tests.charts.colour import contrast

ARTEFACTS = Path(__file__).resolve().parent.parent.parent / "artefacts"
WIDTHS = (1280, 768, 390)
NAMES = {
    "/": "market", "/production": "production", "/events": "events", "/check": "check", "/data": "data",
    EVENT: "event", EFFECTS: "effects", TEAM: "team",
}  # fmt: skip
_SIDEWAYS = """() => ['html', '[data-testid=stMain]', '[data-testid=stMainBlockContainer]']
    .map(one => document.querySelector(one)).filter(one => one.scrollWidth > one.clientWidth)
    .map(one => one.outerHTML.slice(0, 80))"""
_FADED = """() => [...document.querySelectorAll(
      '.ow-title, .ow-sub, .ow-source, .ow-panel, .ow-table th, .ow-table td, .ow-table small, .ow-list li, '
      + '.ow-list small, .ow-chip, .ow-move, [data-testid=stCaptionContainer] p')].map(one => {
    const parts = text => text.match(/[\\d.]+/g).map(Number);
    let [r, g, b, a = 1] = parts(getComputedStyle(one).color);
    for (let up = one; up; up = up.parentElement) a *= Number(getComputedStyle(up).opacity);
    const page = parts(getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor);
    const mixed = [r, g, b].map((part, at) => Math.round(part * a + page[at] * (1 - a)));
    const hex = all => '#' + all.slice(0, 3).map(part => part.toString(16).padStart(2, '0')).join('');
    return [hex(mixed), hex(page), one.innerText.slice(0, 30)];
})"""
_INK = "color => document.querySelector('.js-plotly-plot')?._fullLayout?.font.color === color"
_OUTSIDE = """() => [...document.querySelectorAll('.js-plotly-plot')].flatMap(chart => {
    const box = chart.getBoundingClientRect();
    return [...chart.querySelectorAll('.annotation-text, .xtick text, .ytick text, .y2tick text')]
      .filter(one => { const own = one.getBoundingClientRect();
                       return own.left < box.left - 1 || own.right > box.right + 1; })
      .map(one => one.textContent);
})"""
_TOUCHING = """() => {
    const rows = {};
    for (const mark of document.querySelectorAll('.xy2 .trace .points path')) {
      if (Number(mark.style.opacity || 1) < 0.1) continue;
      const box = mark.getBoundingClientRect();
      (rows[Math.round(box.y + box.height / 2)] ??= []).push([box.left, box.right]);
    }
    return Object.values(rows).flatMap(row => row.sort((a, b) => a[0] - b[0])
      .flatMap((box, at) => at && box[0] < row[at - 1][1] - 1 ? [[row[at - 1], box]] : []));
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES, ids=NAMES.values())
def test_a_page_fits_every_window(visit, path, scheme):
    """At each width nothing scrolls sideways, no label is cut, no marks touch, and all text can be read."""
    page = visit(path, scheme=scheme)
    ARTEFACTS.mkdir(exist_ok=True)
    wrong = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_function(f"() => ({_TOUCHING})().length === 0", polling=50)
        ready(page)
        height = page.get_by_test_id("stMain").evaluate("main => main.scrollHeight")
        page.set_viewport_size({"width": width, "height": max(height, 900)})
        ready(page)
        page.screenshot(path=ARTEFACTS / f"{NAMES[path]}-{width}-{scheme}.png", animations="disabled")

        inks = [(text, round(contrast(ink, paper), 2)) for ink, paper, text in page.evaluate(_FADED)]
        assert inks
        faded = [pair for pair in inks if pair[1] < 4.5]
        wrong[width] = [*page.evaluate(_SIDEWAYS), *page.evaluate(_OUTSIDE), *faded]

    assert wrong == {width: [] for width in WIDTHS}


def test_a_dark_window_has_dark_charts(visit):
    """The colours of text and lines are the dark theme's, on a dark page."""
    looks = {}
    for scheme in ("light", "dark"):
        page = visit("/?from=2022-01-01", scheme=scheme)
        looks[scheme] = [layout(page, "font.color"), page.evaluate(
            "() => document.querySelector('.js-plotly-plot')._fullData[0].line.color")]  # fmt: skip

    assert looks == {"light": ["#1F2933", "#0B5FA5"], "dark": ["#E6EAEE", "#6CB6F5"]}


def test_a_theme_that_is_switched_draws_the_chart_anew(visit):
    """Dark from the menu, or because night has fallen, does not leave dark words on a dark page."""
    page = visit("/?from=2022-01-01", fresh=True)

    page.get_by_test_id("stMainMenuButton").click()
    page.get_by_role("menuitemradio", name="Dark").click()
    page.wait_for_function(_INK, arg="#E6EAEE", polling=50)
    page.get_by_role("menuitemradio", name="System").click()
    page.wait_for_function(_INK, arg="#1F2933", polling=50)
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(_INK, arg="#E6EAEE", polling=50)


def test_a_phone_has_one_row_of_events_and_its_controls_in_a_drawer(visit):
    """The lane is one row, and the controls are there once the drawer is opened."""
    page = visit("/", width=390)
    assert lanes(page) in (["Events"], ["Events", "Stories"])
    assert not page.locator('[aria-label="Range"]').is_visible()

    page.get_by_text("Chart settings").click()

    page.locator('[aria-label="Range"]').wait_for(state="visible")
    assert page.evaluate(_SIDEWAYS) == []


@pytest.mark.parametrize("width", [768, 390])
def test_the_controls_say_what_the_chart_shows_at_every_width(visit, width):
    """Told of its width only after the first drawing, the page still has every control set."""
    for _ in range(2):
        page = visit("/?series=price.wti.spot&from=2021-06-01", width=width)
        on = page.locator('[aria-label="Series"]').evaluate(
            "group => [...group.querySelectorAll('[aria-pressed=true]')].map(one => one.textContent)"
        )
        assert on == ["WTI"]


def test_a_window_that_is_made_narrow_is_drawn_anew(visit):
    """Turning a tablet upright regroups the marks; the view stays what it was."""
    page = visit("/?from=2015-01-01")
    address = page.url

    page.set_viewport_size({"width": 390, "height": 900})
    page.get_by_text("Chart settings").wait_for()
    ready(page)

    assert lanes(page) in (["Events"], ["Events", "Stories"])
    assert page.url == address
