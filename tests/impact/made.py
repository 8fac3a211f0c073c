"""Made-up prices and events, and the slow count that the fast one must equal."""

from datetime import date, timedelta
from itertools import pairwise

import numpy as np

from oilwatch.impacts.windows import GAP, Prices
from oilwatch.model import Event, Observation
from tests.kit import DAILY

FIRST = date(2010, 1, 4)
"""A Monday."""


def weekdays(number, first=FIRST):
    """Return so many weekdays from *first* on, as datetime64."""
    return np.busday_offset(np.datetime64(first, "D"), np.arange(number), roll="forward")


def walk(number, seed, *, noise=0.02, steps=()):
    """Return a random walk of so many weekdays; *steps*: (position, percent) added for good."""
    changes = np.random.default_rng(seed).normal(0, noise, number)
    for position, percent in steps:
        changes[position] += np.log(1 + percent / 100)
    return Prices(weekdays(number), 70 * np.exp(np.cumsum(changes)))


def event(day, *, number=0, size=None, importance=2, kind="voluntary_cut", time="", zone=""):
    """Return an event of a day."""
    return Event(
        f"{day}-made-{number}", date.fromisoformat(str(day)), f"Made up {number}", kind, "opec", (), size, "",
        importance, "high", "https://example.org/e", time=time, zone=zone,
    )  # fmt: skip


def keep(store, prices, series_id=DAILY.id, seen_from="2026-01-01"):
    """Record prices in a store."""
    rows = zip(prices.days.tolist(), prices.closes.tolist(), strict=True)
    store.record([Observation(series_id, str(day), close) for day, close in rows], seen_from=seen_from)


def five_years_before(day):
    """Return the same day five years before, 28 February where there is none."""
    try:
        return day.replace(year=day.year - 5)
    except ValueError:
        return day.replace(year=day.year - 5, day=28)


def slow_placebos(prices, base, length, unit):
    """Return the placebo changes of a window with its base at a position, one after another."""
    days, closes = prices.days.tolist(), prices.closes.tolist()
    found = []
    for start in range(base - length + 1):
        path = days[start : start + length + 1]
        if path[0] < five_years_before(days[base]):
            continue
        if any(b - a > timedelta(days=GAP) for a, b in pairwise(path)):
            continue
        low, high = closes[start], closes[start + length]
        if unit == "percent" and min(low, high) <= 0:
            continue
        found.append(round(100 * (high / low - 1) if unit == "percent" else high - low, 9))
    return found


def slow_rank(among, value):
    """Return the percentile by counting."""
    value = round(value, 9)
    return 100 * (sum(one < value for one in among) + sum(one == value for one in among) / 2) / len(among)
