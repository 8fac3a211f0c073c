"""Recording one copy of one series: what it shows, what it lacks, and what of it is not believed."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from oilwatch import periods
from oilwatch.errors import InputError
from oilwatch.model import Aside, Copy, Counts, Recorded, Series
from oilwatch.store import beside, raw, read, vintage, write
from oilwatch.store.schema import observation, observation_current, span_before, unchanged
from oilwatch.store.vintage import Span

Screen = Callable[[Series, Mapping[str, float], Mapping[str, float | None], str], Mapping[str, str]]
"""(series, standing values, changes, moment) -> why a change is not believed, by period."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a copy shows of a series, by period."""

    moment: str
    span: Span | None
    keep: Callable[[int], int]
    """Keeps the raw answer of a page and gives its key."""
    yields: bool
    run: int
    """The load run that records it."""
    pages: dict[str, int] = field(default_factory=dict)
    """In which page a period stands; not there: the first."""
    values: dict[str, float | None] = field(default_factory=dict)
    twice: dict[str, str] = field(default_factory=dict)
    """Periods that stand in the copy with two values, and what to say of them."""
    forecasts: dict[str, float | None] = field(default_factory=dict)
    marks: dict[str, str] = field(default_factory=dict)

    def raw(self, period: str) -> int:
        """Return the key of the raw answer in which a period stands."""
        return self.keep(self.pages.get(period, 0))


class Contradiction(InputError):
    """The record has another value of the same moment."""


def by_series(connection: Connection, copy: Copy, run: int) -> dict[str, Shown]:
    """Return what a copy shows, by series; raw answers are kept once a row names them."""

    @cache
    def kept(number: int) -> int:
        return raw.keep(connection, copy.pages[number].receipt)

    found: dict[str, Shown] = {}
    for number, page in enumerate(copy.pages):
        rows = (*page.observations, *page.forecasts)
        for series_id in dict.fromkeys([row.series for row in rows] + [*copy.whole]):
            if series_id not in found:
                span = copy.whole.get(series_id)
                found[series_id] = Shown(copy.seen_from, span, kept, copy.yields, run)
        for row in page.observations:
            shown = found[row.series]
            if shown.values.setdefault(row.period, row.value) != row.value:
                values = f"{shown.values[row.period]} and {row.value}"
                shown.twice[row.period] = f"stands twice in one answer, as {values}"
            if row.mark:
                shown.marks[row.period] = row.mark
            if number:
                shown.pages[row.period] = number
        for row in page.forecasts:
            found[row.series].forecasts[row.period] = row.value
    return dict(sorted(found.items()))


def record(
    connection: Connection, about: Row[Any], shown: Shown, screen: Screen, source: str
) -> tuple[Counts, list[Aside], bool]:
    """Record a copy of a series (*about*: its row, locked); return counts, what was held aside, and
    whether a reader at any moment may see something else than before.
    """
    described = read.described(about)
    for period in shown.values:
        periods.check(period, described.frequency)
    fresh = about.first_copy is None
    standing = {} if fresh else _standing(connection, about.key)
    newest = _newest(connection, about.key)
    stood = standing.get
    changes = {p: v for p, v in shown.values.items() if stood(p) != v}
    same = _valued(shown.values) - _valued(changes)
    changes |= dict.fromkeys(_absent(standing, shown), None)
    doubts = {**screen(described, standing, changes, shown.moment), **shown.twice}
    asides = [
        Aside(described.id, p, shown.values.get(p), shown.moment, why, source) for p, why in doubts.items()
    ]
    held = beside.hold(connection, about.key, asides, shown.raw)
    beside.settle(connection, about.key, shown.values.keys() - doubts.keys(), shown.moment)
    believed = {p: v for p, v in changes.items() if p not in doubts} if doubts else changes
    if shown.moment > newest:
        counts = _append(connection, about, shown, believed, standing)
        altered = bool(believed)
        _cover(connection, about.key, shown, doubts)
        write.begin_at(connection, about.key, shown.moment)
    else:
        counts, altered = _insert_earlier(connection, about, shown, set(doubts))
        same = 0
    beside.put_marks(connection, about.key, shown.marks, shown.moment)
    expects = beside.expect(connection, about.key, shown.forecasts, shown.moment, shown.raw)
    return counts + Counts(unchanged=same), held, altered or expects or bool(held)


def _valued(rows: Mapping[str, float | None]) -> int:
    return len(rows) - list(rows.values()).count(None)


def _standing(connection: Connection, key: int) -> dict[str, float]:
    table = observation_current
    rows = connection.execute(select(table.c.period, table.c.value).where(table.c.series == key)).all()
    return dict(rows)


def _newest(connection: Connection, key: int) -> str:
    """Return the moment of the newest copy kept of a series; empty: none."""
    tables = (observation, unchanged)
    found = [
        connection.execute(select(func.max(t.c.seen_from)).where(t.c.series == key)).scalar() for t in tables
    ]
    return max(filter(None, found), default="")


def _absent(standing: Mapping[str, float], shown: Shown) -> list[str]:
    if shown.span is None:
        return []
    first, last = shown.span
    return [p for p in standing if p not in shown.values and first <= p <= last]


def _append(
    connection: Connection,
    about: Row[Any],
    shown: Shown,
    believed: Mapping[str, float | None],
    standing: Mapping[str, float],
) -> Counts:
    """Append what differs, in a copy younger than all there are; the current values follow."""
    if not believed:
        return Counts()
    fresh = believed.keys() - standing.keys()
    known = _withdrawn(connection, about.key) if fresh and about.first_copy else set()
    key, moment, first = about.key, shown.moment, shown.keep(0)
    if shown.pages:
        rows = [(key, p, moment, v, shown.raw(p), shown.run) for p, v in believed.items()]
    else:
        rows = [(key, p, moment, v, first, shown.run) for p, v in sorted(believed.items())]
    write.insert_many(connection, observation, write.OBSERVED, rows)
    stood = sorted(believed.keys() & standing.keys())
    write.remove_current(connection, about.key, stood)
    copy_to_current(connection, about.key, shown.moment)
    gone = sum(1 for p in stood if believed[p] is None)
    back = len(fresh & known)
    return Counts(new=len(fresh) - back, revised=len(stood) - gone + back, withdrawn=gone)


def _withdrawn(connection: Connection, key: int) -> set[str]:
    ever = select(observation.c.period).where(observation.c.series == key)
    now = select(observation_current.c.period).where(observation_current.c.series == key)
    return set(connection.execute(ever.except_(now)).scalars())


def copy_to_current(connection: Connection, key: int, moment: str, period: str | None = None) -> None:
    """Make current what was recorded of a series at *moment* (of one *period*)."""
    names = ["series", "period", "seen_from", "value"]
    rows = select(*(observation.c[name] for name in names)).where(
        observation.c.series == key, observation.c.seen_from == moment, observation.c.value.is_not(None)
    )
    rows = rows if period is None else rows.where(observation.c.period == period)
    connection.execute(insert(observation_current).from_select(names, rows))


def _cover(connection: Connection, key: int, shown: Shown, doubted: Collection[str]) -> None:
    """Remember that the copy of this moment covered its span, or which periods it showed."""
    if shown.span is None:
        named = [p for p in shown.values if p not in doubted]
        write.confirm(connection, key, {shown.moment: named}, shown.run)
        return
    first, last = shown.span
    where = (unchanged.c.series == key) & (unchanged.c.seen_from == shown.moment)
    known = connection.execute(select(unchanged).where(where)).first()
    if known is None:
        values = {"series": key, "seen_from": shown.moment, "periods": b"", "run": shown.run}
        connection.execute(insert(unchanged).values(**values, first=first, last=last))
    elif known.first is None or first < known.first or last > known.last:
        _keep_span(connection, known, shown.run)
        wider = {"first": min(first, known.first or first), "last": max(last, known.last or last)}
        connection.execute(update(unchanged).where(where).values(**wider))


def _keep_span(connection: Connection, known: Row[Any], run: int) -> None:
    """Keep what a copy was known to cover before *run* widens it, for readers of an earlier version."""
    t = span_before.c
    there = (t.series == known.series) & (t.seen_from == known.seen_from) & (t.before == run)
    if known.run != run and connection.execute(select(t.before).where(there)).first() is None:
        values = {"series": known.series, "seen_from": known.seen_from, "before": run}
        connection.execute(insert(span_before).values(**values, first=known.first, last=known.last))


def _insert_earlier(
    connection: Connection, about: Row[Any], shown: Shown, doubted: set[str]
) -> tuple[Counts, bool]:
    """Record a copy that is no younger than all there are, among the others."""
    held = write.held(connection, about.key)
    then = {p: vintage.standing(rows, shown.moment) for p, rows in held.items()}
    stood = {p for p, row in then.items() if row is not None and row.value is not None}
    answer = {p: v for p, v in shown.values.items() if p not in doubted and (v is not None or p in stood)}
    if shown.span is not None:
        first, last = shown.span
        gone = stood - doubted - shown.values.keys()
        answer |= {p: None for p in gone if first <= p <= last}
    rows = [Recorded(p, v, shown.moment) for p, v in answer.items()]
    if shown.yields and shown.moment in read.copies(connection, about.key).moments:
        stands = {p: row.value if row else None for p, row in then.items()}
        rows = [row for row in rows if row.period not in stands or stands[row.period] == row.value]
    try:
        origin = write.Origin(shown.run, shown.raw)
        counts, altered = write.record(connection, about, rows, origin=origin, now=periods.OPEN_END)
    except InputError as error:
        raise Contradiction(str(error)) from error
    if shown.span is not None:
        before = read.copies(connection, about.key)
        _cover(connection, about.key, shown, doubted)
        write.begin_at(connection, about.key, shown.moment)
        altered = altered or read.copies(connection, about.key) != before
    return counts, altered
