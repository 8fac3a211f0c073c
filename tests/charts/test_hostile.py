"""Nothing that a name, a title or a unit holds is markup or a template in any chart."""

from dataclasses import replace

import pandas as pd
import pytest

from oilwatch import catalog
from oilwatch.charts import lines as read_lines
from oilwatch.charts import style
from oilwatch.charts.framed import Frame, Headed, framed
from oilwatch.charts.gallery import paths, production, revisions, timeline
from oilwatch.charts.gallery.timeline import Beside
from oilwatch.charts.style import Look
from oilwatch.charts.text import plain
from tests import kit
from tests.charts.test_gallery import MODULES, releases

EVIL = 'x <a href="https://evil.example/">see</a><sup>s</sup><b>b</b> &lt;i&gt; %{meta.evil}<extra>e</extra>'
RAW = ("<a", "</a", "<sup", "<b>b", "<extra>e", "&lt;", "%{meta")
"""What stands in EVIL and must not stand in a chart as it is."""
DAYS = pd.date_range("2022-01-03", periods=30)
LONG = "x" * 30


def values(first):
    """Return thirty values from *first* on."""
    return pd.Series([first + at for at in range(30)], index=DAYS, dtype="float64")


def a_timeline(store, look):
    """Draw two lines and pinned events whose every word is hostile."""
    abouts = [
        kit.a_series(f"price.own.{name}", title=EVIL, entity_name=EVIL, definition=EVIL, unit=EVIL)
        for name in "ab"
    ]
    held = tuple(
        read_lines.Line(about, f"{EVIL} {about.id}", values(at).iloc[: 30 - at])
        for at, about in enumerate(abouts)
    )
    events = [
        replace(event, title=f"{title}{EVIL}", date=DAYS[5].date())
        for event, title in zip(catalog.events()[:4], ("", "", LONG, LONG * 2), strict=True)
    ]
    shown = read_lines.Lines(held, EVIL, log=False, notices=())
    return timeline.draw(shown, Beside(events, events), look)[0]


def a_panel(store, look):
    """Draw a panel of a country and a unit that are hostile."""
    about = kit.a_series("production.own.crude", "monthly", entity_name=EVIL, title=EVIL, unit=EVIL)
    panel = production.Panel(about, EVIL, values(1), values(2), values(3).iloc[:3], tuple(DAYS[-2:]))
    return production.draw(panel, look, y=(0.0, 40.0), x=(DAYS[0], DAYS[-1]))


def some_revisions(store, look):
    """Draw revisions in a unit that is hostile."""
    return revisions.draw(store.revisions("production.usa.crude"), EVIL, look)


def some_paths(store, look):
    """Draw the paths around events of a kind that is hostile."""
    return paths.draw(replace(releases(store), direction=EVIL), look)


DRAWN = {
    "timeline": a_timeline, "production": a_panel, "revisions": some_revisions, "paths": some_paths,
}  # fmt: skip


def texts(held):
    """Yield every text of a figure, wherever it stands: keys, values, lists."""
    if isinstance(held, str):
        yield held
    elif isinstance(held, dict):
        for key, value in held.items():
            yield from texts(key)
            yield from texts(value)
    elif isinstance(held, (list, tuple)):
        for value in held:
            yield from texts(value)


def raw(figure):
    """Return the texts of a figure in which something of EVIL stands as it is."""
    own = [text.replace("</b>", "").replace("<extra></extra>", "") for text in texts(figure.to_dict())]
    return [text for text in own if any(mark in text for mark in RAW)]


def test_every_chart_of_the_gallery_is_drawn_here():
    """A new module needs a line in DRAWN."""
    assert set(DRAWN) == set(MODULES)


@pytest.mark.parametrize("width", [1136, 358])
@pytest.mark.parametrize("name", MODULES)
def test_no_chart_takes_a_name_for_markup(filled, name, width):
    """No text of the figure, however deep, holds a tag, an entity or a template that came from outside."""
    figure = DRAWN[name](filled, Look(width=width))

    assert raw(figure) == []
    assert len(list(texts(figure.to_dict()))) > 20


@pytest.mark.parametrize("name", MODULES)
def test_no_picture_takes_a_title_for_markup(filled, name):
    """Nor does one in a frame, with hostile titles, headings and source lines around it."""
    parts = [Headed(DRAWN[name](filled, Look(width=380)), (EVIL,), (EVIL, EVIL)) for _ in range(2)]

    sheet = framed(parts, Frame((EVIL,), (EVIL,), (EVIL, EVIL)), Look())

    assert raw(sheet) == []
    assert sum("‹a href=" in text for text in texts(sheet.to_dict())) >= 8


def test_what_says_that_there_is_nothing_is_text():
    """The words of an empty chart are written as they are."""
    assert raw(style.nothing(Look(), EVIL)) == []


def test_text_that_is_no_markup_stays_as_it_is():
    """Only signs that plotly would take for something else are others."""
    assert plain("Brent − WTI, 100% (FOB) {x}") == "Brent − WTI, 100% (FOB) {x}"
    assert plain("a & b") == "a &amp; b"
