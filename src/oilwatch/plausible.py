"""Whether a figure can be believed before it is recorded. Pure; docs/plausibility.md says what it catches.

A change is not believed where its period is not over, where it is off by a factor that a wrong unit or a lost
digit gives, where it is out of all bounds, or where it jumps further than its series ever did. What is not
believed is held aside with the reason; nothing is dropped.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from oilwatch import periods
from oilwatch.model import Series

BOUNDS = {"price": (-200.0, 2000.0), "production": (0.0, 150_000.0), "target": (0.0, 150_000.0)}
"""USD/bbl and kb/d; the world's output is some 105,000."""
SLIPS = {
    "price": {100: 0.15, 1000: 0.25},
    "production": {10: 0.04, 1000: 0.25, 1_000_000: 0.25},
    "target": {1000: 0.25},
}
"""Factors that a wrong unit or a lost digit gives, and how near to them is near."""
NEAR_DAYS = 0.2
BEYOND = 50
"""No output ever rose or fell to so many times what it was from one period to the next."""
FURTHER, TIMES, LONG_ENOUGH = 4.0, 2.0, 24
"""A jump: 4 times the furthest step so far and to more than double or less than half, after 24 steps."""
MOST_MISSING, FEW = 0.05, 3
"""An answer that lacks more than 3 periods and 5% of what stood was cut; that is no withdrawal."""


@dataclass(slots=True)
class _Path:
    """The figures believed so far, in the order of periods."""

    before: float | None = None
    furthest: float = 0.0
    steps: int = 0

    def go(self, value: float) -> None:
        if self.before is not None:
            self.furthest = max(self.furthest, abs(value - self.before))
            self.steps += 1
        self.before = value


def screen(
    about: Series, standing: Mapping[str, float], changes: Mapping[str, float | None], moment: str
) -> dict[str, str]:
    """Return why a change is not believed, by period; *changes* come in one copy seen at *moment*.

    A change without value is a withdrawal. All values are in the series' unit.
    """
    if not changes:
        return {}
    doubts = _withdrawals(standing, changes)
    valued = {p: v for p, v in changes.items() if v is not None}
    day = moment[:10]
    if about.lag_days >= 0 and max(valued, default="") >= day[:7]:  # what is announced ahead may lie ahead
        late = [p for p in valued if p[:7] >= day[:7] and periods.end(p).isoformat() > day]
        doubts |= dict.fromkeys(late, f"the period was not over on {day}, when it was seen")
        valued = {p: v for p, v in valued.items() if p not in doubts}
    if valued and (standing.keys() & valued.keys() or _stands_out(about, standing, valued)):
        doubts |= _unusual(about, standing, valued)
    return doubts


def _withdrawals(standing: Mapping[str, float], changes: Mapping[str, float | None]) -> dict[str, str]:
    gone = [p for p, v in changes.items() if v is None and p in standing]
    if len(gone) <= max(FEW, MOST_MISSING * len(standing)):
        return {}
    return dict.fromkeys(gone, f"{len(gone)} of {len(standing)} published periods are missing at once")


def _stands_out(about: Series, standing: Mapping[str, float], changes: Mapping[str, float]) -> bool:
    """Return whether anything is unusual enough to walk through the figures one by one."""
    whole = {**standing, **changes}
    values = np.array([whole[p] for p in sorted(whole)])
    low, high = BOUNDS[about.measure]
    if values.min() < low or values.max() > high:
        return True
    steps = np.abs(np.diff(values))
    small, large = np.sort(np.abs(np.stack([values[:-1], values[1:]])), axis=0)
    furthest = np.maximum.accumulate(steps)[:-1]
    jumps = (steps[1:] > FURTHER * furthest) & (large[1:] > TIMES * small[1:])
    return bool((large > 5 * small).any() or jumps[LONG_ENOUGH - 1 :].any())


def _unusual(about: Series, standing: Mapping[str, float], changes: Mapping[str, float]) -> dict[str, str]:
    doubts: dict[str, str] = {}
    path = _Path()
    for period in sorted(standing.keys() | changes.keys()):
        old = standing.get(period)
        value = changes.get(period, old)
        if period in changes:
            why = _why_not(about, period, (changes[period], path.before if old is None else old), path)
            if why:
                doubts[period] = why
                value = old
        if value is not None:
            path.go(value)
    return doubts


def _why_not(about: Series, period: str, pair: tuple[float, float | None], path: _Path) -> str:
    value, known = pair
    low, high = BOUNDS[about.measure]
    if not low <= value <= high:
        return f"{value:g} {about.unit} is out of all bounds ({low:g} to {high:g})"
    if known is None:
        return ""
    if slip := _slip(about, period, value, known):
        return f"{value:g} is {slip} what stood before ({known:g}): a wrong unit?"
    step, far = abs(value - known), FURTHER * path.furthest
    much = max(abs(value), abs(known)) > TIMES * min(abs(value), abs(known))
    if path.steps >= LONG_ENOUGH and much and step > far > 0:
        return f"a jump from {known:g} to {value:g}; the furthest step before was {path.furthest:g}"
    return ""


def _slip(about: Series, period: str, value: float, known: float) -> str:
    """Return in words the factor by which *value* is off, where it is one that a wrong unit gives."""
    small, large = sorted((abs(value), abs(known)))
    if not small:
        return ""
    factors = dict(SLIPS[about.measure])
    if about.frequency == "monthly" and about.measure == "production":
        factors[periods.end(period).day] = NEAR_DAYS
    for factor, near in factors.items():
        if abs(large / factor / small - 1) <= near:
            times = f"about {factor:,} times"
            return times if abs(value) == large else f"about one {factor:,}th of"
    if large > BEYOND * small and about.measure == "production":
        return f"more than {BEYOND} times" if abs(value) == large else f"less than one {BEYOND}th of"
    return ""
