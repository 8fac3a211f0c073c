"""Whether a figure of a price is where it stands or how far it went, and in which direction."""

from oilwatch.claims import unit_words
from oilwatch.claims.amounts import Quantity
from oilwatch.claims.scene import Scene

_DOLLARS = (unit_words.USD, unit_words.GBP, unit_words.EUR)


_PLACES = frozenset(
    "below|above|under|beneath|past|broke above|broke below|topped|topping|crossed|surpassed|near|tops"
    "|north of|south of|just under|just below|just above|well above|well below|close to|passed".split("|")
)
"""Words that say where a price stands, and not how far it went."""


_TO = frozenset("to at around of near for".split())


_AFTERWARDS = frozenset("higher lower up down more less cheaper dearer stronger weaker".split())


_ADVERBS = frozenset(
    "sharply just another further only some as much by a an roughly nearly slightly modestly steadily again"
    " early late quickly the extra additional mere".split()
)


_OURS = ("grade", "domestic", "price", "oil", "output", "country", "group", "stock")


def is_alien(scene: Scene, place: int) -> bool:
    """Whether the nearest thing that a percentage can speak of is not oil: inflation, shares, a currency."""
    alien = max((n for n in scene.tags.get("alien", ()) if n < place), default=-1)
    ours = max((n for tag in _OURS for n in scene.tags.get(tag, ()) if n < place), default=-1)
    after = scene.tag(place + 1) == "alien" or (
        scene.word(place + 1) in ("of", "the", "in") and scene.tag(place + 2) == "alien"
    )
    return after or alien > ours


def parallel(scene: Scene, place: int) -> bool:
    """Whether ``$3.96 to $42.56`` goes on with a verb that was told before: ``and WTI $3.96 to $42.56``."""
    later: Quantity | None = scene.items[place + 2].value if scene.tag(place + 2) == "q" else None
    if scene.word(place + 1) != "to" or later is None or later.unit is not unit_words.USD:
        return False
    return (
        scene.tag(place - 1) in ("grade", "domestic")
        and scene.items[place].value.values[0] * 3 < later.values[0]
    )


def move(scene: Scene, place: int, quantity: Quantity) -> int:
    """Return the direction of a move at *place*; 0: the figure is a level."""
    after = _after(scene, place, quantity)
    if after:
        return after
    at = place - 1
    while at >= 0 and (scene.word(at) in _ADVERBS or scene.tag(at) == "mod" or scene.word(at).endswith("ly")):
        at -= 1
    if at < 0:
        return 0
    before, relative = scene.word(at), quantity.unit in (unit_words.PERCENT, unit_words.CENTS)
    if scene.word(place - 1) == "by":
        return governor(scene, place)
    if before in ("of", "was", "is") and scene.tag(at - 1) == "move":
        return int(scene.items[at - 1].value)
    if before in _TO:
        return governor(scene, at) if relative else 0
    if quantity.unit in _DOLLARS and quantity.lead in _PLACES:
        return 0
    if scene.tag(at) in ("move", "act"):
        return int(scene.items[at].value)
    again = (
        before == "or" and scene.tag(at - 1) == "q" and scene.items[at - 1].value.unit is unit_words.PERCENT
    )
    return governor(scene, place) if relative or again else 0


def _after(scene: Scene, place: int, quantity: Quantity) -> int:
    """Return the direction that words after a figure give it: ``2.7% higher``, ``$5 below Tuesday``."""
    after, percent = scene.word(place + 1), quantity.unit is unit_words.PERCENT
    if scene.tag(place + 1) == "move" and (after in _AFTERWARDS or not _is_verb(scene, place + 1)):
        ends = scene.word(place + 2) in ("at", "from", "on", "to", ".")
        if after not in ("off", "up", "down") or percent or ends:
            return int(scene.items[place + 1].value)
    first = after.split(" ")[0]
    if not percent and (scene.tag(place - 1) == "settle" or scene.tag(place + 2) != "date"):
        return 0
    return -1 if first in _LOWER else 1 if first in _HIGHER else 0


_LOWER = frozenset("below under beneath discount less lower short".split())
_HIGHER = frozenset("above premium more higher".split())


def _is_verb(scene: Scene, place: int) -> bool:
    return scene.word(place).endswith("ed") or scene.word(place) in (
        "fell",
        "rose",
        "slid",
        "sank",
        "shed",
        "lost",
    )


def governor(scene: Scene, place: int) -> int:
    """Return the direction of the nearest word of movement, in the same segment before others."""
    segment = scene.segment[place]
    for number in range(segment, max(segment - 4, -1), -1):
        inside = [n for n in scene.tags.get("move", ()) if scene.segment[n] == number and n < place]
        if inside:
            return int(scene.items[inside[-1]].value)
    after = [n for n in scene.tags.get("move", ()) if n > place and n - place <= 6]
    return int(scene.items[after[0]].value) if after else 0
