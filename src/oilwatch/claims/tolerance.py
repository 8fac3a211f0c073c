"""How exact a figure claims to be: the interval that its printed digits and its modifier allow."""

from oilwatch.claims.scene import Draft

Value = float | tuple[float, float]
ABOUT, ABOUT_MOVE, ABOUT_POINTS = 0.05, 0.15, 1.0
NEARLY, OVER = 0.93, 1.10


def interval(draft: Draft, value: Value, digits: float) -> tuple[float, float]:
    """Return the lowest and highest true value that the words allow, in the normalized unit."""
    if isinstance(value, tuple):
        return value[0] - digits, value[1] + digits
    size, sign = abs(value), -1.0 if value < 0 else 1.0
    low, high = _magnitudes(draft, size, digits)
    ends = sorted((sign * low, sign * high))
    return ends[0], ends[1]


def _magnitudes(draft: Draft, size: float, digits: float) -> tuple[float, float]:
    modifier = draft.modifier
    if draft.quantity is not None and draft.quantity.modifier not in ("exact", "range"):
        modifier = draft.quantity.modifier
    exact = (size - digits, size + digits)
    if modifier == "about":
        moved = draft.measure == "price_change"
        wide = max(
            digits,
            ABOUT_POINTS if draft.kind == "pct_change" else 0.0,
            size * (ABOUT_MOVE if moved else ABOUT),
        )
        return size - wide, size + wide
    if modifier == "nearly":
        return size * NEARLY - digits, size + digits
    if modifier in ("more_than", "at_least"):
        return size - digits if modifier == "at_least" else size, size * OVER + digits
    if modifier in ("less_than", "up_to"):
        return size * (2 - OVER) - digits, size + (digits if modifier == "up_to" else 0)
    return exact
