"""Shares of the world's supply, compliance with a deal, and ratios such as halved and doubled."""

from collections.abc import Sequence

from oilwatch.claims import bases, sessions, timing, unit_words, when, who
from oilwatch.claims.amounts import Quantity
from oilwatch.claims.patterns import Pattern
from oilwatch.claims.scene import Draft, Scene


def share(scene: Scene, place: int) -> Sequence[Draft] | None:
    """Read a percentage of a whole."""
    quantity: Quantity = scene.items[place].value
    if quantity.unit is not unit_words.PERCENT:
        return None
    of_it = (
        scene.word(place + 1) == "of"
        and scene.word(place + 2) in ("it", "that", "this")
        and scene.has("level", "country", "group")
    )
    whole = scene.near(place, ("world", "share"), left=6, right=6)
    of = scene.word(place + 1) == "of" and (
        scene.near(place, ("world", "output", "export", "group", "country"), left=0, right=6) >= 0
    )
    if not of and not of_it and not (whole >= 0 and scene.tag(whole) == "share"):
        return None
    if scene.near(place, ("move",), left=2, right=1) >= 0 and not (of or of_it):
        return None
    item = scene.items[place]
    left = [
        n
        for tag in ("country", "group")
        for n in scene.tags.get(tag, ())
        if n < place and scene.items[n].word not in ("world", "global")
    ]
    entity = str(scene.items[max(left)].value) if left else scene.told.who or scene.told.group or "WORLD"
    last = scene.last_draft()
    if last is not None and scene.told.measure == "decision":
        entity = last.entity
    if any(scene.items[n].value == "HORMUZ" for n in scene.tags.get("country", ())):
        entity = "HORMUZ"
    draft = Draft(item.start, item.end, "share", "other", entity, quantity, place=place)
    draft.modifier, draft.reason = quantity.modifier, "out_of_scope_measure"
    same = last if scene.told.measure in ("decision", "production") else None
    draft.period = same.period if same is not None else timing.output(scene, place)
    return [draft]


_PLEDGED = frozenset(
    "promised pledged agreed pledge pledges commitments commitment target promise obligations".split()
)


def compliance(scene: Scene, place: int) -> Sequence[Draft] | None:
    """Read a percentage of compliance."""
    quantity: Quantity = scene.items[place].value
    if quantity.unit is not unit_words.PERCENT:
        return None
    words = scene.words[place + 1 : place + 8]
    kept = (words[:1] == ["of"] and not _PLEDGED.isdisjoint(words)) or (
        words[:2] == ["of", "that"] and scene.told.measure == "decision"
    )
    told = any(draft.kind == "compliance" for draft in scene.drafts)
    if not kept and scene.near(place, ("compliance",), left=30 if told else 14, right=5, same=False) < 0:
        return None
    item = scene.items[place]
    names, _ = who.producers(scene, place)
    entity = (names or ["OPEC+"])[0]
    draft = Draft(item.start, item.end, "compliance", "decision", entity, quantity, place=place)
    draft.modifier, draft.period = quantity.modifier, timing.output(scene, place)
    if not scene.is_secondary(place):
        scene.told.period, scene.told.who = draft.period, entity
    return [draft]


RATIOS = {
    "halved": 0.5, "halving": 0.5, "doubled": 2, "doubling": 2, "doubles": 2, "double": 2,
    "trebled": 3, "tripled": 3, "trebling": 3, "tripling": 3,
    "quadrupled": 4, "quadrupling": 4, "halves": 0.5,
}  # fmt: skip


def times(scene: Scene, place: int) -> Sequence[Draft] | None:
    """Read ``1.5 times`` and ``less than half the $115`` as a ratio."""
    quantity: Quantity = scene.items[place].value
    half = (
        quantity.unit is unit_words.PERCENT
        and quantity.fraction
        and scene.word(place + 1) in ("the", "its", "what", "of")
    )
    if quantity.unit is not unit_words.TIMES and not half:
        return None
    if half and scene.near(place, ("world", "share"), left=6, right=6) >= 0:
        return None
    if half and (
        scene.word(place - 1) == "by" or (scene.tag(place - 1) == "move" and scene.word(place + 1) == "of")
    ):
        return None
    price = scene.has("grade", "domestic", "price")
    if half and not price and not scene.has("output", "level", "export"):
        return []
    if not half and not (price or scene.has("output", "level")):
        return []
    return [_ratio(scene, place, quantity, price)]


def _ratio(scene: Scene, place: int, quantity: Quantity | None, price: bool) -> Draft:
    item = scene.items[place]
    entity = (
        (who.benchmark(scene, place) or scene.told.price or "BRENT")
        if price
        else (who.producers(scene, place)[0] or ["WORLD"])[0]
    )
    draft = Draft(
        item.start, item.end, "ratio", "price" if price else "production", entity, quantity, place=place
    )
    draft.modifier = quantity.modifier if quantity else "exact"
    day = scene.told.day
    found = timing.chosen(scene, place, window=True)
    left = found if 0 <= found < place or quantity is None else -1
    if price:
        days = [d.period for d in scene.drafts if d.measure.startswith("price") and d.period is not None]
        span = (
            when.resolve(scene.items[left].value, day)
            if left >= 0 and quantity is not None
            else days[0]
            if days
            else None
        )
        draft.period = span or scene.told.price_day or timing.session(day)
        later = [n for n in scene.tags.get("date", ()) if n > place]
        draft.baseline = (
            when.resolve(scene.items[later[0]].value, day)
            if later
            else (sessions.before(draft.period[0]),) * 2
        )
    else:
        here = [d for d in scene.drafts if d.kind == "level" and d.place < place]
        draft.period = here[-1].period if here and here[-1].period else timing.output(scene, place)
        if here:
            draft.measure, draft.reason, draft.entity = here[-1].measure, here[-1].reason, here[-1].entity
        draft.baseline = bases.base(scene, place, draft.period) or bases.month_before(draft.period)
    return draft


def verbs(scene: Scene) -> Sequence[Draft]:
    """Find ``halved`` and ``more than doubled``, which hold their number in the verb."""
    drafts: list[Draft] = []
    if scene.known.isdisjoint(RATIOS):
        return drafts
    for place, word in enumerate(scene.words):
        ratio = RATIOS.get(word)
        if ratio is None or (scene.tag(place + 1) == "q" and scene.word(place + 1) == "by"):
            continue
        price = scene.near(place, ("grade", "domestic", "price", "oil"), left=30, right=0, same=False) >= 0
        price = price or (scene.told.measure == "price" and not scene.has("country", "output"))
        output = scene.near(place, ("output", "level"), left=12, right=4, same=False) >= 0 and scene.has(
            "output", "country", "group"
        )
        if (
            not (price or output)
            or scene.has("forecast", "conditional")
            or (word == "double" and scene.word(place + 1) not in ("its", "the"))
        ):
            continue
        draft = _ratio(scene, place, None, price and not output)
        draft.value, draft.unit = (50.0, "percent") if ratio == 0.5 else (float(ratio), "ratio")
        if scene.tag(place - 1) == "mod":
            draft.start, draft.modifier = scene.items[place - 1].start, str(scene.items[place - 1].value)
        drafts.append(draft)
    return drafts


PATTERNS = (
    Pattern("compliance", 34, ("percent",), read=compliance, examples={
        "Compliance reached 116 percent in June.": "compliance OPEC+ 116 percent",
        "OPEC's compliance with the cuts was 152 percent.": "compliance OPEC 152 percent",
        "Prices rose 116 percent.": None,
    }),
    Pattern("share", 35, ("percent",), read=share, examples={
        "Saudi Arabia supplies about a tenth of the world's oil.": "share SAU 10 percent",
        "Russia accounts for about 12 percent of global supply.": "share RUS 12 percent",
        "Brent fell a tenth.": None,
    }),
    Pattern("ratio", 36, ("ratio", "percent"), read=times, scan=verbs, examples={
        "Brent is 1.5 times what it was in May.": "ratio BRENT 1.5 ratio",
        "Libyan output halved in a month.": "ratio LBY 50 percent",
        "Iraqi output rose two percent.": None,
    }),
)  # fmt: skip
