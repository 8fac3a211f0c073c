"""The words of extremes: highest since, a four-year low, not seen since; found before figures are read."""

from datetime import date

from oilwatch.claims import comparisons
from oilwatch.claims.date_words import Date
from oilwatch.claims.scene import Draft, Scene

Found = tuple[Draft | None, int]
"""A claim, or none, and the place to go on from."""
SUPERLATIVES = frozenset(
    "highest lowest weakest strongest biggest largest smallest steepest sharpest best worst most least"
    " deepest fastest slowest cheapest dearest poorest first heaviest softest firmest priciest greatest"
    " quickest strongest-ever".split()
)


_STOPS = frozenset(", ; : . — – ( ) and but while after as when".split())


_HIGHS = frozenset("high highs low lows peak peaks trough bottom".split())


FILLERS = 8


_TRIGGERS = SUPERLATIVES | _HIGHS | {"not", "unseen", "never", "last", "'t", "record", "all", "any", "post"}


def find(scene: Scene) -> list[tuple[int, Draft]]:
    """Find the words of extremes before the figures are read, and take the dates in them."""
    found: list[tuple[int, Draft]] = []
    if _TRIGGERS.isdisjoint(scene.known):
        return found
    words, last = scene.words, len(scene.words)
    place = 0
    while place < last:
        word, draft, after = words[place], None, place + 1
        if word in SUPERLATIVES:
            draft, after = _superlative(scene, place)
        elif scene.tag(place) == "span" and scene.word(place + 1) in _HIGHS:
            draft, after = _span_high(scene, place)
        elif word in ("not", "unseen", "never", "last", "n't", "'t"):
            draft, after = _unseen(scene, place)
        elif word in {"record", "all"}:
            draft, after = _record(scene, place)
        elif word == "any" and scene.word(place - 1) in ("at", "than") and scene.word(place + 2) == "since":
            draft, after = _than_any(scene, place)
        elif word in ("post", "postsoviet") and scene.word(place + 1) == "soviet":
            draft, after = _soviet(scene, place)
        elif word in _HIGHS and scene.word(place - 1) in ("new", "fresh"):
            draft, after = comparisons.claim(scene, place - 1, place, "record"), place + 1
        elif word in _HIGHS and scene.word(place + 1) in ("since", "of"):
            draft, after = _superlative(scene, place)
        if draft is not None:
            found.append((place, draft))
        place = max(after, place + 1)
    return found


def _superlative(scene: Scene, place: int) -> Found:
    """Read ``highest close since late 2014``, ``most in at least a year``, ``lowest of the year``."""
    words = scene.words
    if words[place] == "first":
        if scene.word(place - 1) == "at":
            return None, place + 1
        if scene.word(place + 1) == "time" and not _has_tail(scene, place + 2):
            return comparisons.claim(scene, place, place + 1, "record"), place + 2
    for at in range(place + 1, min(place + 1 + FILLERS, len(words))):
        word = words[at]
        if word == "since" or (word == "in" and scene.tag(at + 1) in ("span", "mod")):
            draft, after = _tail(scene, place, at)
            if draft is not None or word == "since":
                return draft, after
        end = _ever(scene, at)
        if end >= 0:
            return comparisons.claim(scene, place, end, "record"), end + 1
        if scene.tag(at) == "date" and comparisons.of_year(scene, at):
            return comparisons.yearly(scene, place, at), at + 1
        if word in _STOPS or scene.tag(at) in ("q", "bare"):
            break
    return None, place + 1


def _tail(scene: Scene, place: int, at: int) -> Found:
    """Read what follows ``since`` or ``in``: a date, or a number of years."""
    end, modifier = at + 1, "exact"
    while scene.tag(end) == "mod" or scene.word(end) in ("at", "the", "about"):
        modifier = str(scene.items[end].value or modifier)
        end += 1
    if scene.word(at) == "since" and scene.tag(end) == "date":
        scene.consumed.add(end)
        return comparisons.dated(
            scene, place, end, "at_least" if scene.word(end - 1) == "least" else modifier
        ), end + 1
    if scene.word(at) == "in" and scene.tag(end) == "span":
        scene.consumed.add(end)
        return comparisons.counted(scene, place, end, modifier), end + 1
    return None, at + 1


def _ever(scene: Scene, at: int) -> int:
    """Return the place where ``on record``, ``ever`` or ``in its history`` ends; -1: there is none."""
    word, after = scene.word(at), scene.word(at + 1)
    if word == "ever":
        return at
    if (word == "on" and after == "record") or (word == "in" and after == "history"):
        return at + 1
    return at + 2 if word == "in" and scene.word(at + 2) == "history" else -1


def _has_tail(scene: Scene, at: int) -> bool:
    return scene.word(at) == "since" or (scene.word(at) == "in" and scene.tag(at + 1) in ("span", "mod"))


def _span_high(scene: Scene, place: int) -> Found:
    value: Date = scene.items[place].value
    first, modifier = place, "exact"
    if scene.tag(place - 1) == "mod":
        first, modifier = place - 1, str(scene.items[place - 1].value)
    scene.consumed.add(place)
    return comparisons.claim(
        scene, first, place + 1, f"-{value.number or 1} {value.unit}", modifier=modifier
    ), place + 2


def _unseen(scene: Scene, place: int) -> Found:
    """Read ``a level not seen since May 2003``, ``last seen in 2014``, ``never reached before``."""
    for at in range(place + 1, min(place + 5, len(scene.words))):
        if (
            scene.words[at] in ("since", "in")
            and scene.tag(at + 1) == "date"
            and any(
                scene.word(n)
                in (
                    "seen",
                    "reached",
                    "traded",
                    "touched",
                    "been",
                    "visited",
                    "hit",
                    "recorded",
                    "matched",
                    "unseen",
                )
                for n in range(place, at)
            )
        ):
            if scene.words[at] == "in" and scene.words[place] != "last":
                continue
            scene.consumed.add(at + 1)
            first = place - 1 if scene.word(place - 1) in ("level", "levels", "price") else place
            return comparisons.dated(scene, first, at + 1, "exact"), at + 2
        if scene.words[at] == "before" and scene.words[place] == "never":
            return comparisons.claim(scene, place, at, "record"), at + 1
    return None, place + 1


def _than_any(scene: Scene, place: int) -> Found:
    """Read ``dearer than at any time since November 2014``."""
    if scene.tag(place + 3) != "date":
        return None, place + 1
    first = place - 1
    while first > 0 and scene.word(first) in ("at", "than", "any"):
        first -= 1
    scene.consumed.add(place + 3)
    return comparisons.dated(scene, first, place + 3, "exact"), place + 4


def _record(scene: Scene, place: int) -> Found:
    """Read ``a record``, ``a new record high``, ``monthly all-time high``."""
    before, after = scene.word(place - 1), scene.word(place + 1)
    first = place - 1 if before in _KINDS else place
    if scene.words[place] == "all":
        high = after == "time" and (
            scene.word(place + 2) in _HIGHS or scene.word(place + 2) in ("record", "best")
        )
        return (
            (comparisons.claim(scene, first, place + 2, "record"), place + 3) if high else (None, place + 1)
        )
    if before in _NO_RECORD or after in _OTHER_RECORDS:
        return None, place + 1
    end = place + 1 if after in _HIGHS or after in ("level", "levels") else place
    return comparisons.claim(scene, first, end, "record"), end + 1


_KINDS = frozenset("new monthly annual daily weekly fresh".split())
_NO_RECORD = frozenset("on track off from previous earlier last old their to world for".split())
_OTHER_RECORDS = frozenset(
    "profit profits revenue heat warm number label setting keeping temperatures".split()
)


def _soviet(scene: Scene, place: int) -> Found:
    if scene.word(place + 2) not in ("record", "high", "peak", "era", "highs", "low"):
        return None, place + 1
    end = place + 3 if scene.word(place + 2) == "era" or scene.word(place + 3) in _HIGHS else place + 2
    draft = comparisons.claim(scene, place, min(end, len(scene.items) - 1), "1991-12")
    draft.baseline = (date(1992, 1, 1), date(1992, 1, 1))
    return draft, place + 4
