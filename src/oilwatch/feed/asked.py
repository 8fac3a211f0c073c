"""What the address of a feed asks for: the filters of the dashboard's links, ``only`` and ``c``."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl

from oilwatch import periods, view
from oilwatch.feed import revised
from oilwatch.model import Event, Series
from oilwatch.view import View

KINDS = ("events", "stories", "revisions", "checks")
"""What a feed can tell of, as ``only`` in its address names it; checks only where they are asked for."""
MOST_CODES = 40
"""Most saved checks that one address follows."""
PATH = "/feed.xml"
_LOOKS = {
    "transform": {name for names in view.TRANSFORMS.values() for name in names},
    "scale": set(view.SCALES),
    "unit": set(view.UNITS),
}
"""Parts of a dashboard's link that say how a chart looks; a feed takes no notice of them."""
_IMPORTANCE = {1: "", 2: " of medium and high importance", 3: " of high importance"}


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters of a feed, the kinds that its address names (none: the usual), and notices on the rest.

    *codes* are the saved checks that it follows; none: all of them.
    """

    view: View
    only: tuple[str, ...]
    notices: tuple[str, ...]
    codes: tuple[str, ...] = ()

    @property
    def lanes(self) -> tuple[str, ...]:
        """The lanes of events that are wanted; where only stories are, all."""
        chosen = tuple(lane for lane in self.view.events if lane != "stories")
        return chosen or tuple(lane for lane in view.LANES if lane != "stories")

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of entry that are wanted: those named, else as the lanes of the chart are chosen."""
        return self.only or usual(self.view)

    @property
    def query(self) -> str:
        """The same filters as they are written in an address, however they were given."""
        named = f"only={','.join(self.only)}" if self.only else ""
        codes = f"c={'.'.join(self.codes)}" if self.codes else ""
        return "&".join(filter(None, (view.encode(self.view), named, codes)))

    def has(self, event: Event) -> bool:
        """Return whether an event passes: one that is named by its id, else by lane and importance."""
        if self.view.event:
            return event.id in self.view.event
        return event.lane in self.lanes and event.importance >= self.view.importance

    def in_days(self, day: str) -> bool:
        """Return whether a day (YYYY-MM-DD) lies in the span that is wanted."""
        first, last = periods.bounds("daily", self.view.start, self.view.end)
        return first <= day <= last

    def series(self, known: Collection[str]) -> tuple[str, ...]:
        """Return the series whose revisions are wanted: those named, else those that pages show."""
        usually = [one for page in view.SERIES.values() for one in page]
        return self.view.series or tuple(one for one in usually if one in known)


def usual(shown: View) -> tuple[str, ...]:
    """Return the kinds of entry of a feed whose address names none.

    Events and stories are wanted as far as their rows are chosen. A feed that follows certain events has no
    revisions, unless it names series too.
    """
    events = bool(shown.event or set(shown.events) - {"stories"})
    wanted = (events, "stories" in shown.events, bool(shown.series or not shown.event), False)
    return tuple(kind for kind, want in zip(KINDS, wanted, strict=True) if want)


def read(query: str, known: Mapping[str, Series], events: Mapping[str, Event]) -> Asked:
    """Return what a query string asks for; what is not usable falls back, with a notice."""
    pairs = _pairs(query)
    if pairs is None:
        notice = f"The address is longer than {view.LONGEST} characters, or not readable; it was not read."
        return Asked(view.default("feed"), (), (notice,))
    only, told = _only(pairs.pop("only", ""))
    codes, refused = _codes(pairs.pop("c", ""))
    only = only or (("checks",) if codes else ())
    pairs = {name: value for name, value in pairs.items() if value not in _LOOKS.get(name, ())}
    measures = {series_id: about.measure for series_id, about in known.items()}
    shown, notices = view.decode(pairs, "feed", measures, events)
    if shown.as_of:
        notices.append("as_of: a feed tells what is new; ignored.")
    lanes = tuple(lane for lane in view.LANES if lane in shown.events)
    shown = replace(shown, as_of=None, events=lanes)
    return Asked(shown, () if only == usual(shown) else only, (*told, *refused, *notices), codes)


def _pairs(query: str) -> dict[str, str] | None:
    if len(query) > view.LONGEST:
        return None
    try:
        return dict(parse_qsl(query, keep_blank_values=True, max_num_fields=50))
    except ValueError:
        return None


def _only(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    given = text.split(",") if text else []
    kept = tuple(kind for kind in KINDS if kind in given)
    if set(given) <= set(KINDS):
        return kept, ()
    return kept, (f"only: expected some of {', '.join(KINDS)}; what is none of them is left out.",)


def _codes(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    given = list(dict.fromkeys(re.split("[.,]", text))) if text else []
    kept = tuple(code for code in given if re.fullmatch("[A-Za-z0-9_-]{16}", code))[:MOST_CODES]
    if len(kept) == len(given):
        return kept, ()
    return kept, (f"c: expected codes of saved checks, at most {MOST_CODES}; the others are left out.",)


def title(asked: Asked, known: Mapping[str, Series], events: Mapping[str, Event]) -> str:
    """Return the filters in words: ``oilwatch: OPEC+ events of high importance, stories tied to them``."""
    about = _events(asked, events)
    stories = "stories tied to them" if "events" in asked.kinds else f"stories tied to {about}"
    words = {"events": about, "stories": stories, "revisions": f"revisions of {_series(asked, known)}",
             "checks": f"figures of {_checks(asked)} that are told otherwise"}  # fmt: skip
    parts = [words[kind] for kind in asked.kinds]
    days = [
        f"{word} {periods.day_text(day)}"
        for word, day in (("from", asked.view.start), ("to", asked.view.end))
        if day
    ]
    return f"oilwatch: {', '.join(parts) or 'nothing'}{' '.join(['', *days])}"


def _events(asked: Asked, events: Mapping[str, Event]) -> str:
    if named := [events[one] for one in asked.view.event if one in events]:
        return f"“{named[0].title}”" if len(named) == 1 else f"{len(named)} events"
    every = len(asked.lanes) == len(view.LANES) - 1
    which = "" if every else f"{_joined([view.LANES[lane] for lane in asked.lanes])} "
    return f"{which}events{_IMPORTANCE[asked.view.importance]}"


def _series(asked: Asked, known: Mapping[str, Series]) -> str:
    names = [revised.name(known[one]) for one in asked.series(known) if one in known]
    return _joined(names) if 0 < len(names) <= 3 else f"{len(names)} series"


def _checks(asked: Asked) -> str:
    number = len(asked.codes)
    return f"{number} saved check{'' if number == 1 else 's'}" if number else "saved checks"


def _joined(names: list[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)
