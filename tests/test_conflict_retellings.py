"""Who else tells one side of a conflict, in invented articles whose claims were grouped."""

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest

from rashomon.compare.conflicts.find import AGAIN, find_conflicts
from rashomon.compare.ground import Ground
from rashomon.compare.texts import Texts
from rashomon.model.annotation import Analysis, Quantity
from rashomon.model.comparison import ClaimGroup, ClaimMember, Conflict
from rashomon.model.text import Reference, Span
from tests.compared_story import analysis, linked, story, with_vectors

COUNTED = re.compile(r"(\d+) ([^\W\d]+)")
FORTY, FIFTY = "The storm sank 40 barges off Dorn.", "The storm sank 50 barges off Dorn."
ASIDE: list[list[float]] = [
    [0, 0, 1, 0],
    [0, 0, 0, 1],
    [0, 1, 0, 0],
    [0, 0, 0.6, 0.8],
    [0, 0.6, 0, 0.8],
    [0, 0.6, 0.8, 0],
    [0, 0.8, 0.6, 0],
    [0, 0.8, 0, 0.6],
]


def _article(name: str, told: str, at: int) -> Analysis:
    one = analysis(name, (told, f"Nothing else came from {name}."))
    counted = tuple(
        Quantity(span=Span(*m.span()), value=float(m[1]), unit=m[2]) for m in COUNTED.finditer(told)
    )
    first = replace(one.claims[0], quantities=counted)
    one = replace(one, claims=(first, *one.claims[1:]), quantities=counted)
    return with_vectors(one, [[1 - at / 100, 0.1, 0, 0], ASIDE[at]])


def _group(articles: Sequence[Analysis]) -> ClaimGroup:
    members = tuple(
        ClaimMember(
            reference=Reference(a.article.id, a.claims[0].span), claim=a.claims[0].id, stance="asserts"
        )
        for a in articles
    )
    return ClaimGroup(id="g", representative=0, members=members, cells=(), origins=(), status="agreed")


def _told(texts: Sequence[str], grouped: Sequence[int]) -> tuple[Conflict, ...]:
    articles = [_article("abcdefgh"[at], text, at) for at, text in enumerate(texts)]
    given = story(*articles)
    return find_conflicts(Ground(Texts(given), linked(given)), (_group([articles[at] for at in grouped]),))


def _sides(found: Sequence[Conflict]) -> list[str]:
    return ["".join(sorted(c.a.article + c.b.article)) for c in found]


def test_a_side_is_told_again_by_who_was_grouped_with_it() -> None:
    found = _told((FORTY, FIFTY, "Off Dorn 40 barges sank."), (0, 2))
    assert sorted(_sides(found)) == ["ab", "bc"]
    assert [c.same_as for c in found] == [None, found[0].id]
    assert found[1].score < found[0].score
    assert sorted(found[1].why.words) == ["40 barges", "50 barges"]


@pytest.mark.parametrize(
    "text", ["Off Dorn 40 tugs sank.", "Off Dorn many barges sank.", "Off Dorn 40 barges sank, 50 barges."]
)
def test_who_counts_another_thing_or_both_ways_tells_neither_side_again(text: str) -> None:
    assert _sides(_told((FORTY, FIFTY, text), (0, 2))) == ["ab"]


def test_of_many_that_tell_a_side_again_few_are_named() -> None:
    again = [
        f"Off Dorn 40 barges sank {when}." for when in ("early", "late", "fast", "again", "soon", "there")
    ]
    found = _told((FORTY, FIFTY, *again), (0, *range(2, 2 + len(again))))
    assert sum(c.same_as is not None for c in found) == AGAIN < len(again)
