"""Every chart of the gallery is drawn: on bundled figures, on an empty frame, in each theme and width."""

import json
import pkgutil
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import pandas as pd
import plotly.graph_objects as go
import pytest

from oilwatch import catalog, impacts, view
from oilwatch.charts import gallery, lane, style
from oilwatch.charts.gallery import paths, production, revisions, timeline
from oilwatch.charts.gallery.timeline import Beside
from oilwatch.charts.style import Look

MODULES = [module.name for module in pkgutil.iter_modules(gallery.__path__)]
LOOKS = [Look(dark=dark, width=width) for dark in (False, True) for width in (1136, 704, 358)]
NONE = pd.Series(dtype="float64", index=pd.DatetimeIndex([]))


OF_2022 = [event for event in catalog.events() if event.date.year == 2022]


def some_stories(held, look):
    """Return bars of a story on each day of March 2022, and of ten on the last."""
    days = {f"2022-03-{day:02}": 1 for day in range(1, 31)} | {"2022-03-31": 10}
    return lane.bars(days, held.span, timeline.lane_width(look))


def a_timeline(read, store, look, empty):
    """Draw prices over their events, four of them pinned, and stories."""
    _, held = read(start="2022-01-01", end="1950-01-01" if empty else "2022-12-31")
    beside = Beside() if empty else Beside(OF_2022, OF_2022[:4], some_stories(held, look))
    return timeline.draw(held, beside, look)[0]


def a_panel(read, store, look, empty):
    """Draw Saudi output against its required level."""
    frame = NONE if empty else store.series("production.sau.crude", start="2016-01")["value"] / 1000
    required = NONE if empty else store.series("target.sau.required")["value"] / 1000
    panel = production.Panel(
        catalog.series()["production.sau.crude"], "mb/d", frame, required, frame.iloc[:3] + 0.1,
        tuple(frame.index[-2:]),
    )  # fmt: skip
    x = None if empty else (frame.index[0], frame.index[-1])
    return production.draw(panel, look, y=production.y_range([panel]), x=x)


def some_revisions(read, store, look, empty):
    """Draw what was revised of American output."""
    frame = store.revisions("production.usa.crude")
    return revisions.draw(frame.iloc[:0] if empty else frame, "kb/d", look)


@cache
def releases(store):
    """Return what Brent did around the releases of reserves in the catalogue."""
    return impacts.by_kind(store, "spr_release").groups[0]


def some_paths(read, store, look, empty):
    """Draw what Brent did around releases of reserves."""
    return paths.draw(None if empty else releases(store), look)


DRAWN = {
    "timeline": a_timeline, "production": a_panel, "revisions": some_revisions, "paths": some_paths,
}  # fmt: skip


def test_every_chart_of_the_gallery_is_tested_here():
    """A new module needs a ``draw`` and a line in DRAWN."""
    assert len(MODULES) >= 3
    assert set(MODULES) == set(DRAWN)
    for name in MODULES:
        module = __import__(f"oilwatch.charts.gallery.{name}", fromlist=["draw"])
        assert callable(module.draw)
        assert module.__doc__


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look.width}-{'dark' if look.dark else 'light'}")
@pytest.mark.parametrize("name", MODULES)
def test_a_chart_is_drawn_on_the_bundled_figures(read, filled, name, look):
    """It has traces with values, in colours of the theme, and fits the width it is drawn for."""
    fig = DRAWN[name](read, filled, look, False)

    assert isinstance(fig, go.Figure)
    assert len(fig.data) >= 1
    assert all(len(trace.x) == len(trace.y) > 0 for trace in fig.data)
    assert fig.layout.font.color == look.color("text")
    assert fig.layout.margin.l + fig.layout.margin.r < 0.6 * look.width
    assert fig.layout.height < 700
    assert fig.layout.showlegend is False


@pytest.mark.parametrize("look", LOOKS[::3], ids=["light", "dark"])
@pytest.mark.parametrize("name", MODULES)
def test_a_chart_of_nothing_says_so(read, filled, name, look):
    """An empty frame gives a figure without traces that says in words that there is nothing."""
    fig = DRAWN[name](read, filled, look, True)

    assert len(fig.data) == 0
    assert len(fig.layout.annotations) == 1
    assert fig.layout.annotations[0].text[:2] == "No"


@pytest.mark.parametrize("name", MODULES)
def test_no_chart_knows_a_server_to_upload_to(read, filled, name):
    """Neither a figure nor the settings it is shown with name any address."""
    text = DRAWN[name](read, filled, Look(), False).to_json() + json.dumps(style.CONFIG)

    assert "http" not in text
    assert "plot.ly" not in text
    assert style.CONFIG["plotlyServerURL"] == ""
    assert {"sendDataToCloud", "sendChartToCloud"} <= set(style.CONFIG["modeBarButtonsToRemove"])


def test_what_is_drawn_is_what_was_read(read):
    """The traces of the price chart hold the figures of the lines, rounded to cents, day by day."""
    _, held = read(start="2022-10-24", end="2022-11-04")

    fig, _ = timeline.draw(held, Beside(), Look())

    drawn, ends = fig.data[: len(held.lines)], fig.data[len(held.lines) :]
    assert [list(end.y) for end in ends] == [[line.values.iloc[-1]] for line in held.lines]
    for trace, line in zip(drawn, held.lines, strict=True):
        assert list(trace.x) == [f"{day:%Y-%m-%d}" for day in line.values.index]
        assert list(trace.y) == line.values.tolist()
        assert trace.name == line.name


def test_a_mark_at_the_edge_is_drawn_whole(read):
    """An event on the first or the last day is not cut in half by the end of the axis."""
    _, held = read(start="2022-01-01", end="2022-12-31")

    fig, found = timeline.draw(held, Beside(OF_2022), Look())

    rows = [trace for trace in fig.data if trace.yaxis == "y2"]
    assert sum(len(trace.x) for trace in rows) == len(found) > 10
    assert all(trace.cliponaxis is False for trace in rows)


def test_a_row_of_the_lane_is_one_trace(read):
    """However many events there are, each kind is one trace, at the days of its marks and by its name."""
    _, held = read(start="2022-01-01", end="2022-12-31")

    fig, found = timeline.draw(held, Beside(OF_2022), Look())

    rows = {trace.name: trace for trace in fig.data if trace.yaxis == "y2"}
    lanes = [name for name in view.LANES if any(mark.lane == name for mark in found)]
    assert list(rows) == [view.LANES[name] for name in lanes]
    assert list(fig.layout.yaxis2.ticktext) == list(rows)
    for at, name in enumerate(lanes):
        of = [mark.day.isoformat() for mark in found if mark.lane == name]
        assert list(rows[view.LANES[name]].x) == of
        assert set(rows[view.LANES[name]].y) == {at}


def test_the_more_important_an_event_the_larger_its_mark(read):
    """Three events that differ in importance alone have marks that grow with it."""
    _, held = read(start="2022-01-01", end="2022-12-31")
    days = ("2022-03-01", "2022-06-01", "2022-09-01")
    events = [
        replace(OF_2022[0], id=day, date=date.fromisoformat(day), lane="supply", importance=number)
        for number, day in enumerate(days, start=1)
    ]

    fig, _ = timeline.draw(held, Beside(events), Look())

    [row] = [trace for trace in fig.data if trace.yaxis == "y2"]
    sizes = list(row.marker.size)
    assert sizes == sorted(set(sizes))
    assert len(sizes) == 3


@pytest.mark.parametrize("look", LOOKS[::3], ids=["light", "dark"])
def test_a_click_fades_nothing_and_recolours_no_count(read, look):
    """What is selected and what is not keep their strength, and the number on a pill its colour."""
    _, held = read(start="2022-01-01", end="2022-12-31")

    fig, _ = timeline.draw(held, Beside(OF_2022, stories=some_stories(held, look)), look)

    rows = [trace for trace in fig.data if trace.yaxis == "y2"]
    marked = [trace for trace in rows if trace.text is not None]
    assert len(rows) == len(marked) + 2
    assert all(one.selected.marker.opacity == one.unselected.marker.opacity for one in rows)
    assert all(one.selected.marker.opacity == 1 for one in marked)
    assert all(one.selected.textfont.color == one.textfont.color for one in marked)


def test_bars_of_stories_stand_on_the_foot_of_their_row(read):
    """The tallest fills the last row and no bar leaves it; a mark amid each says how many stories it is."""
    _, held = read(start="2022-01-01", end="2022-12-31")
    stories = some_stories(held, Look())

    fig, _ = timeline.draw(held, Beside(OF_2022, stories=stories), Look())

    drawn, hit = [trace for trace in fig.data if trace.name in ("bars", "Stories")]
    row = len(fig.layout.yaxis2.ticktext) - 1
    assert fig.layout.yaxis2.ticktext[row] == "Stories"
    assert all(row - 0.5 <= drawn.base + height < drawn.base <= row + 0.5 for height in drawn.y)
    assert min(drawn.y) == pytest.approx(-0.85)
    assert sum(int(text.split()[0]) for text in hit.hovertext) == 40
    for bar, day in zip(stories, hit.x, strict=True):
        assert bar.first.isoformat() <= day <= bar.last.isoformat()


def test_a_pinned_event_is_lettered_and_its_five_days_tinted(read):
    """Up to four events get a line, a letter and the days after them; a title cannot bring markup."""
    _, held = read(start="2022-01-01", end="2022-12-31")
    events = OF_2022[:4]

    fig, _ = timeline.draw(held, Beside(events, events), Look())

    letters = [note.text[:8] for note in fig.layout.annotations if note.yref == "paper"]
    tints = [shape for shape in fig.layout.shapes if shape.type == "rect"]
    assert letters == ["<b>A</b>", "<b>B</b>", "<b>C</b>", "<b>D</b>"]
    assert [(tint.x0, tint.x1) for tint in tints] == [
        (event.date.isoformat(), (event.date + timedelta(days=5)).isoformat()) for event in events
    ]
    assert timeline.plain("<img src=x> %{y}") == "‹img src=x› % {y}"


def test_a_panel_says_its_finding_in_its_header():
    """Worked by hand: 10.76 mb/d, 0.09 more than a month and 1.80 more than a year before."""
    months = pd.date_range("2025-02-01", "2026-02-01", freq="MS")
    values = pd.Series([8.96, *[9.0] * 10, 10.67, 10.76], index=months)
    about = catalog.series()["production.sau.crude"]
    panel = production.Panel(about, "mb/d", values, NONE, NONE, ())
    none = production.Panel(about, "mb/d", NONE, NONE, NONE, ())

    text = production.heading(panel, "EIA crude")

    assert text == "10.76 mb/d, +0.09 on month, +1.80 on year (Feb 2026, EIA crude)"
    assert production.heading(none, "EIA crude").startswith("no ")
