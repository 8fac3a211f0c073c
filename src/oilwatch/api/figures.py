"""The series there are, the figures of one, and the receipt of one figure."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import numpy as np

from oilwatch import export, periods
from oilwatch.api.operation import CSV, LIST, Asked, Operation, Reply, dumps
from oilwatch.api.parameters import DAY_OR_MONTH, MOMENT, Parameter, text, whole
from oilwatch.api.problems import Problem
from oilwatch.errors import InputError
from oilwatch.model import Series, Traced

MOST_LISTED, MOST_ROWS = 500, 50_000
Row = tuple[str, float, str, str, str]

_ID = Parameter("id", "The id of a series.", text(r"[a-z0-9_]+(\.[a-z0-9_]+)+", 100, "the id of a series"),
                "price.brent.spot", "path")  # fmt: skip
_PERIOD = Parameter("period", "A day, the Friday that ends a week, or a month.",
                    text("[0-9]{4}-[0-9]{2}(-[0-9]{2})?", 10, "a period (YYYY-MM-DD or YYYY-MM)"),
                    "2020-04-21", "path")  # fmt: skip
FROM = Parameter("from", "The first day or month.", DAY_OR_MONTH, "2018-10-01")
TO = Parameter("to", "The last day or month, included.", DAY_OR_MONTH, "2018-12-31")
OFFSET = Parameter("offset", "How many rows to pass over.", whole(0, 10_000_000, 0), 0)
_STANDING = (
    Parameter("as_of", "Read the figures as they were known then; a day counts to its end (UTC).", MOMENT,
              "2024-03-31"),
    Parameter("version", "Read the figures that the store held at this data version.", whole(1, 999_999_999)),
)  # fmt: skip


def limit(most: int, default: int) -> Parameter:
    """Return the parameter that says how many rows to give."""
    return Parameter("limit", "The most rows to give.", whole(1, most, default), 100)


_MEASURE = Parameter("measure", "Only what measures this: price, production, target.",
                     text("[a-z_]+", 40, "a measure such as price or production"), "price")  # fmt: skip
_ENTITY = Parameter("entity", "Only series of this: a country (ISO 3166 alpha-3), a group or a grade.",
                    text("[A-Za-z0-9_+-]+", 40, "an entity such as SAU, OPEC or BRENT"), "BRENT")  # fmt: skip
_TOLD = ("id", "title", "measure", "entity", "entity_name", "definition", "unit", "frequency", "publisher",
         "publisher_id", "source_url", "licence")  # fmt: skip


def _frozen(values: Mapping[str, Any]) -> bool:
    return values["as_of"] is not None and values["version"] is not None


def _listed(asked: Asked) -> Reply:
    measure, entity = asked.values["measure"], asked.values["entity"]
    newest = asked.source.once("newest", asked.source.store.newest)
    chosen = [
        about
        for about in asked.source.catalogue().values()
        if measure in (None, about.measure) and (not entity or entity.upper() == about.entity.upper())
    ]
    page = asked.page(len(chosen), 100)
    found = [_described(about) | {"latest": _latest(newest.get(about.id))} for about in chosen[page.rows]]
    told = {"version": asked.source.version, **page.told(), "series": found}
    return Reply(dumps(told), page.next)


def _described(about: Series) -> dict[str, Any]:
    return {name: getattr(about, name) for name in _TOLD}


def _latest(found: tuple[str, float, str] | None) -> dict[str, Any] | None:
    return dict(zip(("period", "value", "seen_from"), found, strict=True)) if found else None


def _rows(asked: Asked, about: Series) -> list[Row]:
    """Return the figures of a series from one day to another, oldest first."""
    asked.check_version()
    frame = asked.source.frame(about.id, asked.as_of, asked.version)
    unit = "datetime64[M]" if about.frequency == "monthly" else "datetime64[D]"
    days: list[str] = np.datetime_as_string(frame.index.to_numpy().astype(unit)).tolist()
    low, high = asked.span(about.frequency)
    part = slice(bisect_left(days, low), bisect_right(days, high))
    columns = [frame[name].iloc[part].tolist() for name in export.OBSERVATION_COLUMNS[1:]]
    return list(zip(days[part], *columns, strict=True))


def _json(asked: Asked) -> Reply:
    about = asked.series()
    rows = _rows(asked, about)
    page = asked.page(len(rows), MOST_ROWS)
    told = {
        **export.facts(about, asked.standing),
        "frequency": about.frequency,
        "version": asked.version or asked.source.version,
        **page.told(),
        "rows": [
            {"period": period, "value": value, "unit": unit, "seen_from": seen, "vintage": vintage}
            for period, value, unit, seen, vintage in rows[page.rows]
        ],
    }
    return Reply(dumps(told), page.next)


def _csv(asked: Asked) -> Reply:
    rows = _rows(asked, asked.series())
    page = asked.page(len(rows), MOST_ROWS)
    return Reply(export.to_csv(export.OBSERVATION_COLUMNS, rows[page.rows]), page.next)


def _receipt(asked: Asked) -> Reply:
    about, period = asked.series(), asked.values["period"]
    asked.check_version()
    try:
        periods.check(period, about.frequency)
    except InputError as error:
        raise Problem(404, str(error)) from None
    found = asked.source.store.figure(about.id, period, as_of=asked.as_of, version=asked.version)
    if found is None:
        raise Problem(404, f"{about.id} has no figure for {period} as of {asked.standing}")
    return Reply(dumps(_traced(asked, found)))


def _traced(asked: Asked, found: Traced) -> dict[str, Any]:
    keep = ("period", "value", "seen_from", "vintage")
    return {
        **export.facts(found.series, asked.standing),
        "version": asked.version or asked.source.version,
        **{name: getattr(found, name) for name in keep},
        "receipt": {name: getattr(found, name) for name in ("sha256", "address", "retrieved_at")}
        if found.sha256
        else None,
        "earlier": [
            {**asdict(row), "sha256": digest}
            for row, digest in zip(found.history, found.digests, strict=True)
        ],
    }


_SPAN = (_ID, FROM, TO, *_STANDING, limit(MOST_ROWS, MOST_ROWS), OFFSET)
_PROBLEMS = (400, 404, 405, 422, 429, 503)
OPERATIONS = (
    Operation(
        name="series", path=LIST, summary="The series there are, each with its newest figure.",
        parameters=(_MEASURE, _ENTITY, limit(MOST_LISTED, 100), OFFSET), answer=_listed, schema="Catalogue",
    ),
    Operation(
        name="figuresJson", path="/api/v1/series/{id}.json",
        summary="The figures of a series, in kb/d or USD/bbl, each with the moment it was first seen.",
        parameters=_SPAN, answer=_json, schema="Figures", problems=_PROBLEMS, frozen=_frozen,
    ),
    Operation(
        name="figuresCsv", path="/api/v1/series/{id}.csv",
        summary="The figures of a series as CSV, as `oilwatch series ID --format csv` prints them.",
        parameters=_SPAN, answer=_csv, media=CSV, problems=_PROBLEMS, frozen=_frozen,
        sample="period,value,unit,seen_from,vintage\n2020-04-21,9.12,USD/bbl,2024-03-31,published\n",
    ),
    Operation(
        name="receipt", path="/api/v1/series/{id}/figures/{period}.json",
        summary="One figure: where it was read, and what stood in its place before.",
        parameters=(_ID, _PERIOD, *_STANDING), answer=_receipt, schema="Receipt", problems=_PROBLEMS,
        frozen=_frozen,
    ),
)  # fmt: skip
