"""The chart as a picture: the figures of a view joined, framed and drawn in a real Chrome."""

import json
import time
from contextlib import suppress
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image

from oilwatch import pictures, view
from oilwatch.charts.framed import Frame, Headed, framed
from oilwatch.charts.style import Look
from oilwatch.errors import InputError, PictureError
from oilwatch.pictures import chrome as chromes
from oilwatch.view import View
from oilwatch.views.drawing import figures

TODAY = date(2026, 11, 22)
LINK = "https://oil.example.org/s/Ab3dE9xQ"
FRAME = Frame(("A title",), ("A subtitle",), ("Source: an office",))


def started_here():
    """Return the ids of running processes that pictures started."""
    found = set()
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            if b"oilwatch-picture-" in path.read_bytes():
                found.add(path.parent.name)
    return found


def all_ended():
    """Return whether what pictures started ends soon; those of tests beside this one take their time."""
    running, until = started_here(), time.monotonic() + 30
    while running & started_here() and time.monotonic() < until:
        time.sleep(0.1)
    return not running & started_here()


def test_a_chart_is_a_png_of_twice_its_width(source, chrome):
    """On a page of white or, in the dark, of the dark theme."""
    for look, color in ((Look(width=800), (255, 255, 255)), (Look(dark=True, width=800), (18, 24, 31))):
        image = Image.open(
            BytesIO(pictures.picture(source, view.default("market"), "png", link=LINK, look=look))
        )

        assert image.format == "PNG"
        assert image.size[0] == 1600
        assert image.convert("RGB").getpixel((3, 3)) == color


def test_panels_stand_side_by_side_in_one_svg_with_all_words(source, chrome):
    """Title, each heading with its finding, source, licence, day and link; no scripts, nothing fetched."""
    body = pictures.picture(source, view.default("production"), "svg", link=LINK)

    said = " ".join(ElementTree.fromstring(body).itertext())
    for part in ("oil output", "Saudi Arabia", "Russia", "United States", "on month", LINK, "As of",
                 "Licence:", "Source: U.S. Energy Information Administration"):  # fmt: skip
        assert part in said
    assert b"<script" not in body
    assert b"cdn" not in body


def test_no_chrome_is_left_behind(chrome):
    """Neither after a picture, nor after one that took too long to start."""
    sheet = json.dumps({"data": [], "layout": {"width": 300, "height": 200}})
    assert chromes.draw(sheet, "png", 1).startswith(b"\x89PNG")
    with pytest.raises(PictureError, match=r"no picture in 1 s"):
        chromes.draw(sheet, "png", 1, deadline=0.5)

    assert all_ended()


def test_a_chrome_that_hangs_is_ended_at_the_deadline(monkeypatch, tmp_path):
    """With all that it started; the caller is told in time."""
    pytest.importorskip("kaleido", reason="kaleido is not installed: pip install 'oilwatch[pictures]'")
    hanging = tmp_path / "chrome"
    hanging.write_text("#!/bin/sh\ntouch " + str(tmp_path / "started") + "\nsleep 300\n")
    hanging.chmod(0o755)
    monkeypatch.setenv("BROWSER_PATH", str(hanging))
    sheet = json.dumps({"data": [], "layout": {"width": 300, "height": 200}})
    start = time.monotonic()

    with pytest.raises(PictureError, match=r"gave no picture in|drew no picture"):
        chromes.draw(sheet, "png", 1, deadline=15)

    assert (tmp_path / "started").exists()
    assert time.monotonic() - start < 20
    assert all_ended()


def test_without_a_chrome_the_error_says_what_to_install(source, monkeypatch, tmp_path):
    """And that the card needs none."""
    pytest.importorskip("kaleido", reason="kaleido is not installed: pip install 'oilwatch[pictures]'")
    monkeypatch.setenv("BROWSER_PATH", str(tmp_path / "missing"))

    with pytest.raises(
        PictureError, match=r"no Chrome was found: .*BROWSER_PATH.*the preview card .*needs none"
    ):
        pictures.picture(source, view.default("market"), "png", link=LINK)


def test_another_form_is_refused(source):
    """The error names those there are."""
    with pytest.raises(InputError, match="png, svg"):
        pictures.picture(source, view.default("market"), "pdf", link=LINK)


@pytest.mark.parametrize("width", [1120, 700, 390])
@pytest.mark.parametrize(
    "shown",
    [view.default("market"), view.default("production"), View(start=date(2030, 1, 1)),
     replace(view.default("production"), series=("production.usa.crude",) + ("production.irq.crude",) * 3)],
    ids=["prices", "output", "nothing", "four"],
)  # fmt: skip
def test_joined_figures_keep_apart(source, shown, width):
    """Every trace has axes of its own figure; no two plots overlap; all lie on the sheet."""
    look = Look(width=width)
    drawings = figures(source, shown, look, TODAY)
    sheet = framed(
        [Headed(one.figure, (one.heading,) if one.heading else ()) for one in drawings], FRAME, look
    )

    layout = sheet.to_plotly_json()["layout"]
    axes = {key: held["domain"] for key, held in layout.items() if key[1:5] == "axis"}
    assert len(sheet.data) == sum(len(one.figure.data) for one in drawings)
    assert all(0 <= low < high <= 1 for low, high in axes.values())
    plots = {
        (tuple(axes[f"xaxis{(trace.xaxis or 'x')[1:]}"]), tuple(axes[f"yaxis{(trace.yaxis or 'y')[1:]}"]))
        for trace in sheet.data
    }
    for (left, right), (low, high) in plots:
        others = plots - {((left, right), (low, high))}
        assert all(right <= x[0] or x[1] <= left or high <= y[0] or y[1] <= low for x, y in others)


def test_joining_changes_no_figure_that_is_shared(source):
    """Pages draw the same figures."""
    drawings = figures(source, view.default("production"), Look(), TODAY)
    before = [one.figure.to_json() for one in drawings]

    framed([Headed(one.figure) for one in drawings], FRAME, Look())

    assert [one.figure.to_json() for one in drawings] == before


def test_hostile_words_are_no_markup_of_the_chart(source):
    """Neither a link nor a bold word nor a picture comes out of a title."""
    words = '<a href="https://evil.example">click</a> <b>%{x}</b>'
    sheet = framed([], Frame((words,), (words,), (words,)), Look())

    told = [note.text for note in sheet.layout.annotations]
    assert len(told) == 3
    assert all("<a" not in text and "%{" not in text for text in told)
