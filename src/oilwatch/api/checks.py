"""The check of a story that is sent as text."""

import re
from typing import Any

import orjson

from oilwatch.api.operation import Asked, Operation, Reply, dumps
from oilwatch.api.problems import Problem, short
from oilwatch.model import Story

MOST_BYTES = 100_000
"""Of the body; a story of 30,000 words."""
AT_ONCE, LONGEST_WAIT, RETRY_AFTER = 2, 10.0, 5
"""How many are checked side by side, for how many seconds another waits, and when to come again."""
MEDIA = "application/json"
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FORM = 'expected {"text": "...", "published": "YYYY-MM-DD"}, the day where it is known'


def _check(asked: Asked) -> Reply:
    from oilwatch import claims, report

    text, published = _read(asked.body)
    found = claims.check(Story(title="", text=text), asked.source.store, published=published)
    return Reply(dumps(report.as_dict(found)))


def _read(body: bytes) -> tuple[str, str | None]:
    """Return the text and the day that a body gives; raise Problem where it is none that can be checked."""
    try:
        found = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise Problem(
            400, f"the body is no JSON ({error.msg}, at character {error.pos + 1:,}); {_FORM}"
        ) from None
    if not isinstance(found, dict):
        raise Problem(400, f"the body is no object; {_FORM}")
    if extra := sorted(found.keys() - {"text", "published"}):
        raise Problem(400, f"the body has {short(extra[0])!r}; {_FORM}")
    text = found.get("text")
    if not isinstance(text, str) or not text:
        raise Problem(400, f"text is {'empty' if text == '' else 'no text'}; {_FORM}")
    return text, _day(found)


def _day(found: dict[str, Any]) -> str | None:
    day = found.get("published")
    if day is not None and (not isinstance(day, str) or not _DAY.fullmatch(day)):
        raise Problem(400, f"published is no day; {_FORM}")
    return day


OPERATION = Operation(
    name="check", path="/api/v1/check", method="POST",
    summary="The figures about oil in a story, each held against what the record said on the day it ran.",
    answer=_check, schema="Check", problems=(400, 405, 413, 415, 422, 429, 503),
)  # fmt: skip
