"""To come."""

from oilwatch.claims import guards, ladder
from oilwatch.claims.figures import Case
from oilwatch.model import Verdict


def check(case: Case) -> Verdict:
    """Return the verdict."""
    return ladder.refused(case, guards.nothing(case))


def first(case: Case) -> Verdict:
    """Return the verdict."""
    return ladder.refused(case, guards.nothing(case))
