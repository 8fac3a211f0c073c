"""How a figure is cited: publisher, series, unit, the reader's day and the address."""

from datetime import date

from oilwatch import periods
from oilwatch.model import Series


def citation(about: Series, as_of: str) -> str:
    """Return one line that names publisher, series, unit, the day it is read as of, and the address."""
    key = f" ({about.publisher_id})" if about.publisher_id else ""
    day = periods.day_text(date.fromisoformat(as_of[:10]))
    address = f", {about.source_url}" if about.source_url else ""
    return f"{about.publisher}, {about.title}{key}, {about.unit}, as of {day}{address}"
