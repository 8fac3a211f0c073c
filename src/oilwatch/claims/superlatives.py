"""The words of extremes: highest since, a four-year low, not seen since, a record; found before figures are read."""

from datetime import date

from oilwatch.claims import timing, when
from oilwatch.claims.date_words import Date
from oilwatch.claims.scene import Draft, Scene, Span

SUPERLATIVES = frozenset(
    "highest lowest weakest strongest biggest largest smallest steepest sharpest best worst most least deepest fastest"
    " slowest cheapest dearest poorest first heaviest softest firmest priciest greatest quickest strongest-ever".split()
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
        elif word == "record" or word == "all":
            draft, after = _record(scene, place)
        elif word == "any" and scene.word(place - 1) in ("at", "than") and scene.word(place + 2) == "since":
            draft, after = _than_any(scene, place)
        elif word in ("post", "postsoviet") and scene.word(place + 1) == "soviet":
            draft, after = _soviet(scene, place)
        elif word in _HIGHS and scene.word(place - 1) in ("new", "fresh"):
            draft, after = _claim(scene, place - 1, place, "record"), place + 1
        elif word in _HIGHS and scene.word(place + 1) in ("since", "of"):
            draft, after = _superlative(scene, place)
        if draft is not None:
            found.append((place, draft))
        place = max(after, place + 1)
    return found


def _claim(scene: Scene, first: int, last: int, value: str, *, modifier: str = "exact") -> Draft:
    items = scene.items
    draft = Draft(
        items[first].start, items[last].end, "extreme", "price", "", value=value, unit="date", place=first
    )
    draft.modifier = modifier
    return draft


def _superlative(scene: Scene, place: int) -> tuple[Draft | None, int]:
    """Read ``highest close since late 2014``, ``most in at least a year``, ``lowest of the year``."""
    words = scene.words
    if words[place] == "first" and scene.word(place - 1) == "at":
        return None, place + 1
    modifier = "exact"
    if words[place] == "first" and scene.word(place + 1) == "time" and not _has_tail(scene, place + 2):
        return _claim(scene, place, place + 1, "record"), place + 2
    for at in range(place + 1, min(place + 1 + FILLERS, len(words))):
        word = words[at]
        if (
            word in ("since", "seen")
            or (word == "in" and scene.tag(at + 1) in ("span", "mod"))
            or (scene.tag(at) == "date" and scene.word(at - 1) in ("since", "in"))
        ):
            end = at + 1
            while scene.tag(end) == "mod" or words[end : end + 1] and words[end] in ("at", "the", "about"):
                modifier = str(scene.items[end].value or modifier)
                end += 1
            if word == "since" and scene.tag(end) == "date":
                if scene.word(end - 1) == "least":
                    modifier = "at_least"
                scene.consumed.add(end)
                return _dated(scene, place, end, modifier), end + 1
            if word == "in" and scene.tag(end) == "span":
                scene.consumed.add(end)
                return _counted(scene, place, end, modifier), end + 1
            if word == "since":
                return None, at + 1
        if (
            (word == "on" and scene.word(at + 1) == "record")
            or word == "ever"
            or (word == "in" and "history" in (scene.word(at + 1), scene.word(at + 2)))
        ):
            end = at if word == "ever" else at + 1 if scene.word(at + 1) in ("record", "history") else at + 2
            return _claim(scene, place, end, "record"), end + 1
        if scene.tag(at) == "date" and _of_year(scene, at):
            return _yearly(scene, place, at), at + 1
        if word in _STOPS or scene.tag(at) in ("q", "bare"):
            break
    return None, place + 1


def _has_tail(scene: Scene, at: int) -> bool:
    return scene.word(at) == "since" or (scene.word(at) == "in" and scene.tag(at + 1) in ("span", "mod"))


def _of_year(scene: Scene, at: int) -> bool:
    value: Date = scene.items[at].value
    before = scene.word(at - 1)
    return (
        value.grain in ("year", "quarter", "month")
        and before in ("of", "far", "for", "level")
        or (
            value.grain == "year"
            and value.relative == 0
            and before in ("of", "far", "close", "level", "settlement")
        )
    )


def _yearly(scene: Scene, place: int, at: int) -> Draft:
    scene.consumed.add(at)
    span = when.resolve(scene.items[at].value, scene.told.day)
    year = str((span or timing.session(scene.told.day))[0].year)
    draft = _claim(scene, place, at, year)
    if span is not None and scene.items[at].value.grain != "year":
        draft.value = f"{span[0]:%Y-%m}"
    draft.baseline = span
    return draft


def _dated(scene: Scene, place: int, end: int, modifier: str) -> Draft:
    span = when.resolve(scene.items[end].value, scene.told.day)
    found: Date = scene.items[end].value
    draft = _claim(scene, place, end, text_of(span, found), modifier=modifier)
    if span is not None:
        draft.baseline = (span[1] + timing.ONE, span[1] + timing.ONE)
    return draft


def text_of(span: Span | None, found: Date | None = None) -> str:
    """Return a comparison date as it is written: a year, a month, a day, or ``first..last`` month."""
    if span is None:
        return "record"
    first, last = span
    if first == last:
        return first.isoformat()
    if (first.year, first.month) == (last.year, last.month):
        whole = first.day == 1 and (last + timing.ONE).day == 1
        return f"{first:%Y-%m}" if whole else f"{first.isoformat()}..{last.isoformat()}"
    if (first.month, last.month) == (1, 12) and first.year == last.year:
        return str(first.year)
    return f"{first:%Y-%m}..{last:%Y-%m}"


def _counted(scene: Scene, place: int, end: int, modifier: str) -> Draft:
    """Read ``in eight years``; the value is the period's year less eight, found when the period is known."""
    value: Date = scene.items[end].value
    if scene.word(end - 2) == "at" and scene.word(end - 1) == "least":
        modifier = "at_least"
    draft = _claim(scene, place, end, f"-{value.number or 1} {value.unit}", modifier=modifier)
    return draft


def _span_high(scene: Scene, place: int) -> tuple[Draft | None, int]:
    value: Date = scene.items[place].value
    first, modifier = place, "exact"
    if scene.tag(place - 1) == "mod":
        first, modifier = place - 1, str(scene.items[place - 1].value)
    scene.consumed.add(place)
    return _claim(scene, first, place + 1, f"-{value.number or 1} {value.unit}", modifier=modifier), place + 2


def _unseen(scene: Scene, place: int) -> tuple[Draft | None, int]:
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
            return _dated(scene, first, at + 1, "exact"), at + 2
        if scene.words[at] == "before" and scene.words[place] == "never":
            return _claim(scene, place, at, "record"), at + 1
    return None, place + 1


def _than_any(scene: Scene, place: int) -> tuple[Draft | None, int]:
    """Read ``dearer than at any time since November 2014``."""
    if scene.tag(place + 3) != "date":
        return None, place + 1
    first = place - 1
    while first > 0 and scene.word(first) in ("at", "than", "any"):
        first -= 1
    scene.consumed.add(place + 3)
    return _dated(scene, first, place + 3, "exact"), place + 4


def _record(scene: Scene, place: int) -> tuple[Draft | None, int]:
    words = scene.words
    first = place
    if words[place] == "all":
        if words[place + 1 : place + 2] != ["time"] or scene.word(place + 2) not in (
            *_HIGHS,
            "record",
            "best",
        ):
            return None, place + 1
        first = place - 1 if scene.word(place - 1) in ("monthly", "new", "annual", "weekly") else place
        return _claim(scene, first, place + 2, "record"), place + 3
    before, after = scene.word(place - 1), scene.word(place + 1)
    if before in (
        "on",
        "track",
        "off",
        "from",
        "previous",
        "earlier",
        "last",
        "old",
        "their",
        "to",
        "world",
        "for",
    ):
        return None, place + 1
    if before in ("new", "monthly", "annual", "daily", "weekly", "fresh"):
        first = place - 1
    end = place + 1 if after in (*_HIGHS, "level", "levels") else place
    if after in (
        "profit",
        "profits",
        "revenue",
        "heat",
        "warm",
        "number",
        "label",
        "label",
        "setting",
        "keeping",
        "temperatures",
    ):
        return None, place + 1
    return _claim(scene, first, end, "record"), end + 1


def _soviet(scene: Scene, place: int) -> tuple[Draft | None, int]:
    if scene.word(place + 2) not in ("record", "high", "peak", "era", "highs", "low"):
        return None, place + 1
    end = place + 3 if scene.word(place + 2) == "era" or scene.word(place + 3) in _HIGHS else place + 2
    draft = _claim(scene, place, min(end, len(scene.items) - 1), "1991-12")
    draft.baseline = (date(1992, 1, 1), date(1992, 1, 1))
    return draft, place + 4
