"""One invented article a language is read, without a model, exactly as in the golden file beside it.

``golden/reading/<code>.txt`` is the article, ``<code>.names.toml`` (where there is one) gives its names by
hand, so that the reading does not depend on how well names are found; ``<code>.json`` is what was read,
checked line by line. Write them anew with ``make golden`` and read the difference before you commit it.
"""

import json
import os
import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import pytest

from rashomon.analyze import pipeline
from rashomon.analyze.names.entities import find_entities
from rashomon.encoders.tiny import TinyEncoder
from rashomon.model.annotation import Analysis, Claim, EntityType, LocalEntity, Mention, Quote
from rashomon.model.text import Span
from tests.articles import article_of

FOLDER = Path(__file__).parent / "golden" / "reading"
Item = dict[str, Any]


def _read(file: Path) -> Analysis:
    content = file.read_text(encoding="utf-8")
    article = article_of(content)
    reading = pipeline.read_article(article)
    return pipeline.tell(replace(reading, entities=_entities(reading, file.with_suffix(".names.toml"))))


def _entities(reading: Analysis, names: Path) -> tuple[LocalEntity, ...]:
    if not names.is_file():
        return find_entities(reading, TinyEncoder().encode(pipeline.sentence_texts(reading)))
    listed = tomllib.loads(names.read_text(encoding="utf-8"))
    found = (_entity(reading, kind, tuple(f)) for kind in get_args(EntityType) for f in listed.get(kind, ()))
    return tuple(sorted(found, key=lambda entity: entity.mentions[0].span))


def _entity(reading: Analysis, kind: EntityType, forms: tuple[str, ...]) -> LocalEntity:
    """Return one entity with a mention at each place of its forms, given longest first."""
    spaced = r"(?<!\w){}(?!\w)" if forms[0].upper() != forms[0].lower() else "{}"
    anywhere = spaced.format("(?:" + "|".join(map(re.escape, forms)) + ")")
    found = re.finditer(anywhere, reading.article.text.content)
    mentions = tuple(Mention(span=Span(*m.span()), type=kind, name=m.group()) for m in found)
    return LocalEntity(id=f"entity-{forms[0]}", type=kind, name=forms[0], mentions=mentions)


def _told(reading: Analysis) -> dict[str, Any]:
    structure, text = reading.structure, reading.text_of
    return {
        "language": reading.language,
        "published": [structure.published.value, structure.published.basis],
        "headline": structure.headline and text(structure.headline),
        "byline": structure.byline and text(structure.byline),
        "dateline": structure.dateline and text(structure.dateline),
        "credits": list(structure.credits),
        "generated": structure.discloses_generated,
        "non_body": [{"kind": part.kind, "exact": text(part.span)} for part in structure.non_body],
        "sentences": len(reading.sentences),
        "quotes": [_quote(reading, quote) for quote in reading.quotes],
        "timexes": [{"exact": text(t.span), "value": t.value} for t in reading.timexes],
        "quantities": [
            {"exact": text(q.span), "value": q.value, "unit": q.unit, "relation": q.approximation}
            for q in reading.quantities
        ],
        "claims": len(reading.claims),
        "marked_claims": list(_marked(reading)),
    }


def _quote(reading: Analysis, quote: Quote) -> Item:
    cue = {"cue": reading.text_of(quote.cue)} if quote.cue else {}
    speaker = {"speaker": quote.speaker.name} if quote.speaker else {}
    via = {"via": quote.via} if quote.via else {}
    return {"kind": quote.kind, "exact": reading.text_of(quote.span)} | speaker | cue | via


def _marked(reading: Analysis) -> Iterator[Item]:
    """Yield the claims that are more than plain assertions, with what they are."""
    for claim in reading.claims:
        if marks := _marks(claim):
            yield {"is": marks, "exact": reading.text_of(claim.span)}


def _marks(claim: Claim) -> str:
    held = {"negated": claim.negated, "opinion": claim.opinion, claim.stance: claim.stance != "asserts"}
    held[claim.modality] = claim.modality != "asserted"
    return " ".join(name for name, holds in held.items() if holds)


def _dumped(told: dict[str, Any]) -> str:
    """Return JSON with one line for each thing read, so that a difference shows where it is."""
    return "{\n" + ",\n".join(f'  "{key}": {_value(value)}' for key, value in told.items()) + "\n}\n"


def _value(value: object) -> str:
    if not (isinstance(value, list) and value and isinstance(value[0], dict)):
        return json.dumps(value, ensure_ascii=False)
    return "[\n" + ",\n".join(f"    {json.dumps(item, ensure_ascii=False)}" for item in value) + "\n  ]"


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.txt")), ids=lambda file: file.stem)
def test_an_article_is_read_as_in_the_golden_file(file: Path) -> None:
    told, golden = _dumped(_told(_read(file))), file.with_suffix(".json")
    if os.environ.get("RASHOMON_WRITE_GOLDEN"):
        golden.write_text(told, encoding="utf-8")
    assert golden.is_file(), f"{golden.name} is missing: make golden"
    assert told == golden.read_text(encoding="utf-8")
