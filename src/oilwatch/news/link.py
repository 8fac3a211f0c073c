"""Which event of the catalogue a story tells of, and which move of the price; none where that is not sure.

An unlinked story is better than a wrong link: a headline is linked when its day, its actors and what it
says is done agree with the event, nothing in it contradicts the event, and no other event fits nearly as
well.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta

from oilwatch.model import Event, Link, Story
from oilwatch.news import event_facts
from oilwatch.news.event_facts import Facts
from oilwatch.news.link_reason import reason
from oilwatch.news.link_score import score, shared
from oilwatch.news.link_vetoes import forbidden
from oilwatch.news.story_time import hours, timed
from oilwatch.news.told import told

LEAST, AHEAD = 0.5, 0.1
"""The least score of a link, and by how much it must lie above the next event's."""
_DAYS_AFTER = 2
_MARKET, _ANY = "market", "any"
_SAME_DAY = 0.5
"""What it is worth that an event is of the story's own day; no smaller lead over another event counts."""
_MANY = 15
"""On a day of more events than this, that no other event fits says nothing."""
_REMEMBERED = 100_000
_EARLY = 10
"""Until this hour (UTC) the last session is the one that a report of prices tells of."""
_LATE = 17
"""From this hour (UTC) of the day before on, a story may tell of an event that is dated by a later zone."""


class Linker:
    """The events that stories are linked to, by day."""

    def __init__(self, events: Iterable[Event]) -> None:
        self._days: dict[tuple[date, str], list[Facts]] = defaultdict(list)
        self._found: dict[tuple[str, str, str], Link | None] = {}
        self._facts = {event.id: event_facts.facts(event) for event in events}
        for facts in self._facts.values():
            for name in _names(facts):
                self._days[facts.event.date, name].append(facts)

    def link(self, story: Story) -> Link | None:
        """Return the event that a story's headline tells of; None where none fits, or two fit alike."""
        asked = (story.title, story.outlet, story.published or story.seen)
        if asked not in self._found:
            if len(self._found) >= _REMEMBERED:
                self._found.clear()
            self._found[asked] = self._link(story)
        return self._found[asked]

    def _link(self, story: Story) -> Link | None:
        scored = self._scored(story)
        if not scored or scored[0].score < LEAST:
            return self._only(story)
        if len(scored) > 1 and scored[0].score - scored[1].score < AHEAD:
            return self._only(story)
        return scored[0]

    def _only(self, story: Story) -> Link | None:
        """Return the event of a story's day or the day before that it shares most with, where it has a lead
        over the next.
        """
        day, when = _day(story), hours(story)
        if day is None or when is None:
            return None
        tells = told(story.title, story.outlet)
        found = []
        for back in (0, 1):
            near = self._days.get((day - timedelta(days=back), _ANY), [])
            if len(near) > _MANY:
                return None
            if back == 0 or when % 24 < _EARLY:
                near = near + self._days.get((day - timedelta(days=back), _MARKET), [])
            found += [
                (points + _SAME_DAY * (not back), facts.event.id, back)
                for facts in near
                if (points := shared(tells, facts))
            ]
        found.sort(reverse=True)
        if not found or (len(found) > 1 and found[0][0] - found[1][0] < _SAME_DAY):
            return None
        _, event, back = found[0]
        return Link(event, LEAST, f"{reason(tells, self._facts[event], back)}; no other event fits")

    def event_of(self, story: Story) -> str:
        """Return the id of the event that a story tells of, empty for none: for
        ``clusters(event_of=...)``.
        """
        found = self.link(story)
        return found.event if found else ""

    def all(self, stories: Sequence[Story], labels: Sequence[int]) -> list[Link | None]:
        """Return the link of each story; *labels* are their clusters: what most of a cluster tells of,
        all do.

        A story whose headline contradicts its cluster's event stays unlinked.
        """
        own = [self.link(story) for story in stories]
        groups: dict[int, list[int]] = defaultdict(list)
        for place, label in enumerate(labels):
            groups[label].append(place)
        for places in groups.values():
            shared = _shared([own[place] for place in places])
            for place in places:
                if own[place] is None and shared:
                    own[place] = self._inherited(stories[place], shared)
        return own

    def _scored(self, story: Story) -> list[Link]:
        day = _day(story)
        if day is None:
            return []
        tells = told(story.title, story.outlet)
        names = {*tells.folded, *tells.places} if tells.mood in ("happened", "rumour") else set()
        found = []
        for back in range(-1 if _late(story) else 0, _DAYS_AFTER + 1):
            when = day - timedelta(days=back)
            near = {
                facts.event.id: facts
                for name in [_MARKET, *names]
                for facts in self._days.get((when, name), ())
            }
            for facts in near.values():
                value, reason = score(tells, facts, back)
                if value > 0:
                    found.append(Link(facts.event.id, round(value, 3), reason))
        return sorted(found, key=lambda link: (-link.score, link.event))

    def _inherited(self, story: Story, shared: Link) -> Link | None:
        """Return its cluster's link for a story that itself says too little, and nothing against it."""
        day, facts = _day(story), self._facts[shared.event]
        if day is None or not -1 <= (day - facts.event.date).days <= _DAYS_AFTER:
            return None
        tells = told(story.title, story.outlet)
        if facts.event.kind != "market_event" and forbidden(tells, facts):
            return None
        return Link(shared.event, LEAST, f"told alike by other outlets: {shared.reason}")


def _names(facts: Facts) -> Iterable[str]:
    """Return the names under which an event is found; one of prices is found by its day."""
    if facts.event.kind == "market_event":
        return [_MARKET]
    return [_ANY, *(facts.actors | facts.told.places)]


def tie_move(story: Story, change_percent: float, percentile: float, name: str = "Brent") -> Link | None:
    """Return what ties a story to the day's move of a price, or None where it says nothing of prices or
    another way.

    *change_percent* is the session's change, *percentile* (0 to 100) its rank among moves of that size,
    *name* what moved. The link's event is empty: it is tied to a session.
    """
    price = told(story.title, story.outlet).price
    if price is None or price.sign == 0 or price.sign * change_percent <= 0:
        return None
    if price.percent is not None and abs(price.percent - abs(change_percent)) > max(
        1.5, abs(change_percent) / 2
    ):
        return None
    way = "rose" if price.sign > 0 else "fell"
    by = f" about {price.percent:g}%" if price.percent is not None else ""
    worth = 0.6 + 0.002 * min(max(percentile, 0.0), 100.0) + (0.2 if price.percent is not None else 0.0)
    return Link("", round(worth, 3), f"same session, says oil {way}{by} ({name} {change_percent:+.1f}%)")


def _shared(links: Sequence[Link | None]) -> Link | None:
    """Return the strongest link of a cluster where more than three in four of its links are to one event."""
    made = [link for link in links if link]
    if not made:
        return None
    best = max(made, key=lambda link: (link.score, link.event))
    return best if sum(link.event == best.event for link in made) * 4 > 3 * len(made) else None


def _day(story: Story) -> date | None:
    when = hours(story)
    day = None if when is None else datetime.fromtimestamp(when * 3600, UTC).date()
    return day if day and 1 < day.year < 9999 else None  # no event is near the ends of the calendar


def _late(story: Story) -> bool:
    """Tell whether a story of the day before can tell of the event: in the evening, or without a time of
    day.
    """
    when = hours(story)
    return when is not None and (not timed(story) or when % 24 >= _LATE)
