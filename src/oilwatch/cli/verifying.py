"""The command that proves a bundle: every file made again from its record."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from oilwatch import terminal
from oilwatch.cli import root
from oilwatch.cli.root import app
from oilwatch.errors import InputError

if TYPE_CHECKING:
    from oilwatch.bundle import Verified

_SUM = re.compile(r"[0-9a-f]{64}")


@app.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--sha256", "expected", metavar="HEX", help="The SHA-256 that the whole file must have.")
@click.option("--figures-only", is_flag=True, help="Leave aside what other versions of libraries draw.")
@click.option("--store", "with_store", is_flag=True, help="Compare with the record in the store, too.")
@terminal.JSON
@click.pass_obj
def verify(
    db: str | None, file: Path, expected: str | None, figures_only: bool, with_store: bool, as_json: bool
) -> None:
    """Prove a bundle: make every file again from its record and compare byte by byte.

    Ends with 0 where it is proved, 1 where something differs, 2 where FILE is no bundle. A bundle that was
    changed and made again as a whole agrees with itself: compare its SHA-256 with the one that its maker
    gives.
    """
    from oilwatch import bundle
    from oilwatch.report.safe import line

    wanted = (expected or "").lower()
    if expected is not None and not _SUM.fullmatch(wanted):
        raise InputError(f"--sha256: expected 64 digits 0-9 and a-f, got {expected[:80]!r}")
    found = bundle.verify(_read(file), root.ready(db) if with_store else None)
    same = expected is None or found.sha256 == wanted
    proved = same and (found.figures_ok if figures_only else found.ok)
    if as_json:
        findings = [{"where": one.where, "kind": one.kind, "text": one.text} for one in found.findings]
        told = {"file": line(file.name), "proved": proved, "sha256": found.sha256, "expected": expected,
                "sha256_as_expected": same if expected else None, "link": found.link,
                "findings": findings}  # fmt: skip
        terminal.print_json(told)
    else:
        _told(found, line(file.name), (proved, same, expected is not None))
    if not proved:
        raise SystemExit(1)


def _read(file: Path) -> bytes:
    """Return the bytes of a file; raise InputError where there are none or too many."""
    from oilwatch.bundle import LARGEST

    try:
        with file.open("rb") as opened:
            body = opened.read(LARGEST + 1)
    except OSError as error:
        raise InputError(f"{file}: cannot be read ({error.strerror})") from error
    if len(body) > LARGEST:
        raise InputError(f"{file}: no proof bundle: larger than {LARGEST:,} bytes")
    return body


def _told(found: "Verified", name: str, state: tuple[bool, bool, bool]) -> None:
    proved, same, compared = state
    click.echo(f"{name}: {'proved' if proved else 'NOT proved'}")
    for one in found.findings:
        click.echo(f"  {one.where}: {one.text}")
    if not same:
        click.echo("  the whole file: its SHA-256 is not the one given by --sha256")
    click.echo(f"SHA-256: {found.sha256}")
    if found.link:
        click.echo(f"View: {found.link}")
    if not compared:
        click.echo("Compare the SHA-256 with the one that the maker of the bundle gives, by another way.")
