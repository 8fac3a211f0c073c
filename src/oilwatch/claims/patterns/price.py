"""Prices and their moves: levels, dollars, cents and percent, over a day, a week, a year or since a date."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from oilwatch.claims import price_days, price_moves, unit_words, who
from oilwatch.claims.amounts import Quantity
from oilwatch.claims.patterns import Pattern
from oilwatch.claims.scene import Draft, Scene

ONE = timedelta(days=1)
_MONEY = (unit_words.USD, unit_words.CENTS, unit_words.GBP, unit_words.EUR)


def read(scene: Scene, place: int) -> Sequence[Draft] | None:
    """Read a figure in dollars, cents or percent as a price or a move of prices."""
    quantity: Quantity = scene.items[place].value
    if quantity.unit in _MONEY:
        if not _is_price(scene, place, quantity):
            return []
    elif quantity.unit is not unit_words.PERCENT or not _is_price_move(scene, place):
        return None
    sign = price_moves.move(scene, place, quantity)
    if sign == 0 and quantity.unit is unit_words.PERCENT:
        return None
    if sign == 0 and quantity.unit is unit_words.USD and price_moves.parallel(scene, place):
        sign = price_moves.governor(scene, place)
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


def _is_price(scene: Scene, place: int, quantity: Quantity) -> bool:
    if "per_bbl" in scene.words or scene.items[place].end - scene.items[place].start > 400:
        return True
    if _names_barrel(scene, place):
        return True
    if price_moves.is_alien(scene, place) or scene.tag(place + 1) == "alien":
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
    if price_moves.is_alien(scene, place):
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
    price_days.place_in_time(scene, place, draft)
    if kind == "level" and price_days.touches(scene, place):
        draft.basis = "intraday"
    had = kind == "level" and "had" in scene.words[max(0, place - 4) : place]
    if _slipped_back(scene, place) or (had and not scene.has("settle")):
        draft.basis = "intraday"
    _contract(scene, draft)
    return draft


def _contract(scene: Scene, draft: Draft) -> None:
    if "expiring" in scene.words or "expired" in scene.words:
        draft.basis = "expiring_contract"
    elif "second month" in " ".join(scene.words) or ("second" in scene.words and "month" in scene.words):
        draft.basis = "second_month"


def _slipped_back(scene: Scene, place: int) -> bool:
    after = scene.near(place, ("touch",), left=0, right=8)
    return after >= 0 and scene.word(after).startswith(
        ("before ", "earlier in", "intraday", "at one point", "in intraday")
    )


PATTERNS = (
    Pattern(
        "price",
        50,
        ("USD/bbl", "GBP/bbl", "EUR/bbl", "percent"),
        read=read,
        examples={
            "Brent futures closed at $71.30 a barrel.": "level BRENT 71.3 USD/bbl",
            "U.S. crude shed 42 cents.": "change WTI -0.42 USD/bbl",
            "WTI slipped 1.2 percent to $55.17.": "pct_change WTI -1.2 percent",
            "Oil prices climbed 3 percent.": "pct_change BRENT 3 percent",
            "The ministry paid $40 million for trucks.": None,
        },
    ),
)
