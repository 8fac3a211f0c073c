"""Of which day, week or year a price or a move of prices is, and what a move is counted from."""

from datetime import timedelta

from oilwatch.claims import sessions, timing, when
from oilwatch.claims.date_words import Date
from oilwatch.claims.scene import Draft, Scene, Span

ONE = timedelta(days=1)


def touches(scene: Scene, place: int) -> bool:
    """Return whether the price at *place* was only touched within the day."""
    before = scene.near(place, ("touch",), left=4, right=0)
    if before < 0 or scene.between(before, place, ("settle", "move", "q")):
        return False
    if scene.has("settle"):
        settled = scene.near(place, ("settle",), left=12, right=8, same=True)
        return settled < 0 or abs(settled - place) > abs(before - place)
    return True


def place_in_time(scene: Scene, place: int, draft: Draft) -> None:
    """Set period and base of a price or a move of prices, and keep what later sentences take from it."""
    told, moved = scene.told, draft.kind != "level"
    found = timing.chosen(scene, place, window=True)
    if moved and (_from_date(scene, place, draft, found) or _like_its_twin(scene, place, draft)):
        return
    span = _adjective(scene, place) if moved else None
    if span is None and moved and scene.tag(place + 2) == "span":
        span = _over(scene, place)
    if span is None and found >= 0:
        span = _named(scene, found, moved)
    if span is None and moved:
        span = _over(scene, place) or _as_before(scene, place, draft)
    span = span or told.price_day or timing.session(told.day)
    if not moved and not touches(scene, place):
        span = _close_of(scene, place, span, found)
    draft.period = span
    if moved:
        draft.baseline = (sessions.before(span[0]),) * 2
        wide = (span[1] - span[0]).days > 2
        if wide or (found >= 0 and scene.items[found].value.grain == "day"):
            told.move_span = span if span[0] < span[1] else None
    if span[0] == span[1] and not _aside_day(scene, place, found, span):
        told.price_day = span


def _from_date(scene: Scene, place: int, draft: Draft, found: int) -> bool:
    """Set a move that is counted from a date: ``since early October``; its period is the day measured."""
    since, base = _since(scene, place)
    if since is None:
        return False
    day = None
    if found >= 0 and found != base and scene.items[found].value.grain == "day":
        day = when.resolve(scene.items[found].value, scene.told.day)
    after = scene.word(base + 1)
    draft.basis = "from_peak" if after in _PEAKS else "from_trough" if after in _TROUGHS else ""
    draft.baseline, draft.period = since, day or scene.told.price_day or timing.session(scene.told.day)
    return True


_PEAKS = frozenset(("peak", "high", "summit", "top"))
_TROUGHS = frozenset(("trough", "low", "bottom"))


def _named(scene: Scene, found: int, moved: bool) -> Span | None:
    """Return what the date at *found* means for a price."""
    value: Date = scene.items[found].value
    if value.grain == "ago" and moved:
        return None
    told = scene.told
    anchor = _day_before(scene, found) or (told.last_day if value.grain == "day" else None)
    anchor = anchor or told.price_day or timing.session(told.day)
    longer = told.move_span
    if value.grain == "year" and value.anchored == "the" and longer and (longer[1] - longer[0]).days > 300:
        anchor = longer
    span = when.resolve(value, told.day, anchor=anchor)
    if span is not None and not moved and value.part == "edge late":
        whole = when.resolve(value._replace(part=""), told.day, anchor=anchor) or span
        return (sessions.upto(whole[1]),) * 2
    return span


def _aside_day(scene: Scene, place: int, found: int, span: Span) -> bool:
    """Whether the day of a figure is not the story's own: long past, pluperfect, or ``Thursday's slump``."""
    if (scene.told.day - span[1]).days > 40 or "had" in scene.words[max(0, place - 6) : place]:
        return True
    return found >= 0 and scene.word(found + 1) == "'s"


def _as_before(scene: Scene, place: int, draft: Draft) -> Span | None:
    """Return the window of the move told before: ``WTI lost 10.7 percent`` after a year's move of Brent."""
    if draft.kind == "level" or any(scene.tag(n) == "settle" for n in range(max(0, place - 2), place)):
        return None
    same = any(
        d.entity == draft.entity and d.kind == draft.kind and d.period == scene.told.move_span
        for d in [*scene.told.drafts[-12:], *scene.drafts]
    )
    return None if same else scene.told.move_span


def _day_before(scene: Scene, found: int) -> Span | None:
    """Return the day that ``the next day`` counts from: the last one named before it in the sentence."""
    value: Date = scene.items[found].value
    if value.grain != "day" or value.relative is None:
        return None
    named = [n for n in scene.tags.get("date", ()) if n < found and scene.items[n].value.grain == "day"]
    return when.resolve(scene.items[named[-1]].value, scene.told.day) if named else None


def _like_its_twin(scene: Scene, place: int, draft: Draft) -> bool:
    """Take period and base from the other benchmark's move: ``since May ..., and WTI 9 percent``."""
    here = [d for d in scene.drafts if d.kind == draft.kind and d.entity != draft.entity]
    twin = here[-1] if here else draft
    if (
        twin.period is None
        or twin.baseline is None
        or twin.period[0] != twin.period[1]
        or twin.baseline[1] == sessions.before(twin.period[0])
    ):
        return False
    if any(scene.segment[n] == scene.segment[place] for n in scene.tags.get("date", ())):
        return False
    draft.period, draft.baseline = twin.period, twin.baseline
    return True


_ADJECTIVES = {
    "weekly": "week",
    "monthly": "month",
    "annual": "year",
    "yearly": "year",
    "quarterly": "quarter",
}


def _adjective(scene: Scene, place: int) -> Span | None:
    """Return the window of ``a weekly loss of 11.9%``."""
    segment = scene.segment[place]
    for n in range(max(0, place - 9), min(place + 3, len(scene.words))):
        if scene.segment[n] != segment:
            continue
        unit = _ADJECTIVES.get(scene.words[n])
        if unit and scene.tag(n + 1) == "move":
            anchor = scene.told.price_day or timing.session(scene.told.day)
            return when.resolve(Date(unit, relative=0, anchored="the"), scene.told.day, anchor=anchor)
    return None


def _close_of(scene: Scene, place: int, span: Span, found: int) -> Span:
    """Return the last trading day of a span that somebody says a price closed."""
    days = (span[1] - span[0]).days
    if days == 0:
        return span
    windowed = found >= 0 and scene.items[found].value.anchored == "the"
    closing = (scene.word(place - 1) == "to" and bool(scene.drafts)) or any(
        scene.tag(n) == "settle" for n in range(max(0, place - 3), place)
    )
    if windowed or closing or (days > 31 and (found < 0 or scene.has("settle"))):
        last = sessions.upto(min(span[1], scene.told.day - ONE))
        return last, last
    return span


def _since(scene: Scene, place: int) -> tuple[Span | None, int]:
    """Return what a move is counted from: ``since early October``, ``below its April peak``."""
    for other in scene.tags.get("date", ()):
        if other in scene.consumed:
            continue
        before, earlier = scene.word(other - 1), scene.word(other - 2)
        if before in ("the", "its", "a", "their"):
            before, earlier = earlier, scene.word(other - 3)
        value: Date = scene.items[other].value
        if before == "at" and earlier in ("than", "level"):
            before = "than"
        named = (
            before == "short of"
            or before in ("since", "under", "than", "below", "above", "from", "versus")
            or (before == "in" and earlier in ("than", "from"))
        )
        if named and value.grain not in ("ago",) and abs(other - place) <= 12:
            return when.resolve(value, scene.told.day), other
    return None, -1


def _over(scene: Scene, place: int) -> Span | None:
    """Return the window of ``over two weeks``, ``in three sessions``."""
    for other in scene.tags.get("span", ()):
        value: Date = scene.items[other].value
        before = (
            scene.word(other - 1)
            if scene.word(other - 1) not in ("the", "just", "about")
            else scene.word(other - 2)
        )
        if before not in ("over", "in", "within", "during") or abs(other - place) > 8:
            continue
        last = sessions.before(scene.told.day)
        number = value.number or 1
        if value.unit == "day":
            first = last
            for _ in range(min(number, 60) - 1):
                first = sessions.before(first)
            return first, last
        if value.unit == "week":
            return last - ONE * (last.weekday() + 7 * (number - 1)), last
        months = {"month": 1, "quarter": 3, "year": 12}.get(value.unit)
        if months:
            return sessions.months_before(last, months * number) + ONE, last
    return None
