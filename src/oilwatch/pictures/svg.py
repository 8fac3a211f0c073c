"""Shapes as SVG text: no scripts, no links, nothing fetched, all words escaped."""

from collections.abc import Iterator
from html import escape

from oilwatch.pictures import fonts
from oilwatch.pictures.shapes import Box, Dot, Shape, Sheet, Stroke, Text


def draw(sheet: Sheet) -> bytes:
    """Return the picture as an SVG document in UTF-8."""
    return "\n".join(_document(sheet)).encode()


def _document(sheet: Sheet) -> Iterator[str]:
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{sheet.width}" height="{sheet.height}" '
        f'viewBox="0 0 {sheet.width} {sheet.height}" role="img" font-family="{fonts.NAMES}">'
    )
    yield f"<title>{escape(sheet.title)}</title>"
    yield f"<desc>{escape(sheet.alt)}</desc>"
    yield from map(_shape, sheet.shapes)
    yield "</svg>\n"


def _shape(shape: Shape) -> str:
    if isinstance(shape, Box):
        (x, y), (right, foot) = shape.first, shape.last
        return f'<rect x="{x:g}" y="{y:g}" width="{right - x:g}" height="{foot - y:g}" fill="{shape.color}"/>'
    if isinstance(shape, Dot):
        x, y = shape.center
        return f'<circle cx="{x:g}" cy="{y:g}" r="{shape.radius:g}" fill="{shape.color}"/>'
    if isinstance(shape, Stroke):
        course = " ".join(f"{x:.1f},{y:.1f}" for x, y in shape.points)
        return (
            f'<polyline points="{course}" fill="none" stroke="{shape.color}" stroke-width="{shape.width:g}" '
            'stroke-linejoin="round"/>'
        )
    return _text(shape)


def _text(shape: Text) -> str:
    """Return a line of words, as wide as it was measured whatever font the reader has."""
    x, y = shape.at
    rim = (
        f' stroke="{shape.halo}" stroke-width="6" stroke-linejoin="round" paint-order="stroke"'
        if shape.halo
        else ""
    )
    # scripts that Source Sans lacks are as wide as the reader's font makes them
    known = all(ord(char) < 0x530 or 0x2000 <= ord(char) < 0x2300 for char in shape.text)
    long = f"{fonts.width(shape.text, shape.size, shape.bold):.1f}"
    fitted = f' textLength="{long}" lengthAdjust="spacingAndGlyphs"' if known else ""
    return (
        f'<text x="{x:g}" y="{y:g}" font-size="{shape.size}" fill="{shape.color}"{rim} '
        f'font-weight="{fonts.BOLD if shape.bold else fonts.REGULAR}" '
        f'text-anchor="{shape.anchor}"{fitted}>{escape(shape.text)}</text>'
    )
