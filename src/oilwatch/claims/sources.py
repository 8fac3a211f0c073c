"""Where a figure is said to come from, and by which definition: only what the story itself names."""

from oilwatch.claims.scene import Draft, Scene
from oilwatch.claims.unit_words import TONNES


def told(scene: Scene, drafts: list[Draft]) -> None:
    """Set source and definition of the claims of a sentence."""
    source = _source(scene)
    text = " ".join(scene.words)
    definition = _definition(text)
    for draft in drafts:
        if draft.measure not in ("production", "inventory", "rank", "decision"):
            continue
        if not draft.source and draft.measure != "decision":
            draft.source = source or (
                scene.told.source if draft.entity == "USA" and scene.told.source == "EIA" else ""
            )
        if (
            draft.entity == "USA"
            and draft.measure == "production"
            and not draft.definition
            and _weekly(draft, text)
        ):
            draft.definition, draft.source = "weekly", draft.source or "EIA"
        draft.definition = draft.definition or definition
        if draft.quantity is not None and draft.quantity.unit is TONNES and not draft.definition:
            draft.definition = ""
    if source:
        scene.told.source = source


def _source(scene: Scene) -> str:
    for place in scene.tags.get("source", ()):
        if scene.items[place].word == "the agency" and scene.told.source not in ("IEA", "EIA"):
            continue
        if scene.items[place].word == "the agency":
            return scene.told.source
        return str(scene.items[place].value)
    words = scene.words
    if "minister" in words and {"said", "says", "told"} & set(words):
        return "MINISTER"
    if ("aramco" in words or "saudi aramco" in words) and {"said", "says"} & set(words):
        return "COMPANY"
    return ""


def _weekly(draft: Draft, text: str) -> bool:
    period = draft.period
    return "weekly" in text or (period is not None and (period[1] - period[0]).days in (4, 6))


def _definition(text: str) -> str:
    if "natural gas liquids" in text or "ngls" in text or " ngl" in text:
        return "crude+ngl"
    if "condensate" in text:
        return (
            "crude"
            if "excluding condensate" in text or "stripped" in text or "without condensate" in text
            else "crude+condensate"
        )
    if "total liquids" in text or "petroleum liquids" in text or "all liquids" in text or "liquids" in text:
        return "liquids"
    return ""
