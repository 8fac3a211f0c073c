"""Checking a story in a real browser: pasted, shown, jumped about in, taken away, sent on by its address."""

import json
import re

import pytest

from oilwatch import report
from oilwatch.store import Store
from tests.browser.driver import notices, ready
from tests.browser.test_look import _SIDEWAYS, WIDTHS
from tests.charts.colour import contrast
from tests.report import made
from tests.report.test_hostile import poisoned

_INKS = """() => [...document.querySelectorAll('.owr *')].filter(one =>
      [...one.childNodes].some(node => node.nodeType === 3 && node.textContent.trim())).map(one => {
    const hex = text => '#' + text.match(/[\\d.]+/g).slice(0, 3)
      .map(part => Number(part).toString(16).padStart(2, '0')).join('');
    let ground = one;
    const none = /(, 0\\)|transparent)$/;
    while (none.test(getComputedStyle(ground).backgroundColor)) ground = ground.parentElement;
    return [hex(getComputedStyle(one).color), hex(getComputedStyle(ground).backgroundColor),
            one.innerText.slice(0, 30)];
})"""
_CUT = """() => [...document.querySelectorAll('.owr-chip, .owr-letter, .owr dd, .owr h1')]
    .filter(one => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== 'inline')
    .map(one => one.innerText)"""
_OVERLAP = """() => {
    const boxes = [...document.querySelectorAll('.owr-head > *, .owr-facts > div')].map(one => [one,
      one.getBoundingClientRect()]);
    return boxes.flatMap(([one, a], at) => boxes.slice(at + 1).filter(([other, b]) =>
        a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1)
      .map(([other]) => [one.innerText, other.innerText]));
}"""


@pytest.fixture(scope="module")
def code(first_visit, folder) -> str:
    """The code of a check with a figure of every verdict, saved in the server's store."""
    store = Store(f"sqlite:///{folder / 'oilwatch.db'}")
    try:
        return store.checks.save(report.as_dict(made.every()), made.TEXT)
    finally:
        store.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_check_fits_every_window_and_can_be_read(visit, code, scheme):
    """At each width nothing scrolls sideways, is cut or overlaps, and all text is at 4.5:1 or more."""
    page = visit(f"/check?c={code}", scheme=scheme)
    wrong = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        ready(page)
        inks = page.evaluate(_INKS)
        assert len(inks) > 80
        faded = [text for ink, ground, text in inks if contrast(ink, ground) < 4.5]
        wrong[width] = [*page.evaluate(_SIDEWAYS), *page.evaluate(_CUT), *page.evaluate(_OVERLAP), *faded]

    assert wrong == {width: [] for width in WIDTHS}


def test_a_letter_leads_to_its_card(visit, code):
    """The card is below the bar at the top, on the same page."""
    page = visit(f"/check?c={code}", width=390)

    page.locator(".owr-story a", has_text=re.compile("^d$")).click()

    page.wait_for_function("() => document.querySelector('#s1-d').getBoundingClientRect().y < 200")
    assert page.locator("#s1-d").bounding_box()["y"] >= 56


def test_a_check_is_taken_away_whole(visit, code, chromium, tmp_path):
    """The HTML file opens by itself, with the same cards; the JSON is the check."""
    page = visit(f"/check?c={code}")
    files = {}
    for name in ("HTML", "JSON"):
        with page.expect_download() as waiting:
            page.get_by_test_id("stDownloadButton").get_by_role("button", name=name).click()
        files[name] = tmp_path / waiting.value.suggested_filename
        waiting.value.save_as(files[name])

    alone = chromium.new_page(java_script_enabled=False)
    alone.goto(files["HTML"].as_uri())
    assert alone.locator(".owr-card").count() == page.locator(".owr-card").count() == 8
    alone.close()
    assert json.loads(files["JSON"].read_text()) == report.as_dict(made.every())


def test_a_pasted_story_is_checked_and_its_address_shows_the_same_to_another(visit):
    """The check has an address of its own; whoever opens it sees the very same."""
    page = visit("/check")

    page.get_by_label("Text of the story").fill(f"Producers run flat out\nNov 13, 2018\n\n{made.TEXT}")
    page.get_by_role("button", name="Check the figures").click()
    page.wait_for_url(re.compile(r"/check\?c=[\w-]{16}$"))
    ready(page)

    assert notices(page) == []
    assert page.locator(".owr-card").count() >= 4
    other = visit(page.url[page.url.index("/check") :], fresh=True)
    assert other.locator(".owr").inner_text() == page.locator(".owr").inner_text()


def test_a_story_without_a_day_keeps_its_text(visit):
    """The page asks for the day, and nothing has to be pasted again."""
    page = visit("/check")
    story = page.get_by_label("Text of the story")

    story.fill(
        "Output stays high\n\nSaudi Arabia pumped about 10 million barrels a day. " + "Nobody said why. " * 9
    )
    page.get_by_role("button", name="Check the figures").click()
    page.get_by_test_id("stAlert").wait_for()

    assert "does not say when it was published" in notices(page)[0]
    assert "Output stays high" in story.input_value()


def test_a_hostile_story_stays_text(visit, first_visit, folder):
    """Nothing of it becomes an element, runs, is fetched or hides."""
    text = " ".join(made.HOSTILE).encode(errors="replace").decode()
    check = poisoned(text)
    store = Store(f"sqlite:///{folder / 'oilwatch.db'}")
    code = store.checks.save(report.as_dict(check), check.story.text)
    store.close()

    page = visit(f"/check?c={code}")

    strange = ".owr script, .owr img:not(.owr-spark), .owr style, .owr [onmouseover], .owr iframe"
    assert page.locator(strange).count() == 0
    assert page.locator(".owr-card").count() == 4
    assert "<img src=x onerror=alert(1)>" in page.locator(".owr-story").inner_text()
    assert "⟨U+202E⟩0.7 million" in page.locator(".owr-story").inner_text()
