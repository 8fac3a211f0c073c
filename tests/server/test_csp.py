"""The dashboard in a real Chromium under the policy that the server sends: nothing of it is refused."""

import pytest
import requests

WATCH = """window.refused = [];
document.addEventListener("securitypolicyviolation",
  one => window.refused.push([one.violatedDirective, one.blockedURI, one.sourceFile].join(" ")));"""
pytestmark = pytest.mark.browser


@pytest.mark.parametrize("path", ["/", "/production", "/events", "/check", "/data"])
def test_a_page_does_nothing_that_its_policy_refuses(chromium, server, path):
    """Each page draws what it has to; the browser refuses nothing and writes no error to its console."""
    requests.get(f"{server}/feed.xml", timeout=120)  # the store is filled
    context = chromium.new_context()
    context.add_init_script(WATCH)
    page = context.new_page()
    errors: list[str] = []
    page.on("console", lambda told: errors.append(told.text) if told.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{server}{path}")
    page.locator(".ow-title").first.wait_for(timeout=60_000)
    for busy in ("[data-testid=stStatusWidget]", "[data-stale=true]"):
        page.locator(busy).first.wait_for(state="detached", timeout=60_000)
    if path in ("/", "/production", "/data"):
        page.locator(".js-plotly-plot .main-svg").first.wait_for(timeout=60_000)
    refused = page.evaluate("window.refused")
    context.close()

    assert (refused, errors) == ([], [])


def test_no_page_elsewhere_frames_the_dashboard(chromium, server):
    """A page of another origin that frames it gets nothing of it."""
    context = chromium.new_context()
    page = context.new_page()
    page.set_content(f'<iframe src="{server}/"></iframe>')
    page.wait_for_timeout(2_000)
    shown = [frame.locator("#root").count() for frame in page.frames[1:]]
    context.close()

    assert sum(shown) == 0
    assert len(shown) == 1
