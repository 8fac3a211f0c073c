"""Names that a list joins, and how they share a figure: ``Saudi Arabia, Iraq and Kuwait together``."""

from oilwatch.claims.scene import Scene

PRODUCERS = ("country", "group")
JOINERS = frozenset(("and", ",", "&", "or"))


def listed(scene: Scene, found: int, place: int) -> tuple[list[str], str]:
    """Return all names of the list that the name at *found* is part of, and how they share a figure."""
    places = sorted({*_before(scene, found), found, *_behind(scene, found, place)})
    if {"and", "&", "or"}.isdisjoint(scene.words[places[0] : places[-1]]):
        places = [found]
    names = list(dict.fromkeys(str(scene.items[other].value) for other in places))
    if len(names) == 1:
        return names, ""
    if {"OPEC", "OPEC+"} & set(names):
        return ["OPEC+"], ""
    if any(abs(n - place) <= 14 for n in scene.tags.get("each", ())):
        return names, "shared"
    joint = scene.has("together") or len(names) == 2
    return (["+".join(names)], "joint") if joint else ([names[-1]], "")


def _before(scene: Scene, found: int) -> list[int]:
    """Return the names that ``and`` and commas join to the left of a name."""
    places: list[int] = []
    at = found
    while True:
        step = at - 1
        while scene.word(step) in ("the", "'s"):
            step -= 1
        if scene.word(step) not in JOINERS:
            return places
        step -= 1
        while scene.word(step) in (",", "'s"):
            step -= 1
        if scene.tag(step) not in PRODUCERS:
            return places
        places.append(step)
        at = step


def _behind(scene: Scene, found: int, place: int) -> list[int]:
    """Return the names that are joined to the right of a name, up to the figure where that comes after it."""
    places: list[int] = []
    at = found
    while scene.word(at + 1) in JOINERS:
        step = at + 2 if scene.word(at + 2) != "the" else at + 3
        if scene.tag(step) not in PRODUCERS or step > place > found:
            break
        places.append(step)
        at = step
    return places
