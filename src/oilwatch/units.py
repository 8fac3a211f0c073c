"""Units of production and price. The store holds kb/d and USD/bbl and nothing else."""

from decimal import Decimal

from oilwatch.errors import InputError

_FACTORS = {
    "kb/d": ("production", 1.0),
    "mb/d": ("production", 1000.0),
    "b/d": ("production", 0.001),
    "USD/bbl": ("price", 1.0),
    "cents/bbl": ("price", 0.01),
}
STORED = {"production": "kb/d", "price": "USD/bbl"}


def known() -> list[str]:
    """Return the units that figures may come in."""
    return list(_FACTORS)


def measure(unit: str) -> str:
    """Return ``production`` or ``price``; raise InputError for a unit that is not known."""
    if unit not in _FACTORS:
        raise InputError(f"unit {unit!r} is not known; use one of {', '.join(known())}")
    return _FACTORS[unit][0]


def convert(value: float, unit: str, to: str) -> float:
    """Return *value* given in *unit* as a value in *to*; raise InputError where they measure two things."""
    if measure(unit) != measure(to):
        raise InputError(f"{unit} measures {measure(unit)} and {to} measures {measure(to)}: no conversion")
    if unit == to:
        return value
    return float(f"{value * _FACTORS[unit][1] / _FACTORS[to][1]:.12g}")


def number(value: float) -> str:
    """Return *value* as people write it: no trailing zeros, no exponent, no ``-0``."""
    text = f"{Decimal(f'{value:.15g}'):f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text
