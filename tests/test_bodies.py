"""Which body a speaker without a name stands for: invented coverage of an airline and its pilots."""

import pytest

from rashomon.compare.bodies import Bodies
from rashomon.model.annotation import Analysis, LocalEntity, Mention, Speaker
from rashomon.model.comparison import Entity
from rashomon.model.story import Story
from rashomon.model.text import Reference, Span
from tests.articles import article_of

TEXT = (
    "The airline Brig called off all flights. Its rival Kite flies. "
    "The airline said so, a spokesman for Brig and the management of the airline agreed, "
    "pilots of Brig did not."
)
NAMES = ("Brig", "Kite")


def _analysis(text: str, language: str = "en") -> Analysis:
    article = article_of(text)
    entities = tuple(
        LocalEntity(
            id=name,
            type="ORG",
            name=name,
            mentions=tuple(Mention(span=span, type="ORG", name=name) for span in _places(text, name)),
        )
        for name in NAMES
    )
    return Analysis(article=article, language=language, entities=entities)


def _places(text: str, words: str) -> list[Span]:
    starts = [at for at in range(len(text)) if text.startswith(words, at)]
    return [Span(at, at + len(words)) for at in starts]


def _bodies(analysis: Analysis) -> Bodies:
    linked = [
        Entity(
            id=f"e-{name}",
            type="ORG",
            name=name,
            names={},
            members=(("a", name),),
            mentions=tuple(Reference("a", span) for span in _places(analysis.article.text.content, name)),
        )
        for name in NAMES
    ]
    return Bodies(
        Story(id="s", title="", analyses=(analysis,)), linked, {("a", name): f"e-{name}" for name in NAMES}
    )


@pytest.mark.parametrize(
    ("speaker", "body"),
    [
        ("The airline", "e-Brig"),
        ("a spokesman for Brig", "e-Brig"),
        ("the management of the airline", "e-Brig"),
        ("pilots of Brig", None),
    ],
)
def test_a_noun_and_who_speaks_for_it_stand_for_the_body_that_is_called_so(speaker: str, body: str) -> None:
    analysis = _analysis(TEXT)
    span = _places(TEXT, speaker)[-1]
    assert _bodies(analysis).meant(analysis, Speaker(name=speaker, span=span)) == body


def test_a_noun_that_two_bodies_are_called_by_stands_for_none() -> None:
    analysis = _analysis("The airline Brig and the airline Kite flew. The airline said so.")
    assert _bodies(analysis).meant(analysis, Speaker(name="The airline")) is None
