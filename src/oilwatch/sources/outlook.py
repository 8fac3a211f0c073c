"""Editions of the Short-Term Energy Outlook: history up to the month before, forecasts from then on."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from oilwatch.sources import Observation


def edition_month(now: datetime) -> str:
    """Return the month of the newest edition that is out: they come on the Tuesday after the first Thursday.

    Nothing in EIA's answers names the edition; before that day of a month the one before is the newest.
    """
    first = date(now.year, now.month, 1)
    thursday = first + timedelta(days=(3 - first.weekday()) % 7)
    released = thursday + timedelta(days=5)
    return f"{first if now.date() >= released else first - timedelta(days=1):%Y-%m}"


def split(
    rows: Iterable[Observation], edition: str
) -> tuple[tuple[Observation, ...], tuple[Observation, ...]]:
    """Return (figures, forecasts) of an edition; with no edition everything is a figure."""
    whole = tuple(rows)
    if not edition:
        return whole, ()
    return tuple(r for r in whole if r.period < edition), tuple(r for r in whole if r.period >= edition)
