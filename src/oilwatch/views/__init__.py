"""A view filled with figures: what pages, shared links, pictures, files and the API all show."""

from oilwatch.views.content import Content, content, effective
from oilwatch.views.rows import Row, digest, rows, table
from oilwatch.views.since import Change, Since, since
from oilwatch.views.source import Source, current

__all__ = [
    "Change", "Content", "Row", "Since", "Source", "content", "current", "digest", "effective", "rows",
    "since", "table",
]  # fmt: skip
