"""What one account leaves open, what two parties say of each other, and what is said of two things."""

import pytest

from rashomon.compare.conflicts.find import find_conflicts
from rashomon.compare.ground import Ground
from rashomon.compare.tails import tails
from rashomon.compare.texts import Texts
from rashomon.compare.wording import claim_spans, passages
from tests.compared_story import analysis, linked, story, with_vectors

PROVED = "The paint of the barges poisoned the mussels of Dorn."


def _kinds(a: str, b: str, days: tuple[str, str] = ("2031-05-04", "2031-05-04")) -> list[str]:
    one = with_vectors(analysis("a", [a, "Rain fell."], published=days[0]), [[1, 0, 0, 0], [0, 0, 1, 0]])
    two = with_vectors(
        analysis("b", [b, "Gulls cried."], published=days[1]), [[0.9, 0.19**0.5, 0, 0], [0, 0, 0, 1]]
    )
    given = story(one, two)
    return [c.kind for c in find_conflicts(Ground(Texts(given), linked(given)), ())]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("There is no evidence that the paint of the barges poisoned the mussels of Dorn.", ["negation"]),
        ("It is unclear whether the paint of the barges poisoned the mussels of Dorn.", ["negation"]),
        ("There is no evidence that the paint of the barges is cheap.", []),
        ("The paint of the barges poisoned the mussels of Dorn in spring.", []),
    ],
)
def test_what_one_account_states_and_the_other_leaves_open(text: str, kinds: list[str]) -> None:
    assert _kinds(PROVED, text) == kinds


def test_what_was_open_may_have_been_settled_later() -> None:
    doubt = "It is unclear whether the paint of the barges poisoned the mussels of Dorn."
    assert _kinds(doubt, PROVED, ("2031-05-04", "2031-05-06")) == []
    assert _kinds(doubt, PROVED, ("2031-05-06", "2031-05-04")) == ["negation"]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Weavers spoilt the long talks, said the dyers.", ["attribution"]),
        ("Weavers spoilt the long talks, said the mayor.", []),
        ("Weavers opened the long exhibition, said the dyers.", []),
    ],
)
def test_what_each_of_two_parties_says_of_the_other(text: str, kinds: list[str]) -> None:
    assert _kinds("Dyers spoilt the long talks, said the weavers.", text) == kinds


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The road is closed, said the warden of Dorn.", [", said the warden of Dorn"]),
        ("The road is closed, said the warden, that is all.", [", said the warden"]),
        ("The road is closed, said he knew that it was.", []),
        ("The warden said the road is closed.", []),
    ],
)
def test_who_tells_behind_a_comma_is_no_part_of_what_is_told(text: str, told: list[str]) -> None:
    (passage,) = passages(story(analysis("a", [text])), claim_spans)
    found = [text[span.start : span.end] for span in tails(passage)]
    assert found == [part.removeprefix(", ") for part in told]
