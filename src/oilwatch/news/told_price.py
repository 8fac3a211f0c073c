"""What a headline says of the oil price: up or down, and by how many percent."""

from collections.abc import Sequence
from typing import NamedTuple

_SUBJECT = frozenset("oil crude brent wti petroleo nymex barrel baril rohol barril petrole".split())
_ABOUT = frozenset(
    "oil crude brent wti prices price futures benchmark benchmarks contract contracts settle settles"
    " settled close closes closed end ends ended trade trades traded trading finish finishes finished"
    " usa has have had is are was were to in at on by as much more than over about nearly almost some"
    " sharply slightly further again briefly for global world international and its the day week early"
    " late asian then set with front month u.s a bit still another extends extend extending post posts"
    " see sees hold holds hits hit reaches reach touches touch settling closing most biggest markets"
    " market - : % $ spot light sweet texas west intermediate sea north barrel of record sharp worst"
    " best largest steepest weekly daily one two three past through breaking into territory first ever"
    " opens open inches inch edges edge creeps creep ticks tick drifts drift year years month months"
    " week weeks minus session heads heading"
    " headed third fourth fifth sixth seventh eighth ninth tenth".split()
)
_UP = frozenset(
    "rise rises rose rising risen jump jumps jumped jumping surge surges surged surging soar soars"
    " soared soaring climb climbs climbed climbing gain gains gained gaining rally rallies rallied"
    " rallying leap leaps leapt spike spikes spiked spiking advance advances advanced firm firms"
    " firmed up higher rebound rebounds rebounded recover recovers recovered rocket rockets rocketed"
    " skyrocket skyrockets bounce bounces bounced tops topped strengthen strengthens high highs"
    " highest crosses passes passed vaults vaulted explodes explode rocketing crossed breaks"
    " broke increase increases strengthened sube suben".split()
)
_DOWN = frozenset(
    "gives gave erases erased fall falls fell falling fallen drop drops dropped dropping slide slides"
    " slid sliding slump slumps"
    " slumped slumping sink sinks sank sinking tumble tumbles tumbled tumbling plunge plunges plunged"
    " plunging plummet plummets plummeted dip dips dipped ease eases eased easing slip slips slipped"
    " slipping retreat retreats retreated decline declines declined lower down crash crashes crashed"
    " dive dives dived dove collapse collapses collapsed shed sheds lose loses lost losing weaken"
    " weakens weakened low lows lowest nosedive nosedives tank tanks tanked skid skids skidded bottoms"
    " negative cae caen crumble crumbles crumbled freefall mauled massacre carnage rout nosediving"
    " hunde perd plonge chute craters cratered crater losses".split()
)
_FLAT = frozenset(
    "wobbles wobble steady steadies flat unchanged mixed stable little pares paring pare volatile seesaw"
    " choppy".split()
)
_PUSH = {
    1: "lift lifts lifted boost boosts boosted propel propels fuel fuels buoy buoys support supports"
    " underpin".split(),
    -1: "drag drags dragged knock knocks pressure pressures hammer hammers batter depress weigh sink"
    " sinks".split(),
    0: "send sends sent push pushes pushed drive drives drove pull pulls pulled".split(),
}
_PUSHING = {word: sign for sign, words in _PUSH.items() for word in words}
_NOT_PRICE = frozenset(
    "output production demand stocks inventories inventory exports imports supply supplies rig rigs"
    " giant company companies major majors firm shares stock profit profits minister ministers field"
    " fields tanker tankers pipeline reserves reserve producer producers sector industry refinery"
    " workers spill sands embargo sanctions ban cap deal talks quota quotas alliance cartel group"
    " stockpiles ministry facilities facility sites site terminal port ports sales revenue revenues"
    " trader traders shipments flows cuts waivers bosses executives market-share cargo cargoes"
    " investment".split()
)
_EXTREME = {"worst": -1, "best": 1}
_PERIODS = frozenset("day week month quarter year session".split())
_FIRMS_WHEN = frozenset("after as on amid ahead following above to % despite while".split())
"""What follows "oil firms" where it rises; else they are companies."""
_BREAK = frozenset(", ; : | as after amid on while despite ahead following before when with and but".split())


_SETTLED = frozenset(
    "touches touched hits hit reaches reached nears sets set books settle settles settled closes closed"
    " ends ended".split()
)


class Move(NamedTuple):
    """Up 1, down -1 or steady 0; by how many percent, where said; *place*: the subject's place; *pushed*
    by another.
    """

    sign: int
    percent: float | None
    place: int
    pushed: bool


def move(tokens: Sequence[str]) -> Move | None:
    """Return the first thing that a headline says of the price of crude; None where it says nothing of it."""
    if tokens[:1] and tokens[0] in ("brent", "wti"):
        return _after(tokens, 0) or Move(0, None, 0, False)
    for place, word in enumerate(tokens):
        if word in _SUBJECT:
            found = _after(tokens, place)
            if found:
                return found
    return None


def _after(tokens: Sequence[str], place: int) -> Move | None:
    before = tokens[place - 1] if place else ""
    after = tokens[place + 1] if place + 1 < len(tokens) else ""
    if tokens[place] == "barrel" and (before[:1].isdigit() or before in ("million", "mln", "m")):
        return None  # "400,000-barrel monthly rises"
    firms = tokens[place] == "oil" and after in ("firm", "firms")
    if after in _NOT_PRICE or (firms and not set(tokens[place + 2 : place + 3]) & _FIRMS_WHEN):
        return None
    if place > 2 and before == "off" and tokens[place - 2] == "%":
        return Move(-1, _number(tokens[place - 3]), place, True)
    aims = place > 1 and tokens[place - 2] == "to"  # "offers a cut to support oil"
    forced = None if aims else _PUSHING.get(before)
    found = _verb(tokens, place, forced is not None) or _settled(tokens, place)
    if found or not forced:
        return found
    return Move(forced, _percent(tokens, place), place, True)


def _verb(tokens: Sequence[str], place: int, pushed: bool) -> Move | None:
    """Return what the first verb of prices after a subject says; None where another word comes first."""
    for at in range(place + 1, min(place + 14, len(tokens))):
        word = tokens[at]
        sign = 1 if word in _UP else -1 if word in _DOWN else None
        if tokens[at + 1 : at + 2] and tokens[at + 1] in _PERIODS and word in _EXTREME:
            sign = _EXTREME[word]  # "has its worst day since 2008"
        if sign is not None:
            below = sign == 1 and tokens[at + 1 : at + 2] and tokens[at + 1] in ("below", "under")
            return Move(-1 if below else sign, _percent(tokens, at), place, pushed)
        if word in _FLAT:
            return Move(0, None, place, False)
        if word in _NOT_PRICE or (word not in _ABOUT and not word[0].isdigit() and not word.endswith("ly")):
            break
    return None


def _settled(tokens: Sequence[str], place: int) -> Move | None:
    """Return what "settles at $20, lowest since" says."""
    if not set(tokens[place + 1 : place + 5]) & _SETTLED or not {"$", "%"} & set(tokens[place:]):
        return None
    signs = [1 if word in _UP else -1 for word in tokens[place:] if word in _UP or word in _DOWN]
    reached = not set(tokens[place + 1 : place + 5]) & {"settle", "settles", "settled", "closes", "ends"}
    return Move(signs[0] if signs else int(reached), None, place, False)


def _percent(tokens: Sequence[str], place: int) -> float | None:
    """Return the percent that follows in the same clause, or stands just before."""
    for at in range(place + 1, min(place + 9, len(tokens))):
        if tokens[at] in _BREAK and tokens[at] not in ("as", "with", "on"):
            break
        if tokens[at] == "%":
            return _number(tokens[at - 1])
    if place > 1 and tokens[place - 1] == "%":
        return _number(tokens[place - 2])
    return None


def _number(word: str) -> float | None:
    try:
        value = float(word.replace(",", ""))
    except ValueError:
        return None
    return value if 0 < value < 400 else None
