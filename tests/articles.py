"""An article by its text, for tests to which nothing else of it matters."""

from rashomon.model.article import Article, Source
from rashomon.model.text import Text


def article_of(
    text: str,
    name: str = "a",
    *,
    outlet: str = "S",
    language: str | None = None,
    published: str | None = None,
) -> Article:
    """Return an article; its id is its name."""
    return Article(
        id=name,
        locator=name,
        source=Source(id=outlet, name=outlet),
        text=Text(text),
        language=language,
        published=published,
    )
