"""Check that the archive holds what it says: pages, hashes, references, and everything that is derived."""

import hashlib
from collections.abc import Iterator
from typing import Any

import zstandard
from sqlalchemy import Connection, Select, func, select

from rashomon.model.archive import Finding
from rashomon.store.codec import expand, expand_text
from rashomon.store.contract.archive import Progress, ignore
from rashomon.store.dialects import Dialect
from rashomon.store.tables import core as t
from rashomon.store.tables.pages import cards, facets

_RESTORE = "put the last backup in the archive's place"
_REPORT = "go on working; please report it"
_ATTEMPTS = 3
_SHOWN = 20
_CHUNK = 200


def examine(connection: Connection, dialect: Dialect, progress: Progress | None) -> Iterator[Finding]:
    """Yield what is amiss in one moment's view; ``progress`` counts bodies and articles."""
    for said in dialect.findings(connection):
        yield Finding(what=said, mend=_RESTORE)
    yield from _contents(connection, progress or ignore)
    for what, query in _DERIVED.items():
        number, example = connection.execute(query).one()
        if number:
            yield Finding(what=f"{number} {what}, such as {example}", mend=_REPORT)
    yield from _stuck(connection)


def _contents(connection: Connection, progress: Progress) -> Iterator[Finding]:
    """Compare every body and every text with its hash."""
    parts = ((t.bodies.c.sha256, t.bodies, "body"), (t.articles.c.id, t.articles, "text of article"))
    total = sum(connection.scalar(select(func.count()).select_from(table)) or 0 for _, table, _ in parts)
    done = 0
    for name, table, kind in parts:
        query = select(table.c.sha256, table.c.zstd, name)
        for sha256, packed, which in connection.execute(query.execution_options(yield_per=_CHUNK)):
            done += 1
            progress(done, total)
            if not _intact(packed, sha256, text=table is t.articles):
                yield Finding(what=f"{kind} {which} differs from what was stored", mend=_RESTORE)


def _intact(packed: bytes, sha256: str, *, text: bool) -> bool:
    try:
        content = expand_text(packed).encode("utf-8", "surrogatepass") if text else expand(packed)
    except (zstandard.ZstdError, UnicodeDecodeError):
        return False
    return hashlib.sha256(content).hexdigest() == sha256


def _counted(column: Any, *conditions: Any, source: Any = None) -> Select[Any]:
    query = select(func.count(), func.min(column)).where(*conditions)
    return query if source is None else query.select_from(source)


_A, _N, _S, _F = t.articles.c, t.assignments.c, t.stories.c, facets.c
_HOLDING = t.articles.outerjoin(t.assignments, (_N.article == _A.id) & _N.undone_at.is_(None))
_HELD = select(func.count()).where(_A.story == _S.id, _A.current).correlate(t.stories).scalar_subquery()
_FACETED = (
    select(func.coalesce(func.sum(_F.articles), 0))
    .where(_F.story == _S.id, _F.kind == "language")
    .correlate(t.stories)
    .scalar_subquery()
)
_TWICE = (
    select(_A.url).where(_A.current, _A.url.is_not(None)).group_by(_A.url).having(func.count() > 1).subquery()
)
_DERIVED = {
    "articles stand in another story than was decided": _counted(
        _A.id, _A.story.is_distinct_from(_N.story), source=_HOLDING
    ),
    "stories count other articles than they hold": _counted(_S.id, _S.articles != _HELD),
    "stories count other languages than their articles have": _counted(_S.id, _S.articles != _FACETED),
    "stories with articles have no card": _counted(
        _S.id, _S.articles > 0, _S.id.not_in(select(cards.c.story))
    ),
    "addresses have two current versions": _counted(_TWICE.c.url),
    "articles come from no document": _counted(
        _A.id, _A.current, _A.id.not_in(select(t.sightings.c.article))
    ),
    "stories that were merged still hold articles": _counted(
        _S.id, _S.redirect_to.is_not(None), _S.articles > 0
    ),
}
"""What follows from something else and must agree with it; counts and gives an example."""


def _stuck(connection: Connection) -> Iterator[Finding]:
    """Name what waits for somebody: articles without a story, documents that no reader survives."""
    number, example = connection.execute(_counted(_A.id, _A.current, _A.story.is_(None))).one()
    if number:
        yield Finding(
            what=f"{number} articles stand in no story, such as {example}", mend="let the worker go on"
        )
    d = t.documents.c
    query = select(d.id, d.attempts).where(d.state == "waiting", d.attempts >= _ATTEMPTS).limit(_SHOWN)
    for name, attempts in connection.execute(query):
        what = f"document {name} was begun {attempts} times and never finished"
        yield Finding(what=what, mend="set it aside, or read it again with `rashomon quarantine retry`")
