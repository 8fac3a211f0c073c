"""When a decision is near a claim, and when its size is the claim's."""

from datetime import date, timedelta
from functools import lru_cache

from oilwatch.claims import allowed, sizes
from oilwatch.claims.figures import Case
from oilwatch.claims.sizes import Size

NOTE = 0.005
"""A decision of 547 kb/d told as 548 is worth a note, and no error."""
SPAN_DAYS = 1200
NEAR_DAYS = 400
NEEDS = "the decision in the catalogue of events"


@lru_cache(maxsize=65_536)
def after(day: str, days: int) -> str:
    """Return the day so many days after another."""
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


@lru_cache(maxsize=65_536)
def days(one: str, other: str) -> int:
    """Return how many days lie between two."""
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)


def nearness(case: Case, size: Size) -> int:
    """Return how near an event is: announced that day, effective then, shortly before, or older."""
    claim = case.claim
    if claim.announced and days(size.day, claim.announced) <= 3:
        return 4 if sizes.is_by(size, claim.entity) else 3
    if claim.period_start < claim.period_end and claim.period_start <= size.day <= claim.period_end:
        return 2
    start = size.event.effective_from[:7]
    if start and claim.period_start[:7] <= start <= claim.period_end[:7]:
        return 2
    return 1 if days(case.moment[:10], size.day) <= 45 else 0


def fits(case: Case, kbd: float, stated: bool, limit: float) -> bool:
    """Return whether a size is the claim's; *limit*: how far it may lie from it beyond the printed digits."""
    claim = case.claim
    low, high = allowed.interval(claim)
    if not stated or claim.kind == "quota":
        low, high = sorted((abs(low), abs(high)))
        kbd = abs(kbd)
    elif kbd * allowed.number(claim) < 0:
        return False
    slack = limit * abs(kbd) + max(1e-6, 1e-6 * abs(kbd))
    return low - slack <= kbd <= high + slack
