"""Tables of what lists and pages show: derived from articles, readings and reports, except the visits.

``facets`` repeats what a story's current articles have, so that 10,000 stories are filtered without their
articles, and ``cards`` has all of it in one value, so that they are counted and shown without their facets;
both are written with the counts of ``stories``. Articles are named by their ``row``
here, since an archive holds millions of mentions.
"""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, LargeBinary, Table, Text

from rashomon.store.tables.core import ROW, Moment, metadata

outlets = Table(
    "outlets",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
)

facets = Table(
    "facets",
    metadata,
    Column("story", Text, ForeignKey("stories.id"), primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("value", Text, primary_key=True),
    Column("articles", Integer, nullable=False),
    Index("facets_value", "kind", "value", "story"),
)

cards = Table(
    "cards",
    metadata,
    Column("story", Text, ForeignKey("stories.id"), primary_key=True),
    Column("packed", LargeBinary, nullable=False),
)

entities = Table(
    "entities",
    metadata,
    Column("row", ROW, primary_key=True),
    Column("type", Text, nullable=False),
)

entity_keys = Table(
    "entity_keys",
    metadata,
    Column("key", Text, primary_key=True),
    Column("entity", ROW, ForeignKey("entities.row"), primary_key=True),
)

labels = Table(
    "labels",
    metadata,
    Column("row", ROW, primary_key=True),
    Column("entity", ROW, ForeignKey("entities.row"), nullable=False),
    Column("language", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("articles", Integer, nullable=False),
    Index("labels_entity", "entity", "language", "name", unique=True),
)

named = Table(
    "named",
    metadata,
    Column("article", ROW, ForeignKey("articles.row"), primary_key=True),
    Column("version", Text, nullable=False),
)

mentions = Table(
    "mentions",
    metadata,
    Column("article", ROW, ForeignKey("articles.row"), primary_key=True),
    Column("entity", ROW, ForeignKey("entities.row"), primary_key=True),
    Column("label", ROW, ForeignKey("labels.row"), nullable=False),
    Column("count", Integer, nullable=False),
    Index("mentions_entity", "entity", "article"),
)

sayings = Table(
    "sayings",
    metadata,
    Column("article", ROW, ForeignKey("articles.row"), primary_key=True),
    Column("quote", Text, primary_key=True),
    Column("entity", ROW, ForeignKey("entities.row"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Index("sayings_entity", "entity", "article"),
)

tellings = Table(
    "tellings",
    metadata,
    Column("story", Text, ForeignKey("stories.id"), primary_key=True),
    Column("key", Text, primary_key=True),
    Column("made_at", Moment, nullable=False),
    Column("language", Text, nullable=False),
    Column("articles", Integer, nullable=False),
    Column("differ", Integer, nullable=False),
    Column("changed", Integer, nullable=False),
    Index("tellings_story", "story", "language", "made_at"),
)

shared_lines = Table(
    "shared_lines",
    metadata,
    Column("story", Text, ForeignKey("stories.id"), primary_key=True),
    Column("first", Text, primary_key=True),
    Column("second", Text, primary_key=True),
    Column("directed", Boolean, primary_key=True),
    Column("lines", Integer, nullable=False),
    Column("wire", Integer, nullable=False),
    Index("shared_lines_first", "first", "second"),
    Index("shared_lines_second", "second", "first"),
)

leaves = Table(
    "leaves",
    metadata,
    Column("story", Text, ForeignKey("stories.id"), primary_key=True),
    Column("key", Text, primary_key=True),
    Column("spoken", Text, primary_key=True),
    Column("made_by", Text, nullable=False),
    Column("brief", Text, nullable=False),
    Column("zstd", LargeBinary, nullable=False),
)

visits = Table(
    "visits",
    metadata,
    Column("visitor", Text, primary_key=True),
    Column("story", Text, ForeignKey("stories.id"), primary_key=True),
    Column("at", Moment, nullable=False),
    Column("seen", ROW, nullable=False),
    Column("report", Text),
    # The visit before this one: what came since then is new for as long as this one lasts.
    Column("before_at", Moment),
    Column("before_seen", ROW),
    Column("before_report", Text),
)
