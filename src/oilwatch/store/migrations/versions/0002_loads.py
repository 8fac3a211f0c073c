"""What loaders keep: spans of copies, failed runs, figures held aside, forecasts, marks, stories."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TIME = sa.String(24).with_variant(sa.String(24, collation="C"), "postgresql")
PERIOD = sa.String(10).with_variant(sa.String(10, collation="C"), "postgresql")


def upgrade() -> None:
    op.add_column("unchanged", sa.Column("first", PERIOD))
    op.add_column("unchanged", sa.Column("last", PERIOD))
    op.add_column("load_run", sa.Column("held", sa.Integer, nullable=False, server_default="0"))
    op.add_column("load_run", sa.Column("altered", sa.Integer, nullable=False, server_default="1"))
    op.add_column("load_run", sa.Column("next_try", TIME))
    op.create_index("load_run_altered", "load_run", ["altered", "key"])
    _beside_the_record()
    _stories()


def _series() -> sa.Column[int]:
    return sa.Column("series", sa.Integer, sa.ForeignKey("series.key"), primary_key=True)


def _beside_the_record() -> None:
    op.create_table(
        "held_aside",
        _series(),
        sa.Column("period", PERIOD, primary_key=True),
        sa.Column("seen_from", TIME, primary_key=True),
        sa.Column("value", sa.Float(53)),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("settled", sa.Text, nullable=False),
        sa.Column("raw", sa.Integer, sa.ForeignKey("raw.key"), index=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "forecast",
        _series(),
        sa.Column("period", PERIOD, primary_key=True),
        sa.Column("seen_from", TIME, primary_key=True),
        sa.Column("value", sa.Float(53)),
        sa.Column("raw", sa.Integer, sa.ForeignKey("raw.key"), index=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "mark",
        _series(),
        sa.Column("period", PERIOD, primary_key=True),
        sa.Column("seen_from", TIME, primary_key=True),
        sa.Column("mark", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "validator",
        sa.Column("address", sa.Text, primary_key=True),
        sa.Column("etag", sa.Text, nullable=False),
        sa.Column("modified", sa.Text, nullable=False),
    )


def _stories() -> None:
    op.create_table(
        "story",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column("address_key", sa.String(64), nullable=False, unique=True),
        sa.Column("first_seen", TIME, nullable=False),
        *(
            sa.Column(name, sa.Text, nullable=False)
            for name in (
                "title url outlet published published_how seen source language country author".split()
            )
        ),
        sa.Column("day", TIME, nullable=False, index=True),
    )
