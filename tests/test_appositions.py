"""Who speaks where a role and a name stand side by side, and how far what they say reaches; own fiction."""

from dataclasses import replace

import pytest

from rashomon.analyze.quotes.find import find_quotes
from rashomon.model.annotation import LocalEntity, Mention
from rashomon.model.text import Span
from tests.quote_articles import analysis_of


def said(text: str, language: str = "en") -> list[tuple[str, str | None]]:
    found = find_quotes(analysis_of(text, language))
    return [(text[q.span.start : q.span.end], q.speaker.name if q.speaker else None) for q in found]


def speakers(text: str, language: str = "en") -> set[str | None]:
    return {speaker for _, speaker in said(text, language)}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Mr. Orel’s lawyer, Mara Lindqvist, said the bell was sold."),
        ("en", "A lawyer for Tomas Orel, Mara Lindqvist, said the bell was sold."),
        ("en", "One of his lawyers, Mara Lindqvist of Glimmerton, told reporters the bell was sold."),
        ("en", "However, one of his lawyers, Mara Lindqvist, says the bell was sold."),
        ("en", "“The bell was sold in the autumn,” said one of his lawyers, Mara Lindqvist, on Monday."),
        ("en", "Mara Lindqvist, an attorney for Tomas Orel's wife, said the bell was sold."),
        ("de", "Der Anwalt von Tomas Orel, Mara Lindqvist, sagte, die Glocke sei verkauft."),
        ("de", "Einer seiner Anwälte, Mara Lindqvist, sagte, die Glocke sei verkauft."),
        ("fr", "L'avocat de Tomas Orel, Mara Lindqvist, a déclaré que la cloche était vendue."),
        ("fr", "L'un de ses avocats, Mara Lindqvist, a affirmé que la cloche était vendue."),
        ("es", "El abogado de Tomas Orel, Mara Lindqvist, dijo que la campana estaba vendida."),
        ("it", "L'avvocato di Tomas Orel, Mara Lindqvist, ha detto che la campana era venduta."),
        ("pt", "O advogado de Tomas Orel, Mara Lindqvist, disse que o sino estava vendido."),
        ("pl", "Adwokat Tomas Orel, Mara Lindqvist, powiedziała, że dzwon sprzedano."),
    ],
)
def test_the_name_in_apposition_to_a_role_speaks(language: str, text: str) -> None:
    assert speakers(text, language) == {"Mara Lindqvist"}


def test_a_name_in_the_genitive_is_not_the_one_in_apposition() -> None:
    text = "Адвокат Веры Ланской, Пётр Зимин, сказал, что колокол продан."
    assert said(text, "ru") == [("что колокол продан", "Пётр Зимин")]


def test_several_nouns_of_people_are_one_source_though_names_hang_on_them() -> None:
    text = "Then prosecutors and lawyers for both Tomas Orel and Mara Lindqvist said they would wait."
    assert said(text) == [
        ("they would wait", "prosecutors and lawyers for both Tomas Orel and Mara Lindqvist"),
    ]


def test_a_person_is_not_whoever_belongs_to_him() -> None:
    text = "“I sold the old bell in the autumn,” said Tomas Orel. His wife said the bell was hers."
    assert said(text)[-1] == ("the bell was hers", "His wife")


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "Tomas Orel said he had never slept so well, and had read the letters twice.",
            "he had never slept so well, and had read the letters twice",
        ),
        (
            "Critics say Tomas Orel, who left the guild in May, used its money.",
            "Tomas Orel, who left the guild in May, used its money",
        ),
        (
            "As a law student, Tomas Orel said he had rung the bell, the guild's oldest.",
            "he had rung the bell, the guild's oldest",
        ),
        ("Tomas Orel said the bell was sold, and denied that he knew.", "the bell was sold"),
    ],
)
def test_words_told_end_with_their_own_verbs(text: str, content: str) -> None:
    assert content in {words for words, _ in said(text)}


def test_a_name_that_ends_in_a_full_stop_has_no_other_mark_in_it() -> None:
    text = "The head of the guild, Tomas Orel Jr., said the bell was sold."
    span = Span(text.index("Tomas"), text.index(", said"))
    mention = Mention(span=span, type="PER", name="Tomas Orel Jr.")
    son = LocalEntity(id="e", type="PER", name="Tomas Orel Jr.", mentions=(mention,))
    (quote,) = find_quotes(replace(analysis_of(text), entities=(son,)))
    assert quote.speaker is not None
    assert quote.speaker.name == "Tomas Orel Jr."


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("It came a day after Tomas Orel insisted the bell was sold.", "Tomas Orel"),
        ("The Ringers' Association also said that the bell was sold.", "Ringers' Association"),
        ("It told of Mr. Orel’s suggestion that the bell was sold.", "Tomas Orel"),
        ("A Ringers' Association letter said that the bell was sold.", "A Ringers' Association letter"),
        ("Protesters stood outside Mr. Orel’s office, demanding that the bell be sold.", "Protesters"),
    ],
)
def test_a_name_is_the_source_that_is_hardly_more(text: str, speaker: str) -> None:
    body, analysis = "Ringers' Association", analysis_of(text)
    if body in text:
        span = Span(text.index(body), text.index(body) + len(body))
        mention = Mention(span=span, type="ORG", name=body)
        found = LocalEntity(id="o", type="ORG", name=body, mentions=(mention,))
        analysis = replace(analysis, entities=(*analysis.entities, found))
    assert [q.speaker.name for q in find_quotes(analysis) if q.speaker] == [speaker]


def test_words_that_someone_appears_to_mouth_are_his() -> None:
    assert said('At one point Tomas Orel appeared to mouth, "I am sorry."') == [("I am sorry.", "Tomas Orel")]
