"""Whose words Bulgarian pages give, where an article at a noun's end shows who acts and where phrases end."""

import pytest

from rashomon.analyze.quotes.find import find_quotes
from tests.quote_articles import analysis_of


def told(text: str) -> list[tuple[str, str | None]]:
    """Return the words given as said, each with its speaker."""
    quotes = find_quotes(analysis_of(text, "bg"))
    return [(text[q.span.start : q.span.end], q.speaker.name if q.speaker else None) for q in quotes]


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("Според министерството новите кейове издържат.", "новите кейове издържат", "министерството"),
        ("По данни на агенцията цените растат.", "цените растат", "агенцията"),
        ("По информация на службата двама души са ранени.", "двама души са ранени", "службата"),
        ("Според синдиката лодките ще чакат.", "лодките ще чакат", "синдиката"),
        ("По мнение на специалистите зимата ще бъде мека.", "зимата ще бъде мека", "специалистите"),
        ("Според адвокатите на подсъдимия улики няма.", "улики няма", "адвокатите на подсъдимия"),
        ("Според службата на кмета кеят е цял.", "кеят е цял", "службата на кмета"),
    ],
)  # fmt: skip
def test_the_source_of_a_phrase_ends_before_a_phrase_of_its_own(text: str, words: str, speaker: str) -> None:
    assert told(text) == [(words, speaker)]


def test_a_person_behind_a_body_is_the_subject_and_behind_a_role_its_name() -> None:
    assert told("Стоян Върбан чака. Според полицията Стоян Върбан е избягал.") == [
        ("Стоян Върбан е избягал", "полицията")
    ]
    assert told("Според председателя на комисията Стоян Върбан кеят е цял.") == [
        ("кеят е цял", "Стоян Върбан")
    ]


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("Лодката е годна, твърди доставчикът.", "Лодката е годна", "доставчикът"),
        ("Лодката е годна, твърдят стъкларите.", "Лодката е годна", "стъкларите"),
        ("Кеят се затваря заради ремонт, гласи съобщението.", "Кеят се затваря заради ремонт", "съобщението"),
        ("Кейовете са шест, показват данните на инспекцията.", "Кейовете са шест", "данните на инспекцията"),
        ("Кеят е опасен, съобщиха от пресслужбата на съда.", "Кеят е опасен", "пресслужбата на съда"),
        ("Кеят е опасен, пише в доклада на комисията.", "Кеят е опасен", "доклада на комисията"),
        ("Кеят е опасен, става ясно от писмото на кмета.", "Кеят е опасен", "писмото на кмета"),
        ("Трима от пътниците казаха, че кеят е опасен.", "че кеят е опасен", "Трима от пътниците"),
        ("Кеят е опасен, рече майката на момчето.", "Кеят е опасен", "майката на момчето"),
        ("Кметът на Орм: Няма да затворим кея", "Няма да затворим кея", "Кметът на Орм"),
    ],
)  # fmt: skip
def test_nouns_with_their_article_tell(text: str, words: str, speaker: str) -> None:
    assert told(text) == [(words, speaker)]


@pytest.mark.parametrize(
    "text",
    [
        "Министерството проведе среща, обяви мерките.",
        "Кметът влезе в залата, обясни решението.",
        "„Ще чакаме“ гласи надпис. Случаят напомня аферата от миналата година.",
        "Кметът не пожела да уточни кога ще има гласуване.",
        "Попитан дали ще чака, кметът излезе.",
        "Кметът се съгласил, но подал жалба.",
    ],
)
def test_objects_things_and_what_one_does_next_are_nobodys_words(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Стоян Върбан поиска кметът да подаде оставка.", "кметът да подаде оставка"),
        ("Стоян Върбан обеща кеят да бъде готов до юни.", "кеят да бъде готов до юни"),
        ("Стоян Върбан изрази надежда преговорите да успеят.", "преговорите да успеят"),
        ("Стоян Върбан призова жителите да пестят вода.", "да пестят вода"),
    ],
)
def test_a_subject_before_the_word_that_opens_its_clause_is_told_with_it(text: str, words: str) -> None:
    assert told(text) == [(words, "Стоян Върбан")]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Партията излезе с декларация, в която се посочва, че кеят е опасен.", "Партията"),
        ("От партията излязоха с позиция, в която се казва, че кеят е опасен.", "партията"),
        ("Синдикатът разпространи писмо, в което пише, че кеят е опасен.", "Синдикатът"),
    ],
)
def test_what_is_written_in_a_document_is_told_by_who_brings_it(text: str, speaker: str) -> None:
    assert told(text) == [("че кеят е опасен", speaker)]


def test_those_there_are_the_body_that_spoke_last() -> None:
    text = "От общината казаха, че кеят е опасен. Оттам съветват рибарите да чакат."
    assert told(text) == [("че кеят е опасен", "общината"), ("да чакат", "общината")]


def test_who_is_quoted_by_a_paper_is_the_one_who_tells() -> None:
    text = "Стоян Върбан, цитиран от „Фар“, каза, че кеят е опасен."
    assert told(text) == [("че кеят е опасен", "Стоян Върбан")]
