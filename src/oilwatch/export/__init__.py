"""Figures as files (CSV, XLSX, JSON, Parquet, HTML) with unit, vintage and citation, and as tables."""

from oilwatch.export.cells import disarmed
from oilwatch.export.copy_as import copies
from oilwatch.export.files import COLUMNS, FORMS, file
from oilwatch.export.tables import OBSERVATION_COLUMNS, facts, frame_csv, observations, render, to_csv
from oilwatch.export.whole import write_whole

__all__ = [
    "COLUMNS", "FORMS", "OBSERVATION_COLUMNS", "copies", "disarmed", "facts", "file", "frame_csv",
    "observations", "render", "to_csv", "write_whole",
]  # fmt: skip
