"""When the front month of a futures contract changes, by which its price jumps without the market moving."""

from datetime import date

from oilwatch.claims import sessions


def rolls(entity: str, day: str) -> bool:
    """Return whether a day is the last of a front month or the first of the next."""
    return day in _roll_days(entity, day[:7])


def rolled(entity: str, base: str, end: str) -> bool:
    """Return whether a move of a day or a week goes over a change of the front month."""
    if (date.fromisoformat(end) - date.fromisoformat(base)).days > 8:
        return False
    return any(base < day <= end for month in (base[:7], end[:7]) for day in _roll_days(entity, month))


def _roll_days(entity: str, month: str) -> tuple[str, ...]:
    """Return the last day of the front month that expires in a month, and the first of the next."""
    first, last = sessions.month_span(int(month[:4]), int(month[5:7]))
    if entity == "WTI":
        expiry = sessions.before(date(first.year, first.month, 25))
        for _ in range(2):
            expiry = sessions.before(expiry)
        return (expiry.isoformat(), _after(expiry).isoformat())
    expiry = sessions.upto(last)
    opening = first if sessions.is_trading(first) else _after(first)
    return (opening.isoformat(), expiry.isoformat())


def _after(day: date) -> date:
    day += sessions.ONE
    while not sessions.is_trading(day):
        day += sessions.ONE
    return day
