"""Check: a story's figures held against the record as it was known on the day of the story."""

from oilwatch import claims
from oilwatch.app import checking

checking.page(claims.check)
