"""Navigation to price chart drawn, in Chromium: shared page and dashboard against static pages.

Run: ``python benchmarks/bench_chart.py``. All sides in one run, taking turns; prints medians and ratios
to the first. The static pages hold the same figure and data, one with plotly's basic bundle, one with its
full one, from a plain file server.
"""

import contextlib
import http.server
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from oilwatch import assets, catalog, ingest, views
from oilwatch.charts import lines, style
from oilwatch.charts.gallery import timeline
from oilwatch.view import View
from oilwatch.views import links
from oilwatch.views.source import today

ROUNDS = 7
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def static_page(folder: Path, address: str) -> None:
    """Write the static page: the same figure as Market shows, with plotly.js beside it."""
    store = ingest.open_store(address)
    shown = View()
    abouts = [catalog.series()[series_id] for series_id in shown.series]
    held = lines.read(shown, abouts, {about.id: store.series(about.id) for about in abouts})
    first, last = held.span or (None, None)
    events = [event for event in catalog.events() if first and last and first <= event.date <= last]
    figure, _ = timeline.draw(held, timeline.Beside(events), style.Look())
    figure.write_html(folder / "index.html", include_plotlyjs="directory", config=style.CONFIG)
    (folder / "basic.min.js").write_bytes(assets.plotly_basic())
    figure.write_html(folder / "basic.html", include_plotlyjs="basic.min.js", config=style.CONFIG)


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A file server that logs nothing."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextlib.contextmanager
def files(folder: Path) -> Iterator[str]:
    """Serve a folder, and give its address."""
    handler = partial(Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/index.html"
        server.shutdown()


@contextlib.contextmanager
def dashboard(address: str) -> Iterator[str]:
    """Run `oilwatch serve`, and give its address."""
    port = free_port()
    command = [sys.executable, "-c", "from oilwatch.cli import main; main()", "serve", "--port", str(port)]
    with subprocess.Popen(command, env={**os.environ, "OILWATCH_DB": address}) as process:
        url = f"http://127.0.0.1:{port}/"
        for _ in range(200):
            with contextlib.suppress(OSError):
                urllib.request.urlopen(url)
                break
            time.sleep(0.1)
        yield url
        process.terminate()


def drawn_after(browser: Browser, url: str, *, warm: bool) -> float:
    """Return milliseconds from navigation to the chart's lines being in the page."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    if warm:
        page.goto(url)
        page.wait_for_selector(".scatterlayer .trace path.js-line")
    start = time.perf_counter()
    page.goto(url)
    page.wait_for_selector(".scatterlayer .trace path.js-line")
    took = (time.perf_counter() - start) * 1000
    context.close()
    return took


def short(address: str) -> str:
    """Return the path of a short link to the view that Market shows."""
    source = views.current(ingest.open_store(address))
    return f"s/{links.share(source, View(), today())}"


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder, address = Path(name), f"sqlite:///{name}/oilwatch.db"
        static_page(folder, address)
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=FLAGS
        )
        with files(folder) as static, dashboard(address) as ours:
            sides = {
                "static, basic": static.replace("index", "basic"),
                "static, full": static,
                "shared page": ours + short(address),
                "dashboard": ours,
            }
            for url in sides.values():
                drawn_after(browser, url, warm=False)
            print(f"{'':<16}{'cold ms':>10}{'ratio':>8}{'warm ms':>10}{'ratio':>8}")
            found = {kind: measured(browser, sides, warm=kind == "warm") for kind in ("cold", "warm")}
            for side in sides:
                cells = [
                    f"{held[side]:10.0f}{held[side] / held['static, basic']:8.2f}" for held in found.values()
                ]
                print(f"{side:<16}{''.join(cells)}")
        browser.close()


def measured(browser: Browser, sides: dict[str, str], *, warm: bool) -> dict[str, float]:
    """Return the median of each side, all sides taking turns."""
    rounds = [[drawn_after(browser, url, warm=warm) for url in sides.values()] for _ in range(ROUNDS)]
    return {
        side: statistics.median(times) for side, times in zip(sides, zip(*rounds, strict=True), strict=True)
    }


if __name__ == "__main__":
    main()
