"""A change over a window of sessions, and its place among all windows of that length before it. Pure.

Placebo windows lie wholly inside the five years before the window's base. They overlap, so the 95% band
takes its quantiles half an independent window further out (docs/adr/0008).
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from oilwatch.errors import InputError
from oilwatch.model import Measured, Window
from oilwatch.periods import day_text

Floats = NDArray[np.float64]
Days = NDArray[np.datetime64]

FEWEST = 250
"""With fewer placebo windows there is no percentile and no band."""
GAP = 10
"""Sessions further apart than this many days are not taken for neighbours."""
YEARS = 5
_ROUND = 9
"""Changes are compared to this many decimals, so that equal ones are equal."""


@dataclass(frozen=True, slots=True, eq=False)
class Prices:
    """The sessions of a series: *days* (datetime64[D], rising) and *closes* (USD/bbl), of one length."""

    days: Days
    closes: Floats

    def __post_init__(self) -> None:
        if self.days.shape != self.closes.shape or self.days.ndim != 1:
            raise InputError(
                f"expected a close a day, got {self.days.shape} days, {self.closes.shape} closes"
            )
        if len(self.days) > 1 and not (np.diff(self.days).astype(np.int64) > 0).all():
            raise InputError("expected days that rise, each once; sort them first")

    def day(self, position: int) -> date:
        """Return the day of a session."""
        found: date = self.days[position].item()
        return found


def years_before(days: Any) -> Any:
    """Return the same days of the calendar five years before; 28 February where there is no 29th."""
    months = days.astype("datetime64[M]")
    into = days - months.astype("datetime64[D]")
    last = (months - (12 * YEARS - 1)).astype("datetime64[D]") - 1
    return np.minimum((months - 12 * YEARS).astype("datetime64[D]") + into, last)


def changes(before: Floats, after: Floats, unit: str) -> Floats:
    """Return the changes in ``dollars`` or ``percent``; NaN in percent where a close is not above zero."""
    found: Floats = after - before
    if unit == "percent":
        found = np.full(before.shape, np.nan)
        np.divide(after, before, out=found, where=(before > 0) & (after > 0))
        found = 100 * (found - 1)
    rounded: Floats = np.round(found, _ROUND)
    return rounded


def placebo(prices: Prices, length: int, span: tuple[int, int], unit: str) -> Floats:
    """Return the change over each window of *length* sessions from base to end inside *span*.

    *span*: positions of the first base and of the last end. Windows across a gap are not among them; NaN
    in percent where a close is not above zero.
    """
    first, last = span
    if last - first < length:
        return np.empty(0)
    days, closes = prices.days[first : last + 1], prices.closes[first : last + 1]
    gaps = np.concatenate([[0], np.cumsum(np.diff(days).astype(np.int64) > GAP)])
    whole = gaps[length:] == gaps[:-length]
    found: Floats = changes(closes[:-length], closes[length:], unit)[whole]
    return found


def measure(prices: Prices, position: int, window: Window, *, by: date | None = None) -> Measured:
    """Return the change over *window* around session 0 at *position*, compared with the five years before.

    *position* may be ``len(prices.days)``: session 0 had not come. *by*: the reader's day, for the words.
    """
    base, end = position + window[0] - 1, position + window[1]
    reason = _reason(prices, (base, end), window, by)
    if reason:
        return Measured(window, reason)
    ends = prices.closes[base : base + 1], prices.closes[end : end + 1]
    dollars, percent = float(changes(*ends, "dollars")[0]), float(changes(*ends, "percent")[0])
    unit = "dollars" if np.isnan(percent) else "percent"
    start = years_before(prices.days[base])
    first = int(np.searchsorted(prices.days, start))
    every = placebo(prices, end - base, (first, base), unit)
    usable = every[~np.isnan(every)]
    notes = ["no percent: a close is not above zero"] if unit == "dollars" else []
    if first == 0 and base and prices.days[0] - start > GAP:
        notes.append(f"compared with less than five years: the record begins on {day_text(prices.day(0))}")
    dropped = len(every) - len(usable)
    if dropped:
        notes.append(f"{dropped} windows with a close that is not above zero are not compared with")
    return Measured(
        window, "", prices.day(base), float(ends[0][0]), prices.day(end), float(ends[1][0]),
        dollars, percent if unit == "percent" else None, unit, len(usable), dropped,
        **_placed(dollars if unit == "dollars" else percent, usable, end - base, notes),
    )  # fmt: skip


def _placed(observed: float, usable: Floats, length: int, notes: list[str]) -> dict[str, Any]:
    """Return the fields that compare an observed change with the placebo windows, and the notes."""
    number = len(usable)
    if number < FEWEST:
        told = f"no percentile and no band: {number} earlier windows to compare with, {FEWEST} are needed"
        return {"notes": (*notes, told)}
    size = np.abs(usable)
    low, high = np.quantile(usable, tails(number, length))
    median = float(np.median(usable))
    return {
        "percentile": rank(usable, observed),
        "percentile_size": rank(size, abs(observed)),
        "at_least": 100 * float(np.count_nonzero(size >= abs(observed))) / number,
        "effect": observed - median,
        "low": observed - float(high),
        "high": observed - float(low),
        "notes": tuple(notes),
    }


def tails(number: int, length: int) -> tuple[float, float]:
    """Return the two quantiles of a 95% band from *number* overlapping windows of *length* sessions.

    2.5% and 97.5%, each half a window further out of the ``number / length`` that do not overlap.
    """
    step = 0.5 * length / number
    return max(0.0, 0.025 - step), min(1.0, 0.975 + step)


def rank(among: Floats, value: float) -> float:
    """Return the share of *among* below *value* in percent, ties counted half."""
    below, ties = np.count_nonzero(among < value), np.count_nonzero(among == value)
    return 100 * float(below + 0.5 * ties) / len(among)


def _reason(prices: Prices, places: tuple[int, int], window: Window, by: date | None) -> str:
    """Return why a window cannot be measured; empty: it can."""
    base, end = places
    number = len(prices.days)
    if not number:
        return "there are no prices"
    if base < 0:
        return f"the record begins on {day_text(prices.day(0))}, after the window's base"
    if end >= number:
        name = f"{window[1]:+d}" if window[1] else "0"
        return f"no price of session {name} had been published by {day_text(by or prices.day(-1))}"
    days = prices.days[base : end + 1]
    wide = np.flatnonzero(np.diff(days).astype(np.int64) > GAP)
    if len(wide):
        ends = [day_text(days[wide[0] + more].item()) for more in (0, 1)]
        return f"no price between {ends[0]} and {ends[1]}: a gap of more than {GAP} days is not bridged"
    return ""
