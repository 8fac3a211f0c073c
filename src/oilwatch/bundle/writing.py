"""From a record and what was asked of it to every file of a bundle. Pure, but for ``write``."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from oilwatch import export, pictures
from oilwatch import view as views
from oilwatch.bundle import record as records
from oilwatch.bundle.container import LARGEST, pack
from oilwatch.bundle.libraries import made_with
from oilwatch.bundle.manifest import NAME, manifest
from oilwatch.bundle.readme import readme
from oilwatch.bundle.record import Record
from oilwatch.bundle.source import RecordSource
from oilwatch.charts import transform
from oilwatch.errors import InputError
from oilwatch.export.about import EVENT_COLUMNS, About, about
from oilwatch.view import View
from oilwatch.views import Content, Source, content
from oilwatch.views.links import address, frozen

RAW_COLUMNS = ("series", "period", "value", "unit", "seen_from", "sha256", "address", "retrieved_at")


@dataclass(frozen=True, slots=True)
class Asked:
    """The frozen view that a bundle is of, and where its link leads."""

    view: View
    base_url: str = ""


def write(source: Source, view: View, today: date, base_url: str = "") -> bytes:
    """Return the proof bundle of *view*, which is frozen first where it is not (at *today* unless dated).

    *base_url*: where its link leads. The same view of the same store gives the same bytes, whenever and
    wherever. Raises InputError where it would be larger than LARGEST bytes.
    """
    from oilwatch.bundle.gathering import gather

    asked = Asked(frozen(source, view, today), base_url)
    record = gather(source, asked.view)
    files, said = parts(record, asked)
    body = pack({**files, NAME: manifest(said, files, made_with())})
    if len(body) > LARGEST:
        raise InputError(
            f"the bundle would have {len(body):,} bytes; expected at most {LARGEST:,}: "
            "take fewer series or a later first day"
        )
    return body


def parts(record: Record, asked: Asked) -> tuple[dict[str, bytes], About]:
    """Return every file of a bundle but the manifest, by name, and what they say of the view."""
    source = RecordSource(record)
    held = content(source, asked.view, record.as_of)
    said = about(source, held, asked.base_url)
    link = address(asked.view, asked.base_url)
    note = f"Frozen, data version {record.version}. SHA-256 of the figures: {said.view['sha256']}"
    forms = {form: export.file(source, held, form, base_url=asked.base_url) for form in _FORMS}
    return {
        **{("page" if form == "html" else "figures") + f".{form}": body for form, body in forms.items()},
        "README.txt": readme(said),
        "card.png": pictures.card(held, link, note),
        "card.svg": pictures.card_svg(held, link, note),
        "events.csv": export.to_csv(EVENT_COLUMNS, said.events),
        "raw.csv": _raw(record, source, held),
        "record.json": records.to_json(record),
        "view.json": _view(held, asked),
    }, said


_FORMS = ("csv", "html", "json", "xlsx")


def _view(held: Content, asked: Asked) -> bytes:
    """Return what was asked: page, query and base address, and in plain words what they come to."""
    told: Mapping[str, object] = {
        "page": asked.view.page,
        "query": views.encode(asked.view),
        "base_url": asked.base_url,
        "link": address(asked.view, asked.base_url),
        "series": held.view.series,
        "from": held.shown.start and held.shown.start.isoformat(),
        "to": held.shown.end and held.shown.end.isoformat(),
        "transform": held.shown.transform,
        "unit": held.lines.unit,
        "as_of": held.as_of.isoformat(),
        "data_version": held.version,
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _raw(record: Record, source: Source, held: Content) -> bytes:
    """Return where each published figure of the view, or behind it, came from; its values as published."""
    shown = held.shown
    start = shown.start if shown.transform != "change" else None  # a change needs the year before
    known = {one.about.id: one for one in record.series}
    rows: list[tuple[object, ...]] = []
    for one in held.abouts:
        of = known[one.id]
        digests = {(row.period, row.seen_from): row.sha256 for row in of.rows}
        form = "%Y-%m" if one.frequency == "monthly" else "%Y-%m-%d"
        frame = source.frame(one.id, shown.as_of, shown.version)
        part = frame.loc[transform.cut(frame["value"], start, shown.end).index]
        periods = pd.DatetimeIndex(part.index).strftime(form).tolist()
        columns = (periods, part["value"].tolist(), part["seen_from"].tolist())
        for period, value, seen_from in zip(*columns, strict=True):
            digest = digests[period, seen_from]
            rows.append(
                (one.id, period, value, one.unit, seen_from, digest, *of.answers.get(digest, ("", "")))
            )
    return export.to_csv(RAW_COLUMNS, rows)
