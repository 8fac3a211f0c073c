"""What oilwatch speaks of, as frozen dataclasses. Imports nothing of ours.

Units are always USD/bbl for prices and kb/d for production. A period is text in the form of its
frequency: ``YYYY-MM-DD`` (daily), the Friday that ends a week (weekly) or ``YYYY-MM`` (monthly).
"""

from oilwatch.model.claims import Check, Claim, Evidence, Verdict
from oilwatch.model.effects import Group, GroupWindow, Impact, KindImpact, Measured, Move, Window
from oilwatch.model.people import Change, Note, Share
from oilwatch.model.records import (
    Aside,
    Copy,
    Counts,
    Difference,
    Event,
    EventKind,
    Link,
    Observation,
    Page,
    Receipt,
    Recorded,
    Series,
    Story,
    Target,
    Traced,
)

__all__ = [
    "Aside",
    "Change",
    "Check",
    "Claim",
    "Copy",
    "Counts",
    "Difference",
    "Event",
    "EventKind",
    "Evidence",
    "Group",
    "GroupWindow",
    "Impact",
    "KindImpact",
    "Link",
    "Measured",
    "Move",
    "Note",
    "Observation",
    "Page",
    "Receipt",
    "Recorded",
    "Series",
    "Share",
    "Story",
    "Target",
    "Traced",
    "Verdict",
    "Window",
]
