"""Which series a claim is about, by the store's own catalogue, and which others tell of the same thing."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

import numpy as np

from oilwatch.claims import figures
from oilwatch.claims.figures import Case
from oilwatch.claims.record import Record
from oilwatch.model import Series

USUAL_DISTANCE = 0.06
"""How far spot may lie from futures where the store does not have both to tell."""
USUAL_MOVE = 2.0
"""By how many points the move of a day in spot may differ from that in futures, likewise."""
_GRADES = {
    "BRENT": ("brent",),
    "WTI": ("wti", "west texas", "u.s. crude", "us crude", "american crude", "nymex"),
}
_PUBLISHERS = {
    "EIA": "U.S. Energy Information Administration",
    "JODI": "Joint Organisations Data Initiative",
}


@lru_cache(maxsize=4096)
def is_futures(about: Series) -> bool:
    """Return whether a series is of a futures contract."""
    return "futures" in f"{about.id} {about.title}".lower()


@lru_cache(maxsize=4096)
def defined(about: Series) -> str:
    """Return the definition of a series of output as claims name it."""
    words = f"{about.title} {about.definition}".lower()
    if "total petroleum" in words or "liquids" in words.replace("natural gas liquids", ""):
        return "liquids"
    if "without lease condensate" in words:
        return "crude"
    return "crude+condensate" if "condensate" in words else "crude"


def is_by(about: Series, source: str) -> bool:
    """Return whether a series is by the source that a story names."""
    return _PUBLISHERS.get(source) == about.publisher


def has_source(record: Record, case: Case) -> bool:
    """Return whether the store has anything of the claim's entity by the source it names."""
    claim = case.claim
    entity = figures.stored(claim.entity)
    return any(is_by(a, claim.source) for a in record.catalogue.values() if a.entity == entity)


def prices(case: Case) -> tuple[list[Series], bool]:
    """Return the series of a price, those the story speaks of first, and whether that is futures."""
    found = case.record.find("price", case.claim.entity, "daily")
    futures = not speaks_of_spot(case)
    return sorted(found, key=lambda about: is_futures(about) is not futures), futures


def speaks_of_spot(case: Case) -> bool:
    """Return whether a story speaks of spot cargoes, not of futures."""
    if case.claim.definition == "spot":
        return True
    words = case.sentence
    return re.search(r"\bspot\b", words) is not None or "dated brent" in words or "physical" in words


def output(case: Case, first: str, last: str) -> list[Series]:
    """Return the series of an entity's output for a span, the one the claim speaks of first."""
    claim = case.claim
    entity = figures.stored(claim.entity)
    monthly = case.record.find("production", entity, "monthly")
    weekly = case.record.find("production", entity, "weekly")
    by_week = claim.definition == "weekly" or figures.grain(first, last) in ("week", "day")
    pools = [*weekly, *monthly] if by_week else [*monthly, *weekly]
    wanted = {"crude+ngl": "liquids"}.get(claim.definition, claim.definition)
    leads = wanted in ("liquids", "crude+condensate") or (wanted == "crude" and claim.entity != "USA")

    def order(about: Series) -> tuple[bool, bool]:
        return bool(claim.source) and not is_by(about, claim.source), leads and defined(about) != wanted

    return sorted(pools, key=order)


def distance(record: Record, entity: str) -> tuple[float, bool]:
    """Return the store's own 95% range of the distance of spot from futures, and whether it has both."""
    found = _both(record, entity)
    if found is None:
        return USUAL_DISTANCE, False
    spot, futures = found
    return float(np.quantile(np.abs(spot / futures - 1), 0.95)), True


def moves(record: Record, entity: str) -> float:
    """Return the store's own 95% range of the difference between moves of spot and of futures, in points."""
    found = _both(record, entity)
    if found is None:
        return USUAL_MOVE
    spot, futures = (values[1:] / values[:-1] - 1 for values in found)
    return float(100 * np.quantile(np.abs(spot - futures), 0.95))


@lru_cache(maxsize=64)
def _both(record: Record, entity: str) -> "tuple[np.ndarray, np.ndarray] | None":
    found = record.find("price", entity, "daily")
    spot = next((about for about in found if not is_futures(about)), None)
    futures = next((about for about in found if is_futures(about)), None)
    if spot is None or futures is None:
        return None
    first, second = record.held(spot.id), record.held(futures.id)
    other = dict(zip(second.periods, second.values, strict=True))
    pairs = [
        (value, other[period])
        for period, value in zip(first.periods, first.values, strict=True)
        if other.get(period, 0.0) > 1 and value > 1
    ]
    if len(pairs) < 100:
        return None
    spots, settled = zip(*pairs, strict=True)
    return np.array(spots), np.array(settled)


def grades(case: Case) -> Iterator[Case]:
    """Yield the claim for the other grade of crude, unless the sentence names the claim's own alone."""
    own = case.claim.entity
    other = {"BRENT": "WTI", "WTI": "BRENT"}.get(own)
    if other and (not _named(case, own) or _named(case, other)):
        yield case.at(replace(case.claim, entity=other))


def _named(case: Case, grade: str) -> bool:
    return any(name in case.sentence for name in _GRADES[grade])
