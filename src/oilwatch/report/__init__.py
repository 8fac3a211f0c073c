"""A check of a story for people and programs: document, text, Markdown, one HTML file."""

from collections.abc import Sequence

from oilwatch.model import Check
from oilwatch.report.document import as_dict, counts, from_dict
from oilwatch.report.plain import markdown, text
from oilwatch.report.spark import Sparks, sparks

__all__ = ["as_dict", "counts", "from_dict", "html", "markdown", "sparks", "text"]


def html(checks: Sequence[Check], sparks: Sequence[Sparks] = (), *, address: str = "") -> str:
    """Return checks as one HTML file; see ``report.file.html``, which loads the charts' colours."""
    from oilwatch.report import file

    return file.html(checks, sparks, address=address)
