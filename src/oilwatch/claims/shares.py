"""Shares of the world's output, and how far targets were kept."""

from oilwatch.claims import choosing, figures, guards, ladder, levels
from oilwatch.claims.figures import Case, Reading
from oilwatch.claims.ladder import Guard
from oilwatch.model import Series, Verdict


def check(case: Case) -> Verdict:
    """Return the verdict on a share of the world's output."""
    if case.claim.measure != "production":
        return ladder.refused(case, guards.nothing(case))
    span = figures.span(case.claim)
    world = case.record.find("production", "WORLD", "monthly")
    parts = [
        next(
            (r for about in _of(case, entity, span) if (r := levels.read(case, about, *span)) is not None),
            None,
        )
        for entity in figures.split(case.claim.entity)
    ]
    whole = next((r for about in world if (r := levels.read(case, about, *span)) is not None), None)
    found = [part for part in parts if part is not None]
    if whole is None or len(found) != len(parts):
        return ladder.refused(
            case,
            Guard(
                "not_in_store",
                "the store lacks the output of the world, or of the part, then",
                "both of one definition",
            ),
        )
    value = 100 * sum(part.level for part in found) / whole.level
    known = whole.known and all(part.known for part in found)
    rows = (*found[0].rows[-1:], ("base", whole.rows[-1][1]))
    main = Reading(value, value, found[0].about, rows, value, f"of “{whole.about.title}”", known)
    return ladder.judge(
        case, main, ladder.nothing_else, ladder.nothing_known, lambda: guards.of_output(case, main)
    )


def _of(case: Case, entity: str, span: tuple[str, str]) -> list[Series]:
    from dataclasses import replace

    return choosing.output(case.at(replace(case.claim, entity=entity)), *span)


def compliance(case: Case) -> Verdict:
    """Return the verdict on how far a target was kept: only that output was near it can be told."""
    span = figures.span(case.claim)
    needs = Guard(
        "not_in_store",
        "the store has no baseline to measure compliance from",
        "baselines and targets by country",
    )
    targets = case.record.find("target", figures.stored(case.claim.entity), "monthly")
    target = next((r for about in targets if (r := figures.level(case, about, *span)) is not None), None)
    output = next(
        (r for about in _of(case, case.claim.entity, span) if (r := levels.read(case, about, *span))), None
    )
    if target is None or output is None:
        return ladder.refused(case, needs)
    value = 100 - 100 * (output.level - target.level) / target.level
    main = Reading(value, value, output.about, (output.rows[-1], ("base", target.rows[-1][1])), value,
                   "output against the level required", output.known)  # fmt: skip
    case.proxy = True
    return ladder.refused(case, needs, main)
