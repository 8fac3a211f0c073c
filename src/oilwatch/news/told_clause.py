"""The main clause of a headline: what it tells, without what it adds after "as", "after", "despite"."""

from collections.abc import Sequence

from oilwatch.news.told_lexicon import Item

_ADDED = frozenset(
    "over as after amid despite while because following before until if when though although even".split()
)
_OPENING = _ADDED | frozenset("in with for against".split())
_EFFORTS = frozenset("bid effort efforts attempt attempts".split())
_SPANS = frozenset("hours day days week weeks month months".split())
"""What stands before "after" where that tells of something else that was told before: "days after"."""
_PLACED = frozenset("near at in on off over from".split())
_AIMS = frozenset(
    "cool ease tame fight tackle calm combat stem bring counter offset avert support help prop"
    " stabilise stabilize rescue save punish".split()
)
_LEADING = frozenset("why what how who when where here's could should would will can is are does did".split())
_AFTERWARDS = frozenset(
    "likely expected possible looming looms mulled discussed considered in-focus anticipated seen"
    " potential tentative".split()
)


def main(items: Sequence[Item]) -> Sequence[Item]:
    """Return the phrases before the first word that adds something; all, where that leaves no verb known.

    What stands before the comma of a headline that begins with such a word is left out as well.
    """
    if items and (items[0].word in _OPENING or items[0].word.endswith("ing")):
        comma = next((at for at, item in enumerate(items) if item.word == ","), 0)
        items = items[comma + 1 :] if comma else items
    for index, item in enumerate(items):
        if index and _aim(items, index):
            return items[:index]
        if index and item.word in _ADDED:
            kept = items[:index]
            if item.word in ("after", "following") and items[index - 1].word in _SPANS:
                return kept
            return kept if any(kind == "verb" for one in kept for kind, _ in one.means) else items
    return items


def moods(items: Sequence[Item], clause: Sequence[Item]) -> set[str]:
    """Return the moods in which a headline speaks of its first act: words before it, or after it in one
    clause.

    ``rumour`` and ``past`` count wherever they stand, and a question word counts where it leads.
    """
    first = next((at for at, item in enumerate(clause) if _acts(item)), len(clause))
    found = {
        name
        for item in clause[:first]
        for kind, name in item.means
        if kind == "mood" and not _only_seen(clause, item)
    }
    for item in clause[first:]:
        if item.word in (",", ";"):
            break
        if item.word in _AFTERWARDS and not _only_seen(clause, item):
            found.add("preview")
    found |= {
        name
        for before, item in zip((None, *items), items, strict=False)
        for kind, name in item.means
        if kind == "mood" and (name == "past" or (name == "rumour" and not (before and before.word == "of")))
    }
    if "earlier" in found:
        found.add("past")
    if _pending(items):
        found.add("preview")
    if items and items[0].word in _LEADING and len(items) > 2:
        found.add("analysis")
    return found


def subject(clause: Sequence[Item]) -> str:
    """Return the first actor of a clause, empty for none; one that only hosts a meeting is none."""
    for at, item in enumerate(clause):
        after = clause[at + 1].means if at + 1 < len(clause) else ()
        hosts = ("thing", "talks") in after or (at > 0 and clause[at - 1].word in ("in", "at"))
        found = next((name for kind, name in item.means if kind == "actor"), "")
        if found and (not hosts or found.startswith("opec")):
            return found
    return ""


def _acts(item: Item) -> bool:
    return any(kind == "verb" and name != "agree" for kind, name in item.means)


def _aim(items: Sequence[Item], index: int) -> bool:
    """Tell whether a purpose begins: "to cool pump prices"."""
    after = items[index + 1].word if index + 1 < len(items) else ""
    return items[index].word == "to" and (after in _AIMS or items[index - 1].word in _EFFORTS)


def _pending(items: Sequence[Item]) -> bool:
    """Tell whether something is still to come, wherever that is said: "if Russia agrees", "no deal yet"."""
    said = [item.word.split()[0] for item in items]
    yet = "yet" in said and bool({"no", "not", "nothing", "none"} & set(said[: said.index("yet")]))
    return yet or any(item.word in ("if", "unless") or ("mood", "pending") in item.means for item in items)


def _only_seen(clause: Sequence[Item], item: Item) -> bool:
    """Tell whether nothing is ahead: "fire seen near", "more than expected"."""
    at = clause.index(item)
    after = clause[at + 1].word if at + 1 < len(clause) else ""
    return (item.word == "seen" and after in _PLACED) or (at > 0 and clause[at - 1].word == "than")
