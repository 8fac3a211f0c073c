"""Prices and their moves: levels, dollars, cents and percent, over a day, a week, a year or since a date."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from oilwatch.claims import sessions, timing, unit_words, when, who
from oilwatch.claims.dates import Date
from oilwatch.claims.patterns import Pattern
from oilwatch.claims.quantity import Quantity
from oilwatch.claims.scene import Draft, Scene, Span

ONE = timedelta(days=1)
_MONEY = (unit_words.USD, unit_words.CENTS, unit_words.GBP, unit_words.EUR)
_DOLLARS = (unit_words.USD, unit_words.GBP, unit_words.EUR)
_PLACES = frozenset(
    "below|above|under|beneath|past|broke above|broke below|topped|topping|crossed|surpassed|near|tops"
    "|north of|south of|just under|just below|just above|well above|well below|close to|passed".split("|")
)
"""Words that say where a price stands, and not how far it went."""
_TO = frozenset("to at around of near for".split())
_AFTERWARDS = frozenset("higher lower up down more less cheaper dearer stronger weaker".split())
_ADVERBS = frozenset(
    "sharply just another further only some as much by a an roughly nearly slightly modestly steadily again early late"
    " quickly the extra additional mere".split()
)


def read(scene: Scene, place: int) -> Sequence[Draft] | None:
    """Read a figure in dollars, cents or percent as a price or a move of prices."""
    quantity: Quantity = scene.items[place].value
    if quantity.unit in _MONEY:
        if not _is_price(scene, place, quantity):
            return []
    elif quantity.unit is not unit_words.PERCENT or not _is_price_move(scene, place):
        return None
    sign = _move(scene, place, quantity)
    if sign == 0 and quantity.unit is unit_words.PERCENT:
        return None
    if sign == 0 and quantity.unit is unit_words.USD and _parallel(scene, place):
        sign = _governor(scene, place)
    draft = _draft(scene, place, quantity, sign)
    if scene.told.price and not scene.told.price_day and draft.period and draft.period[0] == draft.period[1]:
        scene.told.price_day = draft.period
    return _both(scene, place, draft)


def _both(scene: Scene, place: int, draft: Draft) -> list[Draft]:
    """Return the draft once for each benchmark where both share the figure: ``more than 10 percent each``."""
    near = [n for n in scene.tags.get("each", ()) if -8 <= n - place <= 4]
    if (
        not near
        or draft.kind == "level"
        or not any(scene.word(n) in ("each", "both", "apiece", "alike") for n in near)
    ):
        return [draft]
    grades = {str(scene.items[n].value) for tag in ("grade", "domestic") for n in scene.tags.get(tag, ())}
    if not grades and {"BRENT", "WTI"} <= scene.entities():
        grades = {"BRENT", "WTI"}
    if not {"BRENT", "WTI"} <= grades | (
        {"BRENT", "WTI"} if scene.has("price") and len(grades) != 1 else set()
    ):
        return [draft]
    draft.modifier = "shared"
    return [replace(draft, entity="BRENT"), replace(draft, entity="WTI")]


def is_alien(scene: Scene, place: int) -> bool:
    """Whether the nearest thing that a percentage can speak of is not oil: inflation, shares, a currency."""
    alien = max((n for n in scene.tags.get("alien", ()) if n < place), default=-1)
    ours = max((n for tag in ("grade", "domestic", "price", "oil", "output", "country", "group", "stock") for n in scene.tags.get(tag, ())
                if n < place), default=-1)  # fmt: skip
    after = scene.tag(place + 1) == "alien" or (
        scene.word(place + 1) in ("of", "the", "in") and scene.tag(place + 2) == "alien"
    )
    return after or alien > ours


def _parallel(scene: Scene, place: int) -> bool:
    """Whether ``$3.96 to $42.56`` goes on with a verb that was told before: ``and WTI $3.96 to $42.56``."""
    later: Quantity | None = scene.items[place + 2].value if scene.tag(place + 2) == "q" else None
    if scene.word(place + 1) != "to" or later is None or later.unit is not unit_words.USD:
        return False
    return (
        scene.tag(place - 1) in ("grade", "domestic")
        and scene.items[place].value.values[0] * 3 < later.values[0]
    )


def _is_price(scene: Scene, place: int, quantity: Quantity) -> bool:
    if "per_bbl" in scene.words or scene.items[place].end - scene.items[place].start > 400:
        return True
    if _names_barrel(scene, place):
        return True
    if is_alien(scene, place) or scene.tag(place + 1) == "alien":
        return False
    if quantity.unit is unit_words.CENTS and not scene.has("grade", "domestic", "oil", "price"):
        return scene.told.price != "" and scene.has("move", "settle")
    if scene.has("grade", "domestic"):
        return True
    if scene.has("oil", "price") and not scene.has("fuel"):
        return True
    return scene.told.measure == "price" and scene.has("move", "settle", "touch", "level", "date")


def _names_barrel(scene: Scene, place: int) -> bool:
    item = scene.items[place]
    return (
        item.value.unit is unit_words.USD and item.value.words is False and "barrel" in scene.word(place + 1)
    )


def _is_price_move(scene: Scene, place: int) -> bool:
    """Whether a percentage tells of prices and not of output, a share or something else."""
    if is_alien(scene, place):
        return False
    output = max(
        (n for n in (*scene.tags.get("output", ()), *scene.tags.get("export", ())) if n < place), default=-1
    )
    price = max(
        (n for tag in ("grade", "domestic", "price", "oil") for n in scene.tags.get(tag, ()) if n < place),
        default=-1,
    )
    if price >= 0 and price + 1 == output:
        price = -1
    if price > output:
        return True
    if output >= 0:
        return False
    if scene.near(place, ("grade", "domestic", "price", "oil"), left=0, right=10) >= 0 and not scene.has(
        "output", "country"
    ):
        return True
    if scene.has("country", "group", "export", "stock", "share", "compliance") and not scene.has("settle"):
        return False
    return scene.told.measure == "price"


def _move(scene: Scene, place: int, quantity: Quantity) -> int:
    """Return the direction of a move at *place*; 0: the figure is a level."""
    after, after_tag = scene.word(place + 1), scene.tag(place + 1)
    if after_tag == "move" and (
        after in _AFTERWARDS or after not in _AFTERWARDS and not _is_verb(scene, place + 1)
    ):
        if (
            after not in ("off", "up", "down")
            or quantity.unit is unit_words.PERCENT
            or scene.word(place + 2) in ("at", "from", "on", "to", ".")
        ):
            return int(scene.items[place + 1].value)
    after = after.split(" ")[0] if after.endswith(" than") or after.endswith(" of") else after
    compared = quantity.unit is unit_words.PERCENT or (
        scene.tag(place - 1) != "settle" and scene.tag(place + 2) == "date"
    )
    if after in ("below", "under", "beneath", "discount", "less", "lower", "short") and compared:
        return -1
    if after in ("above", "premium", "more", "higher") and compared:
        return 1
    at = place - 1
    while at >= 0 and (scene.word(at) in _ADVERBS or scene.tag(at) == "mod" or scene.word(at).endswith("ly")):
        at -= 1
    if at < 0:
        return 0
    before = scene.word(at)
    if before in ("of", "was", "is") and scene.tag(at - 1) == "move":
        return int(scene.items[at - 1].value)
    if before in _TO and not (before == "of" and quantity.unit is unit_words.PERCENT):
        return (
            0 if quantity.unit in (unit_words.USD, unit_words.GBP, unit_words.EUR) else _governor(scene, at)
        )
    if quantity.unit in _DOLLARS and quantity.lead in _PLACES:
        return 0
    if scene.tag(at) == "move":
        return int(scene.items[at].value)
    if scene.tag(at) == "act":
        return int(scene.items[at].value)
    if quantity.unit in (unit_words.PERCENT, unit_words.CENTS):
        return _governor(scene, place)
    if (
        before == "or"
        and scene.tag(at - 1) in ("q",)
        and scene.items[at - 1].value.unit is unit_words.PERCENT
    ):
        return _governor(scene, at)
    return 0


def _is_verb(scene: Scene, place: int) -> bool:
    return scene.word(place).endswith("ed") or scene.word(place) in (
        "fell",
        "rose",
        "slid",
        "sank",
        "shed",
        "lost",
    )


def _governor(scene: Scene, place: int) -> int:
    """Return the direction of the nearest word of movement, in the same segment before others."""
    segment = scene.segment[place]
    for number in range(segment, max(segment - 4, -1), -1):
        inside = [n for n in scene.tags.get("move", ()) if scene.segment[n] == number and n < place]
        if inside:
            return int(scene.items[inside[-1]].value)
    after = [n for n in scene.tags.get("move", ()) if n > place and n - place <= 6]
    return int(scene.items[after[0]].value) if after else 0


def _draft(scene: Scene, place: int, quantity: Quantity, sign: int) -> Draft:
    item = scene.items[place]
    entity = who.benchmark(scene, place) or (scene.told.price if not scene.has("oil") else "") or "BRENT"
    scene.told.price, scene.told.measure = entity, "price"
    kind = "level" if sign == 0 else "pct_change" if quantity.unit is unit_words.PERCENT else "change"
    draft = Draft(
        item.start, item.end, kind, "price_change" if sign else "price", entity, quantity, place=place
    )
    draft.sign, draft.modifier = sign or 1, quantity.modifier
    draft.reason = "other_currency" if quantity.unit in (unit_words.GBP, unit_words.EUR) else ""
    _when(scene, place, draft)
    if kind == "level" and _touches(scene, place):
        draft.basis = "intraday"
    if _slipped_back(scene, place):
        draft.basis = "intraday"
    _contract(scene, draft)
    return draft


def _contract(scene: Scene, draft: Draft) -> None:
    if "expiring" in scene.words or "expired" in scene.words:
        draft.basis = "expiring_contract"
    elif "second month" in " ".join(scene.words) or ("second" in scene.words and "month" in scene.words):
        draft.basis = "second_month"


def _touches(scene: Scene, place: int) -> bool:
    before = scene.near(place, ("touch",), left=4, right=0)
    if before < 0 or scene.between(before, place, ("settle", "move", "q")):
        return False
    if scene.has("settle"):
        settled = scene.near(place, ("settle",), left=12, right=8, same=True)
        return settled < 0 or abs(settled - place) > abs(before - place)
    return True


def _slipped_back(scene: Scene, place: int) -> bool:
    after = scene.near(place, ("touch",), left=0, right=8)
    return after >= 0 and scene.word(after).startswith(
        ("before ", "earlier in", "intraday", "at one point", "in intraday")
    )


def _when(scene: Scene, place: int, draft: Draft) -> None:
    day = scene.told.day
    found = timing.chosen(scene, place, window=True)
    since, base = _since(scene, place) if draft.kind != "level" else (None, -1)
    if since is not None:
        draft.baseline = since
        named = found if found >= 0 and found != base and scene.items[found].value.grain == "day" else -1
        draft.period = (
            (named >= 0 and when.resolve(scene.items[named].value, day))
            or scene.told.price_day
            or timing.session(day)
        )
        return
    if draft.kind != "level" and _like_its_twin(scene, place, draft):
        return
    span = _adjective(scene, place) if draft.kind != "level" else None
    if span is None and found >= 0:
        value: Date = scene.items[found].value
        if value.grain == "ago" and draft.kind != "level":
            value = Date("ago")
        anchor = _day_before(scene, found) or (
            (scene.told.last_day if value.grain == "day" else None)
            or scene.told.price_day
            or timing.session(day)
        )
        longer = scene.told.move_span
        if (
            value.grain == "year"
            and value.anchored == "the"
            and longer
            and (longer[1] - longer[0]).days > 300
        ):
            anchor = longer
        span = when.resolve(value, day, anchor=anchor) if value != Date("ago") else None
    if span is None:
        over = _over(scene, place) if draft.kind != "level" else None
        span = over or _as_before(scene, place, draft) or scene.told.price_day or timing.session(day)
    if draft.kind == "level" and not _touches(scene, place):
        span = _close_of(scene, place, span, found)
    explicit = found >= 0 and (scene.items[found].value.grain == "day" or (span[1] - span[0]).days > 2)
    draft.period = span
    if draft.kind != "level":
        draft.baseline = (sessions.before(span[0]),) * 2
        if explicit or (span[1] - span[0]).days > 2:
            scene.told.move_span = span if span[0] < span[1] else None
    if span[0] == span[1] and not _aside_day(scene, place, found, span):
        scene.told.price_day = span


def _aside_day(scene: Scene, place: int, found: int, span: Span) -> bool:
    """Whether the day of a figure is not the story's own: long past, pluperfect, or ``Thursday's slump``."""
    if (scene.told.day - span[1]).days > 40 or "had" in scene.words[max(0, place - 6) : place]:
        return True
    return found >= 0 and scene.word(found + 1) == "'s"


def _as_before(scene: Scene, place: int, draft: Draft) -> Span | None:
    """Return the window of the move told before, for ``WTI lost 10.7 percent`` after a year's move of Brent."""
    if draft.kind == "level" or any(scene.tag(n) == "settle" for n in range(max(0, place - 2), place)):
        return None
    same = any(
        d.entity == draft.entity and d.kind == draft.kind and d.period == scene.told.move_span
        for d in [*scene.told.drafts[-12:], *scene.drafts]
    )
    return None if same else scene.told.move_span


def _day_before(scene: Scene, found: int) -> Span | None:
    """Return the day that ``the next day`` counts from: the last one named before it in the sentence."""
    value: Date = scene.items[found].value
    if value.grain != "day" or value.relative is None:
        return None
    named = [n for n in scene.tags.get("date", ()) if n < found and scene.items[n].value.grain == "day"]
    return when.resolve(scene.items[named[-1]].value, scene.told.day) if named else None


def _like_its_twin(scene: Scene, place: int, draft: Draft) -> bool:
    """Take period and base from the other benchmark's move in the same sentence: ``since May ..., and WTI 9 percent``."""
    here = [d for d in scene.drafts if d.kind == draft.kind and d.entity != draft.entity]
    if not here or here[-1].period is None or here[-1].baseline is None:
        return False
    twin = here[-1]
    if twin.period[0] != twin.period[1] or twin.baseline[1] == sessions.before(twin.period[0]):
        return False
    if any(scene.segment[n] == scene.segment[place] for n in scene.tags.get("date", ())):
        return False
    draft.period, draft.baseline = twin.period, twin.baseline
    return True


_ADJECTIVES = {
    "weekly": "week",
    "monthly": "month",
    "annual": "year",
    "yearly": "year",
    "quarterly": "quarter",
}


def _adjective(scene: Scene, place: int) -> Span | None:
    """Return the window of ``a weekly loss of 11.9%``."""
    segment = scene.segment[place]
    for n in range(max(0, place - 9), min(place + 3, len(scene.words))):
        if scene.segment[n] != segment:
            continue
        unit = _ADJECTIVES.get(scene.words[n])
        if unit and scene.tag(n + 1) == "move":
            anchor = scene.told.price_day or timing.session(scene.told.day)
            return when.resolve(Date(unit, relative=0, anchored="the"), scene.told.day, anchor=anchor)
    return None


def _close_of(scene: Scene, place: int, span: Span, found: int) -> Span:
    """Return the last trading day of a span that somebody says a price closed."""
    days = (span[1] - span[0]).days
    if days == 0:
        return span
    windowed = found >= 0 and scene.items[found].value.anchored == "the"
    closing = (scene.word(place - 1) == "to" and bool(scene.drafts)) or any(
        scene.tag(n) == "settle" for n in range(max(0, place - 3), place)
    )
    if windowed or closing or (days > 31 and (found < 0 or scene.has("settle"))):
        last = sessions.upto(min(span[1], scene.told.day - ONE))
        return last, last
    return span


def _since(scene: Scene, place: int) -> tuple[Span | None, int]:
    """Return what a move is counted from: ``since early October``, ``below its April peak``."""
    for other in scene.tags.get("date", ()):
        if other in scene.consumed:
            continue
        before, earlier = scene.word(other - 1), scene.word(other - 2)
        if before in ("the", "its", "a", "their"):
            before, earlier = earlier, scene.word(other - 3)
        value: Date = scene.items[other].value
        if before == "at" and earlier in ("than", "level"):
            before = "than"
        named = before in ("since", "under", "than", "below", "above", "from", "versus") or (
            before == "in" and earlier in ("than", "from")
        )
        if named and value.grain not in ("ago",) and abs(other - place) <= 12:
            return when.resolve(value, scene.told.day), other
    return None, -1


def _over(scene: Scene, place: int) -> Span | None:
    """Return the window of ``over two weeks``, ``in three sessions``."""
    for other in scene.tags.get("span", ()):
        value: Date = scene.items[other].value
        before = (
            scene.word(other - 1)
            if scene.word(other - 1) not in ("the", "just", "about")
            else scene.word(other - 2)
        )
        if before not in ("over", "in", "within", "during") or abs(other - place) > 8:
            continue
        last = sessions.before(scene.told.day)
        number = value.number or 1
        if value.unit == "day":
            first = last
            for _ in range(min(number, 60) - 1):
                first = sessions.before(first)
            return first, last
        if value.unit == "week":
            return last - ONE * (last.weekday() + 7 * (number - 1)), last
        months = {"month": 1, "quarter": 3, "year": 12}.get(value.unit)
        if months:
            return sessions.months_before(last, months * number) + ONE, last
    return None


def settled_day(scene: Scene) -> date:
    """Return the last trading day before the story."""
    return sessions.before(scene.told.day)


PATTERNS = (
    Pattern(
        "price",
        50,
        ("USD/bbl", "GBP/bbl", "EUR/bbl", "percent"),
        read=read,
        examples={
            "Brent futures closed at $71.30 a barrel.": "level BRENT 71.3 USD/bbl",
            "U.S. crude shed 42 cents.": "change WTI -0.42 USD/bbl",
            "Oil prices climbed 3 percent.": "pct_change BRENT 3 percent",
            "The ministry paid $40 million for trucks.": None,
        },
    ),
)
