"""What the test of truth found, in words: shares by class, failures, misreadings, rules that decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tests.claims.truth_classes import RIGHT

if TYPE_CHECKING:
    from tests.claims.truth import Told


def shares(every: Sequence[Told]) -> dict[str, float]:
    """Return the share of right verdicts by class."""
    return {
        wrong: sum(one.is_right for one in every if one.wrong == wrong) / max(1, _count(every, wrong))
        for wrong in RIGHT
    }


def failures(every: Sequence[Told]) -> list[str]:
    """Return an example of each way in which verdicts are not right."""
    found: dict[tuple[str, ...], list[str]] = {}
    for one in every:
        if not one.is_right:
            said = one.verdict
            key = (one.wrong, said.verdict if said else "no claim", said.reason if said else "", one.shape)
            found.setdefault(key, []).append(
                f"{one.text} [{one.fact.published}] {said.summary if said else ''}"
            )
    return [f"  {len(texts)} x {', '.join(key[:3])}: {texts[0]}" for key, texts in sorted(found.items())]


def _count(every: Sequence[Told], wrong: str) -> int:
    return sum(one.wrong == wrong for one in every)


def slandered(every: Sequence[Told]) -> list[Told]:
    """Return the true figures, exact and rounded, that were contradicted."""
    return [
        one for one in every
        if one.wrong in ("true", "rounded") and one.verdict and one.verdict.verdict == "contradicted"
    ]  # fmt: skip


def tolerance(every: Sequence[Told]) -> str:
    """Return docs/tolerance.md: how often each rule decided, and one true figure of each."""
    rules: dict[str, list[Told]] = {}
    for one in every:
        if one.verdict and one.verdict.verdict != "not_checkable":
            rules.setdefault(one.verdict.tolerance_rule.split(" (")[0], []).append(one)
    lines = [
        "# How exact a figure has to be", "",
        "Every verdict states the rule that decided. The table counts the verdicts of each rule on",
        f"{len(every)} sentences made of bundled figures; the example is a true figure, or one slightly off",
        "where no true figure needs the rule. Printed by",
        "`python -m tests.claims.truth 1500 --tolerance`.",
        "", "| rule | verdicts | of true figures | example |", "|---|---|---|---|",
    ]  # fmt: skip
    for rule, told in sorted(rules.items(), key=lambda pair: -len(pair[1])):
        true = [one for one in told if one.wrong in ("true", "rounded") and one.is_right]
        near = [
            one for one in told if one.is_right and one.wrong == "slightly"
        ]  # of rules that true ones never need
        first = next(iter((*true, *near)), None)
        example = f"{first.text} ({first.verdict and first.verdict.verdict})" if first else "none"
        counts = Counter(one.verdict.verdict for one in told if one.verdict).most_common()
        verdicts = ", ".join(f"{verdict} {count}" for verdict, count in counts)
        lines.append(f"| {rule} | {verdicts} | {len(true)} | {example} |")
    return "\n".join(lines)


def report(every: Sequence[Told]) -> str:
    """Return the shares, the wrong verdicts by shape, and what was misread."""
    lines = [f"{'class':<18}{'sentences':>10}{'right':>8}  verdicts"]
    for wrong, share in shares(every).items():
        verdicts = Counter(
            one.verdict.verdict if one.verdict else "no claim" for one in every if one.wrong == wrong
        )
        lines.append(f"{wrong:<18}{_count(every, wrong):10}{share:8.1%}  {dict(verdicts.most_common())}")
    misread: dict[tuple[str, str], str] = {}
    for one in every:
        if one.misread:
            misread.setdefault(
                (one.shape, one.misread.split(" ")[0]), f"{one.text} [{one.fact.published}] {one.misread}"
            )
    lines += ["", f"true figures called contradicted: {len(slandered(every))}"]
    lines += [
        f"  {one.text} [{one.fact.published}] {one.verdict and one.verdict.summary}"
        for one in slandered(every)[:40]
    ]
    lines += ["", "not right:", *failures(every)]
    lines += ["", f"misread: {sum(bool(one.misread) for one in every)} of {len(every)}"]
    return "\n".join([*lines, *(f"  {text}" for text in misread.values())])
