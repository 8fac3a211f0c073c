"""What makes the bytes of a bundle, by version, and which files each of it has a hand in."""

import unicodedata
import zlib
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version

import oilwatch

_PACKAGES = ("numpy", "openpyxl", "orjson", "pandas", "pillow", "plotly", "streamlit")
_PICTURE = ("pillow", "freetype", "pillow zlib", "streamlit")
HANDS = {
    "card.png": _PICTURE,
    "card.svg": _PICTURE,
    "figures.xlsx": ("openpyxl", "zlib"),
    "page.html": ("plotly", "orjson", "numpy", "pandas"),
}
"""The files whose bytes may differ for the same figures, and the libraries that make them.

``streamlit`` carries the type of the card.
"""


def made_with() -> dict[str, str]:
    """Return the versions of oilwatch and of the libraries that make bytes; ``none``: not installed."""
    from PIL import features

    found = {
        "oilwatch": oilwatch.__version__,
        "freetype": features.version("freetype2"),
        "pillow zlib": features.version("zlib"),
        "unicode": unicodedata.unidata_version,
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
        **{name: _version(name) for name in _PACKAGES},
    }
    return {name: str(found[name] or "none") for name in sorted(found)}


def others(there: Mapping[str, str], here: Mapping[str, str], name: str = "") -> list[str]:
    """Return, in words, what of the libraries that make file *name* (empty: of all) differs."""
    wanted = HANDS[name] if name else sorted({*there, *here})
    return [
        f"{one} {there.get(one, 'none')[:40]} there, {here.get(one, 'none')} here"
        for one in wanted
        if there.get(one) != here.get(one)
    ]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"
