"""The archive's first form."""

from alembic import op

from rashomon.store.tables import metadata

revision = "s0001_archive"
down_revision = None


def upgrade() -> None:
    """Make all tables and the search index."""
    metadata.create_all(op.get_bind())
    if op.get_bind().dialect.name == "sqlite":
        options = "content='', tokenize='unicode61 remove_diacritics 0'"
        op.execute(f"CREATE VIRTUAL TABLE search USING fts5(words, {options})")
    else:
        row = '"row" bigint PRIMARY KEY REFERENCES articles("row")'
        op.execute(f"CREATE TABLE search ({row}, words tsvector NOT NULL)")
        op.execute("CREATE INDEX search_words ON search USING gin (words)")
