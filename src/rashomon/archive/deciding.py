"""A person's decisions about stories that need more than the store alone."""

from collections.abc import Sequence
from datetime import datetime

from rashomon.brief.titles import short
from rashomon.cluster.stream import story_id
from rashomon.errors import NotFound
from rashomon.model.archive import StoryRecord
from rashomon.model.text import first_line
from rashomon.store.contract.archive import Archive, Reader


def part(
    archive: Archive, story: str, articles: Sequence[str], who: str, at: datetime, reason: str = ""
) -> str:
    """Part articles from a story and return the id of the story that they form.

    Raises:
        NotFound: there is no such story, or one of the articles is not there.
    """
    with archive.writing() as writer:
        first = writer.article(articles[0]).article
        title = short(first.title or first_line(first.text.content))
        made = StoryRecord(id=_free_id(writer, articles), title=title, opened_at=at, title_by=who)
        whole = writer.story(story).id
        if strangers := [a for a in articles if writer.article(a).story != whole]:
            raise NotFound(
                f"story {story} does not hold {', '.join(strangers)}; see `rashomon story articles`"
            )
        writer.split(made, articles, who, at, reason)
    return made.id


def _free_id(reader: Reader, articles: Sequence[str]) -> str:
    """Name a story by its articles, but not as one that was merged before: that name leads elsewhere."""
    name = story_id(articles)
    while True:
        try:
            reader.story(name)
        except NotFound:
            return name
        name = story_id([*articles, name])
