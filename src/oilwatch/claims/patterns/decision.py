"""Decisions: the size of a cut or an increase that was agreed, and quotas, each with its effective window."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from oilwatch.claims import cues, deals, effective, quotas, unit_words, who
from oilwatch.claims.amounts import Quantity
from oilwatch.claims.listing import PRODUCERS
from oilwatch.claims.patterns import Pattern
from oilwatch.claims.scene import Draft, Scene

FIRST_JOINT = date(2016, 12, 1)
"""Before, "the group" was OPEC alone."""


def read(scene: Scene, place: int) -> Sequence[Draft] | None:
    """Read a rate as the size of a decision or as a quota."""
    quantity: Quantity = scene.items[place].value
    if quantity.unit is unit_words.PERCENT:
        return _in_percent(scene, place, quantity)
    twin = _parallel(scene, place)
    quota = twin.kind == "quota" if twin else quotas.is_quota(scene, place)
    if not quota and not twin and not deals.is_decision(scene, place):
        return None
    names, shared = who.producers(scene, place)
    names = [_of_its_time(scene, name) for name in names] or [_group(scene)]
    if (
        names == ["OPEC+"]
        and scene.told.day.year >= 2023
        and "voluntary" in scene.words[max(0, place - 8) : place + 4]
    ):
        names = ["OPEC+8"]
    joint = scene.near(place, ("group",), left=40, right=0, same=False)
    if (
        joint >= 0
        and scene.items[joint].value == "OPEC+"
        and not scene.known.isdisjoint(("pact", "deal", "accord"))
        and not quota
    ) and not any(scene.tag(n) == "country" for n in range(joint, place)):
        names, shared = ["OPEC+"], ""
    if _speaks_of_the_deal(scene, place) and shared == "":
        names = [_group(scene)]
    item, drafts = scene.items[place], []
    for name in names:
        draft = Draft(
            item.start, item.end, "quota" if quota else "decision", "decision", name, quantity, place=place
        )
        draft.modifier = "shared" if shared == "shared" else quantity.modifier
        draft.sign = 1 if quota else _sign(scene, place)
        effective.place_in_time(scene, place, draft)
        drafts.append(draft)
        if not quota:
            scene.told.sign = draft.sign
    scene.told.who, scene.told.measure = drafts[-1].entity, "decision"
    return drafts


def _parallel(scene: Scene, place: int) -> Draft | None:
    """Return the decision that a list goes on with: ``10.4 million bpd and Moscow 9.9 million``."""
    twin = scene.drafts[-1] if scene.drafts else None
    if twin is None or twin.kind not in ("decision", "quota") or twin.quantity is None or twin.place < 0:
        return None
    between = range(twin.place + 1, place)
    names = [n for n in between if scene.tag(n) in PRODUCERS]
    others = [
        n for n in between if n not in names and scene.word(n) not in ("and", ",", ";", "the", ":", "'s")
    ]
    return twin if names and not others else None


def _in_percent(scene: Scene, place: int, quantity: Quantity) -> Sequence[Draft] | None:
    """Read the size of a decision told again: ``500,000 bpd, or around 5 percent``."""
    at = place - 1
    while scene.word(at) in ("or", ",", "(", "about"):
        at -= 1
    if "or" not in scene.words[at + 1 : place] or not scene.drafts or scene.drafts[-1].place != at:
        return None
    twin = scene.drafts[-1]
    if twin.kind != "decision":
        return None
    item = scene.items[place]
    return [
        replace(
            twin, start=item.start, end=item.end, quantity=quantity, modifier=quantity.modifier, place=place
        )
    ]


_AGAIN = ("same again", "same amount", "same volume", "same quantity")


def again(scene: Scene) -> Sequence[Draft]:
    """Find ``the same again in August``, which has the size of the decision told before."""
    if "same" not in scene.known:
        return []
    place = scene.words.index("same")
    twin = scene.last_draft()
    if f"same {scene.word(place + 1)}" not in _AGAIN or twin is None or twin.kind != "decision":
        return []
    first = place - 1 if scene.word(place - 1) == "the" else place
    draft = replace(twin, start=scene.items[first].start, end=scene.items[place + 1].end, place=place)
    window = scene.told.window
    effective.place_in_time(scene, place, draft)
    scene.told.window = window
    return [draft]


def _sign(scene: Scene, place: int) -> int:
    """Return the direction of a decision; a share of it goes the way of the whole."""
    beside = any(
        scene.tag(n) in ("act", "move") for n in range(max(0, place - 7), min(place + 5, len(scene.items)))
    )
    if not beside and scene.told.sign:
        return scene.told.sign
    if scene.items[place].value.origin == "table":
        return -1
    cutting = any(scene.tag(n) == "act" and scene.items[n].value < 0 for n in range(len(scene.items)))
    return (cues.action(scene, place) if beside else 0) or (-1 if cutting else 1)


def _of_its_time(scene: Scene, name: str) -> str:
    if name == "OPEC+" and scene.told.day < FIRST_JOINT:
        return "OPEC"
    return "OPEC+8" if name == "OPEC+7" else name


def _group(scene: Scene) -> str:
    return scene.told.group or ("OPEC+" if scene.told.day >= FIRST_JOINT else "OPEC")


def _speaks_of_the_deal(scene: Scene, place: int) -> bool:
    """Whether ``the deal`` is the subject: it stands for all that take part."""
    for n in range(place - 1, -1, -1):
        named = scene.word(n) in ("deal", "pact", "accord", "agreement") and scene.word(n - 1) == "the"
        if named and not any(scene.tag(m) in ("country", "group") for m in range(n, place)):
            scene.told.group = "OPEC+" if scene.told.day >= FIRST_JOINT else "OPEC"
            return True
    return False


PATTERNS = (
    Pattern(
        "decision",
        40,
        ("kb/d", "percent"),
        read=read,
        scan=again,
        examples={
            "OPEC+ will add 206,000 bpd in April.": "decision OPEC+ 206 kb/d",
            "Kuwait pledged to cut 80,000 bpd.": "decision KWT -80 kb/d",
            "The producers agreed to lower output by 1.2 million bpd.": "decision OPEC+ -1200 kb/d",
            "Angola's production target is 1.48 million bpd.": "quota AGO 1480 kb/d",
            "The quota of Iraq is 4.1 million bpd.": "quota IRQ 4100 kb/d",
            "Iraq pumped 4.1 million bpd.": None,
        },
    ),
)
