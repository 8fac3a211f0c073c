"""Shapes as a PNG, drawn by Pillow: lines at three times the size and made small again, words as they are."""

from io import BytesIO

from PIL import Image, ImageDraw

from oilwatch.pictures import fonts
from oilwatch.pictures.shapes import Box, Dot, Shape, Sheet, Stroke, Text

FINE = 3
"""How many times larger lines are drawn, so that their edges are smooth."""
_ANCHORS = {"start": "ls", "middle": "ms", "end": "rs"}


def draw(sheet: Sheet) -> bytes:
    """Return the picture as a PNG, the same bytes for the same shapes; words lie on top of all else."""
    large = Image.new("RGB", (sheet.width * FINE, sheet.height * FINE), "white")
    pen = ImageDraw.Draw(large)
    for shape in sheet.shapes:
        _shape(pen, shape)
    image = large.reduce(FINE)
    pen = ImageDraw.Draw(image)
    for shape in sheet.shapes:
        if isinstance(shape, Text):
            pen.text(
                shape.at, shape.text, fill=shape.color, font=fonts.face(shape.size, shape.bold),
                anchor=_ANCHORS[shape.anchor], stroke_width=3 if shape.halo else 0,
                stroke_fill=shape.halo or None,
            )  # fmt: skip
    out = BytesIO()
    image.save(out, "PNG", compress_level=6)
    return out.getvalue()


def _shape(pen: ImageDraw.ImageDraw, shape: Shape) -> None:
    if isinstance(shape, Box):
        (x, y), (right, foot) = _large(shape.first), _large(shape.last)
        pen.rectangle((x, y, right - 1, foot - 1), fill=shape.color)
    elif isinstance(shape, Dot):
        pen.circle(_large(shape.center), shape.radius * FINE, fill=shape.color)
    elif isinstance(shape, Stroke) and len(shape.points) > 1:
        points = [_large(point) for point in shape.points]
        pen.line(points, fill=shape.color, width=round(shape.width * FINE), joint="curve")


def _large(point: tuple[float, float]) -> tuple[int, int]:
    return round(point[0] * FINE), round(point[1] * FINE)
