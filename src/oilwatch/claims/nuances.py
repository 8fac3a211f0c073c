"""What the words around a claim add to it: respectively, proposed, rejected, denied, only if."""

from oilwatch.claims import unit_words
from oilwatch.claims.scene import Draft, Scene


def add(scene: Scene, drafts: list[Draft]) -> None:
    """Set what words in the sentence say of its claims: hedged, respectively, revised, proposed, denied."""
    _respectively(scene, drafts)
    for place in scene.tags.get("negation", ()):
        for draft in drafts:
            reached = scene.word(place + 1) in ("reach", "hit", "exceed", "top", "pass", "pump", "produce")
            if scene.word(place) == "not" and reached and place + 2 == draft.place and draft.kind == "level":
                draft.modifier = "negated"
    inverted = scene.word(0) in ("were", "should", "had") and "would" in scene.known
    for draft in drafts:
        if draft.kind in ("decision", "quota"):
            _proposal(scene, draft)
        if draft.quantity is not None and draft.quantity.unit is unit_words.BOED and not draft.reason:
            draft.reason = "out_of_scope_measure"
        if scene.has("pricecap") and draft.measure.startswith("price") and _by_cap(scene, draft):
            draft.reason, draft.kind, draft.measure = "price_cap", "level", "price"
            draft.entity = (
                "URALS"
                if "urals" in scene.words[: draft.place]
                else "RUS"
                if _russian(scene)
                else draft.entity
            )
        if not draft.reason:
            draft.reason = _unreal(scene, draft)
        if scene.has("deny") and not draft.reason and draft.place >= 0 and _denied(scene, draft):
            draft.reason = "denied_report"
        if scene.has("hedge") and draft.modifier == "exact" and draft.kind == "rank":
            draft.modifier = "hedged"
        if (
            not draft.reason
            and "if" in scene.words
            and scene.words.index("if") < 3
            and draft.kind in ("level", "change", "pct_change")
        ):
            draft.reason = "hypothetical"
        if not draft.reason and (inverted or _conditional(scene, draft)):
            draft.reason = "hypothetical"


def _russian(scene: Scene) -> bool:
    return any("russia" in word for word in scene.words)


def _unreal(scene: Scene, draft: Draft) -> str:
    """Return why a figure tells of nothing that was: a wish, a question, the distance of two prices."""
    if draft.kind not in ("level", "change") or draft.place < 0:
        return ""
    place = draft.place
    if draft.measure.startswith("price"):
        wide = {"below", "above", "over", "under"} & {scene.word(place + 1)}
        if scene.near(place, ("spread",), left=9, right=6) >= 0 or (wide and scene.tag(place + 2) == "grade"):
            return "out_of_scope_measure"
    if scene.word(place + 1) in ("would", "could", "might"):
        return "hypothetical"
    wish = scene.near(place, ("wish",), left=9, right=6)
    settled = scene.near(place, ("settle", "decide", "q"), left=6, right=0)
    if wish >= 0 and settled < min(wish, place):
        return "hypothetical"
    return "hypothetical" if scene.words[-1] == "?" else ""


def _conditional(scene: Scene, draft: Draft) -> bool:
    if draft.kind not in ("level", "change", "pct_change", "decision") or draft.place < 0:
        return False
    return any(
        scene.word(n) == "would" and scene.has("conditional") and "if" in scene.words
        for n in range(draft.place)
    )


def _by_cap(scene: Scene, draft: Draft) -> bool:
    place = draft.place
    return scene.near(place, ("pricecap",), left=12, right=6, same=False) >= 0


def _denied(scene: Scene, draft: Draft) -> bool:
    first = scene.tags["deny"][0]
    if first > draft.place and not {"report", "reports"}.isdisjoint(scene.words[: draft.place]):
        return True
    return first < draft.place and not any(
        scene.word(n) in ("but", "while") for n in range(first, draft.place)
    )


def _respectively(scene: Scene, drafts: list[Draft]) -> None:
    """Give the figures of ``130,000 and 20,000 bpd respectively`` to the names in their order."""
    if "respectively" not in scene.words:
        return
    place = scene.words.index("respectively")
    mine = [d for d in drafts if 0 <= d.place < place and d.quantity is not None]
    mine = [d for d in mine if d.measure == mine[-1].measure]
    places = list(dict.fromkeys(d.place for d in mine))[-3:]
    if len(places) < 2:
        return
    tags = (
        ("country", "group")
        if mine[-1].measure in ("production", "decision", "other")
        else ("grade", "domestic")
    )
    names = sorted(n for tag in tags for n in scene.tags.get(tag, ()) if n < place)
    run = [str(scene.items[n].value) for n in names[-len(places) :]]
    if len(run) < len(places) and mine[-1].measure.startswith("price"):
        run = [entity for entity in scene.told.entities if entity in ("BRENT", "WTI")]
    if len(run) != len(places):
        return
    for number, at in enumerate(places):
        first, *rest = (d for d in mine if d.place == at)
        first.entity, first.modifier = run[number], "respectively"
        for draft in rest:
            drafts.remove(draft)


def _proposal(scene: Scene, draft: Draft) -> None:
    """Mark a size that was only proposed, rejected or put off."""
    place = draft.place
    if any(scene.word(n) in ("rather than", "instead of") for n in range(max(0, place - 8), place)):
        draft.reason = "proposal_not_adopted"
    for tag, modifier in (("postpone", "postponed"), ("reject", "rejected"), ("propose", "")):
        for other in scene.tags.get(tag, ()):
            near = (other < place and place - other <= 14) or 0 < other - place <= 7
            if not near or _adopted_since(scene, other, place):
                continue
            if tag == "reject" and scene.word(other) in ("failed", "against") and other > place:
                continue
            draft.reason = "proposal_not_adopted"
            if modifier and draft.modifier == "exact":
                draft.modifier = modifier
            return


_ADOPTED = frozenset(
    "agree agreed agreeing decided approved confirmed finalised finalized pledged announced settled".split()
)


def _adopted_since(scene: Scene, other: int, place: int) -> bool:
    low, high = sorted((other, place))
    return any(
        scene.word(n) in _ADOPTED or scene.word(n) in ("but", "instead", "rather than", "while")
        for n in range(low + 1, high)
    )
