"""Figures that no record can prove or disprove: forecasts, capacity, exports, stocks, fuels, caps, and what-ifs."""

from collections.abc import Sequence

from oilwatch.claims import cues, effective, sessions, timing, unit_words, when, who
from oilwatch.claims.dates import Date
from oilwatch.claims.patterns import Pattern
from oilwatch.claims.quantity import Quantity
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


def fuel(scene: Scene, place: int) -> Sequence[Draft] | None:
    """Read a price a gallon."""
    quantity: Quantity = scene.items[place].value
    gallon = quantity.unit in (unit_words.GALLON, unit_words.GALLON_CENTS)
    money = quantity.unit in (unit_words.USD, unit_words.CENTS)
    if not gallon and not (money and scene.has("fuel") and not scene.has("grade", "domestic")):
        return None
    if not gallon and scene.near(place, ("oil", "price", "settle"), left=8, right=0) >= 0:
        return None
    if not gallon and "gallon" not in scene.words and not any("gallon" in word for word in scene.words):
        return []
    item = scene.items[place]
    sign = cues.change(scene, place) if quantity.unit is unit_words.GALLON_CENTS or money else 0
    draft = Draft(
        item.start,
        item.end,
        "change" if sign else "level",
        "price_change" if sign else "other",
        "USA-GASOLINE",
        quantity,
        place=place,
    )
    draft.sign, draft.modifier, draft.reason = sign or 1, quantity.modifier, "out_of_scope_measure"
    found = timing.chosen(scene, place)
    span = when.resolve(scene.items[found].value, scene.told.day) if found >= 0 else None
    draft.period = span or timing.session(scene.told.day)
    return [draft]


def elsewhere(scene: Scene, place: int) -> Sequence[Draft] | None:
    """Read exports, demand, capacity and outages, which are rates that are no output."""
    quantity: Quantity = scene.items[place].value
    unit = quantity.unit
    if unit is None or unit.normalized != "kb/d":
        return None
    kind = _elsewhere(scene, place)
    if kind is None:
        return None
    reason, measure = kind
    sign = cues.change(scene, place)
    if reason == "outage" and not sign:
        sign = -1
    item = scene.items[place]
    names, shared = who.producers(scene, place)
    drafts = []
    if any(scene.items[n].value == "HORMUZ" for n in scene.tags.get("country", ())):
        names = ["HORMUZ"]
    if "HORMUZ" in names and reason != "outage":
        reason, measure = "out_of_scope_measure", "other"
    for name in names or ["WORLD"]:
        draft = Draft(
            item.start, item.end, "change" if sign else "level", measure, name, quantity, place=place
        )
        draft.sign, draft.modifier, draft.reason = (
            sign or 1,
            "shared" if shared == "shared" else quantity.modifier,
            reason,
        )
        draft.period = timing.output(scene, place)
        if reason == "outage":
            day = _outage_day(scene)
            draft.period = day or draft.period
        drafts.append(draft)
    return drafts


def _outage_day(scene: Scene) -> Span | None:
    for place in scene.tags.get("date", ()):
        if scene.items[place].value.grain == "day":
            return when.resolve(scene.items[place].value, scene.told.day)
    return None


def _elsewhere(scene: Scene, place: int) -> tuple[str, str] | None:
    """Return the reason and the measure of a rate that is no output; nearest words decide."""
    capacity = scene.near(place, ("capacity",), left=8, right=4)
    if capacity >= 0 and not scene.between(capacity, place, ("level", "q")):
        return "capacity", "production"
    export = scene.near(place, ("export",), left=10, right=4)
    output = scene.near(place, ("output", "level"), left=10, right=2)
    if (
        export >= 0
        and scene.word(export) in ("demand", "consumption")
        or export >= 0
        and (output < 0 or abs(export - place) <= abs(output - place) or scene.tag(output) == "level")
    ):
        if scene.tag(output) == "output" and abs(output - place) < abs(export - place):
            return None
        if scene.has("decide", "quota", "will") and scene.near(place, ("act",), left=4, right=3) >= 0:
            return None
        return "out_of_scope_measure", "other"
    last = scene.drafts[-1] if scene.drafts else None
    if (
        last is not None
        and last.measure == "other"
        and not scene.between(last.place, place, ("output", "quota"))
    ):
        return last.reason, "other"
    outage = scene.near(place, ("outage",), left=8, right=8)
    if outage >= 0 and not scene.between(outage, place, ("q",)) and not scene.has("decide"):
        if output < 0 or scene.tag(output) != "level" or abs(outage - place) < abs(output - place):
            return "outage", "production"
    return None


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
    Pattern("stock", 10, ("kb",), read=stock, examples={
        "U.S. crude stocks fell by 3.1 million barrels.": "change USA -3100 kb",
        "The tanker held 300 barrels.": None,
    }),
    Pattern("release", 11, ("kb/d",), read=release, examples={
        "Washington ordered 500,000 bpd released from its Strategic Petroleum Reserve.": "decision USA-SPR 500 kb/d",
        "Washington ordered more trucks.": None,
    }),
    Pattern("fuel", 12, ("USD/gallon", "USD/bbl"), read=fuel, examples={
        "Gasoline averaged $3.42 a gallon.": "level USA-GASOLINE 3.42 USD/gallon",
        "Brent closed at $70.": None,
    }),
    Pattern("forecast", 20, ("kb/d", "kb", "USD/bbl", "percent", "million tonnes"), read=forecast, examples={
        "The IEA expects Brazilian output to reach 4 million bpd next year.": "forecast BRA 4000 kb/d",
        "Brazilian output reached 4 million bpd.": None,
    }),
    Pattern("elsewhere", 30, ("kb/d",), read=elsewhere, examples={
        "Iran exported 1.4 million bpd in May.": "level IRN 1400 kb/d",
        "Iran pumped 3.4 million bpd in May.": None,
    }),
)  # fmt: skip
