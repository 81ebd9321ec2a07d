"""Words behind nouns of saying, in relative clauses, and beside a paper that cites them; own fiction."""

import pytest

from rashomon.analyze.quotes.find import find_quotes
from tests.quote_articles import analysis_of


def told(text: str, language: str) -> list[tuple[str, str | None, str]]:
    found = find_quotes(analysis_of(text, language))
    return [(text[q.span.start : q.span.end], q.speaker.name if q.speaker else None, q.kind) for q in found]


@pytest.mark.parametrize(
    ("language", "text", "words", "speaker"),
    [
        ("pl", "Słowa burmistrza o „porcie bez statków” oburzyły radę.", "porcie bez statków", "burmistrza"),
        ("ru", "Слова министра о «порте без кораблей» возмутили совет.", "порте без кораблей", "министр"),
        ("uk", "Слова мера про «порт без кораблів» обурили раду.", "порт без кораблів", "мер"),
        ("cs", "Důvodem byl výrok starosty o „přístavu bez lodí“.", "přístavu bez lodí", "starosty"),
        ("bg", "Думите на кмета за „пристан без кораби“ ядосаха съвета.", "пристан без кораби", "кмета"),
        ("bg", "Повод стана изявлението на кмета, че „няма кораби“.", "няма кораби", "кмета"),
        ("pl", "Wydano list, w którym urząd nazwał port „wstydem dla kraju”.", "wstydem dla kraju", "urząd"),
        ("cs", "Vydal list, v němž úřad označil molo za „hanbu celé země“.", "hanbu celé země", "úřad"),
        ("ru", "Следствие сочло это «подрывом работы порта».", "подрывом работы порта", "Следствие"),
    ],
)
def test_words_in_marks_are_those_of_whom_the_noun_or_the_clause_names(
    language: str, text: str, words: str, speaker: str
) -> None:
    found = [(said, who) for said, who, kind in told(text, language) if kind == "direct"]
    assert found == [(words, speaker)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Фильм о «порте без кораблей» вызвал споры."),
        ("pl", "Książka burmistrza o „porcie bez statków” trafiła do księgarń."),
        ("cs", "Film o „přístavu bez lodí“ míří do kin."),
    ],
)
def test_what_is_no_noun_of_saying_quotes_nobody(language: str, text: str) -> None:
    assert told(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("cs", "Spor se týká lodí, u nichž podle lékařů nikdo nebyl.", ("nikdo nebyl", "lékařů")),
        ("ru", "Спор идет о судах, у которых по словам врачей никто не был.", ("никто не был", "врачи")),
        ("ru", "Причал закрыт до утра, говорится на сайте мэрии.", ("Причал закрыт до утра", "сайт мэрии")),
        (
            "uk",
            "Причал закритий до ранку, ідеться на сайті мерії.",
            ("Причал закритий до ранку", "сайт мерії"),
        ),
    ],
)
def test_a_relative_clause_or_a_site_has_its_own_words(
    language: str, text: str, expected: tuple[str, str]
) -> None:
    assert [(said, who) for said, who, _ in told(text, language)] == [expected]


def test_a_station_that_cites_him_only_passes_words_on() -> None:
    text = (
        "Burmistrz Jan Wierzba przyszedł w środę. „Nikt nie zamknie portu” – cytuje go państwowa telewizja."
    )
    found = find_quotes(analysis_of(text, "pl"))
    assert [(q.speaker and q.speaker.name, q.via) for q in found] == [("Jan Wierzba", "państwowa telewizja")]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "The mayor was blunt: “We have no money left for this.”", "The mayor"),
        ("en", "The mayor, 52, shrugged: “We have no money left for this.”", "The mayor"),
        ("ru", "Мэр был краток: «Денег у нас нет».", "Мэр"),
        ("pl", "Burmistrz był ostrożny: „Poczekajmy do rana”.", "Burmistrz"),
        ("cs", "Starosta byl opatrný: „Počkejme do rána.“", "Starosta"),
        ("en", "The poster was clear: “Vote for the pier.”", None),
        ("en", "The mayor held up a banner: “Vote for the pier.”", None),
    ],
)
def test_who_is_told_to_be_so_before_a_colon_says_what_is_behind_it(
    language: str, text: str, expected: str | None
) -> None:
    assert [who for _, who, _ in told(text, language)] == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("bg", "Кампанията с кораба „Нордлис“ спря. „Нордлис“ не плава, увериха от кметството."),
        ("en", "He came by the ship “Nordlys” today. “Nordlys” will not sail, the mayor said."),
        ("pl", "Burmistrz powiedział, że nikt spoza grupy „0” nie przyjdzie."),
    ],
)
def test_a_name_known_from_marks_and_a_figure_in_them_are_no_words_said(language: str, text: str) -> None:
    assert [said for said, _, kind in told(text, language) if kind == "direct"] == []
