"""What a bundle is made from, as values and as JSON: series with every row, events, stories a day."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import orjson

from oilwatch import periods
from oilwatch.errors import InputError
from oilwatch.model import Event, Series
from oilwatch.store.proving import Known, KnownRow
from oilwatch.store.vintage import Copies

MOST_STEPS = 10**8
"""The most rows times partial copies of a series that are read: what finding the copy of each row takes."""
FIRST, BEHIND = "1800", "2200"
"""The years in which a figure can lie: charts have a place for each day between the first and the last."""
ROW = ("period", "seen_from", "value", "run", "answer")
"""The columns of a row; ``answer``: the place of its raw answer in ``answers``, or null."""


@dataclass(frozen=True, slots=True)
class Record:
    """What a store knew at data version *version* of the series of a view, and its events and stories."""

    version: int
    as_of: date
    series: tuple[Known, ...]
    events: tuple[Event, ...]
    stories: dict[str, int]


def to_json(record: Record) -> bytes:
    """Return a record as JSON, a row of the record a line."""
    parts = [
        f'"version": {record.version}',
        f'"as_of": {_text(record.as_of.isoformat())}',
        '"series": ' + _lines(map(_series, record.series)),
        '"events": ' + _lines(_text(_event(event)) for event in record.events),
        f'"stories": {_text(dict(sorted(record.stories.items())))}',
    ]
    return ("{" + ",\n".join(parts) + "}\n").encode()


def from_json(body: bytes) -> Record:
    """Return the record of a JSON text that anybody may have written.

    Raises InputError, or one of ValueError, TypeError, KeyError, where it is none.
    """
    held = orjson.loads(body)
    version, stories = _whole(held["version"]), held["stories"]
    if not all(isinstance(number, int) and 0 <= number < 10**9 for number in stories.values()):
        raise InputError("expected a number of stories by day")
    return Record(
        version,
        date.fromisoformat(held["as_of"]),
        tuple(_read(one, version) for one in held["series"]),
        tuple(map(_told, held["events"])),
        {date.fromisoformat(day).isoformat(): number for day, number in stories.items()},
    )


def _series(known: Known) -> str:
    answers = list(known.answers)
    places = {digest: place for place, digest in enumerate(answers)}
    spans = known.copies.spans
    parts = {
        "about": _text(asdict(known.about)),
        "copies": _lines(_text([moment, *spans.get(moment, ())]) for moment in known.copies.moments),
        "answers": _lines(_text([digest, *known.answers[digest]]) for digest in answers),
        "columns": _text(ROW),
        "rows": _lines(_text([*row[:4], places.get(row.sha256)]) for row in known.rows),
    }
    return "{" + ",\n".join(f'"{name}": {text}' for name, text in parts.items()) + "}"


def _event(event: Event) -> dict[str, Any]:
    return {**asdict(event), "date": event.date.isoformat()}


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _lines(found: Iterable[str]) -> str:
    return "[" + ",\n".join(found) + "]"


# -- reading what anybody may have written ---------------------------------------------------------------


def _read(held: dict[str, Any], version: int) -> Known:
    about = Series(**held["about"])
    numbers = ("lag_days", "preference")
    for name in Series.__slots__:
        _typed(getattr(about, name), int if name in numbers else str)
    if about.frequency not in periods.FORMS or not abs(about.lag_days) < 10_000:
        raise InputError(f"expected a frequency and a lag, got {about.frequency[:40]!r}, {about.lag_days}")
    answers = [[_typed(text, str) for text in one] for one in held["answers"]]
    by_name = {digest: (address, moment) for digest, address, moment in answers}
    rows = tuple(_row(one, about, version, list(by_name)) for one in held["rows"])
    keys = [row[:2] for row in rows]
    if keys != sorted(set(keys)):
        raise InputError(f"expected rows of {about.id[:80]!r} by period and moment, each once")
    copies = _copies(held["copies"])
    if len(rows) * len(copies.spans) > MOST_STEPS:
        raise InputError(f"{len(rows):,} rows of {len(copies.spans):,} partial copies: more than can be read")
    return Known(about, copies, rows, by_name)


def _row(held: Sequence[Any], about: Series, version: int, answers: Sequence[str]) -> KnownRow:
    period, seen_from, value, run, answer = held
    periods.check(period, about.frequency)
    if not FIRST <= period < BEHIND:
        raise InputError(f"{period}: expected a period from {FIRST} on, before {BEHIND}")
    if value is not None and not abs(_typed(value, float, int)) < 1e15:
        raise InputError(f"{period}: expected a number, got {value}")
    if not 0 <= _typed(run, int) <= version:
        raise InputError(f"{period}: of run {run}, which is none up to data version {version}")
    if answer is not None and not 0 <= _typed(answer, int) < len(answers):
        raise InputError(f"{period}: no raw answer {answer}")
    return KnownRow(period, _moment(seen_from), value, run, "" if answer is None else answers[answer])


def _copies(held: Iterable[Sequence[Any]]) -> Copies:
    moments, spans = [], {}
    for moment, *span in held:
        moments.append(_moment(moment))
        if span:
            first, last = span
            spans[moment] = (_typed(first, str), _typed(last, str))
    if moments != sorted(set(moments)):
        raise InputError("expected copies by moment, each once")
    return Copies(moments, spans)


def _told(held: dict[str, Any]) -> Event:
    day, size = date.fromisoformat(held["date"]), held["size_kbd"]
    texts = [held[name] for name in Event.__slots__ if name not in ("date", "size_kbd", "importance")]
    for text in texts:
        _typed(text, str, list)
    if size is not None and not abs(_typed(size, float, int)) < 1e15:
        raise InputError(f"expected a size in kb/d, got {size}")
    lists = {
        "countries": tuple(_typed(one, str) for one in held["countries"]),
        "follows": tuple((_typed(kind, str), _typed(other, str)) for kind, other in held["follows"]),
    }
    _typed(held["importance"], int)
    return Event(**{**held, "date": day, **lists})


def _moment(value: Any) -> str:
    """Return a moment, which is text in the form that ``periods.seen`` gives."""
    if periods.seen(_typed(value, str)) != value:
        raise InputError(f"expected a moment, got {value[:40]!r}")
    text: str = value
    return text


def _whole(value: Any) -> int:
    if not 1 <= _typed(value, int) < 10**9:
        raise InputError(f"expected a data version, got {value}")
    return int(value)


def _typed(value: Any, *kinds: type) -> Any:
    if isinstance(value, bool) or not isinstance(value, kinds):
        raise InputError(f"expected {kinds[0].__name__}, got {str(value)[:40]!r}")
    return value
