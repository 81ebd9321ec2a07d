"""What is read of a story's claims before they are held against each other, and the scores of conflicts."""

from dataclasses import replace

import pytest

from rashomon.compare.conflicts import scores
from rashomon.compare.ground import Ground
from rashomon.compare.places import Places
from rashomon.compare.texts import Texts
from rashomon.model.annotation import Quote
from rashomon.model.text import Span
from tests.compared_story import analysis, linked, story

LINES = ("Ada Holm said the bridge was closed.", "The mayor denied that the bridge was closed.")


def _ground() -> Ground:
    given = story(analysis("a", LINES, people=("Holm", "Ada Holm")), analysis("b", LINES[::-1]))
    return Ground(Texts(given), linked(given))


def test_the_parts_of_a_story_are_read_once() -> None:
    ground = _ground()
    texts = ground.texts
    assert [p.text for p in texts.passages] == [*LINES, *LINES[::-1]]
    assert texts.passages is texts.passages is ground.read
    assert texts.claim_vectors is texts.claim_vectors
    assert len(texts.sentence_vectors) == len(texts.claims) == 4


def test_who_is_named_comes_in_the_order_of_the_entities() -> None:
    one = analysis("a", LINES, people=("Holm", "Ada Holm"))
    named = Places(one).named(Span(0, len(LINES[0])))
    assert [entity.name for entity, _ in named] == ["Holm", "Ada Holm"]
    assert Places(one).named(Span(0, 5)) == []
    assert _ground().named[0] == {"e-Holm", "e-Ada Holm"}


def test_what_is_denied_holds_the_denial_no_more() -> None:
    one = analysis("a", LINES)
    start = one.sentences[1].span.start
    cue, told = Span(start + 10, start + 16), Span(start + 17, one.sentences[1].span.end)
    quote = Quote(id="q", kind="indirect", span=told, cue=cue)
    for span, denied in ((told, True), (one.sentences[1].span, False)):
        claims = (one.claims[0], replace(one.claims[1], span=span, stance="denies"))
        ground = Ground(Texts(story(replace(one, claims=claims, quotes=(quote,)))), ())
        assert (ground.denied(0), ground.denied(1)) == (False, denied)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (scores.AGE.of(), 0.85),
        (scores.CAUSE.of(0.5), 0.7),
        (scores.VALUE.of(0.5, anchored=True), 0.8),
        (scores.VALUE.of(1.0, anchored=True), 1.0),
        (scores.STATUS.of(1.0, named=True, tied=True, together=2), 1.07),
    ],
)
def test_a_score_begins_at_its_base_and_grows_with_nearness_and_signs(told: float, expected: float) -> None:
    assert told == pytest.approx(expected)
