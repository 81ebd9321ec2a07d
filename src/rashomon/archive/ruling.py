"""People's rulings in the archive: given on passages of stored articles, found again in their versions."""

from collections.abc import Sequence
from datetime import datetime
from typing import get_args

from rashomon.errors import InputError, SpanError
from rashomon.model.archive import Stored
from rashomon.model.article import Article
from rashomon.model.comparison import CellStance, ConflictKind
from rashomon.model.ruling import Placed, Ruling, Verdict
from rashomon.model.selector import Selector, locate, select
from rashomon.model.text import Reference
from rashomon.store.contract.archive import Reader, Writer

LONGEST = 300
"""Code points of a value or a reason."""
Passage = Reference | str
"""Part of an article, or by its id the article as a whole."""
NEEDS: dict[Verdict, int] = {"strike": 1, "no_quote": 1, "speaker": 1, "opinion": 1}
"""Passages that a ruling has at least; all others have two."""
VALUES: dict[Verdict, tuple[str, ...]] = {
    "conflict_kind": get_args(ConflictKind),
    "stance": get_args(CellStance),
}


def give(  # noqa: PLR0913 - the parts of a ruling
    writer: Writer,
    story: str,
    verdict: Verdict,
    passages: Sequence[Passage],
    who: str,
    at: datetime,
    *,
    value: str = "",
    was: str = "",
    reason: str = "",
) -> Ruling:
    """Log a ruling on passages of stored articles and return it.

    Raises:
        InputError: a passage or value is lacking or is none.
        NotFound: there is no such story or article.
    """
    if len(passages) < NEEDS.get(verdict, 2):
        raise InputError(f"'{verdict}' takes {NEEDS.get(verdict, 2)} passages; load the story's page again")
    if verdict in VALUES and value not in VALUES[verdict]:
        raise InputError(f"'{value}' is none of {', '.join(VALUES[verdict])}")
    ruling = Ruling(
        story=story,
        verdict=verdict,
        passages=selectors(writer, passages),
        value=value[:LONGEST],
        was=was[:LONGEST],
        who=who,
        at=at,
        reason=" ".join(reason.split())[:LONGEST],
    )
    return writer.rule(ruling)


def selectors(reader: Reader, passages: Sequence[Passage]) -> tuple[Selector, ...]:
    """Tie passages to the stored texts that they stand in.

    Raises:
        InputError: a passage ends behind its text.
        NotFound: there is no such article.
    """
    try:
        return tuple(_selector(reader, passage) for passage in passages)
    except SpanError as error:
        raise InputError(f"a passage is none: {error}; load the story's page again") from error


def _selector(reader: Reader, passage: Passage) -> Selector:
    if isinstance(passage, str):
        return select(reader.article(passage).article)
    return select(reader.article(passage.article).article, passage.span)


def standing(reader: Reader, story: str, articles: Sequence[Stored]) -> tuple[Placed, ...]:
    """Return the rulings that hold for a story, as they were given, found again in its articles of today."""
    given = [ruling for ruling in reader.rulings(story) if ruling.undone_at is None]
    if not given:
        return ()
    names = {passage.article for ruling in given for passage in ruling.passages}
    held = {stored.article.id: stored.article for stored in articles}
    today = {name: held.get(name) or _version(reader, name, held) for name in names}
    return tuple(
        Placed(ruling=ruling, places=tuple(_place(passage, today) for passage in ruling.passages))
        for ruling in reversed(given)
    )


def _version(reader: Reader, name: str, held: dict[str, Article]) -> Article | None:
    """Return the version of an article that stands in the story, if one does."""
    versions = (version.article.id for version in reader.versions(name))
    return next((held[version] for version in versions if version in held), None)


def _place(passage: Selector, today: dict[str, Article | None]) -> Reference | None:
    article = today[passage.article]
    span = locate(passage, article.text) if article else None
    return Reference(article.id, span) if article and span else None
