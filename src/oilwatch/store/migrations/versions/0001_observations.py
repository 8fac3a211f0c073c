"""Series, observations with their history, raw answers and load runs."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TIME = sa.String(24).with_variant(sa.String(24, collation="C"), "postgresql")
PERIOD = sa.String(10).with_variant(sa.String(10, collation="C"), "postgresql")
DESCRIPTION = (
    "title measure entity entity_name definition unit frequency publisher publisher_id source_url licence"
).split()


def upgrade() -> None:
    _series_and_answers()
    _observations()
    _runs()


def _series_and_answers() -> None:
    op.create_table(
        "series",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in DESCRIPTION),
        sa.Column("lag_days", sa.Integer, nullable=False),
        sa.Column("preference", sa.Integer, nullable=False),
        sa.Column("first_copy", TIME),
    )
    op.create_table(
        "raw",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column("sha256", sa.String(64), nullable=False, unique=True),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("retrieved_at", TIME, nullable=False),
        sa.Column("headers", sa.Text, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )


def _observations() -> None:
    op.create_table(
        "observation",
        sa.Column("series", sa.Integer, sa.ForeignKey("series.key"), primary_key=True),
        sa.Column("period", PERIOD, primary_key=True),
        sa.Column("seen_from", TIME, primary_key=True),
        sa.Column("value", sa.Float(53)),
        sa.Column("raw", sa.Integer, sa.ForeignKey("raw.key"), index=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "observation_current",
        sa.Column("series", sa.Integer, primary_key=True),
        sa.Column("period", PERIOD, primary_key=True),
        sa.Column("seen_from", TIME, nullable=False),
        sa.Column("value", sa.Float(53), nullable=False),
        sa.ForeignKeyConstraint(
            ["series", "period", "seen_from"],
            ["observation.series", "observation.period", "observation.seen_from"],
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "unchanged",
        sa.Column("series", sa.Integer, sa.ForeignKey("series.key"), primary_key=True),
        sa.Column("seen_from", TIME, primary_key=True),
        sa.Column("periods", sa.LargeBinary, nullable=False),
        sqlite_with_rowid=False,
    )


def _runs() -> None:
    op.create_table(
        "load_run",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("started_at", TIME, nullable=False),
        sa.Column("finished_at", TIME, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        *(
            sa.Column(name, sa.Integer, nullable=False)
            for name in ("new", "revised", "withdrawn", "unchanged")
        ),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Index("load_run_source", "source", "key"),
    )
