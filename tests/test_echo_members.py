"""Which passages of invented articles may be members of an echo."""

from dataclasses import replace

import numpy as np

from rashomon.compare.echoes.links import Link
from rashomon.compare.echoes.members import Rows, central, leading, tells
from rashomon.compare.similarity import sentence_vectors
from rashomon.compare.wording import passages, sentence_spans
from rashomon.model.annotation import Analysis, NonBody, Structure
from rashomon.model.text import Reference
from tests.compared_story import analysis, story, with_vectors

LINES = ("By Hugo Lind", "The barge Tilda sank at the old pier on Monday.", "Read more.")


def _article() -> Analysis:
    one = analysis("a", LINES)
    spans = [s.span for s in one.sentences]
    structure = Structure(byline=spans[0], non_body=(NonBody(span=spans[2], kind="boilerplate"),))
    return replace(one, structure=structure, claims=one.claims[1:2])


def test_a_byline_and_a_link_say_nothing() -> None:
    one = _article()
    told = [tells(story(one), Reference("a", s.span)) for s in one.sentences]
    assert told == [False, True, False]


def test_the_lead_is_the_first_sentence_that_tells() -> None:
    one = _article()
    assert [leading(story(one), Reference("a", s.span)) for s in one.sentences] == [False, True, False]


def test_a_passage_far_from_the_centre_is_dropped() -> None:
    lines = ("The barge sank at the pier.", "Rain fell on the market.")
    near: list[list[float]] = [[1, 0, 0], [0, 0, 1]]
    far: list[list[float]] = [[-1, 0.1, 0], [0, 0, 1]]
    given = story(
        *(with_vectors(analysis(n, lines), rows) for n, rows in (("a", near), ("b", near), ("c", far)))
    )
    read = passages(given, sentence_spans)
    sides = [Reference(a.article.id, a.sentences[0].span) for a in given.analyses]
    links = [Link(a=sides[0], b=sides[k], kind="paraphrase", score=0.8) for k in (1, 2)]
    vectors = sentence_vectors(given)
    assert central(links, Rows(read), vectors) == links[:1]
    assert central(links[1:], Rows(read), vectors) == links[1:], "two passages have no centre to be far from"
    copied = [links[0], replace(links[1], kind="verbatim")]
    assert central(copied, Rows(read), vectors) == copied


def test_without_vectors_every_link_stays() -> None:
    bare = replace(analysis("a", LINES), sentence_vectors=np.empty((0, 0), np.float32))
    given = story(bare, replace(bare, article=replace(bare.article, id="b")))
    read = passages(given, sentence_spans)
    refs = [p.reference for p in read]
    links = [
        Link(a=refs[0], b=refs[3], kind="paraphrase", score=0.7),
        Link(a=refs[1], b=refs[4], kind="paraphrase", score=0.7),
    ]
    assert central(links, Rows(read), sentence_vectors(given)) == links
