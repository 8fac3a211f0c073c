"""What a catalogued event tells, in the same facts as a headline."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from oilwatch.model import Event
from oilwatch.news.told import Told, told
from oilwatch.news.told_names import FOLDED
from oilwatch.news.told_numbers import Size

_GROUP = frozenset(
    "opec_decision opec_plus_decision opec_plus_talks_failed opec_plus_talks opec_meeting jmmc".split()
)
_ACTS = {
    "opec_plus_talks_failed": {"fail"}, "price_war": {"price-war", "about-osp"}, "spr_release": {"release"},
}  # fmt: skip
_LISTED = re.compile(r"([A-Z][a-z]+) \+?(\d{2,4})(?=[,;)]| and)")
_NAME = re.compile(r"\b[A-Z][a-z]{3,}\b")


@dataclass(frozen=True, slots=True)
class Facts:
    """An event, what its title tells, and what its kind, countries and size add."""

    event: Event
    told: Told
    acts: frozenset[str]
    actors: frozenset[str]
    """Folded, as a headline's."""
    sizes: tuple[Size, ...]
    words: frozenset[str]
    """Words of its title that no table knows: proper names most of all."""
    names: frozenset[str]
    """Those of them that it writes with a capital inside a sentence."""
    months: frozenset[int]
    """For which its title or its date of effect says it is."""
    group: bool
    """A decision or meeting of OPEC or OPEC+, or cuts of three and more of their members."""


def facts(event: Event) -> Facts:
    """Return what an event tells."""
    tells = told(event.title)
    group = event.kind in _GROUP or (event.kind == "voluntary_cut" and len(event.countries) > 2)
    named = {actor for country in event.countries for actor in told(country).folded}
    if group:
        named.add("opec")
    names = frozenset(name.lower() for name in _NAME.findall(event.title[1:]))
    acts = set(tells.acts) | _ACTS.get(event.kind, set())
    if event.kind in _GROUP or event.kind == "voluntary_cut":
        decided = _by_size(event.size_kbd)
        acts = acts - ({"output-cut", "output-raise"} if decided and event.size_kbd else set()) | decided
    return Facts(
        event, tells, frozenset(acts), frozenset(named | tells.folded), tuple(_sizes(event, tells)),
        tells.words | names, names,
        _months(event, tells), group,
    )  # fmt: skip


def folded(actors: Iterable[str]) -> frozenset[str]:
    """Return actors with those folded that headlines use for one another."""
    return frozenset(FOLDED.get(actor, actor) for actor in actors)


def _months(event: Event, tells: Told) -> frozenset[int]:
    named = {month for kind, month in tells.figures.months if kind == "begin"}
    begins = event.effective_from[5:7]
    return frozenset(named | ({int(begins)} if begins.isdigit() else set()))


def _by_size(size: float | None) -> set[str]:
    if size is None:
        return set()
    return {"output-hold"} if size == 0 else {"output-raise"} if size > 0 else {"output-cut"}


def _sizes(event: Event, tells: Told) -> Iterable[Size]:
    if event.size_kbd:
        yield Size(abs(event.size_kbd), 0.5, True)
    yield from tells.figures.sizes
    parts = [float(number) for _, number in _LISTED.findall(event.title)]  # "(Saudi 500, Iraq 211)"
    for part in parts:
        yield Size(part, 0.5, True)
    if event.size_kbd and len(parts) > 2:  # told with and without one that only goes on
        yield Size(abs(event.size_kbd) - max(parts), 5.0, True)
