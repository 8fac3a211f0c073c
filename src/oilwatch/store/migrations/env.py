"""Alembic's entry: runs on the connection, and so in the transaction, of ``upgrade.upgrade``."""

from alembic import context

from oilwatch.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
)
context.run_migrations()
