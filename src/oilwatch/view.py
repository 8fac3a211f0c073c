"""A view: everything a person can choose on a page, as plain ids in a link.

``encode`` leaves defaults out; ``decode`` takes any text and falls back, with a notice, where a value is
unknown or malformed. ``encode(decode(link)) == link`` for every link that ``encode`` wrote.
"""

import re
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any
from urllib.parse import parse_qsl, quote

from oilwatch import catalog

SCALES = ("linear", "log")
UNITS = ("mb/d", "kb/d")
TRANSFORMS = {
    "market": ("level", "rebased", "change", "spread"),
    "production": ("level", "change", "share"),
}
LANES = {**catalog.LANES, "team": "Team", "stories": "Stories"}
"""The rows that a chart's lane can have, by id: events of the catalogue, the team's, and stories."""
SERIES = {
    "market": ("price.brent.spot", "price.wti.spot"),
    "production": ("production.sau.crude", "production.rus.crude", "production.usa.crude"),
}
"""The series that each page shows unless the link says otherwise."""
MEASURES = {"market": "price", "production": "production"}
MOST = {"series": 6, "event": 4}
LONGEST = 2_000
"""The longest link that is read, in characters."""
_NONE = "none"


@dataclass(frozen=True, slots=True)
class View:
    """What is shown: series, days, transformation, events, and the day and data version it is read as of."""

    page: str = "market"
    series: tuple[str, ...] = SERIES["market"]
    start: date | None = None
    end: date | None = None
    transform: str = "level"
    scale: str = "linear"
    unit: str = "mb/d"
    events: tuple[str, ...] = tuple(LANES)
    importance: int = 1
    event: tuple[str, ...] = ()
    as_of: date | None = None
    version: int | None = None
    """The data version whose figures are read; none: the newest."""

    @property
    def frozen(self) -> bool:
        """Whether the view shows the same numbers for ever: it names its day and its data version."""
        return self.as_of is not None and self.version is not None


_NAMES = {"start": "from", "end": "to"}
"""Fields whose name in the link differs."""


def default(page: str) -> View:
    """Return what a page shows without any choice made."""
    return View(page=page, series=SERIES.get(page, ()))


def encode(view: View) -> str:
    """Return the query string of a view (no ``?``); defaults are left out."""
    base = default(view.page)
    parts = []
    for field in fields(View):
        value = getattr(view, field.name)
        if field.name == "page" or value == getattr(base, field.name):
            continue
        text = ",".join(value) or _NONE if isinstance(value, tuple) else str(value)
        parts.append(f"{_NAMES.get(field.name, field.name)}={quote(text, safe=',/')}")
    return "&".join(parts)


def parameters(view: View) -> dict[str, str]:
    """Return the query of a view as a mapping."""
    return dict(parse_qsl(encode(view)))


def link(view: View, base_url: str = "") -> str:
    """Return the address of a view: ``/?...``, ``/production?...``, behind *base_url* where given."""
    query = encode(view)
    path = "/" if view.page == "market" else f"/{view.page}"
    return f"{base_url}{path}{'?' if query else ''}{query}"


def decode(
    query: str | Mapping[str, str],
    page: str,
    known: Mapping[str, str],
    events: Container[str] | None = None,
) -> tuple[View, list[str]]:
    """Return the view of a query string or mapping, and a notice for each thing that was not usable.

    *known* gives the measure of each series there is; a page shows only its own measure. *events* holds
    the ids of the events there are (None: those of the catalogue).
    """
    pairs = _pairs(query)
    if pairs is None:
        return default(page), [f"The link is longer than {LONGEST} characters; it was not read."]
    view, notices = default(page), []
    for field in fields(View):
        name = _NAMES.get(field.name, field.name)
        if field.name == "page" or name not in pairs:
            continue
        there = catalog.event_ids() if events is None else events
        value, notice = _read(field.name, pairs.pop(name), page, (known, there))
        if notice:
            notices.append(f"{name}: {notice}")
        if value is not None:
            changed: dict[str, Any] = {field.name: value}
            view = replace(view, **changed)
    notices += [f"“{_shown(name)}” is no part of a link; ignored." for name in list(pairs)[:3]]
    if view.start and view.end and view.start > view.end:
        notices.append("from: lies after to; the whole range is shown.")
        view = replace(view, start=None, end=None)
    return view, notices


def _pairs(query: str | Mapping[str, str]) -> dict[str, str] | None:
    if isinstance(query, str):
        if len(query) > LONGEST:
            return None
        try:
            return dict(parse_qsl(query.lstrip("?"), keep_blank_values=True, max_num_fields=50))
        except ValueError:
            return None
    if sum(len(name) + len(value) for name, value in query.items()) > LONGEST:
        return None
    return dict(query)


def _read(
    name: str, text: str, page: str, there: tuple[Mapping[str, str], Container[str]]
) -> tuple[object, str]:
    """Return (value or None, notice or empty) of one part of a link; *there*: the series and events."""
    known, events = there
    if name == "series":
        wanted = MEASURES.get(page)
        return _list(text, lambda one: one in known and wanted in (None, known[one]), MOST[name])
    if name == "events":
        return ((), "") if text == _NONE else _list(text, LANES.__contains__, len(LANES))
    if name == "event":
        return _list(text, events.__contains__, MOST[name])
    if name in ("start", "end", "as_of", "version"):
        return _version(text) if name == "version" else _day(text)
    allowed = {
        "transform": TRANSFORMS.get(page, ("level",)),
        "scale": SCALES,
        "unit": UNITS,
        "importance": ("1", "2", "3"),
    }[name]
    if text not in allowed:
        return None, f"“{_shown(text)}” is none of {', '.join(allowed)}; the default is shown."
    return (int(text) if name == "importance" else text), ""


def _list(text: str, good: Callable[[str], bool], most: int) -> tuple[tuple[str, ...] | None, str]:
    given = list(dict.fromkeys(text.split(",")))
    kept = [one for one in given if good(one)]
    bad = next((one for one in given if not good(one)), None)
    notice = "" if bad is None else f"“{_shown(bad)}” is not known here; left out."
    if len(kept) > most:
        notice = f"at most {most} at a time; the first {most} are shown."
    return (tuple(kept[:most]) or None), notice


def _day(text: str) -> tuple[date | None, str]:
    if re.fullmatch(r"(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}", text):
        try:
            return date.fromisoformat(text), ""
        except ValueError:
            pass
    return None, f"“{_shown(text)}” is no day (YYYY-MM-DD from 1900 on); ignored."


def _version(text: str) -> tuple[int | None, str]:
    if re.fullmatch(r"[1-9][0-9]{0,8}", text):
        return int(text), ""
    return None, f"“{_shown(text)}” is no data version (a number from 1 on); the newest is shown."


def _shown(text: str) -> str:
    """Return hostile text as something harmless to print: letters, digits and a few marks, cut short."""
    clean = re.sub(r"[^\w.,+ -]|(?i:www)\.", "�", text, flags=re.ASCII)
    return clean if len(clean) <= 40 else f"{clean[:40]}…"
