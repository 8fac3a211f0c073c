"""Figures of things to come, which nothing can prove yet."""

from collections.abc import Sequence

from oilwatch.claims import cues, sessions, timing, unit_words, when, who
from oilwatch.claims.amounts import Quantity
from oilwatch.claims.date_words import Date
from oilwatch.claims.patterns import Pattern
from oilwatch.claims.scene import Draft, Scene, Span


def forecast(scene: Scene, place: int) -> Sequence[Draft] | None:
    """Read a figure of things to come as a forecast, which nothing can prove yet."""
    quantity: Quantity = scene.items[place].value
    unit = quantity.unit
    if unit is None or not _foretold(scene, place):
        return None
    price = unit in (unit_words.USD, unit_words.CENTS) or (
        unit is unit_words.PERCENT and scene.has("grade", "price", "domestic")
    )
    if unit is unit_words.PERCENT and not price and not scene.has("output", "export", "stock"):
        return []
    if unit is unit_words.MONEY or (
        price and not (scene.has("grade", "domestic", "oil", "price") or scene.told.measure == "price")
    ):
        return []
    item = scene.items[place]
    if price:
        measure, entity = "price", who.benchmark(scene, place) or scene.told.price or "BRENT"
    else:
        names, _ = who.producers(scene, place)
        if not names and not scene.known.isdisjoint(("deal", "pact", "accord")):
            names = [scene.told.group or "OPEC+"]
        measure, entity = (
            ("other" if scene.near(place, ("export",), left=12, right=4, same=False) >= 0 else "production"),
            (names or ["WORLD"])[0],
        )
        if unit.normalized == "kb":
            measure, entity = "inventory", "USA"
        elif measure == "other" and {"demand", "consumption"} & set(scene.words) and not scene.has("country"):
            entity = "WORLD"
    draft = Draft(item.start, item.end, "forecast", measure, entity, quantity, place=place)
    draft.sign = cues.change(scene, place) or 1
    draft.modifier, draft.reason = quantity.modifier, "forecast"
    draft.period = _ahead(scene, place)
    if price:
        scene.told.measure, scene.told.price = "price", entity
    return [draft]


def _ahead(scene: Scene, place: int) -> Span:
    day = scene.told.day
    found = timing.chosen(scene, place, grains=frozenset(("year", "quarter", "half", "month", "season")))
    if found >= 0:
        value: Date = scene.items[found].value
        if value.grain == "year" and value.relative == 0:
            return sessions.month_span(day.year, 1)[0], sessions.month_span(day.year, 12)[1]
        span = when.resolve(value, day, ahead=True)
        if span is not None:
            return span
    return sessions.month_span(day.year, 1)[0], sessions.month_span(day.year, 12)[1]


def _foretold(scene: Scene, place: int) -> bool:
    segment = scene.segment[place]
    for other in scene.tags.get("forecast", ()):
        if scene.word(other) == "seen" and (
            scene.word(other + 1) == "since" or scene.word(other - 1) in _NOT_FORESEEN
        ):
            continue
        if other < place and segment - scene.segment[other] <= 2 and not _settled_since(scene, other, place):
            return True
        if place < other <= place + 6 and scene.word(other) in (
            "forecast",
            "projected",
            "expected",
            "predicted",
            "seen",
        ):
            return True
    if _will_pump(scene, place):
        return True
    if scene.has("decide", "act") and scene.has("group", "country") and not scene.has("conditional"):
        return False
    return _conditional(scene, place)


_NOT_FORESEEN = frozenset("not last never have has had 've ever".split())


def _will_pump(scene: Scene, place: int) -> bool:
    """Whether output of a time to come is told: ``will supply 12 million in April``."""
    if cues.change(scene, place):
        return False
    verb = next((n for n in range(place - 1, max(place - 5, -1), -1) if scene.word(n) in _PUMPING), -1)
    if verb < 0 or scene.told.measure == "decision":
        return False
    return any(
        scene.tag(n) == "will" and scene.word(n) in ("will", "would", "'ll", "going to", "plans to")
        for n in (verb - 1, verb - 2)
    )


_PUMPING = frozenset("pump produce supply average yield".split())


def _settled_since(scene: Scene, other: int, place: int) -> bool:
    """Whether a statement of fact stands between the word of expectation and the figure."""
    for n in range(other + 1, place):
        word = scene.word(n)
        if scene.tag(n) == "settle" or word in ("pumped", "averaged", "agreed", "after", "while"):
            return True
    return scene.word(other - 1) in ("than", "as") and scene.word(other) in ("expected", "forecast")


_MAY_HAPPEN = frozenset(
    "be average reach fall rise hit climb drop exceed slip top grow lose shrink total".split()
)


def _conditional(scene: Scene, place: int) -> bool:
    for other in scene.tags.get("allow", ()):
        if other < place <= other + 7 and scene.word(other) == "may" and scene.word(other + 1) in _MAY_HAPPEN:
            return True
    for other in scene.tags.get("conditional", ()):
        apart = scene.segment[other] != scene.segment[place] or any(
            scene.word(n) in ("which", "who") for n in range(other, place)
        )
        if (
            other < place
            and place - other <= 12
            and not apart
            and scene.word(other) in ("could", "might", "may", "should")
        ):
            return scene.word(other) != "may" or not scene.has("decide", "quota", "group")
    return False


PATTERNS = (
    Pattern("forecast", 20, ("kb/d", "kb", "USD/bbl", "percent", "million tonnes"), read=forecast, examples={
        "The IEA expects Brazilian output to reach 4 million bpd next year.": "forecast BRA 4000 kb/d",
        "The bank forecasts Brent at $75 a barrel next year.": "forecast BRENT 75 USD/bbl",
        "Brazilian output reached 4 million bpd.": None,
    }),
)  # fmt: skip
