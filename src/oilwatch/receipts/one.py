"""The receipt of one figure, put together from the store, its raw answer and the publisher's units."""

import hashlib
import re
from dataclasses import dataclass, field
from datetime import date, datetime
from urllib.parse import parse_qsl, urlencode, urlsplit

from oilwatch import catalog, citation, periods, settings, units
from oilwatch.errors import InputError
from oilwatch.model import Series, Traced
from oilwatch.receipts import places, rows
from oilwatch.receipts.rows import Row
from oilwatch.report.safe import line
from oilwatch.store import Store

BUNDLED = "data/"
"""How the addresses of files that oilwatch brings along begin."""
_SECRET = re.compile(r"key|token|secret|password|signature", re.I)
_HIDDEN = "REDACTED"


@dataclass(frozen=True, slots=True)
class Earlier:
    """What the period read before, from when on; no value: withdrawn. *sha256*: of its raw answer."""

    value: float | None
    seen_from: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """Where one figure comes from. Texts of others are one visible line each; no key stands in any."""

    series: Series
    period: str
    value: float
    """As it is stored, in the series' unit."""
    shown: float
    unit: str
    """The unit of *shown*."""
    conversions: tuple[str, ...]
    """From the publisher's unit to the stored one, and from that to the one shown; spelled out."""
    seen_from: str
    vintage: str
    kind: str
    """Read from an ``answer`` of the publisher, from a bundled or own ``file``, or ``none`` was kept."""
    address: str
    retrieved_at: str
    sha256: str
    note: str
    """What is kept of the answer, where that is not all of it."""
    row: Row | None
    earlier: tuple[Earlier, ...]
    as_of: str
    version: int
    standing: tuple[str, int | None] = field(compare=False)
    """The day and version that were asked for."""
    citation: str

    @property
    def path(self) -> str:
        """Where the server has this receipt, from its root."""
        shown = self.unit if self.unit != self.series.unit else ""
        return places.address(self.series.id, self.period, *self.standing, unit=shown)


def receipt(  # noqa: PLR0913, PLR0917  (what names one figure, how it was shown)
    store: Store,
    series_id: str,
    period: str,
    as_of: str | date | datetime | None = None,
    version: int | None = None,
    unit: str | None = None,
) -> Receipt:
    """Return the receipt of the figure that a reader saw at *as_of* (default: now) and data *version*.

    *unit* is the one in which it was shown (default: the series'). Raises UnknownSeries, or InputError for a
    period that has no figure, a version that is not there, or a unit of something else.
    """
    found = store.figure(series_id, period, as_of=as_of, version=version)
    standing = periods.seen(as_of) if as_of is not None else ""
    day = standing or store.now().date().isoformat()
    if found is None:
        raise InputError(f"{series_id} has no figure for {period} as of {day}; `oilwatch series` lists them")
    about = found.series
    wanted = unit or about.unit
    shown = units.convert(found.value, about.unit, wanted)
    kept = _kept(store, found)
    row = _row(kept.body, found)
    return Receipt(
        series=about, period=period, value=found.value, shown=shown, unit=wanted,
        conversions=tuple(_conversions(row, found, wanted)), seen_from=found.seen_from, vintage=found.vintage,
        kind=_kind(kept), address=_without_keys(kept.address), retrieved_at=kept.retrieved_at,
        sha256=kept.sha256, note=_clean(kept.headers), row=row,
        earlier=tuple(
            Earlier(one.value, one.seen_from, digest)
            for one, digest in zip(found.history, found.digests, strict=True)
        ),
        as_of=day, version=version or store.data_version(), standing=(standing, version),
        citation=citation.citation(about, day),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Kept:
    body: bytes = b""
    address: str = ""
    retrieved_at: str = ""
    sha256: str = ""
    headers: str = ""


def _kept(store: Store, found: Traced) -> _Kept:
    """Return the raw answer behind a figure; where none was kept the bundled file; else nothing."""
    if found.sha256:
        raw = store.raw(found.sha256)
        return _Kept(raw.body if raw else b"", found.address, found.retrieved_at, found.sha256, found.headers)
    if found.series.id not in catalog.series():
        return _Kept()
    bundled, path = catalog.history(found.series.id)
    same = any((one.period, one.value) == (found.period, found.value) for one in bundled)
    if path is None or not same:
        return _Kept()
    body = path.read_bytes()
    inside = path.relative_to(catalog.data_folder())
    return _Kept(body, f"{BUNDLED}{inside}", "", hashlib.sha256(body).hexdigest())


def _kind(kept: _Kept) -> str:
    if not kept.sha256:
        return "none"
    return "answer" if "://" in kept.address else "file"


def _row(body: bytes, found: Traced) -> Row | None:
    """Return the row of a figure in its raw answer, without any key."""
    keys = tuple(part for part in re.split(r"[.-]", found.series.publisher_id) if part)
    known = (found.series.publisher_id, *keys, found.seen_from)
    wanted = rows.Wanted(found.series.id, found.period, found.value, found.series.unit, known)
    row = rows.find(body, wanted) if body else None
    if row is None:
        return None
    return Row(_clean(row.text), row.line, row.sha256, row.number, row.unit, _clean(row.told))


def _clean(text: str) -> str:
    """Return text as one visible line without any key of the settings."""
    for secret in filter(None, settings.load().keys.values()):
        text = text.replace(secret, _HIDDEN)
    return line(text)


def _without_keys(address: str) -> str:
    """Return an address without user, password, or any part of its query that is named like a key."""
    try:
        parts = urlsplit(address)
        kept = [
            (name, _HIDDEN if _SECRET.search(name) else text)
            for name, text in parse_qsl(parts.query, keep_blank_values=True)
        ]
    except ValueError:
        return ""
    query = urlencode(kept, safe="/:,[]") if any(text == _HIDDEN for _, text in kept) else parts.query
    host = parts.netloc.rpartition("@")[2]
    return _clean(parts._replace(netloc=host, query=query).geturl())


def _conversions(row: Row | None, found: Traced, unit: str) -> list[str]:
    """Return what was done to a figure, step by step: by the parser, then for who reads it."""
    stored = found.series.unit
    done = []
    if row is not None and row.unit != stored:
        done.append(conversion(row.number, row.unit, stored, row.told))
    if unit != stored:
        done.append(conversion(found.value, stored, unit))
    return done


def conversion(value: float, unit: str, to: str, told: str = "") -> str:
    """Return a conversion as a sum: ``10,765 kb/d / 1,000 = 10.765 mb/d, rounded 10.77 mb/d``.

    *told* is the unit in the publisher's words.
    """
    result, factor = units.convert(value, unit, to), units.convert(1.0, unit, to)
    step = f"/ {amount(1 / factor)}" if factor < 1 else f"× {amount(factor)}"
    called = f" (“{told}”)" if told and told != unit else ""
    rounded = f", rounded {result:,.2f} {to}" if round(result, 2) != result else ""
    return f"{amount(value)} {unit}{called} {step} = {amount(result)} {to}{rounded}"


def amount(value: float) -> str:
    """Return a figure with all its decimals and thousands apart: ``10,765``, ``−37.63``."""
    head, point, tail = units.number(abs(round(value, 9))).partition(".")
    return f"{'−' if value < 0 else ''}{int(head):,}{point}{tail}"
