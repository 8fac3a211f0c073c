"""Filling the store: the bundled figures, and figures of one's own."""

import csv
import io
import math
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from oilwatch import catalog, periods, settings, units
from oilwatch.errors import InputError
from oilwatch.model import Counts, Receipt, Recorded, Series
from oilwatch.store import Store, vintage

MOST_BYTES = 200_000_000
"""The largest file that `import` takes."""


def fill(store: Store, progress: Callable[[int, int, str], None] | None = None) -> Counts:
    """Create or upgrade the store and record ``data/``; again: nothing changes.

    *progress* is called with (done, all, what comes next). One transaction a series: after an
    interruption the next call completes the rest.
    """
    store.upgrade()
    known = catalog.series()
    store.sync(known.values())
    total = Counts()
    for done, series_id in enumerate(known):
        if progress:
            progress(done, len(known), series_id)
        rows, path = catalog.history(series_id)
        if path is None:
            continue
        receipt = Receipt(
            path.read_bytes(), f"data/{path.relative_to(catalog.data_folder())}", _moment(store)
        )
        if store.holds(series_id, receipt):
            total += Counts(unchanged=len(rows))
        else:
            total += store.record_history(
                {series_id: rows}, source=f"bundled {series_id}", receipt=receipt, by_clock=False
            )
    if progress:
        progress(len(known), len(known), "")
    return total


def open_store(address: str | None = None) -> Store:
    """Return the store at *address* (default: the settings'), made and filled where it is not yet."""
    store = Store(address or settings.load().db)
    wanted = {f"bundled {series_id}" for series_id in catalog.with_figures()}
    if not store.is_current() or not wanted <= store.loads.last().keys():
        fill(store)
    return store


def own_series(series_id: str, *, title: str | None, unit: str | None, frequency: str) -> Series:
    """Return the description of a series that is a person's own; raise InputError where it cannot be one."""
    if not unit:
        raise InputError(f"a series of your own needs its --unit: {', '.join(units.known())}")
    if title and not title.isprintable():
        raise InputError(f"a title is one line of printable text, got {title[:80]!r}")
    measure = units.measure(unit)
    if not re.fullmatch(rf"{measure}(\.[a-z0-9_]+){{2}}", series_id) or len(series_id) > 80:
        raise InputError(f"expected a series id such as {measure}.dubai.own, got {series_id[:80]!r}")
    parts = series_id.split(".")
    return Series(
        id=series_id,
        title=title or series_id,
        measure=measure,
        entity=parts[1].upper(),
        entity_name=title or series_id,
        definition="Own figures, as imported",
        unit=units.STORED[measure],
        frequency=frequency,
        publisher="own figures",
        publisher_id="",
        source_url="",
        licence="not stated",
        lag_days=0,
        preference=9,
    )


def import_csv(  # noqa: PLR0913  (what a file does not say itself, by name)
    store: Store, path: Path, series_id: str, *, unit: str = "", own: Series | None = None, by: str = ""
) -> Counts:
    """Record the figures of a CSV file with columns period, value and optionally seen_from.

    *unit* is the file's (default: the series'); *own* describes a series that is not in the catalogue;
    *by* is who brought it, for the list of changes. An empty value withdraws a period. Raises InputError
    naming file and line; then nothing is recorded.
    """
    known = store.catalogue()
    described = known.get(series_id, own)
    if described is None:
        raise InputError(
            f"no series {series_id!r}; `oilwatch series` lists those there are. For a series of your own "
            "give --frequency and --unit"
        )
    if own is not None and series_id in known:
        _same(known[series_id], own)
        own = None
    name = path.name.encode(errors="replace").decode()
    receipt = Receipt(_read(path), name, _moment(store))
    answer = _answer(receipt, described, unit or described.unit)
    try:
        return store.record_import({series_id: answer}, receipt=receipt, describe=own, by=by)
    except InputError as error:
        raise InputError(f"{name}: {error}") from error


def _same(known: Series, own: Series) -> None:
    """Raise InputError where a series that exists is described otherwise."""
    for name in ("frequency", "title"):
        have, given = getattr(known, name), getattr(own, name)
        if given not in (have, own.id):
            raise InputError(f"{own.id} exists with the {name} {have!r}, got {given!r}; leave --{name} out")


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise InputError(f"{path}: larger than {MOST_BYTES // 1_000_000} MB; split it")
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from error


def _answer(receipt: Receipt, about: Series, unit: str) -> list[Recorded]:
    """Return the rows of a file in the series' unit."""
    rows = list(_rows(receipt.address, receipt.body, about.frequency, receipt.retrieved_at))
    if not rows:
        raise InputError(f"{receipt.address}: no rows below the header")
    return [
        r if r.value is None else replace(r, value=units.convert(r.value, unit, about.unit)) for r in rows
    ]


def _rows(name: str, body: bytes, frequency: str, moment: str) -> Iterator[Recorded]:
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{name}: expected UTF-8 text ({error.reason} at byte {error.start})") from error
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = [cell.strip().lower() for cell in next(reader, [])]
        if sorted(header) not in (["period", "value"], ["period", "seen_from", "value"]):
            found = ",".join(header)[:80]
            raise InputError(f"expected the columns period,value[,seen_from], got {found or 'none'}")
        held: dict[tuple[str, str], float | None] = {}
        for cells in filter(None, reader):
            row = _row(header, cells, frequency, moment)
            if held.setdefault((row.period, row.seen_from), row.value) != row.value:
                raise InputError(f"{row.period} stands twice in the file, with two values")
            yield row
    except InputError as error:
        raise InputError(f"{name}, line {max(reader.line_num, 1)}: {error}") from None
    except csv.Error as error:
        raise InputError(f"{name}, line {reader.line_num}: no readable CSV ({error})") from error


def _row(header: list[str], cells: list[str], frequency: str, moment: str) -> Recorded:
    if len(cells) != len(header):
        raise InputError(f"expected {len(header)} cells, got {len(cells)}")
    row = {name: cell.strip() for name, cell in zip(header, cells, strict=True)}
    seen = periods.seen(row["seen_from"]) if row.get("seen_from") else moment
    found = Recorded(row["period"], _value(row["value"]), seen)
    vintage.check(found, frequency, moment)
    return found


def _value(text: str) -> float | None:
    try:
        value = float(text.replace("_", "x")) if text else None
    except ValueError:
        value = math.nan
    if value is not None and not math.isfinite(value):
        raise InputError(f"value is {text[:40]!r}, expected a number such as 82.5")
    return value


def _moment(store: Store) -> str:
    return periods.moment(store.now())
