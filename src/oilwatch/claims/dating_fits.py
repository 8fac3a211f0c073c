"""How the figures of a story would fit the record if it had run on some day.

A figure is ``exact``, ``close``, ``near`` (as far off as another publisher's may lie) or a ``miss``; one
whose period is not in the record says nothing.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from oilwatch.claims import reading, sessions, words
from oilwatch.model import Claim

Values = Callable[[str, str], float | None]
"""(series id, period) -> value: periods are ``2018-10`` for months and ``2018-10-05`` for days and weeks."""
Key = tuple[str, str, str]
EXACT, CLOSE, NEAR = 0.002, 0.015, 0.045
MOST_TEXT, MOST_SENTENCES, MOST_DAYS = 200_000, 40, 40
DAY_APART = 1.0
"""How far moves of spot and of futures lie apart on one day, in percentage points."""
_KINDS = ("level", "change", "pct_change")
_PRICES = ("spot", "futures")
_OUTPUTS = ("crude", "crude_only", "liquids")
_RANKS = {"exact": 0, "close": 1, "near": 2, "miss": 3}
ONE = timedelta(days=1)


def sentences_with_figures(text: str, day: date) -> str:
    """Return the sentences of a story that state figures, each with the one before it."""
    text = text[:MOST_TEXT]
    places = [claim.start for claim in reading.read(text, day) if _is_usable(claim)]
    kept: list[str] = []
    before, held = "", False
    for start, end in words.sentences(words.visible(text)):
        has = any(start <= place < end for place in places[:200])
        if has:
            kept.extend(part for part in (before if not held else "", text[start:end]) if part)
        before, held = text[start:end], has
        if len(kept) >= MOST_SENTENCES:
            break
    return "\n\n".join(kept)


class Fits:
    """The figures of a story against the record, for any day."""

    def __init__(self, text: str, values: Values) -> None:
        self.text = text
        self.values = lru_cache(maxsize=200_000)(values)
        self._claims = lru_cache(maxsize=1_000)(self._read)

    def on(self, day: date) -> dict[Key, str]:
        """Return how each figure fits where the story ran on *day*."""
        found: dict[Key, str] = {}
        for claim in self._claims(day):
            fit = self._fit(claim)
            if fit:
                key = claim.entity, claim.kind, str(claim.normalized_value)
                found[key] = min(fit, found.get(key, fit), key=_RANKS.__getitem__)
        return found

    def at_best(self, year: int, month: int) -> dict[Key, str]:
        """Return how well each figure may fit on any day of a month; moves of a day are taken to fit."""
        first, last = sessions.month_span(year, month)
        found: dict[Key, str] = {}
        for claim in self._claims(first.replace(day=15)):
            if claim.measure != "production" and claim.period_start == claim.period_end:
                fit = "exact"
                if claim.kind == "level":
                    wide = replace(
                        claim, period_start=(first - 4 * ONE).isoformat(), period_end=last.isoformat()
                    )
                    fit = self._fit(wide)
            else:
                fit = self._fit(claim)
            if fit:
                key = claim.entity, claim.kind, str(claim.normalized_value)
                found[key] = min(fit, found.get(key, fit), key=_RANKS.__getitem__)
        return found

    def _read(self, day: date) -> list[Claim]:
        return [claim for claim in reading.read(self.text, day) if _is_usable(claim)]

    def _fit(self, claim: Claim) -> str:
        first, last = date.fromisoformat(claim.period_start), date.fromisoformat(claim.period_end)
        fits: list[str] = []
        for series in _series(claim):
            now = list(self._at(series, first, last))
            if claim.kind == "level":
                fits.extend(_level(claim, value) for value in now)
                continue
            base = claim.baseline_period
            if base is None:
                continue
            then = list(self._at(series, date.fromisoformat(base[0]), date.fromisoformat(base[1])))
            fits.extend(_move(claim, value, old) for value in now[-1:] for old in then)
        return min(fits, key=_RANKS.__getitem__) if fits else ""

    def _at(self, series: str, first: date, last: date) -> Iterator[float]:
        """Yield the values of a period: its mean for months, each day's for prices and weeks."""
        if series.startswith("price.") or series.endswith("_weekly"):
            for number in range(min((last - first).days + 1, MOST_DAYS)):
                value = self.values(series, (first + ONE * number).isoformat())
                if value is not None:
                    yield value
            return
        months = (last.year - first.year) * 12 + last.month - first.month + 1
        if months > 12:
            return
        spans = [sessions.month_span(first.year, first.month + number)[0] for number in range(months)]
        found = [self.values(series, span.isoformat()[:7]) for span in spans]
        known = [value for value in found if value is not None]
        if known and len(known) == len(found):
            yield sum(known) / len(known)


def _is_usable(claim: Claim) -> bool:
    return (
        claim.checkable
        and claim.kind in _KINDS
        and claim.measure in ("price", "price_change", "production")
        and isinstance(claim.normalized_value, float | int)
        and claim.normalized_value != 0
    )


def _series(claim: Claim) -> list[str]:
    if claim.measure != "production":
        return [f"price.{claim.entity.lower()}.{kind}" for kind in _PRICES]
    entity = claim.entity.lower().replace("+", "plus")
    found = [f"production.{entity}.{kind}" for kind in _OUTPUTS]
    return [*found, "production.usa.crude_weekly"] if entity == "usa" else found


def _level(claim: Claim, value: float) -> str:
    said = float(claim.normalized_value)  # type: ignore[arg-type]
    off = abs(value - said)
    if off <= EXACT * abs(said):
        return "exact"
    if off <= CLOSE * abs(said):
        return "close"
    wide = NEAR if claim.measure == "production" else 2 * CLOSE
    return "near" if off <= max(wide * abs(said), min(claim.digits, 2 * wide * abs(said))) else "miss"


def _move(claim: Claim, value: float, old: float) -> str:
    said = float(claim.normalized_value)  # type: ignore[arg-type]
    moved = value - old
    if claim.kind == "pct_change":
        if old <= 0:
            return "miss"
        moved = moved / old * 100
    off = abs(moved - said)
    if off <= min(claim.digits, 0.03 * abs(said)):
        return "exact"
    if off <= max(claim.digits, 0.1 * abs(said)):
        return "close"
    apart = DAY_APART if claim.kind == "pct_change" and claim.measure != "production" else 0.0
    return "near" if off <= max(1.5 * claim.digits, 0.3 * abs(said), apart) else "miss"
