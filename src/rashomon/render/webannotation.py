"""Write what was found in a story's texts as W3C Web Annotations (JSON-LD), for tools that show them.

https://www.w3.org/TR/annotation-model/ — positions count code points, as the recommendation asks.
"""

from collections.abc import Iterator
from typing import Any

import msgspec

from rashomon.render.schema import Article, Document, Reference

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MEDIA_TYPE = "application/ld+json"
AROUND = 32
"""Characters before and after a passage, by which it is found again in another copy of its page."""


def to_annotations(document: Document) -> bytes:
    """Return one ``AnnotationPage`` with every claim, quotation, conflict and cited passage."""
    held = {article.id: article for article in document.articles}
    items = [
        {"@context": CONTEXT, "type": "Annotation", **item, "id": f"urn:rashomon:{document.story.id}:{n}"}
        for n, item in enumerate(_items(document, held), 1)
    ]
    page = {
        "@context": CONTEXT,
        "id": f"urn:rashomon:{document.story.id}",
        "type": "AnnotationPage",
        "items": items,
    }
    return msgspec.json.format(msgspec.json.encode(page), indent=1)


def _items(document: Document, held: dict[str, Article]) -> Iterator[dict[str, Any]]:
    for claim in document.claims:
        for member in claim.members:
            yield _item(
                "classifying", f"claim {claim.id}: {member.stance}, {claim.status}", [member.span], held
            )
    for quote in document.quotes:
        who = quote.speaker.name if quote.speaker else ""
        yield _item("identifying", f"{quote.kind} quotation: {who}".strip(" :"), [quote.span], held)
    for conflict in document.conflicts:
        yield _item("assessing", conflict.why, [conflict.a, conflict.b], held)
    for part in document.brief.sections:
        for sentence in part.sentences:
            yield _item("linking", sentence.text, sentence.citations, held)


def _item(
    motivation: str, text: str, references: list[Reference], held: dict[str, Article]
) -> dict[str, Any]:
    targets = [_target(reference, held[reference.article]) for reference in references]
    body = {"type": "TextualBody", "value": text, "format": "text/plain"}
    return {"motivation": motivation, "body": body, "target": targets if len(targets) > 1 else targets[0]}


def _target(reference: Reference, article: Article) -> dict[str, Any]:
    text, start, end = article.text, reference.start, reference.end
    return {
        "source": article.url or f"urn:rashomon:article:{article.id}",
        "selector": [
            {"type": "TextPositionSelector", "start": start, "end": end},
            {
                "type": "TextQuoteSelector",
                "exact": reference.exact,
                "prefix": text[max(0, start - AROUND) : start],
                "suffix": text[end : end + AROUND],
            },
        ],
    }
