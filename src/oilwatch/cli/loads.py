"""The commands that load from outside services, and what came of that."""

import re
import time
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from oilwatch import terminal
from oilwatch.cli import root
from oilwatch.cli.root import app
from oilwatch.errors import InputError, StoreError

if TYPE_CHECKING:
    from oilwatch.load import Outcome
    from oilwatch.recheck import Rechecked
    from oilwatch.store import Store

FIELDS = ("new", "revised", "withdrawn", "unchanged")


@app.command()
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@click.option("--since", metavar="DATE", help="Read from this day on, also what is held already.")
@click.option("--every", metavar="TIME", help="Go on, and load again after this time (30m, 6h, 1d).")
@terminal.JSON
@click.pass_obj
def load(db: str | None, sources: tuple[str, ...], since: str, every: str, as_json: bool) -> None:
    """Load figures and stories from outside services; without SOURCE from all that can be asked.

    A source is one such as fred, jodi, yahoo, gdelt, feeds, or a group: eia, eia-bulk, news.
    """
    from oilwatch import settings

    chosen, first = settings.load(db), _day(since)
    pause = 0 if every is None else _seconds(every)
    store = root.store(db)
    while pause:
        try:
            _once(store, chosen, (sources, first), as_json=as_json)
            if not as_json:
                click.echo(f"next load at {store.now() + timedelta(seconds=pause):%H:%M} UTC")
        except StoreError as error:  # a database that is restarted must not end what goes on for months
            click.echo(f"oilwatch: {error}", err=True)
        time.sleep(pause)
    outcomes = _once(store, chosen, (sources, first), as_json=as_json)
    if any(outcome.status == "failed" for outcome in outcomes):
        raise SystemExit(1)


def _once(
    store: "Store", chosen: object, what: tuple[tuple[str, ...], date | None], *, as_json: bool
) -> "list[Outcome]":
    from oilwatch import load as loading

    with terminal.Board(quiet=as_json) as board:
        outcomes = loading.run(store, chosen, what[0], since=what[1], told=board.told)  # type: ignore[arg-type]
        board.told("saved checks", "running again")
        again = root.recheck(store, told=False)
        board.told("saved checks", "")
    if as_json:
        checks = {"saved_checks": _again(again)} if again.words else {}
        terminal.print_json(
            {"sources": [_plain(outcome) for outcome in outcomes], **_total(outcomes), **checks}
        )
        return outcomes
    skipped: dict[str, list[str]] = {}
    for outcome in outcomes:
        if outcome.status == "skipped":
            skipped.setdefault(outcome.reason, []).append(outcome.source)
        else:
            click.echo(_line(outcome))
    for reason, names in skipped.items():
        click.echo(f"{'not asked':<18} {', '.join(names)}: {reason}")
    if again.words:
        click.echo(f"{'saved checks':<18} {again.words}")
    return outcomes


def _again(done: "Rechecked") -> dict[str, object]:
    return {"checked": done.checked, "changed": done.changed, "reason": done.failure}


def _plain(outcome: "Outcome") -> dict[str, object]:
    counts = {name: getattr(outcome.counts, name) for name in FIELDS}
    about = {"reason": outcome.reason, "next_try": outcome.next_try}
    return {
        "source": outcome.source,
        "status": outcome.status,
        **counts,
        "quarantined": outcome.held,
        **about,
    }


def _total(outcomes: "list[Outcome]") -> dict[str, int]:
    return {name: sum(getattr(outcome.counts, name) for outcome in outcomes) for name in FIELDS}


def _line(outcome: "Outcome") -> str:
    told = f"{outcome.source:<18} "
    if outcome.status == "failed":
        told += "FAILED: "
    changed = ", ".join(f"{getattr(outcome.counts, name):,} {name}" for name in FIELDS)
    if outcome.status != "failed" or outcome.counts.changed:
        told += changed + (f", {outcome.held} quarantined" if outcome.held else "")
        told += f"; {outcome.reason}" if outcome.reason else ""
    else:
        told += outcome.reason
    return told + (f" (not before {outcome.next_try[:16]}Z)" if outcome.next_try else "")


def _day(text: str | None) -> date | None:
    from oilwatch import periods

    return date.fromisoformat(periods.bounds("daily", text, None)[0]) if text else None


def _seconds(text: str) -> int:
    found = re.fullmatch(r"(\d{1,4})([mhd])", text.strip())
    if not found or int(found[1]) == 0:
        raise InputError(f"--every is {text[:40]!r}; expected a time such as 30m, 6h or 1d")
    return int(found[1]) * {"m": 60, "h": 3600, "d": 86400}[found[2]]


@app.command()
@terminal.FROM
@terminal.TO
@click.option("--event", metavar="ID", help="Only those that tell of this event.")
@terminal.FORMAT
@terminal.JSON
@terminal.OUTPUT
@click.pass_obj
def stories(db: str | None, start: str, end: str, event: str, form: str, as_json: bool,
            output: Path) -> None:  # fmt: skip
    """Print the stories that were loaded: headline, link, outlet, times, and the event each is tied to.

    The same number in the column cluster means the same story, told by several outlets.
    """
    store = root.ready(db)
    if event:
        from oilwatch import catalog

        catalog.event(event, store.team.events())  # an id that is none is told, with those that are like it
    frame = store.stories(start=start, end=end, event=event)
    form = terminal.allowed("json" if as_json else form, output)
    columns = ["day", "cluster", "outlet", "title", "event"] if form == "table" else ["day", *frame.columns]
    terminal.emit_days(frame, columns, form, output)
