"""What lists draw and count of a story in one value, filled in from articles and facets."""

from collections import Counter, defaultdict
from itertools import groupby

import msgspec
import sqlalchemy as sa
from alembic import op

revision = "s0009_cards"
down_revision = "s0008_vocabulary"

HOURS = 48
KINDS = ("language", "outlet", "PER", "ORG", "LOC")


def upgrade() -> None:
    """Make the table and write a card for each story that ever held an article."""
    cards = op.create_table(
        "cards",
        sa.Column("story", sa.Text(), sa.ForeignKey("stories.id"), primary_key=True, nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
    )
    hours, values = _hours(), _values()
    rows = [
        {"story": story, "packed": msgspec.msgpack.encode({"hours": hours[story], "values": values[story]})}
        for story in hours
    ]
    op.bulk_insert(cards, rows)


def _hours() -> dict[str, list[int]]:
    """Count each story's articles by hour; those without a stated time only where none has one."""
    told = op.get_bind().execute(
        sa.text(
            "SELECT story, published IS NOT NULL, told_at / 3600000000 FROM articles "
            "WHERE current AND story IS NOT NULL ORDER BY story"
        )
    )
    found = {}
    for story, rows in groupby(told, key=lambda row: row[0]):
        by_stated: dict[bool, Counter[int]] = defaultdict(Counter)
        for _, stated, hour in rows:
            by_stated[bool(stated)][hour] += 1
        counted = by_stated[True] or by_stated[False]
        found[story] = [counted[max(counted) - ago] for ago in reversed(range(HOURS))]
    return found


def _values() -> dict[str, dict[str, list[str]]]:
    """Return each story's facets of each kind, those of most articles first."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: {kind: [] for kind in KINDS})
    facets = op.get_bind().execute(
        sa.text("SELECT story, kind, value FROM facets ORDER BY story, kind, articles DESC, value")
    )
    for story, kind, value in facets:
        if kind in KINDS:
            found[story][kind].append(value)
    return found
