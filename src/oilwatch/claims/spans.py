"""The ends of a decision's window: ``until March``, ``since April``, ``for six months``."""

from datetime import date, timedelta

from oilwatch.claims import sessions, when
from oilwatch.claims.date_words import Date
from oilwatch.claims.scene import Scene, Span

UNTIL = frozenset("until to through till by thru".split())
FROM = frozenset("from starting beginning in of as start for effective".split())


def end(scene: Scene, near: int, dates: list[int], span: Span) -> date | None:
    """Return the end of ``from May to the end of the year``, where the same clause tells it."""
    if lead(scene, near) not in FROM:
        return None
    for later in dates:
        if later <= near or lead(scene, later) not in UNTIL:
            continue
        if any(scene.tag(n) in ("q", "act", "move", "will") for n in range(near, later)):
            return None
        end = when.resolve(scene.items[later].value, span[0], ahead=True)
        if end is not None and end[1] > span[0]:
            return end[1]
    return None


def lead(scene: Scene, place: int) -> str:
    """Return the word that leads a date in: ``until`` of ``until at least the end of March``."""
    word, at = scene.word(place - 1), place - 1
    while word in ("the", "at", "of", "least", "end", "start", "beginning") and place - at <= 4:
        at -= 1
        word = scene.word(at)
    if word in ("in", "from") and scene.word(at - 1) in ("starting", "beginning"):
        return "from"
    return word


def since(scene: Scene, near: int, span: Span) -> Span:
    """Return the window of ``since April``: to the last month named with it, else to the story's day."""
    ends = []
    for n in scene.tags.get("date", ()):
        if n != near and scene.items[n].value.grain == "month":
            found = when.resolve(scene.items[n].value, scene.told.day, ahead=True)
            if found is not None and (found[1] - scene.told.day).days < 120:
                ends.append(found[1])
    last = max(ends, default=scene.told.day)
    return span[0], max(last, span[0])


def until(scene: Scene, near: int, span: Span, known: tuple[list[int], list[int]], day: date) -> Span:
    """Return the window that ends with *span*: from the month named, counted back, or from *day*."""
    dates, spans = known
    first = [n for n in dates if n < near and lead(scene, n) in FROM]
    if first and not any(scene.tag(n) in ("q", "decide") for n in range(first[-1], near)):
        start = when.resolve(scene.items[first[-1]].value, day, ahead=True)
        if start is not None and start[0] < span[1]:
            return start[0], span[1]
    for n in spans:
        value: Date = scene.items[n].value
        months = (value.number or 0) * {"month": 1, "quarter": 3, "year": 12}.get(value.unit, 0)
        if months:
            back = sessions.month_span(span[1].year, span[1].month - months + 1)
            return back[0], span[1]
    return day, max(span[1], day + timedelta(days=1))


def lasting(scene: Scene, place: int, span: Span) -> Span:
    """Return the window that begins with *span* and is as long as told at *place*: ``for six months``."""
    value: Date = scene.items[place].value
    months = (value.number or 1) * {"month": 1, "quarter": 3, "year": 12}.get(value.unit, 0)
    if not months:
        return span
    return span[0], sessions.month_span(span[0].year, span[0].month + months - 1)[1]
