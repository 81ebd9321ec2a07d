"""People's rulings on what was read and compared, and readers' feedback."""

import sqlalchemy as sa
from alembic import op

revision = "s0004_rulings"
down_revision = "s0003_programs"

ROW = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables."""
    _rulings()
    _feedback()


def _rulings() -> None:
    op.create_table(
        "rulings",
        sa.Column("id", ROW, nullable=False),
        sa.Column("story", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("passages", sa.JSON(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("was", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("undone_at", sa.BigInteger()),
        sa.Column("undone_by", sa.Text()),
        sa.ForeignKeyConstraint(["story"], ["stories.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "ruling_articles",
        sa.Column("ruling", ROW, autoincrement=False, nullable=False),
        sa.Column("article", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["ruling"], ["rulings.id"]),
        sa.ForeignKeyConstraint(["article"], ["articles.id"]),
        sa.PrimaryKeyConstraint("ruling", "article"),
    )
    op.create_index("ruling_articles_article", "ruling_articles", ["article"])


def _feedback() -> None:
    op.create_table(
        "feedback",
        sa.Column("id", ROW, nullable=False),
        sa.Column("story", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("passages", sa.JSON(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_by", sa.Text()),
        sa.Column("answered_at", sa.BigInteger()),
        sa.Column("ruling", ROW),
        sa.ForeignKeyConstraint(["story"], ["stories.id"]),
        sa.ForeignKeyConstraint(["ruling"], ["rulings.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("feedback_state", "feedback", ["state", "id"])
    op.create_index("feedback_story", "feedback", ["story", "id"])
