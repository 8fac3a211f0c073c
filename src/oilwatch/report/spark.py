"""The small line of each figure: what was recorded around it, the recorded point and the claimed one."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from oilwatch import periods
from oilwatch.errors import InputError, UnknownSeries
from oilwatch.model import Check, Evidence, Verdict
from oilwatch.report.safe import markup
from oilwatch.report.words import chip

if TYPE_CHECKING:
    from oilwatch.store import Store

Line = Sequence[tuple[str, float]]
"""Period and value, oldest first."""
Sparks = Mapping[int, Line]
"""Lines by the place of their figure."""
MOST, AFTER = 30, 6
"""Periods shown, and how many of them come after the figure where there are as many."""
_AROUND = timedelta(days=31 * MOST)
WIDTH, HEIGHT, EDGE = 280, 64, 8


def sparks(store: "Store", check: Check) -> dict[int, list[tuple[str, float]]]:
    """Return, by the place of a figure, about 30 recorded periods around what it was first held against.

    They are read as of the day of the story, or, where the figure came out only later, as of that day up to
    its period. Figures that were held against no series have none.
    """
    found, read = {}, dict[tuple[str, str], list[tuple[str, float]]]()
    for place, verdict in enumerate(check.verdicts):
        shown = next((one for one in verdict.evidence if one.series), None)
        if shown is None:
            continue
        key = (shown.series, shown.period)
        if key not in read:
            read[key] = _line(store, shown, check.as_of or None)
        if len(read[key]) > 1:
            found[place] = read[key]
    return found


def _line(store: "Store", shown: Evidence, as_of: str | None) -> list[tuple[str, float]]:
    try:
        day = periods.end(shown.period)
        _, seen = store.seen(shown.series, start=day - _AROUND, end=day + _AROUND, as_of=as_of)
        if as_of and shown.seen_from and all(row.period != shown.period for row in seen):
            _, seen = store.seen(shown.series, start=day - _AROUND, end=day, as_of=shown.seen_from)
    except (InputError, UnknownSeries, ValueError, OverflowError):
        return []  # what a decision or a rank was held against is no period of a series
    before = [(row.period, row.value) for row in seen if row.period <= shown.period]
    after = [(row.period, row.value) for row in seen if row.period > shown.period][:AFTER]
    return [*before[len(after) - MOST :], *after]


@dataclass(frozen=True, slots=True)
class Points:
    """Where the recorded and the claimed value lie: place on the line and value; None: not on it."""

    recorded: tuple[int, float] | None
    claimed: tuple[int, float] | None


def points(verdict: Verdict, line: Line) -> Points:
    """Return the two points of a figure; what is claimed is only drawn where it is a level of the line."""
    shown = next((one for one in verdict.evidence if one.series), None)
    places = {period: place for place, (period, _) in enumerate(line)}
    if shown is None or shown.period not in places:
        return Points(None, None)
    place, claimed = places[shown.period], _level(verdict, shown.unit)
    return Points((place, line[place][1]), (place, claimed) if claimed is not None else None)


def _level(verdict: Verdict, unit: str) -> float | None:
    """Return the level that is claimed; a change claims one where it is known what it starts from."""
    claim, value = verdict.claim, verdict.claim.normalized_value
    base = [one.value for one in verdict.evidence if one.role == "base" and one.unit == unit]
    if not isinstance(value, int | float):
        return None
    if claim.kind in ("level", "quota"):
        return float(value) if claim.normalized_unit == unit else None
    if len(base) != 1 or base[0] is None:
        return None
    if claim.kind == "pct_change":
        return base[0] * (1 + value / 100)
    return base[0] + value if claim.kind == "change" and claim.normalized_unit == unit else None


def svg(verdict: Verdict, line: Line, ink: Callable[[str], str]) -> str:
    """Return the line as an SVG picture; *ink* gives the colour of a name of the palette."""
    marks = points(verdict, line)
    values = [value for _, value in line] + ([marks.claimed[1]] if marks.claimed else [])
    low, high = min(values), max(values)

    def at(place: int, value: float) -> tuple[float, float]:
        across = EDGE + (WIDTH - 2 * EDGE) * place / max(len(line) - 1, 1)
        up = (value - low) / (high - low) if high > low else 0.5
        return round(across, 1), round(HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * up, 1)

    course = " ".join("{},{}".format(*at(place, value)) for place, (_, value) in enumerate(line))
    drawn = "".join(_marks(marks, at, (ink("link"), ink(chip(verdict).tone))))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="owr-spark" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}" height="{HEIGHT}" role="img" aria-label="{alt(verdict, line)}">'
        f'<polyline points="{course}" fill="none" stroke="{ink("muted")}" stroke-width="1.5"/>{drawn}</svg>'
    )


def _marks(
    marks: Points, at: Callable[[int, float], tuple[float, float]], inks: tuple[str, str]
) -> Iterator[str]:
    if marks.recorded:
        x, y = at(*marks.recorded)
        yield f'<circle cx="{x}" cy="{y}" r="4" fill="{inks[0]}"/>'
    if marks.claimed:
        x, y = at(*marks.claimed)
        shape = f"{x},{y - 6} {x + 6},{y} {x},{y + 6} {x - 6},{y}"
        yield f'<polygon points="{shape}" fill="none" stroke="{inks[1]}" stroke-width="2"/>'


def alt(verdict: Verdict, line: Line) -> str:
    """Return what the picture shows, in words."""
    marks = points(verdict, line)
    text = f"{len(line)} recorded periods, {line[0][0]} to {line[-1][0]}"
    text += f"; recorded {marks.recorded[1]:g}" if marks.recorded else ""
    text += f"; claimed {marks.claimed[1]:g}" if marks.claimed else ""
    return markup(text)


def caption(verdict: Verdict, line: Line) -> str:
    """Return what stands below the picture: its marks and its span."""
    marks = points(verdict, line)
    named = ["● recorded"] if marks.recorded else []
    named += ["◇ claimed"] if marks.claimed else []
    span = " – ".join(periods.period_text(period) for period in (line[0][0], line[-1][0]))
    return " · ".join([*named, span])
