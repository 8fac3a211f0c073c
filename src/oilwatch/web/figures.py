"""The newest figures of a shared view as a table, each with its receipt; and how figures are written."""

from collections.abc import Iterator, Mapping
from datetime import date

from oilwatch import receipts
from oilwatch.charts import words
from oilwatch.store.vintage import EARLIEST_COPY
from oilwatch.views import Content, Row, rows
from oilwatch.web.page import told

MOST_ROWS = 60
FEW = 3
"""More columns than these are set one below the other on a phone."""


def table(held: Content) -> Iterator[str]:
    """Yield the newest figures by period, a column a line; those not as published have a mark."""
    by_period: dict[str, dict[str, Row]] = {}
    for row in rows(held):
        by_period.setdefault(row.period, {})[row.name] = row
    newest = sorted(by_period, reverse=True)[:MOST_ROWS]
    yield f"<h2>Figures, {told(words.UNIT_WORDS.get(held.lines.unit, held.lines.unit))}</h2>"
    if not newest:
        yield "<p>No figures in this range as of this day.</p>"
        return
    yield from _body(held, {moment: by_period[moment] for moment in newest})
    shown = [row for moment in newest for row in by_period[moment].values()]
    notes = [f"The newest {len(newest)} of {len(by_period):,} periods; all figures are in the files above."]
    if any(row.vintage for row in shown):
        notes.append("Each leads to its receipt.")
    if any(row.vintage == EARLIEST_COPY and not row.series.startswith("target.") for row in shown):
        notes.append("† as in the earliest copy kept, not as published.")
    yield f'<p class="small">{" ".join(notes)}</p>'


def _body(held: Content, shown: Mapping[str, Mapping[str, Row]]) -> Iterator[str]:
    names = list(dict.fromkeys(one.name for one in held.lines.lines))
    places = {
        name: max(
            (decimals(line[name].value, held.lines.unit) for line in shown.values() if name in line),
            default=0,
        )
        for name in names
    }
    yield f"<table{' class=wide' if len(names) > FEW else ''}><thead><tr><th>Period</th>"
    yield "".join(f"<th>{told(name)}</th>" for name in names) + "</tr></thead><tbody>"
    for moment, line in shown.items():
        cells = "".join(_cell(held, name, line.get(name), places[name]) for name in names)
        yield f"<tr><th>{told(period(moment))}</th>{cells}</tr>"
    yield "</tbody></table>"


def _cell(held: Content, name: str, row: Row | None, places: int) -> str:
    """Return a cell; required levels are compiled from decisions, so that no vintage is marked."""
    if row is None:
        return f'<td data-name="{told(name)}"></td>'
    text = f"{row.value:,.{places}f}"
    if row.vintage:
        place = receipts.address(
            row.series, row.period, held.view.as_of, held.view.version, unit=held.lines.unit
        )
        text = f'<a href="{told(place)}">{text}</a>'
    mark = "†" if row.vintage == EARLIEST_COPY and not row.series.startswith("target.") else ""
    return f'<td data-name="{told(name)}">{text}{mark}</td>'


def period(text: str) -> str:
    """Return a period as people write it: ``5 Oct 2022`` or ``Oct 2022``."""
    monthly = len(text) == len("2022-10")
    day = date.fromisoformat(f"{text}-01" if monthly else text)
    return words.period_text(day, "monthly" if monthly else "daily")


def number(value: float, unit: str) -> str:
    """Return a figure with all its decimals: at least two, but for kb/d."""
    head, _, tail = f"{value:,.6f}".rstrip("0").partition(".")
    tail = tail.ljust(0 if unit == "kb/d" else 2, "0")
    return f"{head}.{tail}" if tail else head


def decimals(value: float, unit: str) -> int:
    """Return how many decimals a figure has: at least two, but for kb/d."""
    return len(number(value, unit).partition(".")[2])
