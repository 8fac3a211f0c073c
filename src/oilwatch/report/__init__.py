"""A check of a story for people and programs: document, text, Markdown, one HTML file."""

from oilwatch.report.document import as_dict, counts, from_dict
from oilwatch.report.plain import markdown, text

__all__ = ["as_dict", "counts", "from_dict", "markdown", "text"]
