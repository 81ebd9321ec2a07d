"""Outlets, facets, names, what reports came to, and visits; counts are filled in from what is there."""

import sqlalchemy as sa
from alembic import op

revision = "s0006_pages"
down_revision = "s0005_watchlists"

ROW = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables; names and marks are filled in by the worker, from readings and reports."""
    op.create_index("articles_source", "articles", ["source", "current", "language", "told_at"])
    op.create_index("assignments_story", "assignments", ["story", "row"])
    op.create_index("stories_seen", "stories", ["last_seen_at", "id"])
    _outlets()
    _names()
    _reports()
    _visits()


def _outlets() -> None:
    op.create_table(
        "outlets",
        sa.Column("id", sa.Text(), primary_key=True, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
    )
    op.create_table(
        "facets",
        sa.Column("story", sa.Text(), sa.ForeignKey("stories.id"), primary_key=True, nullable=False),
        sa.Column("kind", sa.Text(), primary_key=True, nullable=False),
        sa.Column("value", sa.Text(), primary_key=True, nullable=False),
        sa.Column("articles", sa.Integer(), nullable=False),
    )
    op.execute(
        "INSERT INTO outlets (id, name, kind) "
        "SELECT source, max(source_name), max(source_kind) FROM articles GROUP BY source"
    )
    for kind, column in (("language", "language"), ("outlet", "source")):
        op.execute(
            f"INSERT INTO facets (story, kind, value, articles) SELECT story, '{kind}', {column}, count(*) "  # noqa: S608
            f"FROM articles WHERE current AND story IS NOT NULL GROUP BY story, {column}"
        )
    _first()
    op.create_index("facets_value", "facets", ["kind", "value", "story"])


def _first() -> None:
    """Say who was first where all times are known and one outlet's is the earliest."""
    held = "FROM articles WHERE current AND story IS NOT NULL GROUP BY story"
    timed = (
        f"SELECT story, min(published) AS first {held} HAVING count(DISTINCT source) > 1 "
        "AND sum(CASE WHEN published IS NULL OR published % 86400000000 = 43200000000 THEN 1 ELSE 0 END) = 0"
    )
    op.execute(
        "INSERT INTO facets (story, kind, value, articles) SELECT DISTINCT a.story, 'timed', a.source, 1 "  # noqa: S608
        f"FROM articles a JOIN ({timed}) s ON s.story = a.story WHERE a.current"
    )
    op.execute(
        "INSERT INTO facets (story, kind, value, articles) SELECT a.story, 'first', max(a.source), 1 "  # noqa: S608
        f"FROM articles a JOIN ({timed}) s ON s.story = a.story AND s.first = a.published "
        "WHERE a.current GROUP BY a.story HAVING count(DISTINCT a.source) = 1"
    )


def _names() -> None:
    op.create_table(
        "entities",
        sa.Column("row", ROW, primary_key=True, nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
    )
    op.create_table(
        "entity_keys",
        sa.Column("key", sa.Text(), primary_key=True, nullable=False),
        sa.Column("entity", ROW, sa.ForeignKey("entities.row"), primary_key=True, nullable=False),
    )
    op.create_table(
        "labels",
        sa.Column("row", ROW, primary_key=True, nullable=False),
        sa.Column("entity", ROW, sa.ForeignKey("entities.row"), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("articles", sa.Integer(), nullable=False),
    )
    op.create_index("labels_entity", "labels", ["entity", "language", "name"], unique=True)
    op.create_table(
        "named",
        sa.Column("article", ROW, sa.ForeignKey("articles.row"), primary_key=True, nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
    )
    op.create_table(
        "mentions",
        sa.Column("article", ROW, sa.ForeignKey("articles.row"), primary_key=True, nullable=False),
        sa.Column("entity", ROW, sa.ForeignKey("entities.row"), primary_key=True, nullable=False),
        sa.Column("label", ROW, sa.ForeignKey("labels.row"), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
    )
    op.create_index("mentions_entity", "mentions", ["entity", "article"])
    op.create_table(
        "sayings",
        sa.Column("article", ROW, sa.ForeignKey("articles.row"), primary_key=True, nullable=False),
        sa.Column("quote", sa.Text(), primary_key=True, nullable=False),
        sa.Column("entity", ROW, sa.ForeignKey("entities.row"), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
    )
    op.create_index("sayings_entity", "sayings", ["entity", "article"])


def _reports() -> None:
    op.create_table(
        "tellings",
        sa.Column("story", sa.Text(), sa.ForeignKey("stories.id"), primary_key=True, nullable=False),
        sa.Column("key", sa.Text(), primary_key=True, nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.Column("differ", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
    )
    op.create_index("tellings_story", "tellings", ["story", "language", "made_at"])
    op.create_table(
        "shared_lines",
        sa.Column("story", sa.Text(), sa.ForeignKey("stories.id"), primary_key=True, nullable=False),
        sa.Column("first", sa.Text(), primary_key=True, nullable=False),
        sa.Column("second", sa.Text(), primary_key=True, nullable=False),
        sa.Column("directed", sa.Boolean(), primary_key=True, nullable=False),
        sa.Column("lines", sa.Integer(), nullable=False),
        sa.Column("wire", sa.Integer(), nullable=False),
    )
    op.create_index("shared_lines_first", "shared_lines", ["first", "second"])
    op.create_index("shared_lines_second", "shared_lines", ["second", "first"])


def _visits() -> None:
    op.create_table(
        "visits",
        sa.Column("visitor", sa.Text(), primary_key=True, nullable=False),
        sa.Column("story", sa.Text(), sa.ForeignKey("stories.id"), primary_key=True, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("seen", ROW, nullable=False),
        sa.Column("report", sa.Text()),
        sa.Column("before_at", sa.BigInteger()),
        sa.Column("before_seen", ROW),
        sa.Column("before_report", sa.Text()),
    )
