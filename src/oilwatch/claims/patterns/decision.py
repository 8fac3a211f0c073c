"""Decisions: the size of a cut or an increase that was agreed, and quotas, each with its effective window."""

from collections.abc import Sequence
from datetime import date, timedelta

from oilwatch.claims import cues, sessions, timing, when, who
from oilwatch.claims.dates import Date
from oilwatch.claims.patterns import Pattern
from oilwatch.claims.quantity import Quantity
from oilwatch.claims.scene import Draft, Scene, Span

FIRST_JOINT = date(2016, 12, 1)
"""Before, "the group" was OPEC alone."""
_LEVEL_AFTER = frozenset(("to", "at", "of"))
_PAST_OUTPUT = frozenset("pumped produced averaged fell rose dropped climbed slipped declined".split())


def read(scene: Scene, place: int) -> Sequence[Draft] | None:
    """Read a rate as the size of a decision or as a quota."""
    quantity: Quantity = scene.items[place].value
    if quantity.unit is None or quantity.unit.normalized != "kb/d":
        return None
    quota = _is_quota(scene, place)
    if not quota and not _is_decision(scene, place):
        return None
    names, shared = who.producers(scene, place)
    names = [_of_its_time(scene, name) for name in names] or [_group(scene)]
    if _speaks_of_the_deal(scene, place) and shared == "":
        names = [_group(scene)]
    item, drafts = scene.items[place], []
    for name in names:
        draft = Draft(
            item.start, item.end, "quota" if quota else "decision", "decision", name, quantity, place=place
        )
        draft.modifier = "shared" if shared == "shared" else quantity.modifier
        draft.sign = 1 if quota else cues.action(scene, place) or (1 if scene.has("will") else -1)
        _when(scene, place, draft)
        drafts.append(draft)
    scene.told.who, scene.told.measure = drafts[-1].entity, "decision"
    return drafts


def _of_its_time(scene: Scene, name: str) -> str:
    if name == "OPEC+" and scene.told.day < FIRST_JOINT:
        return "OPEC"
    return "OPEC+8" if name == "OPEC+7" else name


def _group(scene: Scene) -> str:
    return scene.told.group or ("OPEC+" if scene.told.day >= FIRST_JOINT else "OPEC")


def _speaks_of_the_deal(scene: Scene, place: int) -> bool:
    """Whether ``the deal`` is the subject: it stands for all that take part."""
    for n in range(place - 1, -1, -1):
        if scene.word(n) in ("deal", "pact", "accord", "agreement") and scene.word(n - 1) == "the":
            if not any(scene.tag(m) in ("country", "group") for m in range(n, place)):
                scene.told.group = "OPEC+" if scene.told.day >= FIRST_JOINT else "OPEC"
                return True
    return False


def _is_quota(scene: Scene, place: int) -> bool:
    """Whether the figure is a level that was set: ``a ceiling of``, ``cut by X to Y``, ``down to Y``."""
    before = scene.word(place - 1)
    if before == "to" and scene.tag(place - 2) == "q" and _is_decision(scene, place - 2):
        return not _shrinks_curbs(scene, place)
    if (
        before == "to"
        and scene.word(place - 2) in ("it", "output", "production", "down")
        and _is_decision(scene, place)
    ):
        if (
            scene.near(place, ("decide", "will", "quota"), left=20, right=0, same=False) >= 0
            or scene.told.measure == "decision"
        ):
            return not _past(scene, place)
    left = scene.near(place, ("quota",), left=7, right=0)
    if left >= 0 and not any(scene.tag(n) in ("q", "act", "move") for n in range(left, place)):
        return before != "by" and scene.word(place + 1) not in (
            "above",
            "below",
            "over",
            "under",
            "more",
            "less",
        )
    right = scene.near(place, ("quota",), left=0, right=4)
    if right >= 0 and not any(scene.tag(n) in ("q", "act", "move") for n in range(place + 1, right)):
        between = [scene.word(n) for n in range(place + 1, right)]
        if any(
            word in ("above", "below", "over", "under", "from", "than", "in", "of", "to") for word in between
        ):
            return False
        return True
    if left >= 0 and before in _LEVEL_AFTER and scene.tag(place - 2) in ("act", "move") and before == "to":
        return True
    return False


def _shrinks_curbs(scene: Scene, place: int) -> bool:
    """Whether ``to 7.2 million`` is what remains of cuts, and so a size and no level."""
    nouns = [
        n
        for n in range(place)
        if scene.word(n) in ("curbs", "cuts", "curb", "cut", "reduction", "reductions")
    ]
    return bool(nouns) and scene.segment[nouns[-1]] == scene.segment[place]


def _past(scene: Scene, place: int) -> bool:
    return any(scene.word(n) in _PAST_OUTPUT for n in range(max(0, place - 8), place))


def _is_decision(scene: Scene, place: int) -> bool:
    """Whether the figure is the size of something decided and not a change that was measured."""
    segment = scene.segment[place]
    opening = next(n for n in range(len(scene.items)) if scene.segment[n] == segment)
    inside = range(opening, place)
    if _measured(scene, place):
        return False
    direction = cues.change(scene, place) != 0 or cues.action(scene, place) != 0
    nouns = {"curbs", "curb", "cuts", "reductions", "reduction", "quotas", "targets", "cut"}
    act = [n for n in scene.tags.get("act", ()) if abs(n - place) <= 14]
    if not direction and not act:
        return False
    decided = any(scene.tag(n) in ("decide", "will") for n in range(len(scene.items)))
    group = who.subject(scene, place)
    actor = scene.tag(group) == "group" or scene.told.measure == "decision"
    if decided and act:
        return True
    if decided and direction and actor:
        return True
    if any(scene.word(n) in nouns for n in range(max(0, place - 6), min(place + 7, len(scene.items)))):
        return not _past(scene, place) or scene.has("quota")
    if actor and act and not any(scene.word(n) in _PAST_OUTPUT for n in inside):
        return True
    return scene.told.measure == "decision" and not scene.has("output", "level") and direction


def _measured(scene: Scene, place: int) -> bool:
    """Whether the words say that a change was seen in output, and not decided."""
    if scene.has("source") and not scene.has("decide", "will"):
        return True
    before = [scene.word(place - n) for n in range(1, 6)]
    if "has" in before or "have" in before:
        return not scene.has("quota") and scene.told.measure != "decision" and "agreed" not in before
    for n in range(place + 1, min(place + 4, len(scene.items))):
        if scene.word(n) in ("from", "below", "above") and scene.tag(n + 1) == "date":
            return True
        if scene.word(n) in ("below", "above", "under", "over") and scene.tag(n + 1) in ("q", "quota", ""):
            return scene.tag(n + 1) != "q"
    found: Date | None = next(
        (scene.items[n].value for n in scene.tags.get("date", ()) if abs(n - place) <= 4), None
    )
    if found is not None and found.anchored == "the" and found.grain in ("month", "year"):
        return True
    moved = scene.near(place, ("move",), left=6, right=0)
    return (
        moved >= 0
        and scene.near(place, ("output", "level"), left=10, right=0) >= 0
        and not scene.has("will", "quota")
        and scene.near(place, ("decide",), left=14, right=0) < 0
    )


def _when(scene: Scene, place: int, draft: Draft) -> None:
    """Set the window in which the decision holds, else the day it was taken."""
    told = scene.told
    announced = _announced(scene)
    if announced is not None:
        told.announced = announced
    draft.announced = announced
    window = _window(scene, place, announced or told.announced or told.day)
    against_output = (
        draft.kind == "quota"
        and scene.has("level", "output")
        and told.period is not None
        and not scene.has("decide", "will")
    )
    if window is not None:
        draft.period, draft.window = window, True
        told.window = window
    elif _promised(scene, place) or against_output:
        draft.period, draft.window = told.period or timing.last_month(told.day), True
    elif told.window is not None:
        draft.period, draft.window = told.window, True
    else:
        day = announced or told.announced or told.day
        draft.period = (day, day)


def _promised(scene: Scene, place: int) -> bool:
    return told_output(scene) and any(
        scene.word(n) in ("promised", "pledged", "agreed", "committed")
        for n in range(max(0, place - 6), min(place + 5, len(scene.items)))
    )


def told_output(scene: Scene) -> bool:
    """Whether the sentence before or this one states what was pumped."""
    return any(draft.measure == "production" for draft in scene.told.drafts[-2:]) and not scene.has("will")


def _announced(scene: Scene) -> date | None:
    for place in scene.tags.get("date", ()):
        value: Date = scene.items[place].value
        if value.grain in ("day", "ago", "weekend") and not (value.grain == "ago" and value.unit != "day"):
            if scene.word(place - 1) in ("from", "until", "by", "to", "starting", "beginning", "through"):
                continue
            if value.month and not value.year and _may_be_ahead(scene, place):
                continue
            span = when.resolve(value, scene.told.day)
            if span is not None and span[0] <= scene.told.day:
                return span[0]
    return None


def _may_be_ahead(scene: Scene, place: int) -> bool:
    return scene.word(place - 1) in ("on", "from") and scene.has("will")


def _window(scene: Scene, place: int, day: date) -> Span | None:
    """Return the effective window that the words give to the figure at *place*."""
    dates = [n for n in scene.tags.get("date", ()) if _effective(scene, n)]
    spans = [n for n in scene.tags.get("span", ()) if scene.word(n - 1) == "for" or _lasts(scene, n)]
    if not dates:
        return None
    near = _nearest(scene, place, dates)
    value: Date = scene.items[near].value
    before = _lead(scene, near)
    own = scene.word(near + 1) == "'s" and near < place
    span = when.resolve(value, day, ahead=not own and before != "since")
    if span is None:
        return None
    if before == "since":
        return _since(scene, near, span)
    if before in ("until", "to", "through", "till", "by", "end") or value.part.startswith("edge late"):
        return _until(scene, near, span, dates, spans, day)
    if value.to is None and before in ("from", "starting", "beginning", "in", "of", "as", "start"):
        later = [n for n in dates if n > near and _lead(scene, n) in ("until", "to", "through", "till")]
        if later:
            end = when.resolve(scene.items[later[0]].value, span[0], ahead=True)
            if end is not None and end[1] > span[0]:
                return span[0], end[1]
    if spans and value.to is None:
        return _lasting(scene, spans[0], span)
    return span


def _lasts(scene: Scene, place: int) -> bool:
    return scene.word(place - 1) in ("another", "further", "lasting", "by", "a") and scene.items[
        place
    ].value.unit in ("month", "quarter", "year")


def _effective(scene: Scene, place: int) -> bool:
    value: Date = scene.items[place].value
    if value.grain == "day":
        return value.month is not None and scene.word(place - 1) in (
            "from",
            "until",
            "starting",
            "beginning",
            "on",
        )
    if value.grain not in ("month", "quarter", "year", "half"):
        return False
    if value.grain == "year" and value.relative is not None and value.relative < 0:
        return False
    before = scene.word(place - 1)
    return before not in ("than", "versus", "below", "above") and scene.word(place + 1) not in (
        "level",
        "levels",
        "baseline",
    )


def _lead(scene: Scene, place: int) -> str:
    word = scene.word(place - 1)
    if word in ("the", "at", "of", "least"):
        word = scene.word(place - 2) if scene.word(place - 2) != "the" else scene.word(place - 3)
    if word in ("in", "from") and scene.word(place - 2) in ("starting", "beginning"):
        return "from"
    return word


def _nearest(scene: Scene, place: int, dates: list[int]) -> int:
    """Return the date that belongs to the figure: the next before another figure, else one before it."""
    figures = scene.tags.get("q", [])
    after = [n for n in dates if n > place and not any(place < figure < n for figure in figures)]
    if after:
        return after[0]
    before = [n for n in dates if n < place]
    if before:
        return before[-1]
    return dates[-1] if len(figures) > 1 else dates[0]


def _since(scene: Scene, near: int, span: Span) -> Span:
    months = [n for n in scene.tags.get("date", ()) if n != near and scene.items[n].value.grain == "month"]
    ends = [
        found for n in months if (found := when.resolve(scene.items[n].value, scene.told.day, ahead=True))
    ]
    last = max((end[1] for end in ends), default=scene.told.day)
    if scene.told.window is not None:
        last = max(last, scene.told.window[1]) if scene.told.window[0] >= span[0] else last
    return span[0], max(last, span[1])


def _until(scene: Scene, near: int, span: Span, dates: list[int], spans: list[int], day: date) -> Span:
    first = [n for n in dates if n < near and _lead(scene, n) in ("from", "in", "starting", "beginning")]
    if first:
        start = when.resolve(scene.items[first[-1]].value, day, ahead=True)
        if start is not None and start[0] < span[1]:
            return start[0], span[1]
    for n in spans:
        value: Date = scene.items[n].value
        if value.unit == "month" and value.number:
            back = sessions.month_span(span[1].year, span[1].month - value.number + 1)
            return back[0], span[1]
    if (
        scene.told.window is not None
        and scene.told.window[0] < span[1]
        and scene.told.window[0] >= day - timedelta(days=40)
    ):
        return scene.told.window[0], span[1]
    return day, span[1]


def _lasting(scene: Scene, place: int, span: Span) -> Span:
    value: Date = scene.items[place].value
    months = (value.number or 1) * {"month": 1, "quarter": 3, "year": 12}.get(value.unit, 0)
    if not months:
        return span
    return span[0], sessions.month_span(span[0].year, span[0].month + months - 1)[1]


PATTERNS = (
    Pattern(
        "decision",
        40,
        read=read,
        examples={
            "OPEC+ will add 206,000 bpd in April.": "decision OPEC+ 206 kb/d",
            "Kuwait pledged to cut 80,000 bpd.": "decision KWT -80 kb/d",
            "The quota of Iraq is 4.1 million bpd.": "quota IRQ 4100 kb/d",
            "Iraq pumped 4.1 million bpd.": None,
        },
    ),
)
