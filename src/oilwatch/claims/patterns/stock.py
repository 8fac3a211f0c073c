"""Barrels in tanks and in the strategic reserve, which the record does not hold, and releases."""

from collections.abc import Sequence

from oilwatch.claims import cues, effective, timing, unit_words, when, who
from oilwatch.claims.amounts import Quantity
from oilwatch.claims.date_words import Date
from oilwatch.claims.patterns import Pattern
from oilwatch.claims.scene import Draft, Scene, Span


def stock(scene: Scene, place: int) -> Sequence[Draft] | None:
    """Read barrels in tanks: inventories and the strategic reserve."""
    quantity: Quantity = scene.items[place].value
    if quantity.unit is not unit_words.BBL:
        return None
    if quantity.scale * quantity.values[0] < 1000:
        return []
    known = scene.told.measure == "inventory" or "reserve" in scene.words
    if not scene.has("stock", "reserve", "fuel") and not known:
        return []
    item = scene.items[place]
    if _released(scene):
        return _release(scene, place, quantity)
    sign = cues.change(scene, place)
    country = who.subject(scene, place)
    entity = str(scene.items[country].value) if country >= 0 and scene.tag(country) == "country" else "USA"
    if entity == "USA" and (
        scene.has("reserve") or ("reserve" in scene.words and scene.told.measure in ("reserve", "decision"))
    ):
        entity = "USA-SPR"
    elif entity == "USA" and scene.near(place, ("fuel",), left=7, right=5) >= 0:
        entity = "USA-GASOLINE"
    draft = Draft(
        item.start, item.end, "change" if sign else "level", "inventory", entity, quantity, place=place
    )
    draft.sign, draft.modifier, draft.reason = sign or 1, quantity.modifier, "out_of_scope_measure"
    if _awaited(scene, place):
        draft.kind, draft.reason = "forecast", "forecast"
    draft.period = _week(scene, bool(sign))
    if draft.period[0] < draft.period[1]:
        scene.told.week = draft.period
    elif scene.told.week is None:
        scene.told.week = (draft.period[1] - 6 * timing.ONE, draft.period[1])
    scene.told.measure = "inventory"
    return [draft]


def _released(scene: Scene) -> bool:
    return scene.has("reserve") and bool(
        {
            "release",
            "released",
            "releasing",
            "sell",
            "sale",
            "drawdown",
            "ordered",
            "orders",
            "tap",
            "tapped",
            "loan",
            "swap",
        }
        & set(scene.words)
    )


def _release(scene: Scene, place: int, quantity: Quantity) -> Sequence[Draft]:
    """Read barrels or a rate to be released from the reserve, which is a decision."""
    item = scene.items[place]
    draft = Draft(item.start, item.end, "decision", "decision", "USA-SPR", quantity, place=place)
    draft.modifier, scene.told.measure = quantity.modifier, "decision"
    effective.place_in_time(scene, place, draft)
    return [draft]


def release(scene: Scene, place: int) -> Sequence[Draft] | None:
    """Read the rate of a release."""
    quantity: Quantity = scene.items[place].value
    if quantity.unit is None or quantity.unit.normalized != "kb/d" or not _released(scene):
        return None
    return _release(scene, place, quantity)


def _week(scene: Scene, moved: bool) -> Span:
    for place in scene.tags.get("date", ()):
        value: Date = scene.items[place].value
        if value.grain == "day" and not moved and scene.word(place - 1) == "on" and value.month:
            span = when.resolve(value, scene.told.day)
            if span is not None:
                return span
        if value.grain in ("week", "month") and not (value.grain == "month" and value.month is None):
            span = when.resolve(value, scene.told.day)
            if span is not None:
                if value.grain == "week" and value.to is None:
                    friday = span[1]
                    return (friday - 6 * timing.ONE, friday) if moved else (friday, friday)
                return span if moved else (span[1], span[1])
    last = scene.last_draft()
    if moved and scene.told.week is not None:
        return scene.told.week
    if scene.told.measure == "inventory" and last is not None and last.period:
        period = last.period
        return period if moved or period[0] == period[1] else (period[1], period[1])
    day = scene.told.day
    friday = day - timing.ONE * ((day.weekday() - 4) % 7 or 7)
    return (friday - 6 * timing.ONE, friday) if moved else (friday, friday)


def _awaited(scene: Scene, place: int) -> bool:
    found = scene.near(place, ("forecast",), left=8, right=3)
    return found >= 0 and not scene.between(found, place, ("q",))


PATTERNS = (
    Pattern("stock", 10, ("kb",), read=stock, examples={
        "U.S. crude stocks fell by 3.1 million barrels.": "change USA -3100 kb",
        "Stockpiles at Cushing stood at 40.2 million barrels.": "level USA 40200 kb",
        "The tanker held 300 barrels.": None,
    }),
    Pattern("release", 11, ("kb/d",), read=release, examples={
        "Washington ordered 500,000 bpd released from its strategic reserve.": "decision USA-SPR 500 kb/d",
        "The strategic reserve will sell 1 million barrels a day.": "decision USA-SPR 1000 kb/d",
        "Washington ordered more trucks.": None,
    }),
)  # fmt: skip
