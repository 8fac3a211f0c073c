"""From drafts to claims: signs, intervals, windows that a whole deal shares, and the public form."""

from bisect import bisect_left
from datetime import date
from functools import lru_cache

from oilwatch.claims import tolerance
from oilwatch.claims.scene import Draft
from oilwatch.model import Claim

KNOWN = frozenset(
    "SAU RUS USA IRQ IRN ARE KWT NGA AGO LBY VEN DZA CAN CHN BRA NOR MEX BRENT WTI OPEC OPEC+ OPEC+8 NONOPEC"
    " WORLD USA-SPR USA-GASOLINE USA-GOM HORMUZ".split()
)
_SIGNED = frozenset(("change", "pct_change", "decision"))


def windows(drafts: list[Draft]) -> list[Draft]:
    """Give the decisions of one deal the window that only one of them names."""
    decisions = [d for d in drafts if d.kind in ("decision", "quota") and d.reason != "proposal_not_adopted"]
    known = [d for d in decisions if d.window and d.period is not None]
    if known:
        starts = [d.start for d in known]
        for draft in decisions:
            if not draft.window:
                at = bisect_left(starts, draft.start)
                near = min(known[max(0, at - 1) : at + 1], key=lambda d: abs(d.start - draft.start))
                draft.period, draft.window = near.period, True
    return drafts


def claim(draft: Draft, text: str, day: date) -> Claim | None:
    """Return the claim of a draft; None where it lacks what a claim needs."""
    if draft.period is None or not draft.entity:
        return None
    value, unit, normalized, normalized_unit, digits = _figures(draft)
    low, high = (None, None) if isinstance(normalized, str) else tolerance.interval(draft, normalized, digits)
    reason = draft.reason or _out_of_scope(draft, day)
    return Claim(
        span_text=text[draft.start : draft.end], start=draft.start, end=draft.end, value=value, unit=unit,
        normalized_value=normalized, normalized_unit=normalized_unit, kind=draft.kind, measure=draft.measure,
        entity=draft.entity, period_start=_iso(draft.period[0]), period_end=_iso(draft.period[1]),
        baseline_period=_baseline(draft), modifier=draft.modifier, checkable=not reason,
        not_checkable_reason=reason, source=draft.source, definition=draft.definition, basis=draft.basis,
        announced=draft.announced.isoformat() if draft.announced else "", digits=digits, low=low, high=high,
        as_of=_iso(day), candidates=(),
    )  # fmt: skip


_iso = lru_cache(maxsize=16_384)(date.isoformat)


def _baseline(draft: Draft) -> tuple[str, str] | None:
    if draft.baseline is None:
        return None
    return _iso(draft.baseline[0]), _iso(draft.baseline[1])


def _out_of_scope(draft: Draft, day: date) -> str:
    if (
        draft.kind in ("level", "change", "pct_change", "ratio")
        and draft.period is not None
        and draft.period[0] > day
    ):
        return "forecast"
    if draft.measure in ("production", "price", "price_change"):
        parts = draft.entity.split("+") if draft.entity not in KNOWN else [draft.entity]
        if not all(part in KNOWN for part in parts) or draft.entity.startswith("USA-"):
            return "out_of_scope_entity"
    return ""


def _figures(
    draft: Draft,
) -> tuple[float | str | tuple[float, float], str, float | str | tuple[float, float], str, float]:
    quantity = draft.quantity
    if quantity is None or draft.value is not None:
        value = draft.value if draft.value is not None else 0.0
        return value, draft.unit, value, draft.unit, 0.5 if isinstance(value, float) else 0.0
    assert quantity.unit is not None
    sign = draft.sign if draft.kind in _SIGNED or (draft.kind == "forecast" and draft.sign < 0) else 1
    normalized = tuple(abs(v) * sign if sign < 0 else v for v in quantity.normalized)
    name = quantity.unit.name
    if quantity.scale == 1e6 and not name.startswith("million"):
        name = f"million {name}"
    elif quantity.scale == 1e3 and not name.startswith("thousand"):
        name = f"thousand {name}"
    quoted = quantity.values
    if len(quoted) > 1:
        pair = (normalized[0], normalized[-1])
        return (
            (quoted[0], quoted[-1]),
            name,
            (min(pair), max(pair)),
            quantity.unit.normalized,
            quantity.precision,
        )
    return quoted[0], name, normalized[0], quantity.unit.normalized, quantity.precision
