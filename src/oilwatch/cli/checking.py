"""The command that checks stories: one page, or a whole batch."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from oilwatch import terminal
from oilwatch.cli import root
from oilwatch.cli.root import app
from oilwatch.errors import InputError

if TYPE_CHECKING:
    from oilwatch.model import Check, Story
    from oilwatch.store import Store

FORMS = ("text", "json", "markdown", "html")
ENDINGS = {".json": "json", ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html"}
STDIN = "-"


@app.command()
@click.argument("place", metavar="[FILE|URL|-]", required=False)
@click.option("--published", metavar="DATE", help="The day of the story; a batch: of lines without one.")
@click.option("--as-of", metavar="DATE", help="Hold it against what was known on this day, not on its own.")
@click.option(
    "--format", "form", type=click.Choice(FORMS),
    help="Print or write in this form; default: what the file's name ends in, else text.",
)  # fmt: skip
@terminal.JSON
@terminal.OUTPUT
@click.option("--strict", is_flag=True, help="End with 1 where a figure is contradicted or has no date.")
@click.option("--save", is_flag=True, help="Keep the check in the store, and print its address.")
@click.option("--batch", metavar="IN.jsonl", help='Check a file of lines {"id", "published", "text"}.')
@click.option("--workers", type=click.IntRange(1, 1024), help="Processes of a batch; default: every core.")
@click.option("--restart", is_flag=True, help="Write the output of a batch anew, not behind its last line.")
@click.pass_obj
def check(db: str | None, place: str | None, published: str, as_of: str, form: str | None, as_json: bool,
          output: Path | None, strict: bool, save: bool, batch: str | None, workers: int | None,
          restart: bool) -> None:  # fmt: skip
    """Check the figures about oil in a story against what the record said when it ran.

    FILE is text or HTML; - reads standard input. A page with several stories gives several checks. With
    --batch each line of IN.jsonl ({"id", "published", "text"} or {"id", "url_or_path"}) gives a line of the
    file -o, in the same order; run again after an interruption, it goes on behind the last line. Either may
    be - for a pipe.
    """
    if batch is not None:
        if place or strict or save or form not in (None, "json"):
            raise click.UsageError("--batch takes no FILE, --strict or --save, and writes JSON lines")
        _batch(db, (batch, str(output or STDIN)), (published, as_of, workers or 0), restart=restart)
        return
    if place is None or workers or restart:
        raise click.UsageError("expected FILE, URL or - (standard input), or --batch with what belongs to it")
    target = None if output == Path(STDIN) else output
    form = "json" if as_json else form or _form(target)
    store = root.ready(db)
    found = _checked(store, place, published, as_of)
    terminal.emit(_rendered(store, found, form).encode(), target)
    if save:
        _save(db, store, found, aside=form != "text" and target is None)
    if strict and any(map(_fails, found)):
        raise SystemExit(1)


def _form(output: Path | None) -> str:
    return ENDINGS.get(output.suffix.lower(), "text") if output else "text"


def _checked(store: "Store", place: str, published: str | None, as_of: str | None) -> "list[Check]":
    from oilwatch import claims

    found = _stories(place)
    record = claims.Record(store)
    return [claims.check(story, store, published=published, as_of=as_of, record=record) for story in found]


def _stories(place: str) -> "list[Story]":
    from oilwatch import settings
    from oilwatch.news import place as places

    if place == STDIN:
        if sys.stdin is None:
            raise InputError("there is no standard input; name a file or an address")
        if sys.stdin.isatty():
            click.echo("paste the story with its headline, then press Ctrl-D", err=True)
        return places.read(sys.stdin.buffer, "standard input")
    return places.stories(place, places.client(settings.load()))


def _rendered(store: "Store", found: "Sequence[Check]", form: str) -> str:
    from oilwatch import report

    if form == "html":
        return report.html(found, [report.sparks(store, one) for one in found])
    if form == "json":
        documents = [report.as_dict(one) for one in found]
        plain = documents if len(documents) > 1 else documents[0]
        return json.dumps(plain, ensure_ascii=False, indent=1) + "\n"
    return "\n".join(map(report.text if form == "text" else report.markdown, found))


def _save(db: str | None, store: "Store", found: "Sequence[Check]", *, aside: bool) -> None:
    """Keep the checks that have figures, and print where they are; *aside*: not among the output."""
    from oilwatch import report, settings

    kept = [one for one in found if one.verdicts]
    if not kept:
        click.echo("nothing to save: no figures about oil were found", err=True)
        return
    codes = [store.checks.save(report.as_dict(one), one.story.text) for one in kept]
    base = settings.load(db).base_url or "http://127.0.0.1:8501"
    click.echo(f"saved: {base}/check?c={','.join(dict.fromkeys(codes))}", err=aside)


def _fails(one: "Check") -> bool:
    """Return whether a check has a figure that is contradicted, or figures but no day."""
    return any(each.verdict == "contradicted" for each in one.verdicts) or (
        bool(one.verdicts) and not one.as_of
    )


def _batch(
    db: str | None, places: tuple[str, str], how: tuple[str | None, str | None, int], *, restart: bool
) -> None:
    from oilwatch import batch, periods, settings

    source, target = places
    published, as_of, workers = how
    for day in (published, as_of):
        if day:
            periods.check(day, "daily")
    root.ready(db)
    job = batch.Job(settings.load(db).db, published or "", as_of or "", processes=workers)
    name = "standard input" if source == STDIN else source
    with terminal.Meter() as meter:
        told = batch.Told(lambda text: meter.said(f"{name}: {text}"), meter.said, meter.at)
        outcome = batch.run(source, target, job, told, restart=restart)
    if outcome.errors:
        raise SystemExit(1)
