"""What a date of a story means: days, counted from the story's own day, looking back or ahead."""

from datetime import date, timedelta
from functools import lru_cache

from oilwatch.claims import sessions
from oilwatch.claims.date_words import Date

Span = tuple[date, date]
ONE = timedelta(days=1)
_PARTS_OF_YEAR = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}
_FIRST_YEAR, _LAST_YEAR = 1860, 2099


@lru_cache(maxsize=16_384)
def resolve(found: Date, day: date, *, ahead: bool = False, anchor: Span | None = None) -> Span | None:
    """Return the first and last day that *found* means in a story of *day*.

    *ahead*: it is of things to come (a decision); *anchor*: the span that ``earlier`` counts from.
    """
    try:
        return _resolve(found, day, ahead, anchor)
    except (ValueError, OverflowError):
        return None


def _resolve(found: Date, day: date, ahead: bool, anchor: Span | None) -> Span | None:
    if found.to is not None and found.grain != "week":
        first = _resolve(_bare(found), day, ahead, anchor)
        last = _resolve(found.to, first[0] if first and ahead else day, ahead, anchor)
        if first is None or last is None:
            return first or last
        if last[1] < first[0]:
            first = _resolve(_bare(found), last[0], False, anchor) or first
        return (first[0], last[1]) if first[0] <= last[1] else last
    return _BY_GRAIN[found.grain](found, day, ahead, anchor)


def _bare(found: Date) -> Date:
    return Date(found.grain, found.year, found.month, found.day, found.weekday, found.number, found.unit,
                found.relative, found.part)  # fmt: skip


def _day(found: Date, day: date, ahead: bool, anchor: Span | None) -> Span | None:
    if found.weekday is not None:
        if found.relative == 1 or (False):
            return _same(day + ONE * ((found.weekday - day.weekday() - 1) % 7 + 1))
        back = (day.weekday() - found.weekday) % 7
        return _same(day - ONE * back)
    if found.month is not None and found.day is not None:
        return _same(_calendar_day(found, day, ahead))
    if found.relative == -1:
        return _same(sessions.before(anchor[0] if anchor else day))
    if found.relative == 1:
        after = (anchor[1] if anchor else day) + ONE
        while not sessions.is_trading(after):
            after += ONE
        return _same(after)
    return anchor if anchor and anchor[0] == anchor[1] else _same(sessions.before(day))


def _calendar_day(found: Date, day: date, ahead: bool) -> date:
    month, number = found.month or 1, found.day or 1
    if found.year is not None:
        return date(found.year, month, number)
    year = day.year
    this = (
        date(year, month, min(number, 28)).replace(day=number)
        if (month, number) != (2, 29)
        else date(2024, 2, 29)
    )
    if ahead:
        return this if this >= day - ONE * 31 else date(year + 1, month, number)
    return this if this <= day else date(year - 1, month, number)


def _week(found: Date, day: date, ahead: bool, anchor: Span | None) -> Span | None:
    if found.to is not None:
        end = _day(found.to, day, False, None)
        return (end[0] - ONE * 6, end[0]) if end else None
    base = anchor[1] if found.anchored and anchor else day
    monday = base - ONE * base.weekday()
    monday += ONE * 7 * (found.relative or 0)
    return monday, monday + ONE * 4


def _month(found: Date, day: date, ahead: bool, anchor: Span | None) -> Span | None:
    if found.month is None:
        base = anchor[1] if anchor and found.anchored else day
        return _parted(found, sessions.month_span(base.year, base.month + (found.relative or 0)))
    return _parted(found, _named_month(found, day, ahead))


def _named_month(found: Date, day: date, ahead: bool) -> Span:
    month = found.month or 1
    if found.year is not None:
        return sessions.month_span(found.year, month)
    if found.relative is not None and found.anchored != "named":
        return sessions.month_span(day.year + found.relative, month)
    span = sessions.month_span(day.year, month)
    if ahead or found.relative == 1:
        return span if span[1] >= day else sessions.month_span(day.year + 1, month)
    passed = span[0] < day if found.part or span[1] < day else False
    return span if passed else sessions.month_span(day.year - 1, month)


def _parted(found: Date, span: Span) -> Span:
    """Return the early, middle or late part of a month, a year or a quarter."""
    part = found.part.removeprefix("edge ")
    if part not in _PARTS_OF_YEAR:
        return span
    first, last = span
    days = (last - first).days
    if days < 32:
        return {"early": (first, first + ONE * 9), "mid": (first + ONE * 10, first + ONE * 19),
                "late": (first + ONE * 20, last)}[part]  # fmt: skip
    if days > 360:
        low, high = _PARTS_OF_YEAR[part]
        return sessions.month_span(first.year, low)[0], sessions.month_span(first.year, high)[1]
    third = days // 3
    return {"early": (first, first + ONE * third), "mid": (first + ONE * third, last - ONE * third),
            "late": (last - ONE * third, last)}[part]  # fmt: skip


def _block(found: Date, day: date, ahead: bool, anchor: Span | None) -> Span | None:
    """Resolve quarters, halves and seasons, which are blocks of months."""
    size = {"quarter": 3, "half": 6, "season": 3}[found.grain]
    if found.number is None and found.month is None:
        base = anchor[0] if anchor and found.anchored else day
        begin = (base.month - 1) // size * size + 1 + size * (found.relative or 0)
        return sessions.month_span(base.year, begin)[0], sessions.month_span(base.year, begin + size - 1)[1]
    begin = found.month if found.month is not None else ((found.number or 1) - 1) * size + 1
    year = found.year if found.year is not None else day.year + (found.relative or 0)
    span = sessions.month_span(year, begin)[0], sessions.month_span(year, begin + size - 1)[1]
    if found.year is None and found.relative is None:
        if ahead and span[1] < day:
            year += 1
        elif not ahead and span[0] >= day:
            year -= 1
        span = sessions.month_span(year, begin)[0], sessions.month_span(year, begin + size - 1)[1]
    return _parted(found, span)


def _year(found: Date, day: date, ahead: bool, anchor: Span | None) -> Span | None:
    base = anchor[1] if anchor and found.anchored in ("earlier", "the") else day
    year = found.year if found.year is not None else base.year + (found.relative or 0)
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    span = date(year, 1, 1), date(year, 12, 31)
    if found.part == "to date" or (
        found.relative == 0 and base.year == day.year and not ahead and not found.part
    ):
        return span[0], sessions.month_span(day.year, day.month)[1] if found.part != "to date" else day
    return _parted(found, span)


def _ago(found: Date, day: date, ahead: bool, anchor: Span | None) -> Span | None:
    number = found.number or 0
    if found.unit == "day" and not found.anchored:
        return _same(day - ONE * number)
    base = anchor if found.anchored and anchor else (day, day)
    whole = (base[1] - base[0]).days
    if found.unit == "day":
        earlier = base[0]
        for _ in range(min(number, 400)):
            earlier = sessions.before(earlier)
        return _same(earlier)
    if found.unit == "week":
        return base[0] - ONE * 7 * number, base[1] - ONE * 7 * number
    months = number * {"month": 1, "quarter": 3, "year": 12, "decade": 120}.get(found.unit, 0)
    if not months:
        return None
    if whole >= 27:  # whole months stay whole months
        return (
            sessions.month_span(base[0].year, base[0].month - months)[0],
            sessions.month_span(base[1].year, base[1].month - months)[1],
        )
    if found.unit == "month" or found.anchored == "":
        first = sessions.month_span(base[0].year, base[0].month - months)
        return first if found.anchored == "" else _same(sessions.months_before(base[0], months))
    return _same(sessions.months_before(base[0], months))


def _weekend(found: Date, day: date, ahead: bool, anchor: Span | None) -> Span | None:
    saturday = day - ONE * ((day.weekday() - 5) % 7)
    return saturday, saturday + ONE


def _none(found: Date, day: date, ahead: bool, anchor: Span | None) -> Span | None:
    return None


def _same(day: date) -> Span:
    return day, day


_BY_GRAIN = {
    "day": _day, "week": _week, "month": _month, "quarter": _block, "half": _block, "season": _block,
    "year": _year, "ago": _ago, "weekend": _weekend, "span": _none,
}  # fmt: skip
