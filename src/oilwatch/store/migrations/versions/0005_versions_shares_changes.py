"""Which load run wrote what, and what it found; short links; which verdicts changed; who changed what."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

TIME = sa.String(24).with_variant(sa.String(24, collation="C"), "postgresql")
PERIOD = sa.String(10).with_variant(sa.String(10, collation="C"), "postgresql")


def texts(names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names.split()]


def before(*columns: sa.Column[str]) -> list[sa.Column[Any]]:
    series = sa.Column("series", sa.Integer, sa.ForeignKey("series.key"), primary_key=True)
    return [series, *columns, sa.Column("before", sa.Integer, primary_key=True)]


def upgrade() -> None:
    for table in ("observation", "unchanged"):
        op.add_column(table, sa.Column("run", sa.Integer, nullable=False, server_default="0"))
    op.create_table(
        "span_before",
        *before(sa.Column("seen_from", TIME, primary_key=True)),
        sa.Column("first", PERIOD),
        sa.Column("last", PERIOD),
        sqlite_with_rowid=False,
    )
    op.create_table("series_before", *before(), *texts("described"), sqlite_with_rowid=False)
    op.add_column("saved_check", sa.Column("rechecked", sa.Integer, nullable=False, server_default="0"))
    op.add_column("saved_check", sa.Column("latest", sa.LargeBinary))
    op.create_table(
        "verdict_change",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column("saved", sa.Integer, sa.ForeignKey("saved_check.key"), nullable=False, index=True),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("changed_at", TIME, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        *texts("quoted before after"),
    )
    op.create_table(
        "share",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column("code", sa.String(16), nullable=False, unique=True),
        sa.Column("digest", sa.String(64), nullable=False, unique=True),
        sa.Column("made_at", TIME, nullable=False),
        *texts("author page query title description"),
        sa.Column("figures", sa.String(64), nullable=False),
    )
    op.create_table(
        "change",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column("changed_at", TIME, nullable=False),
        *texts("who action what detail"),
    )
