"""The receipts of a verdict: which recorded figures a claim was held against."""

from oilwatch.claims import wording
from oilwatch.claims.figures import Case, Reading
from oilwatch.claims.record import Figure
from oilwatch.model import Event, Evidence

MOST = 12


def rows(case: Case, reading: Reading, role: str = "then") -> list[Evidence]:
    """Return the rows of a reading; the first carries the difference, *role* stands for its ``then``."""
    out: list[Evidence] = []
    for own, figure in reading.rows[:MOST]:
        away = wording.difference(case.claim, reading) if not out and _numeric(case) else (None, None)
        out.append(_row(case, role if own == "then" else own, figure, away))
        if role == "then" and own == "then" and (now := _revised(case, figure)) is not None:
            out.append(_row(case, "now", now, (None, None)))
    return out


def _numeric(case: Case) -> bool:
    return not isinstance(case.claim.normalized_value, str)


def _revised(case: Case, figure: Figure) -> Figure | None:
    now = case.record.now(figure.about, figure.seen.period)
    if now is None or now.seen_from == figure.seen.seen_from or now.value == figure.seen.value:
        return None
    return Figure(figure.about, now)


def _row(case: Case, role: str, figure: Figure, away: tuple[float | None, float | None]) -> Evidence:
    about, seen = figure.about, figure.seen
    return Evidence(
        role=role, series=about.id, publisher_id=about.publisher_id, period=seen.period, value=seen.value,
        unit=about.unit, seen_from=seen.seen_from, vintage=seen.vintage, difference=away[0],
        difference_percent=away[1], raw_sha256=case.record.digest(about, seen), url=about.source_url,
    )  # fmt: skip


def row(case: Case, role: str, figure: Figure) -> list[Evidence]:
    """Return one figure as a receipt, with what it reads now where that has been revised."""
    now = _revised(case, figure) if role == "then" else None
    shown = [_row(case, role, figure, (None, None))]
    return shown + ([_row(case, "now", now, (None, None))] if now is not None else [])


def decision(event: Event, value: float | None, away: float | None) -> Evidence:
    """Return an event of the catalogue as a receipt."""
    return Evidence(
        role="decision",
        series="",
        publisher_id=event.id,
        period=event.date.isoformat(),
        value=value,
        unit="kb/d",
        seen_from=event.date.isoformat(),
        vintage=event.title,
        difference=away,
        difference_percent=None,
        raw_sha256="",
        url=event.source_url,
    )
