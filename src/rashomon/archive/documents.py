"""How a raw document is written down in the store, and read again as it came."""

import hashlib
from dataclasses import asdict, replace

from rashomon.ingest.entries import FRAGMENT
from rashomon.model.archive import Document
from rashomon.model.article import RawDocument, Stated

_URL, _CHARSET, _SUMMARY = "url", "charset", "summary"


def settled(raw: RawDocument) -> RawDocument:
    """Name a document by what stays the same at the next look, not by its place in a feed."""
    if raw.url is None and raw.media_type != FRAGMENT:
        return raw
    container = raw.locator.rpartition("#")[0]
    return replace(raw, locator=raw.url or f"{container}#{hashlib.sha256(raw.body).hexdigest()[:12]}")


def particulars(raw: RawDocument) -> dict[str, str]:
    """Return all that is known of a document beside its bytes."""
    told = {key: value for key, value in asdict(raw.stated).items() if value}
    extra = {_URL: raw.url, _CHARSET: raw.charset, _SUMMARY: None if raw.complete else "yes"}
    return told | {key: value for key, value in extra.items() if value}


def restored(document: Document, body: bytes) -> RawDocument:
    """Return the raw document that was kept."""
    told = dict(document.stated)
    url, charset, summary = (told.pop(key, None) for key in (_URL, _CHARSET, _SUMMARY))
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
