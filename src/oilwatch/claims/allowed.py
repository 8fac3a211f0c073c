"""How far a recorded figure may lie from a claim: one rule a name, stated in every verdict."""

from dataclasses import dataclass

from oilwatch.claims.figures import Reading
from oilwatch.claims.tolerance import ABOUT, ABOUT_MOVE, NEARLY, OVER
from oilwatch.model import Claim

SOFT = {"price": 0.01, "production": 0.03, "inventory": 0.03}
SOFT_POINTS = 0.5
BOUNDS = frozenset("more_than less_than up_to at_least range".split())
RULES = {
    "digits": "half a unit of the last printed digit",
    "rounding": "the printed figure ends in zeros: half a unit of the digit before",
    "about": f"about: the wider of digits and {ABOUT:.0%} (of moves 1 point and {ABOUT_MOVE:.0%})",
    "nearly": f"nearly: from {NEARLY} of the figure to the figure",
    "more_than": f"more than: from the figure to {OVER:.2f} of it, beyond that true but understated",
    "less_than": f"less than: from {2 - OVER:.2g} of the figure to the figure",
    "range": "a range: anywhere between its ends",
    "ends": "of a change: both end points as printed, or the difference of the rounded end points",
    "soft": "beyond the printed digits, but within the soft band",
    "none": "no tolerance: it was not compared",
    "order": "ties allowed; within the window nothing may lie beyond",
    "streak": "the number of moves in a row, one more or less is off",
    "rank": "the order of producers; within 1% of each other it is open",
    "decision": "decisions are exact to the printed digits",
}
_NAMES = {"at_least": "more_than", "up_to": "less_than"}


@dataclass(frozen=True, slots=True)
class Fit:
    """How a reading fits a claim: the verdict in a word (empty: not at all), and the rule that decided."""

    verdict: str
    rule: str


def fit(claim: Claim, reading: Reading) -> Fit:
    """Return how a reading fits a claim: ``matches``, ``rounds_to`` or not."""
    low, high = interval(claim)
    digits = claim.digits or _least(claim)
    if claim.modifier in BOUNDS:
        return _bounded(claim, reading, low, high)
    value = number(claim)
    actual = reading.nearest(value)
    if abs(actual - value) <= digits * 1.000001:
        return Fit("matches", rule("digits", digits, claim))
    if low <= actual <= high:
        return Fit("rounds_to", rule(_name(claim), (high - low) / 2, claim))
    coarse = _coarse(claim, value, digits)
    if coarse and abs(actual - value) <= coarse:
        return Fit("rounds_to", rule("rounding", coarse, claim))
    if claim.kind == "change" and _ends(claim, reading, value, digits):
        return Fit("rounds_to", rule("ends", 2 * digits, claim))
    return Fit("", rule("soft", soft(claim, reading), claim))


def _bounded(claim: Claim, reading: Reading, low: float, high: float) -> Fit:
    named = rule(_name(claim), claim.digits, claim)
    if reading.high >= low and reading.low <= high:
        return Fit("matches", named)
    if claim.modifier in ("more_than", "at_least"):
        actual, value = reading.nearest(number(claim)), number(claim)
        if actual * value > 0 and abs(actual) > abs(value):
            return Fit("rounds_to", named)
    if claim.modifier in ("less_than", "up_to"):
        actual, value = reading.nearest(number(claim)), number(claim)
        if actual * value > 0 and abs(value) > abs(actual):
            return Fit("rounds_to", named)
    value = number(claim)
    if abs(reading.nearest(value) - value) <= claim.digits:
        return Fit("rounds_to", rule("digits", claim.digits, claim))
    return Fit("", rule("soft", soft(claim, reading), claim))


def _ends(claim: Claim, reading: Reading, value: float, digits: float) -> bool:
    if abs(reading.nearest(value) - value) <= 2 * digits:
        return True
    ends = [figure.seen.value for _, figure in reading.rows]
    if len(ends) != 2 or claim.normalized_unit not in ("kb/d", "USD/bbl"):
        return False
    unit = 2 * digits
    rounded = round(ends[0] / unit) * unit - round(ends[1] / unit) * unit
    return abs(rounded - value) <= unit * 0.01


def soft(claim: Claim, reading: Reading) -> float:
    """Return the half width of the band in which a figure is off, but not wrong."""
    if claim.kind in ("share", "ratio", "compliance"):
        return max(3 * claim.digits, 0.05 * abs(number(claim)))
    if claim.normalized_unit == "percent":
        return SOFT_POINTS if "price" in claim.measure else 100 * SOFT["production"]
    share = SOFT["price" if "price" in claim.measure else "production"]
    return share * abs(reading.level)


def interval(claim: Claim) -> tuple[float, float]:
    """Return the lowest and highest value that a claim allows."""
    if claim.low is not None and claim.high is not None:
        return claim.low, claim.high
    value = claim.normalized_value
    if isinstance(value, tuple):
        return value[0] - claim.digits, value[1] + claim.digits
    return number(claim) - claim.digits, number(claim) + claim.digits


def number(claim: Claim) -> float:
    """Return the value of a claim; of a range its middle."""
    value = claim.normalized_value
    if isinstance(value, tuple):
        return (value[0] + value[1]) / 2
    return float(value)


def _least(claim: Claim) -> float:
    return 1e-6 * abs(number(claim))


def _coarse(claim: Claim, value: float, digits: float) -> float:
    """Return half a unit of the digit before the last, where the last is a zero; else 0."""
    unit = 10 * (digits if claim.normalized_unit == "USD/bbl" else 2 * digits)
    if not unit or abs(value / unit - round(value / unit)) > 1e-6:
        return 0.0
    return unit / 2 * 1.000001


def _name(claim: Claim) -> str:
    return (
        _NAMES.get(claim.modifier, claim.modifier)
        if claim.modifier in RULES or claim.modifier in _NAMES
        else "digits"
    )


def rule(name: str, size: float = 0.0, claim: Claim | None = None) -> str:
    """Return a rule as it is stated: its name, its words and, where it has one, its size."""
    from oilwatch.claims.wording import plain

    words = (
        f"{name}: {RULES[name]}" if not RULES[name].startswith(f"{name.replace('_', ' ')}:") else RULES[name]
    )
    if not size or claim is None:
        return words
    told = f"{size:.2g} points" if claim.normalized_unit == "percent" else plain(size, claim.normalized_unit)
    return f"{words} ({told})"
