"""What keeps two headlines apart whatever words they share, and what makes them one whatever words they
do not.
"""

from oilwatch.news.told import Told
from oilwatch.news.told_acts import ABOUT, OUTPUT, PUBLISHED, opposed
from oilwatch.news.told_names import ISSUERS
from oilwatch.news.told_numbers import Size, agree

_AHEAD = frozenset("preview rumour proposal".split())
_SESSION, _FRAME = 14.0, 26.0
_COMMON = frozenset({"attack", "flare", "sanction", "ship-attack", "kill", "outage", "restart"})
"""Acts that the same actor does more than once in a day."""
_ANSWERS = frozenset({"reaction", "denial"})
_AGAINST_HAPPENED = frozenset("preview rumour denial proposal past analysis reaction price effect".split())


def apart(one: Told, two: Told) -> bool:
    """Tell whether what two headlines tell cannot be one story."""
    if one.mood == two.mood == "price":
        return _prices(one, two)
    return (
        opposed(one.acts, two.acts)
        or _moods(one, two)
        or _sizes(one, two)
        or _months(one, two)
        or _who(one, two)
        or _speakers(one, two)
        or _about(one, two)
    )


def _about(one: Told, two: Told) -> bool:
    """Tell whether only one tells of a forecast, a purchase ..., and the other names no one of it."""
    if not (one.acts | two.acts) & ABOUT or one.acts & two.acts & ABOUT:
        return False
    return bool(one.acts and two.acts) or not named_alike(one, two)


def named_alike(one: Told, two: Told) -> bool:
    """Tell whether two headlines name the same one that no table knows: "Exxon", "ExxonMobil"."""
    return any(
        first.startswith(second) or second.startswith(first)
        for first in one.words
        for second in two.words
        if min(len(first), len(second)) > 4 and (first in one.proper and second in two.proper)
    )


def _moods(one: Told, two: Told) -> bool:
    if one.mood == two.mood or {one.mood, two.mood} <= _AHEAD:
        return False
    return one.mood in _AGAINST_HAPPENED or two.mood in _AGAINST_HAPPENED


def _speakers(one: Told, two: Told) -> bool:
    """Tell whether different ones speak of different things: of what is ahead, or in answer to something."""
    if one.subject == two.subject or not (one.subject and two.subject):
        return False
    if {one.mood, two.mood} <= _ANSWERS:
        return True
    return {one.mood, two.mood} <= _AHEAD and not one.acts & two.acts


def sizes_differ(first: tuple[Size, ...], second: tuple[Size, ...]) -> bool:
    """Tell whether both give sizes of the same unit and none of one agrees with any of the other."""
    pairs = [(one, two) for one in first for two in second if one.rate == two.rate]
    return any(one.level == two.level for one, two in pairs) and not any(
        agree(one, two) for one, two in pairs
    )


def _sizes(one: Told, two: Told) -> bool:
    return sizes_differ(one.figures.sizes, two.figures.sizes)


def _months(one: Told, two: Told) -> bool:
    for end in ("begin", "end"):
        first = {month for kind, month in one.figures.months if kind == end}
        second = {month for kind, month in two.figures.months if kind == end}
        if first and second and not first & second:
            return True
    return False


def others(facts: Told) -> frozenset[str]:
    """Return whom a headline names but for those who act on others."""
    return facts.folded - ISSUERS


def _who(one: Told, two: Told) -> bool:
    if one.folded and two.folded and not one.folded & two.folded:
        return True
    if others(one) and others(two) and not others(one) & others(two):
        return not (one.acts & two.acts & OUTPUT and "opec" in one.folded & two.folded)
    return bool(one.places and two.places and not one.places & two.places)


def _prices(one: Told, two: Told) -> bool:
    if not one.price or not two.price:
        return False
    if one.price.sign * two.price.sign < 0:
        return True
    said, heard = one.price.percent, two.price.percent
    return bool(said and heard) and abs((said or 0) - (heard or 0)) > max(
        0.6, 0.25 * max(said or 0, heard or 0)
    )


def framed(one: Told, two: Told, gap: float) -> float:
    """Return how alike two headlines *gap* hours apart are by what is done by whom; 0 where that is not
    enough.

    Nothing keeps them apart (``apart``). A report of prices is one with another of the same direction and
    hours.
    """
    if one.mood == "price" == two.mood and one.price and two.price and gap <= _SESSION:
        return 0.6 if one.price.sign == two.price.sign else 0.0
    if (one.mood != two.mood and not {one.mood, two.mood} <= _AHEAD) or gap > _FRAME:
        return 0.0
    who, does = one.folded & two.folded, one.acts & two.acts
    if does & PUBLISHED:
        return 0.6 if gap <= _SESSION and (who or not (one.folded and two.folded)) else 0.0
    if does - _COMMON - ABOUT and who:
        return 0.55
    if does and (one.places & two.places or len(who) > 1):
        return 0.55
    return 0.52 if gap <= _SESSION and _topic(one, two) else 0.0


def _topic(one: Told, two: Told) -> bool:
    """Tell whether headlines of the same hours share enough to be of one thing."""
    who, does = one.folded & two.folded, one.acts & two.acts - ABOUT
    if one.mood != "happened" and one.subject and one.subject == two.subject and len(who) > 1:
        return True  # two reactions, denials or previews of one who speaks
    meant = one.meant & two.meant
    places = one.places & two.places
    figures = set(one.figures.dollars + one.figures.percents) & set(
        two.figures.dollars + two.figures.percents
    )
    points = min(len(who), 2) + 2 * bool(does) + bool(places) * 2 + min(len(meant), 2) + 2 * bool(figures)
    points += 2 * named_alike(one, two)
    return points + min(len(_stems(one) & _stems(two)), 2) >= 3 + bool(one.acts and two.acts and not does)


def _stems(facts: Told) -> set[str]:
    return {word[:5] for word in facts.words if len(word) > 3}
