"""Read sitemaps and news sitemaps, and the indexes that name other sitemaps (https://www.sitemaps.org)."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from rashomon.errors import InputError
from rashomon.ingest.address import web_host
from rashomon.model.article import RawDocument, Stated

MAX_ADDRESSES = 50_000  # the protocol's own limit


def pages(raw: RawDocument) -> Iterator[RawDocument]:
    """Yield an empty, incomplete document for each page, or each further sitemap, that a sitemap names.

    Raises:
        InputError: it is not XML at all.
    """
    from lxml import etree  # noqa: PLC0415 - only sitemaps need it

    # No entity is expanded, nothing else is loaded, and the tree cannot grow: elements go once they are read.
    events = etree.iterparse(
        BytesIO(raw.body),
        events=("end",),
        tag=("{*}url", "{*}sitemap"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=True,
    )
    number = 0
    try:
        for _, node in events:
            fields = _fields(node)
            node.clear(keep_tail=False)
            if web_host(fields.get("loc")):
                number += 1
                yield _page(raw, number, fields)
            if number >= MAX_ADDRESSES:
                return
    except (etree.XMLSyntaxError, ValueError) as error:
        if number == 0:
            raise InputError(f"{raw.locator}: no sitemap: {' '.join(str(error).split())[:120]}") from error


def _fields(node: Any) -> dict[str, str]:
    """Return the texts within an element by their local names; of equal names the first counts."""
    fields: dict[str, str] = {}
    for part in node.iter("{*}*"):
        if part.text and part.text.strip():
            fields.setdefault(part.tag.rpartition("}")[2].lower(), part.text.strip()[:4096])
    return fields


def _page(raw: RawDocument, number: int, fields: dict[str, str]) -> RawDocument:
    return RawDocument(
        locator=f"{raw.locator}#{number}",
        media_type="",
        body=b"",
        url=fields["loc"],
        retrieved_at=raw.retrieved_at,
        stated=Stated(
            title=fields.get("title"),
            published=fields.get("publication_date"),
            modified=fields.get("lastmod"),
            language=fields.get("language"),
            outlet=fields.get("name"),
        ),
        complete=False,
    )
