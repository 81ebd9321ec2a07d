"""What a claim leaves open, says of others or turns in another way denies nothing: invented pairs."""

import pytest

from rashomon.compare.conflicts.find import find_conflicts
from rashomon.compare.ground import Ground
from rashomon.compare.texts import Texts
from tests.compared_story import analysis, linked, story, with_vectors

REPAIRED = "The council repaired the wooden boats of Dorn."


def _kinds(a: str, b: str) -> list[str]:
    one = with_vectors(analysis("a", [a, "Rain fell."]), [[1, 0, 0, 0], [0, 0, 1, 0]])
    two = with_vectors(analysis("b", [b, "Gulls cried."]), [[0.9, 0.19**0.5, 0, 0], [0, 0, 0, 1]])
    given = story(one, two)
    return [c.kind for c in find_conflicts(Ground(Texts(given), linked(given)), ())]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("The council never repaired the wooden boats of Dorn.", ["negation"]),
        ("A carpenter from Sorva who never repaired the wooden boats of Dorn.", []),
        ("Keel, who never repaired the wooden boats of Dorn.", ["negation"]),
        ("Who has never repaired the wooden boats of Dorn", []),
        ("Repaired or never repaired the wooden boats of Dorn.", []),
        ("The council never repaired: the wooden boats of Dorn.", []),
    ],
)
def test_a_denial_is_of_what_the_other_claim_says(text: str, kinds: list[str]) -> None:
    assert _kinds(text, REPAIRED) == kinds


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (REPAIRED, ["negation"]),
        ("The council scarcely repaired the wooden boats of Dorn.", []),
        ("The council repaired the wooden boats of Dorn and did not paint them.", []),
    ],
)
def test_what_says_no_in_another_way_does_not_affirm(text: str, kinds: list[str]) -> None:
    assert _kinds("The council never repaired the wooden boats of Dorn.", text) == kinds
