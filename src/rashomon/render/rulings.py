"""Write what people decided into the public document."""

from collections.abc import Collection, Iterable, Mapping

import msgspec

from rashomon.model.ruling import Placed
from rashomon.model.text import Reference
from rashomon.render import schema


def with_rulings(
    told: schema.Document, placed: Iterable[Placed], applied: Collection[int]
) -> schema.Document:
    """Return the document with what people decided; who decided it stays in the archive.

    ``applied`` are the ids of the rulings that found their object.
    """
    texts = {a.id: a.text for a in told.articles}
    rulings = [_ruling(one, texts, applied) for one in placed]
    return msgspec.structs.replace(told, rulings=rulings)


def _ruling(one: Placed, texts: Mapping[str, str], applied: Collection[int]) -> schema.Ruling:
    ruling = one.ruling
    return schema.Ruling(
        id=ruling.id,
        verdict=ruling.verdict,
        value=ruling.value,
        was=ruling.was,
        reason=ruling.reason,
        at=ruling.at.isoformat(),
        applied=ruling.id in applied,
        passages=[
            _reference(place, texts)
            for place, sought in zip(one.places, ruling.passages, strict=True)
            if place and sought.exact
        ],
    )


def _reference(place: Reference, texts: Mapping[str, str]) -> schema.Reference:
    start, end = place.span.start, place.span.end
    return schema.Reference(
        article=place.article, start=start, end=end, exact=texts[place.article][start:end]
    )
