"""The commands that serve the dashboard and look after the store."""

import os

import click

from oilwatch import terminal
from oilwatch.cli.root import app


@app.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Listen on this address.")
@click.option(
    "--port", default=8501, show_default=True, type=click.IntRange(1, 65535), help="Listen on this port."
)
@click.option("--log", is_flag=True, help="Tell each request as a line of JSON on stderr.")
@click.pass_obj
def serve(db: str | None, host: str, port: int, log: bool) -> None:
    """Open the dashboard; the first start fills the store."""
    from oilwatch import server

    if db:
        os.environ["OILWATCH_DB"] = db
    if log:
        os.environ["OILWATCH_LOG"] = "json"
    server.run(host, port)


@app.command()
@terminal.JSON
@click.pass_obj
def doctor(db: str | None, as_json: bool) -> None:
    """Check settings, the store, its reachability and its integrity."""
    from oilwatch import diagnosis

    checks = diagnosis.examine(db)
    if as_json:
        terminal.print_json([{"check": c.name, "ok": c.ok, "finding": c.finding} for c in checks])
    else:
        for check in checks:
            click.echo(f"{'ok     ' if check.ok else 'PROBLEM'}  {check.name}: {check.finding}")
    if not all(check.ok for check in checks):
        raise SystemExit(1)
