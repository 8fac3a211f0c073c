"""The ladder of verdicts: the first that applies, and why it is not ``contradicted`` where it must not be."""

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


def nothing_else() -> Iterator[Other]:
    """Yield no other reading."""
    return iter(())


def nothing_known(_: Reading) -> None:
    """Know of no difference."""


def judge(
    case: Case, main: Reading, others: Others, soften: Soften, guard: Callable[[], Guard | None]
) -> Verdict:
    """Return the verdict on a claim held against *main*, and where that does not fit against *others*.

    *soften* gives verdict and words where the difference is one that is known; *guard* why it is no error.
    """
    found = allowed.fit(case.claim, main)
    if found.verdict:
        return _fits(case, main, found)
    flipped = _flipped(case, main)
    other, tried = _fitting(case, others, () if flipped else ("other_period",), lambda: soften(main))
    if isinstance(other, Other):
        return _other(case, main, other, found.rule)
    text = f"{wording.against(case, main)}; {apart(case, main)}"
    if other is not None:
        return _told(case, other[0], main, (f"{text}; {other[1]}", found.rule))
    considered = wording.considered(tried)
    if not flipped and abs(wording.difference(case.claim, main)[0]) <= allowed.soft(case.claim, main):
        return _told(case, "off_by", main, (f"{text}{considered}", found.rule))
    against = guard()
    if against is not None:
        return refused(case, against, main)
    if flipped:
        text = f"{text}; the size fits, the direction does not"
    reason = "sign_reversed" if flipped else ""
    return _told(case, "contradicted", main, (f"{text}{considered}", found.rule), reason)


def _fitting(
    case: Case, others: Others, last: tuple[str, ...], soften: Callable[[], tuple[str, str] | None]
) -> tuple[Other | tuple[str, str] | None, list[str]]:
    """Return the first other reading that fits, or the known difference, and what was tried before.

    Vintages and definitions come before a known difference, *last* ones after it.
    """
    tried: list[str] = []
    late = False
    for other in others():
        if other.verdict == "other_period":
            if not late and (known := soften()) is not None:
                return known, tried
            late = True
            if other.verdict not in last:
                continue
        if allowed.fit(case.claim, other.reading).verdict:
            return other, tried
        if other.what not in tried:
            tried.append(other.what)
    return (None if late else soften()), tried


def apart(case: Case, reading: Reading) -> str:
    """Return the difference of a claim from a reading, in words."""
    return wording.apart(case.claim, reading)


def _fits(case: Case, main: Reading, found: allowed.Fit) -> Verdict:
    text = f"{wording.against(case, main)}; {apart(case, main)}"
    if case.proxy:
        text = f"Prices in stories are mostly of futures, of which the store has none here; {text}"
        return _told(case, "other_definition", main, (text, found.rule))
    if case.claim.source and not choosing.is_by(main.about, case.claim.source):
        text = f"The story names another source ({case.claim.source}), with which this agrees: {text}"
        return _told(case, "other_definition", main, (text, found.rule))
    if not main.known:
        return _told(case, "other_vintage", main, (text, found.rule))
    return _told(case, found.verdict, main, (text, found.rule))


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


def _told(case: Case, verdict: str, main: Reading, words: tuple[str, str], reason: str = "") -> Verdict:
    """Return a verdict; *words* are its summary and the rule."""
    rows = evidence.rows(case, main, role(main))
    text = words[0]
    return Verdict(case.claim, verdict, reason, f"{text[0].upper()}{text[1:]}.", words[1], tuple(rows))


def told(case: Case, verdict: tuple[str, str], text: str, rule: str, rows: tuple[Evidence, ...]) -> Verdict:
    """Return a verdict and its reason as made elsewhere."""
    return Verdict(case.claim, verdict[0], verdict[1], f"{text[0].upper()}{text[1:]}.", rule, rows)
