"""What the commands share: the group they belong to, and the store."""

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from oilwatch.recheck import Rechecked
    from oilwatch.store import Store


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--db", metavar="URL", help="Database address; default: OILWATCH_DB, else a file of yours.")
@click.version_option(package_name="oilwatch")
@click.pass_context
def app(context: click.Context, db: str | None) -> None:
    """The oil market with receipts: prices, production and decisions, each figure with its source."""
    context.obj = db


def store(db: str | None) -> "Store":
    """Return the store of the settings; *db* is the flag."""
    from oilwatch import settings
    from oilwatch.store import Store

    made = Store(settings.load(db).db)
    click.get_current_context().call_on_close(made.close)
    return made


def ready(db: str | None) -> "Store":
    """Return the store of the settings; raise StoreError where it has to be made first."""
    return store(db).require()


def recheck(store: "Store", *, told: bool = True) -> "Rechecked":
    """Run the saved checks again after the store has changed; *told*: say on stderr what came of it."""
    from oilwatch import recheck as again

    done = again.after(store)
    if told and done.words:
        click.echo(done.words, err=True)
    return done
