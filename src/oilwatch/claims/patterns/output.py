"""Output: how much a country or group pumped, and by how much that changed."""

from collections.abc import Sequence

from oilwatch.claims import bases, cues, price_moves, timing, unit_words, who
from oilwatch.claims.amounts import Quantity
from oilwatch.claims.patterns import Pattern
from oilwatch.claims.scene import Draft, Scene, Span


def read(scene: Scene, place: int) -> Sequence[Draft] | None:
    """Read a rate, a tonnage or a percentage as output or its change."""
    quantity: Quantity = scene.items[place].value
    unit = quantity.unit
    if unit is None:
        return None
    if unit is unit_words.PERCENT:
        if price_moves.is_alien(scene, place):
            return []
        if not scene.has("output") and not _goes_on(scene):
            return None
    elif unit.normalized not in ("kb/d", "million tonnes", "tonnes/d"):
        return None
    if unit.normalized == "million tonnes" and quantity.scale < 1e6:
        return []
    sign = cues.change(scene, place)
    if unit is unit_words.PERCENT and sign == 0:
        return None
    names, shared = who.producers(scene, place)
    period = _period(scene, place, sign, names)
    drafts = []
    for name in names or ["USA" if scene.told.measure == "inventory" else "WORLD"]:
        item = scene.items[place]
        kind = "level" if not sign else "pct_change" if unit is unit_words.PERCENT else "change"
        draft = Draft(item.start, item.end, kind, "production", name, quantity, period=period, place=place)
        draft.sign, draft.modifier = sign or 1, quantity.modifier
        if shared == "shared":
            draft.modifier = "shared"
        if sign:
            _base(scene, place, draft)
        drafts.append(draft)
    scene.told.who = drafts[-1].entity if shared != "joint" else scene.told.who
    scene.told.measure = "production"
    if not scene.is_secondary(place) and scene.word(scene.opening(place)) != "when":
        scene.told.period = period
    return drafts


def _goes_on(scene: Scene) -> bool:
    """Whether a sentence without a word for output goes on about it: ``That was 0.7% above July``."""
    rates = any(
        scene.items[n].value.unit.normalized in ("kb/d", "million tonnes") for n in scene.tags.get("q", ())
    )
    return rates or (
        scene.told.measure == "production" and scene.word(0) in ("that", "it", "this", "which", "they", "the")
    )


def _period(scene: Scene, place: int, sign: int, names: list[str]) -> Span:
    """Return the period of a figure; a change without a date of its own takes the one of its level."""
    if sign:
        levels = [d for d in scene.drafts if d.kind == "level" and d.measure == "production"]
        levels = [d for d in levels if d.entity in names and d.place < place]
        found = timing.chosen(scene, place, grains=frozenset(("month", "quarter", "year", "half")))
        if levels and levels[0].period is not None and not found > place:
            return levels[0].period
        crossed = found > place and scene.between(place, found, ("q",))
        if (
            crossed
            and scene.told.period is not None
            and bases.base(scene, place, scene.told.period) is not None
        ):
            return scene.told.period
    return timing.output(scene, place)


def _base(scene: Scene, place: int, draft: Draft) -> None:
    assert draft.period is not None
    quota = scene.near(place, ("quota",), left=1, right=6)
    if quota >= 0 and any(
        scene.word(n) in ("under", "below", "above", "over", "of", "than") for n in range(place + 1, quota)
    ):
        draft.basis = "vs_quota"
        return
    draft.baseline = bases.base(scene, place, draft.period) or bases.month_before(draft.period)


PATTERNS = (
    Pattern(
        "output",
        60,
        ("kb/d", "million tonnes", "tonnes/d", "percent"),
        read=read,
        examples={
            "Iraq pumped 4.5 million barrels a day in May.": "level IRQ 4500 kb/d",
            "Kuwaiti output fell by 90,000 bpd.": "change KWT -90 kb/d",
            "Norwegian production rose 3 percent in June.": "pct_change NOR 3 percent",
            "The town has 40,000 people.": None,
        },
    ),
)
