"""Answers that are given again, and what visitors read and starred."""

import sqlalchemy as sa
from alembic import op

revision = "s0003_programs"
down_revision = "s0002_accounts"


def upgrade() -> None:
    """Make both tables."""
    op.create_table(
        "answers",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("request", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("status", sa.Integer()),
        sa.Column("location", sa.Text()),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index("answers_at", "answers", ["at"])
    op.create_table(
        "marks",
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("story", sa.Text(), nullable=False),
        sa.Column("read_to", sa.BigInteger()),
        sa.Column("starred_at", sa.BigInteger()),
        sa.ForeignKeyConstraint(["story"], ["stories.id"]),
        sa.PrimaryKeyConstraint("who", "story"),
    )
    op.create_index("marks_story", "marks", ["story"])
