"""Data: every series with source, definition, age and copies, what loading brought, and who changed what."""

from oilwatch.app import audit, loads, series, who

who.warn()
chosen = series.overview()
series.one(chosen)
loads.disagreement(chosen)
loads.expected(chosen)
loads.held_aside()
loads.sources()
audit.changes()
