"""Facts from a store, each with what a story would print if it were true, rounded, or wrong in some way.

A fact knows the fields of its sentence; *prints* holds, by class, the fields that differ.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from oilwatch import catalog
from oilwatch.claims.record import Record
from oilwatch.claims.sessions import month_span

COUNTRIES = {
    "IRQ": "Iraq", "IRN": "Iran", "KWT": "Kuwait", "NGA": "Nigeria", "NOR": "Norway", "CAN": "Canada",
    "VEN": "Venezuela", "AGO": "Angola", "MEX": "Mexico", "SAU": "Saudi Arabia", "USA": "The United States",
}  # fmt: skip
GRADES = {"BRENT": "Brent", "WTI": "West Texas Intermediate"}
ONE = timedelta(days=1)
Fields = dict[str, str]


@dataclass(frozen=True, slots=True)
class Fact:
    """What a sentence states: *published* is its story's day; kind to last are its true reading."""

    published: date
    kind: str
    entity: str
    first: str
    last: str
    fields: Fields
    prints: dict[str, Fields]
    base: str = ""
    """The month from which a change is counted; empty: the last day of trading before."""


class World:
    """The record as facts are drawn from it."""

    def __init__(self, record: Record, source: random.Random, prices: str) -> None:
        self.record, self.source, self.prices = record, source, prices

    def at(self, series: str, period: str, published: date) -> float | None:
        """Return what a reader of the story's day could know of a period."""
        about = self.record.catalogue.get(series)
        found = about and self.record.figure(about, period, published.isoformat() + "T23:59:59.999Z")
        return found.seen.value if found else None

    def price(self, entity: str, day: date) -> float | None:
        """Return the price of a day."""
        return self.at(f"price.{entity.lower()}.{self.prices}", day.isoformat(), day + ONE)

    def sessions(self, entity: str) -> list[date]:
        """Return days of a grade that have a price, between 2009 and 2026."""
        return [date.fromisoformat(day) for day in self.periods(entity) if "2009" <= day < "2026-05"]

    def periods(self, entity: str) -> list[str]:
        """Return every day of a grade that has a price."""
        return self.record.held(f"price.{entity.lower()}.{self.prices}").periods

    def output(self, entity: str, year: int, month: int, published: date) -> float | None:
        """Return the output of a month in kb/d."""
        first = month_span(year, month)[0]
        return self.at(f"production.{entity.lower()}.crude", first.isoformat()[:7], published)


def prices(world: World) -> Iterator[Fact]:
    """Yield prices of a day."""
    source = world.source
    while True:
        entity = source.choice(sorted(GRADES))
        days = world.sessions(entity)
        place = source.randrange(30, len(days))
        day, value = days[place], world.price(entity, days[place]) or 0
        month, other = world.price(entity, days[place - 22]), world.price(_other(entity), day)
        if value < 20 or (days[place] - days[place - 1]).days > 4:
            continue
        prints = {
            "true": {"v": f"{value:.2f}"}, "rounded": {"v": f"{value:.0f}"},
            "slightly": {"v": f"{value * (1 + source.choice((-1, 1)) * 0.007):.2f}"},
            "far": {"v": f"{value * source.choice((0.6, 0.7, 1.35, 1.5)):.2f}"},
        }  # fmt: skip
        if month and abs(month / value - 1) > 0.1:
            prints["wrong month"] = {"v": f"{month:.2f}"}
        if other and abs(other / value - 1) > 0.08:
            prints["wrong country"] = {"v": f"{other:.2f}"}
        fields = {"who": GRADES[entity], "day": f"{day:%A}", "date": f"{day.day} {day:%B}"}
        yield Fact(day + ONE, "level", entity, day.isoformat(), day.isoformat(), fields, prints)


def moves(world: World) -> Iterator[Fact]:
    """Yield moves of a day in percent."""
    yield from _moves(world, percent=True)


def dollars(world: World) -> Iterator[Fact]:
    """Yield moves of a day in dollars."""
    yield from _moves(world, percent=False)


def _moves(world: World, *, percent: bool) -> Iterator[Fact]:
    while True:
        entity = world.source.choice(sorted(GRADES))
        days = world.sessions(entity)
        place = world.source.randrange(30, len(days))
        day = days[place]
        now, then = world.price(entity, day), world.price(entity, days[place - 1])
        if not now or not then or now < 20 or (day - days[place - 1]).days not in (1, 3):
            continue
        if days[place - 1].weekday() == 4 and day.weekday() != 0:
            continue
        moved = (now / then - 1) * 100 if percent else now - then
        if abs(moved) < 1.5:
            continue
        fields = {"who": GRADES[entity], "day": f"{day:%A}", "date": f"{day.day} {day:%B}"}
        prints = _moved(moved, (1 if percent else 2), 0.4 if percent else 0.005 * now)
        kind = "pct_change" if percent else "change"
        yield Fact(day + ONE, kind, entity, day.isoformat(), day.isoformat(), fields, prints)


def years(world: World) -> Iterator[Fact]:
    """Yield moves of a whole year in percent."""
    while True:
        entity, year = world.source.choice(sorted(GRADES)), world.source.randint(2009, 2024)
        last = [day for day in world.sessions(entity) if day.year == year]
        before = [
            day for day in map(date.fromisoformat, world.periods(entity)) if day.year == year - 1
        ]  # fmt: skip
        if not last or not before:
            continue
        now, then = world.price(entity, last[-1]), world.price(entity, before[-1])
        if not now or not then or abs(now / then - 1) < 0.04:
            continue
        prints = _moved((now / then - 1) * 100, 1, 0.4)
        published = date(year + 1, world.source.randint(1, 3), 12)
        fields = {"who": GRADES[entity], "year": str(year)}
        yield Fact(published, "pct_change", entity, f"{year}-01-01", f"{year}-12-31", fields, prints)


def _moved(moved: float, digits: int, little: float) -> dict[str, Fields]:
    def said(value: float, places: int = digits) -> Fields:
        names = ("rose", "up", "gain", "higher") if value > 0 else ("fell", "down", "loss", "lower")
        return {
            "v": f"{abs(value):.{places}f}",
            **dict(zip(("verb", "way", "noun", "than"), names, strict=True)),
        }

    sign = 1 if moved > 0 else -1
    return {
        "true": said(moved), "rounded": said(moved, digits - 1), "slightly": said(moved + sign * little),
        "wrong sign": said(-moved), "far": said(moved * 3 + sign * 12 * little),
    }  # fmt: skip


def extremes(world: World) -> Iterator[Fact]:
    """Yield prices that are the highest or lowest since a month."""
    while True:
        entity = world.source.choice(sorted(GRADES))
        days = world.sessions(entity)
        place = world.source.randrange(600, len(days))
        day, value = days[place], world.price(entity, days[place])
        high = world.source.random() < 0.5
        beyond = next(
            (d for d in reversed(days[:place]) if ((world.price(entity, d) or 0) > value) == high), None
        ) if value else None  # fmt: skip
        if beyond is None or not 120 < (day - beyond).days < 1500:
            continue
        wrong = beyond.replace(day=1) - timedelta(days=700)
        if wrong < date(2009, 2, 1) or not any(
            ((world.price(entity, d) or 0) > (value or 0) * (1.05 if high else 0.95)) == high
            for d in days[:place]
            if wrong + timedelta(days=62) < d < day - timedelta(days=30)
        ):
            continue
        fields = {"who": GRADES[entity], "day": f"{day:%A}", "most": "highest" if high else "lowest"}
        prints = {"true": {"v": f"{beyond:%B %Y}"}, "far": {"v": f"{wrong:%B %Y}"}}
        yield Fact(day + ONE, "extreme", entity, day.isoformat(), day.isoformat(), fields, prints)


def _other(entity: str) -> str:
    return "WTI" if entity == "BRENT" else "BRENT"


def decisions(world: World) -> Iterator[Fact]:
    """Yield steps that the eight agreed on, from the bundled events."""
    steps = [
        event for event in catalog.events()
        if event.kind == "opec_plus_decision" and event.size_kbd and event.size_kbd > 0
        and event.title.startswith("Eight") and event.effective_from
    ]  # fmt: skip
    while True:
        event = world.source.choice(steps)
        size, day = int(event.size_kbd or 0), date.fromisoformat(str(event.date))
        first, last = month_span(*_of_month(event.effective_from))
        prints = {"true": {"v": f"{size},000"}, "far": {"v": f"{(size * 2 + 50) * 1000:,}"}}
        if size >= 400:
            prints["rounded"] = {"v": f"{round(size, -1)},000"}
        fields = {"month": f"{first:%B}", "day": f"{day:%A}"}
        yield Fact(day + ONE, "decision", "OPEC+8", first.isoformat(), last.isoformat(), fields, prints)


def _of_month(when: object) -> tuple[int, int]:
    return int(str(when)[:4]), int(str(when)[5:7])


def quotas(world: World) -> Iterator[Fact]:
    """Yield required levels of Saudi Arabia and Russia."""
    steps = [target for target in catalog.targets() if target.kbd and str(target.effective_from) >= "2021-06"]
    while True:
        target = world.source.choice(steps)
        first, last = month_span(*_of_month(target.effective_from))
        level = float(target.kbd or 0) / 1000
        shown = (("true", f"{level:.3f}"), ("rounded", f"{level:.1f}"), ("far", f"{level * 1.3:.3f}"))
        prints = {wrong: {"v": value} for wrong, value in shown}
        who = {"SAU": "Saudi Arabia", "RUS": "Russia"}[target.entity]
        fields = {"who": who, "month": f"{first:%B}"}
        published = first + timedelta(days=14)
        yield Fact(published, "quota", target.entity, first.isoformat(), last.isoformat(), fields, prints)


Family = Callable[[World], Iterator[Fact]]
