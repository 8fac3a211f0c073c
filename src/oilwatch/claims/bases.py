"""What a figure is only compared with: ``since early October``, ``below August``, ``a year earlier``."""

from datetime import timedelta

from oilwatch.claims import sessions, when
from oilwatch.claims.date_words import Date
from oilwatch.claims.scene import Scene, Span, remembered

ONE = timedelta(days=1)


@remembered
def is_base(scene: Scene, place: int) -> bool:
    """Whether the date at *place* is only compared with: ``since early October``, ``below August``."""
    before, earlier = scene.word(place - 1), scene.word(place - 2)
    if before in ("the", "its", "a", "their"):
        before, earlier = earlier, scene.word(place - 3)
    if before in ("in", "at", "of") and earlier in ("level", "levels"):
        return True
    if before == "of" and earlier in ("peak", "high", "low", "summit", "trough"):
        return True
    if before in ("in", "at") and (earlier in ("than", "from", "with", "as") or earlier.endswith(" than")):
        return True
    found: Date = scene.items[place].value
    if before in ("since", "than", "versus", "vs") or before.endswith(" than"):
        return True
    if before == "from" and found.to is None:
        return True
    if before == "over" and found.grain == "ago":
        return True
    if before in ("below", "above", "on", "over") and found.grain in (
        "month",
        "year",
        "quarter",
        "ago",
        "week",
    ):
        if before == "over":
            return found.grain == "month" and found.month is not None
        return True
    if before == "with" and earlier == "compared":
        return True
    if found.grain == "ago" and found.anchored in ("earlier", "on") and not _level_right_before(scene, place):
        return not (place <= 1 and found.anchored == "earlier")
    nearby = scene.word(place + 1)
    return nearby == "'s" and scene.tag(place + 2) in ("output", "level") and before in ("from", "than")


def _level_right_before(scene: Scene, place: int) -> bool:
    return scene.tag(place - 1) in ("q", "bare")


def base(scene: Scene, place: int, period: Span) -> Span | None:
    """Return what a change of output is counted from."""
    best = -1
    for other in scene.tags.get("date", []):
        if (
            is_base(scene, other)
            and (best < 0 or abs(other - place) < abs(best - place))
            and other not in scene.consumed
        ):
            best = other
    if best < 0:
        return None
    value: Date = scene.items[best].value
    if value.grain in ("month", "year", "quarter", "week") and value.anchored in ("the", "on"):
        return _one_back(value.grain, period)
    span = when.resolve(value, scene.told.day, anchor=period)
    if span == period:  # "from May of the year before" is not from the month itself
        span = (
            sessions.month_span(period[0].year - 1, period[0].month)[0],
            sessions.month_span(period[1].year - 1, period[1].month)[1],
        )
    if span is not None and span[0] > period[1] and value.year is None:
        span = when.resolve(value, period[0])
    return span


def _one_back(grain: str, period: Span) -> Span | None:
    months = {"month": 1, "quarter": 3, "year": 12}.get(grain)
    if months is None:
        return period[0] - ONE * 7, period[1] - ONE * 7
    return (
        sessions.month_span(period[0].year, period[0].month - months)[0],
        sessions.month_span(period[1].year, period[1].month - months)[1],
    )


def month_before(period: Span) -> Span:
    """Return the month before a month, the year before a year."""
    months = 12 if (period[1] - period[0]).days > 300 else 3 if (period[1] - period[0]).days > 80 else 1
    return (
        sessions.month_span(period[0].year, period[0].month - months)[0],
        sessions.month_span(period[1].year, period[1].month - months)[1],
    )
