"""Whether a rate is a level that was set: a quota, a ceiling, what output is cut or raised to."""

from oilwatch.claims import deals, who
from oilwatch.claims.amounts import Quantity
from oilwatch.claims.scene import Draft, Scene

LEAST_OF_A_GROUP = 15_000
"""kb/d; no ceiling of a whole group was ever as low: what is smaller is the size of a cut."""


def is_quota(scene: Scene, place: int) -> bool:
    """Whether the figure is a level that was set: ``a ceiling of``, ``cut by X to Y``, ``down to Y``."""
    quantity: Quantity = scene.items[place].value
    if quantity.origin == "table":
        return scene.told.header_kind == "quota"
    if scene.told.measure == "decision" and _allowed(scene, place):
        return True
    decided = [d for d in scene.drafts if d.kind == "decision"]
    target = _target(scene, place, quantity, decided)
    if target is not None:
        return target
    near = scene.near(place, ("quota",), left=12, right=0, same=False)
    stands = any(scene.word(n) in ("is", "was", "stands", "remains") for n in (place - 1, place - 2))
    if stands and near >= 0 and not decided:
        return not scene.between(near, place, ("q", "output"))
    return _named(scene, place)


def _target(scene: Scene, place: int, quantity: Quantity, decided: list[Draft]) -> bool | None:
    """Return whether the figure is what a decision leads to: ``cut to 9 million``; None: open."""
    before = scene.word(place - 1)
    if before in ("to", "at") and decided and _leaves(scene, place, decided[-1].place):
        return True
    if before != "to":
        return None
    if decided and _dwarfs(quantity, decided[-1].quantity):
        between = range(decided[-1].place + 1, place)
        if not any(scene.tag(n) in ("q", "level", "export") for n in between):
            return not deals.shrinks_curbs(scene, place)
    if not (decided or scene.told.measure == "decision") or deals.past(scene, place):
        return None
    subject = who.subject(scene, place)
    group = scene.tag(subject) == "group" if subject >= 0 else scene.told.who.startswith("OPEC")
    if group and quantity.normalized[0] < LEAST_OF_A_GROUP:
        return False
    taken = any(scene.tag(n) == "act" or scene.word(n) in _DOWN for n in range(max(0, place - 9), place))
    if taken and (decided or scene.has("decide", "will")):
        return not deals.shrinks_curbs(scene, place)
    return None


def _named(scene: Scene, place: int) -> bool:
    """Whether a word for a quota stands beside the figure and speaks of it."""
    before = scene.word(place - 1)
    left = scene.near(place, ("quota", "pricecap"), left=7, right=0)
    if left >= 0 and not any(scene.tag(n) in ("q", "act", "move") for n in range(left, place)):
        return before != "by" and scene.word(place + 1) not in _COMPARED
    right = scene.near(place, ("quota",), left=0, right=4)
    if right >= 0 and not any(scene.tag(n) in ("q", "act", "move") for n in range(place + 1, right)):
        return not any(scene.word(n).split(" ")[0] in _APART for n in range(place + 1, right))
    return left >= 0 and before == "to" and not deals.shrinks_curbs(scene, place)


_COMPARED = frozenset("above below over under more less".split())


def _dwarfs(quantity: Quantity, size: Quantity | None) -> bool:
    return size is not None and quantity.normalized[0] > 3 * size.normalized[0]


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
    "stand stands standing leaving taking bringing putting keeping making leave take bring brings takes"
    " leaves taken".split()
)


_DOWN = frozenset(("down", "it", "up", "lower", "back"))


_APART = frozenset("above below over under from than in of to less more short beyond".split())
