"""Every chart of the gallery is drawn: on bundled figures, on an empty frame, in each theme and width."""

import json
import pkgutil
from datetime import timedelta

import pandas as pd
import plotly.graph_objects as go
import pytest

from oilwatch import catalog
from oilwatch.charts import gallery, style
from oilwatch.charts.gallery import production, revisions, timeline
from oilwatch.charts.style import Look

MODULES = [module.name for module in pkgutil.iter_modules(gallery.__path__)]
LOOKS = [Look(dark=dark, width=width) for dark in (False, True) for width in (1136, 704, 358)]
NONE = pd.Series(dtype="float64", index=pd.DatetimeIndex([]))


def a_timeline(read, store, look, empty):
    """Draw prices over their events, one of them pinned."""
    _, held = read(start="2022-01-01", end="1950-01-01" if empty else "2022-12-31")
    events = [] if empty else [event for event in catalog.events() if event.date.year == 2022]
    return timeline.draw(held, events, look, pinned=events[:4])[0]


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


DRAWN = {"timeline": a_timeline, "production": a_panel, "revisions": some_revisions}


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

    fig, _ = timeline.draw(held, [], Look())

    for trace, line in zip(fig.data, held.lines, strict=True):
        assert list(trace.x) == [f"{day:%Y-%m-%d}" for day in line.values.index]
        assert list(trace.y) == line.values.tolist()
        assert trace.name == line.name


def test_a_mark_at_the_edge_is_drawn_whole(read):
    """An event on the first or the last day is not cut in half by the end of the axis."""
    _, held = read(start="2022-01-01", end="2022-12-31")
    events = [event for event in catalog.events() if event.date.year == 2022]

    fig, found = timeline.draw(held, events, Look())

    marks = [trace for trace in fig.data if trace.yaxis == "y2"]
    assert len(marks) == len(found) > 10
    assert all(trace.cliponaxis is False for trace in marks)


def test_a_pinned_event_is_lettered_and_its_five_days_tinted(read):
    """Up to four events get a line, a letter and the days after them; a title cannot bring markup."""
    _, held = read(start="2022-01-01", end="2022-12-31")
    events = [event for event in catalog.events() if event.date.year == 2022][:4]

    fig, _ = timeline.draw(held, events, Look(), pinned=events)

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
