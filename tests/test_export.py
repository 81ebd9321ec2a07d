"""The public JSON: valid by its own schema, exact, complete."""

import gc
import json
from collections.abc import Iterator
from typing import Any

import jsonschema
import msgspec
import pytest

from rashomon import __version__
from rashomon.brief.compose import compose
from rashomon.render.export import document, to_json
from rashomon.render.schema import Document, json_schema
from tests.brief_story import TEXTS, comparison, story

STORY, COMPARISON = story(), comparison()
BRIEF = compose(STORY, COMPARISON, "en")
DOCUMENT = json.loads(msgspec.json.encode(document(STORY, COMPARISON, BRIEF, {"quotes": "1"})))


def references(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if {"article", "start", "end"} <= node.keys():
            yield node
        for value in node.values():
            yield from references(value)
    elif isinstance(node, list):
        for value in node:
            yield from references(value)


def test_it_is_valid_by_the_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema())
    jsonschema.validate(DOCUMENT, json_schema())


def test_the_garbage_collector_has_nothing_to_look_for_in_what_was_decoded() -> None:
    read = msgspec.json.decode(json.dumps(DOCUMENT), type=Document)
    assert read == document(STORY, COMPARISON, BRIEF, {"quotes": "1"})
    assert not any(map(gc.is_tracked, (read, read.claims[0], read.claims[0].cells[0], read.brief)))


def test_the_schema_rejects_a_sentence_without_citation() -> None:
    broken = json.loads(json.dumps(DOCUMENT))
    broken["brief"]["sections"][0]["sentences"][0]["citations"] = []
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(broken, json_schema())


def test_every_reference_is_exact() -> None:
    found = list(references(DOCUMENT))
    assert len(found) > 20
    for reference in found:
        assert reference["exact"] == TEXTS[reference["article"]][reference["start"] : reference["end"]]


def test_json_bytes_hold_the_same_document() -> None:
    assert json.loads(to_json(document(STORY, COMPARISON, BRIEF, {"quotes": "1"}))) == DOCUMENT


def test_the_head_names_version_languages_and_dates() -> None:
    assert DOCUMENT["schema"] == "rashomon.story/1"
    assert DOCUMENT["generator"] == {
        "name": "rashomon",
        "version": __version__,
        "annotators": {"quotes": "1"},
    }
    head = DOCUMENT["story"]
    assert head["languages"] == ["en", "ru"]
    assert head["first_published"] == head["last_published"] == "2031-03-04"


def test_articles_keep_text_headline_and_disclosures() -> None:
    herald, post = DOCUMENT["articles"][:2]
    assert herald["headline"] == "Ferry Aurora runs aground off Tarn island"
    assert herald["non_body"][0]["kind"] == "heading"
    assert post["discloses_generated"] is True
    assert post["published"]["basis"] == "inferred"


def test_quotes_have_ids_of_the_story_and_utterances_use_them() -> None:
    (quote,) = DOCUMENT["quotes"]
    assert quote["id"] == "h:q1"
    assert quote["speaker"]["entity"] == "e1"
    (utterance,) = DOCUMENT["utterances"]
    assert utterance["quotes"] == ["h:q1"]


def test_claims_have_a_cell_for_every_article_and_count_origins() -> None:
    first = DOCUMENT["claims"][0]
    assert [c["article"] for c in first["cells"]] == list(TEXTS)
    assert first["cells"][2]["stance"] == "silent"
    assert first["origins"] == len(first["origin_basis"]) == 3
    assert first["text"] == first["members"][0]["span"]["exact"]
    assert first["language"] == "en"
