"""Figures, periods and vintages as they are told to people, in one plain sentence."""

from collections.abc import Sequence
from functools import lru_cache

from oilwatch import periods
from oilwatch.claims.figures import Case, Reading, grain
from oilwatch.claims.record import Figure
from oilwatch.model import Claim, Series

MINUS = "−"
_SHORT = {
    "U.S. Energy Information Administration": "EIA",
    "Joint Organisations Data Initiative": "JODI",
}
NAMES = {
    "SAU": "Saudi Arabia", "RUS": "Russia", "USA": "the United States", "IRQ": "Iraq", "IRN": "Iran",
    "ARE": "the UAE", "KWT": "Kuwait", "NGA": "Nigeria", "AGO": "Angola", "LBY": "Libya", "VEN": "Venezuela",
    "DZA": "Algeria", "CAN": "Canada", "CHN": "China", "BRA": "Brazil", "NOR": "Norway", "MEX": "Mexico",
    "KAZ": "Kazakhstan", "OMN": "Oman", "GAB": "Gabon", "BRENT": "Brent", "WTI": "WTI", 
    "NONOPEC": "producers outside OPEC",
    "OPEC+8": "the OPEC+ members with voluntary cuts", "WORLD": "the world", "OPECPLUS": "OPEC+",
}  # fmt: skip


def plain(value: float, unit: str) -> str:
    """Return a size with its unit: ``10.7 mb/d``, ``211 kb/d``, ``$84.68``, ``−4.5%``."""
    sign, size = (MINUS if value < 0 else ""), abs(value)
    if unit == "kb/d":
        return f"{sign}{_trim(size / 1000, 3)} mb/d" if size >= 1000 else f"{sign}{_trim(size, 1)} kb/d"
    if unit == "USD/bbl":
        return f"{sign}${size:.2f}"
    if unit == "percent":
        return f"{sign}{_trim(size, 2)}%"
    return (
        f"{sign}{_trim(size, 3)} {unit}".rstrip()
        if unit not in ("ratio", "count", "rank")
        else f"{sign}{_trim(size, 2)}"
    )


def _trim(value: float, places: int) -> str:
    text = f"{value:,.{places}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def claimed(claim: Claim) -> str:
    """Return what a claim says, as a size with its unit."""
    value = claim.normalized_value
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return f"{plain(value[0], claim.normalized_unit)} to {plain(value[1], claim.normalized_unit)}"
    return plain(value, claim.normalized_unit)


def held(reading: Reading, claim: Claim) -> str:
    """Return what a reading says, as a size with its unit."""
    unit = claim.normalized_unit
    if reading.low == reading.high:
        return plain(reading.low, unit)
    return f"{plain(reading.low, unit)} to {plain(reading.high, unit)}"


def difference(claim: Claim, reading: Reading) -> tuple[float, float | None]:
    """Return how far the claim lies from a reading, in its unit and in percent."""
    value = claim.normalized_value
    middle = (value[0] + value[1]) / 2 if isinstance(value, tuple) else float(value)
    nearest = reading.nearest(middle)
    away = round(middle - nearest, 4)
    if claim.normalized_unit == "percent" or not nearest:
        return away, None
    return away, round(100 * away / abs(nearest), 2)


def apart(claim: Claim, reading: Reading) -> str:
    """Return how far a claim is from a reading, in words."""
    away, percent = difference(claim, reading)
    if abs(away) < 5e-4:
        return "no difference"
    word = "above" if away > 0 else "below"
    unit = "points" if claim.normalized_unit == "percent" else ""
    size = f"{_trim(abs(away), 2)} {unit}" if unit else plain(abs(away), claim.normalized_unit)
    return f"the story is {size}{f' ({abs(percent):.1f}%)' if percent is not None else ''} {word} it"


@lru_cache(maxsize=4096)
def publisher(about: Series) -> str:
    """Return a publisher's short name."""
    return _SHORT.get(about.publisher, about.publisher)


@lru_cache(maxsize=65_536)
def span_text(first: str, last: str) -> str:
    """Return a span of days for people: ``Oct 2018``, ``2018``, ``1 Oct 2018 to 3 Nov 2018``."""
    size = grain(first, last)
    if size == "day":
        return periods.period_text(first)
    if size == "month":
        return periods.period_text(first[:7])
    if size == "year":
        return first[:4]
    return f"{periods.period_text(first)} to {periods.period_text(last)}"


@lru_cache(maxsize=65_536)
def vintage(marked: str, seen_from: str) -> str:
    """Return when a value was seen, in words."""
    day = periods.period_text(seen_from[:10])
    return f"in the earliest copy kept, of {day}" if marked == "earliest copy" else f"as published by {day}"


def when(figure: Figure) -> str:
    """Return the vintage of a figure in words."""
    words = vintage(figure.seen.vintage, figure.seen.seen_from)
    return words if figure.known else f"which came out only later, {words}"


def subject(claim: Claim) -> str:
    """Return whose figure it is."""
    return NAMES.get(claim.entity, claim.entity)


def against(case: Case, reading: Reading, span: tuple[str, str] | None = None) -> str:
    """Return what a claim was held against: publisher, series, value, period and vintage."""
    first, last = span or (case.claim.period_start, case.claim.period_end)
    made = f" ({reading.words})" if reading.words else ""
    newest = reading.rows[0][1] if reading.rows else None
    if newest is not None and not reading.known:
        newest = next((figure for _, figure in reading.rows if not figure.known), newest)
    seen = f", {when(newest)}" if newest else ""
    title = f"{publisher(reading.about)}'s “{reading.about.title}”"
    return f"{title} gives {held(reading, case.claim)} for {span_text(first, last)}{made}{seen}"


def considered(words: Sequence[str]) -> str:
    """Return what else was looked at, as the end of a sentence."""
    return f"; also considered: {', '.join(words)}" if words else ""
