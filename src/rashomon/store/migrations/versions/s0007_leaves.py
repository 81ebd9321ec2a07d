"""Pages of stories as they were written last; they are written anew when somebody opens a story."""

import sqlalchemy as sa
from alembic import op

revision = "s0007_leaves"
down_revision = "s0006_pages"


def upgrade() -> None:
    """Make the table, empty."""
    op.create_table(
        "leaves",
        sa.Column("story", sa.Text(), sa.ForeignKey("stories.id"), primary_key=True, nullable=False),
        sa.Column("key", sa.Text(), primary_key=True, nullable=False),
        sa.Column("spoken", sa.Text(), primary_key=True, nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("brief", sa.Text(), nullable=False),
        sa.Column("zstd", sa.LargeBinary(), nullable=False),
    )
