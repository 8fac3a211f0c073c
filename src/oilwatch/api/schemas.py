"""What the answers of the API look like, as JSON schemas: strict, so that a test of them means something."""

from typing import Any

from oilwatch.api.checks import MOST_BYTES
from oilwatch.api.happenings import COLUMNS as EVENT
from oilwatch.api.happenings import STORY
from oilwatch.export import COLUMNS as VIEW_ROW
from oilwatch.export.about import EVENT_COLUMNS
from oilwatch.report.document import VERDICTS

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
FULL: Schema = {"type": "string", "minLength": 1}
NUMBER: Schema = {"type": "number"}
COUNT: Schema = {"type": "integer", "minimum": 0}
DAY: Schema = {"type": "string", "format": "date"}
PERIOD: Schema = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$"}
MOMENT: Schema = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:.]{12}Z)?$"}
SHA256: Schema = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
UNIT: Schema = {"type": "string", "enum": ["kb/d", "USD/bbl"]}
VINTAGE: Schema = {"type": "string", "enum": ["published", "earliest copy"]}
IMPORTANCE: Schema = {"type": "integer", "minimum": 1, "maximum": 3}


def perhaps(schema: Schema) -> Schema:
    """Return the schema of what may be null."""
    return {"anyOf": [schema, {"type": "null"}]}


def listed(schema: Schema) -> Schema:
    """Return the schema of a list."""
    return {"type": "array", "items": schema}


def whole(**members: Schema) -> Schema:
    """Return the schema of an object with exactly these members."""
    return {
        "type": "object", "properties": members, "required": list(members), "additionalProperties": False,
    }  # fmt: skip


def _texts(*names: str) -> dict[str, Schema]:
    return dict.fromkeys(names, TEXT)


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


_PAGE = {"total": COUNT, "offset": COUNT, "next": perhaps({"type": "string", "pattern": "^/api/v1/"})}
_FACTS = {
    "series": FULL, "title": FULL, "unit": UNIT,
    **_texts("definition", "publisher", "publisher_id", "source_url", "licence"),
    "as_of": MOMENT, "citation": FULL, "version": COUNT,
}  # fmt: skip
_ROW = {"period": PERIOD, "value": NUMBER, "unit": UNIT, "seen_from": MOMENT, "vintage": VINTAGE}
_FREQUENCY: Schema = {"type": "string", "enum": ["daily", "weekly", "monthly"]}


def _figures() -> dict[str, Schema]:
    return {
        "Catalogue": whole(version=COUNT, **_PAGE, series=listed(_ref("Series"))),
        "Series": whole(
            id=FULL, title=FULL, measure=FULL, **_texts("entity", "entity_name", "definition"), unit=UNIT,
            frequency=_FREQUENCY, **_texts("publisher", "publisher_id", "source_url", "licence"),
            latest=perhaps(whole(period=PERIOD, value=NUMBER, seen_from=MOMENT)),
        ),
        "Figures": whole(**_FACTS, frequency=_FREQUENCY, **_PAGE, rows=listed(whole(**_ROW))),
        "Receipt": whole(
            **_FACTS, period=PERIOD, value=NUMBER, seen_from=MOMENT, vintage=VINTAGE,
            receipt=perhaps(whole(sha256=SHA256, address=TEXT, retrieved_at=MOMENT)),
            earlier=listed(
                whole(
                    period=PERIOD, value=perhaps(NUMBER), seen_from=MOMENT,
                    sha256={"type": "string", "pattern": "^([0-9a-f]{64})?$"},
                )
            ),
        ),
    }  # fmt: skip


def _happenings() -> dict[str, Schema]:
    event = dict.fromkeys(EVENT, TEXT) | {
        "date": DAY, "id": FULL, "title": FULL, "size_kbd": perhaps(NUMBER), "importance": IMPORTANCE,
        "lane": FULL,
    }  # fmt: skip
    story = dict.fromkeys(STORY, TEXT) | {
        "day": DAY, "cluster": perhaps(COUNT),
        "score": perhaps({"type": "number", "minimum": 0, "maximum": 1}),
    }  # fmt: skip
    return {
        "Events": whole(version=COUNT, **_PAGE, rows=listed(whole(**event))),
        "Stories": whole(version=COUNT, **_PAGE, rows=listed(whole(**story))),
    }


def _view() -> dict[str, Schema]:
    about = whole(
        **_texts("title", "subtitle", "unit"),
        page={"type": "string", "enum": ["market", "production", "events"]},
        link={"type": "string", "pattern": "^/"}, as_of=DAY, data_version=COUNT, frozen={"type": "boolean"},
        revised_since=TEXT, vintages=listed(TEXT), notices=listed(TEXT), values=COUNT, sha256=SHA256,
        alt=TEXT, link_notices=listed(TEXT),
    )  # fmt: skip
    row = dict.fromkeys(VIEW_ROW, TEXT) | {"period": PERIOD, "value": NUMBER}
    event = dict.fromkeys(EVENT_COLUMNS, TEXT) | {
        "date": DAY, "size_kbd": perhaps(NUMBER), "importance": IMPORTANCE,
    }  # fmt: skip
    one = whole(
        id=FULL, title=FULL, **_texts("publisher", "publisher_id", "source_url", "licence", "definition"),
        unit=UNIT, citation=FULL,
    )  # fmt: skip
    revised = whole(series=FULL, name=FULL, period=PERIOD, before=NUMBER, after=perhaps(NUMBER), unit=FULL)
    parts = {"series": listed(one), "rows": listed(whole(**row)), "events": listed(whole(**event))}
    return {"View": whole(view=about, **parts, revised=listed(revised))}


def _check() -> dict[str, Schema]:
    value: Schema = {"anyOf": [NUMBER, TEXT, listed(NUMBER)]}
    span = perhaps({"type": "array", "items": TEXT, "minItems": 2, "maxItems": 2})
    evidence = whole(
        **_texts("role", "series", "publisher_id", "period"), value=perhaps(NUMBER),
        **_texts("unit", "seen_from", "vintage"), difference=perhaps(NUMBER),
        difference_percent=perhaps(NUMBER), **_texts("raw_sha256", "url"),
    )  # fmt: skip
    claim = whole(
        span_text=FULL, start=COUNT, end=COUNT, value=value, unit=TEXT, normalized_value=value,
        **_texts("normalized_unit", "kind", "measure", "entity", "period_start", "period_end"),
        baseline_period=span, modifier=TEXT, checkable={"type": "boolean"},
        not_checkable_reason=perhaps(TEXT), **_texts("source", "definition", "basis", "announced"),
        digits=NUMBER, low=perhaps(NUMBER), high=perhaps(NUMBER), as_of=TEXT, candidates=listed(TEXT),
        verdict={"type": "string", "enum": list(VERDICTS)}, **_texts("reason", "summary", "tolerance_rule"),
        evidence=listed(evidence),
    )  # fmt: skip
    story = whole(id=FULL, **_texts("title", "published", "published_from", "url"), sha256=SHA256)
    counts: Schema = {
        "type": "object", "additionalProperties": False,
        "properties": {name: {"type": "integer", "minimum": 1} for name in VERDICTS},
    }  # fmt: skip
    members = {"as_of": TEXT, "data_version": COUNT, "note": TEXT, "claims": listed(claim), "counts": counts}
    asked: Schema = {
        "type": "object", "additionalProperties": False, "required": ["text"],
        "properties": {
            "text": {"type": "string", "minLength": 1,
                     "description": f"The story with its headline; a body has at most {MOST_BYTES:,} bytes."},
            "published": {**perhaps(DAY), "description": "The day it ran; where none is given it is read."},
        },
    }  # fmt: skip
    return {"Check": whole(story=story, **members), "Story": asked}


def _problem() -> Schema:
    return {
        "type": "object", "additionalProperties": False, "required": ["type", "title", "status", "detail"],
        "properties": {
            "type": FULL, "title": FULL, "status": {"type": "integer", "minimum": 400, "maximum": 599},
            "detail": FULL, "instance": TEXT, "request_id": TEXT,
        },
    }  # fmt: skip


def schemas() -> dict[str, Schema]:
    """Return every schema by name."""
    return {**_figures(), **_happenings(), **_view(), **_check(), "Problem": _problem()}
