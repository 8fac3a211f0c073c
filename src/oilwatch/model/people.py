"""What people write, share and change."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Note:
    """A note that somebody of the team wrote on an event, of the catalogue or of the team."""

    code: str
    event: str
    text: str
    author: str
    written_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A view under a short link; *code* and *made_at* (UTC) are given by the store that keeps it."""

    code: str = ""
    page: str
    query: str
    """The view as the query of its link."""
    title: str
    description: str
    author: str = ""
    figures: str = ""
    """SHA-256 of the rows of a frozen view; empty: the view is not frozen."""
    made_at: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What a person changed: when (UTC), who, what was done (``removed event``), to what, and in detail."""

    changed_at: str
    who: str
    action: str
    what: str
    detail: str = ""
    key: int = 0
    """Its number in the list, given by the store."""
