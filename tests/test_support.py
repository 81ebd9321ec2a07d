"""Which passages of other articles may be cited for a sentence, in an invented story of four languages."""

from pathlib import Path

import pytest

from rashomon.brief.support import Backing
from rashomon.engine import analyze, articles, compare, gather
from rashomon.model.story import Story
from rashomon.model.text import Reference

TEXTS = Path(__file__).with_name("mine")


@pytest.fixture(scope="module")
def told() -> tuple[Story, Backing]:
    found, failed = articles([str(TEXTS)])
    assert not failed
    story = gather(analyze(found))
    return story, Backing(story, compare(story))


@pytest.mark.parametrize(
    ("first", "other", "supports"),
    [
        ("отменил поездку", "скасував візит", True),
        ("Вересов задержан", "затримали директора", True),
        ("тридневен траур", "отменил поездку", False),
        ("тридневен траур", "скасував візит", False),
        ("Вересов задержан", "postawiła zarzuty", False),
    ],
)
def test_naming_one_person_makes_foreign_passages_no_support(
    told: tuple[Story, Backing], first: str, other: str, *, supports: bool
) -> None:
    story, backing = told
    assert backing.supports(passage(story, first), passage(story, other)) is supports


def passage(story: Story, words: str) -> Reference:
    """Return the sentence in which some words stand."""
    held = ((a, s.span) for a in story.analyses for s in a.sentences)
    return next(Reference(a.article.id, span) for a, span in held if words in a.text_of(span))
