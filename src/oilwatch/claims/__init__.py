"""Claims: the figures about oil that a story states, and what the record says of each."""

from oilwatch.claims.check import check, verdict
from oilwatch.claims.record import Record

__all__ = ["Record", "check", "verdict"]
