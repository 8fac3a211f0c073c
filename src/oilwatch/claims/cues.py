"""What the words around a figure of output say: a move, a decision, a level, or something nobody records."""

from oilwatch.claims.scene import Scene, remembered

_SKIP = frozenset(
    "by a an another further extra additional mere only the just some as much sharply its own roughly total"
    " of combined collective daily per voluntary crude oil output production supply quotas targets modest"
    " small big sharp steep slight smaller bigger larger record planned initial overall to".split()
)
_NO_MOVES = frozenset("give up|gave up|gives up|giving up|builds".split("|"))
"""Words that are moves of prices, but bring or introduce a rate: ``wells gave up 10 million``."""


@remembered
def change(scene: Scene, place: int) -> int:
    """Return the direction of a change of output that the figure at *place* states; 0: it is a level."""
    after = _after(scene, place)
    if after:
        return after
    at = place - 1
    before = scene.word(at)
    if before == "of":
        return int(scene.items[at - 1].value) if scene.tag(at - 1) in ("move", "act") else 0
    if before in ("to", "at", "around", "from", "'s") or before in _NO_MOVES:
        return 0
    while at >= 0 and scene.word(at) != "to" and (scene.word(at) in _SKIP or scene.word(at).endswith("ly")):
        at -= 1
    if at >= 0 and scene.tag(at) in ("move", "act"):
        return int(scene.items[at].value)
    return governor(scene, place) if before == "by" and at >= 0 else 0


def _after(scene: Scene, place: int) -> int:
    """Return the direction that words after a figure give it: ``below August``, ``bpd monthly fall``."""
    after = scene.word(place + 1).split(" ")[0]
    if after in _LOWER:
        return -1
    if after in _HIGHER:
        return 1
    for step in (1, 2, 3):
        at = place + step
        if scene.tag(at) in ("move", "act") and scene.segment[at] == scene.segment[place]:
            return int(scene.items[at].value) if after not in ("return", "pump more", "off") else 0
        if scene.word(at) not in _OF_OUTPUT:
            return 0
    return 0


_LOWER = frozenset("below under short beneath less lower fewer down".split())
_HIGHER = frozenset("above over more higher up".split())
_OF_OUTPUT = frozenset("output production supply monthly daily quota crude oil".split())


@remembered
def governor(scene: Scene, place: int) -> int:
    """Return the direction of the nearest word of movement or action before a figure, else after it."""
    best = max((n for tag in ("move", "act") for n in scene.tags.get(tag, ()) if n < place), default=-1)
    if best >= 0:
        return int(scene.items[best].value)
    best = min((n for tag in ("move", "act") for n in scene.tags.get(tag, ()) if n > place), default=-1)
    return int(scene.items[best].value) if best >= 0 else 0


@remembered
def action(scene: Scene, place: int) -> int:
    """Return the sign of a decision: nouns of cutting beside the figure decide before verbs."""
    after = [
        n
        for n in range(place + 1, min(place + 5, len(scene.items)))
        if scene.segment[n] == scene.segment[place]
    ]
    for n in after:
        if scene.tag(n) in ("act", "move") and not any(
            scene.tag(m) in ("q", "date") for m in range(place + 1, n)
        ):
            return int(scene.items[n].value)
        if scene.word(n) in ("off", "of", "in", "per"):
            continue
    split = split_verb(scene, place)
    if split:
        return split
    nouns = ("cut", "cuts", "curb", "curbs", "reduction", "reductions", "cutbacks", "cutback", "restraint",
             "output cuts", "supply cuts", "production cuts", "supply curbs", "output curbs",
             "production curbs", "supply cut", "output cut")  # fmt: skip
    at = place - 1
    while at >= 0 and scene.segment[at] == scene.segment[place]:
        if scene.word(at) in nouns and scene.word(at + 1) in (
            "of",
            "to",
            "by",
            "from",
            "totalling",
            "worth",
            "amounting",
        ):
            return -1
        at -= 1
    return governor(scene, place)


def split_verb(scene: Scene, place: int) -> int:
    """Return the sign of a verb that holds the figure inside it, as in ``take 500,000 bpd out``; else 0."""
    verb = next((n for n in range(place - 1, max(place - 7, -1), -1) if scene.word(n) in _SPLIT), -1)
    if verb < 0:
        return 0
    for n in range(place + 1, min(place + 5, len(scene.items))):
        if scene.word(n) == "back":
            return 1 if scene.word(verb).startswith(("bring", "put", "brought")) else -1
        if scene.word(n) in (
            "off",
            "out",
            "offline",
            "off the market",
            "out of the market",
            "from the market",
            "down",
        ):
            return -1
    return 0


_SPLIT = frozenset("take taking took taken keep keeping kept hold holding held pull pulling pulled bring"
    " bringing brought put putting".split())  # fmt: skip
