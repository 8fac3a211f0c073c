"""Figures as people read them: value and unit, and how far one is from another."""

from oilwatch import units
from oilwatch.model import Claim, Verdict

NONE = "—"
MOST_PERCENT = 100
"""Above it a difference in percent, as of a change that hardly was one, says nothing."""


def figure(value: object, unit: str, claim: Claim) -> str:
    """Return a figure with its unit; production in mb/d where the figure claimed is of that size."""
    if isinstance(value, list | tuple):
        first, last = (figure(one, unit, claim) for one in (value[0], value[-1]))
        return f"{first.split(' ')[0].rstrip('%')} to {last}"
    if value is None:
        return NONE
    if not isinstance(value, int | float):
        return str(value)
    if unit == "USD/bbl":
        return f"{'−' if value < 0 else ''}${abs(value):,.2f}"
    large = unit == "kb/d" and _size(claim) >= 1000
    scaled = value / 1000 if large else value
    number = _number(scaled, 3 if large else 2)
    shown = {"percent": "%", "kb/d": " mb/d" if large else " kb/d"}.get(unit, f" {unit}" if unit else "")
    return number + shown


def _number(value: float, places: int) -> str:
    whole, point, part = units.number(round(abs(value), places)).partition(".")
    return f"{'−' if round(value, places) < 0 else ''}{int(whole):,}{point}{part}"


def middle(claim: Claim) -> float | None:
    """Return the value claimed, of a range its middle; None where it is no number."""
    held = claim.normalized_value
    if isinstance(held, str):
        return None
    return sum(held) / len(held) if isinstance(held, tuple) else float(held)


def _size(claim: Claim) -> float:
    held = claim.normalized_value
    every = held if isinstance(held, tuple) else (held,)
    return max((abs(one) for one in every if isinstance(one, int | float)), default=0.0)


def difference(verdict: Verdict) -> str:
    """Return how far the figure is from the record, with its sign, in its own unit and in percent."""
    against = next((one for one in verdict.evidence if one.difference is not None), None)
    if against is None or against.difference is None:
        return ""
    unit, sign = verdict.claim.normalized_unit, "+" if against.difference > 0 else ""
    if unit == "percent":
        return f"{sign}{_number(against.difference, 2)} percentage points"
    text = figure(against.difference, unit, verdict.claim)
    share = against.difference_percent
    if share is None or abs(share) > MOST_PERCENT:
        return f"{sign}{text}"
    return f"{sign}{text} ({units.number(round(abs(share), 1))}%)"
