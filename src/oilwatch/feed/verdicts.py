"""The entries of figures of saved checks that are told otherwise than before."""

from collections.abc import Iterable

from oilwatch.feed import atom
from oilwatch.feed.atom import Entry
from oilwatch.recheck import told
from oilwatch.store.rechecks import Changed

_UNTITLED = "a story without a title"


def entries(found: Iterable[Changed], base: str) -> list[Entry]:
    """Return an entry for each change, as new as the run that found it; it leads to the saved check."""
    return [_entry(one, base) for one in found]


def _entry(one: Changed, base: str) -> Entry:
    change = one.change
    quoted = f"“{atom.line(change.quoted, 80)}”"
    story = atom.line(one.title, 120) or _UNTITLED
    before, after = (atom.line(str(one.get("words", "")), 200) for one in (change.before, change.after))
    summary = f"{quoted} in {story}. Before: {before}. Now: {after}. Read at data version {one.version}."
    return Entry(
        name=f"check/{one.code}/{change.place}/{one.version}",
        updated=atom.moment(one.changed_at),
        title=f"{quoted} in {story}: {told.said(change.before, change.after)}",
        summary=summary,
        link=f"{base}/check?c={one.code}",
        content=f"Story: {story}\nFigure: {quoted}\nBefore: {before}\nNow: {after}",
    )
