"""An independent and slow answer to what readers see of copies that say what they cover."""

import calendar
from datetime import date, timedelta
from typing import NamedTuple

from oilwatch.model import Copy, Counts, Observation, Page, Receipt
from tests.kit import NOW

PERIODS = [f"2024-{month:02}" for month in range(1, 7)]
MOMENTS = [f"2024-{month:02}-{day}" for month in range(1, 10) for day in (10, 28)]
MOMENTS += ["2024-04-10T09:00:00.000Z", "2024-04-10T17:30:00.000Z", "2024-07-28T09:00:00.000Z"]
RETRIEVED = "2026-11-22T12:00:00.000Z"


class Shown(NamedTuple):
    """What a copy shows by period, and from where to where it covers all there is; None: nowhere."""

    values: dict[str, float | None]
    span: tuple[str, str] | None = None


def copy(series_id, moment, shown, **more):
    """Return a copy of one series as a source gives it."""
    rows = [Observation(series_id, *cell) for cell in shown.values.items()]
    receipt = Receipt(f"{series_id} {moment} {shown}".encode(), "https://example.org/test", RETRIEVED)
    covered = {series_id: shown.span} if shown.span else {}
    return Copy(moment, (Page(receipt, rows),), covered, **more)


def believe(about, standing, changes, moment):
    """Believe everything."""
    return {}


def put(store, *copies, screen=believe, source="test"):
    """Record copies; return what changed and what was held aside."""
    return store.loads.record(source, copies, screen=screen, started=NOW)


def _covers(shown, period):
    return shown.span is None or not shown.span[0] or shown.span[0] <= period <= shown.span[1]


def said(copies):
    """Return by moment what each copy says of a period: a value, or None where it withdraws it."""
    stands, found = {}, {}
    for moment in sorted(copies):
        values, span = copies[moment]
        gone = [p for p in stands if span and span[0] <= p <= span[1] and values.get(p) is None]
        gone += [p for p, value in values.items() if value is None and p in stands]
        found[moment] = {p: v for p, v in values.items() if v is not None} | dict.fromkeys(gone)
        stands |= found[moment]
        for period in gone:
            stands.pop(period, None)
    return found


def counts(copies):
    """Return by moment what recording each copy, in order, changes."""
    ever, stands, found = set(), {}, {}
    for moment, telling in said(copies).items():
        new = [p for p, v in telling.items() if v is not None and p not in ever]
        revised = [p for p, v in telling.items() if v is not None and p in ever and stands.get(p) != v]
        gone = [p for p, v in telling.items() if v is None]
        same = sum(v is not None for v in telling.values()) - len(new) - len(revised)
        found[moment] = Counts(len(new), len(revised), len(gone), same)
        ever |= set(telling)
        stands |= telling
    return found


def _due(period, lag_days):
    year, month = int(period[:4]), int(period[5:])
    return str(date(year, month, calendar.monthrange(year, month)[1]) + timedelta(days=lag_days))


def standpoints(copies, lag_days):
    """Return moments at which what is seen may differ: at and between copies, and at due days."""
    days = {moment[:10] for moment in copies} | {_due(period, lag_days) for period in PERIODS}
    days |= {str(date.fromisoformat(day) + timedelta(days=max(lag_days, 1))) for day in set(days)}
    return sorted(days | set(copies) | {"2023-12-31", "2024-03-05", "2024-06-20", "2026-11-22"})


def reads(copies, moment, lag_days):
    """Return (period, value, seen_from, vintage) of every period that a reader at *moment* sees."""
    telling = said(copies)
    until = f"{moment}T23:59:59.999Z" if len(moment) == 10 else moment
    periods = sorted({period for told in telling.values() for period in told})
    found = [_read(copies, telling, period, (until, lag_days)) for period in periods]
    return [row for row in found if row is not None]


def _read(copies, telling, period, known):
    until, lag_days = known
    showing = [moment for moment in telling if period in telling[moment]]
    before = [moment for moment in showing if moment <= until]
    if before:
        return _newest(copies, telling, period, before)
    first = showing[0]
    due = _due(period, lag_days)
    without = [m for m in sorted(copies) if due <= m < first and _covers(copies[m], period)]
    if without:
        missed = date.fromisoformat(max(without)[:10])
        due = str(missed + timedelta(days=max(lag_days, 1)))
    return (period, telling[first][period], first, "earliest copy") if due <= until[:10] else None


def _newest(copies, telling, period, before):
    since, value = before[-1], telling[before[-1]][period]
    for moment in reversed(before):
        if telling[moment][period] != value:
            break
        since = moment
    if value is None:
        return None
    first = min(moment for moment in copies if _covers(copies[moment], period))
    return period, value, since, "earliest copy" if since == first else "published"
