"""Files that pages and exports carry along: the bundle of plotly.js that draws our charts.

``plotly-basic.min.js`` is the npm package ``plotly.js-basic-dist-min`` 4.1.1 as published (MIT,
plotly-basic.LICENSE); docs/adr/0010 says why it is kept here.
"""

from functools import cache
from importlib.resources import files

PLOTLY_VERSION = "4.1.1"
PLOTLY_SHA256 = "99784e3abfb07b142a15e521a439e6d9addceadb3f79553fd24c72774f0649ba"
"""What the bundle hashes to; it is served and written as it is, so this is what a reader gets."""


@cache
def plotly_basic() -> bytes:
    """Return the bundle: JavaScript in UTF-8 that sets ``Plotly``, with scatter, bar and pie traces.

    It holds the addresses of plotly's cloud and maps as defaults: draw with ``plotlyServerURL`` empty.
    """
    return files(__name__).joinpath("plotly-basic.min.js").read_bytes()
