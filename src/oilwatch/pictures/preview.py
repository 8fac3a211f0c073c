"""The preview card of a view, 1200 by 630 pixels, as chat programs and social sites show it. No Chrome."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from oilwatch import periods
from oilwatch.charts import labels as end_labels
from oilwatch.charts import words
from oilwatch.charts.gallery.timeline import y_range
from oilwatch.charts.lines import Line
from oilwatch.charts.style import Look
from oilwatch.pictures import fonts, plot, png, svg
from oilwatch.pictures.plot import Plot
from oilwatch.pictures.shapes import Box, Dot, Shape, Sheet, Stroke, Text, plain
from oilwatch.views import Content

WIDTH, HEIGHT = 1200, 630
EDGE = 52
"""Empty rim, in pixels."""
INNER = WIDTH - 2 * EDGE
TITLE, SUBTITLE, LABEL, SMALL = 42, 25, 25, 21
GAP = 30
"""Least distance between two end labels, in pixels."""
LINE = 28
"""Height of a line of the foot, in pixels."""
MOST_LABEL = 430
NOTHING = "No figures in this range"
LOOK = Look()


def card(content: Content, link: str, note: str = "") -> bytes:
    """Return the card as a PNG; the same bytes for the same content, link and note.

    *link*: the address that the card is of. *note*: a sentence on how the view stands, such as since when
    it is frozen.
    """
    return png.draw(sheet(content, link, note))


def card_svg(content: Content, link: str, note: str = "") -> bytes:
    """Return the same card as SVG text in UTF-8: fonts by name, no scripts, nothing that is fetched."""
    return svg.draw(sheet(content, link, note))


def sheet(content: Content, link: str, note: str = "") -> Sheet:
    """Return the card as shapes."""
    head, top = _head(content)
    foot, bottom = _foot(content, link, note)
    body = _empty(top, bottom) if content.lines.span is None else _body(content, top, bottom)
    page = Box((0, 0), (WIDTH, HEIGHT), LOOK.color("page"))
    band = Box((0, 0), (WIDTH, 10), LOOK.color("BRENT"))
    return Sheet(WIDTH, HEIGHT, [page, band, *body, *head, *foot], plain(content.title), plain(content.alt))


def _head(content: Content) -> tuple[list[Shape], float]:
    """Return title and subtitle, and how far down they reach."""
    lines = fonts.wrap(content.title, INNER, TITLE, 2, bold=True)
    shapes: list[Shape] = [
        Text((EDGE, 68 + at * 48), line, TITLE, LOOK.color("text"), bold=True)
        for at, line in enumerate(lines)
    ]
    base = 68 + (len(lines) - 1) * 48 + 38
    shown = content.subtitle[:1].upper() + content.subtitle[1:]
    subtitle = fonts.cut(shown, INNER, SUBTITLE)
    return [*shapes, Text((EDGE, base), subtitle, SUBTITLE, LOOK.color("muted"))], base + 14


def _foot(content: Content, link: str, note: str) -> tuple[list[Shape], float]:
    """Return source, day, note and link, and how far up they reach."""
    muted, base = LOOK.color("muted"), HEIGHT - 28
    day = f"as of {periods.day_text(content.as_of)}"
    room = INNER - fonts.width("oilwatch", SMALL, bold=True) - 30
    shapes: list[Shape] = [
        Text((EDGE, base), fonts.cut(link, room, SMALL), SMALL, LOOK.color("text")),
        Text((WIDTH - EDGE, base), "oilwatch", SMALL, LOOK.color("BRENT"), bold=True, anchor="end"),
    ]
    base -= LINE
    room = INNER - fonts.width(day, SMALL) - 30
    source = fonts.cut(f"Source: {words.sources(content.abouts)}", room, SMALL)
    shapes.append(Text((EDGE, base), source, SMALL, muted))
    shapes.append(Text((WIDTH - EDGE, base), day, SMALL, muted, anchor="end"))
    if note:
        base -= LINE
        shapes.append(Text((EDGE, base), fonts.cut(note, INNER, SMALL), SMALL, LOOK.color("text")))
    return shapes, base - SMALL - 8


def _empty(top: float, bottom: float) -> list[Shape]:
    at = WIDTH / 2, (top + bottom) / 2
    return [Text(at, NOTHING, SUBTITLE, LOOK.color("muted"), anchor="middle")]


@dataclass(frozen=True, slots=True)
class _Label:
    """What stands at the end of a line: its name, then its last value."""

    line: Line
    name: str
    value: str
    size: int
    color: str

    @property
    def width(self) -> float:
        return fonts.width(f"{self.name} ", self.size, bold=True) + fonts.width(self.value, self.size)


def _body(content: Content, top: float, bottom: float) -> Iterator[Shape]:
    held = content.lines
    lines = [line for line in held.lines if len(line.values)]
    assert held.span is not None
    colors = LOOK.lines([line.about for line in held.lines])
    labels = [_label(line, held.unit, held.span[1], colors[line.about.id]) for line in lines]
    values = y_range(held)
    ticks = [(value, plot.tick_text(value, held.unit)) for value in plot.ticks(values, held.log)]
    left = EDGE + max((fonts.width(text, SMALL) for _, text in ticks), default=0) + 14
    right = WIDTH - EDGE - max(label.width for label in labels) - 14
    box = Plot(left, top + 12, right, bottom - 34, held.span, values, held.log)
    for value, text in ticks:
        y = box.y(value)
        yield Stroke(((left, y), (right, y)), LOOK.color("grid"), 1.4)
        yield Text((left - 12, y + 7), text, SMALL, LOOK.color("muted"), anchor="end")
    yield Stroke(((left, box.foot), (right, box.foot)), LOOK.color("muted"), 1.4)
    first, last = plot.ends(held)
    yield Text((left, box.foot + 27), first, SMALL, LOOK.color("muted"))
    if last != first:
        yield Text((right, box.foot + 27), last, SMALL, LOOK.color("muted"), anchor="end")
    yield from _pins(content, box)
    for line in lines:
        yield from _drawn(box, line, colors[line.about.id])
    yield from _ends(box, labels)


def _label(line: Line, unit: str, end: date, color: str) -> _Label:
    required = line.about.measure == "target"
    value, size = plot.amount(float(line.values.iloc[-1]), unit), SMALL if required else LABEL
    if when := line.earlier(end):
        value += f", {when}"
    room = MOST_LABEL - fonts.width(f" {value}", size)
    name = line.name.replace(" less ", " − ")
    return _Label(line, fonts.cut(name, room, size, bold=True), value, size, color)


def _drawn(box: Plot, line: Line, color: str) -> Iterator[Shape]:
    required = line.about.measure == "target"
    for run in plot.courses(box, line):
        if len(run) == 1:
            yield Dot(run[0], 4, color)
        else:
            yield Stroke(plot.stepped(run) if required else run, color, 1.6 if required else 3)


def _ends(box: Plot, labels: Sequence[_Label]) -> Iterator[Shape]:
    wanted = [box.y(float(label.line.values.iloc[-1])) for label in labels]
    placed = end_labels.within(wanted, box.top, box.foot, GAP)
    for label, y in zip(labels, placed, strict=True):
        color, x = label.color, box.right + 14
        yield Text((x, round(y + 8, 1)), label.name, label.size, color, bold=True)
        x += fonts.width(f"{label.name} ", label.size, bold=True)
        yield Text((round(x, 1), round(y + 8, 1)), label.value, label.size, color)


def _pins(content: Content, box: Plot) -> Iterator[Shape]:
    """Return the events that the view names, as a thin line and a title each."""
    known = {event.id: event for event in content.events}
    pinned = [known[event_id] for event_id in content.shown.event if event_id in known]
    for place, event in enumerate(pinned):
        x, color = box.x(event.date), LOOK.color(event.lane)
        yield Stroke(((x, box.top), (x, box.foot)), color, 2)
        on_right = x < (box.left + box.right) / 2
        room = (box.right - x if on_right else x - box.left) - 16
        told = f"{periods.day_text(event.date)}: {event.title}"
        for at, line in enumerate(fonts.wrap(told, room, SMALL, 2 if len(pinned) == 1 else 1, bold=True)):
            where = (x + 8 if on_right else x - 8), box.top + 16 + (place + at) * LINE
            anchor = "start" if on_right else "end"
            yield Text(where, line, SMALL, color, bold=True, anchor=anchor, halo=LOOK.color("page"))
