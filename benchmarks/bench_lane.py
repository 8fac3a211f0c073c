"""The lane with 3,000 events and 30,000 stories against the lane with 300 of each: drawn, filtered, zoomed.

Run: ``python benchmarks/bench_lane.py``. Both sides in one run, taking turns. Making the figure is timed in
this process, drawing it in Chromium from a plain page with plotly's full bundle. Goal: ratios of at most 2.
"""

import random
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import plotly.graph_objects as go
from bench_chart import FLAGS, files
from playwright.sync_api import sync_playwright

from oilwatch import catalog, ingest
from oilwatch.charts import lane, lines, style
from oilwatch.charts.gallery import timeline
from oilwatch.charts.gallery.timeline import Beside
from oilwatch.charts.lines import Lines
from oilwatch.model import Event
from oilwatch.view import View

ROUNDS = 15
FIRST, LAST = date(1986, 1, 2), date(2026, 8, 18)
LOOK = style.Look()
SIDES = {"300 events, 300 stories": (300, 300), "3,000 events, 30,000 stories": (3_000, 30_000)}
_TIMED = """async ([what, range]) => {
  const chart = document.querySelector('.js-plotly-plot');
  const begin = performance.now();
  if (what === 'drawn') await Plotly.newPlot(chart, chart.data, chart.layout, {responsive: true});
  if (what === 'zoomed') await Plotly.relayout(chart, {'xaxis.range': range});
  await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
  return performance.now() - begin;
}"""


def crowd(events: int, stories: int) -> tuple[list[Event], dict[str, int]]:
    """Return so many made-up events of all kinds, and stories a day, the same each time."""
    dice, days = random.Random(7), (LAST - FIRST).days
    pattern, lanes = catalog.events()[0], list(catalog.LANES)
    made = [
        replace(
            pattern, id=f"event-{number}", date=FIRST + timedelta(days=dice.randrange(days)),
            lane=dice.choice(lanes), importance=dice.choice((1, 1, 2, 2, 3)),
        )
        for number in range(events)
    ]  # fmt: skip
    told = Counter(str(FIRST + timedelta(days=dice.randrange(days))) for _ in range(stories))
    return sorted(made, key=lambda event: event.date), dict(told)


def read(address: str, start: date | None) -> Lines:
    """Return the two spot prices from *start* on."""
    store, shown = ingest.open_store(address), View(start=start)
    abouts = [catalog.series()[series_id] for series_id in shown.series]
    return lines.read(shown, abouts, {about.id: store.series(about.id) for about in abouts})


def figure(held: Lines, events: Sequence[Event], told: dict[str, int], least: int = 1) -> go.Figure:
    """Return the chart of what is shown of events and stories, as the page makes it."""
    span = held.span or (FIRST, LAST)
    inside = [e for e in events if span[0] <= e.date <= span[1] and e.importance >= least]
    bars = lane.bars(told, span, timeline.lane_width(LOOK))
    made = timeline.draw(held, Beside(inside, (), bars), LOOK)[0]
    made.to_json()
    return made


def timed(work: Callable[[], object]) -> float:
    """Return how long something takes, in milliseconds."""
    begin = time.perf_counter()
    work()
    return (time.perf_counter() - begin) * 1000


def made_here(whole: Lines, part: Lines) -> dict[str, dict[str, list[float]]]:
    """Return times of making the figure: of all, of the important ones, of one year."""
    crowds = {name: crowd(*sizes) for name, sizes in SIDES.items()}
    tasks = {"made": (whole, 1), "made, filtered": (whole, 3), "made, one year": (part, 1)}
    times: dict[str, dict[str, list[float]]] = {task: {name: [] for name in SIDES} for task in tasks}
    for _ in range(ROUNDS):
        for task, (held, least) in tasks.items():
            for name, (events, told) in crowds.items():
                times[task][name].append(timed(lambda: figure(held, events, told, least)))  # noqa: B023
    return times


def drawn_there(whole: Lines) -> dict[str, dict[str, list[float]]]:
    """Return times in Chromium: drawn, and zoomed to ten years and back."""
    times: dict[str, dict[str, list[float]]] = {t: {n: [] for n in SIDES} for t in ("drawn", "zoomed")}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as runs:
        browser = runs.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        pages = {}
        for number, sizes in enumerate(SIDES.values()):
            page = Path(folder) / f"{number}.html"
            made = figure(whole, *crowd(*sizes))
            made.write_html(page, include_plotlyjs="directory", config=style.CONFIG)
        with files(Path(folder)) as address:
            for number, name in enumerate(SIDES):
                pages[name] = browser.new_page(viewport={"width": 1280, "height": 900})
                pages[name].goto(f"{address.rsplit('/', 1)[0]}/{number}.html")
                pages[name].wait_for_selector(".main-svg")
            for turn in range(ROUNDS):
                span = ["2010-01-01", "2020-01-01"] if turn % 2 else [str(FIRST), str(LAST)]
                for task in times:
                    for name, page in pages.items():
                        times[task][name].append(page.evaluate(_TIMED, [task, span]))
        browser.close()
    return times


def main() -> None:
    """Print medians and ratios."""
    with tempfile.TemporaryDirectory() as folder:
        address = f"sqlite:///{folder}/oilwatch.db"
        whole, part = read(address, None), read(address, date(2025, 8, 18))
        times = made_here(whole, part) | drawn_there(whole)
    few, many = SIDES
    print(f"median of {ROUNDS}, ms: {few} | {many} | ratio")
    for task, sides in times.items():
        less, more = (statistics.median(sides[name]) for name in (few, many))
        print(f"  {task:<15} {less:7.1f} {more:7.1f}   {more / less:.2f}")


if __name__ == "__main__":
    main()
