"""What a price did around all events of a kind or lane, by direction; and the largest of them."""

from collections.abc import Iterable, Sequence
from datetime import date
from zlib import crc32

import numpy as np

from oilwatch import catalog
from oilwatch.errors import InputError
from oilwatch.impacts.one import BRENT, WINDOWS, of_event
from oilwatch.impacts.prices import Record, When, read
from oilwatch.impacts.windows import GAP, Floats, changes, placebo
from oilwatch.model import Event, Group, GroupWindow, Impact, KindImpact, Measured, Window
from oilwatch.store import Store

DRAWS = 10_000
REACH = 20
"""Sessions before and after session 0 in a path."""
_MAJOR = 3

Pairs = Sequence[tuple[Event, Impact]]


def by_kind(
    store: Store,
    kind: str,
    *,
    series: str = BRENT,
    as_of: When | None = None,
    events: Sequence[Event] | None = None,
) -> KindImpact:
    """Return what *series* did around all events of *kind* that were known at *as_of*, by direction.

    *kind*: ids of kinds (``voluntary_cut``) or lanes (``opec``), several with commas between. The same
    question has the same answer: draws are seeded. Raises UnknownSeries or InputError.
    """
    record = read(store, series, as_of, events)
    pairs = [(event, of_event(record, event)) for event in _chosen(record, kind)]
    groups = [_group(record, name, kind, some) for name, some in _directions(pairs) if some]
    return KindImpact(kind, series, record.by, tuple(groups))


def largest(
    store: Store, kind: str, number: int, *, series: str = BRENT, as_of: When | None = None
) -> list[Impact]:
    """Return the *number* impacts of a kind whose [0,+1] ranks highest by size, then by how far it moved."""
    record = read(store, series, as_of)
    found = [of_event(record, event) for event in _chosen(record, kind)]
    ranked = [(_first(one), one) for one in found]
    told = [(w, one) for w, one in ranked if w.percentile_size is not None]
    told.sort(key=lambda pair: (_size(pair[0]), pair[1].event), reverse=True)
    return [one for _, one in told[:number]]


def _first(impact: Impact) -> Measured:
    return next(one for one in impact.windows if one.window == (0, 1))


def _size(one: Measured) -> tuple[float, float]:
    return one.percentile_size or 0.0, abs(one.percent if one.percent is not None else one.dollars or 0.0)


def _chosen(record: Record, kind: str) -> list[Event]:
    """Return the known events of the kinds and lanes named in *kind*, oldest first."""
    names = {name.strip() for name in kind.split(",")}
    for name in sorted(names):
        if name not in catalog.kinds() and name not in catalog.LANES:
            known = ", ".join([*catalog.LANES, *catalog.kinds()])
            raise InputError(f"no kind of event {name[:40]!r}; known: {known}")
    return [event for _, event in record.events if names & {event.kind, event.lane}]


def _directions(pairs: Pairs) -> Iterable[tuple[str, Pairs]]:
    sized = [(pair[0].size_kbd, pair) for pair in pairs]
    yield "all", pairs
    yield "cuts", [pair for size, pair in sized if size is not None and size < 0]
    yield "increases", [pair for size, pair in sized if size is not None and size > 0]
    yield "unchanged", [pair for size, pair in sized if size == 0]
    yield "size not known", [pair for size, pair in sized if size is None]


def _group(record: Record, direction: str, kind: str, pairs: Pairs) -> Group:
    paths = np.array([_path(record, impact) for _, impact in pairs])
    some = ~np.isnan(paths).all(axis=0)
    median = np.full(paths.shape[1], np.nan)
    median[some] = np.nanmedian(paths[:, some], axis=0)
    seed = f"{kind} {direction} {record.series.id}"
    return Group(
        direction,
        tuple(event.id for event, _ in pairs),
        len({impact.session for _, impact in pairs if impact.session}),
        tuple(_window(record, place, pairs, seed) for place in range(len(WINDOWS))),
        tuple(tuple(path) for path in paths.tolist()),
        tuple(median.tolist()),
    )


def _window(record: Record, place: int, pairs: Pairs, seed: str) -> GroupWindow:
    window = WINDOWS[place]
    told = [(event, impact.windows[place]) for event, impact in pairs]
    used = [(event, one) for event, one in told if one.percent is not None]
    left = tuple((e.id, one.reason or one.notes[0]) for e, one in told if one.percent is None)
    if not used:
        return GroupWindow(window, 0, left_out=left)
    found = np.array([one.percent for _, one in used])
    low, high = np.quantile(found, [0.25, 0.75])
    crowded = sum(_crowded(record, event, one) for event, one in used)
    years = [min(event.date.year for event, _ in used), max(event.date.year for event, _ in used)]
    pool = _pool(record, window, years)
    return GroupWindow(
        window, len(found), float(found.mean()), float(np.median(found)), float(low), float(high),
        float(found.std(ddof=1)) if len(found) > 1 else None,
        100 * float((found > 0).mean()), crowded,
        share_of_draws(pool, found, crc32(f"{seed} {window}".encode())), len(pool), left,
    )  # fmt: skip


def _crowded(record: Record, event: Event, one: Measured) -> bool:
    if one.base_day is None or one.end_day is None:
        return False
    inside = record.between(one.base_day, one.end_day)
    return any(other.importance >= _MAJOR and other.id != event.id for _, other in inside)


def _pool(record: Record, window: Window, years: Sequence[int]) -> Floats:
    """Return the percent change over every window from base to end inside whole *years*."""
    days = record.prices.days
    ends = (np.datetime64(date(years[0], 1, 1), "D"), np.datetime64(date(years[1], 12, 31), "D"))
    first = int(np.searchsorted(days, ends[0]))
    last = int(np.searchsorted(days, ends[1], side="right")) - 1
    every = placebo(record.prices, window[1] - window[0] + 1, (first, last), "percent")
    return every[~np.isnan(every)]


def share_of_draws(pool: Floats, found: Floats, seed: int) -> float | None:
    """Return how many in a hundred draws of ``len(found)`` windows have a mean as far from zero, or further.

    *pool*: the changes drawn from, with replacement, 10,000 times; none where it is empty.
    """
    if not len(pool):
        return None
    drawn = np.random.default_rng(seed).integers(0, len(pool), size=(DRAWS, len(found)))
    means = np.abs(pool[drawn].mean(axis=1))
    return 100 * float((means >= abs(float(found.mean())) - 1e-12).mean())


def _path(record: Record, impact: Impact) -> Floats:
    """Return the percent change from the close of session -1 to each of sessions -20 to +20; NaN: none."""
    days, closes = record.prices.days, record.prices.closes
    path = np.full(2 * REACH + 1, np.nan)
    if impact.session is None:
        return path
    at = int(np.searchsorted(days, np.datetime64(impact.session, "D")))
    if at == 0:
        return path
    low, high = max(at - REACH, 0), min(at + REACH, len(days) - 1)
    wide = low + np.flatnonzero(np.diff(days[low : high + 1]).astype(np.int64) > GAP)
    low = max([low, *(wide[wide < at - 1] + 1).tolist()])
    high = min([high, *wide[wide >= at - 1].tolist()])
    part = closes[low : high + 1]
    path[low - at + REACH : high - at + REACH + 1] = changes(
        np.full(part.shape, closes[at - 1]), part, "percent"
    )
    return path
