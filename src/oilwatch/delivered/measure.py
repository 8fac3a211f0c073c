"""What was delivered, month by month, of one series of output. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from oilwatch import periods
from oilwatch.delivered.asked import Window
from oilwatch.delivered.records import Row
from oilwatch.model import Series
from oilwatch.store import Seen

WITH_CONDENSATE = {"RUS": "2020-05"}
"""Entities whose required levels count condensate, until this month (see data/SOURCES.md)."""
SMALLEST = 0.01
"""Below this share of the base a change is too small to measure compliance with."""
SAME = "counts what the level counts"
OVER = "includes condensate, which the level leaves out: overstates the gap"
UNDER = "leaves out condensate, which the level includes: understates the gap"
RISE = "the level lies above the base and asks for no cut: the share of the rise that it allows"
UNKNOWN = "may count other liquids than the level does"


@dataclass(frozen=True, slots=True)
class Side:
    """One series of output beside what was asked of its country."""

    about: Series
    seen: Mapping[str, Seen]
    levels: Mapping[str, float]
    announced: float | None
    group: bool


def rows(side: Side, window: Window) -> Iterator[Row]:
    """Yield the row of each month of a window; a month that was not published has no output."""
    base = side.seen[window.base].value if window.base in side.seen else None
    for month in window.months:
        row, level = side.seen.get(month), side.levels.get(month)
        counts = "" if level is None or row is None else _counts(side.about, month)
        notes = [counts] if counts else []
        if side.group:
            notes += [f"membership changed in {since}" for since, _ in window.breaks if since <= month]
        if row is None:
            notes.insert(0, _missing(side.about, month, window.today))
            yield Row(side.about.id, month, level, None, None, None, base, side.announced, None, None, "",
                      "; ".join(notes))  # fmt: skip
            continue
        compliance, measured, reason = _compliance(
            row.value, base, side.announced, None if level is None else (level, counts)
        )
        gap = None if level is None else round(row.value - level, 6)
        share = round(100 * row.value / level, 2) if level else None
        delivered = None if base is None else round(row.value - base, 6)
        yield Row(side.about.id, month, level, row.value, gap, share, base, side.announced, delivered,
                  compliance, row.vintage, "; ".join(filter(None, [*notes, reason])), measured)  # fmt: skip


def _compliance(
    output: float, base: float | None, announced: float | None, level: tuple[float, str] | None
) -> tuple[float | None, str, str]:
    """Return compliance in percent, what it is measured with, and what has to be said of it in words.

    The change that is announced comes first; a required level serves where output counts what it counts.
    """
    if base is None:
        return None, "", "no compliance: no output is known of the month before the decision"
    asked = {"announced change": announced, "required level": level[0] - base if level else None}
    reason = "no compliance: no level and no change of its own is recorded"
    for measured, change in asked.items():
        if change is None:
            continue
        if measured == "required level" and level and level[1] in (OVER, UNDER):
            reason = "no compliance with a level that counts otherwise"
        elif not change or abs(change) < SMALLEST * base:
            reason = f"no compliance: the {measured} asks for less than 1% of the base"
        else:
            rise = measured == "required level" and change > 0
            share = round(100 * (output - base) / change, 2)
            return share, "allowed rise" if rise else measured, RISE if rise else ""
    return None, "", reason


def _counts(about: Series, month: str) -> str:
    """Return whether a series of output counts what the required level of a month counts, in words."""
    level = month < WITH_CONDENSATE.get(about.entity, "")
    if "including lease condensate" in about.definition:
        return SAME if level else OVER
    if "without lease condensate" in about.definition:
        return UNDER if level else SAME
    return UNKNOWN


def _missing(about: Series, month: str, today: str) -> str:
    end = periods.end(month)
    if today <= end.isoformat():
        return f"not published: the month was not over on {today}"
    if today < (end + timedelta(days=about.lag_days)).isoformat():
        return f"not published by {today}: its figures come about {about.lag_days} days after a month"
    return f"no figure was published by {today}"
