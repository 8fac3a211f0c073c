"""The events of the catalogue and the team's own, and the stories kept."""

from typing import Any

from oilwatch import catalog, export
from oilwatch.api.figures import FROM, OFFSET, TO, limit
from oilwatch.api.operation import CSV, Asked, Operation, Paged, Reply, dumps
from oilwatch.api.parameters import Parameter, text
from oilwatch.api.problems import of_parameter
from oilwatch.model import Event

COLUMNS = ("date", "id", "kind", "title", "countries", "size_kbd", "effective_from", "importance",
           "confidence", "source_url", "scheduled", "time", "zone", "follows")  # fmt: skip
"""Of a row of events, as the command line has them."""
STORY = ("day", "title", "url", "outlet", "published", "published_how", "seen", "first_seen", "source",
         "language", "country", "cluster", "event", "score", "reason")  # fmt: skip
MOST_EVENTS, MOST_STORIES = 10_000, 1_000
_KIND = Parameter("kind", "A kind of event (opec_plus_decision) or a lane (opec, team).",
                  text("[a-z0-9_]+", 60, "a kind of event or a lane"), "opec")  # fmt: skip
_EVENT = Parameter("event", "The id of an event: only stories that tell of it.",
                   text("[0-9a-z][0-9a-z-]*", 120, "the id of an event"))  # fmt: skip


def _chosen(asked: Asked) -> tuple[list[Event], Paged]:
    kind = asked.values["kind"]
    known = {*catalog.kinds(), *catalog.LANES, "team"}
    every = asked.source.events().values()
    known |= {name for event in every for name in (event.kind, event.lane)}
    if kind and kind not in known:
        raise of_parameter("kind", f"one of {', '.join(sorted(filter(None, known)))}", kind, status=422)
    low, high = asked.span()
    found = [
        event
        for event in every
        if kind in (None, event.kind, event.lane) and low <= event.date.isoformat() <= high
    ]
    page = asked.page(len(found), MOST_EVENTS)
    return found[page.rows], page


def _row(event: Event) -> tuple[object, ...]:
    own = {
        "date": event.date.isoformat(),
        "countries": ";".join(event.countries),
        "follows": catalog.follows_text(event),
    }
    return tuple(own[name] if name in own else getattr(event, name) for name in COLUMNS)


def _events_json(asked: Asked) -> Reply:
    found, page = _chosen(asked)
    rows = [dict(zip(COLUMNS, _row(event), strict=True)) | {"lane": event.lane} for event in found]
    told = {"version": asked.source.version, **page.told(), "rows": rows}
    return Reply(dumps(told), page.next)


def _events_csv(asked: Asked) -> Reply:
    found, page = _chosen(asked)
    return Reply(export.to_csv(COLUMNS, [_row(event) for event in found]), page.next)


def _stories(asked: Asked) -> Reply:
    event, span = asked.values["event"], (asked.values["from"], asked.values["to"])
    if event and event not in asked.source.events():
        raise of_parameter("event", "the id of an event that /api/v1/events.json lists", event, status=422)
    asked.span()
    frame = asked.source.store.stories(start=span[0], end=span[1], event=event)
    page = asked.page(len(frame), 100)
    part = frame.iloc[page.rows].reset_index()
    part["day"] = part["day"].dt.strftime("%Y-%m-%d")
    plain = part[list(STORY)].astype(object).where(part[list(STORY)].notna(), None)
    rows: list[dict[str, Any]] = [
        dict(zip(STORY, row, strict=True)) for row in plain.itertuples(index=False, name=None)
    ]
    return Reply(dumps({"version": asked.source.version, **page.told(), "rows": rows}), page.next)


_CHOICE = (_KIND, FROM, TO, limit(MOST_EVENTS, MOST_EVENTS), OFFSET)
OPERATIONS = (
    Operation(
        name="eventsJson", path="/api/v1/events.json",
        summary="The events of the catalogue and the team's own, oldest first, each with its source.",
        parameters=_CHOICE, answer=_events_json, schema="Events",
    ),
    Operation(
        name="eventsCsv", path="/api/v1/events.csv", summary="The same as CSV.",
        parameters=_CHOICE, answer=_events_csv, media=CSV, sample=f"{','.join(COLUMNS)}\n",
    ),
    Operation(
        name="stories", path="/api/v1/stories.json",
        summary="The stories kept, newest first: headline, link, times, and the event each tells of.",
        parameters=(_EVENT, FROM, TO, limit(MOST_STORIES, 100), OFFSET), answer=_stories, schema="Stories",
    ),
)  # fmt: skip
