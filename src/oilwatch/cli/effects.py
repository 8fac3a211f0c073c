"""The commands that tell what prices did: around an event, a day or a kind of event, and when they leapt."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

import click

from oilwatch import terminal
from oilwatch.cli import root
from oilwatch.cli.root import app
from oilwatch.errors import InputError

if TYPE_CHECKING:
    from oilwatch.model import Impact
    from oilwatch.store import Store

SERIES = click.option(
    "--series", "series_id", default="price.brent.spot", metavar="ID",
    help="A series of daily prices; default: Brent spot.",
)  # fmt: skip
AS_OF = click.option("--as-of", metavar="DATE", help="Read prices and events as they were known on this day.")


@app.command()
@click.argument("event_id", metavar="[EVENT_ID]", required=False)
@click.option("--date", "day", metavar="DATE", help="Around this day instead of an event.")
@click.option(
    "--kind", metavar="K", help="Over all events of a kind (voluntary_cut) or a lane (opec), or a,b."
)
@click.option("--largest", type=click.IntRange(1, 1000), help="Of a kind: only so many, the largest [0,+1].")
@SERIES
@AS_OF
@terminal.JSON
@click.pass_obj
def impact(db: str | None, event_id: str | None, day: str | None, kind: str | None, largest: int | None,
           series_id: str, as_of: str | None, as_json: bool) -> None:  # fmt: skip
    """Print what a price did around an event, against all windows of that length in the five years before.

    Give exactly one of EVENT_ID, --date and --kind. `oilwatch events --json` lists the ids of events.
    """
    if sum(one is not None for one in (event_id, day, kind)) != 1:
        raise click.UsageError("expected exactly one of EVENT_ID, --date and --kind")
    if largest and kind is None:
        raise click.UsageError("--largest goes with --kind")
    from oilwatch import catalog
    from oilwatch.impacts import around, on_day

    store = root.ready(db)
    if kind is not None:
        _kind(store, kind, largest, (series_id, as_of), as_json)
    elif event_id is not None:
        found = around(store, catalog.event(event_id, store.team.events()), series=series_id, as_of=as_of)
        _one(found, as_json)
    else:
        _one(on_day(store, day or "", series=series_id, as_of=as_of), as_json)


def _one(found: "Impact", as_json: bool) -> None:
    from oilwatch.impacts import words

    if as_json:
        terminal.print_json(words.document(found))
        return
    rows = words.rows(found)
    table = words.table(words.COLUMNS, rows) if rows else ""
    _print([*words.head(found), "", table, "", *words.remarks(found), "", *words.HOW])


def _kind(store: "Store", kind: str, largest: int | None, how: tuple[str, str | None], as_json: bool) -> None:
    from oilwatch.impacts import by_kind, words
    from oilwatch.impacts import largest as ranked

    series_id, as_of = how
    if largest:
        top = ranked(store, kind, largest, series=series_id, as_of=as_of)
        if as_json:
            terminal.print_json(words.document(top))
            return
        table = words.table(words.LARGEST_COLUMNS, words.largest_rows(top))
        _print([f"{kind}, window [0,+1], {series_id}", "", table, "", *words.HOW])
        return
    found = by_kind(store, kind, series=series_id, as_of=as_of)
    if as_json:
        terminal.print_json(words.document(found))
        return
    counts = ", ".join(f"{len(g.events)} {g.direction} on {g.days} sessions" for g in found.groups)
    table = words.table(words.KIND_COLUMNS, words.kind_rows(found))
    head = f"{kind}, {series_id} as of {found.as_of}: {counts or 'no events'}"
    _print([head, "", table, "", *words.left_out(found), *words.HOW_KINDS])


@app.command()
@SERIES
@terminal.FROM
@terminal.TO
@click.option(
    "--min-percentile", type=click.FloatRange(0, 100), default=95.0,
    help="Only moves that rank here or above by size; default: 95.",
)  # fmt: skip
@AS_OF
@terminal.JSON
@click.pass_obj
def moves(db: str | None, series_id: str, start: str | None, end: str | None, min_percentile: float,
          as_of: str | None, as_json: bool) -> None:  # fmt: skip
    """Print unusual one-day moves, the largest first, with the events and stories that were near."""
    from oilwatch import periods
    from oilwatch.impacts import moves as unusual
    from oilwatch.impacts import with_stories, words

    if start and end and periods.bounds("daily", start, None)[0] > periods.bounds("daily", None, end)[1]:
        raise InputError(f"expected --from on or before --to, got {start} and {end}")
    store = root.ready(db)
    found = unusual(store, series=series_id, start=start, end=end, min_percentile=min_percentile, as_of=as_of)
    found = with_stories(store, found, store.seen(series_id, start="9999-01-01")[0])
    if as_json:
        terminal.print_json(words.document(found))
        return
    told = f"{len(found)} moves of {series_id} at or above percentile {min_percentile:g} by size"
    standing = as_of or date.today().isoformat()
    table = words.table(words.MOVE_COLUMNS, words.move_rows(found)) if found else ""
    _print([f"{told}, as of {standing}", "", table, "", *words.HOW_MOVES])


def _print(lines: Iterable[str]) -> None:
    """Print lines, without signs that a terminal would obey."""
    text = "\n".join(lines)
    click.echo("".join(sign if sign.isprintable() or sign == "\n" else "?" for sign in text))
