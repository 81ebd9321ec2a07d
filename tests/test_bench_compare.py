"""The invented stories by which comparison is measured are sound themselves."""

from collections import Counter

import pytest
from bench.compare import CONFLICTS, Case, load

CASES = load()
KINDS = CONFLICTS | {"update", "echo", "same", "origin", "silent", "unknown"}


def test_there_are_conflicts_and_near_misses_enough() -> None:
    assert sum(bool(case.expect) for case in CASES) >= 60
    assert sum(not case.expect for case in CASES) >= 25
    assert max(Counter(case.name for case in CASES).values()) == 1


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_expected_passage_stands_in_an_article(case: Case) -> None:
    for wanted in case.expect:
        assert wanted.kind in KINDS
        for words in (wanted.a, wanted.b, *wanted.also):
            assert any(words in article for article in case.articles), words
    for article in case.articles:
        assert len(article.split("\n", 2)) == 3
