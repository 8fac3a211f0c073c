"""When a decision holds: its effective window, else the day it was announced."""

from datetime import date

from oilwatch.claims import sessions, spans, timing, when
from oilwatch.claims.date_words import Date
from oilwatch.claims.scene import Draft, Scene, Span

_AWAY = frozenset("versus below above".split())
_PROMISES = frozenset("promised pledged agreed committed required".split())


def place_in_time(scene: Scene, place: int, draft: Draft) -> None:
    """Set the window in which the decision at *place* holds, else the day it was taken."""
    told = scene.told
    announced = _announced(scene)
    told.announced = announced or told.announced
    draft.announced = announced
    day = told.announced or told.day
    window = None if _cut_off(scene, place) else _window(scene, place, day)
    output = _of_output(scene, draft)
    if window is not None and output is None:
        draft.period, draft.window = window, True
        if not scene.is_secondary(place):
            told.window = window
    elif output is not None:
        draft.period, draft.window = output, True
    elif _cut_off(scene, place):
        draft.period, draft.window = (day, day), True
    elif told.window is not None:
        draft.period, draft.window = told.window, True
    else:
        draft.period = (day, day)


def _cut_off(scene: Scene, place: int) -> bool:
    """Whether ``until`` without a date stands between window and figure: ``until the remaining 5.8``."""
    at = place - 1
    while at >= 0 and place - at <= 4:
        if scene.word(at) == "until":
            return True
        at -= 1
    return False


def _of_output(scene: Scene, draft: Draft) -> Span | None:
    """Return the period of the output that a target or promise is held against."""
    if scene.has("will"):
        return None
    here = [d for d in scene.drafts if d.measure == "production" and d.period is not None]
    promised = any(scene.word(n) in _PROMISES for n in range(max(0, draft.place - 6), draft.place + 6))
    last = scene.last_draft()
    if (
        not here
        and draft.kind == "quota"
        and scene.told.measure == "production"
        and not scene.has("decide")
        and last
    ):
        return scene.told.period
    if here and (draft.kind == "quota" or promised):
        own = timing.chosen(scene, draft.place, grains=frozenset(("month", "year", "quarter")))
        return here[0].period if own < draft.place else None
    return None


def _announced(scene: Scene) -> date | None:
    for place in scene.tags.get("date", ()):
        value: Date = scene.items[place].value
        if value.grain not in ("day", "weekend") and not (value.grain == "ago" and value.unit == "day"):
            continue
        if scene.word(place - 1) in (
            "from",
            "until",
            "by",
            "to",
            "starting",
            "beginning",
            "through",
            "since",
        ):
            continue
        if value.month and not value.year and scene.word(place - 1) == "on" and scene.has("will"):
            continue
        if scene.word(place + 1) in ("meeting", "talks", "gathering", "summit") and value.month:
            continue
        span = when.resolve(value, scene.told.day)
        if span is not None and span[0] <= scene.told.day:
            return span[0]
    return None


def _window(scene: Scene, place: int, day: date) -> Span | None:
    dates = [n for n in scene.tags.get("date", ()) if _effective(scene, n)]
    if not dates:
        return _lasting_from_told(scene, place)
    near = _nearest(scene, place, dates)
    if near < 0:
        return None
    value: Date = scene.items[near].value
    lead = spans.lead(scene, near)
    span = _resolved(scene, near, place, day)
    if span is None:
        return None
    if lead == "since":
        return spans.since(scene, near, span)
    lengths = [n for n in scene.tags.get("span", ()) if _lasts(scene, n)]
    if (lead in spans.UNTIL or value.part.startswith("edge late")) and value.to is None:
        return spans.until(scene, near, span, (dates, lengths), day)
    if value.to is None:
        end = spans.end(scene, near, dates, span)
        if end is not None:
            return span[0], end
        if lengths:
            return spans.lasting(scene, lengths[0], span)
    return span


def _resolved(scene: Scene, near: int, place: int, day: date) -> Span | None:
    """Return what the date at *near* means: ahead, but ``September's step`` is the latest September."""
    value: Date = scene.items[near].value
    own = scene.word(near + 1) == "'s" and near < place
    if own and value.grain == "month" and value.month and value.year is None:
        this = sessions.month_span(day.year, value.month)
        ahead = scene.has("will") and not any(scene.word(n) == "than" for n in range(near))
        if this[0] <= scene.told.day or ahead:
            return this if this[0] <= scene.told.day or this[1] >= day else None
        return sessions.month_span(day.year - 1, value.month)
    past = spans.lead(scene, near) == "since" or _told_past(scene, near) or scene.is_secondary(place)
    span = when.resolve(value, day, ahead=not past, anchor=scene.told.period if value.anchored else None)
    if span is not None and value.grain == "day" and spans.lead(scene, near) != "until":
        return sessions.month_span(span[0].year, span[0].month)
    return span


def _told_past(scene: Scene, near: int) -> bool:
    """Whether the verb of the date's clause is in the past: ``which it introduced in November``."""
    return any(
        scene.word(n) in ("introduced", "began", "started", "adopted", "imposed", "took")
        for n in range(max(0, near - 6), near)
    )


def _lasting_from_told(scene: Scene, place: int) -> Span | None:
    """Give the whole deal the length that only a later sentence tells: ``for six months``."""
    told = scene.told
    lengths = [n for n in scene.tags.get("span", ()) if _lasts(scene, n) and n > place]
    if not lengths or told.window is None or (told.window[1] - told.window[0]).days > 31:
        return None
    whole = spans.lasting(scene, lengths[0], told.window)
    for draft in [*told.drafts[-20:], *scene.drafts]:
        if draft.kind in ("decision", "quota") and draft.period == told.window:
            draft.period = whole
    return whole


def _lasts(scene: Scene, place: int) -> bool:
    value: Date = scene.items[place].value
    if value.unit not in ("month", "quarter", "year"):
        return False
    if scene.word(place - 1) == "by":
        return not scene.known.isdisjoint(
            ("extended", "extend", "prolonged", "prolong", "extending", "prolonging")
        )
    return scene.word(place - 1) in (
        "for",
        "another",
        "further",
        "lasting",
        "additional",
        "last",
        "run",
    ) or (scene.word(place - 1) in ("a", "least", "at") and scene.word(place - 2) in ("for", "at"))


def _effective(scene: Scene, place: int) -> bool:
    value: Date = scene.items[place].value
    before, after = scene.word(place - 1), scene.word(place + 1)
    if value.grain == "day":
        return value.month is not None and before in ("from", "until", "starting", "beginning", "effective")
    if value.anchored == "the":
        return value.grain == "month" or bool(value.part)
    if value.grain not in ("month", "quarter", "year", "half"):
        return False
    if value.grain == "year" and value.relative is not None and value.relative < 0:
        return False
    if before in ("than", "from") and after in ("level", "levels"):
        return False
    return before not in _AWAY and after not in (
        "level",
        "levels",
        "baseline",
        "baselines",
        "deal",
        "accord",
        "meeting",
    )


def _nearest(scene: Scene, place: int, dates: list[int]) -> int:
    """Return the date that belongs to the figure: the next before another figure, else one before it."""
    figures = scene.tags.get("q", [])
    owned = [n for n in dates if n < place and scene.word(n + 1) == "'s" and place - n <= 3]
    if owned:
        return owned[-1]
    after = [n for n in dates if n > place and not any(place < figure < n for figure in figures)]
    if after and not (scene.word(after[0] + 1) == "'s" and scene.word(after[0] - 1) == "than"):
        return after[0]
    before = [n for n in dates if n < place]
    if before:
        return before[-1] if not (len(before) > 1 and scene.word(before[-1] + 1) == "'s") else before[0]
    shared = [n for n in dates if spans.lead(scene, n) not in ("in", "of")]
    if scene.told.window is not None and not shared:
        return -1
    return (shared or dates)[-1 if len(figures) > 1 else 0]
