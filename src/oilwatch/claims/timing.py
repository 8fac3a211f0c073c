"""Of when a figure is: the date it belongs to, which dates are only compared with, what holds unsaid."""

from datetime import date, timedelta

from oilwatch.claims import bases, sessions, when
from oilwatch.claims.date_words import Date
from oilwatch.claims.scene import Scene, Span, remembered

ONE = timedelta(days=1)
_GRAINS_OF_OUTPUT = frozenset("month quarter half year season ago week".split())


def last_month(day: date) -> Span:
    """Return the last full month before *day*."""
    return sessions.month_span(day.year, day.month - 1)


def _is_window(scene: Scene, place: int) -> bool:
    """Whether a move is over the date: ``on the week``, which for output is what it is compared with."""
    return scene.word(place - 1) in ("on", "over") and scene.items[place].value.anchored == "the"


_OF_THE_DATE = frozenset(
    "level levels of peak high low summit trough bottom close finish settlement 's output production at"
    " record quota its a".split()
)


def _possessed(scene: Scene, place: int) -> int:
    """Return the date that owns the figure: ``its May level of 11 million``, ``April's 9 million``."""
    at = place - 1
    while at >= 0 and place - at <= 5 and scene.word(at) in _OF_THE_DATE:
        at -= 1
    return at if at < place - 1 and scene.tag(at) == "date" else -1


def _when_clause(scene: Scene, place: int) -> int:
    """Return the date that a clause speaks of: ``less than a year earlier, when it managed 2 million``."""
    segment = scene.segment[place]
    opening = next(n for n in range(len(scene.items)) if scene.segment[n] == segment)
    if scene.word(opening + 1) == "when" and scene.tag(opening - 1) == "date":
        return opening - 1
    return -1


@remembered
def is_contract(scene: Scene, place: int) -> bool:
    """Whether the month at *place* names a futures contract: ``Brent for January``, ``the May contract``."""
    found: Date = scene.items[place].value
    if found.grain != "month":
        return False
    before, after = scene.word(place - 1), scene.word(place + 1)
    if after in ("contract", "contracts", "delivery", "futures") or scene.tag(place + 1) == "grade":
        return True
    return (
        before == "for"
        and scene.tag(place - 2) in ("grade", "oil", "domestic", "price")
        and not scene.has("forecast")
    )


@remembered
def chosen(scene: Scene, place: int, *, grains: frozenset[str] | None = None, window: bool = False) -> int:
    """Return the place of the date that the figure at *place* belongs to; -1: none is told."""
    own = _possessed(scene, place)
    if own < 0:
        own = _when_clause(scene, place)
    if own >= 0 and (grains is None or scene.items[own].value.grain in grains):
        return own
    dates = [
        other
        for other in scene.tags.get("date", ())
        if other not in scene.consumed
        and (not bases.is_base(scene, other) or (window and _is_window(scene, other)))
        and not is_contract(scene, other)
        and (grains is None or scene.items[other].value.grain in grains)
    ]
    if not dates:
        return -1
    left = [other for other in dates if other < place]
    right = [other for other in dates if other > place]
    figures = scene.tags.get("q", []) + scene.tags.get("bare", [])
    near = _beside(scene, place, (left, right), figures)
    if near >= 0:
        return near
    if left:
        owned = scene.word(left[-1] + 1) == "'s" and left[-1] + 4 < place
        return left[0] if owned else left[-1]
    return _across(scene, place, right, figures if grains is not None else [])


def _beside(scene: Scene, place: int, sides: tuple[list[int], list[int]], figures: list[int]) -> int:
    """Return the date right after a figure, else the last before it, in the same segment."""
    left, right = sides
    segment = scene.segment[place]
    close = right and right[0] - place <= 12 and scene.segment[right[0]] == segment
    if close and not any(place < figure < right[0] for figure in figures):
        return right[0]
    own = [other for other in left if scene.segment[other] == segment]
    if own and not any(_closer(figure, own[-1]) for figure in figures if own[-1] < figure < place):
        return own[-1]
    return -1


def _across(scene: Scene, place: int, right: list[int], figures: list[int]) -> int:
    """Return a date beyond other figures, which serves them all: ``10 million, Russia 11, in May``."""
    for other in right:
        if figures and scene.items[other].value.grain == "ago":
            continue
        if any(
            place < figure < other and scene.is_secondary(figure)
            for figure in figures or scene.tags.get("q", [])
        ):
            continue
        if not scene.between(place, other, ("q",)) or scene.segment[other] - scene.segment[place] <= 2:
            return other
    return -1


def _closer(figure: int, other: int) -> bool:
    """Whether the date at *other* follows *figure* so closely that it can only be its own."""
    return 0 < other - figure <= 2


def output(scene: Scene, place: int) -> Span:
    """Return the period of a figure of output."""
    found = chosen(scene, place, grains=_GRAINS_OF_OUTPUT)
    if found >= 0:
        value: Date = scene.items[found].value
        same = value.relative == 0 and value.anchored == "earlier" and scene.told.period is not None
        anchor = scene.told.period if same else _anchor(scene, found)
        ahead = any(scene.tag(n) == "will" for n in range(max(0, place - 7), place))
        if value.to is not None and scene.word(found - 1) == "between":
            value = value.to  # from the one to the other: the figure is of the other
        span = when.resolve(value, scene.told.day, anchor=anchor, ahead=ahead)
        if span is not None and (value.anchored != "the" or (span[1] - span[0]).days > 25):
            return span
    found = chosen(scene, place, grains=frozenset(("day",)))
    if found >= 0 and scene.segment[found] != scene.segment[place]:
        found = -1
    if found > place and not scene.is_reported(found):
        span = when.resolve(scene.items[found].value, scene.told.day)
        if span is not None and not _announces(scene, place, found):
            return span
    if "weekly" in scene.words:
        return scene.told.week or _statistical_week(scene.told.day)
    if scene.told.period is not None and not _present(scene, place):
        return scene.told.period
    if scene.told.measure == "inventory" and scene.told.week is not None:
        return scene.told.week
    if scene.told.span is not None and not _present(scene, place):
        return scene.told.span
    return last_month(scene.told.day)


def _statistical_week(day: date) -> Span:
    friday = day - ONE * ((day.weekday() - 4) % 7 or 7)
    return friday - ONE * 6, friday


def _announces(scene: Scene, place: int, found: int) -> bool:
    """Whether the day is when somebody spoke: the verb of saying comes between figure and day."""
    return any(
        scene.word(n) in ("said", "showed", "reported", "announced", "says", "told")
        for n in range(place, found)
    )


def _present(scene: Scene, place: int) -> bool:
    return any(scene.word(n) in _NOW for n in range(max(0, place - 8), place))


_NOW = frozenset("produces pumps is has exceeds currently now yields are supplies".split())


def _anchor(scene: Scene, found: int) -> Span | None:
    """Return the span that ``a year earlier`` counts from: the last date before it, else what was told."""
    for other in reversed(scene.tags.get("date", [])):
        if other < found and scene.items[other].value.grain in _GRAINS_OF_OUTPUT:
            span = when.resolve(scene.items[other].value, scene.told.day, anchor=scene.told.period)
            if span is not None:
                return span
    return scene.told.period


def session(day: date) -> Span:
    """Return the last trading day before *day*."""
    found = sessions.before(day)
    return found, found
