"""Decisions: the size of a cut or an increase that was agreed, and quotas, each with its effective window."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from oilwatch.claims import cues, effective, unit_words, who
from oilwatch.claims.dates import Date
from oilwatch.claims.patterns import Pattern
from oilwatch.claims.quantity import Quantity
from oilwatch.claims.scene import Draft, Scene

FIRST_JOINT = date(2016, 12, 1)
"""Before, "the group" was OPEC alone."""
LEAST_OF_A_GROUP = 15_000
"""kb/d; no ceiling of a whole group was ever as low: what is smaller is the size of a cut."""
_PAST_OUTPUT = frozenset(
    "pumped produced averaged delivered extracted supplied churned fell rose dropped climbed slipped declined".split()
)


def read(scene: Scene, place: int) -> Sequence[Draft] | None:
    """Read a rate as the size of a decision or as a quota."""
    quantity: Quantity = scene.items[place].value
    if quantity.unit is unit_words.PERCENT:
        return _in_percent(scene, place, quantity)
    quota = _is_quota(scene, place)
    if not quota and not _is_decision(scene, place):
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
    ):
        if not any(scene.tag(n) == "country" for n in range(joint, place)):
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
    effective.place_in_time(scene, place, draft)
    return [draft]


def _sign(scene: Scene, place: int) -> int:
    """Return the direction of a decision; a share of it goes the way of the whole."""
    beside = any(
        scene.tag(n) in ("act", "move") for n in range(max(0, place - 7), min(place + 5, len(scene.items)))
    )
    if not beside:
        if scene.told.sign:
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
        if scene.word(n) in ("deal", "pact", "accord", "agreement") and scene.word(n - 1) == "the":
            if not any(scene.tag(m) in ("country", "group") for m in range(n, place)):
                scene.told.group = "OPEC+" if scene.told.day >= FIRST_JOINT else "OPEC"
                return True
    return False


def _is_quota(scene: Scene, place: int) -> bool:
    """Whether the figure is a level that was set: ``a ceiling of``, ``cut by X to Y``, ``down to Y``."""
    quantity: Quantity = scene.items[place].value
    if quantity.origin == "table":
        return scene.told.header_kind == "quota"
    before = scene.word(place - 1)
    if scene.told.measure == "decision" and _allowed(scene, place):
        return True
    decided = [d for d in scene.drafts if d.kind == "decision"]
    if before in ("to", "at") and decided and _leaves(scene, place, decided[-1].place):
        return True
    if before == "to" and (decided or scene.told.measure == "decision") and not _past(scene, place):
        subject = who.subject(scene, place)
        if (
            scene.tag(subject) == "group" if subject >= 0 else scene.told.who.startswith("OPEC")
        ) and quantity.normalized[0] < LEAST_OF_A_GROUP:
            return False
        taken = any(scene.tag(n) == "act" or scene.word(n) in _DOWN for n in range(max(0, place - 9), place))
        if taken and (decided or scene.has("decide", "will")):
            return not _shrinks_curbs(scene, place)
    stands = any(scene.word(n) in ("is", "was", "stands", "remains") for n in (place - 1, place - 2))
    if stands and scene.near(place, ("quota",), left=12, right=0, same=False) >= 0 and not decided:
        return not scene.between(
            scene.near(place, ("quota",), left=12, right=0, same=False), place, ("q", "output")
        )
    left = scene.near(place, ("quota", "pricecap"), left=7, right=0)
    if left >= 0 and not any(scene.tag(n) in ("q", "act", "move") for n in range(left, place)):
        return before != "by" and scene.word(place + 1) not in (
            "above",
            "below",
            "over",
            "under",
            "more",
            "less",
        )
    right = scene.near(place, ("quota",), left=0, right=4)
    if right >= 0 and not any(scene.tag(n) in ("q", "act", "move") for n in range(place + 1, right)):
        between = [scene.word(n) for n in range(place + 1, right)]
        return not any(word.split(" ")[0] in _APART for word in between)
    return left >= 0 and before == "to" and not _shrinks_curbs(scene, place)


def _allowed(scene: Scene, place: int) -> bool:
    """Whether the figure is what a producer may pump under the deal just told."""
    allow = scene.near(place, ("allow",), left=6, right=0, same=False)
    pumps = [scene.word(n) for n in range(max(0, place - 4), place)]
    if allow < 0 or scene.word(place - 1) == "by" or scene.between(allow, place, ("act", "move", "q")):
        return False
    return any(word in ("pump", "produce", "output", "extract") for word in pumps)


def _leaves(scene: Scene, place: int, decided: int) -> bool:
    """Whether a decision leaves output at the figure: ``taking it down to``, ``leaving output at``."""
    between = {scene.word(n) for n in range(decided, place)}
    return bool(between & _LEAVING) and bool(
        between & {"it", "output", "production", "its", "their", "target", "ceiling", "supply"}
    )


_LEAVING = frozenset(
    "stand stands standing leaving taking bringing putting keeping making leave take bring brings takes leaves taken".split()
)
_DOWN = frozenset(("down", "it", "up", "lower", "back"))
_APART = frozenset("above below over under from than in of to less more short beyond".split())


def _shrinks_curbs(scene: Scene, place: int) -> bool:
    """Whether ``to 7.2 million`` is what remains of cuts, and so a size and no level."""
    nouns = [n for n in range(place) if scene.word(n) in _CURBS]
    if not nouns or scene.segment[nouns[-1]] != scene.segment[place]:
        return False
    return not any(scene.tag(n) in ("q", "output", "quota") for n in range(nouns[-1], place))


_CURBS = frozenset("curbs cuts curb cut reduction reductions cutbacks".split()) | {"output cuts", "supply cuts", "production cuts",
          "output curbs", "supply curbs", "production curbs", "output cut", "supply cut"}  # fmt: skip


def _past(scene: Scene, place: int) -> bool:
    return any(scene.word(n) in _PAST_OUTPUT for n in range(max(0, place - 8), place))


def _is_decision(scene: Scene, place: int) -> bool:
    """Whether the figure is the size of something decided and not a change that was measured."""
    before = scene.word(place - 1)
    if scene.items[place].value.origin == "table" and scene.told.header_kind == "cut":
        return True
    decided = [d for d in scene.drafts if d.kind == "decision"]
    if before == "from" and decided and _shrinks_curbs(scene, decided[0].place):
        return True
    if before in ("at", "from") or _introduced(scene, place):
        return False
    exported = (
        scene.near(place, ("export",), left=4, right=4) >= 0
        and scene.near(place, ("act",), left=3, right=3) < 0
    )
    if (
        decided
        and not _pumped(scene, place)
        and not exported
        and scene.items[place].value.normalized[0] < 5_000
    ):
        return True
    beside = _beside(scene, place)
    promised = any(scene.tag(n) == "decide" and n > place for n in beside if n - place <= 3)
    if promised and (not scene.has("source") or scene.word(place + 1) in ("it", "they", "he")):
        return True
    if (
        any(scene.tag(n) == "quota" for n in beside)
        and any(scene.tag(n) in ("act", "move") for n in beside)
        and before != "of"
    ):
        if not any(scene.word(n) in ("pumped", "produced", "averaged") for n in beside):
            return True
    curbs = any(scene.word(n) in ("curb", "curbs", "cuts", "quotas", "targets") for n in beside)
    if not curbs and _measured(scene, place):
        return False
    direct = cues.change(scene, place) != 0
    ahead = scene.has("postpone", "reject", "propose", "deny") or any(
        scene.tag(n) in ("will", "decide", "allow") and scene.word(n) not in ("to be",) for n in range(place)
    )
    known = scene.told.measure == "decision"
    if any(scene.word(n) in _CURBS or scene.word(n) in ("quotas", "targets") for n in beside) and not _past(
        scene, place
    ):
        return True
    acts = (
        any(
            scene.tag(n) == "act" or scene.word(n).endswith(("gives up", "give up", "giving up"))
            for n in beside
        )
        or cues.split_verb(scene, place) != 0
    )
    if ahead and (acts or direct):
        return True
    group = who.subject(scene, place)
    actor = group >= 0 and scene.tag(group) == "group"
    if acts and (actor or known) and not _past(scene, place):
        return True
    if ahead and any(scene.tag(n) == "share" for n in beside):
        return True
    if known and any(
        scene.tag(n) in ("share", "decide") or scene.word(n) in ("rest", "part") for n in beside
    ):
        return True
    governed = scene.tag(place - 1) == "decide" or (scene.word(place - 1) in ("a", "further", "another", "extra") and
                                                   any(scene.tag(place - n) == "decide" for n in (2, 3)))  # fmt: skip
    if known and ahead and not scene.has("output") and not scene.has("forecast"):
        return True
    promise = {scene.word(place - 1), scene.word(place - 2)} & {
        "pledged",
        "promised",
        "volunteered",
        "committed",
        "pledge",
    }
    return (
        bool(promise)
        or (governed and (known or actor))
        or (known and direct and not scene.has("output", "level"))
    )


def _pumped(scene: Scene, place: int) -> bool:
    """Whether words between the last decision and the figure speak of what was pumped."""
    words = scene.words[max(0, place - 10) : place + 6]
    return any(
        word in _PAST_OUTPUT or word in ("pumping", "pumps", "pump", "produces", "producing", "exports")
        for word in words
    )


def _beside(scene: Scene, place: int) -> list[int]:
    """Return the items around a figure that speak of it, up to the figures beside it."""
    low, high = place - 1, place + 1
    while low >= max(0, place - 9) and (scene.tag(low) != "q" or scene.word(low + 1) in ("and", "or", ",")):
        low -= 1
    while (
        high < min(len(scene.items), place + 6)
        and scene.tag(high) != "q"
        and scene.word(high) not in (";", ",", ".")
    ):
        high += 1
    return [n for n in range(low + 1, high) if n != place]


def _introduced(scene: Scene, place: int) -> bool:
    """Whether the figure is called a level or output: ``its October level of``, ``production of``."""
    at = place - 1
    if scene.word(at) not in ("of", "to", "at"):
        return False
    before = scene.word(at - 1)
    return before in ("level", "levels", "peak", "high", "low") or (
        scene.tag(at - 1) == "output" and scene.word(at) == "of"
    )


def _measured(scene: Scene, place: int) -> bool:
    """Whether the words say that a change was seen in output, and not decided."""
    ahead = scene.near(place, ("will", "decide"), left=25, right=0, same=False) >= 0
    ahead = ahead or scene.has("deny", "propose", "postpone", "reject")
    if scene.has("source") and not ahead:
        return True
    before = [scene.word(place - n) for n in range(1, 6)]
    if {"has", "have", "had"} & set(before) and not scene.has("quota") and "agreed" not in before:
        held = any(
            scene.word(place - n).startswith(
                ("withh", "holding", "keeping", "held", "kept", "return", "restor", "unw")
            )
            for n in range(1, 6)
        )
        return any(scene.tag(place - n) == "act" for n in range(1, 5)) and not scene.has("group") and not held
    for n in range(place + 1, min(place + 4, len(scene.items))):
        if scene.word(n) in ("from", "below", "above") and scene.tag(n + 1) == "date" and not ahead:
            return True
        if scene.word(n) in ("below", "above", "under", "over") and scene.tag(n + 1) in (
            "q",
            "quota",
            "",
            "mod",
        ):
            return True
    found: Date | None = next(
        (scene.items[n].value for n in scene.tags.get("date", ()) if abs(n - place) <= 4), None
    )
    if found is not None and found.anchored in ("the", "on") and found.grain in ("month", "year", "ago"):
        return found.grain == "ago" or not {"until", "to", "of"} & {
            scene.word(n) for n in range(place + 1, place + 4)
        }
    moved = scene.near(place, ("move",), left=6, right=0)
    if moved < 0 or ahead or scene.has("quota"):
        return False
    return scene.near(place, ("output", "level"), left=10, right=0) >= 0


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
            "The quota of Iraq is 4.1 million bpd.": "quota IRQ 4100 kb/d",
            "Iraq pumped 4.1 million bpd.": None,
        },
    ),
)
