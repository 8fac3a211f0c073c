"""Creating and upgrading the tables, by Alembic, in one transaction."""

import os
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from oilwatch.errors import StoreError
from oilwatch.store.engine import reading, where, writing


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config


def revision(connection: Connection) -> str | None:
    """Return the schema's revision, or None for a database without our tables."""
    return MigrationContext.configure(connection).get_current_revision()


def is_current(engine: Engine) -> bool:
    """Return whether the schema is the one this version uses; raise StoreError where it is newer."""
    if engine.dialect.name == "sqlite" and not os.path.exists(engine.url.database or ""):
        return False  # looking would make the file
    with reading(engine) as connection:
        found = revision(connection)
    scripts = ScriptDirectory.from_config(_config())
    if found is not None and found not in {script.revision for script in scripts.walk_revisions()}:
        raise StoreError(
            f"the store {where(engine)} has schema {found!r}, made by a newer oilwatch; this one knows up to "
            f"{scripts.get_current_head()!r}: upgrade oilwatch (pip install -U) and try again"
        )
    return found == scripts.get_current_head()


def upgrade(engine: Engine) -> bool:
    """Bring the schema up to date; return whether anything had to be done."""
    if is_current(engine):
        return False
    with writing(engine) as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    return True
