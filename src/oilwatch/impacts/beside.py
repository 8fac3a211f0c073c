"""Stories beside unusual moves: those that say that the price moved so, and those of the events near it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from oilwatch.model import Move, Series, Story
from oilwatch.news.link import tie_move
from oilwatch.store import Store
from oilwatch.store.ties import Cluster

MOST = 5
_OF_EVENT = 0.5
"""How much a story is worth that tells of an event near the move and says nothing of the price."""


def with_stories(store: Store, moves: Sequence[Move], about: Series) -> list[Move]:
    """Return *moves* of a series, each with up to MOST stories of its session, ranked, with the reason.

    A story is there where its headline says that the price moved that way, or where it is tied to an event
    near the move; where there is none, none is named.
    """
    return [replace(move, stories=_ranked(store, move, about)) for move in moves]


def _ranked(store: Store, move: Move, about: Series) -> tuple[tuple[Story, str], ...]:
    first = move.base_day + timedelta(days=1)
    clusters = store.ties.clusters(start=first.isoformat(), end=move.day.isoformat())
    near = dict(move.events)
    scored = [found for one in clusters if (found := _scored(one, move, near, about))]
    scored.sort(key=lambda row: (-row[0], row[1].published or row[1].seen, row[1].title))
    return tuple((story, why) for _, story, why in scored[:MOST])


def _scored(
    cluster: Cluster, move: Move, near: Mapping[str, str], about: Series
) -> tuple[float, Story, str] | None:
    """Return how much a story is worth beside a move, itself, and why; None: nothing ties it."""
    story = cluster.tellings[0]
    if move.percent is not None:
        tied = tie_move(story, move.percent, move.percentile, about.entity_name)
        if tied:
            return tied.score, story, tied.reason
    if cluster.link and cluster.link.event in near:
        return _OF_EVENT * cluster.link.score, story, f"tells of an event near it: {cluster.link.reason}"
    return None
