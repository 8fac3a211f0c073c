"""Series, observations, copies, stories and events."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Series:
    """One published time series: what it measures, by which definition, and who publishes it."""

    id: str
    title: str
    measure: str
    entity: str
    entity_name: str
    definition: str
    unit: str
    frequency: str
    publisher: str
    publisher_id: str
    source_url: str
    licence: str
    lag_days: int
    """Usual days from the end of a period to its publication; below zero: published ahead."""
    preference: int
    """1 is used first where several series measure one thing."""


class Observation(NamedTuple):
    """The value of one period as one copy of a publication showed it; no value: no longer shown.

    A tuple, because an archive has hundreds of thousands and a dataclass takes seven times as long to make.
    """

    series: str
    period: str
    value: float | None
    mark: str = ""
    """The publisher's own mark on the figure: an assessment code, or the token it shows for no figure."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A row of the record: from *seen_from* on the period read *value*, until the next such row."""

    period: str
    value: float | None
    seen_from: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """The raw answer a figure came from: its bytes, where they were read, and when (UTC)."""

    body: bytes
    address: str
    retrieved_at: str
    headers: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One answer of a publisher and the figures in it."""

    receipt: Receipt
    observations: Sequence[Observation]
    forecasts: Sequence[Observation] = ()
    """What the publication itself expects of periods to come; kept apart."""


@dataclass(frozen=True, slots=True)
class Copy:
    """What a publication showed at a moment; a period inside *whole* that it lacks is withdrawn."""

    seen_from: str
    pages: Sequence[Page]
    whole: Mapping[str, tuple[str, str]]
    """First and last period covered without a gap, by series; elsewhere nothing is taken as withdrawn."""
    otherwise: str = ""
    """The moment to record at where the record already has another value of *seen_from*."""
    yields: bool = False
    """Where the record already has another value of *seen_from*, that one stays."""
    validator: tuple[str, str, str] | None = None
    """Address, ETag and Last-Modified, with which to ask whether anything is new."""


@dataclass(frozen=True, slots=True)
class Aside:
    """A figure that was not believed, and why; *settled*: what became of it, empty while it waits."""

    series: str
    period: str
    value: float | None
    seen_from: str
    reason: str
    source: str
    settled: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """One story as a publisher or an aggregator showed it; only headline and link are ever kept.

    Times are text: a moment in UTC (``2026-09-15T21:01:48.000Z``) or, where no more is known, a day.
    """

    title: str
    url: str = ""
    outlet: str = ""
    published: str = ""
    """When its publisher says that it came out; empty where nothing says so."""
    published_how: str = ""
    """Where that was read, in words: ``feed``, ``page metadata``, ``dateline``."""
    seen: str = ""
    """When an aggregator saw it, which is not when it was published."""
    source: str = ""
    language: str = ""
    country: str = ""
    author: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class EventKind:
    """A kind of event and the lane of the chart in which it is drawn."""

    id: str
    label: str
    lane: str
    importance: int


@dataclass(frozen=True, slots=True)
class Event:
    """A decision or other market-moving event, with the address where it was read."""

    id: str
    date: date
    title: str
    kind: str
    lane: str
    countries: tuple[str, ...]
    size_kbd: float | None
    effective_from: str
    importance: int
    confidence: str
    source_url: str
    scheduled: str = ""
    """``yes``: its day was known ahead; ``no``; empty: the catalogue does not show it."""
    time: str = ""
    """Time of day (``HH:MM``) in *zone* (IANA name), where known; both or neither."""
    zone: str = ""
    follows: tuple[tuple[str, str], ...] = ()
    """What it does to earlier events: (``extends``, id), ``reverses``, ``unwinds`` or ``confirms``."""


@dataclass(frozen=True, slots=True)
class Link:
    """What ties a story to an event: a score from 0 to 1, and the reason in words."""

    event: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Traced:
    """One figure as a reader saw it, where it came from, and what stood in its place before."""

    series: Series
    period: str
    value: float
    """In the series' unit."""
    seen_from: str
    vintage: str
    """``published`` or ``earliest copy``."""
    sha256: str
    """Of the raw answer that first showed the value; empty, as are the three below, where none was kept."""
    address: str
    retrieved_at: str
    headers: str
    history: tuple[Recorded, ...]
    """What the period read before, oldest first; no value: withdrawn."""
    digests: tuple[str, ...]
    """The SHA-256 of the raw answer behind each row of *history*; empty: none was kept."""


@dataclass(frozen=True, slots=True)
class Target:
    """One step of required production, in kb/d; no level: no obligation, or not read."""

    entity: str
    effective_from: date
    kbd: float | None
    layer: str
    basis: str
    confidence: str
    source_url: str
    event: str = ""
    """The id of the decision that set the step, where the catalogue has it."""
    change_kbd: float | None = None
    """The level less that of the step before; none where either is not known."""


@dataclass(frozen=True, slots=True)
class Difference:
    """How far figures of an entity by other publishers are known to lie from a series, in percent."""

    entity: str
    series: str
    sources: tuple[str, ...]
    """Whose figures, as claims name them; none: anyone's."""
    low: float
    high: float
    words: str
    source_url: str


@dataclass(frozen=True, slots=True)
class Counts:
    """What recording an answer changed."""

    new: int = 0
    revised: int = 0
    withdrawn: int = 0
    unchanged: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        """Return the sum, field by field."""
        return Counts(
            self.new + other.new,
            self.revised + other.revised,
            self.withdrawn + other.withdrawn,
            self.unchanged + other.unchanged,
        )

    @property
    def changed(self) -> int:
        """How many periods read differently than before."""
        return self.new + self.revised + self.withdrawn
