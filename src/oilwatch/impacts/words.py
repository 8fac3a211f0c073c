"""Impacts and moves as plain rows, lines and documents, for the command line and for files."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date

from oilwatch import catalog
from oilwatch.model import Impact, KindImpact, Measured, Move
from oilwatch.periods import day_text

COLUMNS = ("window", "from", "close", "to", "close ", "dollars", "percent", "percentile", "size", "as large",
           "effect", "95% band", "windows")  # fmt: skip
KIND_COLUMNS = ("group", "window", "events", "mean", "median", "25%", "75%", "deviation", "rose", "crowded",
                "placebo")  # fmt: skip
MOVE_COLUMNS = ("day", "close", "dollars", "percent", "size", "windows", "events near", "stories near")
LARGEST_COLUMNS = ("event", "session 0", "dollars", "percent", "size", "others")
TEXT = {"window", "from", "to", "group", "event", "session 0", "others", "day", "events near", "stories near"}
"""Columns of words and days, which stand to the left."""
NONE_NEAR = "none in the catalogue"

HOW = (
    "A window runs from the close before its first session to the close of its last; dollars are USD/bbl.",
    "percentile: share of the windows of that length inside the five years before with a lower change; size:",
    "the same, up or down alike; as large: how many in a hundred moved at least as much. effect: the change",
    "less the median of those windows; its band holds the true one 95 times in 100 where the noise is as",
    "before. What prices did after an event need not have come of it.",
)
HOW_KINDS = (
    "Changes in percent. 25% to 75%: the middle half; deviation: the standard deviation of the events; rose:",
    "percent of the events; crowded: windows that hold another event of importance 3; placebo: how many in a",
    "hundred of 10,000 random draws of as many windows from those years have a mean as far from zero.",
)
HOW_MOVES = (
    "size: share of the one-day changes of the five years before that were smaller, up or down. Events:",
    "whose first session it is, and (shortly before) those of the two days up to the close before it.",
    "Stories: those that say that the price moved so, and those of the events named. They were near in time,",
    "and no more is said.",
)


def rows(impact: Impact) -> list[tuple[object, ...]]:
    """Return a row of COLUMNS for each window that was measured."""
    return [
        (
            one.name, str(one.base_day), one.base, str(one.end_day), one.end, f"{one.dollars:+.2f}",
            _signed(one.percent), _plain(one.percentile), _plain(one.percentile_size), _plain(one.at_least),
            _signed(one.effect), _band(one), one.placebos,
        )
        for one in impact.windows if not one.reason
    ]  # fmt: skip


def head(impact: Impact) -> list[str]:
    """Return what stands above the table: title, series, day of the reader, session 0 and why it is there."""
    lines = [impact.title] if impact.title else []
    day = f"{impact.day:%a} {day_text(impact.day)}"
    lines.append(
        f"{impact.event or day}, {impact.series} as of {day_text(impact.as_of)}, {_earliest(impact)}"
    )
    found = impact.session
    zero = f"session 0 is {found:%a} {day_text(found)}" if found else "there is no session 0"
    return [*lines, impact.why or zero]


def _earliest(impact: Impact) -> str:
    if not impact.closes:
        return "nothing measured"
    if not impact.earliest:
        return f"{impact.closes} closes as published"
    return f"{impact.earliest} of {impact.closes} closes from an earliest copy, not as published that day"


def remarks(impact: Impact) -> list[str]:
    """Return what stands below the table: why a window is not there, notes, gaps, other events."""
    lines = [f"{one.name} {one.reason}" for one in impact.windows if one.reason]
    lines += [f"{one.name} {note}" for one in impact.windows for note in one.notes]
    absent = sorted({day for one in impact.windows for day in one.missing})
    if absent:
        lines.append(f"no price though the exchange traded: {', '.join(map(day_text, absent))}")
    named: dict[str, list[str]] = {}
    for one in impact.windows:
        for other in one.others:
            named.setdefault(other, []).append(one.name)
    known = catalog.event_ids()
    lines += [
        f"inside {' '.join(names)} too: {other}{f' ({known[other].title})' if other in known else ''}"
        for other, names in named.items()
    ]
    if impact.closes and not named:
        lines.append("no other event of importance 2 or 3 inside the windows")
    return lines


def kind_rows(found: KindImpact) -> list[tuple[object, ...]]:
    """Return a row of KIND_COLUMNS for each group and window."""
    return [
        (
            group.direction, one.name, one.number, _signed(one.mean), _signed(one.median),
            _signed(one.low_quarter), _signed(one.high_quarter), _plain(one.deviation), _plain(one.rose),
            one.crowded, _plain(one.placebo_share),
        )
        for group in found.groups for one in group.windows
    ]  # fmt: skip


def left_out(found: KindImpact) -> list[str]:
    """Return a line for each event and window of the whole group that could not be used, with the reason."""
    windows = [one for group in found.groups[:1] for one in group.windows]  # the first group has all events
    return [f"{one.name} without {event}: {why}" for one in windows for event, why in one.left_out]


def largest_rows(found: Sequence[Impact]) -> list[tuple[object, ...]]:
    """Return a row of LARGEST_COLUMNS for each impact: its window [0,+1]."""
    pairs = [(one, next(w for w in one.windows if w.window == (0, 1))) for one in found]
    return [
        (one.event, str(one.session), f"{w.dollars:+.2f}", _signed(w.percent), _plain(w.percentile_size, 2),
         " ".join(w.others) or "none")
        for one, w in pairs
    ]  # fmt: skip


def move_rows(found: Sequence[Move]) -> list[tuple[object, ...]]:
    """Return a row of MOVE_COLUMNS for each move."""
    return [
        (
            str(one.day), one.close, f"{one.dollars:+.2f}", _signed(one.percent), _plain(one.percentile, 2),
            one.placebos, "; ".join(f"{event} ({why})" for event, why in one.events) or NONE_NEAR,
            _stories(one),
        )
        for one in found
    ]  # fmt: skip


def _stories(move: Move) -> str:
    """Return the first of the stories near a move, why it is there, and how many more there are."""
    if not move.stories:
        return "none kept"
    (story, why), *more = move.stories
    title = " ".join(story.title[:80].split())
    return f"{title} ({why})" + (f" and {len(more)} more" if more else "")


def table(columns: Sequence[str], found: Sequence[Sequence[object]]) -> str:
    """Return rows as a table to read: figures to the right, the last column as long as it is."""
    cells = [[f"{one:.2f}" if isinstance(one, float) else str(one) for one in row] for row in found]
    widths = [max(map(len, column)) for column in zip(columns, *cells, strict=True)]
    right = [name not in TEXT for name in columns]
    lines = [
        "  ".join(one.rjust(w) if r else one.ljust(w) for one, w, r in zip(row, widths, right, strict=True))
        for row in ([*columns], ["-" * min(w, 40) for w in widths], *cells)
    ]
    return "\n".join(map(str.rstrip, lines))


def document(value: object) -> object:
    """Return a result as what JSON can hold: days as text, NaN as null, names as they are."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: document(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(name): document(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [document(one) for one in value]
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return value.isoformat() if isinstance(value, date) else value


def _signed(value: float | None) -> str:
    return "" if value is None else f"{value:+.2f}"


def _plain(value: float | None, digits: int = 1) -> str:
    return "" if value is None else f"{value:.{digits}f}"


def _band(one: Measured) -> str:
    if one.low is None or one.high is None:
        return ""
    return f"{one.low:+.2f} to {one.high:+.2f} {'%' if one.unit == 'percent' else '$'}"
