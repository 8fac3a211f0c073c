"""From a store to a record: all that a frozen view shows, and what it was made from."""

from dataclasses import replace
from urllib.parse import urlsplit, urlunsplit

from oilwatch.bundle.record import Record
from oilwatch.report.safe import address
from oilwatch.store import proving
from oilwatch.store.proving import Known
from oilwatch.view import View
from oilwatch.views import Source, content, effective
from oilwatch.views.content import PRICES, in_panels, wanted


def gather(source: Source, view: View) -> Record:
    """Return the record behind a frozen *view*; raises InputError for a data version that is not there."""
    assert view.as_of is not None
    assert view.version is not None
    series = tuple(_known(source, series_id, view.version) for series_id in _ids(source, view))
    held = content(source, view, view.as_of)
    named = {event.id: event for event in held.events}
    for event_id in (*view.event, *held.shown.event):
        if event_id in source.events(view.version):
            named[event_id] = source.events(view.version)[event_id]
    events = tuple(sorted(named.values(), key=lambda event: (event.date, event.id)))
    stories: dict[str, int] = {}
    if held.lines.span and "stories" in held.shown.events and not in_panels(held.shown):
        first, last = held.lines.span[0].isoformat(), min(held.lines.span[1], view.as_of).isoformat()
        stories = {day: count for day, count in source.stories_a_day().items() if first <= day <= last}
    return Record(view.version, view.as_of, series, events, stories)


def _ids(source: Source, view: View) -> list[str]:
    """Return the ids of all series that a view reads, sorted."""
    ids = {*wanted(source, effective(source, view)), *view.series}
    if view.page == "events":
        ids |= set(PRICES)  # the days on which they traded are the span of the view
    required = {f"target.{source.catalogue()[one].entity.lower()}.required" for one in ids}
    return sorted(ids | (required & set(source.catalogue())))


def _known(source: Source, series_id: str, version: int) -> Known:
    held = proving.known(source.store, series_id, version)
    answers = {digest: (_place(where), when) for digest, (where, when) in sorted(held.answers.items())}
    return replace(held, answers=answers)


def _place(where: str) -> str:
    """Return where an answer was read, without who asked or the folder of a file on somebody's machine."""
    if not address(where):
        return where if where.startswith("data/") else where.replace("\\", "/").rpartition("/")[2]
    parts = urlsplit(where)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2], fragment=""))
