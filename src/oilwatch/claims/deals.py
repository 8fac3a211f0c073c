"""Whether a rate is the size of something decided, and not a change or a level that was measured."""

from oilwatch.claims import cues, who
from oilwatch.claims.date_words import Date
from oilwatch.claims.scene import Scene

_PAST_OUTPUT = frozenset(
    "pumped produced averaged delivered extracted supplied churned fell rose dropped climbed slipped"
    " declined".split()
)


def shrinks_curbs(scene: Scene, place: int) -> bool:
    """Whether ``to 7.2 million`` is what remains of cuts, and so a size and no level."""
    nouns = [n for n in range(place) if scene.word(n) in _CURBS]
    if not nouns or scene.segment[nouns[-1]] != scene.segment[place]:
        return False
    return not any(scene.tag(n) in ("q", "output", "quota") for n in range(nouns[-1], place))


_CURBS = frozenset("curbs cuts curb cut reduction reductions cutbacks".split()) | {
    "output cuts", "supply cuts", "production cuts", "output curbs", "supply curbs", "production curbs",
    "output cut", "supply cut",
}  # fmt: skip


def past(scene: Scene, place: int) -> bool:
    """Return whether output that has already been measured is told of right before the figure."""
    return any(scene.word(n) in _PAST_OUTPUT for n in range(max(0, place - 8), place))


def is_decision(scene: Scene, place: int) -> bool:
    """Whether the figure is the size of something decided and not a change that was measured."""
    before = scene.word(place - 1)
    if scene.items[place].value.origin == "table" and scene.told.header_kind == "cut":
        return True
    decided = [d for d in scene.drafts if d.kind == "decision"]
    if before == "from" and decided and shrinks_curbs(scene, decided[0].place):
        return True
    if before in ("at", "from") or _introduced(scene, place):
        return False
    if decided and _goes_on(scene, place):
        return True
    beside = _beside(scene, place)
    if _promised(scene, place, beside) or _of_quotas(scene, beside, before):
        return True
    if not any(scene.word(n) in _OBJECTS for n in beside) and _measured(scene, place):
        return False
    return _decided(scene, place, beside)


def _decided(scene: Scene, place: int, beside: list[int]) -> bool:
    """Whether verbs of deciding and acting around the figure make it a decision."""
    known, gone = scene.told.measure == "decision", past(scene, place)
    if scene.has("outage", "cause") and not scene.has("decide", "will"):
        return False
    if not gone and any(scene.word(n) in _CURBS or scene.word(n) in _OBJECTS for n in beside):
        return True
    ahead = scene.has("postpone", "reject", "propose", "deny") or any(
        scene.tag(n) in ("will", "decide", "allow") and scene.word(n) != "to be" for n in range(place)
    )
    acts = cues.split_verb(scene, place) != 0 or any(
        scene.tag(n) == "act" or scene.word(n).endswith(("gives up", "give up", "giving up")) for n in beside
    )
    shared = any(scene.tag(n) == "share" for n in beside)
    direct = cues.change(scene, place) != 0
    if ahead and (acts or direct or shared):
        return True
    group = who.subject(scene, place)
    actor = group >= 0 and scene.tag(group) == "group"
    if acts and (actor or known) and not gone:
        return True
    if not known:
        return actor and _governed(scene, place)
    if shared or any(scene.tag(n) == "decide" or scene.word(n) in ("rest", "part") for n in beside):
        return True
    if ahead and not scene.has("output", "forecast"):
        return True
    return _governed(scene, place) or (direct and not scene.has("output", "level"))


def _goes_on(scene: Scene, place: int) -> bool:
    """Whether the figure goes on with a decision of its sentence: small, and neither pumped nor shipped."""
    exported = scene.near(place, ("export",), left=4, right=4) >= 0
    if exported and scene.near(place, ("act",), left=3, right=3) < 0:
        return False
    return not _pumped(scene, place) and scene.items[place].value.normalized[0] < MOST_OF_A_CUT


def _promised(scene: Scene, place: int, beside: list[int]) -> bool:
    """Whether the figure is ``the 300,000 bpd it promised`` or ``pledged 210,000``."""
    if not _PROMISES.isdisjoint((scene.word(place - 1), scene.word(place - 2))):
        return True
    after = any(scene.tag(n) == "decide" and 0 < n - place <= 3 for n in beside)
    return after and (not scene.has("source") or scene.word(place + 1) in ("it", "they", "he"))


def _of_quotas(scene: Scene, beside: list[int], before: str) -> bool:
    """Whether quotas are moved by the figure: ``lowered its output target by 2.2 million``."""
    tags = {scene.tag(n) for n in beside}
    if "quota" not in tags or tags.isdisjoint(("act", "move")) or before == "of":
        return False
    return not any(scene.word(n) in ("pumped", "produced", "averaged") for n in beside)


def _governed(scene: Scene, place: int) -> bool:
    if scene.tag(place - 1) == "decide":
        return True
    further = scene.word(place - 1) in ("a", "further", "another", "extra")
    return further and "decide" in (scene.tag(place - 2), scene.tag(place - 3))


MOST_OF_A_CUT = 5_000
"""kb/d; what is larger beside a decision is a level, but for the largest cuts, which are told first."""
_PROMISES = frozenset(("pledged", "promised", "volunteered", "committed", "pledge"))
_OBJECTS = frozenset(("curb", "curbs", "cuts", "quotas", "targets"))


def _pumped(scene: Scene, place: int) -> bool:
    """Whether words between the last decision and the figure speak of what was pumped."""
    words = scene.words[max(0, place - 10) : place + 6]
    return any(
        word in _PAST_OUTPUT or word in ("pumping", "pumps", "pump", "produces", "producing")
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
