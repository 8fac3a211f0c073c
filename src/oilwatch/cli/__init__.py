"""The command line: arguments -> one call -> print. Exit codes: 0 done, 1 a problem, 2 bad call or input."""

import os

import click

from oilwatch import terminal
from oilwatch.cli import checking, effects, events, exporting, figures, loads, serving, state, team, verifying
from oilwatch.cli.root import app
from oilwatch.errors import OilwatchError

__all__ = [
    "app", "checking", "effects", "events", "exporting", "figures", "loads", "main", "serving", "state",
    "team", "verifying",
]  # fmt: skip


def main() -> None:
    """Run the command line; every error is one line on stderr that says what to do."""
    try:
        app(prog_name="oilwatch", standalone_mode=False)
    except OilwatchError as error:
        terminal.fail(str(error), error.exit_code)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
    except click.UsageError as error:
        path = error.ctx.command_path if error.ctx else "oilwatch"
        terminal.fail(f"{error.format_message()} (see: {path} --help)", 2)
    except click.ClickException as error:
        terminal.fail(error.format_message(), 2)
    except (click.Abort, KeyboardInterrupt):
        terminal.fail("stopped; what was recorded is kept, run it again to complete", 130)
    except UnicodeEncodeError as error:
        terminal.fail(f"{error.object[:80]!r} cannot be written as {error.encoding}; use names in UTF-8", 2)
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what is left of the output goes nowhere
        if isinstance(error, BrokenPipeError):
            raise SystemExit(1) from None
        terminal.fail(
            f"{error.filename or 'the output'}: {error.strerror}; make room or choose another place", 1
        )
