"""The ladder of verdicts: the first that applies, and why it is never ``contradicted`` where it must not be."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from oilwatch.claims import allowed, choosing, evidence, wording
from oilwatch.claims.figures import Case, Reading
from oilwatch.model import Evidence, Verdict

_OPENS = {
    "other_vintage": "Only another vintage fits",
    "other_definition": "Another series of the same thing fits",
    "other_period": "A neighbouring period fits",
}
_ROLES = {"other_vintage": "vintage", "other_definition": "definition", "other_period": "period"}


@dataclass(frozen=True, slots=True)
class Other:
    """Another reading that a claim may fit: which verdict it would mean, what it is, and the reading."""

    verdict: str
    what: str
    reading: Reading
    span: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Guard:
    """Why a figure is not called contradicted: the reason, why in words, and what would make it checkable."""

    reason: str
    why: str
    needs: str


Others = Callable[[], Iterator[Other]]
Soften = Callable[[Reading], tuple[str, str] | None]


def judge(
    case: Case, main: Reading, others: Others, soften: Soften, guard: Callable[[], Guard | None]
) -> Verdict:
    """Return the verdict on a claim held against *main*, and where that does not fit against *others*.

    *soften* gives verdict and words where the difference is one that is known; *guard* why it is no error.
    """
    found = allowed.fit(case.claim, main)
    if found.verdict:
        return _fits(case, main, found)
    softened = soften(main)
    if softened is not None:
        return _told(
            case,
            softened[0],
            main,
            f"{wording.against(case, main)}; {apart(case, main)}; {softened[1]}",
            found.rule,
        )
    flipped = _flipped(case, main)
    tried: list[str] = []
    for other in others():
        if flipped and other.verdict == "other_period":
            continue
        if allowed.fit(case.claim, other.reading).verdict:
            return _other(case, main, other, found.rule)
        if other.what not in tried:
            tried.append(other.what)
    away = abs(wording.difference(case.claim, main)[0])
    if away <= allowed.soft(case.claim, main) and not flipped:
        return _told(
            case,
            "off_by",
            main,
            f"{wording.against(case, main)}; {apart(case, main)}{wording.considered(tried)}",
            found.rule,
        )
    against = guard()
    if against is not None:
        return refused(case, against, main)
    word = "sign_reversed" if flipped else ""
    direction = "; the size fits, the direction does not" if flipped else ""
    text = f"{wording.against(case, main)}; {apart(case, main)}{direction}{wording.considered(tried)}"
    return _told(case, "contradicted", main, text, found.rule, word)


def apart(case: Case, reading: Reading) -> str:
    """Return the difference of a claim from a reading, in words."""
    return wording.apart(case.claim, reading)


def _fits(case: Case, main: Reading, found: allowed.Fit) -> Verdict:
    text = f"{wording.against(case, main)}; {apart(case, main)}"
    if case.proxy:
        text = f"Prices in stories are mostly of futures, of which the store has none here; {text}"
        return _told(case, "other_definition", main, text, found.rule)
    if case.claim.source and not choosing.is_by(main.about, case.claim.source):
        text = f"The story names another source ({case.claim.source}), with which this agrees: {text}"
        return _told(case, "other_definition", main, text, found.rule)
    if not main.known:
        return _told(case, "other_vintage", main, text, found.rule)
    return _told(case, found.verdict, main, text, found.rule)


def _other(case: Case, main: Reading, other: Other, rule: str) -> Verdict:
    span = other.span or (case.claim.period_start, case.claim.period_end)
    text = (
        f"{_OPENS[other.verdict]} ({other.what}): {wording.against(case, other.reading, span)};"
        f" {wording.against(case, main)}, {apart(case, main)}"
    )
    rows = [
        *evidence.rows(case, main, role(main)),
        *evidence.rows(case, other.reading, _ROLES[other.verdict]),
    ]
    return Verdict(case.claim, other.verdict, "", f"{text}.", rule, tuple(rows))


def _flipped(case: Case, main: Reading) -> bool:
    """Whether the figure is of the right size and the wrong direction."""
    claim = case.claim
    if claim.kind not in ("change", "pct_change"):
        return False
    value, size = allowed.number(claim), main.nearest(-allowed.number(claim))
    near = max(
        2 * claim.digits, 0.1 * abs(value), allowed.soft(claim, main) if "price" in claim.measure else 0
    )
    return size * value < 0 and abs(size + value) <= near and abs(size - value) > 4 * claim.digits


def refused(case: Case, guard: Guard, main: Reading | None = None) -> Verdict:
    """Return ``not_checkable``, saying why and what would make it checkable."""
    seen = f" ({wording.against(case, main)}; {apart(case, main)})" if main is not None else ""
    text = f"Cannot be checked: {guard.why}{seen}; {guard.needs} would make it checkable."
    rows = evidence.rows(case, main, role(main)) if main is not None else []
    return Verdict(case.claim, "not_checkable", guard.reason, text, allowed.rule("none"), tuple(rows))


def role(reading: Reading) -> str:
    """Return the role of the row compared: known on the day, or only later."""
    return "then" if reading.known else "vintage"


def _told(case: Case, verdict: str, main: Reading, text: str, rule: str, reason: str = "") -> Verdict:
    rows = evidence.rows(case, main, role(main))
    return Verdict(case.claim, verdict, reason, f"{text[0].upper()}{text[1:]}.", rule, tuple(rows))


def told(case: Case, verdict: tuple[str, str], text: str, rule: str, rows: tuple[Evidence, ...]) -> Verdict:
    """Return a verdict and its reason as made elsewhere."""
    return Verdict(case.claim, verdict[0], verdict[1], f"{text[0].upper()}{text[1:]}.", rule, rows)
