"""A number that a view shows, and the receipts of the figures that it is made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from oilwatch.errors import InputError
from oilwatch.receipts.one import Receipt, amount, receipt
from oilwatch.store import Store

if TYPE_CHECKING:
    import pandas as pd

    from oilwatch.views import Content


@dataclass(frozen=True, slots=True)
class Derived:
    """One number of a view: of which line and period, how it was worked out, and of what.

    *formula* is empty where the number is the one figure itself.
    """

    name: str
    period: str
    value: float
    unit: str
    formula: str
    parts: tuple[Receipt, ...]


def behind(store: Store, content: "Content", at: int, period: str) -> Derived:
    """Return what stands behind the number of line *at* of a view at a period, as the view reads it.

    Raises InputError where the view has no such number.
    """
    import pandas as pd

    from oilwatch.charts.lines import DECIMALS

    lines = content.lines.lines
    try:
        line = lines[at]
        value = float(line.values.loc[pd.Timestamp(period)])
    except (IndexError, KeyError, ValueError):
        raise InputError(
            f"the view has no number {str(period)[:20]!r} in line {at + 1} of {len(lines)}"
        ) from None
    kind = "level" if line.record is not None else content.shown.transform
    found = {"level": _level, "spread": _spread, "change": _change, "rebased": _rebased, "share": _share}
    parts = [_part(store, content, *one) for one in found[kind](store, content, at, period)]
    formula = _formula(kind, [one.value for one in parts], round(value, DECIMALS), at)
    return Derived(line.name, period, value, content.lines.unit, formula, tuple(parts))


Named = list[tuple[str, str]]
"""The series and period of each figure that a number is made of."""


def _part(store: Store, content: "Content", series_id: str, period: str) -> Receipt:
    """Return the receipt of a figure as the view reads it, in its unit where it shows the figure itself."""
    unit = content.lines.unit if content.lines.unit in ("kb/d", "mb/d") else None
    return receipt(store, series_id, period, content.view.as_of, content.version, unit)


def _level(_store: Store, content: "Content", at: int, period: str) -> Named:
    return [(content.lines.lines[at].about.id, period)]


def _spread(_store: Store, content: "Content", _at: int, period: str) -> Named:
    return [(about.id, period) for about in content.abouts[:2]]


def _share(_store: Store, content: "Content", _at: int, period: str) -> Named:
    return [(line.about.id, period) for line in content.lines.lines]


def _rebased(_store: Store, content: "Content", at: int, period: str) -> Named:
    line = content.lines.lines[at]
    return [(line.about.id, period), (line.about.id, _text(line.values.index[0], period))]


def _change(store: Store, content: "Content", at: int, period: str) -> Named:
    """Return the figure and the one a year before, by the rule of ``transform.change_on_year``."""
    import pandas as pd

    from oilwatch.charts.transform import TOLERANCE, YEAR

    about = content.lines.lines[at].about
    wanted = pd.Timestamp(period) - YEAR
    first = (wanted - TOLERANCE).date()
    _, held = store.seen(
        about.id, start=first, end=wanted.date(), as_of=content.view.as_of, version=content.version
    )
    days = [one.period for one in held if first <= pd.Timestamp(one.period).date() <= wanted.date()]
    if not days:
        span = f"{first} to {first + timedelta(days=TOLERANCE.days)}"
        raise InputError(f"{about.id} has no figure from {span}, a year before {period}")
    return [(about.id, period), (about.id, days[-1])]


def _text(when: "pd.Timestamp", like: str) -> str:
    return f"{when:%Y-%m}" if len(like) == len("2026-03") else f"{when:%Y-%m-%d}"


def _formula(kind: str, values: Sequence[float], result: float, at: int) -> str:
    """Return how a number was worked out, as a sum."""
    told = [amount(value) for value in values]
    if kind == "spread":
        return f"{told[0]} − {told[1]} = {amount(result)}"
    if kind == "change":
        return f"({told[0]} / {told[1]} − 1) × 100 = {amount(result)}"
    if kind == "rebased":
        return f"{told[0]} / {told[1]} × 100 = {amount(result)}"
    return f"{told[at]} / ({' + '.join(told)}) × 100 = {amount(result)}" if kind == "share" else ""
