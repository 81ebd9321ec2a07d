"""Make documents of a feed's entries: whole ones where it carries the text, promises where it does not."""

from collections.abc import Iterator

from rashomon.ingest.address import web_host
from rashomon.ingest.feed import Entry, Feed
from rashomon.ingest.fragment import fragment_text, plain
from rashomon.model.article import RawDocument, Stated

FRAGMENT = "text/x.html-fragment"
"""The media type of an entry's markup: all of it is text, there are no menus to leave out."""

WHOLE_CONTENT = 400
WHOLE_SUMMARY = 1500
"""Characters from which what a feed calls content, or summary, is taken for the whole article: teasers are
shorter, and who sends fifteen hundred characters as a summary sends the article."""


def documents(feed: Feed, source: RawDocument) -> Iterator[RawDocument]:
    """Yield one document for each entry that has a text or a link.

    Where the feed carries only a summary, ``complete`` is false and ``url`` names the page that has the rest.
    """
    for number, entry in enumerate(feed.entries, 1):
        markup, complete = _text(entry)
        link = entry.link if web_host(entry.link) else None
        if link is None and not fragment_text(markup):
            continue
        yield RawDocument(
            locator=f"{source.locator}#{number}",
            media_type=FRAGMENT,
            body=markup.encode("utf-8", "replace"),
            url=link,
            charset="utf-8",
            retrieved_at=source.retrieved_at,
            stated=_stated(feed, entry),
            complete=complete,
        )


def _text(entry: Entry) -> tuple[str, bool]:
    """Return the longest text that an entry has, and whether it is likely to be all of the article."""
    content, summary = max(entry.contents, key=len, default=""), entry.summary or ""
    if len(content) >= len(summary):
        return content, len(fragment_text(content)) >= WHOLE_CONTENT
    return summary, len(fragment_text(summary)) >= WHOLE_SUMMARY


def _stated(feed: Feed, entry: Entry) -> Stated:
    return Stated(
        title=plain(entry.title) or None if entry.title else None,
        published=entry.published,
        modified=entry.updated if entry.updated != entry.published else None,
        language=entry.language or feed.language,
        outlet=plain(feed.title) or None if feed.title else None,
        byline=plain(entry.byline) or None if entry.byline else None,
    )
