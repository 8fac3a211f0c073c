"""The bundle of plotly.js that we carry: whole, with its licence, and enough for our charts."""

import hashlib
from pathlib import Path

import pytest

from oilwatch import assets, export

LINKS = [
    "/?from=2024-01-01",
    "/production",
    "/events?event=2023-04-02-voluntary-cut",
    "/?series=price.brent.futures",
]


def test_the_bundle_is_the_one_that_was_published():
    """Its SHA-256 is the one written down, and licence and version stand at its head."""
    body = assets.plotly_basic()

    assert hashlib.sha256(body).hexdigest() == assets.PLOTLY_SHA256
    assert f"v{assets.PLOTLY_VERSION}".encode() in body[:200]
    assert b"Licensed under the MIT license" in body[:200]
    assert "MIT License" in (Path(assets.__file__).parent / "plotly-basic.LICENSE").read_text()
    assert b"</script" not in body
    assert b"<!--" not in body


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("link", LINKS)
def test_a_page_draws_its_charts_offline(source, shown, chromium, tmp_path, link, width):
    """In a real browser, from a file and without a network: the lines are drawn and nothing complains."""
    path = tmp_path / "view.html"
    path.write_bytes(export.file(source, shown(link), "html", base_url="https://oil.example.org"))
    context = chromium.new_context(offline=True, viewport={"width": width, "height": 900})
    page, said, asked = context.new_page(), [], []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))

    page.goto(path.as_uri())
    page.locator(".main-svg").first.wait_for()
    drawn = page.evaluate("[...document.querySelectorAll('.chart')].map(one => one._fullData.length)")
    wide = page.evaluate("document.documentElement.scrollWidth")
    context.close()

    assert said == []
    assert asked == [path.as_uri()]
    assert len(drawn) == (3 if link == "/production" else 1)
    assert all(drawn) != ("futures" in link)
    assert wide <= width
