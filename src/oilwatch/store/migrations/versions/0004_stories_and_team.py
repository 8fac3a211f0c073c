"""Which stories are one and of which event they tell; events and notes of the team."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TIME = sa.String(24).with_variant(sa.String(24, collation="C"), "postgresql")


def written() -> list[sa.Column[str]]:
    return [
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("written_at", TIME, nullable=False),
        sa.Column("removed_at", TIME),
    ]


def upgrade() -> None:
    op.create_table(
        "story_tie",
        sa.Column("story", sa.Integer, sa.ForeignKey("story.key"), primary_key=True),
        sa.Column("cluster", sa.Integer, sa.ForeignKey("story.key"), nullable=False, index=True),
        sa.Column("event", sa.Text, nullable=False, index=True),
        sa.Column("score", sa.Float(53), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("tied_at", TIME, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "tie_state",
        sa.Column("name", sa.String(16), primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
    texts = "date title kind countries effective_from source_url time zone".split()
    op.create_table(
        "team_event",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column("id", sa.String(40), nullable=False, unique=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in texts),
        sa.Column("size_kbd", sa.Float(53)),
        sa.Column("importance", sa.Integer, nullable=False),
        *written(),
    )
    op.create_table(
        "note",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column("code", sa.String(16), nullable=False, unique=True),
        sa.Column("event", sa.String(120), nullable=False, index=True),
        sa.Column("text", sa.Text, nullable=False),
        *written(),
    )
