"""The chart of a view as a picture that stands alone, drawn by kaleido in a Chrome."""

from dataclasses import dataclass

from oilwatch import periods
from oilwatch.charts import words
from oilwatch.charts.framed import EDGE, HEADING, SMALL, SUBTITLE, TITLE, Frame, Headed, column, framed
from oilwatch.charts.style import Look
from oilwatch.errors import InputError
from oilwatch.pictures import chrome, fonts
from oilwatch.view import View
from oilwatch.views import Content, Source, content
from oilwatch.views.content import in_panels
from oilwatch.views.drawing import Drawing, figures
from oilwatch.views.source import today

FORMS = ("png", "svg")
SCALE = 2
"""Pixels of a PNG for each of the chart."""
WIDER = 1.34
"""How much wider than measured words may be: the Chrome may have another font."""
PANEL_KEY = (
    "Line: output, at the middle of its period. Steps: required level, the gap shaded. "
    "Grey tick: first value kept, where it differed. Hollow dot: shown by the newest copy only."
)
DESKTOP = Look(width=1120)


def picture(source: Source, view: View, form: str, *, link: str, look: Look = DESKTOP) -> bytes:
    """Return the chart of *view* with title, source, day, licence and *link*, as ``png`` or ``svg``.

    A PNG has two pixels for each of *look*'s width.
    Raises InputError for another form and PictureError where it cannot be drawn: no kaleido, no Chrome, or
    no answer in time.
    """
    if form not in FORMS:
        raise InputError(f"a picture has one of the forms {', '.join(FORMS)}, not {form[:20]!r}")
    day = today()
    inner = Look(look.dark, look.width - 2 * EDGE)
    drawings = figures(source, view, inner, day)
    parts = [_headed(drawing, column(look, len(drawings))[1]) for drawing in drawings]
    sheet = framed(parts, _frame(content(source, view, day), link, look), look)
    return chrome.draw(sheet.to_json(), form, SCALE if form == "png" else 1)


def _headed(drawing: Drawing, width: float) -> Headed:
    if not drawing.heading:
        return Headed(drawing.figure)
    room = _Room(width - 16)
    return Headed(
        drawing.figure,
        room.lines(drawing.heading, HEADING, 1, bold=True),
        room.lines(drawing.finding, SMALL, 3),
    )


def _frame(held: Content, link: str, look: Look) -> Frame:
    room = _Room(look.width - 2 * EDGE)
    licences = "; ".join(dict.fromkeys(about.licence for about in held.abouts if about.licence))
    foot = (
        *(room.lines(PANEL_KEY, SMALL, 6) if in_panels(held.shown) else ()),
        *room.lines(f"Source: {words.sources(held.abouts)}", SMALL, 6),
        *(room.lines(f"Licence: {licences}", SMALL, 6) if licences else ()),
        *room.lines(f"As of {periods.day_text(held.as_of)} · oilwatch · {link}", SMALL, 4),
    )
    subtitle = held.subtitle[:1].upper() + held.subtitle[1:]
    return Frame(room.lines(held.title, TITLE, 3, bold=True), room.lines(subtitle, SUBTITLE, 2), foot)


@dataclass(frozen=True, slots=True)
class _Room:
    """A width, in pixels, that words are broken to."""

    width: float

    def lines(self, text: str, size: int, most: int, bold: bool = False) -> tuple[str, ...]:
        """Return *text* as at most *most* lines that also a wider font does not carry over the edge."""
        return tuple(fonts.wrap(text, self.width / WIDER, size, most, bold)) if text else ()
