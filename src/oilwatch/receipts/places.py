"""Where the receipt of a figure is, from the server's root."""

from datetime import date
from urllib.parse import quote, urlencode


def address(  # noqa: PLR0913  (what names one figure)
    series: str,
    period: str,
    as_of: date | str | None = None,
    version: int | None = None,
    *,
    unit: str = "",
    base_url: str = "",
) -> str:
    """Return the address of a receipt: ``/receipt/price.brent.spot/2026-03-17?version=57``.

    *as_of* is a day or a moment, *unit* the one in which the figure was shown (empty: as it is stored).
    """
    named = {"as_of": str(as_of or ""), "version": str(version or ""), "unit": unit}
    query = urlencode({name: text for name, text in named.items() if text}, safe="/:", errors="replace")
    path = "/".join(quote(text, safe="", errors="replace") for text in (series, period))
    return f"{base_url}/receipt/{path}{'?' if query else ''}{query}"
