"""The preview card: 1200 by 630, true to its content, safe whatever its words are."""

import re
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date
from io import BytesIO
from xml.etree import ElementTree

import pandas as pd
import pytest
from PIL import Image

from oilwatch import pictures, view, views
from oilwatch.pictures import fonts, plot, preview
from oilwatch.pictures.shapes import Stroke, Text, plain
from oilwatch.view import View

TODAY = date(2026, 11, 22)
LINK = "https://oil.example.org/s/Ab3dE9xQ"
VIEWS = {
    "prices": view.default("market"),
    "output": view.default("production"),
    "thousands": replace(view.default("production"), unit="kb/d"),
    "shares": replace(view.default("production"), transform="share"),
    "change": View(transform="change", start=date(2025, 1, 1)),
    "spread": View(transform="spread"),
    "log": View(series=("price.brent.spot",), scale="log"),
    "event": View(page="events", series=(), event=("2026-04-17-shipping",)),
    "one day": View(start=date(2026, 8, 18)),
    "nothing": View(start=date(2030, 1, 1)),
}
HOSTILE = [
    '<script>alert("x")</script> & <img src=x onerror=alert(1)>',
    "]]><!ENTITY x SYSTEM 'file:///etc/passwd'>&x;",
    "שלום עולם \u202egnp.exe\u202c مرحبا",
    "a" * 5_000,
    "word " * 1_000,
    "\x00\x08\n\ttwo\r\nlines\ufffe\ud800",
    "",
    " ",
]


@pytest.fixture(params=VIEWS, ids=list(VIEWS))
def held(source, request):
    """The content of a view of each kind."""
    return views.content(source, VIEWS[request.param], TODAY)


@pytest.fixture
def prices(source):
    """The content of the view of both prices."""
    return views.content(source, VIEWS["prices"], TODAY)


def words_of(body):
    """Return all that an SVG says, but for its description."""
    tree = ElementTree.fromstring(body)
    return [element.text or "" for element in tree.iter() if element.tag.endswith("}text")]


def test_a_card_is_a_png_of_1200_by_630(held):
    """Whatever the view shows, also nothing."""
    image = Image.open(BytesIO(pictures.card(held, LINK)))

    assert (image.format, image.size, image.mode) == ("PNG", (1200, 630), "RGB")
    assert len(image.getcolors(100_000) or []) > 50


def test_the_same_content_gives_the_same_bytes(prices):
    """Nothing of the moment is in a picture: no time, no random name."""
    assert pictures.card(prices, LINK) == pictures.card(prices, LINK)
    assert pictures.card_svg(prices, LINK) == pictures.card_svg(prices, LINK)


def test_the_words_of_the_view_are_on_the_card(held):
    """Title, source, day, note and link."""
    said = " ".join(words_of(pictures.card_svg(held, LINK, note="Frozen on 1 Nov 2026.")))

    assert " ".join(held.title.split()) in said
    assert "Source: U.S. Energy Information Administration" in said
    for part in ("as of 22 Nov 2026", "Frozen on 1 Nov 2026.", LINK, "oilwatch"):
        assert part in said
    assert ("No figures in this range" in said) == (held.lines.span is None)


def test_every_value_at_the_end_of_a_line_is_the_last_of_its_rows(held):
    """No other number stands there; a line that ends before the others says when."""
    shapes = preview.sheet(held, LINK).shapes
    ends = {held.lines.span[1]} if held.lines.span else set()
    written = [shape.text for shape in shapes if isinstance(shape, Text)]
    rows = views.rows(held)

    for line in held.lines.lines:
        if len(line.values):
            last = [row for row in rows if (row.series, row.name) == (line.about.id, line.name)][-1]
            number = plot.amount(last.value, last.unit)
            found = [text for text in written if text == number or text.startswith(f"{number}, ")]
            assert found
            assert line.values.index[-1].date() in ends or any(", " in text for text in found)
    assert len(ends) <= 1


def test_every_number_of_a_card_is_one_of_its_content(held):
    """Values come from the rows and years from the view; the rest are ticks of round steps."""
    sheet = preview.sheet(held, LINK)
    known = {plot.amount(row.value, row.unit) for row in views.rows(held)}
    texts = [shape for shape in sheet.shapes if isinstance(shape, Text)]
    values = [
        shape.text.split(", ")[0]
        for shape in texts
        if re.fullmatch(r"[−$]*[\d,.]+%?(, .*)?", shape.text) and shape.anchor == "start"
    ]

    assert set(values) <= known
    assert bool(values) == (held.lines.span is not None)


def test_no_word_leaves_the_card_and_no_two_overlap(held):
    """Measured with the font that they are drawn with."""
    boxes = []
    for shape in preview.sheet(held, LINK, note="Frozen. " * 60).shapes:
        if isinstance(shape, Text) and shape.text:
            wide = fonts.width(shape.text, shape.size, shape.bold)
            left = shape.at[0] - {"start": 0, "middle": wide / 2, "end": wide}[shape.anchor]
            assert left >= 0
            assert left + wide <= preview.WIDTH - 20
            boxes.append((left, left + wide, shape.at[1] - shape.size * 0.7, shape.at[1]))

    crossing = [
        (one, other)
        for at, one in enumerate(boxes)
        for other in boxes[at + 1 :]
        if one[0] < other[1] and other[0] < one[1] and one[2] < other[3] and other[2] < one[3]
    ]
    assert len(boxes) > 4
    assert crossing == []


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_are_only_words(prices, text):
    """In title, subtitle, note, link and the names of lines; what is too long is cut."""
    line = replace(prices.lines.lines[0], name=text)
    lines = replace(prices.lines, lines=(line, *prices.lines.lines[1:]))
    held = replace(prices, title=text, subtitle=text, alt=text, lines=lines)

    tree = ElementTree.fromstring(pictures.card_svg(held, text, note=text))
    image = Image.open(BytesIO(pictures.card(held, text, note=text)))

    kinds = {element.tag.split("}")[1] for element in tree.iter()}
    assert kinds <= {"svg", "title", "desc", "rect", "polyline", "circle", "text"}
    assert all(not name.startswith("on") and "href" not in name for one in tree.iter() for name in one.attrib)
    assert "\u202e" not in "".join(tree.itertext())
    assert image.size == (1200, 630)


def test_a_long_title_is_cut_and_says_so(prices):
    """Two lines at most, the second ending in an ellipsis."""
    said = words_of(pictures.card_svg(replace(prices, title="crude " * 100), LINK))

    title = [text for text in said if text.startswith("crude")]
    assert len(title) == 2
    assert title[1].endswith("…")


def test_a_pinned_event_is_named_on_the_card(source):
    """With its day, at its line."""
    said = " ".join(words_of(pictures.card_svg(views.content(source, VIEWS["event"], TODAY), LINK)))

    assert "17 Apr 2026: Iran declares Hormuz open" in said


def test_lines_are_thinned_to_pixels_and_keep_their_extremes(prices):
    """Forty years of days are at most four points a pixel, the lowest and highest still among them."""
    shapes = preview.sheet(prices, LINK).shapes
    wti = prices.lines.lines[1]
    points = [
        point
        for shape in shapes
        if isinstance(shape, Stroke) and shape.color == preview.LOOK.line(wti.about)
        for point in shape.points
    ]

    assert len(points) < len(wti.values) / 2
    box = [shape for shape in shapes if isinstance(shape, Stroke) and shape.color == "#E3E6E8"]
    assert len(box) in (3, 4, 5)
    whole = pd.Series([y for _, y in points])
    assert whole.argmax() not in (0, len(whole) - 1)
    assert whole.max() - whole.min() > 200


@pytest.mark.parametrize(
    ("values", "log"),
    [((0.0, 1.0), False), ((-40.5, 151.0), False), ((6.3, 14.2), False), ((0.9, 2.2), True),
     ((1.89, 1.93), True), ((99.9999, 100.0001), False), ((0, 9_000_000), False)],
)  # fmt: skip
def test_ticks_are_three_to_five_round_values_inside_the_range(values, log):
    """On a log axis too."""
    found = plot.ticks(values, log)

    low, high = (10 ** values[0], 10 ** values[1]) if log else values
    assert 3 <= len(found) <= 5
    assert all(low - 1e-9 <= value <= high + 1e-9 for value in found)


def test_plain_text_has_one_line_and_no_control_characters():
    """Marks that turn the direction are gone, joiners of scripts stay."""
    assert plain("a\n\tb\x00\u202ec\u200d\ud800") == "a bc\u200d"


def test_a_card_takes_less_than_300_ms_of_one_core(prices):
    """The heaviest one: all prices by day; the fonts are read before."""
    pictures.card(prices, LINK)
    start = time.process_time()
    pictures.card(prices, LINK)

    assert time.process_time() - start < 0.3


def test_a_card_needs_neither_streamlit_nor_kaleido():
    """Importing the pictures imports none of them, nor does finding the font."""
    code = (
        "import sys\nfrom oilwatch import pictures\nfrom oilwatch.pictures import fonts\n"
        "fonts.face(20)\nprint(sorted({'streamlit', 'kaleido'} & set(sys.modules)))"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert said.stdout.strip() == "[]"
