"""Two ages of one person, in invented articles that tell nothing else alike."""

import re
from dataclasses import replace

import pytest

from rashomon.compare.conflicts.find import find_conflicts
from rashomon.compare.ground import Ground
from rashomon.compare.texts import Texts
from rashomon.model.annotation import Analysis, Quantity
from rashomon.model.text import Span
from tests.compared_story import analysis, linked, story

AGE = re.compile(r"(\d+)(-year-old)?")


def _article(name: str, sentence: str, published: str | None) -> Analysis:
    one = analysis(name, (sentence,), published=published, people=("Ada Holm", "Holm", "Jon Rask"))
    counted = tuple(
        Quantity(span=Span(*m.span()), value=float(m[1]), unit="year" if m[2] else "")
        for m in AGE.finditer(one.article.text.content)
    )
    return replace(one, quantities=counted)


@pytest.mark.parametrize(
    ("one", "other", "days", "told"),
    [
        ("Ada Holm, 47, sells eels.", "Police thanked Ada Holm (49).", ("2031-05-04", "2031-05-06"), True),
        ("The 47-year-old keeper Ada Holm left.", "Rain hit Ada Holm, 48.", ("2031-05-04",) * 2, True),
        ("Ada Holm, 47, sells eels.", "Police thanked Ada Holm (49).", (None, None), True),
        ("Ada Holm, 47, sells eels.", "Police thanked Ada Holm (48).", ("2031-05-04", "2031-05-06"), False),
        ("Ada Holm, 47, sells eels.", "Police thanked Ada Holm (49).", ("2031-05-04", "2033-05-06"), False),
        ("Ada Holm, 47, sells eels.", "Police thanked Ada Holm (47).", ("2031-05-04",) * 2, False),
        ("Ada Holm, 47, sells eels.", "Police thanked Jon Rask (49).", ("2031-05-04",) * 2, False),
        ("Ada Holm, 47, sells eels.", "Holm, 9, was thanked.", ("2031-05-04",) * 2, False),
        ("Ada Holm, 47, sells eels.", "Ada Holm sold 49 eels.", ("2031-05-04",) * 2, False),
    ],
)
def test_two_ages_of_one_person_are_set_side_by_side(
    one: str, other: str, days: tuple[str | None, str | None], *, told: bool
) -> None:
    given = story(_article("a", one, days[0]), _article("b", other, days[1]))
    found = find_conflicts(Ground(Texts(given), linked(given)), ())
    assert [c.kind for c in found if c.why and c.why.key == "differ_count"] == ["number"] * told
    assert all(given.analyses[0].text_of(c.a.span) == one for c in found)


def test_who_is_named_in_full_has_an_age_by_the_surname_too() -> None:
    one = _article("a", "Ada Holm, 47, sells eels.", None)
    two = _article("b", "Rain hit Ada Holm and Holm, 49, left.", None)
    full, short = two.entities[0], two.entities[1]
    person = replace(full, mentions=(*full.mentions, short.mentions[-1]))
    given = story(one, replace(two, entities=(person,)))
    found = find_conflicts(Ground(Texts(given), linked(given)), ())
    assert [c.why.words for c in found if c.why and c.why.key == "differ_count"] == [("47", "49")]
