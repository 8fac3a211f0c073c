"""What a comparison of announced and delivered output gives: a row a month and series, and the report."""

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from oilwatch.model import Event

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Row:
    """One month of one series after a decision; levels and changes in kb/d, shares in percent."""

    series: str
    month: str
    required: float | None
    """The required level of the month; none: none is recorded for that country."""
    output: float | None
    """None: not published by the day, and the note says why."""
    gap: float | None
    """Output less the required level."""
    percent_of_required: float | None
    base: float | None
    """Output in the last full month before the decision, as of the same day."""
    announced: float | None
    """The change that the decision states for this country or group alone."""
    delivered: float | None
    """Output less the base."""
    compliance: float | None
    """Delivered in percent of what was asked; none: it cannot be measured, and the note says why."""
    vintage: str
    note: str
    measured: str = ""
    """What compliance is measured with: ``announced change``, ``required level`` (a cut to it), ``allowed
    rise`` (the level lies above the base, so that a small share breaks nothing), or nothing."""


@dataclass(frozen=True, slots=True)
class Report:
    """A decision, its first month in force, and what was delivered, as of a day."""

    event: Event
    effective: str
    as_of: str
    rows: tuple[Row, ...]
    notes: tuple[str, ...]

    def frame(self) -> "pd.DataFrame":
        """Return the rows as a frame, one column for each field of :class:`Row`; none is NaN."""
        import pandas as pd

        texts = ("series", "month", "vintage", "note", "measured")
        columns = {name.name: [getattr(row, name.name) for row in self.rows] for name in fields(Row)}
        return pd.DataFrame(
            {name: pd.Series(v, dtype="str" if name in texts else "float64") for name, v in columns.items()}
        )
