"""Fixtures: the lines of a view of the bundled figures."""

from dataclasses import replace
from datetime import date

import pytest

from oilwatch import catalog, view
from oilwatch.charts import lines


@pytest.fixture(scope="session")
def read(filled):
    """A function from a page and the parts of a link to (view, lines)."""
    known = catalog.series()

    def of(page="market", **changes):
        for name in ("start", "end", "as_of"):
            if name in changes:
                changes[name] = date.fromisoformat(changes[name])
        shown = replace(view.default(page), **changes)
        abouts = [known[series_id] for series_id in shown.series]
        frames = {about.id: filled.series(about.id, as_of=shown.as_of) for about in abouts}
        return shown, lines.read(shown, abouts, frames)

    return of
