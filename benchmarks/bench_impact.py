"""What it costs to place a change among all windows before it, against counting them one by one.

Run: ``python benchmarks/bench_impact.py``. On a random walk of 40 years both take turns in one run over the
same 10,000 placebo windows (eight events) and must agree. Prints medians and their ratio, then the time of
10,000 draws for a group of 40 events and of the unusual moves of 40 years.
"""

import statistics
import time
from collections.abc import Callable
from datetime import timedelta

import numpy as np

from oilwatch.impacts import Prices, measure
from oilwatch.impacts.kinds import share_of_draws
from oilwatch.impacts.unusual import ranked

ROUNDS = 7
SESSIONS = 10_400
WINDOW = (0, 5)
EVENTS = range(SESSIONS - 4000, SESSIONS - 100, 500)


def walk() -> Prices:
    """Return a random walk of 40 years of weekdays."""
    days = np.busday_offset(np.datetime64("1986-01-02"), np.arange(SESSIONS))
    return Prices(days, 20 * np.exp(np.cumsum(np.random.default_rng(1).normal(0, 0.02, SESSIONS))))


def loop(days: list, closes: list, at: int) -> tuple[float, float, float, float, int]:
    """Return percentile, size, ends of the placebo windows and their number, in plain Python."""
    base, length = at + WINDOW[0] - 1, WINDOW[1] - WINDOW[0] + 1
    observed = round(100 * (closes[at + WINDOW[1]] / closes[base] - 1), 9)
    since = days[base].replace(year=days[base].year - 5)
    found = []
    for start in range(base - length + 1):
        if days[start] < since:
            continue
        if any(days[n + 1] - days[n] > timedelta(days=10) for n in range(start, start + length)):
            continue
        found.append(round(100 * (closes[start + length] / closes[start] - 1), 9))
    below = sum(one < observed for one in found) + sum(one == observed for one in found) / 2
    smaller = sum(abs(one) < abs(observed) for one in found)
    smaller += sum(abs(one) == abs(observed) for one in found) / 2
    found.sort()
    number = len(found)
    return 100 * below / number, 100 * smaller / number, found[0], found[-1], number


def took(work: Callable[[], object]) -> float:
    """Return the seconds of a call."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def main() -> None:
    """Measure and print."""
    prices = walk()
    days, closes = prices.days.tolist(), prices.closes.tolist()
    windows = 0
    for at in EVENTS:
        ours, slow = measure(prices, at, WINDOW), loop(days, closes, at)
        assert (ours.percentile, ours.percentile_size, ours.placebos) == (slow[0], slow[1], slow[4])
        windows += ours.placebos
    pairs = [
        (took(lambda: [loop(days, closes, at) for at in EVENTS]),
         took(lambda: [measure(prices, at, WINDOW) for at in EVENTS]))
        for _ in range(ROUNDS)
    ]  # fmt: skip
    plain, ours_took = (statistics.median(column) for column in zip(*pairs, strict=True))
    print(f"{windows:,} placebo windows: plain loop {1000 * plain:.1f} ms, ours {1000 * ours_took:.1f} ms")
    print(
        f"ratio {plain / ours_took:.0f} (ours per 10,000: {10_000 * ours_took / windows:.4f} s, limit 0.5 s)"
    )
    pool = np.random.default_rng(2).normal(0, 2, 9_000)
    draws = statistics.median(took(lambda: share_of_draws(pool, pool[:40], 1)) for _ in range(ROUNDS))
    print(f"10,000 draws of 40 windows: {1000 * draws:.0f} ms (limit 500 ms)")
    moves = statistics.median(took(lambda: ranked(prices)) for _ in range(ROUNDS))
    print(f"unusual moves of {SESSIONS:,} sessions: {1000 * moves:.0f} ms (limit 1,000 ms)")


if __name__ == "__main__":
    main()
