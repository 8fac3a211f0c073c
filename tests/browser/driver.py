"""Hands and eyes: how the tests use a page and what they read off it."""

import re

from playwright.sync_api import Page, expect

WATCH = """
window.seen = {progress: [], exceptions: []};
const look = () => {
  for (const one of document.querySelectorAll('[data-testid=stProgress]'))
    if (!seen.progress.includes(one.innerText)) seen.progress.push(one.innerText);
  for (const one of document.querySelectorAll('[data-testid=stException]'))
    if (!seen.exceptions.includes(one.innerText)) seen.exceptions.push(one.innerText);
};
new MutationObserver(look).observe(document, {subtree: true, childList: true, characterData: true});
"""
"""Runs in every page before anything else: notes what is only shown for a moment."""

_STANDS = """() => {
  const app = document.querySelector('[data-testid=stApp]');
  const some = (what, text) => [...document.querySelectorAll(what)].some(one => one.innerText.includes(text));
  const broken = document.querySelector('[data-testid=stException]');
  const charted = location.pathname === '/events' ? some('[data-testid=stButton]', 'All events')
    : location.pathname !== '/check';
  const boxed = innerWidth < 640 && ['/', '/production'].includes(location.pathname);
  const charts = [...document.querySelectorAll('[data-testid=stPlotlyChart]')];
  return app?.dataset.testScriptState === 'notRunning' && document.querySelector('.ow-title')
    && !document.querySelector('[data-stale=true], [data-testid=stSkeleton]')
    && (broken || !charted || charts.length) && charts.every(one => one.querySelector('.main-svg'))
    && (!boxed || some('summary', 'Chart settings'));
}"""
"""Whether the script has run to its end and everything it shows is drawn, for the window there is."""


def ready(page: Page) -> None:
    """Wait until the page's script has run and everything it shows is drawn, for the window there is."""
    page.wait_for_function(_STANDS, polling=50)
    page.evaluate("() => new Promise(done => setTimeout(done, 50))")
    page.wait_for_function(_STANDS, polling=50)


def drawn(page: Page) -> list:
    """Return the traces of every chart as the server sent them, without Plotly's own working copies."""
    return page.evaluate(
        """() => [...document.querySelectorAll('.js-plotly-plot')].map(chart => JSON.parse(JSON.stringify(
             chart.data, (key, value) => key.startsWith('_') ? undefined : value)))"""
    )


def same_charts(page: Page, other: Page) -> None:
    """Wait until two pages show the same lines; a chart is drawn a moment after the script has ended."""
    for _ in range(100):
        if drawn(page) == drawn(other):
            return
        page.wait_for_timeout(100)
    assert drawn(page) == drawn(other)


def prices(page: Page, name: str) -> dict[str, float]:
    """Return {day: value} of the line of that name in the first chart."""
    return page.evaluate(
        """name => {
             const line = document.querySelector('.js-plotly-plot')._fullData.find(one => one.name === name);
             return line ? Object.fromEntries(Array.from(line.x, (day, at) => [day, line.y[at]])) : {};
           }""",
        name,
    )


def layout(page: Page, path: str):
    """Return a part of the first chart's layout as Plotly completed it, such as ``xaxis.range``."""
    return page.evaluate(
        """path => path.split('.').reduce((part, name) => part?.[name],
             document.querySelector('.js-plotly-plot')._fullLayout) ?? null""",
        path,
    )


def lanes(page: Page) -> list[str]:
    """Return the names of the event lane's rows."""
    return layout(page, "yaxis2.ticktext") or []


def pressed(page: Page, group: str) -> list[str]:
    """Return what is chosen of the pills or the segmented control of that label."""
    return page.locator(f'[aria-label="{group}"]').evaluate(
        """group => [...group.querySelectorAll('[aria-pressed=true], [aria-checked=true]')]
             .map(one => one.innerText.trim())"""
    )


def press(page: Page, group: str, option: str) -> None:
    """Press one of the pills or the segmented control of that label."""
    page.locator(f'[aria-label="{group}"]').get_by_text(option, exact=True).click()


def choose(page: Page, option: str) -> None:
    """Choose what is done to the series."""
    page.get_by_role("combobox", name="Shown as").click()
    page.get_by_role("option", name=option, exact=True).click()


def popover(page: Page, name: str):
    """Open a popover and return it."""
    page.get_by_test_id("stPopover").get_by_role("button", name=name).click()
    body = page.get_by_test_id("stPopoverBody")
    expect(body).to_be_visible()
    expect(body).not_to_be_empty()
    return body


def shut(page: Page) -> None:
    """Close the popover that is open by a click beside it, which keeps what was typed there."""
    page.locator(".ow-title").first.click(position={"x": 3, "y": 3})
    expect(page.get_by_test_id("stPopoverBody")).to_have_count(0)


def enter_day(page: Page, label: str, day: str) -> None:
    """Type a day into the date input of that label."""
    page.get_by_role("spinbutton", name=f"year, {label}").click()
    page.keyboard.type(day.replace("-", ""))


def address_has(page: Page, part: str) -> None:
    """Wait until the address has *part*, and the page stands."""
    expect(page).to_have_url(re.compile(re.escape(part)))
    ready(page)


def notices(page: Page) -> list[str]:
    """Return the texts of the notices and errors on the page."""
    return page.get_by_test_id("stAlert").all_inner_texts()


def cells(page: Page) -> list[str]:
    """Return the texts of the cells that the first table shows."""
    page.locator("[data-testid=stDataFrame] canvas table td").first.wait_for(state="attached")
    return page.locator("[data-testid=stDataFrame] canvas table td").all_inner_texts()
