"""The same story across outlets: which headlines of the same days tell of the same thing.

Two headlines are alike by what they tell (acts, actors, sizes, places, then words), or because one is
nearly the other letter by letter. What they contradict each other in keeps them apart whatever the words.
A story joins the cluster whose members it is like on average; it never joins by one member alone, so that
chains do not form.
"""

import heapq
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz import fuzz

from oilwatch.model import Story
from oilwatch.news.same_vetoes import apart, framed
from oilwatch.news.story_time import hours
from oilwatch.news.told import Told, told
from oilwatch.news.told_acts import ABOUT, PUBLISHED

NEAREST_HOURS, FIRST_HOURS = 36.0, 72.0
LEAST = 0.5
"""How alike a story must be to a cluster on average to join it."""
_BUCKET = 36.0
_WEIGHTS = {"act": 2.5, "actor": 1.5, "place": 2.0, "size": 2.0, "dollar": 1.0, "percent": 1.0, "month": 0.6,
            "word": 1.0, "meant": 0.5, "price": 3.0, "mood": 1.5}  # fmt: skip
_IDENTICAL = 92.0
_HALF_KNOWN = 0.8
"""What likeness is worth between one headline that tells of an event and another that tells of none."""
_COMPARED, _MEMBERS = 6, 8
_LOOKED_AT = 150
"""How many clusters are looked at for what they share with a story: its cost does not grow with theirs."""


_Read = tuple[Told, str]
"""What a headline tells, and its language as two letters, empty for unknown."""


@dataclass(slots=True)
class _Cluster:
    label: int
    first: float
    last: float
    members: list[tuple[float, _Read, str]] = field(default_factory=list)


def same(one: Story, two: Story) -> float:
    """Return from 0 to 1 how surely two stories are one; 0 where their times or what they tell keep them
    apart.
    """
    begun, ended = hours(one), hours(two)
    if begun is None or ended is None or abs(begun - ended) > FIRST_HOURS:
        return 0.0
    return _alike(_read(one), _read(two), abs(begun - ended))


def clusters(
    stories: Sequence[Story],
    *,
    known: Sequence[tuple[Story, int]] = (),
    event_of: Callable[[Story], str] | None = None,
) -> list[int]:
    """Return the label of each story's cluster, in the order given.

    Stories of *known* keep their labels, and new ones join them or found clusters with labels above all
    known. The answer does not depend on the order of the stories, and a story that comes later changes no
    label. A story without a time is a cluster of its own. *event_of* gives the id of the event that a
    headline tells of, empty for none (``Linker(events).event_of``): stories of one event are one, in
    whatever words and languages, stories of two are not.
    """
    index = _Index(known, event_of or (lambda _: ""))
    labels = [0] * len(stories)
    order = sorted(range(len(stories)), key=lambda place: _key(stories[place]))
    for place in order:
        labels[place] = index.put(stories[place])
    return labels


class _Index:
    """Clusters by what their members tell, in buckets of time."""

    def __init__(self, known: Sequence[tuple[Story, int]], event_of: Callable[[Story], str]) -> None:
        self._event_of = event_of
        self._clusters: dict[int, _Cluster] = {}
        self._posts: dict[tuple[str, int], dict[int, None]] = {}
        for story, label in sorted(known, key=lambda pair: (_key(pair[0]), pair[1])):
            self._add(story, label, event_of(story))
        self._next = max((label for _, label in known), default=-1) + 1

    def put(self, story: Story) -> int:
        """Return the label of the cluster that a story joins or founds."""
        when = hours(story)
        event = self._event_of(story)
        best = self._best(story, when, event) if when is not None else None
        label = best if best is not None else self._next
        self._next = max(self._next, label + 1)
        self._add(story, label, event)
        return label

    def _best(self, story: Story, when: float, event: str) -> int | None:
        scored = [
            (score, -label)
            for label in self._candidates(story, when, event)
            if (score := self._score(self._clusters[label], story, when, event)) >= LEAST
        ]
        return -max(scored)[1] if scored else None

    def _candidates(self, story: Story, when: float, event: str) -> Iterable[int]:
        """Return the clusters that share most with a story, by the weight of what they share.

        What few others tell is looked at first; what everybody tells, only as long as there is little else.
        """
        bucket, shared, looked = int(when // _BUCKET), dict[int, float](), 0
        named = features(_read(story)[0]) | ({f"event:{event}": 9.0} if event else {})
        posts = [
            (len(post), name, at, weight)
            for name, weight in named.items()
            for at in (bucket - 1, bucket, bucket + 1)
            if (post := self._posts.get((name, at)))
        ]
        for count, name, at, weight in sorted(posts):
            looked += count
            if looked > _LOOKED_AT and shared:
                break
            for label in self._posts[name, at]:
                shared[label] = shared.get(label, 0.0) + weight
        best = heapq.nlargest(_COMPARED, [(weight, -label) for label, weight in shared.items()])
        return [-label for _, label in best]

    def _score(self, cluster: _Cluster, story: Story, when: float, event: str) -> float:
        if when - cluster.first > FIRST_HOURS or cluster.last - when > FIRST_HOURS:
            return 0.0
        if not any(abs(at - when) <= NEAREST_HOURS for at, _, _ in cluster.members):
            return 0.0
        read = _read(story)
        scores = [
            _tied(_alike(read, member, abs(at - when)), event, its)
            for at, member, its in cluster.members[:_MEMBERS]
        ]
        if min(scores) <= 0.0:
            against = sum(score <= 0.0 for score in scores)
            if against * 4 > len(scores):
                return 0.0
        return (sum(scores) / len(scores) + max(scores)) / 2

    def _add(self, story: Story, label: int, event: str) -> None:
        when = hours(story)
        if when is None:
            return
        found = self._clusters.setdefault(label, _Cluster(label, when, when))
        found.first, found.last = min(found.first, when), max(found.last, when)
        read = _read(story)
        found.members.append((when, read, event))
        for name in [*features(read[0]), *([f"event:{event}"] if event else [])]:
            self._posts.setdefault((name, int(when // _BUCKET)), {})[label] = None


def _tied(alike: float, one: str, two: str) -> float:
    """Return how alike two headlines are once it is known of which events they tell."""
    if not one or not two:
        return alike if one == two else _HALF_KNOWN * alike
    return max(alike, 0.8) if one == two else 0.0


@lru_cache(maxsize=65_536)
def features(facts: Told) -> dict[str, float]:
    """Return what a headline tells as names, each with its weight; not to be changed by who asks."""
    named: dict[str, float] = {}
    groups = (
        ("act", facts.acts - ABOUT | facts.acts & PUBLISHED), ("actor", facts.folded),
        ("place", facts.places), ("word", facts.words),
        ("meant", facts.meant), ("percent", facts.figures.percents), ("dollar", facts.figures.dollars),
        ("month", facts.figures.months),
    )  # fmt: skip
    for kind, values in groups:
        for value in values:
            named[f"{kind}:{value}"] = _WEIGHTS[kind]
    if facts.price:
        named[f"price:{facts.price.sign}"] = _WEIGHTS["price"]
    if facts.mood != "happened":
        named[f"mood:{facts.mood}"] = _WEIGHTS["mood"]
    return named


def _read(story: Story) -> _Read:
    return told(story.title, story.outlet), story.language.lower()[:2]


def _key(story: Story) -> tuple[float, str, str, str]:
    when = hours(story)
    return (when if when is not None else float("-inf"), story.title, story.outlet, story.url)


def _alike(one: _Read, two: _Read, gap: float) -> float:
    """Return how alike two stories' headlines are that came out *gap* hours apart."""
    first, second = one[0], two[0]
    if not first.text or not second.text:
        return 0.0
    if first.text == second.text:
        return 1.0
    if apart(first, second):
        return 0.0
    near = fuzz.token_sort_ratio(first.text, second.text, score_cutoff=_IDENTICAL)
    foreign = one[1] and two[1] and one[1] != two[1]
    frame = framed(first, second, gap)
    if first.mood == "price" == second.mood and not frame and not _beyond_price(first, second):
        return 0.0
    if foreign and near < _IDENTICAL:
        return frame if (first.acts | first.meant) & (second.acts | second.meant) else 0.0
    return max(alike(first, second), frame, near / 100 if near >= _IDENTICAL else 0.0)


def _beyond_price(one: Told, two: Told) -> bool:
    """Tell whether reports of prices of other sessions share more than that prices moved."""
    return bool(one.words & two.words or one.folded & two.folded or one.places & two.places)


def alike(one: Told, two: Told) -> float:
    """Return how much of what two headlines tell is the same, from 0 to 1, by weight."""
    first, second = features(one), features(two)
    shared = sum(first[name] for name in first.keys() & second.keys())
    whole, other = sum(first.values()), sum(second.values())
    if one.figures.sizes and two.figures.sizes:  # where they disagree they were kept apart before
        size = _WEIGHTS["size"]
        shared, whole, other = shared + size, whole + size, other + size
    if not whole or not other:
        return 0.0
    dice = 2 * shared / (whole + other)
    part = shared / max(min(whole, other), 5.0)
    return min(1.0, (dice + part) / 2)
