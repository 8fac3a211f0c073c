"""A view of the dashboard as plain data: every number of it, and its words."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any
from urllib.parse import urlencode

from oilwatch import export, views
from oilwatch.api.operation import CSV, Asked, Operation, Reply, dumps
from oilwatch.api.parameters import Parameter, choice, part_of_link
from oilwatch.api.problems import Problem
from oilwatch.export.about import EVENT_COLUMNS, about
from oilwatch.view import View
from oilwatch.views import links

_PARTS = {
    "series": ("The ids of series, with commas.", "price.brent.spot"),
    "from": ("The first day.", "2018-10-01"),
    "to": ("The last day, included.", "2018-12-31"),
    "transform": ("level, rebased, change, spread or share.", "level"),
    "scale": ("linear or log.", "linear"),
    "unit": ("mb/d or kb/d.", "kb/d"),
    "events": ("The lanes of events, with commas, or none.", "opec,sanctions"),
    "importance": ("The least importance of an event, 1 to 3.", "2"),
    "event": ("The ids of events, with commas.", None),
    "as_of": ("The day as of which the figures are read.", "2024-03-31"),
    "version": ("The data version whose figures are read.", None),
}
_LONG = {"series": 500, "event": 500, "events": 100}
"""The longest text of a part, in characters; others are short."""
_PARAMETERS = (
    Parameter("page", "The page of the dashboard.", choice("market", "production", "events"), "market"),
    *(
        Parameter(name, what, part_of_link(_LONG.get(name, 20)), example)
        for name, (what, example) in _PARTS.items()
    ),
)


def _decoded(asked: Asked) -> tuple[View, list[str]]:
    page = asked.values["page"] or "market"
    query = urlencode({name: asked.values[name] for name in _PARTS if asked.values[name] is not None})
    return links.decoded(asked.source, page, query, asked.today)


def _json(asked: Asked) -> Reply:
    view, notices = _decoded(asked)
    content = views.content(asked.source, view, asked.today)
    held = about(asked.source, content)
    told: dict[str, Any] = {
        "view": held.view | {"alt": content.alt, "link_notices": notices},
        "series": held.series,
        "rows": [row._asdict() for row in held.rows],
        "events": [dict(zip(EVENT_COLUMNS, row, strict=True)) for row in held.events],
        "revised": _revised(asked, view) if view.frozen else [],
    }
    return Reply(dumps(told))


def _revised(asked: Asked, view: View) -> list[dict[str, Any]]:
    return [asdict(change) for change in views.since(asked.source, view, asked.today).revised]


def _csv(asked: Asked) -> Reply:
    view, notices = _decoded(asked)
    if notices:
        raise Problem(422, f"a CSV has no room for notices, and this link gives some: {' '.join(notices)}")
    content = views.content(asked.source, view, asked.today)
    return Reply(export.to_csv(export.COLUMNS, views.rows(content)))


def _frozen(values: Mapping[str, Any]) -> bool:
    """Return whether the numbers of a view never change; an event's page moves with its event."""
    return bool(values["as_of"] and values["version"]) and values["page"] != "events"


OPERATIONS = (
    Operation(
        name="viewJson", path="/api/v1/view.json",
        summary="Every number of a view and its words; what a link cannot have falls back, with a notice.",
        parameters=_PARAMETERS, answer=_json, schema="View",
    ),
    Operation(
        name="viewCsv", path="/api/v1/view.csv",
        summary="Every number of a view; a link with something that is not usable is refused.",
        parameters=_PARAMETERS, answer=_csv, media=CSV, frozen=_frozen,
        sample=f"{','.join(export.COLUMNS)}\n",
    ),
)  # fmt: skip
