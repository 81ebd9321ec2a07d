"""Stories as items of the Google Reader API: the brief, with links to the passages that support it."""

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import partial
from typing import Any

import msgspec

from rashomon.brief.labels import article_labels
from rashomon.lang.interface import disclosure, interface, language_name
from rashomon.lang.web import web_words
from rashomon.model.mark import Marked
from rashomon.render.schema_brief import Brief
from rashomon.render.schema_reading import Source
from rashomon.render.telling import dispute, one_line
from rashomon.store.contract.archive import Reader
from rashomon.web.greader import streams
from rashomon.web.paper import templates
from rashomon.web.views import head

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class _Teller(msgspec.Struct, frozen=True):
    """What is read here of an article of a report."""

    id: str
    source: Source
    language: str
    headline: str | None
    url: str | None


class _Told(msgspec.Struct, frozen=True):
    """What is read here of a report: claims and texts, which are most of it, are passed over."""

    brief: Brief
    articles: list[_Teller]


def items(
    reader: Reader, found: Iterable[Marked], base: str, stream: str | None, language: str
) -> list[dict[str, Any]]:
    """Return stories with their content, whose own words are in a language.

    ``stream`` is the one asked for, None for each story's own.
    """
    return [
        _item(reader, marked, base, stream, language) for marked in found if streams.number(marked.story.id)
    ]


def _item(reader: Reader, marked: Marked, base: str, stream: str | None, language: str) -> dict[str, Any]:
    story = marked.story
    came = story.last_seen_at or story.opened_at
    micros = int((came - _EPOCH).total_seconds() * 1_000_000)
    link = {"href": f"{base}stories/{story.id}", "type": "text/html"}
    told = story.last_published or came
    states = [streams.READING_LIST]
    states += [streams.READ] if marked.read else []
    states += [streams.STARRED] if marked.starred else []
    return {
        "id": streams.item(story.id),
        "crawlTimeMsec": str(micros // 1000),
        "timestampUsec": str(micros),
        "published": int(min(told, came).timestamp()),
        "updated": int(came.timestamp()),
        "title": one_line(story.title),
        "canonical": [link],
        "alternate": [link],
        "summary": {"content": _content(reader, story.id, base, language)},
        "categories": states,
        "origin": _origin(stream, story.languages, base),
    }


def _origin(stream: str | None, languages: tuple[str, ...], base: str) -> dict[str, str]:
    """Return the subscription in which a client files an item: asked for none, that of its main language."""
    main = languages[0] if languages else "und"
    own = stream or f"{streams.LANGUAGE}{main}"
    return {"streamId": own, "title": language_name(main, main), "htmlUrl": base}


def _content(reader: Reader, story: str, base: str, language: str) -> str:
    saved = reader.report(story)
    if saved is None:
        heads = [head(stored) for stored in reader.articles(story)]
        shown: dict[str, Any] = {"told": None, "heads": heads}
    else:
        told = msgspec.json.decode(saved.json, type=_Told)
        labels = article_labels({a.id: a.source.name for a in told.articles})
        shown = {
            "told": told,
            "label": labels,
            "words": interface(language),
            "dispute": partial(dispute, told.brief.language, language),
            "disclosure": disclosure([a.language for a in told.articles], language),
        }
    shown |= {"base": base, "story": story, "w": web_words(language).reader}
    page: str = templates().get_template("greader.html.j2").render(shown)
    return page
