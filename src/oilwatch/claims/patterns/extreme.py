"""Extremes: the highest since a date, the most in so many years, a record, a level not seen since."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from oilwatch.claims import price_moves, sessions, superlatives, timing, when, who
from oilwatch.claims.patterns import Pattern
from oilwatch.claims.scene import Draft, Scene, Span

_MOVES = frozenset("fall drop decline slide slump plunge loss gain rise jump rally advance surge increase"
                   " week month quarter year performance climb retreat tumble dip annual weekly monthly"
                   " yearly quarterly".split())  # fmt: skip


def scan(scene: Scene) -> Sequence[Draft]:
    """Find the extremes of a sentence, each with the figure that it describes."""
    return [claim for place, draft in scene.extremes for claim in _about(scene, place, draft)]


def _about(scene: Scene, place: int, draft: Draft) -> list[Draft]:
    """Give an extreme the figure that it describes: its entity, measure, period and source."""
    figure = _figure(scene, place)
    if figure is not None:
        draft.entity, draft.period, draft.source, draft.definition = (
            figure.entity,
            figure.period,
            figure.source,
            figure.definition,
        )
        draft.measure = figure.measure
        draft.basis = figure.basis if figure.basis == "intraday" else draft.basis
        draft.reason = (
            figure.reason
            if figure.reason in ("out_of_scope_measure", "out_of_scope_entity", "other_currency")
            else ""
        )
        if figure.kind == "forecast":
            return []
    elif not _alone(scene, place, draft):
        return []
    _measure(scene, place, draft)
    _finish(draft, scene.told.day)
    return _both(scene, draft)


def _both(scene: Scene, draft: Draft) -> list[Draft]:
    """Return an extreme once for each benchmark where both share it: ``both all-time highs``."""
    if scene.known.isdisjoint(("both", "each")) or draft.entity not in ("BRENT", "WTI"):
        return [draft]
    here = {d.entity for d in scene.drafts} or set(scene.told.entities)
    if "benchmarks" in scene.words:
        here = {"BRENT", "WTI"}
    if not {"BRENT", "WTI"} <= here:
        return [draft]
    draft.modifier = "shared"
    return [replace(draft, entity="BRENT"), replace(draft, entity="WTI")]


def _figure(scene: Scene, place: int) -> Draft | None:
    """Return the draft of this sentence that an extreme speaks of; the near before the far."""
    here = [d for d in scene.drafts if d.place >= 0 and d.kind != "extreme"]
    here = [
        d
        for d in here
        if d.measure in ("price", "price_change", "production", "decision", "inventory", "other")
    ]
    if not here:
        return None
    before = [d for d in here if d.place < place and not d.secondary]
    after = [d for d in here if d.place >= place]
    if before:
        nearest = before[-1]
        if after and any(
            scene.word(n) in ("while", "whereas", ";", "but") for n in range(nearest.place, place)
        ):
            return after[0]
        close = after and after[0].place - place <= 2
        if close and (place - nearest.place > 3 or scene.words[place] == "record"):
            return after[0]
        return nearest
    return after[0] if after else None


def _alone(scene: Scene, place: int, draft: Draft) -> bool:
    """Give an extreme without a figure its subject from the sentence or from what was told."""
    told = scene.told
    output = scene.near(place, ("output",), same=False)
    price = scene.near(place, ("grade", "domestic", "price", "oil"), same=False)
    if scene.has("stock"):
        draft.measure, draft.entity, draft.reason = "inventory", "USA", "out_of_scope_measure"
        draft.period = timing.session(told.day)
        return True
    owners = [n for n in scene.tags.get("country", ()) if n < place and scene.word(n + 1) == "'s"]
    if owners and output < 0 and price < 0 and told.measure == "production" and told.period is not None:
        draft.entity, draft.period = str(scene.items[owners[-1]].value), told.period
        draft.measure = "production"
        return True
    if output >= 0 and (
        price < 0 or abs(output - place) <= abs(price - place) or scene.has("country", "group")
    ):
        names, _ = who.producers(scene, place)
        draft.measure, draft.entity = "production", (names or [""])[0]
        draft.period = timing.output(scene, place)
        return bool(names)
    return _of_price(scene, place, draft, price)


def _of_price(scene: Scene, place: int, draft: Draft, price: int) -> bool:
    spoken = scene.has("settle", "touch", "move") or scene.word(0) in ("that", "it", "this", "both")
    pronoun = scene.told.price and spoken and not scene.has("country", "group", "output")
    if price_moves.is_alien(scene, place) or (price < 0 and not pronoun):
        return False
    draft.measure = "price"
    draft.entity = who.benchmark(scene, place) or scene.told.price or "BRENT"
    found = timing.chosen(scene, place)
    span = when.resolve(scene.items[found].value, scene.told.day) if found >= 0 else None
    draft.period = span or scene.told.price_day or timing.session(scene.told.day)
    return True


def _measure(scene: Scene, place: int, draft: Draft) -> None:
    words = scene.words[place : place + superlatives.FILLERS]
    moved = False
    for word in words:
        if word in ("since", "in", "on", "of"):
            break
        if word in ("close", "level", "settlement", "price", "finish", "settle"):
            moved = False
            break
        moved = moved or word in _MOVES
    if moved and draft.measure == "price":
        draft.measure = "price_change"
    elif not moved and draft.measure == "price_change":
        draft.measure = "price"
    if moved and draft.measure == "price_change" and draft.period is not None:
        _longer(words, draft)


def _longer(words: list[str], draft: Draft) -> None:
    """Widen the period of an extreme of a week, a month or a year to that span."""
    assert draft.period is not None
    first, last = draft.period
    if (last - first).days > 3:
        return
    if {"week", "weekly"} & set(words):
        monday = last - timing.ONE * last.weekday()
        draft.period = monday, monday + timing.ONE * 4
    elif {"monthly", "month"} & set(words):
        draft.period = sessions.month_span(last.year, last.month)
    elif {"annual", "yearly", "year"} & set(words):
        draft.period = date(last.year, 1, 1), date(last.year, 12, 31)
    elif {"quarterly", "quarter"} & set(words):
        begin = (last.month - 1) // 3 * 3 + 1
        draft.period = sessions.month_span(last.year, begin)[0], sessions.month_span(last.year, begin + 2)[1]


def _finish(draft: Draft, day: date) -> None:
    """Turn ``-8 year`` into the year it means, and set the window in which nothing lies beyond."""
    period = draft.period or timing.session(day)
    value = str(draft.value)
    before = period[0] - timing.ONE
    if value.startswith("-"):
        number, unit = int(value[1:].split(maxsplit=1)[0]), value.split()[1]
        draft.value, start = _back(period, number, unit)
        draft.baseline = (start, before)
    elif value == "record":
        draft.baseline = None
    elif draft.baseline is not None:
        draft.baseline = (draft.baseline[0], before)


def _back(period: Span, number: int, unit: str) -> tuple[str, date]:
    first = period[0]
    if unit in ("year", "decade"):
        years = number * (10 if unit == "decade" else 1)
        start = sessions.months_before(first, 12 * years)
        return str(first.year - years), start
    if unit in ("month", "quarter"):
        months = number * (3 if unit == "quarter" else 1)
        start = sessions.months_before(first, months)
        return f"{start:%Y-%m}", start
    start = first - timing.ONE * number * (7 if unit == "week" else 1)
    return start.isoformat(), start


PATTERNS = (
    Pattern(
        "extreme",
        90,
        scan=scan,
        examples={
            "Brent closed at a five-month low on Friday.": "extreme BRENT 2019-06 date",
            "Iraqi output climbed to its highest since May 2016.": "extreme IRQ 2016-05 date",
            "Brent settled at $61.20.": None,
        },
    ),
)
