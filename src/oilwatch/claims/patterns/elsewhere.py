"""Exports, demand, capacity and outages: rates that are no output."""

from collections.abc import Sequence

from oilwatch.claims import cues, timing, when, who
from oilwatch.claims.amounts import Quantity
from oilwatch.claims.patterns import Pattern
from oilwatch.claims.scene import Draft, Scene, Span


def elsewhere(scene: Scene, place: int) -> Sequence[Draft] | None:
    """Read exports, demand, capacity and outages, which are rates that are no output."""
    quantity: Quantity = scene.items[place].value
    unit = quantity.unit
    if unit is None or unit.normalized != "kb/d":
        return None
    kind = _elsewhere(scene, place)
    if kind is None:
        return None
    reason, measure = kind
    sign = cues.change(scene, place)
    if reason == "outage" and not sign:
        sign = -1
    item = scene.items[place]
    names, shared = who.producers(scene, place)
    drafts = []
    if any(scene.items[n].value == "HORMUZ" for n in scene.tags.get("country", ())):
        names = ["HORMUZ"]
    if "HORMUZ" in names and reason != "outage":
        reason, measure = "out_of_scope_measure", "other"
    for name in names or ["WORLD"]:
        draft = Draft(
            item.start, item.end, "change" if sign else "level", measure, name, quantity, place=place
        )
        draft.sign, draft.modifier, draft.reason = (
            sign or 1,
            "shared" if shared == "shared" else quantity.modifier,
            reason,
        )
        draft.period = timing.output(scene, place)
        if reason == "outage":
            day = _outage_day(scene)
            draft.period = day or draft.period
        drafts.append(draft)
    return drafts


def _outage_day(scene: Scene) -> Span | None:
    for place in scene.tags.get("date", ()):
        if scene.items[place].value.grain == "day":
            return when.resolve(scene.items[place].value, scene.told.day)
    return None


def _elsewhere(scene: Scene, place: int) -> tuple[str, str] | None:
    """Return the reason and the measure of a rate that is no output; nearest words decide."""
    capacity = scene.near(place, ("capacity",), left=8, right=4)
    able = capacity >= 0 and "to" in (scene.word(capacity + 1), scene.word(capacity).split(" ")[-1])
    if capacity >= 0 and not scene.between(capacity, place, ("q",) if able else ("level", "q")):
        return "capacity", "production"
    export = scene.near(place, ("export",), left=10, right=4)
    output = scene.near(place, ("output", "level"), left=10, right=2)
    if (export >= 0 and scene.word(export) in ("demand", "consumption")) or (
        export >= 0
        and (output < 0 or abs(export - place) <= abs(output - place) or scene.tag(output) == "level")
    ):
        if scene.tag(output) == "output" and abs(output - place) < abs(export - place):
            return None
        if scene.has("decide", "quota", "will") and scene.near(place, ("act",), left=4, right=3) >= 0:
            return None
        return "out_of_scope_measure", "other"
    last = scene.drafts[-1] if scene.drafts else None
    if (
        last is not None
        and last.measure == "other"
        and not scene.between(last.place, place, ("output", "quota"))
    ):
        return last.reason, "other"
    outage = scene.near(place, ("outage",), left=5, right=0, same=False)
    if outage < 0:
        outage = scene.near(place, ("outage",), left=8, right=8)
    if outage < 0 or scene.between(outage, place, ("q",)) or scene.has("decide"):
        return None
    if output < 0 or scene.tag(output) != "level" or abs(outage - place) < abs(output - place):
        return "outage", "production"
    return None


PATTERNS = (
    Pattern("elsewhere", 30, ("kb/d",), read=elsewhere, examples={
        "Iran exported 1.4 million bpd in May.": "level IRN 1400 kb/d",
        "A fire at the field knocked out 120,000 bpd of Libyan output.": "change LBY -120 kb/d",
        "Iran pumped 3.4 million bpd in May.": None,
    }),
)  # fmt: skip
