"""Plain test values: series of our own, and the moments at which the tests stand."""

from dataclasses import replace
from datetime import UTC, datetime

from oilwatch.model import Observation, Series

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
JAN, FEB, MAR, APR = "2024-01-31", "2024-02-29", "2024-03-31", "2024-04-30"

_ANY = Series(
    id="price.test.daily",
    title="Test crude spot price",
    measure="price",
    entity="TEST",
    entity_name="Test",
    definition="Made up for a test",
    unit="USD/bbl",
    frequency="daily",
    publisher="Test Office",
    publisher_id="TEST.D",
    source_url="https://example.org/test",
    licence="public domain",
    lag_days=3,
    preference=1,
)


def a_series(series_id: str, frequency: str = "daily", **changes: object) -> Series:
    """Return the description of a made-up series."""
    return replace(_ANY, id=series_id, frequency=frequency, **changes)


DAILY = a_series("price.test.daily")
WEEKLY = a_series("production.test.weekly", "weekly", unit="kb/d", measure="production", lag_days=5)
MONTHLY = a_series("production.test.monthly", "monthly", unit="kb/d", measure="production", lag_days=40)


def daily(period: str, value: float | None) -> Observation:
    """Return one value of the daily test series; None is a withdrawal."""
    return Observation(DAILY.id, period, value)


def monthly(period: str, value: float | None) -> Observation:
    """Return one value of the monthly test series; None is a withdrawal."""
    return Observation(MONTHLY.id, period, value)
