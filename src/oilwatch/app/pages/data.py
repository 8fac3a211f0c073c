"""Data: every series with source, definition, age and dated copies, and what was revised."""

from oilwatch.app import series

chosen = series.overview()
series.one(chosen)
