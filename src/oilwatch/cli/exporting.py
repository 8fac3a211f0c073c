"""The commands that give a view away: its link, and its figures or its chart as a file."""

import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import click

from oilwatch import terminal
from oilwatch.cli import person, root
from oilwatch.cli.root import app
from oilwatch.errors import InputError

if TYPE_CHECKING:
    from oilwatch.view import View
    from oilwatch.views import Source

PAGES = ("market", "production", "events")
PICTURES = ("png", "svg")
_DAY = "a day, YYYY-MM-DD from 1900 on"


@app.command()
@click.option("--page", type=click.Choice(PAGES), help="The page; default: the one that shows the series.")
@click.option("--series", metavar="A,B", help="Series by id, at most 6; default: the page's own.")
@terminal.FROM
@terminal.TO
@click.option("--transform", metavar="T", help="level, or rebased, change, spread; change, share of output.")
@click.option("--scale", metavar="S", help="linear or log.")
@click.option("--unit", metavar="U", help="Of output: mb/d or kb/d.")
@click.option(
    "--events", metavar="K,..", help="Kinds of events in the lane, such as opec,sanctions; or none."
)
@click.option("--importance", metavar="N", help="Only events of this importance or more, 1 to 3.")
@click.option("--event", metavar="ID", help="The event of the page events, or events to pin, at most 4.")
@click.option("--as-of", metavar="D", help="Read the figures as they were known on this day.")
@click.option("--freeze", is_flag=True, help="Add day and data version: the same numbers from now on.")
@click.option("--short", is_flag=True, help="Keep the view in the store and print a short link to it.")
@terminal.JSON
@click.pass_obj
def link(
    db: str | None, /, page: str | None, start: str | None, end: str | None, freeze: bool, short: bool,
    as_json: bool, **chosen: str | None,
) -> None:  # fmt: skip
    """Print the link to a view; with the same store it shows the same chart to everyone."""
    from oilwatch import periods, view, views
    from oilwatch.views import links
    from oilwatch.views.source import today

    source, base = views.current(root.ready(db)), _base(db)
    chosen["from"] = periods.bounds("daily", start, None)[0] if start else start
    chosen["to"] = periods.bounds("daily", None, end)[1] if end else end
    page = page or _page(chosen["series"])
    shown = _asked(source, page, {name: text for name, text in chosen.items() if text is not None})
    if freeze:
        shown = links.frozen(source, shown, today())
    found = links.address(shown, base)
    if short:
        found = f"{base}/s/{links.share(source, shown, today(), person.by())}"
    if as_json:
        told = {"link": found, "page": page, "query": view.encode(shown), "frozen": shown.frozen,
                "as_of": shown.as_of and shown.as_of.isoformat(), "version": shown.version}  # fmt: skip
        terminal.print_json(told)
    else:
        click.echo(found)


def _page(series: str | None) -> str:
    """Return the page that shows series: output or prices."""
    return "production" if (series or "").startswith("production.") else PAGES[0]


def _base(db: str | None, given: str = "") -> str:
    """Return the public address of the settings, else of the link *given*, else of ``oilwatch serve``."""
    from oilwatch import settings
    from oilwatch.export.copy_as import LOCAL

    origin = re.match(r"https?://[A-Za-z0-9.:\[\]-]{1,253}(?=[/?]|$)", given.strip())
    return settings.load(db).base_url or (origin[0] if origin else LOCAL)


def _asked(source: "Source", page: str, chosen: dict[str, str]) -> "View":
    """Return the view that options describe; raise InputError for the first that is of no use."""
    from oilwatch.views import links
    from oilwatch.views.source import today

    shown, notices = links.decoded(source, page, urlencode(chosen), today())
    if not notices:
        return shown
    name = notices[0].partition(":")[0]
    if name not in chosen:
        raise InputError(notices[0])
    option = f"--{name.replace('_', '-')}"
    raise InputError(f"{option}: expected {_expected(name, page)}, got {chosen[name][:80]!r}")


def _expected(name: str, page: str) -> str:
    """Return what may stand behind an option of ``link``, in words."""
    from oilwatch import view

    words = {
        "series": f"ids of {view.MEASURES.get(page, 'price')} series, at most {view.MOST['series']}, such as "
        f"{','.join(view.SERIES.get(page, view.SERIES['market'])[:2])} (see: oilwatch series)",
        "from": f"{_DAY}, not after --to",
        "to": _DAY,
        "as_of": f"{_DAY}, that has come",
        "events": f"some of {','.join(view.LANES)}, or none",
        "event": f"ids of events, at most {view.MOST['event']} (see: oilwatch events)",
        "transform": f"one of {', '.join(view.TRANSFORMS.get(page, ('level',)))}",
        "scale": f"one of {', '.join(view.SCALES)}",
        "unit": f"one of {', '.join(view.UNITS)}",
        "importance": "1, 2 or 3",
    }
    return words[name]


@app.command("export")
@click.argument("view_link", metavar="VIEW_LINK")
@click.option(
    "-o",
    "output",
    required=True,
    type=click.Path(path_type=Path),
    help="Write to this file: .csv, .xlsx, .json, .parquet, .html, .png or .svg; bundle: .zip.",
)
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@click.option("--bundle", "whole", is_flag=True, help="Freeze the view and write a .zip that can be proved.")
@click.pass_obj
def export_(db: str | None, view_link: str, output: Path, force: bool, whole: bool) -> None:
    """Write a view as a file, with source, licence, day and link inside.

    VIEW_LINK is what `oilwatch link` prints, what stands in the browser, its query alone, or /s/CODE.
    With --bundle it prints the SHA-256 of the file, for those who verify it.
    """
    from oilwatch import export, views
    from oilwatch.views import links
    from oilwatch.views.source import today

    form, forms = output.suffix[1:].lower(), ("zip",) if whole else (*export.FORMS, *PICTURES)
    if form not in forms:
        raise InputError(f"-o: expected a name that ends in .{', .'.join(forms)}; got {output.name[-40:]!r}")
    if output.exists() and not force:
        raise InputError(f"{output} is there already; choose another name, or --force to write over it")
    source, base = views.current(root.ready(db)), _base(db, view_link)
    shown, notices = links.read(source, view_link, today())
    for notice in notices:
        terminal.warn(notice)
    if whole:
        from oilwatch import bundle

        body = bundle.write(source, shown, today(), base)
        click.echo(f"{hashlib.sha256(body).hexdigest()}  {output.name}")
    elif form in PICTURES:
        from oilwatch import pictures

        body = pictures.picture(source, shown, form, link=links.address(shown, base))
    else:
        body = export.file(source, views.content(source, shown, today()), form, base_url=base)
    export.write_whole(output, body)
