"""Data: every series with source, definition, age and copies, what loading brought, and what was revised."""

from oilwatch.app import loads, series

chosen = series.overview()
series.one(chosen)
loads.disagreement(chosen)
loads.expected(chosen)
loads.held_aside()
loads.sources()
