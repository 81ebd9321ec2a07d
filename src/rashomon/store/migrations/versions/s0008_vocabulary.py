"""The words that SQLite's search index holds, so that those with one beginning are found without it."""

from alembic import op

revision = "s0008_vocabulary"
down_revision = "s0007_leaves"


def upgrade() -> None:
    """Make the list and fill it from the index; PostgreSQL's index finds beginnings by itself."""
    if op.get_bind().dialect.name != "sqlite":
        return
    op.execute("CREATE TABLE search_vocabulary (word TEXT PRIMARY KEY) WITHOUT ROWID")
    op.execute("CREATE VIRTUAL TABLE temp.indexed USING fts5vocab(main, search, row)")
    op.execute("INSERT INTO search_vocabulary SELECT DISTINCT substr(term, 1, 40) FROM temp.indexed")
    op.execute("DROP TABLE temp.indexed")
