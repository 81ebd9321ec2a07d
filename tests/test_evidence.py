"""What is measured between articles and stories, and by which members stories are found."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.cluster.background import Background
from rashomon.cluster.candidates import LEAVING, NEIGHBOURS, Candidates
from rashomon.cluster.coverage import Coverage
from rashomon.cluster.evidence import FEATURES, measure
from rashomon.cluster.known import Bag, Floats, Known, distinct, prepare
from tests.profiles import profile

WORDS = ("quake", "rescue", "tunnel", "harbour", "ferry", "verdict")


def known(name: str, at: int = 0, **more: object) -> Known:
    """Return an article with some of the words and names, others for each ``at``."""
    some = {"words": WORDS[at % 4 : at % 4 + 3], "people": ("lnd", "mrsk", "tvrd")[at % 2 :]}
    return prepare(profile(name, **(some | more)), {})  # type: ignore[arg-type]


def story(name: str, members: Sequence[Known]) -> Coverage:
    coverage = Coverage(id=name)
    coverage.become(members)
    return coverage


def some_stories() -> list[Coverage]:
    return [
        story("s1", [known(f"a{n}", n, event="north") for n in range(5)]),
        story("s2", [known(f"b{n}", n + 1, event="south", language="x-ru") for n in range(2)]),
        story("s3", [known("c", 3, event="south"), known("d", 2, language="x-ru", people=())]),
    ]


def counted(stories: Sequence[Coverage]) -> Background:
    background = Background()
    for one in stories:
        background.enter(one.terms)
    return background


def figure(name: str, figures: Floats) -> Floats:
    return figures[..., FEATURES.index(name)]


def cosine(one: Bag, other: Bag, background: Background) -> float:
    """Reckon it term by term."""
    told = [dict(zip(b.ids.tolist(), b.weights * background.idf(b.ids), strict=True)) for b in (one, other)]
    lengths = [sum(w * w for w in weights.values()) ** 0.5 for weights in told]
    if not all(lengths):
        return 0.0
    return float(sum(w * told[1].get(i, 0) for i, w in told[0].items()) / lengths[0] / lengths[1])


@pytest.mark.parametrize("kind", ["words", "people", "names"])
def test_terms_are_compared_kind_by_kind(kind: str) -> None:
    stories = some_stories()
    background = counted(stories)
    articles = [known("x", 1, event="north"), known("y", 2, language="x-ru"), known("z", people=())]
    figures = figure(kind, measure(articles, stories, background))
    for article, row in zip(articles, figures, strict=True):
        empty = Bag(np.zeros(0, np.int32), np.zeros(0, np.float32))
        bags = [
            s.words.get(article.language, empty) if kind == "words" else getattr(s, kind) for s in stories
        ]
        expected = [cosine(getattr(article, kind), bag, background) for bag in bags]
        assert row == pytest.approx(expected, abs=1e-5)


def test_sentences_find_their_likest_on_the_other_side() -> None:
    stories, article = some_stories(), known("x", event="north")
    figures = measure([article], stories, counted(stories))[0]
    for row, coverage in zip(figures, stories, strict=True):
        near = []
        for member in coverage.members:
            sides = [m.sentences.astype(float) * m.scales[:, None] for m in (article, member)]
            cosines = sides[0] @ sides[1].T
            near.append((cosines.max(axis=1).mean() + cosines.max(axis=0).mean()) / 2)
        assert figure("sentences", row) == pytest.approx(np.mean(near), abs=1e-5)
        assert figure("nearest sentences", row) == pytest.approx(np.max(near), abs=1e-5)


def test_what_was_compared_before_leaves_no_trace() -> None:
    stories, article = some_stories(), known("x")
    background = counted(stories)
    alone = measure([article], stories[1:2], background)
    measure([article, known("y", 1)], stories * 4, background)
    assert np.array_equal(measure([article], stories[1:2], background), alone)


def test_a_story_knows_its_words_by_its_present_members() -> None:
    members = [known(f"a{n}", n, language=("x-en", "x-ru")[n % 2]) for n in range(6)]
    grown = story("s", members[:3])
    grown.become([*members[:3], members[3]])
    grown.become(members[2:])
    fresh = story("s", members[2:])
    assert list(grown.words) == list(fresh.words)
    for language, bag in fresh.words.items():
        assert np.array_equal(grown.words[language].ids, bag.ids)
        assert np.array_equal(grown.words[language].weights, bag.weights)


@given(st.lists(st.lists(st.integers(0, 30)), min_size=1))
def test_ids_are_told_once_and_in_order(parts: list[list[int]]) -> None:
    found = distinct([np.array(part, np.int32) for part in parts])
    assert found.tolist() == sorted({i for part in parts for i in part})


@pytest.mark.parametrize("gone", [0, 1, LEAVING - 1, LEAVING, LEAVING + 1, 3 * LEAVING])
def test_articles_that_have_left_are_not_found_and_take_no_place(gone: int) -> None:
    candidates, background = Candidates(), Background()
    near = [known(f"near {n}", event="north", people=()) for n in range(gone)]
    far = [known(f"far {n}", event="south", people=()) for n in range(NEIGHBOURS)]
    for number, member in enumerate([*near, *far]):
        candidates.enter(number, member)
    for number, member in enumerate(near):
        candidates.leave(number, member)
    found = candidates.near(known("x", event="north", people=()), background)
    assert sorted(found) == list(range(gone, gone + NEIGHBOURS))
