"""The type of the card: Source Sans as it comes with Streamlit, else Pillow's own font.

Letters are placed by Pillow's basic layout, which is the same on every machine; the other one depends on a
library of the system that may be missing.
"""

from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from PIL import ImageFont

from oilwatch.pictures.shapes import plain

NAMES = "'Source Sans 3', 'Source Sans', 'Source Sans Pro', Inter, system-ui, sans-serif"
"""The same type by name, for SVG."""
REGULAR, BOLD = 400, 700


@lru_cache(maxsize=64)
def face(size: int, bold: bool = False) -> Any:
    """Return the font (a Pillow one) of *size* pixels."""
    path = _source_sans()
    if path is not None:
        try:
            font = ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)
            font.set_variation_by_axes([BOLD if bold else REGULAR])
            return font
        except (OSError, NotImplementedError):
            pass  # a FreeType that reads no woff2, or knows no weights
    return ImageFont.load_default(size)


def _source_sans() -> str | None:
    """Return where Streamlit keeps Source Sans, found without importing Streamlit."""
    spec = find_spec("streamlit")
    for folder in (spec.submodule_search_locations or []) if spec else []:
        media = Path(folder) / "static" / "static" / "media"
        found = sorted(media.glob("SourceSansVF-Upright*.woff2"))
        if found:
            return str(found[0])
    return None


def width(text: str, size: int, bold: bool = False) -> float:
    """Return how wide a line of words is, in pixels."""
    return float(face(size, bold).getlength(text))


def cut(text: str, room: float, size: int, bold: bool = False) -> str:
    """Return *text*, made plain, shortened to *room* pixels; what was cut is shown by ``…``."""
    text = plain(text[:1_000])
    if width(text, size, bold) <= room:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if width(f"{text[:middle].rstrip()}…", size, bold) <= room:
            low = middle
        else:
            high = middle - 1
    return f"{text[:low].rstrip(' ,;:–')}…"


def wrap(text: str, room: float, size: int, most: int, bold: bool = False) -> list[str]:
    """Return *text* as at most *most* lines of *room* pixels, broken at spaces; the last one is cut."""
    words = plain(text[:1_000]).split(" ")
    lines: list[str] = []
    while words and len(lines) < most - 1:
        taken = 1
        while taken < len(words) and width(" ".join(words[: taken + 1]), size, bold) <= room:
            taken += 1
        line = " ".join(words[:taken])
        if width(line, size, bold) > room:
            break  # one word that is too long: it is cut, and so is all after it
        lines.append(line)
        words = words[taken:]
    return [*lines, cut(" ".join(words), room, size, bold)] if words else lines
