"""What a claim is held against: readings of the record, each with its value and the rows it was made of."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from oilwatch import periods
from oilwatch.claims.record import Figure, Record
from oilwatch.model import Claim, Series

BARRELS_A_TONNE = 7.33
"""The factor by which Russian output is usually converted."""
MOST_PERIODS = 400
"""How many periods of one series are put together at most for a mean or a range."""

Role = tuple[str, Figure]


@dataclass(frozen=True, slots=True)
class Reading:
    """One answer of the record in the claim's unit: *low* to *high* where any of several would do."""

    low: float
    high: float
    about: Series
    rows: tuple[Role, ...]
    level: float
    """The size of what changed, which says how exactly a change can be known."""
    words: str = ""
    """How it was made, where it is not simply the figure of the period."""
    known: bool = True

    def nearest(self, value: float) -> float:
        """Return the value of the reading that is nearest to *value*."""
        return min(max(value, self.low), self.high)


@dataclass(slots=True)
class Case:
    """A claim, the sentence it stands in, and the record as of a day."""

    claim: Claim
    record: Record
    moment: str
    sentence: str = ""
    story: Sequence[Claim] = ()
    """All claims of its story."""
    proxy: bool = False
    """The series chosen stands in for another that the store lacks: spot for futures."""

    @property
    def offset(self) -> int:
        """Where the figure stands in its sentence."""
        return max(0, self.sentence.find(self.claim.span_text.lower()))

    @property
    def day(self) -> str:
        """The day as of which the record is read."""
        return self.moment[:10]

    def at(self, claim: Claim) -> "Case":
        """Return the same case for another reading of the claim."""
        return replace(self, claim=claim, proxy=False)


def split(entity: str) -> list[str]:
    """Return the parts of an entity: ``SAU+RUS`` has two, ``OPEC+`` is one."""
    if entity in ("OPEC+", "OPEC+8"):
        return [entity]
    return [part for part in entity.replace("OPEC+", "OPECPLUS").split("+") if part]


def stored(entity: str) -> str:
    """Return an entity as the catalogue writes it."""
    return "OPECPLUS" if entity == "OPEC+" else entity


def span(claim: Claim) -> tuple[str, str]:
    """Return the first and last day of a claim."""
    return claim.period_start, claim.period_end


def grain(first: str, last: str) -> str:
    """Return how long a span of days is: day, week, month, quarter, year or span."""
    if first == last:
        return "day"
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    days = (end - start).days + 1
    if 3 <= days <= 8:
        return "week"
    whole = start.day == 1 and (end + timedelta(days=1)).day == 1
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    if whole and months in (1, 3, 12):
        return {1: "month", 3: "quarter", 12: "year"}[months]
    return "span"


def covered(case: Case, about: Series, first: str, last: str) -> Sequence[str]:
    """Return the periods of a series that a span of days names."""
    if about.frequency == "monthly":
        months: list[str] = []
        month = first[:7]
        while month <= last[:7] and len(months) < MOST_PERIODS:
            months.append(month)
            month = periods.following(month, "monthly")
        return months
    if about.frequency == "weekly" and first == last:
        last = (date.fromisoformat(first) + timedelta(days=6)).isoformat()
        return case.record.between(about, first, last)[:1]
    if about.frequency == "daily" and first == last:
        return [first]
    return case.record.between(about, first, last)[:MOST_PERIODS]


def levels(case: Case, about: Series, first: str, last: str) -> list[Figure] | None:
    """Return the figures of a span; None where any of its months has none."""
    found = [case.record.figure(about, period, case.moment) for period in covered(case, about, first, last)]
    if about.frequency == "daily" and len(found) > 1:
        found = [figure for figure in found if figure is not None]
    figures = [figure for figure in found if figure is not None]
    return figures if figures and len(figures) == len(found) else None


def mean(figures: Sequence[Figure]) -> float:
    """Return the mean over the days of the periods of figures."""
    if len(figures) == 1:
        return figures[0].seen.value
    if figures[0].about.frequency != "monthly":
        return sum(figure.seen.value for figure in figures) / len(figures)
    days = [periods.end(figure.seen.period).day for figure in figures]
    total = sum(figure.seen.value * n for figure, n in zip(figures, days, strict=True))
    return total / sum(days)


def level(case: Case, about: Series, first: str, last: str) -> Reading | None:
    """Return the level of a series in a span: of output its mean, of a price any day in it, or its mean."""
    figures = levels(case, about, first, last)
    if figures is None:
        return None
    known = all(figure.known for figure in figures)
    average = mean(figures)
    if about.frequency == "daily" and len(figures) > 1 and "averag" not in case.sentence:
        low = min(figures, key=lambda figure: figure.seen.value)
        high = max(figures, key=lambda figure: figure.seen.value)
        rows = (("then", low), ("then", high))
        words = "any day of the period will do; its lowest and highest are shown"
        return Reading(low.seen.value, high.seen.value, about, rows, average, words, known)
    latest = tuple(("then", figure) for figure in figures[-4:])
    words = "" if len(figures) == 1 else f"the mean of {len(figures)} {_NAMES[about.frequency]}"
    return Reading(average, average, about, latest, average, words, known)


_NAMES = {"daily": "days", "weekly": "weeks", "monthly": "months"}


def joint(case: Case, entities: Sequence[str], frequency: str, first: str, last: str) -> Reading | None:
    """Return the sum of the output of several entities by the series preferred for each."""
    parts = []
    for entity in entities:
        found = case.record.find("production", stored(entity), frequency)
        part = next((r for about in found if (r := level(case, about, first, last)) is not None), None)
        if part is None:
            return None
        parts.append(part)
    total = sum(part.level for part in parts)
    rows = tuple(row for part in parts for row in part.rows)
    known = all(part.known for part in parts)
    return Reading(total, total, parts[0].about, rows, total, f"the sum of {len(parts)} series", known)


def in_tonnes(case: Case, reading: Reading) -> Reading:
    """Return a reading of kb/d in the tonnes of its claim."""
    unit = case.claim.normalized_unit
    if unit == "tonnes/d":
        factor = 1000 / BARRELS_A_TONNE
    elif unit == "million tonnes":
        first, last = span(case.claim)
        days = (date.fromisoformat(last) - date.fromisoformat(first)).days + 1
        factor = days / BARRELS_A_TONNE / 1000
    else:
        return reading
    words = f"at {BARRELS_A_TONNE} barrels a tonne" + (f"; {reading.words}" if reading.words else "")
    return replace(
        reading,
        low=reading.low * factor,
        high=reading.high * factor,
        level=reading.level * factor,
        words=words,
    )


def neighbours(first: str, last: str, *, most: int = 2) -> Iterator[tuple[str, str]]:
    """Yield the spans of the same length around a span, then the same one a year before and after."""
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    size = grain(first, last)
    months = {"month": 1, "quarter": 3, "year": 12}.get(size)
    for step in range(1, most + 1):
        for sign in (-1, 1):
            if months:
                yield _moved(start, end, sign * step * months)
            else:
                away = timedelta(days=sign * step * ((end - start).days + 1 if size != "week" else 7))
                away = _over_weekend(start, away) if size == "day" else away
                yield (start + away).isoformat(), (end + away).isoformat()
    if size in ("month", "quarter"):
        yield _moved(start, end, -12)
        yield _moved(start, end, 12)


def _over_weekend(start: date, away: timedelta) -> timedelta:
    landed = (start + away).weekday()
    if landed > 4:
        return away + (timedelta(days=-2) if away.days < 0 else timedelta(days=2))
    return away


def _moved(start: date, end: date, months: int) -> tuple[str, str]:
    return _shift(start, months).isoformat(), (
        _shift(end + timedelta(days=1), months) - timedelta(days=1)
    ).isoformat()


def _shift(day: date, months: int) -> date:
    number = day.year * 12 + day.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)
