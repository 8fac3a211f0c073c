"""What a headline tells, as facts that headlines of other outlets can be compared with.

Who (countries, groups, armed groups), what is done (``output-cut``, ``sanction``, ``attack`` ...), how
much (barrels, percents, dollars), for when (months), where (places and proper names), and in which mood:
that it happened, or only a preview, a rumour, a denial, a proposal, a look back, an analysis, a reaction
or a report of prices.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from oilwatch.news import (
    told_acts,
    told_clause,
    told_lexicon,
    told_numbers,
    told_output,
    told_price,
    told_text,
)
from oilwatch.news.told_lexicon import Item
from oilwatch.news.told_names import FOLDED
from oilwatch.news.told_words import COMMON

_ORDER = ("denial", "rumour", "analysis", "preview", "proposal", "past", "reaction")


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """The facts of one headline, compared by identity (it is hashed often).

    *actors* in order of their first mention, *words* what no table knows.
    """

    text: str
    actors: tuple[str, ...]
    subject: str
    """The first actor of the main clause, folded; empty for none."""
    places: frozenset[str]
    acts: frozenset[str]
    figures: told_numbers.Figures
    mood: str
    """``happened``, ``price``, ``effect``, or one of preview, rumour, denial, proposal, past, analysis and
    reaction.
    """
    price: told_price.Move | None
    words: frozenset[str]
    meant: frozenset[str]
    """Names of all known verbs and things, whatever becomes of them."""
    folded: frozenset[str]
    """The actors, those that headlines use for one another folded."""
    proper: frozenset[str]
    """Those of *words* that a headline not all in capitals writes with one: companies, people, places."""


@lru_cache(maxsize=65_536)
def told(title: str, outlet: str = "") -> Told:
    """Return what a headline tells; any text may come, an empty one tells nothing."""
    plain = told_text.plain(title, outlet)
    figures = told_numbers.figures(plain.tokens)
    items = told_lexicon.items(plain.tokens)
    price = told_price.move(plain.tokens)
    actors = dict.fromkeys(name for item in items for kind, name in item.means if kind == "actor")
    meant = frozenset(name for item in items for kind, name in item.means if kind in ("verb", "thing"))
    if len(actors.keys() & told_output.PRODUCERS) > 1 and meant & {"agree", "output", "cut", "raise"}:
        actors["opec+"] = None  # several of its members decide together
    clause = told_clause.main(items)
    rate = any(size.rate or size.kb < 12_000 for size in figures.sizes)
    stock = any(not size.rate and size.kb >= 5_000 for size in figures.sizes)
    acts = told_acts.acts(clause, rate=rate, stock=stock)
    subject = told_clause.subject(clause)
    vows = any(("mood", "vow") in item.means for item in clause)
    mood = _settled(_mood(items, clause, plain, price), acts, subject, actors, vows)
    words = frozenset(_words(items, figures))
    return Told(
        plain.text, tuple(actors), FOLDED.get(subject, subject),
        frozenset(name for item in items for kind, name in item.means if kind == "place"),
        acts, figures, mood, price,
        words,
        meant,
        frozenset(FOLDED.get(actor, actor) for actor in actors),
        words & told_text.proper(title[: told_text.MOST]),
    )  # fmt: skip


def moved(title: str) -> tuple[int, float | None] | None:
    """Return (1 up, -1 down or 0 steady, percent or None) of a report of the oil price; None: it is none."""
    found = told(title).price
    return (found.sign, found.percent) if found else None


def _words(items: list[Item], figures: told_numbers.Figures) -> list[str]:
    return [
        word
        for item in items
        if not item.means and item.place not in figures.used and item.word not in COMMON
        for word in told_text.words(item.word)
        if len(word) > 1 and not word.isdigit()
    ]


def _mood(
    items: list[Item], clause: Sequence[Item], plain: told_text.Plain, price: told_price.Move | None
) -> str:
    if plain.label:
        return plain.label
    spoken = [item for item in items if not _month(item, items)]
    moods = told_clause.moods(spoken, [item for item in clause if not _month(item, items)])
    if plain.tokens[-1:] == ("?",):
        moods.add("analysis")
    if price and _leads(items, price):
        return "price"
    for mood in _ORDER:
        if mood in moods:
            return mood
    return "effect" if "effect" in moods and _affected(items) else "happened"


def _affected(items: list[Item]) -> bool:
    """Tell whether those whom prices touch are what a headline is about: "Indian refiners", "Shares"."""
    at = next(at for at, item in enumerate(items) if ("mood", "effect") in item.means)
    if at + 1 < len(items) and ("thing", "facility") in items[at + 1].means:
        return False  # "gasoline pipeline"
    return not any(kind in ("actor", "verb") for item in items[: max(at - 1, 0)] for kind, _ in item.means)


def _settled(mood: str, acts: frozenset[str], subject: str, actors: Collection[str], vows: bool) -> str:
    """Return the mood once it is known who does what: figures are published, outsiders only react to OPEC."""
    if acts & told_acts.PUBLISHED and mood in ("price", "effect", "past"):
        return "happened"
    if mood == "happened" and vows and not acts & told_acts.OUTPUT and not {"opec", "opec+"} & set(actors):
        return "reaction"  # "vows revenge"
    outside = subject and subject not in told_acts.MEMBERS and {"opec", "opec+"} & set(actors)
    answers = outside and not acts - told_acts.OUTPUT - {"flare"}  # "blasts" is more often said than fired
    return "reaction" if answers and mood in ("happened", "preview") else mood


def _leads(items: list[Item], price: told_price.Move) -> bool:
    """Tell whether the price is what the headline is about: no act and no actor stands before it, or it
    is pushed.
    """
    before = [item for item in items if item.place < price.place]
    verbs = any(kind == "verb" for item in before for kind, _ in item.means)
    return price.pushed or not verbs or not any(item.word in (",", ";", "as") for item in before)


def _month(item: Item, items: list[Item]) -> bool:
    """Tell whether ``may`` is the month: after a preposition or a verb, or before a number."""
    if item.word != "may":
        return False
    at = items.index(item)
    before = items[at - 1] if at else item
    after = items[at + 1].word if at + 1 < len(items) else ""
    verb = any(kind == "verb" for kind, _ in before.means) and before is not item
    return verb or before.word in told_numbers.BEFORE_MAY or after[:1].isdigit()
