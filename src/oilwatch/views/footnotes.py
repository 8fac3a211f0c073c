"""What the marks of a chart of output mean, and where its lines follow different definitions, in words."""

from collections.abc import Sequence

from oilwatch.charts import words
from oilwatch.model import Series
from oilwatch.view import View
from oilwatch.views.panels import split


def footnotes(abouts: Sequence[Series], shown: View) -> str:
    """Return what stands below a chart of output; *abouts*: the series of its lines, required levels too."""
    output = [item for item in abouts if item.measure == "production"]
    required = len(output) < len(abouts)
    notes = []
    if shown.transform == "level":
        notes.append(
            "Line: output, at the middle of its period. Grey tick: first value kept, where it differed. "
            "Hollow dot: shown by the newest copy only."
        )
    if required:
        notes.append(
            "Steps: OPEC+ required level after voluntary cuts (crude only; Russia before May 2020 with "
            "condensate), the gap shaded."
        )
    if required and any(split(item.id)[1] == "crude" for item in output):
        notes.append("Where output includes condensate the gap overstates.")
    found = {item.definition.split(";")[0] for item in output}
    if len(found) > 1:
        notes.append(f"The series shown follow different definitions: {words.joined(sorted(found))}.")
    return " ".join(notes)
