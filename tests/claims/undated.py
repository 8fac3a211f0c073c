"""Stories without a date, made up of recorded figures: what a reporter of a given day could have written."""

import calendar
import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta

Values = Callable[[str, str], float | None]
NAMES = {
    "sau": "Saudi Arabia", "irq": "Iraq", "irn": "Iran", "kwt": "Kuwait", "nga": "Nigeria", "nor": "Norway",
    "ven": "Venezuela", "lby": "Libya", "can": "Canada", "usa": "The United States",
}  # fmt: skip
OUTPUT = [
    "{name} pumped {now} million barrels a day in {month}.",
    "In {month} {name} produced {now} million b/d.",
    "{name}'s crude output averaged {now} million bpd in {month}.",
    "Figures out this week showed that {name} had produced {now} million barrels per day in {month}.",
]
PRICE = [
    "Brent settled at ${now} a barrel on {weekday}.",
    "On {weekday} Brent crude closed at ${now} a barrel.",
    "Brent ended {weekday} at ${now} per barrel, and traders called it a quiet day.",
]
WTI = ["West Texas Intermediate settled at ${now} a barrel on {weekday}.", "WTI closed {weekday} at ${now}."]
MOVES = ["Brent {verb} {moved} percent on {weekday}.", "On {weekday} Brent {verb} {moved}%."]
SINCE = ["Brent prices have {verb} by {moved} percent since early {month}."]
FILLERS = [
    "Traders said that the mood had turned.", "A tanker captain in the Gulf saw nothing unusual.",
    "The minister declined to comment.", "Demand in Asia remains the great unknown, one broker said.",
    "Refiners were busy with maintenance.", "Nobody at the conference wanted to be named.",
]  # fmt: skip
AHEAD = ["The new quotas will hold from {month}.", "Ministers will meet again in {month}."]


def story(day: date, values: Values, source: random.Random) -> str:
    """Return a story of *day* with two to six figures and hardly a year in it."""
    told = [sentence for make in _MAKERS for sentence in make(day, values, source)]
    told = source.sample(told, k=min(len(told), source.randint(3, 6)))
    told += source.sample(FILLERS, k=source.randint(1, 3))
    if source.random() < 0.4:
        told.append(source.choice(AHEAD).format(month=_name(day, 1)))
    if source.random() < 0.4:
        told.append(f"Many still remember the slump of {day.year - source.randint(1, 6)}.")
    source.shuffle(told)
    return " ".join(told)


def days(source: random.Random, count: int) -> list[date]:
    """Return *count* trading days between 1995 and 2026."""
    found: list[date] = []
    while len(found) < count:
        day = date(1995, 1, 5) + timedelta(days=source.randrange(365 * 31))
        if day.weekday() < 5:
            found.append(day)
    return found


def _outputs(day: date, values: Values, source: random.Random) -> Iterator[str]:
    back = source.choice((1, 1, 2))
    year, month = divmod(day.year * 12 + day.month - 1 - back, 12)
    for code in source.sample(sorted(NAMES), k=3):
        value = values(f"production.{code}.crude", f"{year}-{month + 1:02}")
        if value is not None and value > 500:
            name = NAMES[code]
            now = f"{value / 1000:.{source.choice((1, 2))}f}"
            yield source.choice(OUTPUT).format(name=name, now=now, month=_name(day, -back))


def _prices(day: date, values: Values, source: random.Random) -> Iterator[str]:
    for grade, forms in (("brent", PRICE), ("wti", WTI)):
        settled = _session(grade, day, values)
        if settled is not None and settled[1] > 0:
            apart = 1 + source.choice((0, 0, 0.004, -0.01, 0.025))  # futures lie apart from spot
            yield source.choice(forms).format(now=f"{settled[1] * apart:.2f}", weekday=f"{settled[0]:%A}")


def _moves(day: date, values: Values, source: random.Random) -> Iterator[str]:
    settled = _session("brent", day, values)
    before = _session("brent", settled[0], values) if settled else None
    if settled and before:
        moved = (settled[1] / before[1] - 1) * 100
        if abs(moved) >= 1:
            yield source.choice(MOVES).format(
                verb="rose" if moved > 0 else "fell", moved=f"{abs(moved):.1f}", weekday=f"{settled[0]:%A}"
            )
    start = _session("brent", (day.replace(day=1) - timedelta(days=1)).replace(day=5), values)
    if settled and start and abs(settled[1] / start[1] - 1) > 0.05:
        moved = (settled[1] / start[1] - 1) * 100
        yield SINCE[0].format(
            verb="risen" if moved > 0 else "fallen", moved=f"{abs(moved):.0f}", month=_name(day, -1)
        )


def _session(grade: str, day: date, values: Values) -> tuple[date, float] | None:
    for back in range(1, 6):
        when = day - timedelta(days=back)
        value = values(f"price.{grade}.spot", when.isoformat())
        if value is not None:
            return when, value
    return None


def _name(day: date, months: int) -> str:
    return calendar.month_name[(day.month - 1 + months) % 12 + 1]


_MAKERS = (_outputs, _prices, _moves)
