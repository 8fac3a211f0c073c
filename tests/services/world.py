"""The figures that the replayed services publish: one world, so that they agree where they publish the same.

Figures stand under the publisher's own id (``PET.RBRTE.D``, ``INTL.57-1-SAU-TBPD.M``, ``STEO.COPR_SA.M``;
``JODI.SA`` and ``YAHOO.CL=F`` for those who have none) by period: a number, a marker such as ``"--"``, or
None for a day without a quotation.
"""

import random
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

Value = float | str | None
Periods = dict[str, Value]

COUNTRIES = {"SAU": ("SA", "Saudi Arabia"), "RUS": ("RU", "Russia"), "USA": ("US", "United States")}
STEO = {"SAU": "COPR_SA", "RUS": "COPR_RS", "USA": "COPRPUS"}
FRED = {"DCOILBRENTEU": "PET.RBRTE.D", "DCOILWTICO": "PET.RWTC.D"}
"""What FRED publishes, and the series of the EIA that it takes it from."""
TWINS = (("PET.MCRFPUS2.M", "INTL.57-1-USA-TBPD.M"),)
"""One figure under two ids of its publisher."""
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@dataclass
class World:
    """What is published at *now*; change *figures* at will, or by the methods, which keep vintages."""

    figures: dict[str, Periods]
    now: datetime = NOW
    codes: dict[tuple[str, str], str] = field(default_factory=dict)
    """JODI's assessment code by (country, month), where it is not the usual one."""
    vintages: dict[str, dict[str, Periods]] = field(default_factory=dict)
    """Earlier editions: by id, the day of each, and what it showed."""
    released: dict[str, str] = field(default_factory=dict)
    """The day of the edition in force, by id."""

    def revise(self, name: str, period: str, value: Value) -> None:
        """Publish another value of a period, wherever it is published."""
        for twin in _twins(name):
            self._edition(twin)[period] = value

    def withdraw(self, name: str, period: str) -> None:
        """Publish a period no more, wherever it was published."""
        for twin in _twins(name):
            self._edition(twin).pop(period, None)

    def later(self, days: int = 1) -> None:
        """Let days go by."""
        self.now += timedelta(days=days)

    def editions(self, name: str) -> list[tuple[str, Periods]]:
        """Return every edition of a series, oldest first, with the day of each."""
        current = (self.released.get(name, self.now.date().isoformat()), self.figures[name])
        return [*sorted(self.vintages.get(name, {}).items()), current]

    def _edition(self, name: str) -> Periods:
        today = self.now.date().isoformat()
        if (day := self.released.get(name, today)) < today:
            self.vintages.setdefault(name, {})[day] = dict(self.figures[name])
        self.released[name] = today
        return self.figures.setdefault(name, {})


def default_world(seed: int = 1, *, years: int = 3, now: datetime = NOW) -> World:
    """Return the same figures for the same seed: *years* of production by month, and as many of daily prices.

    Saudi Arabia, Russia and the United States; JODI has nothing of Russia after March 2023.
    """
    chance = random.Random(seed)
    first = date(now.year - years, 1, 1)
    produced = list(_months(first, now.date() - timedelta(days=100)))
    figures: dict[str, Periods] = {}
    for country, level in {"SAU": 9000, "RUS": 9400, "USA": 13200}.items():
        crude = {month: round(level + chance.uniform(-300, 300), 1) for month in produced}
        figures[f"INTL.57-1-{country}-TBPD.M"] = dict(crude)
        figures[f"INTL.53-1-{country}-TBPD.M"] = {month: round(v * 1.2, 1) for month, v in crude.items()}
        figures[f"STEO.{STEO[country]}.M"] = {month: round(v / 1000, 6) for month, v in crude.items()}
        figures[f"JODI.{COUNTRIES[country][0]}"] = {month: v + 10 for month, v in crude.items()}
    figures["PET.MCRFPUS2.M"] = dict(figures["INTL.57-1-USA-TBPD.M"])
    figures["JODI.RU"] = {month: v if month <= "2023-03" else "-" for month, v in figures["JODI.RU"].items()}
    _outlook(figures, chance, _months(first, date(now.year + 1, 12, 1)), now)
    weeks = (day for day in _weekdays(first, now.date() - timedelta(days=8)) if day.weekday() == 4)
    figures["PET.WCRFPUS2.W"] = {str(day): float(chance.randrange(13_000, 13_600)) for day in weeks}
    _prices(figures, chance, first, now)
    world = World(figures, now)
    for name in FRED.values():
        _earlier(world, name)
    return world


def _outlook(
    figures: dict[str, Periods], chance: random.Random, months: Iterable[str], now: datetime
) -> None:
    whole = list(months)
    for name, level in {"COPR_OPEC": 27, "COPR_OPECPLUS": 42, "COPR_WORLD": 78, "PAPR_WORLD": 104}.items():
        figures[f"STEO.{name}.M"] = {month: round(level + chance.random(), 6) for month in whole}
    usa = figures["STEO.COPRPUS.M"]  # the countries of OPEC+ are history only
    usa.update({month: round(13.5 + chance.random(), 6) for month in whole if month not in usa})


def _prices(figures: dict[str, Periods], chance: random.Random, first: date, now: datetime) -> None:
    days = list(_weekdays(first, now.date()))
    quoted = [day for day in days if day <= now.date() - timedelta(days=6)]
    for name, future, level in (("RBRTE", "BZ=F", 80.0), ("RWTC", "CL=F", 76.0)):
        price, path = level, dict[date, float]()
        for day in days:
            price = max(price + chance.uniform(-1.5, 1.5), 20)
            path[day] = round(price, 2)
        shut = {day for day in days if (day.month, day.day) in ((1, 1), (12, 25), (7, 4))}
        figures[f"PET.{name}.D"] = {str(day): None if day in shut else path[day] for day in quoted}
        figures[f"YAHOO.{future}"] = {str(d): None if d in shut else round(path[d] + 0.4, 2) for d in days}


def _earlier(world: World, name: str) -> None:
    """Give a series four editions, a week apart; each knows less than the next, and one differs."""
    whole = world.figures[name]
    for weeks in (4, 3, 2, 1):
        day = world.now.date() - timedelta(weeks=weeks)
        known = str(day - timedelta(days=6))
        shown = deepcopy({period: value for period, value in whole.items() if period <= known})
        if weeks == 4 and isinstance(last := shown[max(shown)], float):
            shown[max(shown)] = round(last + 0.5, 2)
        world.vintages.setdefault(name, {})[str(day)] = shown
    world.released[name] = str(world.now.date() - timedelta(days=4))


def _twins(name: str) -> tuple[str, ...]:
    found = FRED.get(name, name)
    return next((pair for pair in TWINS if found in pair), (found,))


def _months(first: date, last: date) -> Iterable[str]:
    for number in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        yield f"{number // 12:04}-{number % 12 + 1:02}"


def _weekdays(first: date, last: date) -> Iterable[date]:
    for number in range((last - first).days + 1):
        if (day := first + timedelta(days=number)).weekday() < 5:
            yield day
