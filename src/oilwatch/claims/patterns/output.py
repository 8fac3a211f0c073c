"""Output: how much a country or group pumped, and by how much that changed."""

from collections.abc import Sequence

from oilwatch.claims import cues, timing, unit_words, who
from oilwatch.claims.patterns import Pattern
from oilwatch.claims.quantity import Quantity
from oilwatch.claims.scene import Draft, Scene

RATES = ("kb/d",)


def read(scene: Scene, place: int) -> Sequence[Draft] | None:
    """Read a rate, a tonnage or a percentage as output or its change."""
    quantity: Quantity = scene.items[place].value
    unit = quantity.unit
    if unit is None:
        return None
    if unit is unit_words.PERCENT:
        if not scene.has("output") and not (scene.told.measure == "production" and scene.has("move")):
            return None
    elif unit.normalized not in ("kb/d", "million tonnes", "tonnes/d"):
        return None
    if unit.normalized == "million tonnes" and quantity.scale < 1e6:
        return []
    sign = cues.change(scene, place)
    if unit is unit_words.PERCENT and sign == 0:
        return None
    names, shared = who.producers(scene, place)
    period = timing.output(scene, place)
    drafts = []
    for name in names or ["USA" if scene.has("week") else "WORLD"]:
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
    scene.told.period, scene.told.measure = period, "production"
    return drafts


def _base(scene: Scene, place: int, draft: Draft) -> None:
    assert draft.period is not None
    quota = scene.near(place, ("quota",), left=1, right=6)
    if quota >= 0 and any(
        scene.word(n) in ("under", "below", "above", "over", "of", "than") for n in range(place + 1, quota)
    ):
        draft.basis = "vs_quota"
        return
    draft.baseline = timing.base(scene, place, draft.period) or timing.month_before(draft.period)


PATTERNS = (
    Pattern(
        "output",
        60,
        read=read,
        examples={
            "Iraq pumped 4.5 million barrels a day in May.": "level IRQ 4500 kb/d",
            "Kuwaiti output fell by 90,000 bpd.": "change KWT -90 kb/d",
            "Norwegian production rose 3 percent in June.": "pct_change NOR 3 percent",
            "The town has 40,000 people.": None,
        },
    ),
)
