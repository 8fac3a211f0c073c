"""Whose figure it is: the name it belongs to, by the grammar around it rather than by nearness alone."""

from oilwatch.claims import listing
from oilwatch.claims.listing import PRODUCERS
from oilwatch.claims.scene import Scene, remembered

GRADES = ("grade", "domestic", "oil")
_ASIDE = frozenset(
    "led including like unlike alongside excluding except than exempting despite besides".split()
)
_RELATIVE = frozenset(
    "which who whose where led including like unlike alongside along together excluding despite".split()
)
_TARGETS = frozenset("to with against via toward towards on over".split())
_GIVES = frozenset("from by for in".split())
_RANKS = frozenset("largest biggest top second third fourth fifth leading number".split())
_PREPOSITIONS = frozenset("in of for from by to with at near than".split())


@remembered
def producers(scene: Scene, place: int) -> tuple[list[str], str]:
    """Return whose a figure of output is, and how they share it: ``shared``, ``joint`` or ``""``."""
    found = _after(scene, place, PRODUCERS)
    if found < 0:
        found = _left(scene, place, PRODUCERS)
    if found < 0 or scene.word(0) == "together":
        both = [name for name in scene.told.entities if len(name) == 3]
        if scene.has("together") and len(both) > 1:
            return ["+".join(both[-2:])], "joint"
    if found < 0:
        return ([scene.told.who] if scene.told.who else []), ""
    return listing.listed(scene, found, place)


@remembered
def subject(scene: Scene, place: int) -> int:
    """Return the place of the producer that a figure belongs to; -1: none is named."""
    found = _after(scene, place, PRODUCERS)
    return found if found >= 0 else _left(scene, place, PRODUCERS)


@remembered
def benchmark(scene: Scene, place: int) -> str:
    """Return the grade of crude whose price stands at *place*; empty where none is told."""
    found = _after(scene, place, ("grade", "domestic"))
    if found < 0:
        found = _grade_left(scene, place)
    if found < 0:
        found = scene.near(place, ("grade", "domestic"), left=0, right=8)
        if found >= 0 and scene.between(place, found, ("q",)):
            found = -1
    if found < 0:
        return ""
    return str(scene.items[found].value)


def _grade_left(scene: Scene, place: int) -> int:
    best = -1
    for tag in GRADES:
        for other in scene.tags.get(tag, ()):
            if best < other < place:
                best = other
    if best < 0 or scene.items[best].tag != "oil":
        return best
    before = best - 2 if scene.word(best - 1) == "spot" else best - 1
    if scene.tag(before) in ("grade", "domestic"):  # "West Texas Intermediate spot crude"
        return before
    named = max(
        (o for tag in ("grade", "domestic") for o in scene.tags.get(tag, ()) if o < place), default=-1
    )
    generic_subject = best + 1 < place and scene.tag(best + 1) in (
        "price",
        "move",
        "settle",
        "touch",
        "level",
    )
    if named >= 0 and not (generic_subject and scene.segment[best] == scene.segment[place]):
        return named
    return best


def _after(scene: Scene, place: int, tags: tuple[str, ...]) -> int:
    """Return the name that follows a figure with a word that gives it: ``800,000 b/d coming from OPEC``."""
    at = place + 1
    for _ in range(3):
        if scene.word(at) in _GIVES:
            break
        if scene.tag(at) in ("q", "date", "country", "group", "decide", "will") or scene.word(at) in (
            ",",
            ";",
            ".",
            "and",
        ):
            return -1
        at += 1
    else:
        return -1
    if scene.word(at) == "from" and scene.tag(place - 1) == "move":
        return -1
    at += 1
    while scene.word(at) in ("the", "its"):
        at += 1
    if scene.tag(at) not in tags:
        return -1
    if scene.word(at - 1) == "from" and scene.between(-1, place, ()):
        return -1
    follows = scene.word(at + 1)
    if (
        follows == "'s"
        and scene.tag(at + 2) in ("output", "quota", "price", "", "date")
        and scene.word(place + 1) == "from"
    ):
        return -1
    return at


def _left(scene: Scene, place: int, tags: tuple[str, ...]) -> int:
    """Return the subject to the left of a figure: in its own segment the nearest, before that the first."""
    segment = scene.segment[place]
    candidates = sorted(other for tag in tags for other in scene.tags.get(tag, ()) if other < place)
    inner = [other for other in candidates if scene.segment[other] == segment and not _aside(scene, other)]
    inner = [
        o
        for o in inner
        if scene.word(o - 1) != "in" and (scene.word(o - 1), scene.word(o - 2)) != ("the", "in")
    ] or inner
    if inner:
        return inner[-1]
    opening = next((n for n in range(len(scene.items)) if scene.segment[n] == segment), 0)
    relative = scene.word(opening + 1) in ("which", "who", "whose")
    for number in range(segment - 1, -1, -1):
        inside = [
            other for other in candidates if scene.segment[other] == number and not _aside(scene, other)
        ]
        if not inside or _is_relative(scene, number):
            continue
        return inside[-1] if relative else _main(scene, inside)
    if (
        scene.told.who
        and scene.word(0) in ("its", "it", "their", "they", "the country")
        and tags == PRODUCERS
    ):
        return -1
    return _right(scene, place, tags)


def _main(scene: Scene, inside: list[int]) -> int:
    """Return the subject among the names of a segment: the first that no preposition leads in."""
    for other in inside:
        before = scene.word(other - 1) if scene.word(other - 1) != "the" else scene.word(other - 2)
        if before not in _PREPOSITIONS:
            return other
    return inside[0]


def _is_relative(scene: Scene, number: int) -> bool:
    opening = next((n for n in range(len(scene.items)) if scene.segment[n] == number), -1)
    return (
        opening > 0 and scene.word(opening + 1) in _RELATIVE and scene.word(opening) in (",", "—", "–", "(")
    )


def _aside(scene: Scene, other: int) -> bool:
    """Whether a name is only mentioned: ``led by Russia``, ``sales to China``, ``its OPEC+ quota``."""
    if _adjective(scene, other):
        return True
    before, earlier = scene.word(other - 1), scene.word(other - 2)
    if before == "the":
        before, earlier = earlier, scene.word(other - 3)
    group = scene.items[other].tag == "group"
    if before == "of" and group and scene.tag(scene.words.index("of", 0) - 1) == "group":
        return True
    if before in _ASIDE or (before == "by" and earlier == "led"):
        return True
    if "among" in scene.words[other + 1 : other + 5] and "them" in scene.words[other + 1 : other + 6]:
        return True
    after = scene.word(other + 1)
    if after == "," and scene.word(other + 2) in ("which", "who"):
        return False
    if before in _TARGETS and after != "'s" and scene.tag(other + 1) != "output":
        return True
    return scene.items[other].word == "world" and after not in _WORLDS


def _adjective(scene: Scene, other: int) -> bool:
    """Whether a name belongs to another word: ``its OPEC+ quota``, ``OPEC's secondary sources``."""
    after = scene.word(other + 1)
    led = scene.word(other - 1) in ("its", "their", "the", "an") and other > 4
    if led and scene.tag(other + 1) == "quota" and any(scene.tag(n) == "country" for n in range(other)):
        return True
    if after == "'s" and not _RANKS.isdisjoint((scene.word(other + 2), scene.word(other + 3))):
        return True
    named = after == "'s" and scene.tag(other + 2) == "source"
    return named or (scene.tag(other + 1) == "source" and scene.items[other].tag == "group")


_WORLDS = frozenset("total output production supply oil crude".split())


def _right(scene: Scene, place: int, tags: tuple[str, ...]) -> int:
    for other in sorted(other for tag in tags for other in scene.tags.get(tag, ()) if other > place):
        if scene.between(place, other, ("q",)):
            return -1
        if not _aside(scene, other):
            return other
    return -1
