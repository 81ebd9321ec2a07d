"""How a raw document is written down in the store, and read again as it came."""

import hashlib
from dataclasses import asdict, replace

from rashomon.ingest.entries import FRAGMENT
from rashomon.model.archive import Document, Home
from rashomon.model.article import RawDocument, Stated

_URL, _CHARSET, _SUMMARY, _STORY, _WHO = "url", "charset", "summary", "story", "kept_by"


def settled(raw: RawDocument) -> RawDocument:
    """Name a document by what stays the same at the next look, not by its place in a feed."""
    if raw.url is None and raw.media_type != FRAGMENT:
        return raw
    container = raw.locator.rpartition("#")[0]
    return replace(raw, locator=raw.url or f"{container}#{hashlib.sha256(raw.body).hexdigest()[:12]}")


def particulars(raw: RawDocument, home: Home | None = None) -> dict[str, str]:
    """Return all that is known of a document beside its bytes, and where a person wants its articles."""
    told = {key: value for key, value in asdict(raw.stated).items() if value}
    extra = {_URL: raw.url, _CHARSET: raw.charset, _SUMMARY: None if raw.complete else "yes"}
    if home:
        extra |= {_STORY: home.story, _WHO: home.who}
    return told | {key: value for key, value in extra.items() if value}


def home_of(document: Document) -> Home | None:
    """Return where a person wants a document's articles, None where nobody said."""
    story, who = (document.stated.get(key) for key in (_STORY, _WHO))
    return Home(story=story, who=who) if story and who else None


def restored(document: Document, body: bytes) -> RawDocument:
    """Return the raw document that was kept."""
    told = dict(document.stated)
    url, charset, summary, *_ = (told.pop(key, None) for key in (_URL, _CHARSET, _SUMMARY, _STORY, _WHO))
    return RawDocument(
        locator=document.locator,
        media_type=document.media_type,
        body=body,
        url=url,
        charset=charset,
        retrieved_at=document.retrieved_at,
        stated=Stated(**told),
        complete=summary is None,
    )
