"""Ranks among producers, and counts of straight gains or losses."""

from collections.abc import Sequence

from oilwatch.claims import numbers, sessions, timing, when, who
from oilwatch.claims.date_words import Date
from oilwatch.claims.patterns import Pattern
from oilwatch.claims.scene import Draft, Scene, Span

_FIRST = frozenset("largest biggest top leading number-one foremost greatest".split())
_WHAT = frozenset("producer exporter supplier producers exporters pumper producing".split())
_RUNS = frozenset(("row", "running", "succession"))
_STREAK = frozenset("straight consecutive successive".split())
_PERIODS = frozenset(
    "day days session sessions daily week weeks weekly month months monthly year years yearly annual"
    " quarter quarterly quarters".split()
)


def ranks(scene: Scene) -> Sequence[Draft]:
    """Find ``the world's second-largest oil producer``."""
    drafts: list[Draft] = []
    if _WHAT.isdisjoint(scene.known):
        return drafts
    for place, word in enumerate(scene.words):
        if word not in _WHAT or word in ("producers", "exporters") or scene.tag(place) == "q":
            continue
        found = _position(scene, place)
        if found is None:
            continue
        first, value = found
        draft = Draft(
            scene.items[first].start, scene.items[place].end, "rank", "rank", _whose(scene, first, place),
            value=float(value), unit="rank", place=first,
        )  # fmt: skip
        if word.startswith("export"):
            draft.reason = "out_of_scope_measure"
        if scene.has("hedge"):
            draft.modifier = "hedged"
        draft.period = _period(scene, place)
        if draft.entity:
            drafts.append(draft)
    return drafts


def _position(scene: Scene, place: int) -> tuple[int, int] | None:
    for at in range(place - 1, max(place - 6, -1), -1):
        word = scene.words[at]
        if word in ("of", ",", ";", "and") or scene.tag(at) in ("q", "date"):
            return None
        if word in _FIRST or (word in {"no", "number"}):
            value, first = 1, at
            before = scene.word(at - 1)
            if before in numbers.ORDINALS:
                value, first = numbers.ORDINALS[before], at - 1
            if word in ("no", "number"):
                number = (
                    numbers.at(scene.items, at + 1)
                    if scene.word(at + 1) != "."
                    else numbers.at(scene.items, at + 2)
                )
                if number is None:
                    return None
                value = int(number.value)
            scope = scene.word(first - 1)
            if scope == "'s" and scene.tag(first - 2) in ("group", "world"):
                first -= 2
            elif scene.tag(first - 1) == "world":
                first -= 1
            elif scope in ("of", "one") or not (
                scene.has("world") or scope in ("the", "as") or before == "the"
            ):
                return None
            if scene.word(first - 1) == "of" or (
                scene.word(first - 1) == "the" and scene.word(first - 2) == "of"
            ):
                return None
            return first, value
    return None


def _whose(scene: Scene, first: int, place: int) -> str:
    after = place + 1 if scene.word(place + 1) != "," else place + 2
    if scene.tag(after) == "country" and scene.tag(first - 2) != "country":
        return str(scene.items[after].value)
    names = [n for n in scene.tags.get("country", ()) if n < first]
    if scene.word(first - 1) == "," and names:
        return str(scene.items[names[-1]].value)
    if names:
        main = next((n for n in names if scene.word(n - 1) not in ("of", "in", "from")), names[0])
        return str(scene.items[main].value)
    return scene.told.who


def _period(scene: Scene, place: int) -> Span:
    for other in scene.tags.get("date", ()):
        value: Date = scene.items[other].value
        if value.grain == "year" and value.relative == 0 and scene.word(other - 1) == "earlier":
            last = timing.last_month(scene.told.day)
            return sessions.month_span(last[0].year, 1)[0], last[1]
    return timing.output(scene, place)


def streaks(scene: Scene) -> Sequence[Draft]:
    """Find ``twelfth straight loss`` and ``six sessions in a row``."""
    drafts: list[Draft] = []
    if _STREAK.isdisjoint(scene.known) and _RUNS.isdisjoint(scene.known):
        return drafts
    for place, word in enumerate(scene.words):
        if word in _STREAK and place:
            value = _number(scene, place - 1)
            if value and value > 1:
                drafts += _streak(scene, place - 1, place, value)
        elif word in _RUNS and place > 2:
            first, value = _ordinal_before(scene, place)
            drafts += _streak(scene, first, place, value) if value > 1 else []
    return drafts


def _ordinal_before(scene: Scene, place: int) -> tuple[int, int]:
    """Return the number of ``six sessions in a row`` or ``sixth daily advance running``; 0: there is none."""
    for at in range(place - 1, max(place - 7, -1), -1):
        if scene.tag(at) == "span":
            return at, scene.items[at].value.number or 0
        if scene.words[at] in numbers.ORDINALS:
            return at, numbers.ORDINALS[scene.words[at]]
    return place, 0


def _number(scene: Scene, place: int) -> int:
    word = scene.words[place]
    if word in ("th", "rd", "st", "nd") and place:
        word = scene.words[place - 1]
    if word in numbers.ORDINALS:
        return numbers.ORDINALS[word]
    found = numbers.at(scene.items, place)
    return int(found.value) if found and found.value < 100 else 0


def _streak(scene: Scene, first: int, place: int, value: int) -> list[Draft]:
    noun, end = _noun(scene, first, place)
    measure, entities = _of_streak(scene, place)
    items, out = scene.items, []
    for entity in entities:
        draft = Draft(items[first].start, items[end].end, "count", measure, entity, place=first)
        draft.value, draft.unit = float(value), "count"
        draft.period = _last_unit(scene, place, noun, measure)
        draft.modifier = "shared" if len(entities) > 1 else "exact"
        down = scene.near(place, ("move", "act"), left=12, right=5, same=False)
        draft.sign = int(items[down].value) if down >= 0 else 1
        out.append(draft)
    return out


def _noun(scene: Scene, first: int, place: int) -> tuple[str, int]:
    """Return what a streak counts, days or weeks or ..., and the place of its last word."""
    end, noun = place, ""
    for at in range(place, min(place + 4, len(scene.words))):
        if scene.words[at] in _PERIODS:
            noun, end = noun or scene.words[at], max(end, at)
        elif scene.tag(at) in ("move", "act"):
            end = at
    return (scene.items[first].value.unit if scene.tag(first) == "span" else noun), end


def _of_streak(scene: Scene, place: int) -> tuple[str, list[str]]:
    """Return the measure and the entities of a streak; none where nothing that moves is spoken of."""
    told, output = scene.told, scene.has("output")
    price = scene.has("grade", "domestic", "oil", "price") or told.measure == "price"
    if not (price or output or told.price) or not scene.has("move", "act", "settle"):
        return "", []  # "for the sixth straight year the largest producer" counts no gains
    if output and not scene.has("grade", "price", "domestic"):
        return "production", who.producers(scene, place)[0][:1]
    if not scene.known.isdisjoint(("both", "each")) and {"BRENT", "WTI"} <= _named(scene):
        return "price_change", ["BRENT", "WTI"]
    return "price_change", [who.benchmark(scene, place) or told.price or "BRENT"]


def _named(scene: Scene) -> set[str]:
    return scene.entities() | {str(scene.items[n].value) for n in scene.tags.get("grade", ())}


def _last_unit(scene: Scene, place: int, noun: str, measure: str) -> Span:
    here = [d for d in scene.drafts if d.period is not None]
    if here and here[-1].period:
        base = here[-1].period
    elif measure == "production":
        return timing.output(scene, place)
    else:
        found = timing.chosen(scene, place)
        span = when.resolve(scene.items[found].value, scene.told.day) if found >= 0 else None
        base = span or scene.told.price_day or timing.session(scene.told.day)
    last = base[1]
    if noun.startswith("week") and (base[1] - base[0]).days < 4:
        monday = last - timing.ONE * last.weekday()
        return monday, monday + timing.ONE * 4
    if noun.startswith("month") and (base[1] - base[0]).days < 20:
        return sessions.month_span(last.year, last.month)
    if noun.startswith(("year", "annual")) and (base[1] - base[0]).days < 200:
        return last.replace(month=1, day=1), last.replace(month=12, day=31)
    return base


PATTERNS = (
    Pattern("count", 92, scan=streaks, examples={
        "Brent fell for a fourth straight session.": "count BRENT 4 count",
        "It was the fifth weekly loss in a row for oil.": "count BRENT 5 count",
        "Brent went straight down.": None,
    }),
    Pattern("rank", 94, scan=ranks, examples={
        "Canada is the world's fourth-largest oil producer.": "rank CAN 4 rank",
        "Russia was the world's top producer in October.": "rank RUS 1 rank",
        "Canada is an oil producer.": None,
    }),
)  # fmt: skip
