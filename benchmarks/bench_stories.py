"""Tying stories: whether the cost of one grows with their number, and quality beside comparing letters only.

Run: ``python benchmarks/bench_stories.py``. Made-up headlines, as many a day in each size (333), are grouped
and linked to a catalogue of 3,000 events. The peer groups the labelled headlines in ``tests/news`` by
rapidfuzz's token sort ratio and nothing else, at the threshold that suits it best.
"""

import random
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from rapidfuzz import fuzz

from oilwatch import catalog
from oilwatch.model import Event, Story
from oilwatch.news import cluster
from oilwatch.news import told as facts
from oilwatch.news.cluster import clusters
from oilwatch.news.link import Linker

ROOT = Path(__file__).resolve().parent.parent
MOST_RATIO, MOST_SECONDS = 2.0, 20.0
SIZES = (300, 3_000, 30_000)
A_DAY, EVENTS = 333, 3_000
FIRST = datetime(2025, 1, 1, tzinfo=UTC)
_FORMS = (
    "{who} {does} oil output by {size},000 bpd in {month} - {outlet}",
    "UPDATE 2-{who} {does} supply, {size} kb/d for {month}",
    "Oil {moves} {percent}% as {who} {does} production",
    "{outlet}: {who} tanker attacked off {place}, crew safe",
    "US imposes sanctions on {who} oil firm over {place} shipments",
    "{who} refinery near {place} shut after fire, {size},000 barrels a day lost",
    "Analysis: why {who} matters to {place}",
    "{who} minister meets {outlet} readers in {place}",
)
_WHO = "Saudi Arabia|OPEC+|Russia|Iraq|Iran|Kuwait|UAE|Nigeria|Libya|Venezuela|Mexico|Norway|Brazil".split(
    "|"
)
_PLACE = (
    "Hormuz|Fujairah|Basra|Novorossiysk|Suez|Bonny|Houston|Rotterdam|Singapore|Yanbu|Kirkuk|Ceyhan".split("|")
)
_DOES = "cuts|raises|holds|extends cuts of|boosts|trims|slashes|maintains".split("|")


def made(count: int) -> list[Story]:
    """Return made-up stories of as many days as they fill."""
    source = random.Random(7)
    found = []
    for number in range(count):
        when = FIRST + timedelta(days=number / A_DAY)
        title = source.choice(_FORMS).format(
            who=source.choice(_WHO), does=source.choice(_DOES), size=source.randint(50, 900),
            month=source.choice(("June", "July", "October")), place=source.choice(_PLACE),
            moves=source.choice(("jumps", "slides", "rises", "falls")), percent=source.randint(1, 9),
            outlet=f"Paper {source.randint(1, 400)}",
        )  # fmt: skip
        found.append(Story(title, f"https://paper.example/{number}", "", published=when.isoformat()))
    return found


def many_events() -> list[Event]:
    """Return the catalogue over and over, moved about, until there are 3,000."""
    own, found = catalog.events(), list[Event]()
    for number in range(EVENTS):
        day = (FIRST + timedelta(days=number % 120)).date()
        found.append(replace(own[number % len(own)], id=f"made-{number}", date=day))
    return found


def seconds(stories: Sequence[Story], events: Sequence[Event]) -> float:
    """Return the processor time that grouping and linking takes with nothing remembered."""
    linker = Linker(events)
    for remembered in (facts.told, cluster.features):
        remembered.cache_clear()
    began = time.process_time()
    labels = clusters(stories, event_of=linker.event_of)
    linker.all(stories, labels)
    return time.process_time() - began


def growth() -> list[str]:
    """Print the cost by size; return what is missed."""
    events = many_events()
    seconds(made(50), events)
    each = {}
    print(f"{'stories':>8}{'seconds':>10}{'us a story':>12}{'stories/s':>11}")
    for size in SIZES:
        took = min(seconds(made(size), events) for _ in range(3 if size < 10_000 else 1))
        each[size] = took / size
        print(f"{size:8,}{took:10.2f}{each[size] * 1e6:12.0f}{size / took:11,.0f}")
    ratio = each[SIZES[-1]] / each[SIZES[0]]
    print(f"a story of {SIZES[-1]:,} costs {ratio:.2f} times one of {SIZES[0]}")
    missed = (
        [] if ratio <= MOST_RATIO else [f"cost a story grows {ratio:.2f} times, {MOST_RATIO} were promised"]
    )
    if each[SIZES[-1]] * SIZES[-1] > MOST_SECONDS:
        missed.append(f"30,000 stories take more than {MOST_SECONDS:.0f} seconds")
    return missed


def by_letters(stories: Sequence[Story], least: float) -> list[int]:
    """Return labels by nothing but likeness of letters to a cluster's first story, within 36 hours."""
    firsts: list[Story] = []
    labels = []
    for story in stories:
        when = datetime.fromisoformat(story.published)
        scores = [
            (fuzz.token_sort_ratio(story.title.lower(), first.title.lower()), -place)
            for place, first in enumerate(firsts)
            if abs(when - datetime.fromisoformat(first.published)) <= timedelta(hours=36)
        ]
        best = max(scores, default=(0.0, 0))
        if best[0] < least:
            firsts.append(story)
            best = (0.0, 1 - len(firsts))
        labels.append(-best[1])
    return labels


def quality() -> list[str]:
    """Print pair precision and recall beside the peer's on the development set; return what is missed."""
    sys.path.insert(0, str(ROOT))
    from tests.news import measure

    rows = measure.read(ROOT / "tests" / "news" / "headlines_a.jsonl")
    stories = [measure.story(row) for row in rows]
    print(f"\n{'grouping':<24}{'precision':>10}{'recall':>8}{'F1':>7}")
    peer = max(_f1(rows, by_letters(stories, least), f"letters, {least:.0f}") for least in (50.0, 60, 70, 80))
    linker = Linker(catalog.events())
    alone = _f1(rows, clusters(stories), "facts")
    ours = _f1(rows, clusters(stories, event_of=linker.event_of), "facts and events")
    return [] if ours > peer and alone > peer else [f"F1 {ours:.2f} is not above the peer's {peer:.2f}"]


def _f1(rows: list[dict[str, str]], labels: Sequence[int], name: str) -> float:
    from tests.news import measure

    (right, found, true), _ = measure.paired(rows, labels)
    precision, recall = right / max(found, 1), right / max(true, 1)
    both = 2 * precision * recall / max(precision + recall, 1e-9)
    print(f"{name:<24}{precision:10.3f}{recall:8.3f}{both:7.3f}")
    return both


def main() -> None:
    """Print both tables; exit 1 where a promise is missed."""
    missed = growth() + quality()
    if missed:
        raise SystemExit("\n".join(missed))


if __name__ == "__main__":
    main()
