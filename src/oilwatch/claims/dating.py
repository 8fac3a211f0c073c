"""The day of a story without a date, inferred from its own dates and figures; never guessed silently.

Every month since 1986 is weighed: by the dates that the story names (``dating_clues``), and by how its
figures fit the record if it had run then (``dating_fits``). A figure counts for as much as it is rare: one
that fits most months says little. Only a month that is clearly ahead is taken; then its days are, alike.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import exp, log

from oilwatch.claims import dating_calendar, dating_clues, sessions
from oilwatch.claims.dating_clues import Clue
from oilwatch.claims.dating_fits import Fits, Key, Values, sentences_with_figures

FIRST_YEAR = 1986
LEAST_FITS, LEAST_SHARE, LEAST_PART = 2, 0.5, 0.6
LEAST_CHANCE = {2: 0.97, 3: 0.93}
"""How likely the first month must be, by how many figures fit; ENOUGH where there are more."""
ENOUGH = 0.88
BY_DAYS, HOPELESS = 8, 7.0
"""How many months are weighed day by day, and how far behind one may lie to be among them."""
TRUE = {"exact": 0.30, "close": 0.40, "near": 0.15, "miss": 0.15}
"""How often a figure of a story fits the record where the day is right."""
_PARTS = ("early", "mid", "late")

Rarity = Mapping[Key, Mapping[str, float]]
Month = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Dated:
    """The day of a story as inferred. *sure*: its text states the full date; else the figures decided."""

    day: date
    words: str
    sure: bool


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A month with its days and what each weighs."""

    month: Month
    days: Sequence[tuple[date, float]]

    @property
    def weight(self) -> float:
        return _mean_exp([weight for _, weight in self.days])

    @property
    def best(self) -> date:
        return max(self.days, key=lambda one: one[1])[0]


def infer(text: str, values: Values, *, today: date | None = None) -> Dated | None:
    """Return the day on which a story must have run; None where its dates and figures do not tell.

    *values* gives the recorded figure of a series and period, None where there is none.
    """
    today = today or date.today()
    clues = dating_clues.read(text[:200_000])
    full = dating_clues.stated(clues)
    if full is not None and full > today:
        full = None
    found = _by_figures(text, clues, values, today, full)
    if found is not None:
        return found
    if full is None:
        return None
    return Dated(full, f"inferred: {full.day} {full:%B %Y}, the full date that its text names", True)


def _by_figures(
    text: str, clues: Sequence[Clue], values: Values, today: date, after: date | None
) -> Dated | None:
    figures = sentences_with_figures(text, after or today)
    if not figures:
        return None
    fits = Fits(figures, values)
    every = [
        (number // 12, number % 12 + 1)
        for number in range(FIRST_YEAR * 12, today.year * 12 + today.month)
        if after is None or number >= after.year * 12 + after.month - 1
    ]
    rarity = _rarity(fits, today)
    if len(rarity) < LEAST_FITS:
        return None
    ahead = _ahead(fits, every, clues, rarity)
    weighed: list[_Weighed] = []
    for hope, month in ahead:
        if weighed and hope < max(one.weight for one in weighed) - HOPELESS:
            break
        weighed.append(_by_days(fits, month, clues, rarity, today))
    return _winner(weighed, fits)


def _ahead(
    fits: Fits, every: Sequence[Month], clues: Sequence[Clue], rarity: Rarity
) -> list[tuple[float, Month]]:
    """Return the months that may weigh most, and how much at most; months without hope are not read."""
    priors = {month: dating_calendar.month_weight(clues, *month) for month in every}
    most = sum(max(log(TRUE[fit] / chance[fit]) for fit in TRUE) for chance in rarity.values())
    hopes: list[tuple[float, Month]] = []
    for month in sorted(every, key=lambda one: (-priors[one], one)):
        if len(hopes) >= BY_DAYS and priors[month] + most < hopes[BY_DAYS - 1][0]:
            break
        hopes.append((priors[month] + _score(fits.at_best(*month), rarity), month))
        hopes.sort(reverse=True)
    return hopes[:BY_DAYS]


def _rarity(fits: Fits, today: date) -> Rarity:
    """Return how often each figure is close, near or a miss over the whole record."""
    counts: dict[Key, Counter[str]] = {}
    for number in range(FIRST_YEAR * 12, today.year * 12 + today.month, 3):
        for key, fit in fits.on(date(number // 12, number % 12 + 1, 15)).items():
            counts.setdefault(key, Counter())[fit] += 1
    return {
        key: {fit: (count[fit] + 1) / (count.total() + len(TRUE)) for fit in TRUE}
        for key, count in counts.items()
    }


def _score(fitted: Mapping[Key, str], rarity: Rarity) -> float:
    return sum(log(TRUE[fit] / rarity[key][fit]) for key, fit in fitted.items() if key in rarity)


def _by_days(fits: Fits, month: Month, clues: Sequence[Clue], rarity: Rarity, today: date) -> _Weighed:
    first, last = sessions.month_span(*month)
    prior = dating_calendar.month_weight(clues, *month)
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return _Weighed(
        month,
        [
            (day, prior + dating_calendar.day_weight(clues, day) + _score(fits.on(day), rarity))
            for day in days
            if day <= today
        ],
    )


def _winner(weighed: Sequence[_Weighed], fits: Fits) -> Dated | None:
    """Return the month that is clearly ahead of all others, and its likeliest part."""
    total = _sum_exp([one.weight for one in weighed])
    first = max(weighed, key=lambda one: one.weight)
    fitted = Counter(fits.on(first.best).values())
    good = fitted.total() - fitted["miss"]
    if good < LEAST_FITS or exp(first.weight - total) < LEAST_CHANCE.get(good, ENOUGH):
        return None
    if good == fitted["near"] or good < LEAST_SHARE * fitted.total():
        return None
    part = _part(first)
    named = f"{first.best:%B %Y}"
    when = f"{part}-{named}" if part == "mid" else f"{part} {named}" if part else named
    return Dated(first.best, f"inferred: {when}, from its dates and {good} of its figures", False)


def _part(weighed: _Weighed) -> str:
    """Return the third of the month in which the story most likely ran; empty where none is clearly ahead."""
    all_days = _sum_exp([weight for _, weight in weighed.days])
    for number, part in enumerate(_PARTS):
        inside = [weight for day, weight in weighed.days if min((day.day - 1) // 10, 2) == number]
        if inside and exp(_sum_exp(inside) - all_days) >= LEAST_PART:
            return part
    return ""


def _sum_exp(weights: Sequence[float]) -> float:
    top = max(weights)
    return top + log(sum(exp(weight - top) for weight in weights))


def _mean_exp(weights: Sequence[float]) -> float:
    return _sum_exp(weights) - log(len(weights))
