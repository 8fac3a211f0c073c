"""A receipt told: as facts one by one, as plain text to paste, and as a document for programs."""

from dataclasses import asdict
from typing import Any

from oilwatch import periods
from oilwatch.receipts.one import BUNDLED, Receipt, amount
from oilwatch.report.safe import line
from oilwatch.store.vintage import EARLIEST_COPY

MOST_EARLIER = 40
"""Earlier values that are told to people, the latest; a document has all."""

OWN = "from a file that somebody imported; not as its publisher gave it"
_VINTAGES = {EARLIEST_COPY: f"{EARLIEST_COPY} (no copy is kept of what it read when it was published)"}


def title(receipt: Receipt) -> str:
    """Return what the receipt is of: ``Brent crude spot price, 17 Mar 2026: 76.21 USD/bbl``."""
    when, figure = periods.period_text(receipt.period), f"{amount(receipt.shown)} {receipt.unit}"
    return line(f"{receipt.series.title}, {when}: {figure}")


def facts(receipt: Receipt) -> list[tuple[str, str]]:
    """Return what a receipt says, a name and a line each; what is not known is left out."""
    about = receipt.series
    told = [
        ("Series", about.id),
        ("Publisher", about.publisher),
        ("Publisher's id", about.publisher_id),
        ("Definition", about.definition),
        ("Period", f"{periods.period_text(receipt.period)} ({receipt.period}, {about.frequency})"),
        ("Value as stored", f"{amount(receipt.value)} {about.unit}"),
        ("Value as shown", f"{amount(receipt.shown)} {receipt.unit}"),
        *[("Conversion", text) for text in receipt.conversions or (_unchanged(receipt),)],
        ("Vintage", OWN if own(receipt) else _VINTAGES.get(receipt.vintage, receipt.vintage)),
        ("Seen from", moment(receipt.seen_from)),
        ("Publisher's page", about.source_url),
        *_origin(receipt),
        *_row(receipt),
        ("Earlier values", "; ".join(_earlier(receipt)) or "none kept"),
        ("Licence", about.licence),
        ("Cite as", cited(receipt)),
        ("Read as of", f"{moment(receipt.as_of)}, data version {receipt.version:,}"),
    ]
    return [(name, line(text)) for name, text in told if text]


def text(receipt: Receipt) -> str:
    """Return a receipt as plain text to paste, a fact a line."""
    lines = [title(receipt), *(f"{name}: {told}" for name, told in facts(receipt))]
    return "\n".join(lines) + "\n"


def as_dict(receipt: Receipt) -> dict[str, Any]:
    """Return a receipt as plain texts, numbers and lists; what is not known is null."""
    about = receipt.series
    names = ("title", "definition", "publisher", "publisher_id", "source_url", "frequency", "licence")
    return {
        "series": about.id,
        **{name: getattr(about, name) for name in names},
        "period": receipt.period,
        "stored": {"value": receipt.value, "unit": about.unit},
        "shown": {"value": receipt.shown, "unit": receipt.unit},
        "conversions": list(receipt.conversions),
        "vintage": receipt.vintage,
        "own_file": own(receipt),
        "seen_from": receipt.seen_from,
        "read_from": {
            "kind": receipt.kind,
            "address": receipt.address or None,
            "retrieved_at": receipt.retrieved_at or None,
            "sha256": receipt.sha256 or None,
            "note": receipt.note or None,
            "row": asdict(receipt.row) if receipt.row else None,
        },
        "earlier": [asdict(one) for one in receipt.earlier],
        "as_of": receipt.as_of,
        "version": receipt.version,
        "citation": cited(receipt),
        "path": receipt.path,
    }


def own(receipt: Receipt) -> bool:
    """Return whether the figure was read from a file that somebody imported, and not from its publisher."""
    return receipt.kind == "file" and not receipt.address.startswith(BUNDLED)


def cited(receipt: Receipt) -> str:
    """Return how the figure is cited; one of an imported file is never laid to the publisher alone."""
    if not own(receipt):
        return receipt.citation
    return f"Figure from an imported file ({receipt.address}), in the series of: {receipt.citation}"


def moment(text: str) -> str:
    """Return a day or a moment as people write it: ``17 Mar 2026`` or ``17 Mar 2026, 14:03:11 UTC``."""
    day = periods.period_text(text[:10])
    return day if len(text) == 10 else f"{day}, {text[11:19]} UTC"


def _unchanged(receipt: Receipt) -> str:
    """Return why nothing was converted; what a publisher's answer said is claimed only where it is kept."""
    sent = receipt.kind == "answer" and receipt.row is not None
    return "none: shown as it was published" if sent else "none: shown as it is stored"


def _origin(receipt: Receipt) -> list[tuple[str, str]]:
    """Return where the figure was read, and what was kept of that."""
    if receipt.kind == "none":
        return [("Raw answer", "not kept")]
    when = moment(receipt.retrieved_at) if receipt.retrieved_at else ""
    if receipt.kind == "answer":
        return [
            ("Address", receipt.address),
            ("Retrieved", when),
            ("SHA-256 of the raw answer", receipt.sha256),
            ("What is kept of it", receipt.note),
        ]
    bundled = receipt.address.startswith(BUNDLED)
    return [
        (
            "Raw answer",
            "not kept: the figure came with oilwatch" if bundled else "a file that somebody brought",
        ),
        ("File", receipt.address),
        ("Read from the file", when),
        ("SHA-256 of the file", receipt.sha256),
    ]


def _row(receipt: Receipt) -> list[tuple[str, str]]:
    row, where = receipt.row, "file" if receipt.kind == "file" else "answer"
    if receipt.kind == "none":
        return []
    if row is None:
        return [("Row", f"not found in the {where}: nothing in it reads {amount(receipt.value)}")]
    return [
        (f"Row (line {row.line:,} of the {where})", row.text),
        ("SHA-256 of the row", row.sha256 if receipt.kind == "file" else ""),
    ]


def _earlier(receipt: Receipt) -> list[str]:
    told = [
        f"{'withdrawn' if one.value is None else f'{amount(one.value)} {receipt.series.unit}'} "
        f"from {moment(one.seen_from)}"
        for one in receipt.earlier
    ]
    left = len(told) - MOST_EARLIER
    return [f"{left} before these", *told[-MOST_EARLIER:]] if left > 0 else told
